"""Sums of monomials in names, read straight into a polynomial.

>>> from .normal import Normalizer
>>> from ..terms import add, mul, num, power, var
>>> x, y = var("x"), var("y")
>>> terms = [mul(num(k), power(x, num(k)), y) for k in range(1, 20)]
>>> n = Normalizer()
>>> total, rest = sum_of_monomials(n, terms)
>>> len(total.num), rest
(19, [])
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from ..terms import Term
from .normal import Normalizer
from .ratio import Ratio, reduced

MIN_LENGTH = 12
"""Shorter sums are not worth it."""
MAX_DEGREE = 10**6
_MONOMIAL = frozenset({"var", "num", "pow", "mul"})


def sum_of_monomials(n: Normalizer, terms: Sequence[Term]) -> tuple[Ratio, list[Term]]:
    """The sum of those that are monomials with a number for a factor, and the others."""
    factors: dict[int, tuple[int, int]] = {}  # id of x or x^k -> place of x, and k
    rows: dict[tuple[int, ...], Fraction | int] = {}
    others: list[Term] = []
    nothing = [0] * n.ctx.nvars()
    kept = factors.get
    for term in terms:
        sign, body = 1, term
        while body.op == "neg":
            sign, body = -sign, body.args[0]
        op = body.op
        if op not in _MONOMIAL:
            others.append(term)
            continue
        exponents = nothing.copy()
        coefficient: Fraction | int = sign
        for part in body.args if op == "mul" else (body,):
            known = kept(id(part))
            if known is None:
                if part.op == "num":
                    exact: Fraction = part.value
                    coefficient *= exact.numerator if exact.denominator == 1 else exact
                    continue
                known = _factor(n, part)
                if known is None:
                    others.append(term)
                    break
                factors[id(part)] = known
            exponents[known[0]] += known[1]
        else:
            key = tuple(exponents)
            rows[key] = rows[key] + coefficient if key in rows else coefficient
    common = lcm(*{c.denominator for c in rows.values()})
    whole = {m: int(c * common) for m, c in rows.items() if c} if common > 1 else rows
    if not all(whole.values()):
        whole = {m: c for m, c in whole.items() if c}
    num, den = n.ctx.from_dict(whole), n.ctx.constant(common)
    return reduced(num, den), others


def _factor(n: Normalizer, part: Term) -> tuple[int, int] | None:
    """The place of a name and its exponent; None for any other factor."""
    name, exponent = part, 1
    if part.op == "pow" and part.args[1].op == "num" and part.args[1].sort.name == "nat":
        name, exponent = part.args[0], int(part.args[1].value)
    plain = name.op == "var" and name.sort.name in ("nat", "int", "real")
    if not plain or name in n.values or exponent > MAX_DEGREE:
        return None
    found = n.ratio(name)
    place = n.places.get(name)
    return (place, exponent) if place is not None and found.den.is_one() else None
