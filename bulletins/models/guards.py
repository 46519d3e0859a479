"""What the database itself refuses, beyond CHECK constraints: rules that span rows or time.

Installed after every migration, for SQLite and PostgreSQL alike, so that ``queryset.update``, a
script or a second program cannot do what the desk would not allow. A refusal reaches Python as
:class:`django.db.IntegrityError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections


@dataclass(frozen=True)
class Guard:
    """Refuses an ``event`` on a table when the SQL ``condition`` over OLD and NEW holds."""

    name: str
    table: str
    event: str
    condition: str


def _differs(*columns: str) -> str:
    return " OR ".join(f"(OLD.{column} IS DISTINCT FROM NEW.{column})" for column in columns)


_TEXT = _differs("title", "source_name", "url", "published_on", "body_html")
_FROZEN = _differs(
    "bulletin_id", "status", "number", "issue_date", "window_start", "window_end",
    "masthead", "document", "evidence",
)  # fmt: skip
_PRINTED = (
    "(EXISTS (SELECT 1 FROM bulletins_issueitem item"
    " JOIN bulletins_issue issue ON issue.id = item.issue_id"
    " WHERE item.article_id = OLD.id AND issue.status = 'published')"
    " OR EXISTS (SELECT 1 FROM bulletins_amendment WHERE article_id = OLD.id))"
)
#: What an issue that is given up leaves behind: that an article had been placed in it.
_ISSUE_GIVEN_UP = (
    "OLD.article_id IS NOT NULL AND OLD.issue_id IS NOT NULL AND NEW.issue_id IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM bulletins_issue"
    " WHERE id = OLD.issue_id AND status = 'published')"
)
_DECISION = _differs(
    "id", "actor_id", "verb", "article_id", "from_status", "to_status", "digest", "comment", "at"
)
_ISSUE_PUBLISHED = (
    "EXISTS (SELECT 1 FROM bulletins_issue WHERE id = {row}.issue_id AND status = 'published')"
)

GUARDS = (
    Guard("review_is_final", "bulletins_review", "UPDATE", "TRUE"),
    Guard("passage_comment_is_final", "bulletins_passagecomment", "UPDATE", "TRUE"),
    Guard("amendment_is_final", "bulletins_amendment", "UPDATE", "TRUE"),
    Guard("activity_is_final", "bulletins_activity", "UPDATE",
          f"NOT ({_ISSUE_GIVEN_UP}) OR {_DECISION}"),
    Guard("review_stays", "bulletins_review", "DELETE", "TRUE"),
    Guard("passage_comment_stays", "bulletins_passagecomment", "DELETE", "TRUE"),
    Guard("amendment_stays", "bulletins_amendment", "DELETE", "TRUE"),
    Guard("activity_stays", "bulletins_activity", "DELETE", "TRUE"),
    Guard(
        "reviewer_never_edited",
        "bulletins_review",
        "INSERT",
        "EXISTS (SELECT 1 FROM bulletins_article_editors"
        " WHERE article_id = NEW.article_id AND user_id = NEW.reviewer_id)",
    ),
    Guard(
        "approval_needs_a_review",
        "bulletins_article",
        "UPDATE",
        "NEW.status = 'approved' AND NOT EXISTS (SELECT 1 FROM bulletins_review"
        " WHERE article_id = NEW.id AND reviewer_id = NEW.approved_by_id"
        " AND decision = 'approved' AND digest = NEW.digest)",
    ),
    Guard("approved_text_stands", "bulletins_article", "UPDATE",
          f"OLD.status = 'approved' AND NEW.status = 'approved' AND ({_TEXT})"),
    Guard("printed_text_stands", "bulletins_article", "UPDATE",
          f"({_TEXT} OR {_differs('status')}) AND {_PRINTED}"),
    Guard("new_article_is_not_approved", "bulletins_article", "INSERT", "NEW.status = 'approved'"),
    Guard(
        "printed_when_approved",
        "bulletins_issue",
        "UPDATE",
        "OLD.status <> 'published' AND NEW.status = 'published'"
        " AND EXISTS (SELECT 1 FROM bulletins_issueitem item"
        " JOIN bulletins_article article ON article.id = item.article_id"
        " WHERE item.issue_id = NEW.id AND article.status NOT IN ('approved', 'imported'))",
    ),
    Guard("published_issue_stands", "bulletins_issue", "UPDATE",
          f"OLD.status = 'published' AND ({_FROZEN})"),
    Guard("published_items_stand_new", "bulletins_issueitem", "INSERT",
          _ISSUE_PUBLISHED.format(row="NEW")),
    Guard("published_items_stand", "bulletins_issueitem", "UPDATE",
          f"{_ISSUE_PUBLISHED.format(row='OLD')} OR {_ISSUE_PUBLISHED.format(row='NEW')}"),
    Guard("published_items_stay", "bulletins_issueitem", "DELETE",
          _ISSUE_PUBLISHED.format(row="OLD")),
    Guard("published_issue_stays", "bulletins_issue", "DELETE", "OLD.status = 'published'"),
)  # fmt: skip


def install_guards(using: str = "default", **_signal: Any) -> None:  # noqa: ANN401
    """Install every guard anew; a receiver of ``post_migrate``."""
    connection = connections[using]
    statements = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    if "bulletins_amendment" not in connection.introspection.table_names():
        return  # migrated back to nothing
    with connection.cursor() as cursor:
        for guard in GUARDS:
            condition = guard.condition
            if connection.vendor == "sqlite":
                condition = condition.replace("IS DISTINCT FROM", "IS NOT")
            for statement in statements:
                cursor.execute(statement.format(guard=guard, condition=condition))


def lift_guards(
    using: str = "default",
    plan: Sequence[object] = (),
    **_signal: Any,  # noqa: ANN401
) -> None:
    """Take the guards away where migrations are to come; a receiver of ``pre_migrate``.

    SQLite changes a table by making it anew, and a trigger that speaks of the old one forbids that.
    """
    connection = connections[using]
    if plan and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for guard in GUARDS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}")


_SQLITE = (
    "DROP TRIGGER IF EXISTS {guard.name}",
    "CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} WHEN {condition} "
    "BEGIN SELECT RAISE(ABORT, 'refused by guard {guard.name}'); END",
)
# A WHEN clause of PostgreSQL must not hold a subquery, so the condition goes into the function.
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION guard_{guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "BEGIN IF {condition} THEN RAISE EXCEPTION 'refused by guard {guard.name}' "
    "USING ERRCODE = 'check_violation'; END IF; RETURN COALESCE(NEW, OLD); END $$",
    "DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}",
    "CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
    "FOR EACH ROW EXECUTE FUNCTION guard_{guard.name}()",
)
