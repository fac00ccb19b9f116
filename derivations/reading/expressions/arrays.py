"""Lists, column vectors, and values by cases."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from proofs.kernel.terms import (
    ONE,
    Term,
    TermError,
    approx,
    both,
    cases,
    diag,
    eq,
    is_family,
    le,
    lt,
    ne,
    shape,
    transpose,
)

from ..errors import AMBIGUOUS, MISFIT, NOTATION, ReadingError
from ..sources.ruled import is_ruled, within_lines
from ..sources.symbols import DOTS, MATRIX_ENVIRONMENTS, RELATIONS
from . import atoms, kinded, matrices, space
from .names import group_end, spelled, split
from .vectors import beside, with_ellipsis, written_out

if TYPE_CHECKING:
    from .parser import Parser

_IF = frozenset({"if", "for", "when", "where", "si", "falls"})
_ELSE = frozenset({"otherwise", "else", "elsewhere", "if otherwise"})


def listing(
    p: Parser, parts: list[tuple[int, int]], start: int, *, down: bool = False
) -> Term:  # fmt: skip
    r"""A vector from the ranges of its entries, perhaps with dots: `[x_1, \dots, x_K]`.

    Of vectors, the matrix with these columns; where they stand one below the other (`down`) and are
    transposed, with these rows.
    """
    dots = [k for k, (a, b) in enumerate(parts) if b - a == 1 and p.tokens[a].text in DOTS]
    try:
        if not dots:
            return written_out([atoms.inside(p, a, b, listed=True) for a, b in parts])
        if len(dots) > 1 or dots[0] != len(parts) - 2 or dots[0] == 0:
            raise p.fault(NOTATION, "dots that do not stand before the last entry", start)
        before = [atoms.inside(p, a, b) for a, b in parts[: dots[0]]]
        last = atoms.inside(p, *parts[-1])
        if any(is_family(entry) for entry in (*before, last)):
            vectors = _as_columns(p, [*before, last], start, down=down)
            rows = with_ellipsis(vectors[:-1], vectors[-1])
            return rows if down else transpose(rows)
        return with_ellipsis(before, last)
    except TermError as error:
        raise p.fault(MISFIT, str(error), start) from error


def _as_columns(p: Parser, entries: list[Term], start: int, *, down: bool) -> list[Term]:
    """The vectors that are the rows of a matrix, or its columns."""
    if not all(is_family(entry) for entry in entries):
        raise p.fault(MISFIT, "numbers beside vectors in a list", start)
    if down:
        if any(e.sort.rank != 2 or shape(e)[0] is not ONE for e in entries):
            raise p.fault(
                AMBIGUOUS, "vectors one below the other: are they its rows?", start,
                help="write x_1^T for a row",
            )  # fmt: skip
        entries = [kinded.laid_down(entry) for entry in entries]
    if any(entry.sort.rank != 1 for entry in entries):
        raise p.fault(MISFIT, "rows or matrices side by side", start)
    return entries


def environment(p: Parser) -> Term:
    """A matrix of one row or column, or cases."""
    start = p.pos
    token = p.tokens[start]
    name = token.text.removeprefix("begin ")
    close = group_end(p.tokens, start, p.end)
    if token.text.startswith("end ") or p.tokens[close].text != f"end {name}":
        raise p.unexpected()
    p.pos = close + 1
    if name in ("cases", "dcases", "rcases"):
        return _cases(p, start + 1, close)
    if name == "vmatrix":
        formal = space.formal_determinant(p, start, close)
        if formal is not None:
            return formal
        return matrices.determinant(p, _matrix(p, start, close), start)
    if name in MATRIX_ENVIRONMENTS - {"Vmatrix"}:
        return _matrix(p, start, close)
    if name == "array":
        return _matrix(p, group_end(p.tokens, start + 1, close), close)
    raise ReadingError(
        NOTATION, f"the environment {name} is not read yet", token.start, token.end,
        label="not read yet",
    )  # fmt: skip


def _matrix(p: Parser, start: int, close: int) -> Term:
    rows = [r for r in split(p.tokens, start + 1, close, "\\\\") if r[0] < r[1]]
    cells = [split(p.tokens, a, b, "&") for a, b in rows]
    cells = [row for row in cells if not is_ruled(p.tokens, row)]
    if cells and all(len(row) == 1 for row in cells):
        entries = [e for (cell,) in cells for e in split(p.tokens, *cell) if e[0] < e[1]]
        down = len(cells) > 1
        entries = [within_lines(p.tokens, *entry) for entry in entries] if down else entries
        dotted = any(b - a == 1 and p.tokens[a].text in DOTS for a, b in entries)
        if not down or dotted or not _is_turned(p, entries):
            return listing(p, entries, start, down=down)
        rows_of = _as_columns(p, [atoms.inside(p, *e) for e in entries], start, down=True)
        return transpose(beside(rows_of, p.facts))
    if any(p.tokens[i].text in DOTS for row in cells for a, b in row for i in range(a, b)):
        if len(cells) == 1:
            made = listing(p, cells[0], start)
            return made if made.sort.rank == 2 else transpose(made)
        raise p.fault(NOTATION, "a matrix with dots", start)
    values = [[atoms.inside(p, *c) for c in row] for row in cells]
    if len(values) == 1 and any(is_family(value) for value in values[0]):
        return beside(_as_columns(p, values[0], start, down=False), p.facts)
    return matrices.written(p, values, start)


def _is_turned(p: Parser, entries: list[tuple[int, int]]) -> bool:
    """Whether the last entry of a column is transposed."""
    a, b = entries[-1]
    return spelled(p.tokens, a, b).endswith(("^T", "^\\top", "^{T}", "^{\\top}", "^\\intercal"))


def diagonal(p: Parser, start: int) -> Term:
    r"""`\text{diag}(d)` of a vector or of its entries: the matrix with them on its diagonal.
    The place is after the name."""
    opening = p.pos
    if p.at_text("(") or p.at_text("[") or p.at_text("\\{"):
        close = group_end(p.tokens, opening, p.end)
        p.pos = close + 1
        parts = split(p.tokens, opening + 1, close)
        several = len(parts) > 1
        value = listing(p, parts, start) if several else atoms.inside(p, *parts[0])
    else:
        value = p.factor()
    if not is_family(value):
        raise p.fault(NOTATION, "a diagonal of what is no vector or matrix here", start)
    value = kinded.laid_down(value)
    if value.sort.rank != 1:
        raise p.fault(AMBIGUOUS, "the diagonal of a matrix: a vector, or a diagonal matrix?", start)
    return diag(value)


def _cases(p: Parser, a: int, b: int) -> Term:
    parts: list[Term] = []
    rows = [r for r in split(p.tokens, a, b, "\\\\") if r[0] < r[1]]
    if not rows:
        raise p.fault(NOTATION, "no cases", a)
    for number, row in enumerate(rows):
        pieces = split(p.tokens, *row, "&")
        value, condition = pieces[0], _condition_range(p, *pieces[1]) if pieces[1:] else None
        if len(pieces) > 2 or condition is None:
            raise p.fault(NOTATION, "a case without its condition", row[0])
        if p.tokens[value[1] - 1].kind == ",":
            value = (value[0], value[1] - 1)
        parts.append(atoms.inside(p, *value))
        if condition[0] == condition[1]:
            if number != len(rows) - 1:
                raise p.fault(NOTATION, '"otherwise" stands before the last case', row[0])
            break
        parts.append(statement(p, *condition))
    return p.make(a, lambda *_: cases(*parts))


def _condition_range(p: Parser, a: int, b: int) -> tuple[int, int] | None:
    """Where a case's condition stands; an empty range for "otherwise"."""
    while a < b and p.tokens[b - 1].kind in (",", ".", ";"):
        b -= 1
    while a < b and (p.tokens[a].kind == "," or p.tokens[a].text in ("\\quad", "\\qquad")):
        a += 1
    if a < b and p.tokens[a].kind == "text":
        words = p.tokens[a].text.lower().strip(" ,.")
        if words in _ELSE:
            return (b, b) if a + 1 == b else None
        if words not in _IF:
            return None  # `unless x > 0`
        a += 1
    return (a, b) if a < b else None


def statement(p: Parser, a: int, b: int) -> Term:
    """`x > 0`, `0 < x \\leq 1`: a chain of relations as one statement."""
    marks = [
        i for i in range(a, b)
        if p.tokens[i].text in RELATIONS and _depth_zero(p, a, i)
    ]  # fmt: skip
    if not marks:
        raise p.fault(NOTATION, "a condition without a relation", a)
    edges = [a - 1, *marks, b]
    sides = [atoms.inside(p, x + 1, y) for x, y in itertools.pairwise(edges)]
    made = []
    for mark, left, right in zip(marks, sides, sides[1:], strict=False):
        relation = RELATIONS[p.tokens[mark].text]
        if relation == "approx":
            raise p.fault(NOTATION, "a condition with this relation", mark)
        made.append(related(p, mark, relation, left, right))
    return both(*made)


def related(p: Parser, mark: int, relation: str, left: Term, right: Term) -> Term:
    """Two numbers with the relation whose sign stands at `mark`, as a statement."""
    if relation not in _STATEMENTS:
        raise p.fault(NOTATION, "a condition with this relation", mark)
    swap, op = _STATEMENTS[relation]
    return p.make(mark, op, right, left) if swap else p.make(mark, op, left, right)


_STATEMENTS = {
    "=": (False, eq), "!=": (False, ne), "<": (False, lt), "<=": (False, le),
    ">": (True, lt), ">=": (True, le), "approx": (False, approx),
}  # fmt: skip


def _depth_zero(p: Parser, a: int, i: int) -> bool:
    depth = 0
    for token in p.tokens[a:i]:
        depth += token.text in ("(", "[", "{", "\\{", "\\lfloor", "\\lceil")
        depth -= token.text in (")", "]", "}", "\\}", "\\rfloor", "\\rceil")
    return depth == 0
