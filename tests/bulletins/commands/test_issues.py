"""``manage.py issues``: a table for people, one JSON document for programs."""

from __future__ import annotations

import json
from datetime import date

from django.core.management import call_command

from bulletins.workflow.compilation import compile_issue
from tests.bulletins.archive.issues import PDF, published_issue, with_failed_pdf, with_pdf


def test_issues_prints_a_table(bulletin, staff, issue, capsys):
    compile_issue(bulletin, date(2026, 11, 27), staff[0])
    call_command("issues")
    header, _rule, draft, published = capsys.readouterr().out.splitlines()
    assert header.split() == [
        "bulletin", "number", "status", "issue", "date", "window", "articles", "PDF", "pages",
    ]  # fmt: skip
    assert draft.split() == [
        "sample", "in", "preparation", "2026-11-27", "2026-11-21", "–", "2026-11-27", "0",
    ]  # fmt: skip
    assert published.split() == [
        "sample", "1", "published", "2026-11-20", "2026-11-14", "–", "2026-11-20", "1", "waiting",
    ]  # fmt: skip


def test_issues_says_that_there_are_none(db, capsys):
    call_command("issues")
    assert capsys.readouterr().out == "There is no issue yet.\n"


def test_issues_json_is_one_document(bulletin, staff, issue, capsys):
    with_failed_pdf(issue, "too slow")
    second = published_issue(bulletin, staff, date(2026, 11, 27), "后一期")
    pdf = with_pdf(second)
    compile_issue(bulletin, date(2026, 12, 4), staff[0])
    call_command("issues", json=True)
    printed = capsys.readouterr()
    draft, ready, failed = json.loads(printed.out)["issues"]
    assert printed.err == ""
    assert (draft["number"], draft["status"], draft["pdf"]) == (None, "draft", None)
    assert ready == {
        "bulletin": "sample",
        "number": 2,
        "status": "published",
        "issue_date": "2026-11-27",
        "window_start": "2026-11-21",
        "window_end": "2026-11-27",
        "items": 1,
        "pdf": {
            "state": "ready",
            "path": pdf.file.path,
            "pages": 7,
            "size": len(PDF),
            "sha256": pdf.sha256,
            "error": None,
        },
    }
    assert (failed["pdf"]["state"], failed["pdf"]["error"]) == ("failed", "too slow")


def test_issues_takes_two_queries(issue, django_assert_num_queries, capsys):
    with django_assert_num_queries(2):
        call_command("issues")
