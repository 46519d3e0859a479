"""Sources in and out on the command line."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from monitor.exchange.catalogue import catalogue
from monitor.models import Source

pytestmark = pytest.mark.django_db


def names() -> list[str]:
    return sorted(Source.objects.values_list("name", flat=True))


def test_catalogue_is_loaded_once_and_leaves_changes_alone(capsys):
    call_command("load_catalogue")
    count = len(catalogue())
    assert capsys.readouterr().out.endswith(
        f"{count} sources added. Already there: 0. Refused: 0.\n"
    )
    first = Source.objects.order_by("pk")[0]
    Source.objects.filter(pk=first.pk).update(name="编辑改过的名称", item_selector="li.new")
    call_command("load_catalogue")
    assert capsys.readouterr().out.endswith(
        f"0 sources added. Already there: {count}. Refused: 0.\n"
    )
    first.refresh_from_db()
    assert (first.name, first.item_selector) == ("编辑改过的名称", "li.new")
    assert Source.objects.count() == count


def test_catalogue_is_loaded_in_part():
    call_command("load_catalogue", "36氪", "量子位")
    assert names() == ["36氪", "量子位"]


def test_dry_run_changes_nothing(capsys, tmp_path):
    call_command("load_catalogue", "36氪", "--dry-run")
    file = tmp_path / "sources.json"
    document = {"format": "zhoubao-sources", "version": 1, "sources": catalogue()[:1]}
    file.write_text(json.dumps(document), "utf-8")
    call_command("sources", "import", str(file), "--dry-run")
    assert capsys.readouterr().out.count("to be added") == 2
    assert names() == []


@pytest.mark.parametrize("written_as", ["json", "opml"])
def test_what_was_exported_comes_back(capsys, tmp_path, written_as):
    call_command("load_catalogue")
    before = list(Source.objects.values("name", "kind", "url", "hosts", "notes", "is_enabled"))
    capsys.readouterr()
    call_command("sources", "export", "--format", written_as)
    file = tmp_path / "sources"
    file.write_text(capsys.readouterr().out, "utf-8")
    Source.objects.all().delete()
    call_command("sources", "import", str(file))
    after = list(Source.objects.values("name", "kind", "url", "hosts", "notes", "is_enabled"))
    assert after == before


def test_chosen_sources_are_exported(capsys):
    call_command("load_catalogue", "36氪", "量子位")
    capsys.readouterr()
    call_command("sources", "export", "36氪")
    exported = json.loads(capsys.readouterr().out)
    assert [record["name"] for record in exported["sources"]] == ["36氪"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["load_catalogue", "无此报"], "Not in the catalogue: 无此报"),
        (["sources", "export", "无此报"], "No such source: 无此报"),
        (["sources", "import", "/nowhere/at.all"], "cannot be read"),
    ],
)
def test_wrong_arguments_are_refused(arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command(*arguments)


def test_unreadable_file_is_refused(tmp_path):
    file = tmp_path / "sources.opml"
    file.write_text("样例", "utf-8")
    with pytest.raises(CommandError, match="neither OPML nor JSON"):
        call_command("sources", "import", str(file))
