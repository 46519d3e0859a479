"""The original outlet, where a page names one."""

import pytest

from monitor.pipeline.extract.origin import find_origin


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("新华社北京3月25日电（记者张三 李四）示例市", "新华社"),
        ("中新网3月25日电 示例市", "中新网"),
        ("中国新闻网北京3月25日电 (记者 某某)", "中国新闻网"),
        ("央视网消息：示例市", "央视网"),
        ("央视新闻客户端消息，示例市", "央视新闻客户端"),
        ("据新华社电 记者从示例市获悉", "新华社"),
        ("北京商报讯（记者 张三）", "北京商报"),
        ("本报北京3月25日电（记者王五）", ""),
        ("记者从市卫健委获悉，新华社报道称", ""),
        ("社会各界消息：很多", ""),
        ("新闻发布会消息，很多", ""),
    ],
)
def test_dateline_names_the_outlet(text, name):
    assert find_origin("", [], text).name == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("本文转自：《示例日报》", "示例日报"),
        ("原载于《示例》2024年第3期", "示例"),
        ("本文首发于示例呼吸公众号（shili）", "示例呼吸"),
        ("转自微信公众号“示例”", "示例"),
        ("本文来源：示例京报 责任编辑：某某", "示例京报"),
        ("转载请注明来源", ""),
        ("来源：示例网", ""),
        ("转自" + "甲" * 200, ""),
    ],
)
def test_line_names_the_outlet_unless_it_is_the_same(line, name):
    assert find_origin("示例网", [line], "").name == name


def test_site_and_paper_in_one_name_are_told_apart():
    assert find_origin("示例网-《示例日报》", [], "") == (
        "示例日报", "two-outlets", "示例网-《示例日报》",
    )  # fmt: skip
    assert find_origin("示例中国-科学原理", [], "").name == ""


def test_what_is_said_outright_counts_more_than_the_dateline():
    text = "新华社北京3月25日电（记者张三）示例。"
    assert find_origin("示例网", ["转自：示例日报"], text)[:2] == ("示例日报", "reprinted")
    assert find_origin("示例网", [], text)[1:] == ("dateline", "新华社北京3月25日电")


def test_outlets_of_one_house_are_no_reprint():
    assert find_origin("示例时报网", [], "示例时报讯（记者张三）示例。").name == ""
