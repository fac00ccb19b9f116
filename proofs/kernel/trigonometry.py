"""Normal forms of the trigonometric functions and their inverses.

As with exponentials, an angle is split into base angles: sin(2a + b) is a polynomial in the sines
and cosines of a and b, with s^2 = 1 - c^2. Multiples of pi of sixths and quarters have values.
Source: DLMF 4.21 (addition), 4.17 (values).
"""

from __future__ import annotations

from fractions import Fraction
from math import comb

from .exponentials import logarithm, monomials_over
from .normal import Normalizer, handles
from .powers import even_root
from .ratio import Ratio, inverse, minus, plus, sum_of, times, to_power
from .signs import NEG, NONNEG, POS, Fact
from .terms import PI, Term, apply, div, num, root

MAX_MULTIPLE = 40

_NAMED = {"tan": ("sin", "cos"), "cot": ("cos", "sin"), "sec": (None, "cos"), "csc": (None, "sin")}


@handles("sin", "cos")
def _sine(n: Normalizer, term: Term) -> Ratio:
    cosine, sine = angle(n, n.ratio(term.args[0]))
    return sine if term.op == "sin" else cosine


@handles("tan", "cot", "sec", "csc")
def _quotient(n: Normalizer, term: Term) -> Ratio:
    cosine, sine = angle(n, n.ratio(term.args[0]))
    values = {"sin": sine, "cos": cosine, None: n.constant(1)}
    above, below = _NAMED[term.op]
    return times(values[above], inverse(values[below]))


def angle(n: Normalizer, u: Ratio) -> tuple[Ratio, Ratio]:
    """(cos u, sin u) in the cosines and sines of base angles."""
    out = n.constant(1), n.constant(0)
    for atom, coefficient, _ in monomials_over(n, u):
        out = _joined(out, _multiple(n, atom, coefficient))
    return out


def _joined(a: tuple[Ratio, Ratio], b: tuple[Ratio, Ratio]) -> tuple[Ratio, Ratio]:
    (c, s), (d, t) = a, b
    return plus(times(c, d), minus(times(s, t))), plus(times(s, d), times(c, t))


def _multiple(n: Normalizer, atom: Term, coefficient: Fraction) -> tuple[Ratio, Ratio]:
    """(cos, sin) of coefficient * atom."""
    if atom is PI:
        found = _of_pi(n, coefficient)
        if found is not None:
            return found
    scale = n.scale("trig", atom, coefficient)
    steps = int(coefficient * scale)
    if abs(steps) > MAX_MULTIPLE:
        whole = n.term(times(n.ratio(atom), n.constant(abs(coefficient))))
        cosine, sine = _base(n, whole)
    else:
        base = atom if scale == 1 else div(atom, num(scale))
        cosine, sine = _power_of(n, _base(n, base), abs(steps))
    return cosine, minus(sine) if steps < 0 else sine


def _base(n: Normalizer, base: Term) -> tuple[Ratio, Ratio]:
    new = apply("cos", base) not in n.places
    cosine = n.generator(apply("cos", base))
    square = plus(n.constant(1), minus(to_power(cosine, 2)))
    sine = n.generator(apply("sin", base), relation=(2, square))
    if new:  # both lie between -1 and 1
        for wave in (cosine.num, sine.num):
            n.facts.append(Fact(1 + wave, NONNEG, frozenset()))
            n.facts.append(Fact(1 - wave, NONNEG, frozenset()))
    return cosine, sine


def _power_of(n: Normalizer, base: tuple[Ratio, Ratio], k: int) -> tuple[Ratio, Ratio]:
    """(c + i s)^k, real and imaginary part. De Moivre."""
    c, s = base
    parts: tuple[list[Ratio], list[Ratio]] = ([], [])
    for j in range(k + 1):
        sign = -1 if j % 4 in (2, 3) else 1
        product = times(to_power(c, k - j), to_power(s, j))
        parts[j % 2].append(times(n.constant(sign * comb(k, j)), product))
    return n.settle(sum_of(parts[0], n.ctx)), n.settle(sum_of(parts[1], n.ctx))


def _of_pi(n: Normalizer, coefficient: Fraction) -> tuple[Ratio, Ratio] | None:
    """(cos, sin) of a multiple of pi, by quarter turns and a rest below pi/2."""
    turns, rest = divmod(coefficient * 2, 1)
    half = n.constant(Fraction(1, 2))
    tables: dict[Fraction, tuple[Ratio, Ratio]] = {Fraction(0): (n.constant(1), n.constant(0))}
    if rest in (Fraction(1, 3), Fraction(2, 3)):
        long = times(_surd(n, 3), half)
        tables = {Fraction(1, 3): (long, half), Fraction(2, 3): (half, long)}
    elif rest == Fraction(1, 2):
        equal = times(_surd(n, 2), half)
        tables = {rest: (equal, equal)}
    if rest not in tables:
        return None
    cosine, sine = tables[rest]
    for _ in range(int(turns) % 4):
        cosine, sine = minus(sine), cosine
    return cosine, sine


def _surd(n: Normalizer, value: int) -> Ratio:
    return n.generator(root(num(value), 2), POS, (2, n.constant(value)))


def _inverse_value(n: Normalizer, name: str, u: Ratio) -> Ratio | None:
    """atan and asin of the tangents and sines of multiples of pi/12 that have values here."""
    if u.num.is_zero():
        return n.constant(0)
    if name not in ("atan", "asin"):
        return None
    for turn in (Fraction(1, 6), Fraction(1, 4), Fraction(1, 3), Fraction(1, 2)):
        found = _of_pi(n, turn)
        if found is None or (name == "atan" and turn == Fraction(1, 2)):
            continue
        cosine, sine = found
        value = sine if name == "asin" else n.settle(times(sine, inverse(cosine)))
        angle_there = times(n.ratio(PI), n.constant(turn))
        if n.settle(plus(value, minus(u))).num.is_zero():
            return angle_there
        if n.settle(plus(value, u)).num.is_zero():
            return minus(angle_there)
    return None


def _arctangent(n: Normalizer, u: Ratio) -> Ratio:
    """atan u for a u of proved sign: atan u = pi/2 - atan(1/u) for u > 0, so one will do."""
    if n.ratio_sign(u) == NEG:
        return minus(_arctangent(n, minus(u)))
    known = _inverse_value(n, "atan", u)
    if known is not None:
        return known
    one_way, other_way = n.term(u), n.term(inverse(u))
    if (len(str(other_way)), str(other_way)) < (len(str(one_way)), str(one_way)):
        quarter = times(n.ratio(PI), n.constant(Fraction(1, 2)))
        return plus(quarter, minus(n.generator(apply("atan", other_way), POS)))
    return n.generator(apply("atan", one_way), POS)


def _inverse_hyperbolic(n: Normalizer, op: str, u: Ratio) -> Ratio:
    """By logarithms: DLMF 4.37.16, 4.37.19, 4.37.24."""
    one = n.constant(1)
    if op == "atanh":
        quotient = times(plus(one, u), inverse(plus(one, minus(u))))
        return times(logarithm(n, quotient), n.constant(Fraction(1, 2)))
    square = plus(to_power(u, 2), one if op == "asinh" else minus(one))
    return logarithm(n, n.settle(plus(u, even_root(n, square, 2, False))))


@handles("asin", "acos", "atan", "asinh", "acosh", "atanh")
def _inverse(n: Normalizer, term: Term) -> Ratio:
    """Odd functions take a leading sign out; acos u = pi/2 - asin u."""
    u = n.ratio(term.args[0])
    if term.op in ("asinh", "acosh", "atanh"):
        return _inverse_hyperbolic(n, term.op, u)
    name = "asin" if term.op == "acos" else term.op
    if name == "atan" and n.ratio_sign(u) in (POS, NEG):
        return _arctangent(n, u)
    known = _inverse_value(n, name, u)
    if known is not None:
        value = known
    elif u.num.leading_coefficient() < 0:
        value = minus(n.generator(apply(name, n.term(minus(u)))))
    else:
        value = n.generator(apply(name, n.term(u)))
    if term.op == "acos":
        return plus(times(n.ratio(PI), n.constant(Fraction(1, 2))), minus(value))
    return value
