"""Specimens: of the latest issue, else made up; always with the look's own sentence."""

from __future__ import annotations

from bulletins.rendering.look import Look
from bulletins.workflow.back_issues import import_back_issue, receive_back_issue
from bulletins.workflow.specimens import specimen_document
from tests.bulletins.importing.samples import data_of
from tests.bulletins.rendering.looks import OTHER


def test_a_series_without_articles_has_a_made_up_specimen(bulletin):
    document = specimen_document(bulletin, OTHER)
    assert (document.number, len(document.items), len(document.notices)) == (1, 3, 1)
    assert document.masthead == bulletin.masthead_on(document.issue_date)
    assert document.look == OTHER


def test_the_latest_issue_is_shown(make_issue, bulletin):
    issue = make_issue()
    document = specimen_document(bulletin, Look())
    assert [item.title for item in document.items] == [issue.articles.get().title]
    assert document.number == 1


def test_an_old_bulletin_is_shown_with_the_sentence_of_the_look(
    bulletin, publisher, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    received = receive_back_issue(bulletin, "clean.txt", data_of("clean.txt"), publisher)
    import_back_issue(received, publisher)
    document = specimen_document(bulletin, Look(foreword="共 {篇数} 篇。"))
    assert document.foreword == f"共 {len(document.items)} 篇。"
