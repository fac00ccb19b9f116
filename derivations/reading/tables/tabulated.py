"""Tables on their page: which rows are an evaluation trace, and which hold formulas."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..errors import ReadingError
from ..expressions.relations import split_sides
from ..sources.layout import flatten
from ..sources.markdown import MathSpan
from ..sources.page import Place
from ..sources.source import Source
from ..sources.tokens import Token, tokenize
from ..sources.units import Unit
from ..statements.context import Context
from ..statements.sides import Formula
from ..words.negations import says_no
from ..words.sentences import STATEMENT, Sentence
from .cells import Row, Table, groups
from .definition_rows import defined_in_row
from .trace_rows import TraceRow, is_trace, name_key, trace_row
from .trace_state import Trace


@dataclass
class PlacedTable:
    """A table, where it stands, its formulas for the survey, and its trace once it is open."""

    table: Table
    place: Place
    sentence: int
    formulas: list[list[Token]]
    trace: Trace | None = None
    denied: dict[int, bool] = field(default_factory=dict)
    """Whether a row says of itself that it is false, for those that were looked at."""


@dataclass(frozen=True)
class Lines:
    """Groups of cells below one another: rows of a trace, or (`trace` None) formulas."""

    trace: tuple[TraceRow, ...] | None
    units: tuple[Unit, ...] = field(default=())


def place_table(table: Table, source: Source, place: Place, sentence: int) -> PlacedTable:
    """The table with its formulas, a group of cells each."""
    formulas, head = [], None
    for row, parts in groups(table, source.text):
        head = head if parts else row
        whole = defined_in_row(row, head, source) if parts else None
        told = (_tokens(part, source) for part in parts.values()) if whole is None else (whole,)
        formulas += [tokens for tokens in told if tokens]
    return PlacedTable(table, place, sentence, formulas)


def _tokens(row: Row, source: Source) -> list[Token]:
    out: list[Token] = []
    for a, b in (m for cell in row.cells for m in cell.math):
        try:
            out += flatten(tokenize(source.text, a, b))
        except ReadingError:
            return []
    return out


def series(placed: PlacedTable, source: Source, context: Context) -> Iterator[Lines]:
    """The table's groups of cells, those below one another together, between two heads."""
    columns: dict[int, list[Row]] = {}
    head: Row | None = None
    for row, parts in groups(placed.table, source.text):
        if not parts:
            yield from _read(columns, placed, source, context)
            columns, head = {}, row
        whole = defined_in_row(row, head, source) if parts else None
        if whole is not None:
            yield Lines(None, (replace(_unit(whole, placed, source), cue="let"),))
            continue
        for column, part in parts.items():
            columns.setdefault(column, []).append(part)
    yield from _read(columns, placed, source, context)


def _read(
    columns: dict[int, list[Row]], placed: PlacedTable, source: Source, context: Context
) -> Iterator[Lines]:
    for parts in columns.values():
        rows = [trace_row(part, source, context) for part in parts]
        if is_trace(rows):
            yield Lines(tuple(row for row in rows if row is not None))
            rest = [p for p, row in zip(parts, rows, strict=True) if row is None]
        else:
            rest = parts
        units = tuple(u for part in rest for u in _units(part, placed, source))
        if units:
            yield Lines(None, units)


def _units(row: Row, placed: PlacedTable, source: Source) -> Iterator[Unit]:
    """The formulas of a group of cells; a cell that begins with a relation continues the last."""
    joined: list[Token] = []
    for cell in row.cells:
        for a, b in cell.math:
            try:
                tokens = flatten(tokenize(source.text, a, b))
            except ReadingError:
                continue
            _, relations = split_sides(tokens, 0, len(tokens))
            if joined and not (relations and relations[0].start == 0):
                yield _unit(joined, placed, source)
                joined = []
            joined += tokens
    if joined:
        yield _unit(joined, placed, source)


def _unit(tokens: Sequence[Token], placed: PlacedTable, source: Source) -> Unit:
    a, b = tokens[0].start, tokens[-1].end
    said = Sentence(f"{STATEMENT} (false)", ((a, b),)) if _is_denied(a, placed, source) else None
    return Unit(MathSpan(a, b, a, b, "inline"), list(tokens), placed.place, "", placed.sentence,
                "", "", said=said or Sentence())  # fmt: skip


def _is_denied(at: int, placed: PlacedTable, source: Source) -> bool:
    """Whether another cell of the row around a place says no more than "false"."""
    rows = placed.table.rows
    number = max(bisect(rows, at, key=lambda row: row.start) - 1, 0)
    if number not in placed.denied:
        words = (source.text[c.start : c.end] for c in rows[number].cells if not c.math)
        placed.denied[number] = any(map(says_no, words))
    return placed.denied[number]


def differentiated(context: Context) -> frozenset[str]:
    r"""The names after `\partial` in the formulas of a scope."""
    found = set()
    for tokens in context.survey.formulas:
        formula = Formula(Source(""), tokens, context, 0)
        for i, token in enumerate(tokens):
            if token.text == "\\partial":
                named = name_key(formula, i + 1, len(tokens))
                if named is not None:
                    found.add(named[0])
    return frozenset(found)
