r"""Vectors and matrices in expressions: products, transposes, powers, norms, determinants.

Between numbers these are other operations, or none; which of the two is meant is seen from the
sorts of what stands beside the sign.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from proofs.kernel.terms import (
    INT,
    ONE,
    ZERO,
    Term,
    TermError,
    abstract,
    app,
    apply,
    det,
    div,
    dot,
    elem,
    hadamard,
    identity,
    inverse,
    is_family,
    matadd,
    matmul,
    matpow,
    matrix,
    mul,
    neg,
    norm,
    outer,
    scaled,
    shape,
    size,
    total,
    trace,
    transpose,
    var,
    zeros,
)

from ..errors import BRACKETS, MISFIT, NOTATION
from ..sources.symbols import CLOSERS, DOTS, GREEK, OPENERS
from ..statements.context import Context, opaque
from . import atoms, kinded, space
from .names import group_end, spelled

if TYPE_CHECKING:
    from .parser import Parser


def product(p: Parser, start: int, factors: Sequence[Term], signs: Sequence[str]) -> Term:
    r"""A product with vectors or matrices in it; `signs` stand between the factors (or are empty).

    Numbers scale; `x \cdot y` of two vectors is their scalar product, side by side they are none.
    """
    _refuse_unknown(p, start, factors)
    numbers = [f for f in factors if not is_family(f)]
    families = [f for f in factors if is_family(f)]
    crossed = [k for k, s in enumerate(signs) if s == "\\times" and is_family(factors[k + 1])]
    if crossed and len(families) == 2 and is_family(factors[crossed[0]]):
        value = space.cross(p, families[0], families[1], start)
        return scaled(mul(*numbers), value) if numbers else value
    dotted = [s for f, s in zip(factors[1:], signs, strict=True) if s == "\\cdot"]
    try:
        if len(families) == 1:
            value = families[0]
        elif len(families) == 2 and dotted and all(f.sort.rank == 1 for f in families):
            value = dot(*families)
        else:
            more, families = _rows_times_columns(families)
            numbers += more
            value = matmul(*families) if families else mul(*numbers)
            numbers = numbers if families else []
        if not numbers:
            return value
        factor = mul(*numbers)
        return scaled(factor, value) if is_family(value) else mul(factor, value)
    except TermError as error:
        if all(f.sort.rank == 1 for f in families):
            raise p.fault(NOTATION, "a product of two vectors or matrices", start) from error
        raise p.fault(MISFIT, str(error), start) from error


def _rows_times_columns(families: list[Term]) -> tuple[list[Term], list[Term]]:
    """The numbers that rows make with the columns after them, where more stands on: `u^T v u`."""
    numbers: list[Term] = []
    while len(families) > 2:
        at = next(
            (k for k, (a, b) in enumerate(itertools.pairwise(families))
             if a.sort.rank == 2 and shape(a)[0] is ONE and b.sort.rank == 1), None,
        )  # fmt: skip
        if at is None:
            break
        numbers.append(matmul(*families[at : at + 2]))
        families = families[:at] + families[at + 2 :]
    return numbers, families


def _refuse_unknown(p: Parser, start: int, factors: Sequence[Term]) -> None:
    """`A x` where nothing says what x is: a number, or a vector?"""
    refuse_undetermined(p, start, factors)
    met = False
    for factor in factors:
        met = met or (is_family(factor) and factor.sort.rank == 2)
        while factor.op in ("pow", "power", "neg") and not is_family(factor):
            factor = factor.args[0]
        name = str(factor.value) if factor.op == "var" and not is_family(factor) else ""
        latin = len(name.rstrip("'")) == 1 and name.isascii()
        capital = (latin and name.isupper()) or (name[:1].isupper() and f"\\{name}" in GREEK)
        if (capital or (latin and met)) and not _is_number(p, factor, name):
            raise p.undetermined(name, start)


def refuse_undetermined(p: Parser, start: int, factors: Sequence[Term]) -> None:
    """`v (g - h)` for a vector v, where g may be a number or a vector: how they commute is open."""
    vector = False
    for factor in factors:
        if vector and (name := _undetermined(p, factor)):
            raise p.undetermined(name, start)
        vector = vector or is_family(factor)


def _undetermined(p: Parser, factor: Term) -> str:
    """A name that is added up in a number after a vector, and that may be a vector itself."""
    waiting = [factor]
    while waiting:
        term = waiting.pop()
        if term.op in ("add", "neg"):
            waiting += term.args
        if term.op != "var" or is_family(term) or term.sort.name != "real":
            continue
        name = str(term.value)
        may_be = name not in p.context.survey.kinds.numbers and p.context.survey.kinds.kinds
        if may_be and not _is_number(p, term, name):
            return name
    return ""


def _is_number(p: Parser, factor: Term, name: str) -> bool:
    """Whether something says that the name stands for a number."""
    survey = p.context.survey
    told = p.context.known(name) or name in p.local or factor.sort.name in ("nat", "int")
    told = told or name in survey.kinds.numbers
    return told or survey.declared.get(name) == "scalar"


def _with_identity(args: Sequence[Term], context: Context) -> list[Term]:
    r"""The summands, `I` and `\lambda I` beside a matrix as the identity of its size."""
    like = next(a for a in args if is_family(a) and a.sort.rank == 2)
    out: list[Term] = []
    for arg in args:
        plain = arg.args[0] if arg.op == "neg" else arg
        factors = list(plain.args) if plain.op == "mul" else [plain]
        units = [f for f in factors if f.op == "var" and _is_identity(str(f.value), context)]
        if is_family(arg) or len(units) != 1:
            out.append(arg)
            continue
        factors.remove(units[0])
        factor: Term = mul(*factors) if factors else ONE
        factor = neg(factor) if arg.op == "neg" else factor
        unit = identity(shape(like)[0])
        out.append(unit if factor is ONE else scaled(factor, unit))
    return out


def beside(left: Term, right: Term, context: Context) -> tuple[Term, Term]:
    r"""Two sides, `I` and `\lambda I` beside a matrix as the identity of its size: `Q^T Q = I`; 0
    beside a vector or matrix as that of its shape: `A x = 0`."""
    for zero, other in ((left, right), (right, left)):
        if zero is ZERO and is_family(other):
            nothing = zeros(*shape(other))
            return (nothing, right) if zero is left else (left, nothing)
    matrices = [is_family(side) and side.sort.rank == 2 for side in (left, right)]
    if matrices[0] == matrices[1] or is_family(left) == is_family(right):
        return left, right
    first, second = _with_identity((left, right), context)
    return first, second


def _is_identity(name: str, context: Context) -> bool:
    """Whether a name is that of the identity, and the page says nothing else of it."""
    plain = name in ("I", "\\mathbf{I}", "\\mathbb{I}")
    survey = context.survey
    return plain and not (context.known(name) or name in survey.declared or name in survey.assigned)


_BY_MATRICES = frozenset({"matmul", "matadd"})


def combined(op: str, args: Sequence[Term], context: Context) -> Term | None:
    """The sum, the negative or the quotient by a number of matrices, and of vectors that come from
    them, as A x - b; None where none is there."""
    if args and all(is_family(a) and a.sort.rank == 1 for a in args):
        if op == "neg" and args[0].op == "var":
            return scaled(neg(ONE), args[0])
        if op == "add" and any(a.op in _BY_MATRICES for a in args):
            return matadd(*args)
    if not any(is_family(a) and a.sort.rank == 2 for a in args):
        return None
    if op == "add":
        args = _with_identity(args, context)
    if op == "add" and all(is_family(a) for a in args):
        return matadd(*args)
    if op == "neg":
        return scaled(neg(ONE), args[0])
    if op == "div" and not is_family(args[1]):
        return scaled(div(ONE, args[1]), args[0])
    raise TermError("a matrix and a number, or a vector and a matrix")


def entrywise_product(p: Parser, start: int, left: Term, right: Term) -> Term:
    r"""`x \odot y`: the product entry by entry."""
    if not (is_family(left) and is_family(right)):
        raise p.fault(NOTATION, "a product entry by entry of what are no vectors", start)
    try:
        return hadamard(left, right)
    except TermError as error:
        raise p.fault(MISFIT, str(error), start) from error


def outer_product(p: Parser, start: int, left: Term, right: Term) -> Term:
    r"""`x \otimes y` of two vectors: each entry of x times each of y, a row of it for each of x."""
    columns = [kinded.laid_down(v) for v in (left, right)]
    if not all(is_family(v) and v.sort.rank == 1 for v in columns):
        raise p.fault(NOTATION, r"\otimes of what are no two vectors", start)
    return outer(*columns)


def power_of(p: Parser, base: Term, exponent: Term, start: int) -> Term:
    """A matrix to an integer power, -1 for the inverse."""
    plain = exponent.args[0] if exponent.op == "neg" else exponent
    whole = plain.op == "num" and plain.sort.name in ("nat", "int")
    if not is_family(base) or base.sort.rank != 2 or not whole:
        raise p.fault(NOTATION, "a power of a vector or matrix", start)
    count = int(plain.value) * (-1 if exponent.op == "neg" else 1)
    try:
        return inverse(base) if count == -1 else matpow(base, count)
    except TermError as error:
        raise p.fault(MISFIT, str(error), start) from error


def transposed(p: Parser, base: Term, start: int, *, alone: bool) -> Term:
    """A transpose; a column written as the transpose of a row is that column."""
    if not is_family(base):
        p.notes.append(f"nothing says whether {base} is a vector: its transpose is not known")
        return p.make(start, lambda a: app(opaque("^T", 1), a), base)
    opening = p.tokens[start].text in ("[", "(")
    listed = p.tokens[start].kind == "env" or (opening and _is_list(p, start))
    if base.sort.rank == 1 and alone and (listed or p.tokens[start].text == "\\langle"):
        return base
    if base.sort.rank == 1 and opening and listed:
        raise p.fault(NOTATION, "a list written as a column, in a product", start)
    try:
        return transpose(base)
    except TermError as error:
        raise p.fault(MISFIT, str(error), start) from error


def _is_list(p: Parser, start: int) -> bool:
    """Whether the brackets at a place hold a list, not a sum of vectors."""
    inside = p.tokens[start : group_end(p.tokens, start, p.end)]
    return any(t.kind in (",", ";", "row") or t.text in DOTS for t in inside)


def norm_of(p: Parser) -> Term:
    r"""`\|x\|`, `\|x\|_2`, `\|x\|_1` of a vector, `\|A\|_F` of a matrix."""
    start = p.pos
    close = _closing(p, start)
    value = kinded.laid_down(atoms.inside(p, start + 1, close))
    p.pos = close + 1
    kind = ""
    if p.at_text("_"):
        p.pos += 1
        kind = spelled(p.tokens, *atoms.argument_range(p))
    if not is_family(value):
        raise p.fault(
            NOTATION, "a norm of what is no vector here", start,
            help="say that it is one, as in x \\in \\mathbb{R}^n",
        )  # fmt: skip
    if (kind in ("", "2") and value.sort.rank == 1) or (kind == "F" and value.sort.rank == 2):
        return norm(value)
    if kind == "1" and value.sort.rank == 1:
        index = var("i@norm", INT)
        return total(ONE, size(value), abstract(apply("abs", elem(value, index)), index))
    raise p.fault(NOTATION, f"the norm with index {kind}" if kind else "this norm", start)


def _closing(p: Parser, start: int) -> int:
    if p.tokens[start].text == "\\lVert":
        return group_end(p.tokens, start, p.end)
    depth = 0
    for i in range(start + 1, p.end):
        text = p.tokens[i].text
        depth += (text in OPENERS) - (text in CLOSERS)
        if text in ("\\|", "\\Vert") and depth == 0:
            return i
    raise p.fault(BRACKETS, r"\| is not closed", start)


def determinant(p: Parser, value: Term, start: int) -> Term:
    """The determinant of a square matrix."""
    try:
        return det(value)
    except TermError as error:
        raise p.fault(MISFIT, str(error), start) from error


def of_matrix(p: Parser, name: str, start: int) -> Term:
    r"""`\det A` and `\operatorname{tr}(A)`, the place being after the name."""
    value = atoms.atom(p) if p.at_text("(") or p.at_text("[") else p.factor()
    if not is_family(value) or value.sort.rank != 2:
        raise p.fault(NOTATION, f"{name} of what is no matrix here", start)
    try:
        return det(value) if name == "det" else trace(value)
    except TermError as error:
        raise p.fault(MISFIT, str(error), start) from error


def written(p: Parser, rows: Sequence[Sequence[Term]], start: int) -> Term:
    """A matrix by its rows."""
    try:
        return matrix(*(tuple(row) for row in rows))
    except TermError as error:
        raise p.fault(MISFIT, str(error), start) from error
