"""CSS selectors on a tree, in a time that grows with the page however deeply it nests.

A compound such as ``li.news:not(.line)`` is left to cssselect and libxml2. The steps between
compounds are taken here: libxml2 needs minutes for ``div div div a`` on a page made for that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, cast

import cssselect
from cssselect.parser import CombinedSelector
from lxml import etree
from lxml.html import HtmlElement

Choice = Callable[[HtmlElement], list[HtmlElement]]
_Step = Callable[[HtmlElement], HtmlElement | None]

#: By combinator: where to look from an element, and whether further on as well.
_STEPS: dict[str, tuple[_Step, bool]] = {
    " ": (HtmlElement.getparent, True),
    ">": (HtmlElement.getparent, False),
    "~": (HtmlElement.getprevious, True),
    "+": (HtmlElement.getprevious, False),
}
_translator = cssselect.HTMLTranslator()


@lru_cache(maxsize=256)
def choice(css: str) -> Choice:
    """Give what chooses, within an element and itself included, in the order of the page.

    A selector that begins with ``>`` is about the element's own children.

    Raises:
        ValueError: it is no CSS selector, or one that only a browser can judge.

    """
    try:
        selectors = cssselect.parse(f":scope {css}" if css.startswith(">") else css)
        if any(selector.pseudo_element for selector in selectors):
            raise ValueError(css)
        choices = [_choice(selector.parsed_tree) for selector in selectors]
    except (cssselect.SelectorError, etree.XPathError, RecursionError) as error:
        raise ValueError(css) from error
    return choices[0] if len(choices) == 1 else _any_of(choices)


def _any_of(choices: Sequence[Choice]) -> Choice:
    def choose(element: HtmlElement) -> list[HtmlElement]:
        chosen = {one for choice in choices for one in choice(element)}
        return [one for one in element.iter() if one in chosen]

    return choose


def _choice(tree: Any) -> Choice:  # noqa: ANN401 - cssselect does not export its union of nodes
    if not isinstance(tree, CombinedSelector):
        return cast(Choice, etree.XPath(_translator.selector_to_xpath(cssselect.Selector(tree))))
    left, right = _choice(tree.selector), _choice(tree.subselector)
    step, is_far = _STEPS[tree.combinator]
    reaches = _reaches_far if is_far else _reaches

    def choose(element: HtmlElement) -> list[HtmlElement]:
        goals = dict.fromkeys(left(element), True)
        return [one for one in right(element) if reaches(one, step, goals)]

    return choose


def _reaches(one: HtmlElement, step: _Step, goals: dict[HtmlElement, bool]) -> bool:
    neighbour = step(one)
    return neighbour is not None and neighbour in goals


def _reaches_far(one: HtmlElement, step: _Step, goals: dict[HtmlElement, bool]) -> bool:
    """Step until there is a goal, and note for those on the way what comes of them."""
    passed = []
    place = step(one)
    while place is not None and place not in goals:
        passed.append(place)
        place = step(place)
    found = place is not None and goals[place]
    goals.update(dict.fromkeys(passed, found))
    return found
