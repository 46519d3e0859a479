"""The table of who may do what, in the manual as the code has it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from django.core.management import call_command

MANUAL = Path(__file__).parents[3] / "docs" / "workflow.md"


def printed() -> str:
    out = StringIO()
    call_command("roles_table", stdout=out)
    return out.getvalue().strip()


def test_manual_holds_the_table_that_the_code_enforces():
    _before, table, _after = MANUAL.read_text().split("roles_table -->\n")
    assert table.removesuffix("<!-- /").strip() == printed()


def test_table_says_of_each_step_who_may_take_it():
    lines = printed().splitlines()
    assert "| article: approve | `bulletins.review_article` | – | yes | – | yes | no |" in lines
    assert "| issue: publish | `bulletins.publish_issue` | – | – | yes | yes | |" in lines
