r"""Vectors of the plane and of space: `2\mathbf{i} - \mathbf{j}`, `u \times v`.

Bold i and j are the unit vectors along the axes where both are used as vectors of their own; with a
bold k beside them they are those of space, without one those of the plane.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs.kernel.normal_forms.entries import entry
from proofs.kernel.terms import (
    ONE,
    ZERO,
    Term,
    add,
    is_family,
    mul,
    neg,
    num,
    size,
    sub,
    vector,
)

from ..errors import MISFIT, NOTATION
from . import atoms
from .names import split

if TYPE_CHECKING:
    from .parser import Parser

_AXES = ("i", "j", "k")


def unit_vector(p: Parser, key: str) -> Term | None:
    r"""`\mathbf{i}`, where it is the unit vector along the first axis; None for other names."""
    survey = p.context.survey
    if key not in _AXES or not {"i", "j"} <= survey.bold:
        return None
    axes = [a for a in _AXES if a in survey.bold]
    if any(a in survey.indexed or p.context.known(a) or a in p.local for a in axes):
        return None
    return vector(*(ONE if a == key else ZERO for a in axes))


def cross(p: Parser, left: Term, right: Term, start: int) -> Term:
    r"""`u \times v` of two vectors of three entries."""
    if any(not is_family(v) or v.sort.rank != 1 or size(v) is not num(3) for v in (left, right)):
        raise p.fault(NOTATION, "a product of two vectors or matrices", start)
    (a, b, c), (x, y, z) = ([entry(v, num(i)) for i in (1, 2, 3)] for v in (left, right))
    return vector(
        sub(mul(b, z), mul(c, y)), sub(mul(c, x), mul(a, z)), sub(mul(a, y), mul(b, x))
    )  # fmt: skip


def formal_determinant(p: Parser, start: int, close: int) -> Term | None:
    """A determinant whose first row are vectors, by that row; None for one of numbers."""
    rows = [r for r in split(p.tokens, start + 1, close, "\\\\") if r[0] < r[1]]
    cells = [split(p.tokens, a, b, "&") for a, b in rows]
    if len(cells) != 3 or any(len(row) != 3 or any(a >= b for a, b in row) for row in cells):
        return None
    first = [atoms.inside(p, *c) for c in cells[0]]
    if not all(is_family(v) and v.sort.rank == 1 for v in first):
        return None
    below = [[atoms.inside(p, *c) for c in row] for row in cells[1:]]
    if any(is_family(v) for row in below for v in row):
        raise p.fault(MISFIT, "vectors below the first row", start)
    parts = []
    for at, axis in enumerate(first):
        (a, b), (c, d) = ([v for i, v in enumerate(row) if i != at] for row in below)
        minor = sub(mul(a, d), mul(b, c))
        parts.append(p.make(start, mul, neg(minor) if at == 1 else minor, axis))
    return p.make(start, add, *parts)
