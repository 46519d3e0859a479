import os
import subprocess
import sys

import pytest

from bulletins.rendering import declarations

PRINT = """
import sys
from pathlib import Path
from bulletins.rendering.declarations import use_prepared
used = use_prepared(Path(sys.argv[1]))
from weasyprint import HTML
pdf = HTML(string="<p lang=zh>甲，乙。</p>").write_pdf()
sys.stdout.write(f"{used} {'cffi.api' in sys.modules} {pdf[:4].decode()} {len(pdf)}")
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """Give a folder of prepared declarations."""
    folder = tmp_path_factory.mktemp("prepared") / "declarations"
    declarations.prepare(folder)
    return folder


def _printed(folder):
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-c", PRINT, str(folder)]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout.split()


def test_the_engine_prints_the_same_with_prepared_declarations(prepared, tmp_path):
    *how, size = _printed(prepared)
    assert how == ["True", "False", "%PDF"]
    assert _printed(tmp_path) == ["False", "True", "%PDF", size]


def test_declarations_of_another_engine_are_not_taken(prepared, monkeypatch):
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(declarations, "_source", lambda: b"another")
    assert not declarations.use_prepared(prepared)


def test_declarations_in_another_form_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(declarations, "_source", lambda: b"ffi.cdef(read())")
    with pytest.raises(ValueError, match="another way"):
        declarations.prepare(tmp_path / "declarations")
