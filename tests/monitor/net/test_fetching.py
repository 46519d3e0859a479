"""The guarded way out, tried against servers of ill will. Nothing leaves loopback."""

from __future__ import annotations

import gzip
import re
import socket
import time
from threading import BoundedSemaphore

import pytest
from urllib3.util import connection
from werkzeug import Request, Response

from monitor.errors import AddressError, FetchError
from monitor.net import fetch, fetching

PRIVATE_IPV4 = [
    "127.0.0.1",
    "127.9.9.9",
    "2130706433",
    "0x7f.1",
    "0",
    "0.0.0.0",
    "169.254.169.254",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
]
PRIVATE_IPV6 = [
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[fc00::1]",
    "[fdff::1]",
    "[fe80::1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
]


@pytest.fixture
def no_connection(monkeypatch):
    """Not even a handshake with what is refused."""

    def refuse(*args: object) -> None:
        pytest.fail(f"a connection was tried: {args}")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def redirect(location: str):
    """Answer with a redirect whose Location no library has touched."""
    head = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: "
    return lambda connected: connected.sendall(f"{head}{location}\r\n\r\n".encode())


def drip(piece: bytes, pause: float = 0.05):
    """Answer with endless small pieces."""

    def answer(connected: socket.socket) -> None:
        while True:
            connected.sendall(piece)
            time.sleep(pause)

    return answer


@pytest.mark.usefixtures("no_connection")
@pytest.mark.parametrize("host", PRIVATE_IPV4)
def test_private_address_is_refused_before_a_byte_is_sent(host):
    with pytest.raises(AddressError, match="private network"):
        fetch(f"http://{host}:8000/")


@pytest.mark.usefixtures("no_connection")
@pytest.mark.skipif(not connection.HAS_IPV6, reason="the machine has no IPv6")
@pytest.mark.parametrize("host", PRIVATE_IPV6)
def test_private_ipv6_address_is_refused_before_a_byte_is_sent(host):
    with pytest.raises(AddressError, match="private network"):
        fetch(f"https://{host}/")


@pytest.fixture
def internet(httpserver, monkeypatch):
    """Names with the records given for them; every public address leads to the test's server."""
    names: dict[str, list[str]] = {}
    look_up, connect = socket.getaddrinfo, connection.create_connection

    def found(host, port, *args, **kwargs):
        if host not in names:
            return look_up(host, port, *args, **kwargs)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port or 0)) for ip in names[host]]

    def connected(address, *args, **kwargs):
        assert address[0].startswith("93.184."), f"a connection to {address} was tried"
        return connect((httpserver.host, httpserver.port), *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", found)
    monkeypatch.setattr(connection, "create_connection", connected)
    return names


@pytest.mark.parametrize("private", ["10.0.0.1", "127.0.0.1"])
@pytest.mark.parametrize("first", [True, False])
def test_name_with_one_private_record_is_refused(internet, private, first):
    internet["mixed.example"] = ["93.184.0.1", private][:: 1 if first else -1]
    with pytest.raises(AddressError, match="private network"):
        fetch("http://mixed.example/")


def test_name_with_public_records_is_fetched(internet, httpserver):
    internet["news.example"] = ["93.184.0.1", "93.184.0.2"]
    httpserver.expect_request("/feed").respond_with_data("sample")
    assert fetch("http://news.example/feed").body == b"sample"
    assert httpserver.log[0][0].headers["Host"] == "news.example"


def test_redirect_into_the_private_network_is_refused(internet, httpserver):
    internet["news.example"], internet["trap.example"] = ["93.184.0.1"], ["192.168.0.1"]
    for number, target in enumerate([httpserver.url_for("/secret"), "http://trap.example/secret"]):
        httpserver.expect_request(f"/{number}").respond_with_data(
            status=302, headers={"Location": target}
        )
        with pytest.raises(AddressError, match="private network"):
            fetch(f"http://news.example/{number}")
    assert [request.path for request, _answer in httpserver.log] == ["/0", "/1"]


def test_unknown_name_is_a_fetch_error(monkeypatch):
    def look_up(*args, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(FetchError, match="could not be reached"):
        fetch("http://nowhere.example/")


def test_loopback_needs_allow_private(httpserver):
    httpserver.expect_request("/feed").respond_with_data("sample")
    url = httpserver.url_for("/feed")
    with pytest.raises(AddressError):
        fetch(url)
    assert httpserver.log == []
    answer = fetch(url, allow_private=True)
    assert (answer.url, answer.status, answer.body) == (url, 200, b"sample")


def test_loopback_is_open_by_the_setting_too(httpserver, settings):
    settings.MONITOR_ALLOW_PRIVATE = True
    httpserver.expect_request("/feed").respond_with_data("sample")
    assert fetch(httpserver.url_for("/feed")).body == b"sample"


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "gopher://a.example/",
        "http://user@a.example/",
        "http://[::1",
        "javascript:alert(1)",
        "http://a.example:6379/",
    ],
)
def test_redirect_to_a_forbidden_address_is_refused(raw_server, location):
    url = raw_server(redirect(location))
    with pytest.raises(AddressError):
        fetch(url, allow_private=True)


def test_five_redirects_are_followed_and_six_are_not(httpserver):
    def count_down(request: Request) -> Response:
        left = int(request.args["left"])
        if not left:
            return Response("arrived")
        return Response(status=301, headers={"Location": f"?left={left - 1}"})

    httpserver.expect_request("/").respond_with_handler(count_down)
    answer = fetch(httpserver.url_for("/?left=5"), allow_private=True)
    assert (answer.body, answer.url) == (b"arrived", httpserver.url_for("/?left=0"))
    with pytest.raises(FetchError, match="more than five"):
        fetch(httpserver.url_for("/?left=6"), allow_private=True)


@pytest.mark.parametrize(
    ("statuses", "moved_to"),
    [
        ([], ""),
        ([301], "/1"),
        ([308, 301], "/2"),
        ([301, 302], "/1"),  # as far as it moved for good
        ([302, 301], ""),
        ([303], ""),
        ([307], ""),
    ],
)
def test_address_that_moved_for_good_is_told(httpserver, statuses, moved_to):
    for number, status in enumerate(statuses):
        location = {"Location": f"/{number + 1}"}
        httpserver.expect_request(f"/{number}").respond_with_data(status=status, headers=location)
    httpserver.expect_request(f"/{len(statuses)}").respond_with_data("end")
    answer = fetch(httpserver.url_for("/0"), allow_private=True)
    assert answer.moved_to == (httpserver.url_for(moved_to) if moved_to else "")
    assert answer.url == httpserver.url_for(f"/{len(statuses)}")


def test_redirect_loop_is_an_error(httpserver):
    for here, there in (("/1", "/2"), ("/2", "/1")):
        httpserver.expect_request(here).respond_with_data(status=301, headers={"Location": there})
    with pytest.raises(FetchError, match="more than five"):
        fetch(httpserver.url_for("/1"), allow_private=True)
    assert len(httpserver.log) == 6


def test_redirect_to_chinese_in_raw_utf8_is_followed(raw_server, httpserver):
    httpserver.expect_request("/新闻").respond_with_data("arrived")
    url = raw_server(redirect(f"http://{httpserver.host}:{httpserver.port}/新闻"))
    assert fetch(url, allow_private=True).body == b"arrived"


def test_body_of_a_redirect_is_not_read(raw_server, httpserver):
    httpserver.expect_request("/new").respond_with_data("new")
    head = f"HTTP/1.1 302 Found\r\nLocation: {httpserver.url_for('/new')}\r\n\r\n"

    def endless(connected: socket.socket) -> None:
        connected.sendall(head.encode())
        drip(b"x" * 100)(connected)

    assert fetch(raw_server(endless), allow_private=True).body == b"new"


def test_validators_do_not_go_to_another_host(internet, httpserver):
    internet["news.example"] = internet["other.example"] = ["93.184.0.1"]
    hops = {"/1": "/2", "/2": "http://other.example/3"}
    for path, target in hops.items():
        httpserver.expect_request(path).respond_with_data(status=302, headers={"Location": target})
    httpserver.expect_request("/3").respond_with_data("end")
    asked = {"If-None-Match": '"1"', "If-Modified-Since": "then"}
    fetch("http://news.example/1", headers=asked)
    sent = [[request.headers.get(name) for name in asked] for request, _answer in httpserver.log]
    assert sent == [['"1"', "then"], ['"1"', "then"], [None, None]]


def test_cookies_are_not_kept_even_across_a_redirect(httpserver):
    httpserver.expect_request("/set").respond_with_data(
        status=302, headers={"Location": "/end", "Set-Cookie": "id=1; Path=/"}
    )
    httpserver.expect_request("/end").respond_with_data("end")
    fetch(httpserver.url_for("/set"), allow_private=True)
    fetch(httpserver.url_for("/end"), allow_private=True)
    assert [request.headers.get("Cookie") for request, _answer in httpserver.log] == [None] * 3


def test_proxy_and_netrc_of_the_environment_are_ignored(httpserver, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine localhost login sample password sample\n")
    for name, value in {
        "NETRC": str(netrc),
        "http_proxy": "http://127.0.0.1:1",
        "HTTP_PROXY": "http://127.0.0.1:1",
        "no_proxy": "",
    }.items():
        monkeypatch.setenv(name, value)
    httpserver.expect_request("/").respond_with_data("sample")
    assert fetch(httpserver.url_for("/"), allow_private=True).body == b"sample"
    assert "Authorization" not in httpserver.log[0][0].headers


def test_user_agent_is_the_configured_one(httpserver, settings):
    settings.MONITOR_USER_AGENT = "Sample/1"
    httpserver.expect_request("/").respond_with_data("sample")
    fetch(httpserver.url_for("/"), allow_private=True)
    assert httpserver.log[0][0].headers["User-Agent"] == "Sample/1"


def test_body_over_the_limit_is_refused(httpserver):
    httpserver.expect_request("/").respond_with_data(b"x" * 2_000_001)
    with pytest.raises(FetchError, match="larger than 1 MB"):
        fetch(httpserver.url_for("/"), allow_private=True, max_bytes=2_000_000)


def test_beginning_of_a_body_over_the_limit_is_given_where_that_will_do(httpserver):
    httpserver.expect_request("/").respond_with_data(b"0123456789")
    answer = fetch(httpserver.url_for("/"), allow_private=True, max_bytes=4, cut=True)
    assert answer.body == b"0123"


@pytest.mark.parametrize("layers", [1, 2])
def test_compressed_body_over_the_limit_is_refused(httpserver, layers):
    body = bytes(30 * 1024 * 1024)
    for _layer in range(layers):
        body = gzip.compress(body, compresslevel=1)
    httpserver.expect_request("/").respond_with_data(
        body, headers={"Content-Encoding": ", ".join(["gzip"] * layers)}
    )
    with pytest.raises(FetchError, match="larger than 10 MB"):
        fetch(httpserver.url_for("/"), allow_private=True)


def test_large_bodies_wait_for_room_and_small_ones_do_not(httpserver, monkeypatch):
    room = BoundedSemaphore(1)
    monkeypatch.setattr(fetching, "_room_for_large", room)
    monkeypatch.setattr(fetching, "TOTAL_SECONDS", 0.5)
    httpserver.expect_request("/large").respond_with_data(b"x" * 2_000_000)
    httpserver.expect_request("/small").respond_with_data(b"x" * 500_000)
    large, small = httpserver.url_for("/large"), httpserver.url_for("/small")
    with room:
        assert len(fetch(small, allow_private=True).body) == 500_000
        with pytest.raises(FetchError, match="in time"):
            fetch(large, allow_private=True)
    for _time in range(2):
        assert len(fetch(large, allow_private=True).body) == 2_000_000


def test_compressed_body_is_given_decoded(httpserver):
    httpserver.expect_request("/").respond_with_data(
        gzip.compress("样例".encode()), headers={"Content-Encoding": "gzip"}
    )
    assert fetch(httpserver.url_for("/"), allow_private=True).body == "样例".encode()


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 2000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1024 * 1024 + b"\r\n\r\n",
        b"HTTP/1.1 ",
        b"nonsense",
        b"",
    ],
    ids=lambda answer: answer[-20:].decode(),
)
def test_broken_answer_is_an_error(raw_server, answer):
    url = raw_server(lambda connected: connected.sendall(answer))
    with pytest.raises(FetchError, match="could not be reached, or broke off"):
        fetch(url, allow_private=True)


def test_truncated_gzip_body_is_an_error(raw_server):
    whole = gzip.compress(b"sample " * 5000)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(whole)
    url = raw_server(lambda connected: connected.sendall(head + whole[: len(whole) // 2]))
    with pytest.raises(FetchError, match="broke off"):
        fetch(url, allow_private=True)


_DRIPS = {
    "headers": (b"", b"X"),
    "body": (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
    "chunk size": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
    "empty deflate blocks": (
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\xff",
        b"\0\0\0\xff\xff",
    ),
}


@pytest.mark.parametrize("place", _DRIPS)
def test_dripping_server_is_given_up_in_time(raw_server, monkeypatch, place):
    monkeypatch.setattr(fetching, "TOTAL_SECONDS", 0.4)
    head, drop = _DRIPS[place]

    def answer(connected: socket.socket) -> None:
        connected.sendall(head)
        drip(drop)(connected)

    begun = time.monotonic()
    with pytest.raises(FetchError, match="did not answer in time"):
        fetch(raw_server(answer), allow_private=True)
    assert 0.3 < time.monotonic() - begun < 2


def test_silent_server_is_given_up_in_time(raw_server, monkeypatch):
    monkeypatch.setattr(fetching, "CONNECT_SECONDS", 0.3)
    url = raw_server(lambda connected: time.sleep(2))
    with pytest.raises(FetchError, match="did not answer in time"):
        fetch(url, allow_private=True)


def test_dripping_tls_handshake_is_given_up_in_time(raw_server, monkeypatch):
    monkeypatch.setattr(fetching, "TOTAL_SECONDS", 0.4)

    # The head of a handshake record of 16 KB, which then comes byte by byte.
    def answer(connected: socket.socket) -> None:
        connected.sendall(b"\x16\x03\x03\x40\x00\x02")
        drip(b"\x00")(connected)

    url = raw_server(answer).replace("http:", "https:")
    with pytest.raises(FetchError, match="did not answer in time"):
        fetch(url, allow_private=True)


def test_closed_port_is_a_fetch_error():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        with pytest.raises(FetchError, match="could not be reached"):
            fetch(url, allow_private=True)


def test_headers_are_clean_and_found_in_any_case(raw_server):
    url = raw_server(
        lambda connected: connected.sendall(
            b'HTTP/1.1 200 OK\r\nETag: "a\x00b"\r\nContent-Type: text/xml\r\n\r\nx'
        )
    )
    answer = fetch(url, allow_private=True)
    assert (answer.headers["etag"], answer.content_type) == ('"ab"', "text/xml")


def test_messages_name_no_address_of_the_inside():
    with pytest.raises(AddressError) as refusal:
        fetch("http://10.1.2.3/")
    assert not re.search(r"\d", str(refusal.value))


def test_error_does_not_keep_what_was_too_large(httpserver):
    httpserver.expect_request("/").respond_with_data(b"x" * 3_000_000)
    with pytest.raises(FetchError, match="larger than") as refusal:
        fetch(httpserver.url_for("/"), allow_private=True, max_bytes=1024 * 1024)
    held = (entry.frame.f_locals.values() for entry in refusal.traceback[1:])
    sizes = [len(it) for values in held for it in values if isinstance(it, bytes | bytearray)]
    assert max(sizes) < 100_000
