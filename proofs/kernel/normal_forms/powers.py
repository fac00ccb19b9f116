"""Normal forms of powers, roots and absolute values.

A factor leaves an even root only when that loses no point at which the root was defined.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from typing import Any

from ..terms import ONE, Term, apply, num, power, root
from .exponentials import (
    MAX_EXPONENT,
    exponential,
    factors,
    log_of_factor,
    log_of_number,
    logarithm,
    monomials_over,
    primes,
)
from .normal import Normalizer, handles
from .ratio import (
    Ratio,
    TooLarge,
    Unsupported,
    generators_in,
    minus,
    plus,
    product_of,
    rational_value,
    times,
    to_power,
)
from .signs import ANY, NEG, NONNEG, NONPOS, NONZERO, POS, ZERO_SIGN

Part = tuple[Term, Fraction, tuple[int, ...]]
MAX_LOWERED = 40
"""Most factors that are taken out of a power with an exponent that is known to be large."""

# --- powers ---------------------------------------------------------------------------------------


def integer_power(n: Normalizer, base: Ratio, exponent: int) -> Ratio:
    """base^exponent; where it is too long to be written out, factor by factor."""
    try:
        return to_power(base, exponent)
    except Unsupported as refusal:
        split = factors(base)
        if split is None or (len(base.num) == 1 and len(base.den) == 1):
            raise
        n.kept_for = n.kept_for or str(refusal)
    content, rows = split
    out = [to_power(n.constant(content), exponent)]
    for factor, e, _ in rows:
        if factor.leading_coefficient() < 0:
            factor = -factor
            out.append(n.constant(-1 if e * exponent % 2 else 1))
        whole = abs(e * exponent)
        sign = n.poly_sign(factor) if whole % 2 else NONNEG
        name = n.generator(power(n.poly_term(factor), num(whole)), sign)
        out.append(to_power(name, 1 if e * exponent > 0 else -1))
    return product_of(out, n.ctx)


def rational_power(n: Normalizer, base: Ratio, exponent: Fraction, positive: bool = False) -> Ratio:
    """base^exponent for a fixed p/q, where base > 0 (or base = 0 and p/q > 0)."""
    if abs(exponent.numerator) > MAX_EXPONENT:
        raise TooLarge(f"an exponent beyond {MAX_EXPONENT}")
    if exponent.denominator == 1:
        return to_power(base, exponent.numerator)
    known = positive or exponent < 0
    if exponent.denominator % 2:  # for a base >= 0 both kinds of root agree
        return to_power(odd_root(n, base, exponent.denominator), exponent.numerator)
    return to_power(even_root(n, base, exponent.denominator, known), exponent.numerator)


def real_power(n: Normalizer, base: Ratio, exponent: Ratio) -> Ratio:
    """base^exponent = exp(exponent log base) where base is proved positive; else as it is.

    A power of 0 is defined for positive exponents only, and is 0.
    """
    if base.num.is_zero():
        return n.constant(0)
    if n.ratio_sign(base) == POS:
        return exponential(n, times(exponent, logarithm(n, base)))
    plain = n.term(exponent)  # with an integer exponent, it is the same atom as an integer power
    mask = ANY if plain.sort.name in ("nat", "int") else NONNEG
    return n.generator(power(n.term(base), plain), mask)


def symbolic_power(n: Normalizer, base: Ratio, exponent: Ratio) -> Ratio:
    """base^exponent for an integer exponent with names in it; base != 0, or the exponent >= 0.

    (ab)^k = a^k b^k always. a^(k+c) = a^k a^c only where a != 0, or k >= 0 and c >= 0.
    """
    split = factors(base)
    if n.term(exponent).sort.name not in ("nat", "int"):
        raise Unsupported("an exponent that is not seen to be an integer")
    if base.num.is_zero() or split is None:
        return n.generator(power(n.term(base), n.term(exponent)))
    content, rows = split
    out = []
    for factor, e, below in rows:
        sign = n.poly_sign(factor) & (NONZERO if below else ANY)
        if sign == NEG:
            factor, content, sign = -factor, content * (-1) ** (e % 2), POS
        one = Ratio(factor, n.ctx.constant(1))
        scaled = times(n.constant(e), exponent)
        if sign == POS:
            out.append(exponential(n, times(scaled, log_of_factor(n, factor))))
        else:
            out.append(_factor_power(n, one, scaled, not sign & ZERO_SIGN))
    out.append(_integer_power_of_number(n, content, exponent))
    return product_of(out, n.ctx)


def _factor_power(n: Normalizer, base: Ratio, exponent: Ratio, nonzero: bool) -> Ratio:
    """base^exponent with the summands of the exponent apart, where each part is defined too."""
    parts = list(monomials_over(n, exponent))
    if base == n.constant(-1):  # (-1)^(k^2) = (-1)^k, for integers
        parts = [(n.monomial(min(e, 1) for e in m) if m else t, c, m) for t, c, m in parts]
    apart = all(c.denominator == 1 and t.sort.name in ("nat", "int") for t, c, _ in parts)
    if not nonzero:
        return _least_powers(n, base, exponent, parts if apart else [])
    if not apart:
        return n.generator(power(n.term(base), n.term(exponent)))
    out = []
    for atom, coefficient, _ in parts:
        if atom is ONE:
            out.append(to_power(base, int(coefficient)))
        elif base == n.constant(-1):
            name = n.generator(power(num(-1), atom), NONZERO, (2, n.constant(1)))
            out.append(to_power(name, int(coefficient) % 2))
        else:
            name = n.generator(power(n.term(base), atom), _own_sign(n, base))
            out.append(to_power(name, int(coefficient)))
    return product_of(out, n.ctx)


def _own_sign(n: Normalizer, base: Ratio) -> int:
    """The sign set of a power by itself: that its base stands in a divisor here says nothing of
    the points at which this divisor need not be defined."""
    return ANY if n.ratio_sign(base) & ZERO_SIGN else NONZERO


def _least_powers(n: Normalizer, base: Ratio, exponent: Ratio, parts: list[Part]) -> Ratio:
    """a^(2k + j - 1) = (a^k)^2 a^(j-1), and a^(j-1) a where j >= 2, for an a that may be 0: each
    exponent as low as it is proved not to be negative."""
    out: list[Ratio] = []
    constant = 0
    for atom, coefficient, _ in parts:
        c = int(coefficient)
        if atom is ONE:
            constant += c
            continue
        if c < 0 or n.sign_of_term(atom) & ~NONNEG:
            out, constant = [], -1
            break
        least, by = lowered(n, n.ratio(atom))
        out.append(to_power(n.generator(power(n.term(base), n.term(least))), c))
        constant += c * by
    if constant < 0 or not out:
        least, constant = lowered(n, exponent)
        out = [n.generator(power(n.term(base), n.term(least)))]
    return product_of([*out, to_power(base, constant)], n.ctx)


def lowered(n: Normalizer, a: Ratio) -> tuple[Ratio, int]:
    """(a - c, c) for the largest c >= 0 with a - c >= 0 proved; with a bound that is too large
    to go through, c is what is added in a, such as 2 in k + 2."""
    least = a
    for by in range(MAX_LOWERED):
        below = plus(least, n.constant(-1))
        if n.ratio_sign(below) & ~NONNEG:
            return least, by
        least = below
    constant = constant_part(n, a)
    return (plus(a, n.constant(-constant)), constant) if constant > 0 else (a, 0)


def constant_part(n: Normalizer, a: Ratio) -> int:
    """The whole number that is added to the rest of an integer polynomial; 0 for a quotient."""
    return int(a.num.to_dict().get((0,) * n.ctx.nvars(), 0)) if a.den.is_one() else 0


def _integer_power_of_number(n: Normalizer, value: Fraction, exponent: Ratio) -> Ratio:
    if value == 1:
        return n.constant(1)
    if value > 0:
        return exponential(n, times(exponent, log_of_number(n, value)))
    alternating = _factor_power(n, n.constant(-1), exponent, True)
    return times(alternating, _integer_power_of_number(n, -value, exponent))


# --- roots ----------------------------------------------------------------------------------------


@handles("root")
def _root(n: Normalizer, term: Term) -> Ratio:
    inside = n.ratio(term.args[0])
    index: int = term.value
    return odd_root(n, inside, index) if index % 2 else even_root(n, inside, index, False)


def odd_root(n: Normalizer, a: Ratio, index: int) -> Ratio:
    """The real root of odd index: multiplicative over all real numbers."""
    split = factors(a)
    if split is None or a.num.is_zero():
        return _root_generator(n, a, index)
    content, rows = split
    out = [n.constant(1 if content > 0 else -1), _root_of_number(n, abs(content), index)]
    for factor, e, _ in rows:
        if not n.poly_sign(factor) & NEG:
            out.append(_fractional_power(n, factor, Fraction(e, index)))
            continue
        whole, left = divmod(e, index)
        one = Ratio(factor, n.ctx.constant(1))
        out.append(to_power(one, whole))
        if left:
            out.append(to_power(_root_of_factor(n, factor, index), left))
    return product_of(out, n.ctx)


def even_root(n: Normalizer, a: Ratio, index: int, positive: bool) -> Ratio:
    """The nonnegative root of a >= 0 (a > 0 if `positive`)."""
    if a.num.is_zero():
        return n.constant(0)
    split = factors(a)
    if split is None:
        return _root_generator(n, a, index)
    content, rows = paired_waves(n, *split)
    out: list[Ratio] = []
    rest: list[tuple[Any, int]] = []
    for factor, e, below in rows:
        sign = n.poly_sign(factor) & (NONZERO if below or positive else ANY)
        if sign in (POS, NEG):
            if sign == NEG:
                factor, content = -factor, content * (-1) ** (e % 2)
            out.append(_fractional_power(n, factor, Fraction(e, index)))
        else:
            rest.append((factor, e))
    out.append(_root_of_number(n, abs(content), index))
    out.append(_root_of_rest(n, rest, 1 if content > 0 else -1, index))
    return product_of(out, n.ctx)


def paired_waves(
    n: Normalizer, content: Fraction, rows: list[tuple[Any, int, bool]]
) -> tuple[Fraction, list[tuple[Any, int, bool]]]:
    """Factors with (c - 1)(c + 1) = -s^2 put in, for the cosine c and the sine s of one angle."""
    out = list(rows)
    for sine, (index, _) in n.relations.items():
        if n.atoms[sine].op != "sin" or index != 2:
            continue
        cosine = n.places.get(apply("cos", n.atoms[sine].args[0]))
        if cosine is None:
            continue
        c, s = n.ctx.gen(cosine), n.ctx.gen(sine)
        pair = [next((r for r in out if r[0] == f), None) for f in (c - 1, c + 1)]
        first, second = pair
        if first is None or second is None or first[1:] != second[1:]:
            continue
        out = [r for r in out if r is not first and r is not second]
        out.append((s, 2 * first[1], first[2]))
        content *= (-1) ** (first[1] % 2)
    return content, out


def _root_of_rest(n: Normalizer, rest: list[tuple[Any, int]], sign: int, index: int) -> Ratio:
    """The even root of sign * product of factors whose signs are not known.

    A power f^index leaves as |f| if f is proved nonzero, or what stays behind nonnegative: else
    sqrt(x^2 y) would lose that it is 0 at x = 0, whatever y is.
    """
    one = n.ctx.constant(1)
    inside = n.constant(sign)
    for factor, e in rest:
        inside = times(inside, to_power(Ratio(factor, one), e % index))
    stays = n.ratio_sign(inside)
    out: list[Ratio] = []
    if sign > 0 and not any(n.poly_sign(f) & NEG for f, _ in rest):  # each is >= 0: all leave
        out = [_fractional_power(n, factor, Fraction(e, index)) for factor, e in rest]
        return product_of(out, n.ctx)
    for factor, e in rest:
        whole = e // index
        if not whole:
            continue
        if n.poly_sign(factor) & ZERO_SIGN and stays & NEG:
            inside = times(inside, to_power(Ratio(factor, one), whole * index))
        else:
            out.append(to_power(absolute(n, Ratio(factor, one)), whole))
    value = rational_value(inside)
    out.append(n.constant(1) if value == 1 else _root_of_power(n, inside, index))
    return product_of(out, n.ctx)


def _root_of_power(n: Normalizer, inside: Ratio, index: int) -> Ratio:
    """(h^g)^(1/kg) = |h|^(1/k); for an odd g, h >= 0 where h^g is, and k is even."""
    split = factors(inside)
    if split is None or split[0] != 1:
        return _root_generator(n, inside, index)
    shared = gcd(index, *(e for _, e, _ in split[1]))
    if shared == 1:
        return _root_generator(n, inside, index)
    one = n.ctx.constant(1)
    base = product_of([to_power(Ratio(f, one), e // shared) for f, e, _ in split[1]], n.ctx)
    if shared % 2:
        return even_root(n, base, index // shared, False)
    size = absolute(n, base)
    if shared == index:
        return size
    root_of = odd_root if (index // shared) % 2 else _root_generator
    return root_of(n, size, index // shared)


def _fractional_power(n: Normalizer, factor: Any, exponent: Fraction) -> Ratio:
    """factor^(p/q) for a factor >= 0 (> 0 for a negative exponent), by one root of it for all q."""
    whole = exponent.numerator // exponent.denominator
    rest = exponent - whole
    out = to_power(Ratio(factor, n.ctx.constant(1)), whole)
    if not rest:
        return out
    index = rest.denominator
    used = generators_in(factor)
    if not (len(factor) == 1 and len(used) == 1 and n.atoms[used[0]].op in ("exp", "root")):
        index = n.scale("root", n.poly_term(factor), rest)
    base = _root_of_factor(n, factor, index)
    return times(out, to_power(base, int(rest * index)))


def _root_of_factor(n: Normalizer, factor: Any, index: int) -> Ratio:
    used = generators_in(factor)
    if len(factor) == 1 and len(used) == 1:
        atom = n.atoms[used[0]]
        if atom.op == "exp":
            return exponential(n, times(n.ratio(atom.args[0]), n.constant(Fraction(1, index))))
        if atom.op == "root" and atom.value % 2 == index % 2:
            return _root_generator(n, n.ratio(atom.args[0]), index * atom.value)
    return _root_generator(n, Ratio(factor, n.ctx.constant(1)), index)


def _root_of_number(n: Normalizer, value: Fraction, index: int) -> Ratio:
    """The root of a positive rational number: whole powers leave, the rest by its primes."""
    out = []
    for part, sign in ((value.numerator, 1), (value.denominator, -1)):
        for prime, e in primes(part):
            exponent = Fraction(sign * e, index)
            whole = exponent.numerator // exponent.denominator
            out.append(to_power(n.constant(prime), whole))
            if exponent != whole:
                common = n.scale("root", num(prime), exponent - whole)
                root_of_prime = _root_generator(n, n.constant(prime), common)
                out.append(to_power(root_of_prime, int((exponent - whole) * common)))
    return product_of(out, n.ctx)


def _root_generator(n: Normalizer, a: Ratio, index: int) -> Ratio:
    sign = n.ratio_sign(a)
    if index % 2 == 0:
        sign = POS if not sign & ~NONZERO else NONNEG
    return n.generator(root(n.term(a), index), sign, (index, a))


# --- absolute value -------------------------------------------------------------------------------


@handles("abs")
def _abs(n: Normalizer, term: Term) -> Ratio:
    return absolute(n, n.ratio(term.args[0]))


def absolute(n: Normalizer, a: Ratio) -> Ratio:
    """|a|, factor by factor: those of known sign leave it, even powers too."""
    sign = n.ratio_sign(a)
    if not sign & ~NONNEG:
        return a
    if not sign & ~NONPOS:
        return minus(a)
    split = factors(a)
    if split is None:
        return n.generator(apply("abs", n.term(a)), NONNEG, (2, to_power(a, 2)))
    content, rows = split
    out = [n.constant(abs(content))]
    for factor, e, below in rows:
        one = Ratio(factor, n.ctx.constant(1))
        sign = n.poly_sign(factor) & (NONZERO if below else ANY)
        if e % 2 == 0 or not sign & ~NONNEG:
            out.append(to_power(one, e))
        elif not sign & ~NONPOS:
            out.append(to_power(minus(one), e))
        else:
            mask = NONNEG if n.poly_sign(factor) & ZERO_SIGN else POS  # whether or not it is below
            name = n.generator(apply("abs", n.term(one)), mask, (2, to_power(one, 2)))
            out.append(to_power(name, e))
    return product_of(out, n.ctx)
