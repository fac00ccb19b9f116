r"""A chain as an `alignat*` of LaTeX, the reasons in a column at the right.

Nothing may be wider than the line, so widths are estimated: a left side that takes too much of the
line has one to itself; a right side that is too long is broken; a reason that finds no room beside
its link stands below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from ..rows import Row
from ..widths import broken, line_width, width
from .text import tex

LINE = 40.0
"""The width of a line, in em, a little less than it is in the template."""

_GAP = 2.0
_SMALL = 0.95
"""The size of reasons against that of the rest."""
_NARROWEST = 11.0
"""A column of reasons narrower than this would be all line ends."""
_MOST_LINES = 3
_WIDEST_LEFT = 0.3
_INDENT = 1.0
_CONTINUED = r"\quad "


@dataclass(frozen=True)
class _Line:
    """One line: what stands left and right of the alignment, and the reason beside it."""

    left: str
    right: str
    reason: str = ""

    @property
    def width(self) -> float:
        return width(self.right)


def chain(rows: Sequence[Row], line: float = LINE) -> str:
    """The display for the rows, each in its lines.

    >>> print(chain([Row("x", "=", "x + 0", "add nothing"), Row("", "=", "0 + x", "")]))
    \\begin{alignat*}{2}
      x & = x + 0 &\\qquad& \\reason{add nothing} \\\\
      & = 0 + x
    \\end{alignat*}
    """
    lefts = [width(row.left) for row in rows if row.left]
    apart = max(lefts) > _WIDEST_LEFT * line
    room = line - (_INDENT if apart else max(lefts))
    lines: list[_Line] = []
    for row in rows:
        lines += _lines(row, room, apart)
    return _display(lines, room)


def _lines(row: Row, room: float, apart: bool) -> list[_Line]:
    lines = []
    if row.left and apart:
        lefts = broken(row.left, room)
        lines += [_Line("", (_CONTINUED if n else "") + part) for n, part in enumerate(lefts)]
    first, *others = broken(f"{{}}{row.relation} {row.right}", room - _INDENT)
    start = (r"\quad " if apart else "") + first.removeprefix("{}")
    left = "" if apart else row.left
    lines.append(_Line(left, start, "" if others else row.reason))
    lines += [_Line("", _CONTINUED * (1 + apart) + part) for part in others]
    if others:
        lines[-1] = _Line("", lines[-1].right, row.reason)
    return lines


def _display(lines: list[_Line], room: float) -> str:
    """The lines in columns; those that reach beyond theirs do not make it wider."""
    start = _column(lines, room)
    column = room - start - _GAP
    reasons = [line_width(one.reason) * _SMALL for one in lines if one.reason]
    below = [_stands_below(one, start, room) for one in lines]
    exact = any(below) or any(one.width > start for one in lines)
    if not exact:
        column = min(column, max(reasons, default=0.0))
    shown: list[str] = []
    for one, is_below in zip(lines, below, strict=True):
        right = one.right
        if one.width > room:  # no place to break it: it is made smaller
            right = rf"\fitted{{{room:.1f}em}}{{{right}}}"
        head = f"{one.left} & ".lstrip()
        head += rf"\mathrlap{{{{}}{right}}}" if one.width > start else right
        if one.reason and not is_below:
            head += rf" &\qquad& {_beside(one.reason, column, exact)}"
        elif exact and not shown:  # the display is as wide as the line, whatever stands in it
            head += rf" &\qquad& \hspace{{{column:.1f}em}}"
        shown.append(head)
        if is_below:
            size = min(line_width(one.reason) * _SMALL + 1.0, room - 2 * _INDENT)
            text = rf"\wrappedreason{{{size:.1f}em}}{{{tex(one.reason)}}}"
            shown.append(rf"& \quad\mathrlap{{{text}}}")
    return "\\begin{alignat*}{2}\n  " + " \\\\\n  ".join(shown) + "\n\\end{alignat*}"


def _column(lines: list[_Line], room: float) -> float:
    """How far from the alignment reasons begin: where the fewest of them have to stand below."""

    def costs(start: float) -> tuple[int, int, bool, float]:
        below = sum(_stands_below(one, start, room) for one in lines)
        height = sum(_height(one, start, room) for one in lines)
        return below, height, any(one.width > start for one in lines), start

    return min({0.0, *(one.width for one in lines if one.width + _GAP < room)}, key=costs)


def _stands_below(one: _Line, start: float, room: float) -> bool:
    return bool(one.reason) and (one.width > start or _height(one, start, room) > _MOST_LINES)


def _height(one: _Line, start: float, room: float) -> int:
    """The number of lines that a reason takes in its column."""
    column = room - start - _GAP
    needed = line_width(one.reason) * _SMALL
    if needed <= column:
        return 1
    return ceil(needed / column) if column >= _NARROWEST else _MOST_LINES + 1


def _beside(reason: str, column: float, exact: bool) -> str:
    if exact or line_width(reason) * _SMALL > column:
        return rf"\wrappedreason{{{column:.1f}em}}{{{tex(reason)}}}"
    return rf"\reason{{{tex(reason)}}}"
