"""The doors of the desk and of the command line: what people hand in, instead of a server."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from xml.sax.saxutils import quoteattr

from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from benchmarks._hostile import samples
from benchmarks._hostile.addresses import MALFORMED, PRIVATE
from benchmarks._hostile.answers import in_turn, page, whole
from benchmarks._hostile.case import slug
from benchmarks._hostile.expect import Has
from benchmarks._hostile.server import World
from bulletins.models import Article
from bulletins.rendering import pdf
from bulletins.workflow.intake import article_of
from bulletins.workflow.review import approve, submit
from content.sanitising import clean_article_body
from monitor.links import check_link
from monitor.models import Entry, Source, WatchedLink

#: Seconds that a person's look at a link waits while the worker has the turn of its host.
_PATIENCE = 30


@dataclass(frozen=True)
class Door:
    """Something that a person does, and what comes of it."""

    number: int
    name: str
    act: Callable[[], Any]
    expect: Any

    def differing(self) -> dict[str, tuple[Any, Any]]:
        """Do it; give what is not as expected."""
        got = self.act()
        return {} if self.expect == got else {"answer": (self.expect, got)}


def outdoors(world: World) -> Iterator[list[Door]]:
    """Give what is tried while sources are polled: by host, whose turns each door waits for."""
    for host in PRIVATE:
        yield list(_trying(host))
    yield [_page_that_names_private_feeds(world)]
    yield from map(list, (_adding(), _importing(), _printing()))


def afterwards(world: World) -> Iterator[Door]:
    """Give what is tried when the worker is gone, which would poll the source by itself."""
    yield Door(14, "page changed after approval", lambda: _approved_then_changed(world),
               {"text": "kept", "status": "approved", "source changed": True})  # fmt: skip


def _adding() -> Iterator[Door]:
    """A malformed address is not saved, from the command line nor from the form."""
    for what, address in MALFORMED.items():
        refused = Has("not one of the web" if "port " in what else "address")

        def command(address: str = address) -> str:
            return _said("add_source", address, name="sample")

        def form(address: str = address) -> str:
            return _posted("admin:monitor_source_add", name="sample", kind="feed", url=address)

        yield Door(3, f"add_source with {what}", command, refused)
        yield Door(3, f"form with {what}", form, Has("errorlist"))
    yield Door(3, "nothing of it was saved", Source.objects.filter(name="sample").count, 0)


def _trying(host: str) -> Iterator[Door]:
    """An address that a source is to be made of, a source that is tested, a link, a page."""
    refused = Has("private network")
    form = {"kind": "feed", "max_pages": "1", "query_charset": "utf-8"}
    address = f"http://{host}/{slug(host)}/"
    find = partial(_posted, "admin:monitor_source_find", url=address)
    test = partial(_posted, "admin:monitor_source_preview", url=address, **form)
    yield Door(1, f"finding a feed at {host}", find, refused)
    yield Door(1, f"testing a source at {host}", test, refused)
    yield Door(1, f"checking a link at {host}", partial(_checked, address), refused)
    yield Door(1, f"capture at {host}", partial(_said, "capture", address), refused)


def _page_that_names_private_feeds(world: World) -> Door:
    here = "names-private-feeds.example"
    links = (f'<link rel="alternate" type="application/rss+xml" href="http://{host}/feed/">'
             for host in PRIVATE)  # fmt: skip
    world.sites[here] = {"/": page(samples.article(head="".join(links)))}
    find = partial(_posted, "admin:monitor_source_find", url=f"http://{here}/")
    return Door(1, "page that names private feeds", lambda: (find(), len(world.private))[1], 0)


def _checked(address: str) -> str:
    link = WatchedLink.objects.create(
        key=slug(address), url=address, title="样例", every_days=7, due_at=None
    )
    checked = check_link(link.pk, due_only=False, patience=_PATIENCE)
    return checked.error if checked else "not checked"


def _importing() -> Iterator[Door]:
    """Subscription lists: nothing is fetched for them, nothing malformed comes in."""
    outlines = "".join(
        f"<outline text={quoteattr(what)} type='rss' xmlUrl={quoteattr(address)}/>"
        for what, address in MALFORMED.items()
        if address.isprintable()
    )
    opml = "<opml version='2.0'><body>{}</body></opml>"
    lists = {
        "malformed addresses": opml.format(outlines),
        "an entity of a file": '<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        + opml.format("<outline text='&a;' type='rss' xmlUrl='http://b.example/'/>"),
        "billion laughs": '<!DOCTYPE opml [<!ENTITY a "笑"><!ENTITY b "&a;&a;">]>'
        + opml.format("<outline text='&b;' type='rss' xmlUrl='http://b.example/'/>"),
        "20,000-deep folders": opml.format("<outline text='x'>" * 20_000),
    }
    for what, text in lists.items():
        number = 1 if "addresses" in what else 8
        yield Door(number, f"OPML with {what}", partial(_kept_of, text), 0)


def _kept_of(text: str) -> int:
    """Import a list; give how many of its malformed sources came in."""
    with NamedTemporaryFile("w", suffix=".opml") as file:
        file.write(text)
        file.flush()
        _said("sources", "import", Path(file.name))
    return Source.objects.filter(name__in=MALFORMED).count()


def _addresses_left(body: str) -> int:
    return clean_article_body(f"<p>样例</p>{body}").count("//")


def _printing() -> Iterator[Door]:
    """The printed page reaches nothing: what is unsafe is taken away, and would be refused."""
    target = "http://10.0.0.1/printed/"
    bodies = {
        "picture": f'<img src="{target}">',
        "style sheet": f'<link rel="stylesheet" href="{target}">',
        "import": f'<style>@import url("{target}");</style>',
        "font": f'<style>@font-face {{font-family: x; src: url("{target}")}}</style>',
        "attachment": f'<link rel="attachment" href="{target}">',
        "background": f'<p style="background: url({target})">样例</p>',
        "object": f'<object data="{target}"></object>',
        "svg": f'<svg><image href="{target}"/></svg>',
        "file": '<img src="file:///etc/passwd">',
    }
    for what, body in bodies.items():
        yield Door(1, f"body with a {what}", partial(_addresses_left, body), 0)
    yield Door(
        1, "all of them printed", lambda: _printed(bodies.values()), Has("not a stored picture")
    )


def _printed(bodies: Iterable[str]) -> str:
    """What the process that prints says to bodies that nobody has cleaned."""
    try:
        pdf.print_html(f"<html><body>{''.join(bodies)}</body></html>")
    except pdf.RenderingError as error:
        return error.reason
    return "printed"


def _approved_then_changed(world: World) -> dict[str, Any]:
    """An approved article keeps its text; the editor is told that the source has another."""
    host = "approved-then-changed.example"
    pages = [page(samples.article(more)) for more in ("", "<p>改过的正文，以此为准。</p>")]
    feeds = [whole(samples.feed(1, title=title)) for title in ("样例标题", "改过的标题")]
    world.sites[host] = {"/feed.xml": in_turn(*feeds), "/1.html": in_turn(*pages)}
    source = Source.objects.create(name=host, url=f"http://{host}/feed.xml")
    _said("poll", host)
    editor, reviewer = _person("editor"), _person("reviewer")
    article = article_of(Entry.objects.get(source=source), editor)
    submit(article, editor)
    approve(article, reviewer, seen_digest=article.digest)
    text = article.body_html
    _said("poll", host)
    article = Article.objects.select_related("entry").get(pk=article.pk)
    return {
        "text": "kept" if article.body_html == text else "changed",
        "status": article.status,
        "source changed": article.source_changed,
    }


def _person(role: str) -> User:
    person: User = User.objects.create_user(role, is_staff=True)
    person.groups.add(Group.objects.get(name=role))
    return person


def _said(*command: object, **options: str) -> str:
    """What a command answers, its refusal included."""
    answer = io.StringIO()
    try:
        call_command(*command, stdout=answer, stderr=answer, **options)
    except CommandError as error:
        return str(error)
    return answer.getvalue()


def _posted(view: str, **fields: str) -> str:
    client = Client(HTTP_HOST="localhost")
    user, _created = User.objects.get_or_create(username="sample", is_superuser=True, is_staff=True)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client.post(reverse(view), fields).content.decode()
