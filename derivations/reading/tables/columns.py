r"""Tables of numbers whose heads name the variables of a formula nearby: a claim a row.

Under the heads `$k$ | $s$ | $o$` and beside `o = \lfloor \frac{64 - k}{s} \rfloor + 1`, the row
`8 | 2 | 29` claims that 29 is what the formula gives for k = 8 and s = 2. A head may be the first
letter of a name: `i` for `in`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proofs.kernel.terms import Term, TermError, num, substitute

from ...derivation import Side, Step
from ...regex import regex
from ..errors import AMBIGUOUS, ReadingError, diagnostic
from ..sources.layout import flatten
from ..sources.source import Source
from ..sources.tokens import tokenize
from ..statements.claims import digits_shown, make_claim
from ..statements.context import Context, Defined
from ..statements.rewriting import closure
from ..statements.samples import closed_value
from ..statements.sides import Formula
from .cells import Cell, Row, Table
from .trace_rows import name_key

NUMBER = regex(r"\$?\s*(-?\d+(?:\.\d+)?)\s*\$?")
_WORD = regex(r"[A-Za-z]+(?:_\w+)?")
MIN_HEADS = 2


@dataclass(frozen=True)
class Claimed:
    """A row of numbers, and the two sides that it claims to be equal; `head` is of its result."""

    row: Row
    result: Cell
    head: str
    left: Term
    right: Term
    notes: tuple[str, ...]


def read_columns(table: Table, source: Source, context: Context) -> Iterator[Step]:
    """The steps of the rows of numbers under heads that are the variables of one formula.

    Where fewer than half of the rows agree with it, whether it is meant can't be told.
    """
    found = _heads(table, source, context)
    if found is None:
        return
    heads, rows = found
    formulas = sorted(context.definitions.values(), key=lambda d: abs(d.offset - table.start))
    for defined in formulas:
        columns = _columns(heads, defined)
        if columns is None:
            continue
        claims = [c for row in rows if (c := _row(row, columns, defined, source)) is not None]
        agreed = [agrees(c, source, context) for c in claims]
        meant = 2 * sum(agreed) >= len(claims)
        for claimed in claims:
            yield row_step(claimed, source, context, meant=meant)
        return


def _heads(
    table: Table, source: Source, context: Context
) -> tuple[dict[int, str], tuple[Row, ...]] | None:
    """The names that the first row gives the columns, and the rows below."""
    lasts: dict[int, int] = {}  # where numbers stand last in each column
    for place, row in enumerate(table.rows):
        for column in range(len(row.cells)):
            if _number(row, column, source):
                lasts[column] = place
    for place, row in enumerate(table.rows):
        named = {
            column: key for column, cell in enumerate(row.cells)
            if lasts.get(column, -1) > place
            and (key := _head(cell, source, context)) is not None
        }  # fmt: skip
        if len(named) >= MIN_HEADS and len(set(named.values())) == len(named):
            return named, table.rows[place + 1 :]
    return None


def _number(row: Row, column: int, source: Source) -> str | None:
    if column >= len(row.cells):
        return None
    cell = row.cells[column]
    match = NUMBER.fullmatch(source.text[cell.start : cell.end])
    return match.group(1) if match is not None else None


def _head(cell: Cell, source: Source, context: Context) -> str | None:
    if not cell.math:
        text = source.text[cell.start : cell.end]
        return text if _WORD.fullmatch(text) else None
    if len(cell.math) > 1:
        return None
    try:
        tokens = flatten(tokenize(source.text, *cell.math[0]))
    except ReadingError:
        return None
    found = name_key(Formula(source, tokens, context, cell.start), 0, len(tokens))
    return found[0] if found is not None and found[1] == len(tokens) else None


def _columns(heads: Mapping[int, str], defined: Defined) -> dict[str, int] | None:
    """The column of each variable of a formula `name = ...`; None where one is missing."""
    definition = defined.definition
    if definition.parameters or definition.body.sort.name == "family":
        return None
    names = {str(v.value) for v in definition.body.free} | {str(definition.head.value)}
    out = {name: column for column, name in heads.items() if name in names}
    for name in sorted(names - out.keys()):
        short = [c for c, head in heads.items() if len(head) == 1 and name.startswith(head)]
        rivals = [n for n in names - out.keys() if n[0] == name[0]]
        if len(short) != 1 or short[0] in out.values() or len(rivals) != 1:
            return None
        out[name] = short[0]
    return out if len(out) == len(heads) else None


def _row(row: Row, columns: Mapping[str, int], defined: Defined, source: Source) -> Claimed | None:
    """What a row claims; None where a number is missing in it."""
    definition = defined.definition
    values: dict[str, Term] = {}
    for name, column in columns.items():
        number = _number(row, column, source)
        if number is None:
            return None
        try:
            values[name] = num(number)
        except TermError:  # of more digits than are read
            return None
    head = str(definition.head.value)
    swap = {v: values[str(v.value)] for v in definition.body.free}
    told = ", ".join(f"{n} = {v}" for n, v in sorted(values.items()) if n != head)
    cell = row.cells[columns[head]]
    note = f"{head} by its formula, where {told}"
    return Claimed(row, cell, head, values[head], substitute(definition.body, swap), (note,))


def agrees(claimed: Claimed, source: Source, context: Context) -> bool:
    """Whether a row is about right, as far as floating point tells."""
    cell = claimed.result
    digits = digits_shown(source.text[cell.start : cell.end].strip("$ "))
    try:
        value = closed_value(claimed.right, closure((claimed.right,), context))
    except ReadingError:
        return False
    told = closed_value(claimed.left)
    near = 1e-9 if digits is None else 10.0**-digits
    return value is not None and told is not None and abs(value - told) < near


def row_step(claimed: Claimed, source: Source, context: Context, *, meant: bool) -> Step:
    """The step of a row; where it isn't `meant` to be one, the reason."""
    row, cell = claimed.row, claimed.result
    place = (row.start, row.end)
    latex = source.text[cell.start : cell.end]
    left = Side(latex, source.span(cell.start, cell.end), claimed.left)
    right = Side(claimed.head, source.span(cell.start, cell.end), claimed.right)
    claim, problem = None, None
    try:
        if not meant:
            raise ReadingError(
                AMBIGUOUS, f"does this column hold the values of {claimed.head}?", *place,
                notes=("help: fewer than half of the rows agree with it",),
            )  # fmt: skip
        digits = (digits_shown(latex.strip("$ ")), None)
        claim = make_claim(claimed.left, "=", claimed.right, context, digits=digits, place=place)
    except ReadingError as error:
        problem = diagnostic(error, source)
    return Step(
        left, "=", right, "claim", source.text[row.start : row.end], source.span(*place), claim,
        claimed.notes, problem,
    )  # fmt: skip
