"""The summary of a class in the terminal: points, and what a person has to look at."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from ..writing.excerpt import shown
from .marks import Mark
from .sheet import Sheet, shown_points

MAX_LISTED = 40
"""Most things for a person that are listed; the rest is counted."""


def table(sheet: Sheet, marks: Sequence[Mark]) -> Table:
    """Points by student and question; a star where a person has to look."""
    made = Table(box=None, pad_edge=False, show_edge=False)
    made.add_column("student", overflow="fold")
    for question in sheet.questions:
        made.add_column(question.number, justify="right")
    made.add_column("points", justify="right")
    made.add_column("of", justify="right")
    for mark in marks:
        made.add_row(*_row(sheet, mark))
    return made


def _row(sheet: Sheet, mark: Mark) -> list[Text]:
    name = Text(shown(mark.student))
    if mark.status != "marked":
        return [name, *[Text("-") for _ in sheet.questions], Text("-"),
                Text(shown_points(sheet.points))]  # fmt: skip
    cells = [
        Text(shown_points(q.points) + ("*" if q.needs_person else ""),
             style="" if q.points == q.possible else "red")
        for q in mark.questions
    ]  # fmt: skip
    total = shown_points(mark.points) + ("*" if mark.needs_person else "")
    return [name, *cells, Text(total), Text(shown_points(mark.possible))]


def for_a_person(marks: Sequence[Mark]) -> list[str]:
    """What a person has to look at, a line each."""
    out = []
    for mark in marks:
        if mark.status != "marked":
            out.append(f"{shown(mark.student)}: {shown(mark.file)}: {shown(mark.message)}")
        for question in mark.questions:
            for remark in question.remarks:
                if remark.what == "open":
                    place = f"{shown(mark.student)}: question {question.number}, line {remark.line}"
                    out.append(f"{place}: {shown(remark.message)}")
    if len(out) > MAX_LISTED:
        out[MAX_LISTED:] = [f"... and {len(out) - MAX_LISTED} more"]
    return out
