"""Decimals of exact values, rounded rightly: from balls at a precision at which that is certain.

>>> from proofs.kernel.terms import PI, div, num
>>> for value in (PI, num("1/32"), num("-1/32"), num(7)): print(decimals(value, 4).text)
3.1416
0.0313
-0.0313
7
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from flint import arb, ctx, fmpq

from proofs.kernel.enclosures.balls import LOCK, Value
from proofs.kernel.enclosures.enclosure import Undetermined, enclose
from proofs.kernel.terms import Term

from ..exact import simplified
from .errors import AutodiffError

PRECISIONS = (64, 128, 512, 2_048, 8_192)
"""Bits at which a value is enclosed until its rounding is certain."""


class Shown(NamedTuple):
    """The decimals of a value, and whether they are all of it."""

    text: str
    exact: bool


@lru_cache(maxsize=4_096)
def decimals(value: Term, places: int) -> Shown:
    """A closed value to this many decimals; fewer where it has no more.

    Halves, which only a rational number can be, are rounded away from 0. Raises AutodiffError where
    the rounding stays uncertain, and where there are too many digits to be shown.
    """
    if value.op != "num":
        value = simplified(value)
    if value.op == "num":
        return of_rational(value.value, places)
    return of_enclosure(lambda precision: enclose(value, {}, precision), places, str(value))


def of_enclosure(at: Callable[[int], Value], places: int, name: str) -> Shown:
    """The decimals of what is enclosed, at rising precision.

    Of an irrational number no digits are a half: some precision does. Raises AutodiffError.
    """
    for precision in PRECISIONS:
        try:
            value = at(precision)
        except Undetermined:
            continue
        if isinstance(value, fmpq):
            return of_rational(Fraction(int(value.p), int(value.q)), places)
        units = _rounded(value, places, precision)
        if units is not None:
            return Shown(_text(units, places), False)
    raise AutodiffError(f"the decimals of {name} stay uncertain with {PRECISIONS[-1]} bits")


def of_rational(value: Fraction, places: int) -> Shown:
    """The decimals of a rational number; halves are rounded away from 0."""
    scaled = abs(value) * 10**places
    units = int(scaled + Fraction(1, 2))  # cut off: both are positive
    exact = scaled.denominator == 1
    text = _text(units if value > 0 else -units, places)
    if exact and "." in text:
        text = text.rstrip("0").rstrip(".")
    return Shown(text, exact)


def _rounded(value: arb, places: int, precision: int) -> int | None:
    """The nearest integer to 10^places times the value, if that is certain."""
    with LOCK:
        saved, ctx.prec = ctx.prec, precision
        try:
            whole = (value * arb(10) ** places + arb(1) / 2).floor().unique_fmpz()
        finally:
            ctx.prec = saved
    return None if whole is None else int(whole)


MAX_DIGITS = 60
"""Most digits that are shown in all."""


def _text(units: int, places: int) -> str:
    if abs(units) >= 10**MAX_DIGITS:
        raise AutodiffError(f"a value of more than {MAX_DIGITS} digits is not shown in decimals")
    digits = str(abs(units)).rjust(places + 1, "0")
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    return ("-" if units < 0 else "") + whole + (f".{part}" if part else "")


__all__ = ["Shown", "decimals", "of_enclosure", "of_rational"]
