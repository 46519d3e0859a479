"""People read Chinese, whatever their browser prefers, until they choose English on a page."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db


def _choose(client: Client, language: str) -> None:
    answer = client.post("/language/", {"language": language}, headers={"referer": "/login/"})
    assert (answer.status_code, answer["Location"]) == (302, "/login/")


def _heading(client: Client) -> tuple[str, bool]:
    answer = client.get("/login/", headers={"accept-language": "en"})
    return answer["Content-Language"], "登录" in answer.content.decode()


def test_browsers_preference_is_not_asked(client: Client) -> None:
    assert _heading(client) == ("zh-hans", True)


def test_choice_is_kept_and_can_be_taken_back(client: Client) -> None:
    _choose(client, "en")
    assert _heading(client) == ("en", False)
    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie["max-age"], cookie["httponly"]) == (365 * 24 * 3600, True)
    _choose(client, "zh-hans")
    assert _heading(client) == ("zh-hans", True)


def test_unknown_language_is_the_installations(client: Client, settings) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "tlh"
    assert _heading(client) == ("zh-hans", True)
    settings.LANGUAGE_CODE = "en"
    assert _heading(client) == ("en", False)


@pytest.mark.parametrize("page", ["/", "/login/", "/admin/login/"])
def test_every_frame_offers_the_other_language(client: Client, page: str) -> None:
    assert 'value="en" lang="en"' in client.get(page).content.decode()
    _choose(client, "en")
    assert 'value="zh-hans" lang="zh-hans"' in client.get(page).content.decode()


def test_choice_does_not_lead_elsewhere(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "https://evil.example/"})
    assert answer["Location"] == "/"
