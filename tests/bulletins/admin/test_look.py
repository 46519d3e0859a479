"""The page of a look: who may, what is refused and why, what the preview shows before saving."""

from __future__ import annotations

import json

import pytest
from django.contrib.admin.models import LogEntry

from bulletins.models import Bulletin
from bulletins.rendering.look import Look, Section
from bulletins.workflow.publication import publish
from tests.bulletins.admin.conftest import url
from tests.bulletins.rendering.looks import OTHER


def posted(look: Look, **changes: object) -> dict[str, object]:
    """Give what the form of a look posts."""
    plain = {**look.to_json(), **changes}
    places = {
        f"{section.value}_place": look.sections.index(section) + 1
        if section in look.sections
        else ""
        for section in Section
    }
    data = {**places, **plain}
    return {
        name: value for name, value in data.items() if value is not False and name != "sections"
    }


@pytest.fixture
def admin(as_user, admin_user, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return as_user(admin_user)


def test_a_look_is_saved_and_logged(admin, bulletin):
    answer = admin.post(url("bulletin", "look", bulletin.pk), posted(OTHER))
    assert answer.status_code == 302
    bulletin.refresh_from_db()
    assert bulletin.printed_look() == OTHER
    assert LogEntry.objects.get().object_id == str(bulletin.pk)


def test_the_form_shows_the_look(admin, bulletin):
    Bulletin.objects.update(look=OTHER.to_json())
    page = admin.get(url("bulletin", "look", bulletin.pk))
    assert "内部资料　注意保管" in page.content.decode()
    form = page.context["form"]
    assert [row[1].value() for row in form.section_rows()] == [2, 3, 1, 4, 5]


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"foreword": "共 {篇數} 篇"}, "foreword", "没有名为“{篇數}”的占位符"),
        ({"foreword": "共 {篇数 篇"}, "foreword", "须成对使用"),
        ({"imprint": "{电话}"}, "imprint", "没有名为“{电话}”的占位符"),
        ({"heading_colour": "#ffee00"}, "heading_colour", "在白纸上太浅"),
        ({"heading_colour": "green"}, "heading_colour", "这不是有效的颜色"),
        ({"contents_place": 5}, None, "导语和目录须排在正文之前"),
        ({"contents_place": 1}, None, "有两个栏目的次序相同"),
        ({"articles_place": ""}, "articles_place", "必填"),
        ({"notices_place": ""}, "notices_place", "必填"),
        ({"notices_place": 5}, "notices_heading", "需要标题文字"),
        ({"contents_heading": ""}, "contents_heading", "需要标题文字"),
        ({"imprint_place": 5}, "imprint", "或选择不印版记"),
        ({"layout": "poster"}, "layout", "选择一个有效的选项"),
    ],
)
def test_what_does_not_fit_is_told(admin, bulletin, changes, field, told):
    page = admin.post(url("bulletin", "look", bulletin.pk), posted(Look(), **changes))
    form = page.context["form"]
    errors = form.non_field_errors() if field is None else form.errors[field]
    assert told in str(errors)
    bulletin.refresh_from_db()
    assert bulletin.printed_look() == Look()


@pytest.mark.parametrize("name", ["look", "look_preview"])
def test_only_administrators_change_looks(as_user, editor, publisher, bulletin, name):
    for person in (editor, publisher):
        answer = as_user(person).post(url("bulletin", name, bulletin.pk), posted(OTHER))
        assert answer.status_code == 403
    bulletin.refresh_from_db()
    assert bulletin.look == {}


def test_the_preview_follows_the_form_and_saves_nothing(admin, bulletin):
    address = url("bulletin", "look_preview", bulletin.pk)
    page = admin.post(address, posted(OTHER))
    digest = page.context["digest"]
    pdf = admin.get(url("bulletin", "look_pdf", bulletin.pk, digest))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")
    assert admin.post(address, {**posted(OTHER), "shown": digest}).status_code == 204
    bulletin.refresh_from_db()
    assert bulletin.look == {}
    assert admin.get(url("bulletin", "look_pdf", bulletin.pk, "0" * 64)).status_code == 404


def test_the_preview_says_what_is_wrong(admin, bulletin):
    page = admin.post(
        url("bulletin", "look_preview", bulletin.pk), posted(Look(), foreword="{篇數}")
    )
    assert "{篇數}" in page.content.decode()
    assert "<iframe" not in page.content.decode()


def test_a_later_look_leaves_published_issues_alone(admin, bulletin, filled_issue, publisher):
    publish(filled_issue, publisher)
    before = json.dumps(filled_issue.document)
    admin.post(url("bulletin", "look", bulletin.pk), posted(OTHER))
    filled_issue.refresh_from_db()
    assert json.dumps(filled_issue.document) == before
    assert filled_issue.frozen_document().look == Look()
