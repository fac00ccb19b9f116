"""Normal forms of exponentials, hyperbolic functions, logarithms, powers and roots.

`exp(a/2 + 3b)` becomes `E_a E_b^6` with generators `E_a = exp(a/2)`, `E_b = exp(b/2)`. A factor
leaves a logarithm or an even root only when its sign is proved.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from .normal import Normalizer, handles
from .ratio import (
    Ratio,
    Unsupported,
    inverse,
    minus,
    plus,
    product_of,
    rational_value,
    reduced,
    sum_of,
    times,
    to_power,
)
from .signs import ANY, NEG, NONNEG, NONPOS, NONZERO, POS, ZERO_SIGN
from .terms import ONE, Term, apply, div, exp, num, power, root

MAX_FACTOR_TERMS = 200
MAX_EXPONENT = 10**6


# --- exponentials ---------------------------------------------------------------------------------


def monomials_over(n: Normalizer, a: Ratio) -> Iterator[tuple[Term, Fraction, tuple[int, ...]]]:
    """The summands of a quotient: (term with coefficient 1, coefficient, exponents or ())."""
    content, divisor = a.den.primitive()
    for exponents, coefficient in a.num.to_dict().items():
        share = Fraction(int(coefficient), int(content))
        if divisor.is_one():
            yield n.monomial(exponents), share, exponents
            continue
        part = reduced(n.ctx.from_dict({exponents: 1}), divisor)
        yield n.term(part), share, ()


def exponential(n: Normalizer, u: Ratio) -> Ratio:
    """e^u, u real."""
    parts = []
    for atom, coefficient, exponents in monomials_over(n, u):
        argument = _log_argument(n, exponents)
        if argument is not None:  # exp(c log b) = b^c, where b > 0
            parts.append(rational_power(n, n.ratio(argument), coefficient, positive=True))
            continue
        scale = n.scale("exp", atom, coefficient)
        steps = int(coefficient * scale)
        if abs(steps) > MAX_EXPONENT:
            raise Unsupported(f"an exponent beyond {MAX_EXPONENT}")
        base = n.generator(exp(atom if scale == 1 else div(atom, num(scale))), POS)
        parts.append(to_power(base, steps))
    return product_of(parts, n.ctx)


def _log_argument(n: Normalizer, exponents: tuple[int, ...]) -> Term | None:
    if sum(exponents) != 1:
        return None
    atom = n.atoms[exponents.index(1)]
    return atom.args[0] if atom.op == "log" else None


@handles("exp")
def _exp(n: Normalizer, term: Term) -> Ratio:
    return exponential(n, n.ratio(term.args[0]))


@handles("sinh", "cosh", "tanh", "coth", "sech", "csch")
def _hyperbolic(n: Normalizer, term: Term) -> Ratio:
    u = n.ratio(term.args[0])
    one = n.constant(1)
    if term.op in ("tanh", "coth"):
        square = exponential(n, times(n.constant(2), u))
        top, bottom = plus(square, minus(one)), plus(square, one)
        return times(top, inverse(bottom)) if term.op == "tanh" else times(bottom, inverse(top))
    e = exponential(n, u)
    back = inverse(e)
    twice = plus(e, back) if term.op in ("cosh", "sech") else plus(e, minus(back))
    half = times(twice, n.constant(Fraction(1, 2)))
    return inverse(half) if term.op in ("sech", "csch") else half


# --- logarithms -----------------------------------------------------------------------------------


def factors(a: Ratio) -> tuple[Fraction, list[tuple[Any, int, bool]]] | None:
    """content and (factor, exponent, is it in the denominator) of a quotient; None if too large."""
    if len(a.num) + len(a.den) > MAX_FACTOR_TERMS:
        return None
    top, above = a.num.factor()
    bottom, below = a.den.factor()
    rows = [(f, int(e), False) for f, e in above] + [(f, -int(e), True) for f, e in below]
    return Fraction(int(top), int(bottom)), rows


@handles("log")
def _log(n: Normalizer, term: Term) -> Ratio:
    return logarithm(n, n.ratio(term.args[0]))


def logarithm(n: Normalizer, a: Ratio) -> Ratio:
    """log a, where a > 0; the product's factors of proved sign leave it."""
    split = factors(a)
    if split is None or a.num.is_zero():
        return n.generator(apply("log", n.term(a)))
    content, rows = split
    out: list[Ratio] = []
    rest = n.constant(1)
    left = 0
    for factor, e, _ in rows:
        sign = n.poly_sign(factor) & NONZERO  # a factor of a positive number is not zero
        if sign in (POS, NEG):
            if sign == NEG:
                factor, content = -factor, content * (-1) ** (e % 2)
            out.append(times(n.constant(e), _log_of_factor(n, factor)))
        elif e % 2 == 0:  # log f^2m = 2m log |f|
            size = apply("abs", n.poly_term(factor))
            out.append(times(n.constant(e), n.generator(apply("log", n.term(n.ratio(size))))))
        else:
            left += 1
            rest = times(rest, to_power(Ratio(factor, n.ctx.constant(1)), e))
    if left == 0 and content < 0:
        return n.generator(apply("log", n.term(a)))
    if left:  # the positive factors are out, so what is left is positive, with its sign
        whole = rest if content > 0 else minus(rest)
        out.append(n.generator(apply("log", n.term(whole))))
    out.append(_log_of_number(n, abs(content)))
    return sum_of(out, n.ctx)


def _log_of_factor(n: Normalizer, factor: Any) -> Ratio:
    """log of one positive irreducible factor."""
    used = [g for g, d in enumerate(factor.degrees()) if d > 0]
    if len(factor) == 1 and len(used) == 1:
        atom = n.atoms[used[0]]
        if atom.op == "exp":
            return n.ratio(atom.args[0])
        if atom.op == "root":
            inner = logarithm(n, n.ratio(atom.args[0]))
            return times(inner, n.constant(Fraction(1, atom.value)))  # type: ignore[arg-type]
    return n.generator(apply("log", n.poly_term(factor)))


def _log_of_number(n: Normalizer, value: Fraction) -> Ratio:
    """log of a positive rational number, by its primes."""
    out = []
    for part, sign in ((value.numerator, 1), (value.denominator, -1)):
        for prime, e in primes(part):
            name = n.generator(apply("log", num(prime)), POS)
            out.append(times(n.constant(sign * e), name))
    return sum_of(out, n.ctx)


def primes(value: int) -> list[tuple[int, int]]:
    """The prime factorisation of a positive integer; beyond 80 bits the number itself."""
    from flint import fmpz

    if value == 1:
        return []
    if value.bit_length() > 80:
        return [(value, 1)]
    return [(int(p), int(e)) for p, e in fmpz(value).factor()]


# --- powers ---------------------------------------------------------------------------------------


def rational_power(n: Normalizer, base: Ratio, exponent: Fraction, positive: bool = False) -> Ratio:
    """base^exponent for a fixed p/q, where base > 0 (or base = 0 and p/q > 0)."""
    if abs(exponent.numerator) > MAX_EXPONENT:
        raise Unsupported(f"an exponent beyond {MAX_EXPONENT}")
    if exponent.denominator == 1:
        return to_power(base, exponent.numerator)
    known = positive or exponent < 0
    if exponent.denominator % 2:  # for a base >= 0 both kinds of root agree
        return to_power(odd_root(n, base, exponent.denominator), exponent.numerator)
    return to_power(even_root(n, base, exponent.denominator, known), exponent.numerator)


def real_power(n: Normalizer, base: Ratio, exponent: Ratio) -> Ratio:
    """base^exponent = exp(exponent log base) where base is proved positive; else as it is."""
    if n.ratio_sign(base) == POS:
        return exponential(n, times(exponent, logarithm(n, base)))
    return n.generator(power(n.term(base), n.term(exponent)), NONNEG)


def symbolic_power(n: Normalizer, base: Ratio, exponent: Ratio) -> Ratio:
    """base^exponent for an integer exponent with names in it, defined where base != 0 or it is >= 0.

    (ab)^k = a^k b^k always. a^(k+c) = a^k a^c only where a != 0, or k >= 0 and c >= 0.
    """
    split = factors(base)
    if base.num.is_zero() or split is None:
        return n.generator(power(n.term(base), n.term(exponent)))
    content, rows = split
    out = [_integer_power_of_number(n, content, exponent)]
    for factor, e, below in rows:
        one = Ratio(factor, n.ctx.constant(1))
        sign = n.poly_sign(factor) & (NONZERO if below else ANY)
        scaled = times(n.constant(e), exponent)
        if sign == POS:
            out.append(exponential(n, times(scaled, _log_of_factor(n, factor))))
        else:
            out.append(_factor_power(n, one, scaled, not sign & ZERO_SIGN))
    return product_of(out, n.ctx)


def _factor_power(n: Normalizer, base: Ratio, exponent: Ratio, nonzero: bool) -> Ratio:
    """base^exponent with the summands of the exponent apart, where each part is defined too."""
    parts = list(monomials_over(n, exponent))
    apart = all(c.denominator == 1 and t.sort.name in ("nat", "int") for t, c, _ in parts)
    if not nonzero:
        apart = apart and all(c > 0 and not n.sign_of_term(t) & ~NONNEG for t, c, _ in parts)
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
            name = n.generator(power(n.term(base), atom), NONZERO if nonzero else ANY)
            out.append(to_power(name, int(coefficient)))
    return product_of(out, n.ctx)


def _integer_power_of_number(n: Normalizer, value: Fraction, exponent: Ratio) -> Ratio:
    if value == 1:
        return n.constant(1)
    if value > 0:
        return exponential(n, times(exponent, _log_of_number(n, value)))
    alternating = _factor_power(n, n.constant(-1), exponent, True)
    return times(alternating, _integer_power_of_number(n, -value, exponent))


# --- roots ----------------------------------------------------------------------------------------


@handles("root")
def _root(n: Normalizer, term: Term) -> Ratio:
    inside = n.ratio(term.args[0])
    index: int = term.value  # type: ignore[assignment]
    return odd_root(n, inside, index) if index % 2 else even_root(n, inside, index, False)


def odd_root(n: Normalizer, a: Ratio, index: int) -> Ratio:
    """The real root of odd index: multiplicative over all real numbers."""
    split = factors(a)
    if split is None or a.num.is_zero():
        return _root_generator(n, a, index)
    content, rows = split
    out = [n.constant(1 if content > 0 else -1), _root_of_number(n, abs(content), index)]
    for factor, e, _ in rows:
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
    content, rows = split
    out: list[Ratio] = []
    rest: list[tuple[Any, int]] = []
    for factor, e, below in rows:
        sign = n.poly_sign(factor) & (NONZERO if below or positive else ANY)
        if sign in (POS, NEG):
            if sign == NEG:
                factor, content = -factor, content * (-1) ** (e % 2)
            whole, left = divmod(e, index)
            out.append(to_power(Ratio(factor, n.ctx.constant(1)), whole))
            if left:
                out.append(to_power(_root_of_factor(n, factor, index), left))
        else:
            rest.append((factor, e))
    out.append(_root_of_number(n, abs(content), index))
    out.append(_root_of_rest(n, rest, 1 if content > 0 else -1, index))
    return product_of(out, n.ctx)


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
    for factor, e in rest:
        whole = e // index
        if not whole:
            continue
        if n.poly_sign(factor) & ZERO_SIGN and stays & NEG:
            inside = times(inside, to_power(Ratio(factor, one), whole * index))
        else:
            out.append(to_power(absolute(n, Ratio(factor, one)), whole))
    value = rational_value(inside)
    out.append(n.constant(1) if value == 1 else _root_generator(n, inside, index))
    return product_of(out, n.ctx)


def _root_of_factor(n: Normalizer, factor: Any, index: int) -> Ratio:
    used = [g for g, d in enumerate(factor.degrees()) if d > 0]
    if len(factor) == 1 and len(used) == 1:
        atom = n.atoms[used[0]]
        if atom.op == "exp":
            return exponential(n, times(n.ratio(atom.args[0]), n.constant(Fraction(1, index))))
        if atom.op == "root" and atom.value % 2 == index % 2:  # type: ignore[operator]
            return _root_generator(n, n.ratio(atom.args[0]), index * atom.value)  # type: ignore[operator]
    return _root_generator(n, Ratio(factor, n.ctx.constant(1)), index)


def _root_of_number(n: Normalizer, value: Fraction, index: int) -> Ratio:
    """The root of a positive rational number: whole powers leave, the rest by its primes."""
    out = []
    for part, sign in ((value.numerator, 1), (value.denominator, -1)):
        for prime, e in primes(part):
            whole, left = divmod(sign * e, index)
            out.append(to_power(n.constant(prime), whole))
            if left:
                out.append(to_power(_root_generator(n, n.constant(prime), index), left))
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
            mask = NONNEG if sign & ZERO_SIGN else POS
            name = n.generator(apply("abs", n.term(one)), mask, (2, to_power(one, 2)))
            out.append(to_power(name, e))
    return product_of(out, n.ctx)
