"""The truth of a statement under facts: of each relation in it by normal form and sign, of the rest
by its parts.

A relation does not hold where one of its sides is undefined.

>>> from ..terms import ONE, ZERO, div, eq, iff, lt, var
>>> x = var("x")
>>> both_ways = iff(eq(div(x, x), ONE), lt(ZERO, x))
>>> [valuation(Normalizer((fact,)), both_ways) for fact in (lt(ZERO, x), lt(x, ZERO))]
[True, False]
"""

from __future__ import annotations

from ..enclosures.enclosure import connect
from ..terms import RELATIONS, Term, negation
from ..terms.definedness import definedness
from .normal import Normalizer
from .ratio import Unsupported


def valuation(n: Normalizer, statement: Term) -> bool | None:
    """True or False where the facts settle it, else None."""
    op, args = statement.op, statement.args
    if op in ("true", "false"):
        return op == "true"
    if op in ("and", "or"):
        found = [valuation(n, a) for a in args]
        decisive = op == "or"
        if decisive in found:
            return decisive
        return None if None in found else not decisive
    if op == "not":
        inner = valuation(n, args[0])
        return None if inner is None else not inner
    if op in ("implies", "iff"):
        return connect(op, *(valuation(n, a) for a in args))
    if op == "var":
        return _known(n, statement)
    if op in (*RELATIONS, "isint", "defined", "forall"):
        return _relation(n, statement)
    return None


def _known(n: Normalizer, statement: Term) -> bool | None:
    """A proposition: true or false where the facts say so."""
    if _holds(n, statement):
        return True
    return False if _holds(n, negation(statement)) else None


def _relation(n: Normalizer, statement: Term) -> bool | None:
    if statement.op == "defined":
        return True if _holds(n, statement) else None
    if statement.op not in RELATIONS:
        met = all(_holds(n, c) for c in (*definedness(statement), statement))
        return True if met else None
    needs = list(dict.fromkeys(c for side in statement.args for c in definedness(side)))
    for need in needs:
        if _holds(n, need):
            continue
        return False if _fails(n, need) or _fails(n, statement) else None
    if _holds(n, statement):
        return True
    return False if _fails(n, statement) else None


def _holds(n: Normalizer, statement: Term) -> bool:
    try:
        return n.holds(statement)
    except Unsupported:
        return False


def _fails(n: Normalizer, statement: Term) -> bool:
    try:
        return n.fails(statement)
    except Unsupported:
        return False
