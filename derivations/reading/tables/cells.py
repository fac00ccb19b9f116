r"""Tables: rows of cells, in Markdown's bars or in tabs as a PDF leaves them.

A table's rows are groups of cells that read as one line each: `v_1 | = v_0 + 2 | = 5`. Where the
head of the table names some of its columns only, a group begins at each of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...regex import regex
from ..sources.source import Source


@dataclass(frozen=True)
class Cell:
    """A cell from `start` to `end`, and the places of the mathematics between dollars in it."""

    start: int
    end: int
    math: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Row:
    """The cells of one line, empty ones too."""

    cells: tuple[Cell, ...]

    @property
    def start(self) -> int:
        """Where the first cell that isn't empty begins."""
        return next((c.start for c in self.cells if c.end > c.start), self.cells[0].start)

    @property
    def end(self) -> int:
        """Where the last cell that isn't empty ends."""
        return next((c.end for c in reversed(self.cells) if c.end > c.start), self.cells[-1].end)


@dataclass(frozen=True)
class Table:
    """Rows in order, heads among them."""

    rows: tuple[Row, ...]

    @property
    def start(self) -> int:
        """Where the table begins."""
        return self.rows[0].start

    @property
    def end(self) -> int:
        """Where the table ends."""
        return self.rows[-1].end


_RULE = regex(r"\s*+\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*$")
_MARKS = regex(r"\S[^\S\n\t]*+\t|^[^\S\n]*+\|", re.MULTILINE)
_BAR_OR_FORMULA = regex(r"(?<!\\)(?:\||(\$\$?)(?P<inside>[^$]+)\1)")
_DOLLARS = regex(r"(?<!\\)(\$\$?)(?P<inside>[^$]+)\1")


def find_tables(source: Source, hidden: Sequence[tuple[int, int]] = ()) -> list[Table]:
    r"""The tables of a Markdown text in order; none begins inside the `hidden` ranges.

    >>> table, = find_tables(Source("| a | b |\n|---|---|\n| $x$ | $= 2$ |\n"))
    >>> [len(row.cells) for row in table.rows], len(table.rows[1].cells[0].math)
    ([2, 2], 1)
    """
    found: list[Table] = []
    rows: list[Row] = []
    if not _MARKS.search(source.text):
        return found
    ranges = sorted(hidden)
    at = 0
    for a, b in _lines(source):
        line = source.text[a:b]
        while at < len(ranges) and ranges[at][1] <= a:
            at += 1
        covered = at < len(ranges) and ranges[at][0] < b
        if not covered and _RULE.match(line) and rows:
            continue
        if not covered and (_is_row(line) or (rows and _is_tail(line))):
            rows.append(Row(tuple(_cells(source.text, a, b))))
            continue
        if rows:
            found.append(Table(tuple(rows)))
        rows = []
    return found


def _lines(source: Source) -> Iterator[tuple[int, int]]:
    yield from zip(source.starts, (*source.starts[1:], len(source.text)), strict=True)
    yield len(source.text), len(source.text)


def _is_row(line: str) -> bool:
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|"):
        return stripped.count("|") > 2
    return bool(re.search(r"\S[^\S\n]*\t", line)) and "\t" in line.rstrip("\n")


def _is_tail(line: str) -> bool:
    """Whether a line in a table is a row whose first cells are empty."""
    return line.startswith("\t") and "\t" in line.strip()


def _cells(text: str, a: int, b: int) -> Iterator[Cell]:
    """The cells of the line from a to b, without the space around what is in them."""
    line = text[a:b].rstrip("\n")
    if line.lstrip().startswith("|"):
        a += line.index("|") + 1
        line = line[line.index("|") + 1 :].rstrip()
        line = line[:-1] if line.endswith("|") else line
        marks = list(_bars(line))
    else:
        marks = [i for i, c in enumerate(line) if c == "\t"]
    for x, y in zip([-1, *marks], [*marks, len(line)], strict=True):
        raw = line[x + 1 : y]
        start = a + x + 1 + len(raw) - len(raw.lstrip())
        end = max(start, a + y - (len(raw) - len(raw.rstrip())))
        yield Cell(start, end, math_in(text, start, end))


def math_in(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The places of the mathematics between dollars in a stretch of text."""
    return tuple(m.span("inside") for m in _DOLLARS.finditer(text, start, end))


def _bars(line: str) -> Iterator[int]:
    """The bars between cells: not those in mathematics, nor those after a backslash."""
    for match in _BAR_OR_FORMULA.finditer(line):
        if match["inside"] is None:
            yield match.start()


def groups(table: Table, text: str) -> Iterator[tuple[Row, dict[int, Row]]]:
    """The rows of the table, each with its groups of cells by place; of a head the row alone.

    A row without mathematics is a head: where a cell of it is followed by empty ones, a group
    goes from there to the next that isn't empty. Else a group begins where a row is complete and
    another name follows.
    """
    starts: list[int] | None = None
    for row in table.rows:
        if not any(cell.math for cell in row.cells):
            named = [i for i, c in enumerate(row.cells) if c.end > c.start]
            spaced = bool(named) and len(named) < len(row.cells)
            starts = [0, *(i for i in named if i)] if spaced and len(named) > 1 else None
            yield row, {}
            continue
        begins = starts if starts is not None else _begins(row, text)
        ends = [*begins[1:], len(row.cells)]
        parts = {a: row.cells[a:b] for a, b in zip(begins, ends, strict=True)}
        yield row, {a: Row(p) for a, p in parts.items() if any(c.end > c.start for c in p)}


_NAME = regex(
    r"\s*(?:\\(?:bar|dot|hat|tilde|mathbf|vec|overline)\s*\{?)?\s*\\?[A-Za-z]+\}?"
    r"(?:_(?:\{[^{}]*\}|\w))?\s*(?P<sign>=|:=|\Z)"
)


_EQUALS = regex(r"\s*=")


def _next_formulas(row: Row) -> list[int | None]:
    """Where the next formula after each cell begins."""
    out: list[int | None] = []
    following: int | None = None
    for cell in reversed(row.cells):
        out.append(following)
        following = cell.math[0][0] if cell.math else following
    return out[::-1]


def _begins(row: Row, text: str) -> list[int]:
    """Where the groups of a row begin, as its cells tell."""
    first = next((i for i, c in enumerate(row.cells) if c.end > c.start), 0)
    out, sides = [first], 0
    following = _next_formulas(row)
    for place, cell in enumerate(row.cells):
        written = "".join(text[a:b] for a, b in cell.math)
        match = _NAME.match(written)
        after = following[place]
        more = after is not None and _EQUALS.match(text, after) is not None
        if match is not None and sides > 1 and (match["sign"] or more):
            out.append(place)
            sides = 0
        sides += (1 + written.count("=") - written.lstrip().startswith("=")) if written else 0
    return out
