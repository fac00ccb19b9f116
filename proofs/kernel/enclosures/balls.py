"""Operations on values that are exact rationals or balls; each refuses what it can't be sure of.

Balls are FLINT's `arb` (F. Johansson, Arb: efficient arbitrary-precision midpoint-radius interval
arithmetic, 2017). A ball that straddles an edge (of a floor, a sign, a domain) decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from math import ceil, comb, factorial, floor
from threading import RLock

from flint import arb, ctx, fmpq, fmpz

Value = fmpq | arb
MAX_BITS, MAX_EXPONENT_BITS = 20_000, 10_000
_LONG = arb(2) ** MAX_BITS


class Undetermined(ValueError):
    """No enclosure: a value is not known there, or lies too close to an edge to tell."""


class Beyond(Undetermined):
    """A value or a range is larger than what is worked out; the message names the bound."""


class Undefined(Undetermined):
    """The term is certainly not defined at this point."""


COMPARED_AT = 4_096
"""Bits to which a rational is turned into a ball to be compared with one."""
LOCK = RLock()
"""Held while values are computed: FLINT's working precision is global."""


def compare(a: Value, b: Value) -> int | None:
    """-1, 0, 1 as a < b, a = b, a > b for certain; None where the balls overlap."""
    if isinstance(a, fmpq) and isinstance(b, fmpq):
        return (a > b) - (a < b)
    with LOCK:
        saved, ctx.prec = ctx.prec, COMPARED_AT  # or a rational would become a wide ball
        left, right = ball(a), ball(b)
        ctx.prec = saved
        if left == right:  # both are numbers without a radius
            return 0
        return -1 if left < right else 1 if left > right else None


def overlap(a: Value, b: Value) -> bool:
    """Whether the enclosures have a point in common."""
    if isinstance(a, fmpq) and isinstance(b, fmpq):
        return bool(a == b)
    with LOCK:
        return bool(ball(a).overlaps(ball(b)))


def ball(value: Value) -> arb:
    """The value as a ball."""
    return value if isinstance(value, arb) else arb(value)


def finite(value: arb) -> arb:
    """The ball, if it is a finite one; raises Undetermined."""
    if not value.is_finite():
        raise Undetermined("not a finite ball")
    return value


def sum_of_two(a: Value, b: Value) -> Value:
    """a + b."""
    if isinstance(a, fmpq) and isinstance(b, fmpq):
        return _fit(a + b)
    return ball(a) + ball(b)


def product_of_two(a: Value, b: Value) -> Value:
    """a b; exactly 0 where one of them is."""
    if isinstance(a, fmpq) and isinstance(b, fmpq):
        return _fit(a * b)
    if (isinstance(a, fmpq) and a == 0) or (isinstance(b, fmpq) and b == 0):
        return fmpq(0)
    return ball(a) * ball(b)


def _fit(value: fmpq) -> Value:
    """The number itself, or its ball when it has grown too long to be kept exactly."""
    return value if value.p.bit_length() + value.q.bit_length() <= MAX_BITS else arb(value)


def _quotient(values: list[Value]) -> Value:
    a, b = values
    if isinstance(b, fmpq):
        if b == 0:
            raise Undefined("division by 0")
        if isinstance(a, fmpq):
            return _fit(a / b)
    if isinstance(a, fmpq) and a == 0 and not ball(b).contains(0):
        return fmpq(0)
    if ball(b).contains(0):
        raise Undetermined("a divisor that may be 0")
    return ball(a) / ball(b)


def integer_power(a: Value, k: int) -> Value:
    """a^k; 0^0 = 1."""
    if k == 0:
        return fmpq(1)
    if isinstance(a, fmpq):
        if a == 0:
            if k < 0:
                raise Undefined("0 to a negative power")
            return fmpq(0)
        if a in (1, -1):
            return fmpq(1) if a == 1 or k % 2 == 0 else fmpq(-1)
        if (a.p.bit_length() + a.q.bit_length()) * abs(k) <= MAX_BITS:
            return a**k
    if abs(k).bit_length() > MAX_EXPONENT_BITS:
        raise Beyond(f"an exponent of more than {MAX_EXPONENT_BITS} bits")
    here = ball(a)
    if here.contains(0):  # a power of such a ball by Arb may be no number
        if k < 0:
            raise Undetermined("a divisor that may be 0")
        return finite(_multiplied(here, k))
    return finite(here ** arb(k) if here > 0 else here**k)


def _multiplied(a: arb, k: int) -> arb:
    """a^k for k > 0, by squaring: a product of balls holds every product of their values."""
    out = arb(1)
    for bit in bin(k)[2:]:
        out = out * out * a if bit == "1" else out * out
    return out


def root_of(a: Value, index: int) -> Value:
    """The real root; of a perfect power, exactly."""
    if isinstance(a, fmpq):
        if a < 0 and index % 2 == 0:
            raise Undefined("an even root of a negative number")
        exact = _exact_root(abs(a), index)
        if exact is not None:
            return -exact if a < 0 else exact
    here = ball(a)
    if here < 0:
        if index % 2 == 0:
            raise Undefined("an even root of a negative number")
        return -((-here).root(index))
    if not here >= 0:
        raise Undetermined("a root of a number that may be negative")
    return here.root(index)


def _exact_root(a: fmpq, index: int) -> fmpq | None:
    top, bottom = a.p.root(index), a.q.root(index)
    return fmpq(top, bottom) if top**index == a.p and bottom**index == a.q else None


def only_integer(a: arb) -> fmpz | None:
    """The one integer in a ball; none where there are more, or none, or it is too long."""
    return a.unique_fmpz() if a.abs_upper() < _LONG else None


def _rounded(down: bool) -> Callable[[list[Value]], Value]:
    def apply_to(values: list[Value]) -> Value:
        (a,) = values
        if isinstance(a, fmpq):
            exact = Fraction(int(a.p), int(a.q))
            return fmpq(floor(exact) if down else ceil(exact))
        whole = only_integer(a.floor() if down else a.ceil())
        if whole is None:
            raise Undetermined("a floor at the edge of an integer")
        return fmpq(whole)

    return apply_to


def _sign(values: list[Value], middle: fmpq, low: fmpq) -> Value:
    order = compare(values[0], fmpq(0))
    if order is None:
        raise Undetermined("a sign at the edge of 0")
    return (low, middle, fmpq(1))[order + 1]


def _extreme(values: list[Value], largest: bool) -> Value:
    out = values[0]
    for v in values[1:]:
        if isinstance(out, fmpq) and isinstance(v, fmpq):
            out = max(out, v) if largest else min(out, v)
        else:
            a, b = ball(out), ball(v)
            out = a.max(b) if largest else a.min(b)
    return out


def _whole(value: Value, what: str) -> int:
    if not isinstance(value, fmpq):
        raise Undetermined(f"{what} of a number not seen to be an integer")
    if value.q != 1 or value < 0:
        raise Undefined(f"{what} of a number that is not a natural number")
    if value > MAX_BITS:
        raise Beyond(f"{what} of a number of more than {MAX_BITS}")
    return int(value.p)


def _logarithm(a: arb) -> Value:
    if a <= 0:
        raise Undefined("the logarithm of a number that is not positive")
    if not a > 0:
        raise Undetermined("the logarithm of a number that may not be positive")
    return a.log()


def _within(
    function: Callable[[arb], arb], low: int, high: int | None, strict: bool
) -> Callable[[arb], Value]:
    """A function defined between two ends only."""

    def apply_to(a: arb) -> Value:
        inside = a > low if strict else a >= low
        if high is not None:
            inside = inside and (a < high if strict else a <= high)
        if not inside:
            outside = (a < low) or (high is not None and a > high)
            raise Undefined("outside its domain") if outside else Undetermined("at an edge")
        return function(a)

    return apply_to


def _pole(function: Callable[[arb], arb], zero: Callable[[arb], arb]) -> Callable[[arb], Value]:
    def apply_to(a: arb) -> Value:
        if a.is_zero() and zero(a).is_zero():
            raise Undefined("at a pole")
        return function(a)

    return apply_to


def _negative(values: list[Value]) -> Value:
    a = values[0]
    return -a if isinstance(a, fmpq) else -ball(a)


def _absolute(values: list[Value]) -> Value:
    a = values[0]
    return max(a, -a) if isinstance(a, fmpq) else arb(abs(a))


EXACT: dict[str, Callable[[list[Value]], Value]] = {
    "add": lambda v: reduce(sum_of_two, v),
    "mul": lambda v: reduce(product_of_two, v),
    "neg": _negative,
    "div": _quotient,
    "abs": _absolute,
    "floor": _rounded(True),
    "ceil": _rounded(False),
    "max": lambda v: _extreme(v, True),
    "min": lambda v: _extreme(v, False),
    "sign": lambda v: _sign(v, fmpq(0), fmpq(-1)),
    "heaviside": lambda v: _sign(v, fmpq(1, 2), fmpq(0)),
    "delta": lambda v: _delta(v),
    "factorial": lambda v: fmpq(factorial(_whole(v[0], "the factorial"))),
    "binomial": lambda v: fmpq(comb(_whole(v[0], "a binomial"), _whole(v[1], "a binomial"))),
}


def _delta(values: list[Value]) -> Value:
    order = compare(*values)
    if order is None:
        raise Undetermined("indices not seen to be equal or different")
    return fmpq(int(order == 0))


def _exponential(a: arb) -> Value:
    if a.is_zero():
        return fmpq(1)
    value = a.exp()
    if not value.is_finite():
        raise Beyond("an exponential beyond what a ball holds")
    return value


FUNCTIONS: dict[str, Callable[[arb], Value]] = {
    "exp": _exponential,
    "log": _logarithm,
    "sin": lambda a: a.sin(),
    "cos": lambda a: a.cos(),
    "tan": lambda a: a.tan(),
    "cot": _pole(lambda a: a.cot(), lambda a: a.sin()),
    "sec": lambda a: a.sec(),
    "csc": _pole(lambda a: a.csc(), lambda a: a.sin()),
    "sinh": lambda a: a.sinh(),
    "cosh": lambda a: a.cosh(),
    "tanh": lambda a: a.tanh(),
    "coth": _pole(lambda a: a.coth(), lambda a: a.sinh()),
    "sech": lambda a: a.sech(),
    "csch": _pole(lambda a: a.csch(), lambda a: a.sinh()),
    "asin": _within(lambda a: a.asin(), -1, 1, False),
    "acos": _within(lambda a: a.acos(), -1, 1, False),
    "atan": lambda a: a.atan(),
    "asinh": lambda a: a.asinh(),
    "acosh": _within(lambda a: a.acosh(), 1, None, False),
    "atanh": _within(lambda a: a.atanh(), -1, 1, True),
}
