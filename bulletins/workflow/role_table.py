"""Who may do what: the table of steps and roles, from what the code enforces. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletins.roles import ROLES
from bulletins.workflow.permissions import STEPS
from bulletins.workflow.states import TRANSITIONS

#: Has every permission without being in a group.
ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Row:
    """A step, and the roles that may take it; ``by_another``: never on a text of one's own."""

    step: str
    permissions: tuple[str, ...]
    roles: frozenset[str]
    by_another: bool = False


def rows() -> list[Row]:
    """Give a row for each step, sorted by its noun as the work goes: entries first."""
    return [_row(*step) for step in sorted(_steps(), key=lambda step: _NOUNS.index(step[0]))]


def markdown() -> str:
    """Give the table as docs/workflow.md shows it."""
    roles = [*ROLES, ADMINISTRATOR]
    head = ["step", "permission", *roles, "on a text of one's own"]
    lines = [head, ["---"] * len(head)]
    for row in rows():
        lines.append([
            row.step,
            ", ".join(f"`{permission}`" for permission in row.permissions),
            *("yes" if role in row.roles else "–" for role in roles),
            "no" if row.by_another else "",
        ])  # fmt: skip
    return "\n".join(f"| {' | '.join(line)} |".replace("  ", " ") for line in lines)


_NOUNS = ("entry", "article", "issue", "back issue")


def _steps() -> Iterator[tuple[str, str, tuple[str, ...], bool]]:
    for step in STEPS:
        yield from ((step.noun, name, step.permissions, False) for name in step.names)
    for model, transitions in TRANSITIONS.items():
        for each in transitions:
            name = each.name.replace("_", " ")
            yield model.__name__.lower(), name, (each.permission,), each.by_another


def _row(noun: str, name: str, permissions: tuple[str, ...], by_another: bool) -> Row:
    roles = {role for role, granted in ROLES.items() if set(permissions) <= set(granted)}
    return Row(f"{noun}: {name}", permissions, frozenset({*roles, ADMINISTRATOR}), by_another)
