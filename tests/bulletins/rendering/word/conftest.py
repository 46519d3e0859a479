"""A Word file of made-up bodies, opened again."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordFile

from bulletins.rendering.outputs import render_output
from tests.bulletins.rendering.samples import sample_document

#: What a test asks for: the file of these bodies, with changes to the issue.
Opened = Callable[..., Any]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    def open_word(*bodies: str, **changes: object) -> Any:
        document = replace(sample_document(*bodies), **changes)  # type: ignore[arg-type]
        return WordFile(io.BytesIO(render_output("docx", document, tmp_path)))

    return open_word
