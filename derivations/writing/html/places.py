"""Where in a document's text links and formulas stand, as offsets, and how they tile it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ...derivation import Span
from ...report import Assertion

_REGION = re.compile(
    r"(?<!\\)\$\$(?P<a>.{1,2000}?)(?<!\\)\$\$|(?<![\\$])\$(?P<b>[^$]{1,2000}?)(?<!\\)\$(?!\$)"
    r"|\\\[(?P<c>.{1,2000}?)\\\]|\\\((?P<d>.{1,2000}?)\\\)",
    re.DOTALL,
)


class Lines:
    """The offsets at which the lines of a text begin."""

    def __init__(self, text: str) -> None:
        sizes = (len(line) + 1 for line in text.split("\n"))
        self._starts = [0, *accumulate(sizes)]
        self._size = len(text)

    def start(self, span: Span) -> int:
        """The offset at which a span begins."""
        return self._offset(span.line, span.column)

    def end(self, span: Span) -> int:
        """The offset at which a span ends."""
        return self._offset(span.end_line, span.end_column)

    def number(self, offset: int) -> int:
        """The 1-based line in which an offset stands."""
        return bisect_left(self._starts, offset + 1)

    def _offset(self, line: int, column: int) -> int:
        line = min(max(line, 1), len(self._starts) - 1)
        return min(self._starts[line - 1] + max(column, 1) - 1, self._size)


@dataclass(frozen=True)
class Piece:
    """The part of the text, [start, end), that a link adds: its relation and its right side."""

    start: int
    end: int
    link: Assertion | None


def pieces(links: Sequence[Assertion], text: str, lines: Lines) -> list[Piece]:
    """The stretches that the links take, in order, none over another; left sides without a link.

    >>> [(p.start, p.end) for p in pieces([], "", Lines(""))]
    []
    """
    found: list[Piece] = []
    reached = 0
    for link in sorted(links, key=lambda a: (lines.end(a.right_span), lines.start(a.span))):
        start, end = max(lines.start(link.span), reached), lines.end(link.right_span)
        if start >= end:
            continue
        middle = start
        if start == lines.start(link.span) and text.startswith(link.left, start):
            middle = min(start + len(link.left), end)
            while middle < end and text[middle].isspace():
                middle += 1
        if start < middle < end:
            found.append(Piece(start, middle, None))
        found.append(Piece(middle if middle < end else start, end, link))
        reached = end
    return found


@dataclass(frozen=True)
class Region:
    """A formula in the text, [start, end) with its dollar signs, [inner, inner_end) without."""

    start: int
    end: int
    inner: int
    inner_end: int
    display: bool


def regions(text: str, start: int, end: int) -> Iterator[Region]:
    r"""The formulas within a stretch of a text.

    >>> text = r"a $x$, $$y$$ \(z\)"
    >>> [text[found.inner : found.inner_end] for found in regions(text, 0, len(text))]
    ['x', 'y', 'z']
    """
    for match in _REGION.finditer(text, start, end):
        kind = match.lastgroup or "a"
        yield Region(match.start(), match.end(), *match.span(kind), kind in "ac")
