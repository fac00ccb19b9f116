"""grades.csv, in the columns of nbgrader, and the list of what a person has to look at."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from .marks import Mark
from .sheet import Sheet, shown_points

COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score",
)  # fmt: skip


def grades(sheet: Sheet, marks: Sequence[Mark]) -> str:
    """A row for each student; no score where there is no automatic result."""
    rows = []
    for mark in marks:
        score = shown_points(mark.points) if mark.status == "marked" else ""
        rows.append({
            "assignment": sheet.title, "student_id": mark.student, "raw_score": score,
            "late_submission_penalty": "0", "score": score,
            "max_score": shown_points(sheet.points),
        })  # fmt: skip
    return _written(COLUMNS, rows)


def for_a_person(marks: Sequence[Mark]) -> str:
    """A row for each thing that a person has to look at."""
    columns = ("student_id", "file", "question", "line", "points", "message")
    rows = []
    for mark in marks:
        if mark.status != "marked":
            rows.append({"student_id": mark.student, "file": mark.file, "message": mark.message})
        for question in mark.questions:
            for remark in question.remarks:
                if remark.what == "open":
                    rows.append({
                        "student_id": mark.student, "file": mark.file,
                        "question": question.number, "line": str(remark.line),
                        "points": shown_points(remark.open), "message": remark.message,
                    })  # fmt: skip
    return _written(columns, rows)


def _written(columns: Sequence[str], rows: Sequence[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: _harmless(v) for k, v in row.items()} for row in rows)
    return out.getvalue()


def _harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> _harmless("=1+1"), _harmless("ann")
    ("'=1+1", 'ann')
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
