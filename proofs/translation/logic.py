"""SymPy's Booleans and sets to terms; importing this teaches `from_sympy` to read them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import sympy as sp

from ..kernel import terms as t
from ..kernel.terms import Term, TermError
from .inward import COUNTER, KINDS, Names, convert


def _logic(make: Callable[..., Term]) -> Callable[[Any, Names], Term]:
    return lambda e, bound: make(*(_statement(a, bound) for a in e.args))


def _statement(e: Any, bound: Names) -> Term:
    """A statement; a plain symbol in its place is a proposition."""
    if isinstance(e, sp.Symbol) and e not in bound:
        return t.var(e.name, t.BOOL)
    return convert(e, bound)


def _equivalent(*statements: Term) -> Term:
    return t.both(*(t.iff(a, b) for a, b in pairwise(statements)))


def _exclusive(*statements: Term) -> Term:
    out = statements[0]
    for a in statements[1:]:
        out = t.negation(t.iff(out, a))
    return out


def statement_from_sympy(value: object) -> Term:
    """The term of a SymPy relation or Boolean; a plain symbol is a proposition."""
    if isinstance(value, bool):
        return t.TRUE if value else t.FALSE
    if isinstance(value, sp.Basic):
        return _statement(value, {})
    raise TermError(f"neither a SymPy statement nor a term: {value!r}")


def _contains(e: Any, bound: Names) -> Term:
    return t.instantiate(from_set(e.args[1], bound), convert(e.args[0], bound))


def from_set(e: Any, bound: Names) -> Term:
    """The body of the set of real numbers that a SymPy set stands for: what `bound(0)` meets.

    Raises TermError for sets of other things, and those without a term.
    """
    member = t.make("var", (), ("bound", next(COUNTER)), t.REAL)
    return t.abstract(_membership(e, member, bound), member)


def _membership(e: Any, member: Term, bound: Names) -> Term:
    if e is sp.S.EmptySet:
        return t.FALSE
    if e in (sp.S.Reals, sp.S.UniversalSet):
        return t.eq(member, member)
    if e in (sp.S.Integers, sp.S.Naturals, sp.S.Naturals0):
        least = {sp.S.Naturals: t.ONE, sp.S.Naturals0: t.ZERO}.get(e)
        whole = t.is_integer(member)
        return whole if least is None else t.both(whole, t.le(least, member))
    if isinstance(e, sp.FiniteSet):
        return t.either(*(t.eq(member, convert(a, bound)) for a in e.args))
    if isinstance(e, sp.Interval):
        return _between(e, member, bound)
    if isinstance(e, sp.Union | sp.Intersection):
        make = t.either if isinstance(e, sp.Union) else t.both
        return make(*(_membership(a, member, bound) for a in e.args))
    if isinstance(e, sp.Complement):
        inside, outside = (_membership(a, member, bound) for a in e.args)
        return t.both(inside, t.negation(outside))
    if isinstance(e, sp.ConditionSet) and isinstance(e.sym, sp.Symbol):
        base = _membership(e.base_set, member, bound)
        return t.both(base, _statement(e.condition, {**bound, e.sym: member}))
    raise TermError(f"no term for the set {e}")


def _between(e: Any, member: Term, bound: Names) -> Term:
    parts = []
    if e.start is not -sp.oo:
        parts.append((t.lt if e.left_open else t.le)(convert(e.start, bound), member))
    if e.end is not sp.oo:
        parts.append((t.lt if e.right_open else t.le)(member, convert(e.end, bound)))
    return t.both(*parts) if parts else t.eq(member, member)


KINDS += [
    (sp.And, _logic(t.both)),
    (sp.Or, _logic(t.either)),
    (sp.Not, _logic(t.negation)),
    (sp.Implies, _logic(t.implies)),
    (sp.Equivalent, _logic(_equivalent)),
    (sp.Xor, _logic(_exclusive)),
    (sp.Contains, _contains),
    (sp.Set, lambda e, bound: t.such_that(from_set(e, bound))),
]
