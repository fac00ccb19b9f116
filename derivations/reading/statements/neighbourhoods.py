r"""Equations beside a limit: `g(x + h) = x + h` over an arrow between limits as h tends to 0.

Such an equation is meant for all small h. Where the page gives `x > 0` (or `x < 0`), it is claimed
for |h| < x (or |h| < -x), a neighbourhood of 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from proofs.kernel.terms import ZERO, Term, lt, neg, var

from .sides import Value


def near_limit(beside: Value, values: Sequence[Value], given: Sequence[Term]) -> list[Term]:
    """The conditions that keep the variable of a limit near 0 in an equation beside it.

    Only where one condition of the page bounds a neighbourhood; elsewhere none.
    """
    limit = beside.term
    if limit is None or limit.op != "limit" or limit.args[0] is not ZERO:
        return []
    free = {str(v.value) for v in set().union(*(v.term.free for v in values if v.term))}
    names = sorted(beside.limits & free)
    bounds = [_distance(c) for c in given if _distance(c) is not None]
    if len(names) != 1 or not bounds or bounds[0] is None:
        return []
    name, bound = var(names[0]), bounds[0]
    return [lt(neg(bound), name), lt(name, bound)]


def _distance(condition: Term) -> Term | None:
    """What a condition says is positive: x for `0 < x`, -x for `x < 0`."""
    if condition.op != "lt":
        return None
    a, b = condition.args
    if a is ZERO and b.op == "var":
        return b
    return neg(a) if b is ZERO and a.op == "var" else None
