"""Previews: made when an issue has changed, never twice, never of an old state."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bulletins.models import Preview
from bulletins.rendering.pdf import RenderedPdf, RenderingError
from bulletins.workflow import previewing
from bulletins.workflow.arranging import move_article
from bulletins.workflow.compilation import place_articles
from bulletins.workflow.previewing import (
    forget_previews,
    make_preview_again,
    preview_of,
    render_preview,
)
from bulletins.workflow.publication import publish, render_document


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def printed(monkeypatch) -> list[str]:
    """The first titles of the documents that were printed: the printing itself is fast here."""
    titles: list[str] = []

    def render(document, output):
        titles.append(document.items[0].title)
        output.write_bytes(b"%PDF-" + titles[-1].encode())
        return RenderedPdf("a" * 64, 3, output.stat().st_size)

    monkeypatch.setattr(previewing, "render_document", render)
    return titles


@pytest.fixture
def issue(make_issue, make_approved, editor):
    issue = make_issue(count=0)
    place_articles(issue, [make_approved(title) for title in "甲乙"], editor)
    return issue


def make_due(preview: Preview) -> int:
    Preview.objects.filter(pk=preview.pk).update(due_at=preview.asked_at - timedelta(seconds=1))
    return preview.pk


def turn_round(issue, editor) -> None:
    move_article(issue, issue.items.first().article_id, 1, editor)


def test_preview_is_made_once_for_one_state(issue, printed):
    pk = make_due(preview_of(issue))
    assert render_preview(pk) is True
    assert render_preview(pk) is None
    preview = preview_of(issue)
    assert (preview.state, preview.pages, preview.due_at) == ("ready", 3, None)
    with preview.file.open() as file:
        assert file.read() == b"%PDF-" + printed[0].encode()
    assert len(printed) == 1


def test_preview_rests_a_second_before_it_is_made(issue, printed):
    assert render_preview(preview_of(issue).pk) is None
    assert printed == []


def test_change_has_the_preview_made_anew_and_keeps_the_old_file_until_then(
    issue, editor, printed, tmp_path
):
    render_preview(make_due(preview_of(issue)))
    turn_round(issue, editor)
    preview = preview_of(issue)
    assert preview.state == "waiting"
    assert preview.file.storage.exists(str(preview.file.name))
    render_preview(make_due(preview))
    assert preview_of(issue).state == "ready"
    assert len(list((tmp_path / "previews" / "sample").iterdir())) == 1


def test_what_changed_while_it_was_printed_is_printed_again(issue, editor, printed, monkeypatch):
    render = render_document

    def change(document, output):
        monkeypatch.setattr(previewing, "render_document", render)
        turn_round(issue, editor)
        preview_of(issue)
        return render(document, output)

    monkeypatch.setattr(previewing, "render_document", change)
    preview = preview_of(issue)
    assert render_preview(make_due(preview)) is False
    preview.refresh_from_db()
    assert (preview.state, preview.lease_token) == ("waiting", None)
    assert render_preview(make_due(preview)) is True


def test_failure_is_kept_with_its_reason_and_can_be_tried_again(issue, printed, monkeypatch):
    def fail(document, output):
        raise RenderingError("图片坏了")

    monkeypatch.setattr(previewing, "render_document", fail)
    assert render_preview(make_due(preview_of(issue))) is False
    preview = preview_of(issue)
    assert (preview.state, preview.error) == ("failed", "图片坏了")
    assert make_preview_again(issue) is True
    assert make_preview_again(issue) is False
    assert preview_of(issue).state == "waiting"


def test_previews_of_published_issues_are_forgotten(issue, publisher, printed, tmp_path):
    render_preview(make_due(preview_of(issue)))
    assert forget_previews() == 0
    publish(issue, publisher)
    assert forget_previews() == 1
    assert not Preview.objects.exists()
    assert list((tmp_path / "previews" / "sample").iterdir()) == []
