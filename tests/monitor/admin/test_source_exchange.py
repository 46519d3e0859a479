"""Sources in and out on the desk."""

from __future__ import annotations

import json

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from monitor.admin import source_exchange
from monitor.exchange.catalogue import catalogue
from monitor.exchange.json_file import write_records
from monitor.models import Source

pytestmark = pytest.mark.django_db


def source_url(name: str) -> str:
    return reverse(f"admin:monitor_source_{name}")


def upload(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("sources.opml", text.encode())


def opml(count: int) -> str:
    outlines = "".join(
        f'<outline text="示例{number}" xmlUrl="https://{number}.example/rss"/>'
        for number in range(count)
    )
    return f"<opml><body>{outlines}</body></opml>"


def names() -> list[str]:
    return sorted(Source.objects.values_list("name", flat=True))


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_catalogue_is_shown_as_not_checked(desk):
    Source.objects.create(name="编辑起的名", url=catalogue()[0]["url"])
    response = desk.get(source_url("catalogue"))
    assert response.context["count"] == len(catalogue())
    assert response.context["new"] == len(catalogue()) - 1
    page = response.content.decode()
    assert page.count("not checked live</span>") == len(catalogue()) - 1
    assert "already monitored, as “编辑起的名”" in page


def test_only_what_was_chosen_is_added_and_hinted_at(
    desk, monkeypatch, django_capture_on_commit_callbacks
):
    hints = []
    monkeypatch.setattr("monitor.admin.source_exchange.hint", lambda *args: hints.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        response = desk.post(source_url("catalogue"), {"chosen": ["36氪", "千龙网", "无此报"]})
    assert names() == ["36氪", "千龙网"]
    (message,) = [str(message) for message in get_messages(response.wsgi_request)]
    assert message == "2 sources added. Already there: 0. Refused: 0."
    enabled = Source.objects.get(name="36氪")
    assert hints == [("monitor.tasks.poll_sources", [enabled.pk])]
    assert (enabled.source_class, enabled.is_checked_live) == ("trade", False)


def test_file_is_shown_before_anything_is_added(desk):
    Source.objects.create(name="示例0", url="https://other.example/")
    text = opml(2).replace("</body>", '<outline text="坏" xmlUrl="ftp://a.example/"/></body>')
    response = desk.post(source_url("import"), {"file": upload(text)})
    verdicts = [item.verdict for item, _label in response.context["rows"]]
    assert verdicts == ["add", "known", "refused"]
    assert names() == ["示例0"]
    document = response.context["document"]
    desk.post(source_url("import"), {"document": document, "chosen": ["示例1", "坏"]})
    assert names() == ["示例0", "示例1"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("样例", "neither OPML nor JSON"),
        ('<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml/>', "entities"),
        (opml(4), "holds 4 sources"),
    ],
)
def test_file_that_cannot_be_taken_says_why(desk, monkeypatch, text, message):
    monkeypatch.setattr(source_exchange, "MAX_CHOICES", 3)
    response = desk.post(source_url("import"), {"file": upload(text)})
    assert message in response.context["problem"]


@pytest.mark.parametrize("document", ["{", "[]", '{"format": "other"}'])
def test_document_that_was_tampered_with_adds_nothing(desk, document):
    response = desk.post(source_url("import"), {"document": document, "chosen": ["x"]})
    assert response.context["problem"]
    assert names() == []


def test_record_without_a_usable_name_is_passed_over(desk):
    records = [{"name": ["甲"]}, {"name": " 乙 ", "url": "https://b.example/rss"}]
    document = json.dumps({"format": "zhoubao-sources", "version": 1, "sources": records})
    desk.post(source_url("import"), {"document": document, "chosen": ["甲", "乙"]})
    assert names() == ["乙"]


def test_editors_import_nothing_into_the_own_network(desk, client, admin_user):
    record = {"name": "内网", "url": "http://10.0.0.1/", "allow_private": True}
    document = json.dumps({"format": "zhoubao-sources", "version": 1, "sources": [record]})
    data = {"document": document, "chosen": ["内网"]}
    desk.post(source_url("import"), data)
    assert names() == []
    client.force_login(admin_user)
    client.post(source_url("import"), data)
    assert names() == ["内网"]


@pytest.mark.parametrize(
    ("written_as", "content_type", "ending"),
    [("json", "application/json", ".json"), ("opml", "text/x-opml; charset=utf-8", ".opml")],
)
def test_sources_are_exported(client, reviewer, written_as, content_type, ending):
    Source.objects.create(name="示例", url="https://news.example/")
    client.force_login(reviewer)
    response = client.get(source_url("export"), {"format": written_as})
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].rstrip('"').endswith(ending)
    assert "示例" in response.content.decode()


def test_selected_sources_are_exported(desk):
    chosen = Source.objects.create(name="示例一", url="https://1.example/")
    Source.objects.create(name="示例二", url="https://2.example/")
    data = {"action": "export_json", "_selected_action": [chosen.pk]}
    exported = desk.post(source_url("changelist"), data).json()
    assert [record["name"] for record in exported["sources"]] == ["示例一"]


def test_export_is_for_those_who_may_see_sources(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("guest", is_staff=True))
    assert client.get(source_url("export")).status_code == 403


def test_import_tells_what_could_not_be_added(desk):
    known = Source.objects.create(name="有了", url="https://known.example/rss")
    records = [{"name": name, "url": url, "kind": "feed"} for name, url in (
        ("新的", "https://new.example/rss"), ("有了的", known.url), ("坏的", "ftp://bad.example/"),
    )]  # fmt: skip
    chosen = {"document": write_records(records), "chosen": ["新的"]}
    response = desk.post(source_url("import"), chosen)
    (message,) = map(str, get_messages(response.wsgi_request))
    assert message == "1 source added. Already there: 1. Refused: 1."
