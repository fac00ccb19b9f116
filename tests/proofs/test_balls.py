"""Powers of balls that hold 0: certain where they can be, and never more."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from proofs.kernel.enclosures.balls import Undetermined, integer_power
from proofs.kernel.enclosures.enclosure import decide, enclose
from proofs.kernel.terms import ZERO, apply, eq, lt, num, power, sqrt, sub

HIDDEN_ZERO = sub(sqrt(num(2)), sqrt(num(2)))


@pytest.mark.parametrize("k", range(1, 9))
def test_a_power_of_what_is_0(k: int) -> None:
    value = power(HIDDEN_ZERO, num(k))
    assert enclose(value, {}).contains(0)
    assert decide(lt(apply("abs", value), num("1e-15")), {}) is True
    for undecided in (eq(value, ZERO), lt(ZERO, value), lt(value, ZERO)):
        assert decide(undecided, {}) is None


@pytest.mark.parametrize("k", [-1, -2, -3])
def test_no_negative_power_of_what_may_be_0(k: int) -> None:
    with pytest.raises(Undetermined, match="a divisor that may be 0"):
        enclose(power(HIDDEN_ZERO, num(k)), {})


@given(st.integers(-8, 8), st.integers(0, 8), st.integers(1, 9), st.integers(-8, 8))
def test_the_ball_holds_every_power(middle: int, radius: int, k: int, step: int) -> None:
    inside = Fraction(middle) + Fraction(step, 8) * radius  # in [middle - radius, middle + radius]
    found = integer_power(arb(middle, radius), k)
    exact = inside**k
    assert found.overlaps(arb(exact.numerator) / exact.denominator)
