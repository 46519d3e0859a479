"""A week of the desk by hand: every key and click is counted, as its users would press them.

Five days bring twelve stories each, sixty candidates a day with their reprints; three are selected,
one link is pasted, a holiday takes the issue's day, one article is sent back, four are printed. A
text that is typed or pasted counts as one press.
"""

from __future__ import annotations

import io
import re
import statistics
import sys
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from demo.samples import samples
from tests.e2e.installation import Installation, served
from tests.e2e.person import Person

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

#: A third of a week by hand, counted in three real weeks, was the aim: editor, reviewer, chief.
_MOST = {"editor": 102, "reviewer": 9, "publisher": 3}

_DAY = """
from random import Random
from django.utils import timezone
from monitor.grouping import group
from monitor.models import Entry, EntryMatch, Topic
from monitor.pipeline.items import link_key
from monitor.pipeline.pages import text_digest

today, topic = timezone.localdate(), Topic.objects.first()
for story in range({first}, {first} + 12):
    letters = Random(story)
    text = "".join(chr(letters.randrange(0x4e00, 0x6e00)) for _at in range(300))
    text = f"示例市电子病历（样例{{story}}）{{text[:150]}},{{text[150:]}}。"
    for copy in range(5):
        url = f"https://press{{copy}}.example/{{today:%Y/%m/%d}}/{{story}}.html"
        entry = Entry.objects.create(
            url=url, link_key=link_key(url), title=f"样例报道第{{story}}篇",
            source_name=f"样例报{{copy}}",
            body_html=f"<p>{{text}}</p>", body_text=text, text_digest=text_digest(text),
            published_on=today, score=100 - story, state="captured", found_at=timezone.now(),
            captured_at=timezone.now(), due_at=None,
        )
        EntryMatch.objects.create(entry=entry, topic=topic, words=["电子病历"])
        group(entry)
"""

_PREPARE = """
from bulletins.models import Bulletin, CalendarDay
from bulletins.workflow.scheduling import coming_date
from demo.people import employ
from demo.week import found_bulletin
from monitor.models import Topic
employ()
found_bulletin()
Topic.objects.get_or_create(name="卫生信息化", defaults={"expression": "电子病历"})
CalendarDay.objects.create(day=coming_date(Bulletin.objects.get()), name="院庆")
"""


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A site without sources, whose next issue falls on a holiday."""
    folder = tmp_path_factory.mktemp("week")
    yield from served(folder, _PREPARE, ZHOUBAO_ALLOW_PRIVATE="true", ZHOUBAO_PAUSE="0")


@pytest.fixture
def people(site: Installation, browser: Browser) -> Iterator[dict[str, Person]]:
    expect.set_options(timeout=15_000)
    people = {name: Person(browser, site.url, name) for name in (*_MOST, "reader")}
    for name in _MOST:
        people[name].come_in(site.cookie(name))
    yield people
    for person in people.values():
        assert person.complaints == []


def test_week_takes_no_more_presses_than_it_may(site, people, newsroom) -> None:
    editor, reviewer, publisher = (people[name] for name in _MOST)
    _triage(editor, site)
    _paste_a_link(editor, newsroom.url + samples(timezone.localdate())[0].path)
    _compile(editor)
    _review_all_but_one(reviewer)
    _improve(editor)
    _review_again(reviewer)
    _sign(publisher)
    _read(people["reader"])
    counts = {name: people[name].clicks for name in _MOST}
    sys.stdout.write(f"\npresses: {counts}, in all {sum(counts.values())}\n")
    for name in _MOST:
        for path, times in sorted(people[name].times.items()):
            middle = statistics.median(times)
            sys.stdout.write(f"{name} {path}: {middle:.0f} ms, at most {max(times):.0f}\n")
    assert all(counts[name] <= most for name, most in _MOST.items()), counts


def _triage(editor: Person, site: Installation) -> None:
    """Decide on twelve stories a day; the best of the first three days is selected."""
    for day in range(5):
        site.run(_DAY.format(first=12 * day + 1))
        if day == 0:
            editor.click(".places a[href$='/triage/']")
        else:
            editor.page.evaluate("htmx.trigger('#news', 'look')")
            editor.page.locator("[data-key=l]").wait_for()
            editor.press("l")
        expect(editor.page.locator("#queue li")).to_have_count(12)
        for number in range(12):
            title = editor.page.locator("#story h2").inner_text()
            editor.press("s" if number == 0 and day < 3 else "12345h"[number % 5])
            expect(editor.page.locator("#story h2")).not_to_have_text(title)


def _paste_a_link(editor: Person, link: str) -> None:
    """Add what no source brought; it is read, shown, and confirmed."""
    editor.press("a")
    expect(editor.page.locator("[name=url]")).to_be_focused()
    editor.type(link)
    editor.press("Enter")
    expect(editor.page.locator(".confirm-form")).to_be_visible(timeout=30_000)
    editor.press("s")
    expect(editor.page.locator(".messagelist .success")).to_be_visible()


def _compile(editor: Person) -> None:
    """Merge the holiday's days, begin the issue, place, mend and submit."""
    editor.click(".places a[href$='/calendar/']")
    editor.click(".day-off [value=merge]")
    editor.click(".places a[href$='/board/']")
    editor.click("#desk form button")
    for number in range(4):
        editor.press("p")
        expect(editor.page.locator("#chosen li")).to_have_count(number + 1)
    editor.press("j")
    editor.press("J")
    editor.press("s")
    expect(editor.page.locator("#chosen .badge-in_review")).to_have_count(4)


def _review_all_but_one(reviewer: Person) -> None:
    """Approve each with one key; send the last back with a word."""
    reviewer.click(".places a[href$='/review/']")
    for _article in range(3):
        title = reviewer.page.locator(".compared").inner_text()
        reviewer.press("a")
        expect(reviewer.page.locator(".compared")).not_to_have_text(title)
    reviewer.press("m")
    reviewer.type("请核对标题")
    reviewer.click("[value=send_back]")
    expect(reviewer.page.locator("#desk .empty")).to_be_visible()


def _improve(editor: Person) -> None:
    """Open what came back, change it, hand it on."""
    editor.click(".places a[href$='/board/']")
    editor.click("#chosen li:has(.badge-returned) a")
    editor.click("[name=title]")
    editor.type("（修订）")
    editor.click("[name=_submit]")
    expect(editor.page.locator(".badge-in_review").first).to_be_visible()


def _review_again(reviewer: Person) -> None:
    """The queue has noticed by itself."""
    expect(reviewer.page.locator("#queue [data-key=Enter]")).to_be_visible(timeout=15_000)
    reviewer.press("Enter")
    expect(reviewer.page.locator(".compared")).to_be_visible()
    reviewer.press("a")
    expect(reviewer.page.locator("#desk .empty")).to_be_visible()


def _sign(publisher: Person) -> None:
    """Sign with the number of the ledger."""
    publisher.click(".places a[href$='/board/']")
    publisher.press("i")
    expect(publisher.page.locator("dialog[open]")).to_be_visible()
    publisher.press("Enter")
    expect(publisher.page.locator("a[href$='/1.pdf'], a[href$='/download/']").first).to_be_visible(
        timeout=60_000
    )


def _read(reader: Person) -> None:
    """Find the issue and look into its PDF."""
    reader.go("/")
    reader.click("a:has-text('第一期')")
    link = reader.page.locator("a[href$='.pdf']").first.get_attribute("href") or ""
    pdf = PdfReader(io.BytesIO(reader.page.request.get(link).body()))
    bare = re.sub(r"\s+", "", "".join(page.extract_text() for page in pdf.pages))
    assert "本期周报共收集4篇" in bare
    assert "（修订）" in bare
