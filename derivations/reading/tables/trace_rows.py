r"""Rows of an evaluation trace: a name, its expression and its value, in one cell each.

`v_3 | = \sin(v_0) | = \sin(5)` assigns to `v_3`; a mark like `\Downarrow` before it and missing
equality signs are layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proofs.kernel.terms import Term

from ...regex import regex
from ..errors import ReadingError
from ..expressions.names import Subscript, classify, key_of, scan_name, starts_name
from ..expressions.relations import Range, split_sides
from ..sources.layout import flatten
from ..sources.source import Source
from ..sources.symbols import ARROWS
from ..sources.tokens import Token, tokenize
from ..statements.context import Context
from ..statements.sides import Formula
from .cells import Row

_ACCENTED = regex(r"(?P<accent>\\[a-z]+)\{\\?(?P<base>\w+)\}(?:_\{?(?P<sub>-?\w+)\}?)?")


@dataclass(frozen=True)
class TraceRow:
    """The sides of a row as token ranges, the first of them the name that is assigned to."""

    row: Row
    formula: Formula
    sides: tuple[Range, ...]
    name: Term


def trace_row(row: Row, source: Source, context: Context) -> TraceRow | None:
    """The cells of a row as an assignment to a name; None where they are something else."""
    tokens: list[Token] = []
    sides: list[Range] = []
    cells = list(row.cells)
    while cells and not cells[0].math:  # the number of a step
        cells = cells[1:]
    for cell in cells:
        if _words(cell_text(source, row, cell.start, cell.end)):
            return None
        here: list[Token] = []
        for a, b in cell.math:
            try:
                here += flatten(tokenize(source.text, a, b))
            except ReadingError:
                return None
        while here and here[0].text in ARROWS:
            here = here[1:]
        a = len(tokens)
        tokens += here
        found, relations = split_sides(tokens, a, len(tokens))
        if any(r.kind not in ("=", ":=") for r in relations):
            return None
        sides += [side for side in found if side[0] < side[1]]
    if len(sides) not in (2, 3):
        return None
    formula = Formula(source, tokens, context, tokens[0].start)
    name = _assigned(formula, sides[0])
    return TraceRow(row, formula, tuple(sides), name) if name is not None else None


def cell_text(source: Source, row: Row, start: int, end: int) -> str:
    """What stands in a cell beside its mathematics."""
    text = source.text[start:end]
    return re.sub(r"(?<!\\)\$[^$]*\$", "", text)


def _words(text: str) -> bool:
    return bool(text.strip(" .,:;"))


def _assigned(formula: Formula, place: Range) -> Term | None:
    """The variable that a side names, if it is a lone name."""
    a, b = place
    tokens = formula.tokens
    if not starts_name(tokens[a]):
        return None
    try:
        if scan_name(tokens, a, b).end != b:
            return None
    except ReadingError:
        return None
    term = formula.value(place).term
    return term if term is not None and term.op == "var" else None


def is_trace(rows: Sequence[TraceRow | None]) -> bool:
    """Whether rows are a trace: nearly all assign to a name, and names are used further on."""
    read = [row for row in rows if row is not None]
    if len(read) < 2 or 3 * len(read) < 2 * len(rows):
        return False
    names = {_spelled(row, row.sides[0]) for row in read}
    if any(len(row.sides) == 3 for row in read):
        return any(name in _spelled(row, row.sides[1]) for row in read for name in names)
    return False


def _spelled(row: TraceRow, place: Range) -> str:
    return " ".join(t.text for t in row.formula.tokens[slice(*place)])


def stem(key: str, accent: str) -> str | None:
    r"""The name under an accent: `x_1` for `\dot{x}_{1}`; None for another name.

    >>> stem(r"\dot{x}_{1}", r"\dot"), stem(r"\bar{v}_{-1}", r"\bar"), stem("x_1", r"\dot")
    ('x_1', 'v_{-1}', None)
    """
    match = _ACCENTED.fullmatch(key)
    if match is None or match["accent"] != accent:
        return None
    sub = Subscript("number", match["sub"], ()) if match["sub"] else Subscript("none", "", ())
    return key_of(match["base"], sub)


def names_in(formula: Formula, at: int, end: int) -> Iterator[tuple[str, int]]:
    """The keys of the names between two tokens, each with where it ends."""
    while at < end:
        found = name_key(formula, at, end)
        if found is not None:
            yield found
        at = max(found[1], at + 1) if found is not None else at + 1


def name_key(formula: Formula, at: int, end: int) -> tuple[str, int] | None:
    """The key of the name at a token and where it ends; None where none stands."""
    tokens = formula.tokens
    if at >= end or not starts_name(tokens[at]):
        return None
    try:
        use = scan_name(tokens, at, end)
    except ReadingError:
        return None
    sub = classify(tokens, use.sub, formula.context.survey.indices)
    return key_of(use.base, sub), use.end
