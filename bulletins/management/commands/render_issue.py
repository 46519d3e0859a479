"""``manage.py render_issue``: print a published issue from its frozen document."""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from bulletins.management.published_issue import published_issue
from bulletins.models import Issue, Rendition
from bulletins.rendering.outputs import OUTPUTS
from bulletins.rendering.pdf import RenderedPdf, RenderingError
from bulletins.workflow.publication import make_due, other_output, render, render_document


class Command(BaseCommand):
    """Render one issue, to a file of its own or as the one that readers get."""

    help = "Render a published issue from its frozen document."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", help="568 or 第五六八期")
        parser.add_argument("--bulletin", help="short name of the series, if there are several")
        parser.add_argument("--format", choices=["pdf", *OUTPUTS], default="pdf")
        parser.add_argument(
            "--output", type=Path, help="write here; without it the readers' PDF is made"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Render, and say what was written."""
        issue = published_issue(options["number"], options["bulletin"])
        if options["format"] != "pdf":
            self._write_other(issue, options["format"], options["output"])
            return
        path, pdf = _write(issue, options["output"]) if options["output"] else _store(issue)
        self.stdout.write(
            _("%(issue)s: %(path)s (pages: %(pages)s, %(size)s, SHA-256 %(sha256)s)")
            % {
                "issue": issue,
                "path": path,
                "pages": pdf.pages,
                "size": filesizeformat(path.stat().st_size).replace("\xa0", " "),
                "sha256": pdf.sha256,
            }
        )

    def _write_other(self, issue: Issue, name: str, output: Path | None) -> None:
        if output is None:
            raise CommandError(_("Say with --output where the file is to be written."))
        try:
            content = other_output(issue, name)
        except OSError as error:
            raise CommandError(
                _("A picture of the issue is missing: %(path)s. Restore it from a backup.")
                % {"path": error.filename}
            ) from error
        try:
            output.write_bytes(content)
        except OSError as error:
            raise _not_written(output, error) from error
        digest = hashlib.sha256(content).hexdigest()
        self.stdout.write(
            _("%(issue)s: %(path)s (%(size)s, SHA-256 %(sha256)s)")
            % {
                "issue": issue, "path": output, "sha256": digest,
                "size": filesizeformat(len(content)).replace("\xa0", " "),
            }
        )  # fmt: skip


def _not_written(output: Path, error: OSError) -> CommandError:
    words = {"path": output, "cause": error.strerror or error}
    return CommandError(_("“%(path)s” cannot be written: %(cause)s") % words)


def _write(issue: Issue, output: Path) -> tuple[Path, RenderedPdf | Rendition]:
    try:
        return output, render_document(issue.current_document(), output, issue.current_evidence())
    except RenderingError as error:
        raise CommandError(error.reason) from error
    except OSError as error:
        raise _not_written(output, error) from error


def _store(issue: Issue) -> tuple[Path, RenderedPdf | Rendition]:
    """Make the readers' PDF, unless it is there already."""
    pdf, _created = Rendition.objects.get_or_create(issue=issue, kind=Rendition.Kind.PDF)
    make_due(pdf)
    render(pdf.pk)
    pdf.refresh_from_db()
    if pdf.state == Rendition.State.FAILED:
        raise CommandError(pdf.error)
    if pdf.state == Rendition.State.WAITING:
        raise CommandError(_("A worker is rendering this issue at the moment. Look again soon."))
    path = Path(pdf.file.path)
    if not path.is_file():
        raise CommandError(
            _("The finished file is missing: %(path)s. Restore it from a backup, or render to "
              "this path with --output.") % {"path": path}
        )  # fmt: skip
    return path, pdf
