from __future__ import annotations

import time

import pytest

from monitor.pipeline.extract.attributes import MAX_ATTRIBUTES, has_too_many_attributes

MANY = range(MAX_ATTRIBUTES + 1)


@pytest.mark.parametrize(
    "tag",
    [
        "<p " + " ".join(f"a{n}=1" for n in MANY) + ">",
        "<P " + "\n".join(f"a{n}" for n in MANY) + ">",
        "<p/" + "/".join(f"a{n}" for n in MANY) + ">",
        "<p " + "".join(f"a{n}='<>'" for n in MANY) + ">",
        "<p " + " ".join(f'a{n}="x y"' for n in MANY),
        "<i><b></b></i>" + "<p " + " ".join(f"a{n}=1" for n in MANY),
    ],
    ids=lambda tag: tag[:20],
)
def test_too_many_attributes_are_told(tag):
    assert has_too_many_attributes(tag)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<a href=x>" * 20_000,
        "样例 = " * 20_000,
        f"<img src='data:{'a b=' * 20_000}'>",
        "<p " + " ".join(f"a{n}=1" for n in range(100)) + ">",
        "<script>" + "a = b; " * 20_000 + "</script>",
    ],
    ids=lambda text: text[:20],
)
def test_other_pages_are_not(text):
    assert not has_too_many_attributes(text)


@pytest.mark.parametrize("piece", ["<a ", '<a"', "<a '", "<a b=\"'", "<a/", "a=", "<"])
def test_telling_takes_no_time(piece):
    begun = time.process_time()
    has_too_many_attributes(piece * (1_000_000 // len(piece)))
    assert time.process_time() - begun < 1
