"""The Chinese catalogues: complete, and with the placeholders that the code fills in."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

LOCALE = settings.LOCALE_PATHS[0]
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def test_catalogues_are_complete(capsys):
    call_command("check_translations")
    assert "complete" in capsys.readouterr().out


def test_check_names_what_is_missing(tmp_path, settings):
    """A text of a template, of ``_`` and of ``_t``, and one of a script."""
    missing = ("Skip to the content", "masthead", "to appear on %(date)s", "Numbered list")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    shutil.copytree(LOCALE, tmp_path / "locale")
    for catalogue in (tmp_path / "locale").rglob("*.po"):
        lines = catalogue.read_text().splitlines(keepends=True)
        for number, line in enumerate(lines):
            if line in {f'msgid "{text}"\n' for text in missing}:
                lines[number + 1] = 'msgstr ""\n'
        catalogue.write_text("".join(lines))
    with pytest.raises(CommandError) as failure:
        call_command("check_translations")
    named = {line for line in str(failure.value).splitlines() if line.startswith("msgid ")}
    assert named == {f'msgid "{text}"' for text in missing}


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_catalogue_is_well_formed(catalogue):
    """The header is whole, and every translation has the placeholders of its text."""
    check = ["msgfmt", "--check", "--output-file=/dev/null", str(catalogue)]
    found = subprocess.run(check, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_catalogue_is_chinese_with_one_plural_form(catalogue):
    header = catalogue.read_text()[:800]
    assert '"Language: zh_Hans\\n"' in header
    assert '"Plural-Forms: nplurals=1; plural=0;\\n"' in header
