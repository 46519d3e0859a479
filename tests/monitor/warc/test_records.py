"""WARC files: what is written is read back, by us and by others."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from requests.structures import CaseInsensitiveDict
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from monitor.errors import SnapshotError
from monitor.net import Response
from monitor.warc.records import Revisit, read_records, write_records

NOW = datetime(2026, 11, 20, 8, 1, 2, 345678, tzinfo=UTC)
URL = "https://news.example/1.html"
PAGE = Response(
    URL, 200, CaseInsensitiveDict({"Content-Type": "text/html; charset=gbk"}), "样例".encode("gbk")
)


def test_answer_is_read_back_with_time_status_and_headers():
    (record,) = read_records(write_records([PAGE], NOW))
    assert (record.url, record.at, record.status) == (URL, NOW, "200 OK")
    assert (record.body, record.is_revisit) == (PAGE.body, False)
    assert record.header("content-type") == "text/html; charset=gbk"


def test_file_that_somebody_brought_has_no_answer_about_it():
    brought = Response(
        "file:///1.pdf", 200, CaseInsensitiveDict({"Content-Type": "application/pdf"}), b"%PDF"
    )
    (record,) = read_records(write_records([brought], NOW))
    assert (record.url, record.body) == ("file:///1.pdf", b"%PDF")
    assert (record.status, record.headers) == ("", ())


def test_file_passes_the_checker_of_another_tool(tmp_path, capsys):
    path = tmp_path / "sample.warc.gz"
    picture = Response("https://news.example/1.png", 200, {}, b"\0" * 100_000)
    path.write_bytes(write_records([PAGE, picture], NOW, [Revisit(picture, URL, NOW)]))

    class Arguments:
        verbose = True
        inputs = [str(path)]

    assert Checker(Arguments()).process_all() == 0
    assert capsys.readouterr().out.count("digest pass") == 3


def test_file_says_what_wrote_it_and_is_compressed_record_by_record(settings):
    settings.MONITOR_USER_AGENT = "样例 agent"
    data = write_records([PAGE], NOW)
    records = [
        (record.rec_headers.protocol, record.rec_type, record.content_stream().read())
        for record in ArchiveIterator(io.BytesIO(data))
    ]
    assert [record[:2] for record in records] == [
        ("WARC/1.1", "warcinfo"),
        ("WARC/1.1", "response"),
    ]
    assert "http-header-user-agent: 样例 agent" in records[0][2].decode()
    assert data.count(b"\x1f\x8b\x08") == 2


def test_body_is_kept_decoded_and_no_reader_decodes_it_twice():
    headers = CaseInsensitiveDict({"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"})
    data = write_records([Response(URL, 200, headers, b"decoded")], NOW)
    record = next(r for r in ArchiveIterator(io.BytesIO(data)) if r.rec_type == "response")
    assert record.content_stream().read() == b"decoded"
    assert record.http_headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert record.http_headers.get_header("Content-Encoding") is None
    assert record.http_headers.get_header("Content-Length") == "7"


def test_session_of_the_site_is_left_out():
    answer = Response(URL, 200, CaseInsensitiveDict({"Set-Cookie": "secret=1"}), b"")
    assert b"secret" not in gzip.decompress(write_records([answer], NOW))


def test_revisit_tells_where_the_body_is():
    data = write_records([], NOW, [Revisit(PAGE, "https://other.example/", NOW)])
    (record,) = [r for r in ArchiveIterator(io.BytesIO(data)) if r.rec_type == "revisit"]
    assert record.rec_headers.get_header("WARC-Refers-To-Target-URI") == "https://other.example/"
    digest = record.rec_headers.get_header("WARC-Payload-Digest")
    records = list(ArchiveIterator(io.BytesIO(write_records([PAGE], NOW))))
    response = next(r for r in records if r.rec_type == "response")
    assert response.rec_headers.get_header("WARC-Payload-Digest") == digest
    (ours,) = read_records(data)
    assert (ours.is_revisit, ours.url, ours.body) == (True, URL, b"")


def test_changed_byte_is_noticed():
    data = write_records([PAGE], NOW)
    info, page = data.split(b"\x1f\x8b\x08")[1:]
    text = gzip.decompress(b"\x1f\x8b\x08" + page).replace(PAGE.body, b"\xd1\xf9\xc0\xff")
    with pytest.raises(SnapshotError):
        list(read_records(b"\x1f\x8b\x08" + info + gzip.compress(text)))


HEADER = st.text(st.characters(max_codepoint=255, exclude_characters="\0"), max_size=30)


@given(
    st.binary(max_size=2000), st.dictionaries(st.sampled_from("ABC"), HEADER), st.integers(100, 999)
)
def test_any_answer_survives(body, headers, status):
    answer = Response(URL, status, CaseInsensitiveDict(headers), body)
    (record,) = read_records(write_records([answer], NOW))
    assert (record.body, record.status[:3]) == (body, str(status))


@given(st.binary(max_size=500))
def test_foreign_bytes_give_no_record_or_an_error(data):
    try:
        assert list(read_records(data)) == []
    except SnapshotError:
        return
