"""What is written in whatever way is found, and what is gone is not."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from bulletins.models import Article
from bulletins.searching import SEARCHED as ARTICLES
from monitor.models import Entry
from monitor.searching import SEARCHED
from search.grams import document_grams, fold
from search.indexing import catch_up, rebuild
from search.models import ArticleDocument, EntryDocument, Mark
from search.results import find
from search.tasks import tick
from tests.search.conftest import unsaved


def titles(*words):
    catch_up(SEARCHED)
    return [entry.title for entry in find(Entry.objects.all(), list(words))]


def test_bulk_create_is_found(db):
    Entry.objects.bulk_create([unsaved("医院甲"), unsaved("医院乙")])
    assert titles("医院") == ["医院乙", "医院甲"]


def test_update_of_a_queryset_is_found_and_what_was_before_is_not(add):
    add("样例", "旧的文字")
    Entry.objects.update(body_text="新的文字")
    assert titles("新的") == ["样例"]
    assert titles("旧的") == []
    assert titles("旧") == []


def test_deleted_rows_are_forgotten(add):
    add("医院")
    Entry.objects.all().delete()
    catch_up(SEARCHED)
    assert EntryDocument.objects.count() == 0
    add("样例")
    assert titles("医院") == []


def test_change_of_other_columns_is_no_change(add):
    entry = add("医院")
    Entry.objects.filter(pk=entry.pk).update(attempts=3)
    Entry.objects.filter(pk=entry.pk).update(title="医院")
    # Tests that commit may leave marks of other objects: emptying tables marks what was in them.
    assert not Mark.objects.filter(table=SEARCHED.table, object_id=entry.pk).exists()


def test_reading_comes_to_an_end_and_leaves_nothing(db):
    Entry.objects.bulk_create([unsaved("医院") for _ in range(450)])
    tick()
    assert Mark.objects.count() == 0
    assert EntryDocument.objects.count() == 450
    assert catch_up(SEARCHED) == 0


def test_article_is_found_by_its_words_not_by_its_markup(article):
    Article.objects.update(body_html="<p>电子<strong>病历</strong></p><p>共享 &amp; 互认</p>")
    catch_up(ARTICLES)
    found = [find(Article.objects.all(), [word]).count() for word in
             ("电子病历", "病历共享", "共享", "&", "strong", "amp", "p")]  # fmt: skip
    assert found == [1, 0, 1, 1, 0, 0, 0]


def test_rebuilt_index_finds_the_same(add):
    add("医院甲", "电子病历")
    EntryDocument.objects.update(title="坏", text="坏")
    assert rebuild(SEARCHED) == 1
    assert titles("电子病历") == titles("医院") == ["医院甲"]
    assert titles("坏") == []
    add("医院乙")
    assert titles("医院") == ["医院乙", "医院甲"]


def test_reindex_says_how_much_it_has_read(add, article, capsys):
    add("医院甲")
    with translation.override("en"):
        call_command("reindex")
    assert [line.rpartition(": ")[2] for line in capsys.readouterr().out.splitlines()] == [
        "1 read", "1 read"
    ]  # fmt: skip
    assert ArticleDocument.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite calls Python's function")
@pytest.mark.parametrize(
    ("title", "text"), [("a", "ab"), ("", ""), ("医院𠮷", "医院𠮷\n5g 的"), ("医", "医\n")]
)
def test_postgresql_makes_the_same_grams(db, title, text):
    title, text = fold(title), fold(text)
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_grams(%s, %s)", [title, text])
        assert set(cursor.fetchone()[0] or []) == document_grams(title, text)
