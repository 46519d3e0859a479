"""Runs scripts in an installation, one a line, as JSON: Django starts once for all of them.

The answer is a line of JSON: what a script calls ``result``, and its traceback if it breaks.
"""

from __future__ import annotations

import json
import sys
import traceback

import django

django.setup()
answers, sys.stdout = sys.stdout, sys.stderr
for line in sys.stdin:
    names: dict[str, object] = {}
    trace = ""
    try:
        exec(json.loads(line), names)
    except Exception:  # noqa: BLE001 - told to the test, which fails of it
        trace = traceback.format_exc()
    answers.write(json.dumps([names.get("result"), trace]) + "\n")
    answers.flush()
