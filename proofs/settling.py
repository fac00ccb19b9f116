"""Entries that an equation settles: the last of those that add up to 1, from the others.

>>> from proofs.kernel.terms import INT, NAT, abstract, elem, eq, family, total, var
>>> p, i = var("p", family(var("n", NAT))), var("i", INT)
>>> whole = eq(total(ONE, var("n", NAT), abstract(elem(p, i), i)), ONE)
>>> first, second = elem(p, num(1)), elem(p, num(2))
>>> found = settle(totals([whole]), {var("n", NAT): num(2), first: num("1/3")}, (first, second))
>>> str(found[second])
'2/3'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from .kernel.enclosures.enclosure import Undetermined, enclose
from .kernel.terms import ONE, ZERO, Term, num, sub

SHARES = tuple(num(v) for v in ("1/2", "1/3", "2/3", "1/4", "1", "0", "1/5", "3/4", "2", "-1"))
"""What is tried for entries with a given sum: what parts of a whole are, before other numbers."""


@dataclass(frozen=True)
class Settled:
    """An equation between sums, which settles one entry of `family` where the others are known."""

    family: Term
    difference: Term


def totals(given: Iterable[Term]) -> tuple[Settled, ...]:
    """The equations among some conditions that a sum over one family is a number."""
    found = {}
    for condition in given:
        for side, other in (condition.args, condition.args[::-1]) if condition.op == "eq" else ():
            families = [v for v in side.free if v.sort.name == "family"]
            if side.op == "sum" and other.op == "num" and len(families) == 1:
                found[families[0]] = Settled(families[0], sub(side, other))
    return tuple(found.values())


def settle(
    equations: Sequence[Settled], point: Mapping[Term, Term], keys: Sequence[Term]
) -> dict[Term, Term] | None:
    """The point with the last entry of each such family as the equation wants it.

    None where an equation doesn't say what that is. It is taken to be of the first degree: whether
    it holds at the point in the end is for the conditions to say.
    """
    out = dict(point)
    for equation in equations:
        own = [k for k in keys if k.args[0] is equation.family]
        if not own:
            continue
        try:
            at = [enclose(equation.difference, {**out, own[-1]: value}) for value in (ZERO, ONE)]
        except Undetermined:
            return None
        zero, one = at
        if not (isinstance(zero, fmpq) and isinstance(one, fmpq)) or zero == one:
            return None
        value = zero / (zero - one)
        out[own[-1]] = num(Fraction(int(value.p), int(value.q)))
    return out


def last_entries(equations: Iterable[Settled], keys: Sequence[Term]) -> frozenset[Term]:
    """The entries that are settled by the others."""
    own = ([k for k in keys if k.args[0] is e.family] for e in equations)
    return frozenset(entries[-1] for entries in own if entries)
