r"""Nabla: gradients and second derivatives, in a vector that is written or that the function takes.

`\nabla_x f(x)` says which; `\nabla f(x)` is in the vector that f takes, `\nabla f(1, 0)`, for an f
of several numbers, is the vector of the partial derivatives there. `\nabla^2 f(x)` is the matrix of
second derivatives, of a function of a vector; of one of several numbers it may be the Laplacian.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs.kernel.terms import (
    REAL,
    Sort,
    Term,
    TermError,
    abstract,
    app,
    derivative,
    gradient,
    is_family,
    jacobian,
    substitute,
    transpose,
    var,
    vector,
)

from ..errors import EXPECTED, MISFIT, NOTATION, ReadingError
from ..statements.context import opaque
from ..statements.hidden import moving, revealed
from . import atoms, functions, kinded
from .derivatives import differentiable_by, unknown
from .vector_arguments import stands_as_number

if TYPE_CHECKING:
    from .parser import Parser


def nabla(p: Parser) -> Term:
    r"""`\nabla_x f(x)`: the gradient in a vector; without the x, in what f takes; else opaque."""
    start = p.pos
    p.pos += 1
    where, twice = _scripts(p)
    if p.peek() is None:
        raise p.fault(EXPECTED, r"\nabla of nothing", start)
    if p.at_text("^") or p.at_text("\\cdot") or p.at_text("\\times"):
        raise p.fault(NOTATION, r"\nabla as a vector", start)
    body = _reached(p, where)
    if where is None and not is_family(body):
        slope = None if twice else _in_numbers(p, body, start)
        if slope is not None:
            return slope
        where = _only_vector(p, body)
        if where is not None:
            p.notes.append(f"the gradient is taken in {where}")
    if twice:
        return _second(p, body, where, start)
    if where is None:
        return app(opaque("\\nabla", 1), body, sort=Sort("family", 1))
    column = kinded.laid_down(where)
    if column is not where and not is_family(body):
        slope = _gradient(p, body, column, start)
        return transpose(slope) if is_family(slope) and slope.sort.rank == 1 else slope
    return _gradient(p, body, where, start)


def _scripts(p: Parser) -> tuple[Term | None, bool]:
    r"""The vector under the sign, and whether there is a 2 over it: `\nabla_x^2`."""
    where, twice = None, False
    while True:
        if p.at_text("_") and where is None:
            p.pos += 1
            where = atoms.inside(p, *atoms.argument_range(p))
        elif p.at_text("^") and not twice and _is_two(p):
            p.pos += 1
            atoms.argument_range(p)
            twice = True
        else:
            return where, twice


def _is_two(p: Parser) -> bool:
    written = [t.text for t in p.tokens[p.pos + 1 : min(p.pos + 4, p.end)]]
    return written[:1] == ["2"] or written == ["{", "2", "}"]


def _reached(p: Parser, where: Term | None) -> Term:
    r"""What a gradient is taken of: the factor after it; in `\nabla_x x^T A x`, the product."""
    first = p.pos
    body = p.factor()
    if where is None or not is_family(where) or not is_family(body):
        return body
    place, notes = p.pos, len(p.notes)
    p.pos = first
    try:
        whole = p.term()
    except ReadingError:
        whole = body
    if is_family(whole):
        p.pos = place
        del p.notes[notes:]
        return body
    return whole


def _only_vector(p: Parser, body: Term) -> Term | None:
    """The vector that a known function of one vector is written of; None where that is no name."""
    if body.op != "app" or len(body.args) != 2 or body.args[0].op != "var":
        return None
    head, at = body.args
    found = p.context.defined(str(head.value))
    free = at.op == "var" and is_family(at) and str(at.value) not in p.local
    if found is None or found.definition.head is not head or not free:
        return None
    return at if at.sort.rank == 1 and not p.context.known(str(at.value)) else None


def _in_numbers(p: Parser, body: Term, start: int) -> Term | None:
    """The partial derivatives of a known function of several numbers, where it is taken."""
    if body.op != "app" or len(body.args) < 3 or body.args[0].op != "var":
        return None
    head, *at = body.args
    key = str(head.value)
    found = p.context.defined(key)
    if found is None or found.definition.head is not head or p.context.alone:
        return None
    if any(sort != REAL for sort in found.parameters) or any(is_family(a) for a in at):
        return None
    functions.refuse_hidden(p, key, found, start, derived=True)
    names = [var(f"{i}@nabla", REAL) for i in range(len(at))]
    value = app(head, *names)
    slopes = []
    for name, point in zip(names, at, strict=True):
        held = {other: a for other, a in zip(names, at, strict=True) if other is not name}
        slopes.append(derivative(point, abstract(substitute(value, held), name)))
    return vector(*slopes)


def _gradient(p: Parser, body: Term, where: Term, start: int) -> Term:
    """The gradient in a vector, or in a member of a family of them."""
    place = kinded.place_of(where)
    family = where if place is None else place[0]
    if family.op == "var":
        body = revealed(p, body, family, start)
    if stands_as_number(body, family):
        return unknown(p, body, where)
    if is_family(where) and not is_family(body) and moving(p, body, family):
        return unknown(p, body, where)
    if is_family(where) and not is_family(body) and differentiable_by(p, body, family):
        try:
            return gradient(body, where) if family is where else kinded.gradient_at(body, where)
        except TermError as error:
            raise p.fault(MISFIT, str(error), start) from error
    return unknown(p, body, where)


def _second(p: Parser, body: Term, where: Term | None, start: int) -> Term:
    """The matrix of second derivatives in a vector that is a name."""
    if where is None or where.op != "var" or where.sort.rank != 1 or is_family(body):
        raise p.fault(NOTATION, r"\nabla^2 of this: second derivatives, or their sum?", start)
    known = revealed(p, body, where, start)
    unseen = stands_as_number(known, where) or moving(p, known, where)
    if unseen or not differentiable_by(p, known, where):
        raise p.fault(NOTATION, f"how this depends on {where} is not seen here", start)
    try:
        return jacobian(gradient(known, where), where)
    except TermError as error:
        raise p.fault(MISFIT, str(error), start) from error
