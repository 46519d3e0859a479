"""Adding by hand: a link, a page, a text or a file → Entry → Article, once it is confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from bulletins.importing.files import MOST_BYTES
from bulletins.models import Article
from bulletins.preflight import Finding
from bulletins.workflow.back_issues import NotABulletinFileError, read_back_issue, take_page
from bulletins.workflow.checking import findings_of_article
from bulletins.workflow.errors import NotReadyError
from bulletins.workflow.intake import (
    Entry,
    MonitorError,
    article_of,
    is_mhtml,
    keep_text,
    receiving,
    text_of_entry,
)
from bulletins.workflow.permissions import ADD_BY_HAND

_HTML = re.compile(r"<(?:!doctype|html|head|body|article|div|p|meta|section)\b[^>]*>", re.I)
#: So many bytes at the beginning tell a page from a text.
_HEAD = 4096


def add_link(url: str, person: User) -> Entry:
    """Fetch a page.

    Raises:
        NotAllowedError: the person may not add articles.
        NotReadyError: it cannot be fetched or read; the message says why.

    """
    with _asked_by(person):
        return receiving.receive_link(url)


def add_text(text: str, url: str, person: User) -> Entry:
    """Take a page's HTML, with its address if it doesn't say it, or a text; raises as above.

    The first line of a text is its title.
    """
    with _asked_by(person):
        if _HTML.search(text[:_HEAD]):
            return receiving.receive_page(text.encode("utf-8", "replace"), url, "utf-8")
        title, *lines = (line.strip() for line in text.splitlines() if line.strip())
        body = "".join(f"<p>{escape(line)}</p>" for line in lines)
        return keep_text(title, body, "\n".join(lines))


def add_file(name: str, data: bytes, url: str, person: User) -> Entry:
    """Take a saved page, a Word, PDF or text file, told by its bytes; raises as above.

    The file is kept as evidence, as a page is that was fetched.
    """
    with _asked_by(person):
        if len(data) > MOST_BYTES:
            raise NotReadyError(_("The file is larger than 50 MB."))
        entry = _entry_of_file(data, url)
        receiving.keep_file(entry, name, data)
        return entry


def draft_of(entry: Entry) -> Article:
    """Give the article that would be made of an entry, not saved."""
    return Article(entry=entry, **text_of_entry(entry))


def faults_of(entry: Entry) -> list[Finding]:
    """Give what preflight finds in an entry's text."""
    return findings_of_article(draft_of(entry))


def confirm(entry: Entry, editor: User, **fields: object) -> Article:
    """Make the article, with the fields as the editor has confirmed them.

    Raises:
        WorkflowError: as :func:`bulletins.workflow.intake.article_of`.

    """
    return article_of(entry, editor, **fields)


@contextmanager
def _asked_by(person: User) -> Iterator[None]:
    ADD_BY_HAND.require(person)
    try:
        yield
    except MonitorError as error:
        raise NotReadyError(str(error)) from error


def _entry_of_file(data: bytes, url: str) -> Entry:
    if is_mhtml(data):
        return receiving.receive_mhtml(data)
    if _HTML.search(data[:_HEAD].decode("latin-1")):
        return receiving.receive_page(data, url)
    return _entry_of_document(data)


def _entry_of_document(data: bytes) -> Entry:
    try:
        read_back_issue(data)
    except NotABulletinFileError as found:
        if found.lines:
            return take_page(found)
        raise NotReadyError(
            _("The file cannot be read. Take a saved page, a .docx, .pdf, .txt or .md file.")
        ) from found
    raise NotReadyError(_("This is a whole bulletin. Import it as a back issue."))
