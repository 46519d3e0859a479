"""What is proposed for an issue, and why: a pure decision."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bulletins.proposal import Candidate, propose
from bulletins.regions import region_of


def keys(*proposed) -> str:
    return "".join(one.candidate.key for one in proposed)


def story(key: str, score: float = 0.0, source_class="", region="", **more) -> Candidate:
    return Candidate(key, key, score, source_class, region, **more)


def test_best_come_first():
    assert keys(*propose([story("a", -1), story("b", 3), story("c", 1)], [], 2)) == "bc"


def test_equal_scores_are_spread_over_classes_and_regions():
    found = [
        story("a", 1, "行业媒体", "北京"), story("b", 1, "行业媒体", "北京"),
        story("c", 1, "政府", "北京"), story("d", 1, "政府", "浙江"),
    ]  # fmt: skip
    assert keys(*propose(found, [], 2)) == "ad"
    assert keys(*propose(found, [story("x", 0, "行业媒体", "北京")], 1)) == "d"


def test_stories_of_the_whole_country_stand_in_nobodys_way():
    found = [
        story("a", 2.0, "中央", ""),
        story("b", 1.9, "政府", ""),
        story("c", -3, "省级", "山东"),
    ]
    assert keys(*propose(found, [], 2)) == "ab"


def test_what_an_editor_selected_comes_before_what_nobody_did():
    assert keys(*propose([story("a", 2), story("b", 0.5, is_selected=True)], [], 1)) == "b"


def test_reasons_are_told():
    first, second = propose(
        [
            story("a", 2, "政府", "浙江", is_selected=True, others=3),
            story("b", 1, "政府", "浙江"),
        ],
        [],
        2,
    )
    assert first.reasons == (
        "编辑已选入", "相关度第 1", "本期首篇来自“政府”", "本期首篇浙江消息", "另有 3 家转载",
    )  # fmt: skip
    assert second.reasons == ("相关度第 2",)


@given(
    st.lists(
        st.builds(
            Candidate,
            key=st.uuids().map(str),
            title=st.just("样例"),
            score=st.floats(allow_nan=False),
            source_class=st.sampled_from(["", "政府", "行业媒体"]),
            region=st.sampled_from(["", "北京", "浙江"]),
        ),
        max_size=12,
        unique_by=lambda candidate: candidate.key,
    ),
    st.integers(0, 8),
)
def test_proposal_holds_each_candidate_once_and_no_more_than_asked_for(candidates, count):
    proposed = [one.candidate for one in propose(candidates, [], count)]
    assert len(proposed) == min(count, len(candidates))
    assert len({candidate.key for candidate in proposed}) == len(proposed)
    assert {candidate.key for candidate in proposed} <= {one.key for one in candidates}
    assert proposed == [one.candidate for one in propose(reversed(candidates), [], count)]


def test_region_is_the_province_that_is_named_first():
    assert region_of("杭州与北京互认检查结果") == "浙江"
    assert region_of("检查结果互认", "深圳特区报") == "广东"
    assert region_of("黑龙江上线平台") == "黑龙江"
    assert region_of("国家卫生健康委印发通知", "中国政府网") == ""
