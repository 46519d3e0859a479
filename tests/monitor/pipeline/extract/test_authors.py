"""People by role; words that only look like names are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.pipeline.extract.authors import find_authors
from monitor.pipeline.extract.metadata import Metadata

NOTHING = Metadata({}, ())


def named(*lines, body="", metadata=NOTHING):
    return [(author.role, author.name) for author in find_authors(lines, body, metadata)]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        (
            "记者 张三 通讯员 李四 王五",
            ["reporter 张三", "correspondent 李四", "correspondent 王五"],
        ),
        ("本报记者张三、李四报道", ["reporter 张三", "reporter 李四"]),
        ("作者：张小明 编辑：李四", ["author 张小明", "editor 李四"]),
        ("责任编辑：王某某", ["editor 王某某"]),
        ("文/张三 图/李四", ["author 张三", "photographer 李四"]),
        ("文｜张三", ["author 张三"]),
        ("撰文：阿卜杜拉·买买提", ["author 阿卜杜拉·买买提"]),
        ("示例社记者 张三摄", ["reporter 张三"]),
        ("作者 | 小周 编辑 | 老王", ["author 小周", "editor 老王"]),
        ("作者：John Smith", ["author John Smith"]),
        ("记者从市卫健委获悉", []),
        ("记者了解到", []),
        ("作者：佚名", []),
        ("作者：示例京报", []),
        ("编辑部的灯亮着", []),
        ("图片来源：视觉中国", []),
    ],
)
def test_people_are_told_by_their_roles(line, people):
    assert [" ".join(author) for author in named(line)] == people


def test_brackets_at_the_ends_of_the_text_are_read():
    body = f"示例社北京3月25日电（记者张三）{'甲' * 300}（记者王五）{'乙' * 300}（编辑：李四）"
    assert named(body=body) == [("reporter", "张三"), ("editor", "李四")]


def test_metadata_is_asked_when_only_editors_are_named():
    metadata = Metadata({"author": "张小明"}, ({"author": {"name": "李四"}},))
    assert named("编辑：李四", metadata=metadata) == [("editor", "李四"), ("author", "张小明")]
    assert named("作者：王五", metadata=metadata) == [("author", "王五")]
    assert named(metadata=Metadata({"author": "示例编辑部"}, ())) == []


@given(st.text("记者作编辑：、/张三 （）", max_size=80))
def test_any_line_is_read(line):
    assert all(author.name for author in find_authors([line], line, NOTHING))
