"""Exact numbers as terms that are no longer than they need be.

>>> from proofs.kernel.terms import add, sqrt, var
>>> root, x = sqrt(num(2)), var("x")
>>> str(simplified(mul(root, root))), str(simplified(add(root, ONE)))
('2', 'sqrt(2) + 1')
>>> str(plus(times(ONE, x), times(ZERO, root))), str(times(MINUS_ONE, neg(x)))
('x', 'x')
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from time import monotonic

from flint import arb, fmpq

from proofs.kernel.enclosures.enclosure import Undetermined, enclose
from proofs.kernel.normal_forms.normal import Normalizer
from proofs.kernel.normal_forms.ratio import Unsupported
from proofs.kernel.terms import ONE, TWO, ZERO, Term, TermError, add, mul, neg, num
from proofs.kernel.terms.constructors import MAX_NUMBER_BITS
from proofs.kernel.terms.definedness import closed_rational

MINUS_ONE = num(-1)


@lru_cache(maxsize=4_096)
def simplified(term: Term) -> Term:
    """A closed term that is defined, as a rational number where it is seen to be one."""
    try:
        value = enclose(term, {}, BITS)
    except Undetermined:
        value = None
    if isinstance(value, fmpq):
        if value.p.bit_length() + value.q.bit_length() > MAX_NUMBER_BITS:
            return term
        return num(f"{value.p}/{value.q}")
    if value is not None and not _near_a_fraction(value):
        return term
    try:
        normal = Normalizer(deadline=monotonic() + SECONDS).normal_term(term)
    except (Unsupported, TermError):
        return term
    exact = closed_rational(normal)
    return term if exact is None else num(exact)


BITS = 128
LARGEST_DENOMINATOR = 10**9
SECONDS = 1.0
"""How long a normal form may take, of what looks rational."""


def _near_a_fraction(value: arb) -> bool:
    """Whether it is worth asking if a value is rational: a short fraction lies within its ball."""
    middle = value.mid().fmpq()
    short = Fraction(int(middle.p), int(middle.q)).limit_denominator(LARGEST_DENOMINATOR)
    return bool(abs(middle - fmpq(short.numerator, short.denominator)) <= value.rad().fmpq())


def times(a: Term, b: Term) -> Term:
    """a b, without factors 1, and 0 where one of them is; a number stands first."""
    if ZERO in (a, b):
        return ZERO
    if a is ONE or b is ONE:
        return b if a is ONE else a
    if a is MINUS_ONE or a.op == "neg":
        return minus(times(minus(a), b))
    if b is MINUS_ONE or b.op == "neg":
        return minus(times(a, minus(b)))
    if a.op == b.op == "num":
        return num(a.value * b.value)
    return mul(b, a) if b.op == "num" else mul(a, b)


def plus(a: Term, b: Term) -> Term:
    """a + b, without a summand 0; a + a is 2 a."""
    if a is ZERO or b is ZERO:
        return b if a is ZERO else a
    if a.op == b.op == "num":
        return num(a.value + b.value)
    return times(TWO, a) if a is b else add(a, b)


def minus(a: Term) -> Term:
    """-a."""
    if a.op == "num":
        return num(-a.value)
    return a.args[0] if a.op == "neg" else neg(a)


__all__ = ["MINUS_ONE", "minus", "plus", "simplified", "times"]
