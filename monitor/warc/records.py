"""Records of WARC files, written and read with warcio: bytes in, bytes out.

Bodies are kept as decoded by the fetcher. The headers that told how a body was sent are kept under
the names that web archives use for that, so that no reader decodes it twice.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from django.conf import settings
from django.utils.translation import gettext as _
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.timeutils import datetime_to_iso_date, iso_date_to_datetime
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from monitor.errors import SnapshotError
from monitor.net import Response

#: They tell how the body was sent; what is kept is the body itself.
_SENT_AS = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_ON_THE_WEB = ("http://", "https://")
#: Nobody shall take up our session with a site.
_LEFT_OUT = frozenset({"set-cookie"})


@dataclass(frozen=True)
class Record:
    """One answer as kept. Of a revisit the body is empty: an earlier answer holds it.

    A file that somebody brought has neither status nor headers: no server gave it.
    """

    is_revisit: bool
    url: str
    at: datetime
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Give a header of the answer, or an empty string."""
        return next((text for key, text in self.headers if key.lower() == name.lower()), "")


@dataclass(frozen=True)
class Revisit:
    """An answer whose body an earlier record holds already."""

    answer: Response
    earlier_url: str
    earlier_at: datetime


class _Writer(WARCWriter):  # type: ignore[misc]  # warcio is untyped
    """Writes version 1.1, each record compressed by itself, with SHA-256 as digest."""

    def __init__(self, file: io.BytesIO, at: datetime) -> None:
        super().__init__(file, gzip=True, warc_version="1.1")
        self._at = _date(at)

    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")

    def curr_warc_date(self) -> str:
        """Date all records by when their answers came."""
        return self._at

    def write_info(self) -> None:
        """Say what wrote the file."""
        info = {
            "software": "Zhoubao",
            "format": "WARC File Format 1.1",
            "http-header-user-agent": settings.MONITOR_USER_AGENT,
        }
        self.write_record(self.create_warcinfo_record("", info))

    def write_answer(self, answer: Response) -> None:
        if not answer.url.startswith(_ON_THE_WEB):
            self.write_record(self._file_record(answer))
            return
        record = self.create_warc_record(
            answer.url, "response", io.BytesIO(answer.body), len(answer.body),
            http_headers=_head(answer),
        )  # fmt: skip
        self.write_record(record)

    def _file_record(self, brought: Response) -> ArcWarcRecord:
        """A record of bytes that no server gave."""
        body, size = io.BytesIO(brought.body), len(brought.body)
        kind = brought.content_type
        return self.create_warc_record(brought.url, "resource", body, size, warc_content_type=kind)

    def write_revisit(self, revisit: Revisit) -> None:
        digester = self._create_digester()
        digester.update(revisit.answer.body)
        record = self.create_revisit_record(
            revisit.answer.url, str(digester), revisit.earlier_url, _date(revisit.earlier_at),
            http_headers=_head(revisit.answer),
        )  # fmt: skip
        self.write_record(record)


def write_records(
    answers: Sequence[Response], at: datetime, revisits: Sequence[Revisit] = ()
) -> bytes:
    """Give the bytes of a WARC file that holds answers which came at that time."""
    file = io.BytesIO()
    writer = _Writer(file, at)
    writer.write_info()
    for answer in answers:
        writer.write_answer(answer)
    for revisit in revisits:
        writer.write_revisit(revisit)
    return file.getvalue()


def read_records(data: bytes) -> Iterator[Record]:
    """Read the answers of a WARC file in their order.

    Raises:
        SnapshotError: the bytes are no whole WARC file, or a digest says that they were changed.

    """
    try:
        for record in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
            if record.rec_type in {"response", "revisit", "resource"}:
                yield _read(record)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        raise SnapshotError(_("The snapshot's file is broken.")) from error


def _read(record: ArcWarcRecord) -> Record:
    head = record.http_headers
    return Record(
        is_revisit=record.rec_type == "revisit",
        url=record.rec_headers.get_header("WARC-Target-URI"),
        at=iso_date_to_datetime(record.rec_headers.get_header("WARC-Date"), tz_aware=True),
        status=head.statusline if head else "",
        headers=tuple(head.headers) if head else (),
        body=record.raw_stream.read(),
    )


def _head(answer: Response) -> StatusAndHeaders:
    headers = [_header(name, text) for name, text in answer.headers.items()]
    headers = [header for header in headers if header[0].lower() not in _LEFT_OUT]
    length = ("Content-Length", str(len(answer.body)))
    return StatusAndHeaders(_status(answer.status), [*headers, length], protocol="HTTP/1.1")


def _header(name: str, text: str) -> tuple[str, str]:
    """Give a header on one line; servers fold them over several."""
    prefix = "X-Archive-Orig-" if name.lower() in _SENT_AS else ""
    return prefix + name, " ".join(text.split())


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _date(at: datetime) -> str:
    return str(datetime_to_iso_date(at.astimezone(UTC).replace(tzinfo=None), use_micros=True))
