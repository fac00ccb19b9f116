"""Feedback: a student's own document, with what is said of its lines beside them, as HTML."""

from __future__ import annotations

from html import escape
from pathlib import Path

from ..writing.html.mathml import mathml
from ..writing.html.page import style
from ..writing.mathematics import MathematicsError
from ..writing.template import filled
from .marks import NEAREST, Mark, QuestionMark, Remark
from .sheet import Sheet, shown_points

_TEMPLATE = Path(__file__).parent / "templates" / "feedback.html"
_ORDER = ("wrong", "open", "carried", "note", "right")
MAX_LINES = 5_000
"""Most lines of a document that a page shows."""


def feedback(sheet: Sheet, mark: Mark) -> str:
    """The page for a student: points, and the document line by line."""
    hidden = {q.number for q in sheet.questions if not q.policy.nearest}
    return filled(
        _TEMPLATE,
        "html",
        {
            "title": sheet.title,
            "style": _Markup(style()),
            "student": mark.student,
            "file": mark.file,
            "points": shown_points(mark.points),
            "possible": shown_points(mark.possible or sheet.points),
            "open": shown_points(mark.open) if mark.open else "",
            "message": mark.message,
            "questions": [_question(q) for q in mark.questions],
            "rows": _rows(mark, hidden),
        },
    )


class _Markup(str):
    """Text that is HTML already."""

    def __html__(self) -> str:
        return self


def _question(question: QuestionMark) -> dict[str, str]:
    return {
        "number": question.number,
        "kind": question.kind,
        "points": shown_points(question.points),
        "possible": shown_points(question.possible),
        "open": shown_points(question.open) if question.open else "",
    }


def _rows(mark: Mark, hidden: set[str]) -> list[dict[str, object]]:
    said: dict[int, list[tuple[Remark, bool]]] = {}
    for question in mark.questions:
        for remark in question.remarks:
            said.setdefault(remark.line, []).append((remark, question.number in hidden))
    rows: list[dict[str, object]] = []
    for number, text in enumerate(mark.text.split("\n")[:MAX_LINES], start=1):
        here = said.get(number, [])
        whats = {remark.what for remark, _ in here}
        rows.append(
            {
                "number": number,
                "text": text,
                "what": next((w for w in _ORDER if w in whats), ""),
                "remarks": [_remark(r, nearest=not h) for r, h in here if _worth_saying(r)],
            }
        )
    return rows


def _worth_saying(remark: Remark) -> bool:
    return remark.what != "right" or remark.message != "proved" or bool(remark.notes)


def _remark(remark: Remark, *, nearest: bool) -> dict[str, object]:
    return {
        "what": remark.what,
        "label": _label(remark),
        "message": remark.message,
        "notes": [_note(n) for n in remark.notes_shown(nearest=nearest)],
    }


def _label(remark: Remark) -> str:
    if remark.lost:
        return f"\N{MINUS SIGN}{shown_points(remark.lost)}"
    return {"right": "\N{CHECK MARK}", "carried": "\N{DOWNWARDS ARROW}", "open": "?"}.get(
        remark.what, ""
    )


def _note(note: str) -> _Markup:
    """A note, the formula in it set, where it can be."""
    if note.startswith(NEAREST):
        try:
            return _Markup(escape(NEAREST) + mathml(note[len(NEAREST) :]))
        except MathematicsError:
            return _Markup(escape(note))
    return _Markup(escape(note))
