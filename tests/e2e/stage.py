"""Runs scripts in an installation, one a line, as JSON: Django starts once for all of them.

What a script calls ``result`` is the answer, as JSON on one line.
"""

from __future__ import annotations

import json
import sys

import django

django.setup()
answers, sys.stdout = sys.stdout, sys.stderr
for line in sys.stdin:
    names: dict[str, object] = {}
    exec(json.loads(line), names)
    answers.write(json.dumps(names.get("result")) + "\n")
    answers.flush()
