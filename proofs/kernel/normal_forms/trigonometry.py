"""Normal forms of the trigonometric functions and their inverses.

As with exponentials, an angle is split into base angles: sin(2a + b) is a polynomial in the sines
and cosines of a and b, with s^2 = 1 - c^2. Multiples of pi of sixths and quarters have values.
Source: DLMF 4.21 (addition), 4.17 (values).
"""

from __future__ import annotations

from fractions import Fraction
from math import comb

from ..terms import PI, TWO, Term, apply, div, num
from .exponentials import logarithm, monomials_over
from .intervals import End, end_sum
from .normal import Normalizer, handles
from .powers import even_root, symbolic_power
from .ratio import Ratio, Unsupported, inverse, minus, plus, sum_of, times, to_power
from .signs import ANY, NEG, NONNEG, POS, ZERO_SIGN, Fact, flip

MAX_MULTIPLE, MAX_MULTIPLE_OF_MANY = 64, 4
MAX_PARTS_OF_AN_ANGLE = 1_500
"""Most terms that the sine of a sum may have, written out; else only small multiples are."""

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
    parts = list(monomials_over(n, u))
    most = MAX_MULTIPLE if _size(n, parts) <= MAX_PARTS_OF_AN_ANGLE else MAX_MULTIPLE_OF_MANY
    for atom, coefficient, exponents in parts:
        count = _half_turns(n, exponents)
        if count is not None:
            whole = coefficient.numerator // coefficient.denominator
            out = _joined(out, (_alternating(n, count, whole), n.constant(0)))
            coefficient -= whole
        if coefficient:
            out = _joined(out, _multiple(n, atom, coefficient, most))
    return out


def _size(n: Normalizer, parts: list[tuple[Term, Fraction, tuple[int, ...]]]) -> int:
    """About how many terms the sine of a sum of multiples has, written out."""
    out = 1
    for atom, coefficient, _ in parts:
        steps = abs(coefficient) * n.scales.get(("trig", atom), coefficient.denominator)
        out *= 1 if atom is PI or steps > MAX_MULTIPLE else 1 + int(steps)
    return out


def _half_turns(n: Normalizer, exponents: tuple[int, ...]) -> Ratio | None:
    """k, where a monomial is k pi for an integer k that is not a number."""
    place = n.places.get(PI)
    if place is None or not exponents or exponents[place] != 1:
        return None
    rest = tuple(0 if g == place else e for g, e in enumerate(exponents))
    integral = all(not e or n.atoms[g].sort.name in ("nat", "int") for g, e in enumerate(rest))
    if not any(rest) or not integral:
        return None
    return Ratio(n.ctx.from_dict({rest: 1}), n.ctx.constant(1))


def _alternating(n: Normalizer, count: Ratio, multiple: int) -> Ratio:
    """cos(m k pi) = (-1)^(mk), for integers m and k."""
    return n.constant(1) if multiple % 2 == 0 else symbolic_power(n, n.constant(-1), count)


def _joined(a: tuple[Ratio, Ratio], b: tuple[Ratio, Ratio]) -> tuple[Ratio, Ratio]:
    (c, s), (d, t) = a, b
    return plus(times(c, d), minus(times(s, t))), plus(times(s, d), times(c, t))


def _multiple(n: Normalizer, atom: Term, coefficient: Fraction, most: int) -> tuple[Ratio, Ratio]:
    """(cos, sin) of coefficient * atom; beyond `most` times a base angle, as one angle."""
    if atom is PI:
        found = _of_pi(n, coefficient)
        if found is not None:
            return found
    scale = n.scale("trig", atom, coefficient)
    steps = int(coefficient * scale)
    if abs(steps) > most:
        whole = n.term(times(n.ratio(atom), n.constant(abs(coefficient))))
        cosine, sine = _base(n, whole)
    else:
        base = atom if scale == 1 else div(atom, num(scale))
        cosine, sine = _power_of(n, _base(n, base), abs(steps))
    return cosine, minus(sine) if steps < 0 else sine


def _base(n: Normalizer, base: Term) -> tuple[Ratio, Ratio]:
    known = _of_inverse(n, base)
    if known is not None:
        return known
    new = apply("cos", base) not in n.places
    signs = _wave_signs(n, base) if new else (ANY, ANY)
    cosine = n.generator(apply("cos", base), signs[0])
    square = plus(n.constant(1), minus(to_power(cosine, 2)))
    sine = n.generator(apply("sin", base), signs[1], relation=(2, square))
    if new:  # both lie between -1 and 1
        for wave in (cosine.num, sine.num):
            n.facts.append(Fact(1 + wave, NONNEG, frozenset()))
            n.facts.append(Fact(1 - wave, NONNEG, frozenset()))
    if n.conditional and n.places[apply("sin", base)] not in n.compared:
        _compare_with_angle(n, base, sine)
    return cosine, sine


def _compare_with_angle(n: Normalizer, base: Term, sine: Ratio) -> None:
    """|sin u| <= |u|, where the conditions give u a sign; equal at 0 only. DLMF 4.18.1, 4.18.3."""
    u = n.ratio(base)
    sign = n.ratio_sign(u)
    if u.den.is_one() and (not sign & NEG or not sign & POS):
        n.compared.add(n.places[apply("sin", base)])
        size, strict = (u.num, sign) if not sign & NEG else (-u.num, flip(sign))
        for gap in (size - sine.num, size + sine.num):
            used = (g for g, d in enumerate(gap.degrees()) if d > 0 and n.is_bound(g))
            n.facts.append(Fact(gap, strict, frozenset(used)))


def _of_inverse(n: Normalizer, base: Term) -> tuple[Ratio, Ratio] | None:
    """(cos, sin) of atan u, asin u, or half of one: both lie between -pi/2 and pi/2, so cosines
    are not negative there, and that of the half is positive."""
    if base.op == "div" and base.args[1] is TWO:
        whole = _of_inverse(n, base.args[0]) if base.args[0].op in ("asin", "atan") else None
        if whole is None:
            return None
        half = times(plus(n.constant(1), whole[0]), n.constant(Fraction(1, 2)))
        cosine = even_root(n, n.settle(half), 2, True)
        return cosine, times(whole[1], inverse(times(n.constant(2), cosine)))
    if base.op not in ("asin", "atan"):
        return None
    u = n.ratio(base.args[0])
    square = to_power(u, 2)
    one = n.constant(1)
    if base.op == "asin":
        return even_root(n, n.settle(plus(one, minus(square))), 2, False), u
    cosine = inverse(even_root(n, n.settle(plus(one, square)), 2, True))
    return cosine, times(u, cosine)


def _wave_signs(n: Normalizer, base: Term) -> tuple[int, int]:
    """The sign sets of cos u and sin u, where the conditions put u between multiples of pi/2."""
    if not n.conditional or PI not in n.places:
        return ANY, ANY
    u, pi = n.ratio(base), n.ratio(PI)
    half = n.constant(Fraction(1, 2))
    cosine = _sign_between(n, plus(u, times(pi, half)), pi)
    return cosine, _sign_between(n, u, pi)


def _sign_between(n: Normalizer, u: Ratio, pi: Ratio) -> int:
    """The sign of sin u where k pi <= u <= (k + 1) pi, for k = -2, -1, 0, 1."""
    for k in (0, -1, 1, -2):
        above = n.ratio_sign(plus(u, minus(times(pi, n.constant(k)))))
        below = n.ratio_sign(plus(times(pi, n.constant(k + 1)), minus(u)))
        if not (above | below) & NEG:
            strict = above == below == POS
            positive = k % 2 == 0
            return (POS if positive else NEG) | (0 if strict else ZERO_SIGN)
    return ANY


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
    return even_root(n, n.constant(value), 2, True)


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
        return plus(quarter, minus(_inverse_generator(n, "atan", inverse(u))))
    return _inverse_generator(n, "atan", u)


def _inverse_generator(n: Normalizer, name: str, u: Ratio) -> Ratio:
    """asin u or atan u as a generator: of the sign of u, from -pi/2 to pi/2."""
    atom = apply(name, n.term(u))
    new = atom not in n.places
    value = n.generator(atom, n.ratio_sign(u) if new else ANY)
    if new:
        place = value.num.degrees().index(1)
        quarter, twice = n.ratio(PI).num, 2 * n.ctx.gen(place)
        strict = POS if name == "atan" else NONNEG
        n.facts.append(Fact(quarter - twice, strict, frozenset()))
        n.facts.append(Fact(quarter + twice, strict, frozenset()))
    return value


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
        value = minus(_inverse_generator(n, name, minus(u)))
    else:
        value = _inverse_generator(n, name, u)
    if term.op == "acos":
        return plus(times(n.ratio(PI), n.constant(Fraction(1, 2))), minus(value))
    return value


def turns_within(n: Normalizer, a: Ratio) -> tuple[End, End]:
    """The ends, in multiples of pi, between which a quantity lies by the ranges of the arcs in it.

    What is left besides arcs and multiples of pi is compared with multiples of pi/2.
    """
    low = high = End(Fraction(0), True)
    rest = []
    for atom, coefficient, _ in monomials_over(n, a):
        if atom is PI:
            ends = [End(coefficient, True)] * 2
        elif atom.op in ("asin", "atan"):
            ends = _ends_of_arc(n, atom, coefficient)
        else:
            rest.append(times(n.ratio(atom), n.constant(coefficient)))
            continue
        low, high = end_sum(low, ends[0]), end_sum(high, ends[1])
    if rest:
        least, most = _between_quarters(n, sum_of(rest, n.ctx))
        low, high = end_sum(low, End(least, True)), end_sum(high, End(most, True))
    return low, high


def _ends_of_arc(n: Normalizer, arc: Term, coefficient: Fraction) -> list[End]:
    """Those of c atan u or c asin u; the ends of atan are not reached."""
    sign = n.sign_of_term(arc)
    middle = End(Fraction(0), bool(sign & ZERO_SIGN))
    least = End(Fraction(-1, 2), arc.op == "asin") if sign & NEG else middle
    most = End(Fraction(1, 2), arc.op == "asin") if sign & POS else middle
    ends = [End(e.value * coefficient, e.closed) for e in (least, most) if e.value is not None]
    return ends if coefficient > 0 else ends[::-1]


def _between_quarters(n: Normalizer, a: Ratio) -> tuple[Fraction, Fraction]:
    """(low, high) among -2, -3/2, ..., 2 with low pi <= a <= high pi."""
    quarters = [Fraction(k, 2) for k in range(-4, 5)]
    pi = n.ratio(PI)

    def above(q: Fraction) -> bool:
        return not n.ratio_sign(plus(a, minus(times(pi, n.constant(q))))) & NEG

    def below(q: Fraction) -> bool:
        return not n.ratio_sign(plus(times(pi, n.constant(q)), minus(a))) & NEG

    low = next((q for q in reversed(quarters) if above(q)), None)
    high = next((q for q in quarters if below(q)), None)
    if low is None or high is None:
        raise Unsupported("a quantity that is not between multiples of pi/2")
    return low, high
