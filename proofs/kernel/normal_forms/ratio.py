"""Quotients of polynomials with integer coefficients, over FLINT, in numbered generators.

FLINT keeps every context for ever, so contexts are made in few sizes and shared.
Source: W. B. Hart, FLINT: Fast Library for Number Theory; through python-flint.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import compress, count
from typing import Any, NamedTuple

from flint import fmpz_mpoly_ctx

from .refusals import TooLarge as TooLarge
from .refusals import Unsupported as Unsupported
from .time_limit import require_time

MAX_TERMS = 2_000_000
"""Most terms that a product or power may be expected to have before it is begun."""

MAX_BITS = 50_000_000
"""Most bits that all coefficients of a power may be expected to have together."""

MAX_NUMBER = 2_000_000
"""Most bits that a coefficient of a product may be expected to have."""

SHORT = 16
"""Fewer summands are added up one after the other."""
CHEAP = 200
"""A call on fewer terms, or pairs of them, is begun without a look at the time."""
PER_PAIR, PER_DEGREE, PER_TERM = 2e-8, 3e-7, 2e-6
"""Seconds, at most, for a pair of terms in a product, for a term and degree in a common factor, for
a term of a power, of coefficients of one word."""

_SIZES = (8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 1024, 2048)


class Ratio(NamedTuple):
    """num / den, without common factor, the leading coefficient of den positive."""

    num: Any
    den: Any


@cache
def context(generators: int) -> Any:
    """The shared polynomial context with at least this many generators."""
    for room in _SIZES:
        if room >= generators:
            return fmpz_mpoly_ctx.get(("g", room), "lex")
    raise TooLarge(f"more than {_SIZES[-1]} generators")


def constant(ctx: Any, value: Fraction | int) -> Ratio:
    """A rational number as a quotient of constants."""
    return Ratio(ctx.constant(value.numerator), ctx.constant(value.denominator))


def rational_value(a: Ratio) -> Fraction | None:
    """The number that a constant quotient is, else None."""
    if not (is_constant(a.num) and is_constant(a.den)):
        return None
    top = int(a.num.leading_coefficient()) if not a.num.is_zero() else 0
    return Fraction(top, int(a.den.leading_coefficient()))


def generators_in(poly: Any) -> list[int]:
    """The numbers of the generators that occur in a polynomial.

    >>> x, y = context(2).gens()[:2]
    >>> generators_in(y * y + 1), generators_in(x - x)
    ([1], [])
    """
    return [] if poly.is_zero() else list(compress(count(), poly.degrees()))  # 0 has degrees -1


def reduced(num: Any, den: Any) -> Ratio:
    """num / den with the common factor taken out. The divisor must not be the zero polynomial."""
    if den.is_zero():
        raise Unsupported("a divisor is identically zero")
    if num.is_zero():
        return Ratio(num, num.context().constant(1))
    if not den.is_one():
        common = common_factor(num, den)
        if not common.is_one():
            num, den = num // common, den // common
        if den.leading_coefficient() < 0:
            num, den = -num, -den
    return Ratio(num, den)


def plus(a: Ratio, b: Ratio) -> Ratio:
    """a + b. What may be common to the sum's parts divides what is common to the denominators.

    Source: D. E. Knuth, The Art of Computer Programming, volume 2, section 4.5.1.
    """
    if a.den == b.den:
        return reduced(a.num + b.num, a.den)
    for one, other in ((a, b), (b, a)):
        if one.den.is_one():  # p/q + r has no more in common with q than p has
            _guard(one.num, other.den)
            return Ratio(other.num + one.num * other.den, other.den)
    common = common_factor(a.den, b.den)
    left, right = (a.den, b.den) if common.is_one() else (a.den // common, b.den // common)
    for one, other in ((a.num, right), (b.num, left), (left, b.den)):
        _guard(one, other)
    top, below = a.num * right + b.num * left, b.den
    if top.is_zero():
        return Ratio(top, top.context().constant(1))
    if not common.is_one():
        common = common_factor(top, common)
        if not common.is_one():
            top, below = top // common, below // common
    return Ratio(top, left * below)


def minus(a: Ratio) -> Ratio:
    """-a."""
    return Ratio(-a.num, a.den)


def times(a: Ratio, b: Ratio) -> Ratio:
    """a b."""
    _guard(a.num, b.num)
    plain, others = a.den.is_one(), b.den.is_one()
    if plain and others:
        return Ratio(a.num * b.num, a.den)
    _guard(a.den, b.den)
    for one, other, alone in ((a, b, plain), (b, a, others)):
        if alone:
            first = reduced(one.num, other.den)
            return Ratio(first.num * other.num, first.den)
    first, second = reduced(a.num, b.den), reduced(b.num, a.den)
    return Ratio(first.num * second.num, first.den * second.den)


def is_constant(poly: Any) -> bool:
    """Whether a polynomial is a number: most are seen not to be by their length."""
    return len(poly) < 2 and (poly.is_one() or bool(poly.is_constant()))


def inverse(a: Ratio) -> Ratio:
    """1 / a."""
    if a.num.is_zero():
        raise Unsupported("a divisor is identically zero")
    return Ratio(-a.den, -a.num) if a.num.leading_coefficient() < 0 else Ratio(a.den, a.num)


def to_power(a: Ratio, n: int) -> Ratio:
    """a^n for any integer n (a^0 = 1)."""
    if n == 1:
        return a
    if n < 0:
        return to_power(inverse(a), -n)
    for side in (a.num, a.den):
        if not side.is_one():
            _guard_power(side, n)
    return Ratio(a.num**n, a.den if a.den.is_one() else a.den**n)


def sum_of(items: list[Ratio], ctx: Any) -> Ratio:
    """The sum of all, halving the list, so that long sums stay cheap."""
    if not items:
        return constant(ctx, 0)
    if len(items) > 1 and all(a.den.is_one() for a in items):
        polys = [a.num for a in items]
        if len(polys) < SHORT:
            return Ratio(sum(polys[1:], polys[0]), items[0].den)
        while len(polys) > 1:
            odd = polys[-1:] if len(polys) % 2 else []
            polys = [p + q for p, q in zip(polys[0::2], polys[1::2], strict=False)] + odd
        return Ratio(polys[0], items[0].den)
    while len(items) > 1:
        paired = [plus(a, b) for a, b in zip(items[0::2], items[1::2], strict=False)]
        items = paired + ([items[-1]] if len(items) % 2 else [])
    return items[0]


def product_of(items: list[Ratio], ctx: Any) -> Ratio:
    """The product of all."""
    if not items:
        return constant(ctx, 1)
    if len(items) == 2:
        return times(*items)
    while len(items) > 1:
        paired = [times(a, b) for a, b in zip(items[0::2], items[1::2], strict=False)]
        items = paired + ([items[-1]] if len(items) % 2 else [])
    return items[0]


def factored(poly: Any) -> tuple[int, list[tuple[Any, int]]] | None:
    """The content and the irreducible factors with their exponents; None if FLINT gives up."""
    try:
        content, rows = poly.factor()
    except OverflowError:  # an exponent beyond a machine word
        return None
    return int(content), [(f, int(e)) for f, e in rows]


def _guard(a: Any, b: Any) -> None:
    pairs = len(a) * len(b)
    if pairs > MAX_TERMS:
        raise TooLarge(f"a product of more than {MAX_TERMS} terms")
    bits = _bits(a) + _bits(b)
    if bits > MAX_NUMBER:
        raise TooLarge(f"a number with more than {MAX_NUMBER} bits")
    if pairs > CHEAP:
        require_time(pairs * PER_PAIR * (1 + bits / 64))


def common_factor(a: Any, b: Any) -> Any:
    """The greatest common divisor of two polynomials."""
    terms = len(a) + len(b)
    if terms > CHEAP and not (is_constant(a) or is_constant(b)):
        degree = int(min(a.total_degree(), b.total_degree()))
        several = min(len(generators_in(a)), len(generators_in(b))) > 1
        words = 1 + max(_bits(a), _bits(b)) / 64
        require_time(terms * (degree + 1) * PER_DEGREE * (words if several else 0.1))
    return a.gcd(b)


def _bits(poly: Any) -> int:
    """About how many bits the coefficients have: those of one in the middle."""
    terms = len(poly)
    return poly.coefficient(terms // 2).bit_length() if terms else 0


def _guard_power(a: Any, n: int) -> None:
    terms = len(a)
    if terms <= 1:
        bits = max((abs(int(c)).bit_length() for c in a.coeffs()), default=0)
        if bits > 1 and bits * n > 200_000:
            raise TooLarge("a power with more than 200000 bits")
        return
    bits = max(abs(int(c)).bit_length() for c in a.coeffs()) + terms.bit_length()
    expected = 1
    for k in range(1, terms):
        expected = expected * (n + k) // k
        if expected > MAX_TERMS:
            raise TooLarge(f"a power of more than {MAX_TERMS} terms")
    if expected * bits * n > MAX_BITS:
        raise TooLarge(f"a power of more than {MAX_BITS} bits")
    if expected > CHEAP:
        require_time(expected * PER_TERM * (1 + bits * n / 64))
