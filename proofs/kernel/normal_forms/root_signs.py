"""Signs of polynomials with roots in them, and of constants.

>>> from .normal import Normalizer
>>> from ..terms import ONE, add, neg, num, power, root, sub, var
>>> x = var("x")
>>> Normalizer().sign(add(x, root(add(power(x, num(2)), ONE), 2))), Normalizer().sign(x)
(4, 7)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..enclosures.enclosure import Undetermined, compare, enclose
from ..terms.definedness import closed_rational
from . import signs
from .ratio import Ratio, Unsupported, generators_in, minus, plus, times, to_power
from .signs import ANY, NEG, NONNEG, NONPOS, NONZERO, POS, ZERO_SIGN

if TYPE_CHECKING:
    from ..terms import Term
    from .normal import Normalizer

MAX_NESTED = 3


def sign_by_enclosure(n: Normalizer, poly: Any) -> int:
    """The sign of a constant that is not 0, by a ball that does not reach 0."""
    used = generators_in(poly)
    if not used or any(n.atoms[g].free or n.atoms[g].loose for g in used):
        return ANY
    try:
        order = compare(enclose(n.poly_term(poly), {}), enclose(n.poly_term(poly * 0), {}))
    except Undetermined:
        return ANY
    return ANY if order is None else (NEG, ZERO_SIGN, POS)[order + 1]


def sign_by_structure(n: Normalizer, term: Term) -> int:
    """The sign set of a term as it is written: sin(x)^2 + sinh(y)^2 is not negative."""
    op, args = term.op, term.args
    if op == "add":
        out = ZERO_SIGN
        for part in args:
            out = signs.add_signs(out, sign_by_structure(n, part))
            if out == ANY:
                break
        return out
    if op == "neg":
        return signs.flip(sign_by_structure(n, args[0]))
    if op in ("mul", "div"):
        out = POS
        for part in args:
            out = signs.multiply_signs(out, sign_by_structure(n, part))
        return out
    exponent = closed_rational(args[1]) if op == "pow" else None
    if exponent is not None and exponent.denominator == 1 and exponent > 0:
        return signs.power_signs(sign_by_structure(n, args[0]), int(exponent))
    try:
        return n.sign_of_term(term)
    except Unsupported:
        return ANY


def sign_by_roots(n: Normalizer, poly: Any) -> int:
    """The sign of a r + b, for an r >= 0 whose square p is known, by that of a^2 p - b^2.

    r is a square root, or the k-th power of a 2k-th root. Where a^2 p > b^2, |a| r > |b|, so that
    a r + b is not 0 and has the sign of a; where a^2 p < b^2, that of b.
    """
    if n.nested >= MAX_NESTED:
        return ANY
    out = ANY
    degrees = poly.degrees()
    n.nested += 1
    try:
        for place, (index, square) in tuple(n.relations.items()):
            whole = index % 2 == 0 and degrees[place] == index // 2
            if whole and not n.signs[place] & NEG and _as_square_root(poly, place, index // 2):
                out &= _compared(n, poly, place, square)
                if out in (NEG, ZERO_SIGN, POS):
                    break
    finally:
        n.nested -= 1
    return out


def _as_square_root(poly: Any, place: int, half: int) -> bool:
    return all(int(m[place]) in (0, half) for m in poly.monoms())


def _compared(n: Normalizer, poly: Any, place: int, square: Ratio) -> int:
    with_root, rest = {}, {}
    for monomial, coefficient in poly.to_dict().items():
        if monomial[place]:
            with_root[(*monomial[:place], 0, *monomial[place + 1 :])] = coefficient
        else:
            rest[monomial] = coefficient
    a, b = n.ctx.from_dict(with_root), n.ctx.from_dict(rest)
    sign_a, sign_b = n.poly_sign(a), n.poly_sign(b) if rest else ZERO_SIGN
    root = signs.power_signs(n.signs[place], max(int(poly.degrees()[place]), 1))
    plain = signs.add_signs(signs.multiply_signs(sign_a, root), sign_b)
    if plain in (NEG, ZERO_SIGN, POS) or (sign_a == ANY and sign_b == ANY):
        return plain
    one = n.ctx.constant(1)
    try:
        gap = plus(times(Ratio(a * a, one), square), minus(to_power(Ratio(b, one), 2)))
        larger = n.ratio_sign(n.settle(gap))
    except Unsupported:
        return plain
    found = ANY
    if not larger & ~NONNEG:  # |a| r >= |b|
        found &= sign_a & NONZERO if larger == POS else sign_a | ZERO_SIGN
    if not larger & ~NONPOS:  # |a| r <= |b|
        found &= sign_b & NONZERO if larger == NEG else sign_b | ZERO_SIGN
    return plain & found
