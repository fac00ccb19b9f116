"""Normal forms of exponentials, hyperbolic functions and logarithms.

`exp(a/2 + 3b)` becomes `E_a E_b^6` with generators `E_a = exp(a/2)`, `E_b = exp(b/2)`. A factor
leaves a logarithm only when its sign is proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from ..terms import Term, apply, div, exp, num
from .normal import Normalizer, handles
from .ratio import (
    Ratio,
    TooLarge,
    factored,
    generators_in,
    inverse,
    minus,
    plus,
    product_of,
    reduced,
    sum_of,
    times,
    to_power,
)
from .signs import ANY, NEG, NONZERO, POS, Fact
from .time_limit import require_time

MAX_FACTOR_TERMS = 200
MAX_FACTOR_DEGREE = 120
MAX_EXPONENT = 10**6
PER_EXPONENT = 2e-7
"""Seconds, or less, that FLINT takes for each exponent of a polynomial that it lists."""


def monomials_over(n: Normalizer, a: Ratio) -> Iterator[tuple[Term, Fraction, tuple[int, ...]]]:
    """The summands of a quotient: (term with coefficient 1, coefficient, exponents or ())."""
    content, divisor = a.den.primitive()
    require_time(len(a.num) * n.ctx.nvars() * PER_EXPONENT)
    for exponents, coefficient in a.num.to_dict().items():
        n.require_time()
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
            from .powers import rational_power

            parts.append(rational_power(n, n.ratio(argument), coefficient, positive=True))
            continue
        parts.append(_exponential_of(n, atom, coefficient))
    return product_of(parts, n.ctx)


def _exponential_of(n: Normalizer, atom: Term, coefficient: Fraction | int) -> Ratio:
    """e^(coefficient * atom), as a power of one generator for the atom."""
    scale, base = n.exponentials.get(atom, (0, None))
    if scale == coefficient == 1 and base is not None:
        return base
    if base is None or scale % coefficient.denominator:
        scale = n.scale("exp", atom, coefficient)
        name = exp(atom if scale == 1 else div(atom, num(scale)))
        base = n.generator(name, POS)
        n.exponentials[atom] = scale, base
        _compare_with_one(n, atom, base, n.places[name])
    steps = coefficient.numerator * (scale // coefficient.denominator)
    if steps == 1:
        return base
    if abs(steps) > MAX_EXPONENT:
        raise TooLarge(f"an exponent beyond {MAX_EXPONENT}")
    return to_power(base, steps)


def _exponential_of_names(n: Normalizer, coefficients: Mapping[Term, Fraction | int]) -> Ratio:
    """e^(sum of coefficient * name): powers of generators, one for each name, so that those above
    and below the line have no factor in common."""
    parts = [_exponential_of(n, name, c) for name, c in coefficients.items()]
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Ratio(n.one, n.one)
    above, below = parts[0]
    for top, bottom in parts[1:]:
        if not top.is_one():
            above = top if above.is_one() else above * top
        if not bottom.is_one():
            below = bottom if below.is_one() else below * bottom
    return Ratio(above, below)


def linear_in_names(n: Normalizer, term: Term) -> dict[Term, Fraction | int] | None:
    """The coefficients of a sum of real names times numbers; None for any other term."""
    out: dict[Term, Fraction | int] = {}
    for part in term.args if term.op == "add" else (term,):
        coefficient: Fraction | int = 1
        name = part
        while name.op == "neg" or (name.op == "div" and name.args[1].op == "num"):
            if name.op == "neg":
                coefficient = -coefficient
            elif not name.args[1].value:
                return None
            else:
                coefficient = coefficient / name.args[1].value
            name = name.args[0]
        if name.op == "mul" and len(name.args) == 2 and name.args[0].op == "num":
            coefficient, name = coefficient * name.args[0].value, name.args[1]
        if name.op != "var" or name.sort.name != "real" or name in n.values:
            return None
        out[name] = out[name] + coefficient if name in out else coefficient
    return out if all(out.values()) else {name: c for name, c in out.items() if c}


def _compare_with_one(n: Normalizer, atom: Term, base: Ratio, place: int) -> None:
    """e^u > 1 where u > 0, and so on: what the sign of an exponent says of its exponential."""
    if place in n.compared or (atom.op == "var" and not n.conditional):
        return
    sign = n.sign_of_term(atom)
    if sign != ANY:
        n.compared.add(place)
        bounds = frozenset((place,)) if n.is_bound(place) else frozenset()
        n.facts.append(Fact(base.num - 1, sign, bounds))


def _log_argument(n: Normalizer, exponents: tuple[int, ...]) -> Term | None:
    if sum(exponents) != 1:
        return None
    atom = n.atoms[exponents.index(1)]
    return atom.args[0] if atom.op == "log" else None


@handles("exp")
def _exp(n: Normalizer, term: Term) -> Ratio:
    return _exponential_of_term(n, term.args[0], 1)


def _exponential_of_term(n: Normalizer, exponent: Term, factor: int) -> Ratio:
    """e^(factor * exponent)."""
    if exponent.op == "var" and exponent.sort.name == "real" and exponent not in n.values:
        return _exponential_of(n, exponent, factor)
    plain = linear_in_names(n, exponent)
    if plain is None:
        return exponential(n, times(n.constant(factor), n.ratio(exponent)))
    if factor != 1:
        plain = {name: factor * c for name, c in plain.items()}
    return _exponential_of_names(n, plain)


@handles("sinh", "cosh", "tanh", "coth", "sech", "csch")
def _hyperbolic(n: Normalizer, term: Term) -> Ratio:
    one = n.constant(1)
    if term.op in ("tanh", "coth"):
        square = _exponential_of_term(n, term.args[0], 2)
        top, bottom = plus(square, minus(one)), plus(square, one)
        if term.op == "coth":
            return times(bottom, inverse(top))
        if square.den.is_one() and len(square.num) == 1 and not square.num.is_constant():
            return Ratio(top.num, bottom.num)  # m - 1 and m + 1, for a monomial m
        return times(top, inverse(bottom))
    e = _exponential_of_term(n, term.args[0], 1)
    back = inverse(e)
    twice = plus(e, back) if term.op in ("cosh", "sech") else plus(e, minus(back))
    half = times(twice, n.constant(Fraction(1, 2)))
    return inverse(half) if term.op in ("sech", "csch") else half


# --- logarithms -----------------------------------------------------------------------------------


def factors(a: Ratio) -> tuple[Fraction, list[tuple[Any, int, bool]]] | None:
    """content and (factor, exponent, is it in the denominator) of a quotient; None if too large."""
    degree = max(a.num.total_degree(), a.den.total_degree())
    if len(a.num) + len(a.den) > MAX_FACTOR_TERMS or degree > MAX_FACTOR_DEGREE:
        return None
    above, below = factored(a.num), factored(a.den)
    if above is None or below is None:
        return None
    rows = [(f, e, False) for f, e in above[1]] + [(f, -e, True) for f, e in below[1]]
    return Fraction(above[0], below[0]), rows


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
            out.append(times(n.constant(e), log_of_factor(n, factor)))
        elif e % 2 == 0:  # log f^2m = 2m log |f|
            size = apply("abs", n.poly_term(factor))
            out.append(times(n.constant(e), n.generator(apply("log", n.term(n.ratio(size))))))
        else:
            left += 1
            rest = times(rest, to_power(Ratio(factor, n.ctx.constant(1)), e))
    if left == 0 and content < 0:
        return n.generator(apply("log", n.term(a)))
    if left:  # the positive factors are out, so what is left is positive, with its sign
        out.append(_log_of_rest(n, rest if content > 0 else minus(rest)))
    out.append(log_of_number(n, abs(content)))
    return sum_of(out, n.ctx)


def _log_of_rest(n: Normalizer, whole: Ratio) -> Ratio:
    """log of a positive quotient of factors of unknown sign: of it or of its inverse."""
    one_way, other_way = n.term(whole), n.term(inverse(whole))
    if not whole.den.is_constant() and str(other_way) < str(one_way):
        return minus(n.generator(apply("log", other_way)))
    return n.generator(apply("log", one_way))


def log_of_factor(n: Normalizer, factor: Any) -> Ratio:
    """log of one positive irreducible factor."""
    used = generators_in(factor)
    if len(factor) == 1 and len(used) == 1:
        atom = n.atoms[used[0]]
        if atom.op == "exp":
            return n.ratio(atom.args[0])
        if atom.op == "root":
            inner = logarithm(n, n.ratio(atom.args[0]))
            return times(inner, n.constant(Fraction(1, atom.value)))
        if atom.op == "prod":
            from .products import log_of_product

            summed = log_of_product(n, atom)
            if summed is not None:
                return summed
    sign = n.poly_sign(factor - 1)  # log u > 0 where u > 1
    return n.generator(apply("log", n.poly_term(factor)), sign)


def log_of_number(n: Normalizer, value: Fraction) -> Ratio:
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
