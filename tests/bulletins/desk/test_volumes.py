"""Volumes at the desk: who may make them, what stands there, and why one could not be made."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from bulletins.workflow import volumes
from bulletins.workflow.errors import NotAllowedError
from bulletins.workflow.volumes import make_volume, volume_name, volume_years
from tests.bulletins.archive.issues import published_issue, with_pdf

PAGE = "/admin/desk/volumes/"


@pytest.fixture
def issue(bulletin, editor, reviewer, publisher, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    staff = (editor, reviewer, publisher)
    return published_issue(bulletin, staff, date(2026, 11, 20), "示例标题")


def make_address(bulletin):
    return reverse("desk:make-volume", args=[bulletin.pk, 2026])


def test_page_says_that_nothing_is_published(as_user, publisher, db):
    page = as_user(publisher).get(PAGE)
    assert page.context["years"] == []
    assert 'class="empty"' in page.content.decode()


def test_page_shows_years_and_offers_to_make_volumes(as_user, publisher, editor, issue):
    page = as_user(publisher).get(PAGE)
    [row] = page.context["years"]
    assert (row.bulletin, row.year, row.issues, row.made_at) == (issue.bulletin, 2026, 1, None)
    assert make_address(issue.bulletin) in page.content.decode()
    assert make_address(issue.bulletin) not in as_user(editor).get(PAGE).content.decode()


def test_a_volume_that_cannot_be_made_says_why(as_user, publisher, issue):
    page = as_user(publisher).post(make_address(issue.bulletin))
    assert page.context["refusal"]
    assert str(issue.number_text) in page.content.decode()


def test_a_volume_is_made_and_offered(as_user, publisher, issue, monkeypatch):
    with_pdf(issue)
    monkeypatch.setattr(volumes, "volume_of", lambda *_args: b"%PDF-1.7 volume")
    page = as_user(publisher).post(make_address(issue.bulletin))
    assert page.context["refusal"] == ""
    assert reverse("archive:volume", args=[issue.bulletin.slug, 2026]) in page.content.decode()
    [row] = volume_years()
    assert (row.size, row.is_behind) == (15, False)


def test_a_later_issue_leaves_the_volume_behind(issue, bulletin, editor, reviewer, publisher):
    default_storage.save(volume_name(bulletin.slug, 2026), ContentFile(b"%PDF-"))
    published_issue(bulletin, (editor, reviewer, publisher), date(2026, 11, 27), "后一期")
    [row] = volume_years()
    assert (row.issues, row.is_behind) == (2, True)


def test_only_publishers_make_volumes(as_user, editor, reviewer, issue):
    for person in (editor, reviewer):
        assert as_user(person).post(make_address(issue.bulletin)).status_code == 403
        with pytest.raises(NotAllowedError):
            make_volume(issue.bulletin, 2026, person)
    assert not default_storage.exists(volume_name(issue.bulletin.slug, 2026))
