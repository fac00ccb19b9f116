"""What follows from equations that are given: combinations of them, and nothing else."""

from __future__ import annotations

import pytest
from sympy import Rational, symbols

from proofs import Claim, Proved, check, replay

a, b, c = symbols("a b c")
QUARTER = Claim(a * b, "=", Rational(1, 4))
SIXTEENTH = Claim(a * b**3, "=", Rational(1, 16))


@pytest.mark.parametrize(
    ("claim", "proved"),
    [
        (Claim(b**2, "=", 4 * (a * b) * b**2, given=[QUARTER]), True),
        (Claim(b**2, "=", Rational(1, 4), given=[QUARTER, SIXTEENTH]), True),
        (Claim(b, "=", Rational(1, 2), given=[QUARTER, SIXTEENTH]), False),  # or -1/2
        (Claim(b**2, "=", Rational(1, 4), given=[QUARTER]), False),
        (Claim(b**2, "=", Rational(1, 4), given=[SIXTEENTH]), False),
        (Claim(a**3, "=", c**3, given=[Claim(a - c, "=", 0)]), True),
        (Claim(a, "=", c, given=[Claim(a**3, "=", c * a**2)]), False),  # or a = 0
        (Claim(1 / b, "=", 4 * a, given=[QUARTER]), True),
        (Claim(a + b, "=", 1, given=[Claim(a**2 + b**2, "=", 1)]), False),
    ],
    ids=str,
)
def test_what_follows_from_equations(claim: Claim, proved: bool) -> None:
    verdict = check(claim)
    assert isinstance(verdict, Proved) is proved
    if isinstance(verdict, Proved):
        replay(verdict.proof)


@pytest.mark.parametrize(
    ("given", "name", "nowhere"),
    [
        (a * b - 1, a, True),
        (a * b + a * c + c**2 + 1, a, True),
        (a * b + a * c + c**2 + 1, b, False),  # 0 = a c + c^2 + 1 at b = 0
        (a * b + c - 1, a, False),  # c = 1
    ],
    ids=str,
)
def test_a_factor_of_what_is_not_zero_is_not_zero(given, name, nowhere: bool) -> None:
    verdict = check(Claim(name**2, ">", 0, given=[Claim(given, "=", 0)]))
    assert isinstance(verdict, Proved) is nowhere
