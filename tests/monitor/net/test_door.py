"""Nothing in the program reaches out but through the guarded way; mail goes by Django's own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
DOOR = ROOT / "monitor" / "net"
APPS = ("bulletins", "config", "content", "demo", "desk", "leases", "monitor", "search")
WAYS_OUT = {
    "aiohttp", "asyncio", "ftplib", "http.client", "httpx", "imaplib", "poplib", "requests",
    "requests_hardened", "socket", "ssl", "telnetlib", "urllib.request", "urllib3",
    "xmlrpc",
}  # fmt: skip


def imported(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ways_out(code: str) -> set[str]:
    """The forbidden modules that some code imports, under any name or at any depth."""
    names = set(imported(code))
    return {way for way in WAYS_OUT for name in names if f"{name}.".startswith(f"{way}.")}


def test_only_the_guarded_way_opens_connections():
    files = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    assert len(files) > 100
    found = {str(path.relative_to(ROOT)): ways_out(path.read_text()) for path in files
             if DOOR not in path.parents}  # fmt: skip
    assert {name: ways for name, ways in found.items() if ways} == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import requests", {"requests"}),
        ("from urllib import request", {"urllib.request"}),
        ("def f():\n    from urllib.request import urlopen as u", {"urllib.request"}),
        ("from http import client", {"http.client"}),
        ("import urllib3.util", {"urllib3"}),
        ("from urllib.parse import urlsplit\nimport requests_html", set()),
    ],
)
def test_ways_out_are_seen(code, found):
    assert ways_out(code) == found
