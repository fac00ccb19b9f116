"""Gradescope: results.json for one submission, and a zip that marks there.

A question with something left for a person has no score and no status of its own, and the tag
`undecided`; the score of the whole counts what is open as reached, for what is undecided costs
nothing.
"""

from __future__ import annotations

import io
import json
import zipfile
from importlib.metadata import requires
from pathlib import Path
from typing import Any

from .marks import Mark, QuestionMark, Remark
from .sheet import Sheet, shown_points

_SHOWN = ("wrong", "open", "carried", "note")


def results(sheet: Sheet, mark: Mark) -> str:
    """results.json for a submission."""
    hidden = {q.number for q in sheet.questions if not q.policy.nearest}
    open_questions = [q for q in mark.questions if q.needs_person]
    said = [mark.message] if mark.message else []
    if open_questions:
        numbers = ", ".join(q.number for q in open_questions)
        said.append(f"Question {numbers}: {shown_points(mark.open)} points rest on a person.")
    data: dict[str, Any] = {
        "score": mark.points,
        "execution_time": round(mark.seconds, 3),
        "output": "\n".join(said) or "Every line was decided.",
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"status": mark.status, "needs_person": mark.needs_person},
        "tests": [_test(q, nearest=q.number not in hidden) for q in mark.questions]
        or [
            {
                "name": f"Question {q.number} ({q.kind})", "number": q.number,
                "max_score": float(q.points), "output": mark.message, "tags": ["undecided"],
            }
            for q in sheet.questions
        ],
    }  # fmt: skip
    return json.dumps(data, indent=1, ensure_ascii=False)


def _test(question: QuestionMark, *, nearest: bool) -> dict[str, Any]:
    test: dict[str, Any] = {
        "name": f"Question {question.number} ({question.kind})",
        "number": question.number,
        "max_score": question.possible,
        "output": "\n".join(
            _line(r, nearest=nearest) for r in question.remarks if r.what in _SHOWN
        ),
        "output_format": "text",
        "visibility": "visible",
    }
    if question.needs_person:
        test["tags"] = ["undecided"]
    else:
        test["score"] = question.points
        test["status"] = "passed" if question.points == question.possible else "failed"
    return test


def _line(remark: Remark, *, nearest: bool) -> str:
    lost = f" (\N{MINUS SIGN}{shown_points(remark.lost)})" if remark.lost else ""
    notes = "".join(f"\n    {note}" for note in remark.notes_shown(nearest=nearest))
    return f"line {remark.line}: {remark.message}{lost}{notes}"


_SETUP = """\
#!/usr/bin/env bash
# Runs once, when the autograder is built: Python and what the checker computes with.
set -euo pipefail
ROOT="${AUTOGRADER_ROOT:-/autograder}"
apt-get update && apt-get install -y python3 python3-venv
python3 -m venv "$ROOT/venv"
"$ROOT/venv/bin/pip" install --quiet {requirements}
"""
_RUN = """\
#!/usr/bin/env bash
# Runs for each submission: the sheet against what was handed in.
set -euo pipefail
ROOT="${AUTOGRADER_ROOT:-/autograder}"
PYTHON="${PYTHON:-$ROOT/venv/bin/python}"
mkdir -p "$ROOT/results"
PYTHONPATH="$ROOT/source" "$PYTHON" -m derivations.cli grade "$ROOT/source/{sheet}" \\
  "$ROOT/submission" --one --no-cache --gradescope "$ROOT/results/results.json" || [ $? -eq 1 ]
"""


def autograder(sheet: Sheet) -> bytes:
    """The zip for Gradescope: setup.sh, run_autograder, the sheet, and the checker itself."""
    out = io.BytesIO()
    name = "sheet.tex" if sheet.latex else "sheet.md"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        _add(packed, "setup.sh", _SETUP.replace("{requirements}", _requirements()), run=True)
        _add(packed, "run_autograder", _RUN.replace("{sheet}", name), run=True)
        _add(packed, name, sheet.source)
        for path, data in _sources():
            _add(packed, path, data)
    return out.getvalue()


def _requirements() -> str:
    needed = [r for r in requires("derivations") or () if "extra ==" not in r]
    return " ".join(f"'{r.replace(chr(39), chr(34))}'" for r in needed)


def _sources() -> list[tuple[str, bytes]]:
    root = Path(__file__).parents[2]
    found = []
    for package in ("proofs", "derivations"):
        for path in sorted((root / package).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.append((path.relative_to(root).as_posix(), path.read_bytes()))
    return found


def _add(packed: zipfile.ZipFile, name: str, text: str | bytes, *, run: bool = False) -> None:
    entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))  # the same bytes for the same sheet
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (0o755 if run else 0o644) << 16
    packed.writestr(entry, text)
