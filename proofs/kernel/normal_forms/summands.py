"""Long sums of fractions compared group by group, without one denominator for all.

>>> from .normal import Normalizer
>>> from ..terms import ONE, add, div, mul, sub, var
>>> pairs = [(var(f"a{i}"), var(f"b{i}")) for i in range(20)]
>>> left = add(*(div(a, add(b, ONE)) for a, b in pairs))
>>> right = add(*(sub(a, div(mul(a, b), add(b, ONE))) for a, b in pairs))
>>> Normalizer().equal(left, right)
True
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from ..terms import Term, instantiate, num
from ..terms.definedness import closed_rational
from .ratio import Ratio, generators_in, is_constant, minus, sum_of

if TYPE_CHECKING:
    from .normal import Normalizer

MIN_SUMMANDS = 12
MAX_SUMMANDS = 4_000
MIN_GROUPS = 6
"""Fewer denominators than this may be multiplied out."""
MAX_RANGE = 1_000


def summands(term: Term, sign: int = 1) -> Iterator[tuple[int, Term]]:
    """The summands with their signs; those of a sum over a range between numbers, too."""
    if term.op == "neg":
        yield from summands(term.args[0], -sign)
    elif term.op == "add":
        for part in term.args:
            yield from summands(part, sign)
    elif term.op == "sum" and (places := _places(term)) is not None:
        for k in places:
            yield from summands(instantiate(term.args[2], num(k)), sign)
    else:
        yield sign, term


def _places(term: Term) -> range | None:
    lower, upper = map(closed_rational, term.args[:2])
    if lower is None or upper is None or lower.denominator != 1 or upper.denominator != 1:
        return None
    return range(int(lower), int(upper) + 1) if upper - lower < MAX_RANGE else None


def cancels_in_groups(n: Normalizer, a: Term, b: Term) -> bool | None:
    """Whether a - b is 0: fractions whose denominators share no generator with those of others
    are added up apart, and have to come out as polynomials. None where there are few of them; False
    says nothing, but that one denominator for all would not do better."""
    if max(len(a.args), len(b.args)) > MAX_SUMMANDS or not (_is_sum(a) or _is_sum(b)):
        return None
    rows = list(islice(chain(summands(a), summands(b, -1)), MAX_SUMMANDS + 1))
    if not MIN_SUMMANDS <= len(rows) <= MAX_SUMMANDS:
        return None
    values = [n.ratio(t) if sign > 0 else minus(n.ratio(t)) for sign, t in rows]
    total = [v for v in values if is_constant(v.den)]
    fractions = [v for v in values if not is_constant(v.den)]
    for grouped in (_alike, _groups):
        groups = grouped(fractions)
        if len(groups) < MIN_GROUPS:
            return None
        sums = [n.settle(sum_of(group, n.ctx)) for group in groups]
        if all(is_constant(s.den) for s in sums):
            return bool(n.settle(sum_of([*total, *sums], n.ctx)).num.is_zero())
    return False


def _is_sum(term: Term) -> bool:
    return term.op in ("add", "neg", "sum")


def _alike(fractions: list[Ratio]) -> list[list[Ratio]]:
    """The fractions, those together whose denominators are the same but for a number, where these
    come on the second side in the order of the first."""
    groups: list[list[Ratio]] = []
    again = 0
    for fraction in fractions:
        if again < len(groups) and _proportional(groups[again][0].den, fraction.den):
            groups[again].append(fraction)
            again += 1
        else:
            groups.append([fraction])
    return groups


def _proportional(p: Any, q: Any) -> bool:
    if len(p) != len(q):
        return False
    return bool(p * q.leading_coefficient() == q * p.leading_coefficient())


def _groups(fractions: list[Ratio]) -> list[list[Ratio]]:
    """The fractions, those together whose denominators have a generator in common."""
    leader: dict[int, int] = {}

    def first(g: int) -> int:
        while leader.setdefault(g, g) != g:
            g = leader[g]
        return g

    place: list[int] = []
    for fraction in fractions:
        used = generators_in(fraction.den)
        for g in used[1:]:
            leader[first(g)] = first(used[0])
        place.append(used[0])
    groups: dict[int, list[Ratio]] = {}
    for fraction, g in zip(fractions, place, strict=True):
        groups.setdefault(first(g), []).append(fraction)
    return list(groups.values())
