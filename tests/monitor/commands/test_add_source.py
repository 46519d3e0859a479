from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from monitor.models import Source

pytestmark = pytest.mark.django_db


def test_feed_is_added_and_due_at_once(capsys):
    call_command("add_source", "https://news.example/feed", "--name", "示例健康报")
    source = Source.objects.get()
    assert (source.name, source.url, source.kind) == (
        "示例健康报", "https://news.example/feed", "feed",
    )  # fmt: skip
    assert (source.allow_private, source.is_enabled, source.due_at is not None) == (
        False, True, True,
    )  # fmt: skip
    assert capsys.readouterr().out == "Source “示例健康报” added.\n"


def test_selectors_make_it_a_list_page():
    call_command(
        "add_source", "http://127.0.0.1:8000/list", "--name=样例", "--item=li", "--link=a",
        "--title=h3", "--date=time", "--allow-private",
    )  # fmt: skip
    source = Source.objects.get()
    assert (source.kind, source.allow_private) == ("listing", True)
    assert (
        source.item_selector, source.link_selector, source.title_selector, source.date_selector,
    ) == ("li", "a", "h3", "time")  # fmt: skip


def test_search_is_added():
    call_command(
        "add_source", "https://s.example/?q={query}", "--name=样例", "--kind=json",
        "--item=data.list", "--summary=intro", "--next-page=/?q={query}&p={page}",
        "--keyword=电子病历", "--keyword=医保", "--links=/art/",
    )  # fmt: skip
    source = Source.objects.get()
    assert (source.kind, source.item_selector, source.summary_selector, source.next_page) == (
        "json", "data.list", "intro", "/?q={query}&p={page}",
    )  # fmt: skip
    assert (source.keywords, source.allowed_links) == ("电子病历\n医保", "/art/")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["file:///etc/passwd", "--name=样例"], "must begin with http"),
        (["http://user@news.example/", "--name=样例"], "must not hold a user name"),
        (["http://news.example:22/", "--name=样例"], "Port 22"),
        (["http://news.example/\n", "--name=样例"], "control characters"),
        (["https://news.example/", "--name="], "blank"),
        (["https://news.example/", "--name=样例", "--kind=listing"], "selector of its rows"),
        (["https://news.example/", "--name=样例", "--kind=other"], "invalid choice"),
        (["https://news.example/"], "--name"),
    ],
)
def test_wrong_values_are_refused_with_the_reason(arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("add_source", *arguments)
    assert not Source.objects.exists()


def test_name_is_given_once():
    call_command("add_source", "https://news.example/", "--name=样例")
    with pytest.raises(CommandError, match="already exists"):
        call_command("add_source", "https://news.example/", "--name=样例")
    assert Source.objects.count() == 1
