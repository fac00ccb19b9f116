r"""Tables of values: a column under `$x^2$` holds the squares of what stands under `$x$`.

A head that is a name gives a column its variable; a head that is an expression in such names, each
row's claim. Where fewer than half of the rows agree, whether it is meant can't be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from proofs.kernel.terms import Term, TermError, num, substitute

from ...derivation import Step
from ..errors import ReadingError
from ..sources.layout import flatten
from ..sources.source import Source
from ..sources.tokens import tokenize
from ..statements.context import Context
from ..statements.sides import Formula
from .cells import Cell, Row, Table
from .columns import NUMBER, Claimed, agrees, row_step


@dataclass(frozen=True)
class _Head:
    """A head: its column, what it writes, and whether that is a name by itself."""

    column: int
    term: Term
    latex: str

    @property
    def lone(self) -> bool:
        """Whether it is a name by itself."""
        return self.term.op == "var"


def read_values(table: Table, source: Source, context: Context) -> Iterator[Step]:
    """The steps of the rows under heads that are expressions in the names of other heads."""
    heads = [h for i, c in enumerate(table.rows[0].cells) if (h := _head(i, c, source, context))]
    names = {h.term: h.column for h in heads if h.lone}
    if len(names) != sum(h.lone for h in heads) or not names:
        return
    for head in heads:
        free = {v for v in head.term.free if v.sort.name != "function"}
        if head.lone or not free or not free <= names.keys():
            continue
        used = {v: names[v] for v in free}
        claims = [c for r in table.rows[1:] if (c := _row(r, head, used, source, context))]
        meant = 2 * sum(agrees(c, source, context) for c in claims) >= len(claims)
        for claimed in claims:
            yield row_step(claimed, source, context, meant=meant)


def _head(column: int, cell: Cell, source: Source, context: Context) -> _Head | None:
    term = _term(cell, source, context)
    if term is None or not term.free or term.sort.name not in ("real", "nat", "int"):
        return None
    return _Head(column, term, source.text[slice(*cell.math[0])])


def _term(cell: Cell, source: Source, context: Context) -> Term | None:
    """What the one formula of a cell, or its number, writes."""
    text = source.text[cell.start : cell.end]
    match = NUMBER.fullmatch(text)
    if match is not None:
        try:
            return num(match.group(1))
        except TermError:  # of more digits than are read
            return None
    if len(cell.math) != 1 or text.strip("$ ") != source.text[slice(*cell.math[0])].strip():
        return None
    try:
        tokens = flatten(tokenize(source.text, *cell.math[0]))
    except ReadingError:
        return None
    value = Formula(source, tokens, context, cell.start).value((0, len(tokens)))
    return None if value.unknown or value.facts else value.term


def _row(
    row: Row, head: _Head, used: Mapping[Term, int], source: Source, context: Context
) -> Claimed | None:
    """What a row claims; None where a value is missing in it."""
    swap: dict[Term, Term] = {}
    for name, column in used.items():
        value = _closed(row.cells, column, source, context)
        if value is None:
            return None
        swap[name] = value
    result = _closed(row.cells, head.column, source, context)
    if result is None:
        return None
    told = ", ".join(f"{n} = {v}" for n, v in sorted(swap.items(), key=str))
    try:
        right = substitute(head.term, swap)
    except TermError:
        return None
    cell = row.cells[head.column]
    return Claimed(row, cell, head.latex, result, right, (f"{head.latex} where {told}",))


def _closed(cells: Sequence[Cell], column: int, source: Source, context: Context) -> Term | None:
    term = _term(cells[column], source, context) if column < len(cells) else None
    return term if term is not None and not term.free and term.sort.name != "family" else None
