"""Marks on a page that say what is expected of a link: refuted, or undecided.

A mark stands in a comment, `<!-- expected refuted -->` or `% expected undecided`, or in brackets,
`(expected refuted)`. It is about the link that it follows in its paragraph; where it opens one,
about the first link after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .derivation import Diagnostic, Document, Span

Expected = Literal["refuted", "undecided"]
Place = tuple[int, int]
NO_LINK = "D013"

_MARK = re.compile(
    r"(?:<!--|%|[(\[])\s*expected:?[ \t]+(?P<what>refuted|undecided)\b", re.IGNORECASE
)
_OPENING = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)]|\||\\item\b|#)")


@dataclass(frozen=True)
class Marks:
    """What is expected of links, by their places; `loose` are marks that are about none."""

    by_link: dict[Span, Expected]
    loose: tuple[Diagnostic, ...] = ()


def marks_of(document: Document) -> Marks:
    """The marks of a document.

    >>> from .reading import read_document
    >>> page = read_document("page.md", "So $1 = 2$. <!-- expected refuted -->")
    >>> [(span.line, what) for span, what in marks_of(page).by_link.items()]
    [(1, 'refuted')]
    """
    lines = document.text.split("\n")
    opening = _openings(lines)
    steps = [s for d in document.derivations for s in d.steps if s.claim or s.problem]
    spans = sorted({step.span for step in steps})
    by_link: dict[Span, Expected] = {}
    loose: list[Diagnostic] = []
    for number, line in enumerate(lines, start=1):
        for match in _MARK.finditer(line):
            at = (number, match.start() + 1)
            link = _link_of(spans, at, opening[number - 1])
            if link is None:
                loose.append(_about_nothing(Span(*at, number, match.end() + 1)))
            else:
                by_link[link] = "refuted" if match["what"].lower() == "refuted" else "undecided"
    return Marks(by_link, tuple(loose))


def _openings(lines: list[str]) -> list[int]:
    """For each line, the line on which its paragraph begins."""
    out: list[int] = []
    start = 1
    for number, line in enumerate(lines, start=1):
        after_blank = number > 1 and not lines[number - 2].strip()
        if after_blank or _OPENING.match(line):
            start = number
        out.append(start)
    return out


def _link_of(spans: list[Span], at: Place, opening: int) -> Span | None:
    """The last link that begins in the paragraph before the mark; else the first after it."""
    before = [s for s in spans if opening <= s.line and (s.line, s.column) < at]
    if before:
        return max(before, key=lambda s: (s.end_line, s.end_column, s.line, s.column))
    return next((s for s in spans if (s.line, s.column) > at), None)


def _about_nothing(span: Span) -> Diagnostic:
    return Diagnostic(
        NO_LINK, "error", "this mark is about no link", span, "",
        ("help: put it after the formula that it is about",),
    )  # fmt: skip


__all__ = ["Expected", "Marks", "marks_of"]
