"""Limits of softmax as its inputs are scaled: what grows fastest decides, ties share."""

from __future__ import annotations

import pytest
from sympy import Eq, Limit, Rational, exp, oo, symbols

from proofs import Claim, Proved, Refuted, check, replay
from proofs.kernel import to_data

c = symbols("c")
x = symbols("x1:6")
FIRST_OF_3, FIRST_OF_4 = [x[0] > x[1], x[0] > x[2]], [x[0] > x[1], x[0] > x[2], x[0] > x[3]]

TIED_3 = [Eq(x[0], x[1]), Eq(x[1], x[2]), x[0] > x[3]]


def scaled(k: int, length: int) -> Limit:
    """lim_{c -> oo} e^{c x_k} / sum_j e^{c x_j}."""
    return Limit(exp(c * x[k - 1]) / sum(exp(c * v) for v in x[:length]), c, oo)


TRUE = {
    "largest-of-3": (scaled(1, 3), 1, FIRST_OF_3),
    "another-of-3": (scaled(2, 3), 0, FIRST_OF_3),
    "largest-of-4": (scaled(1, 4), 1, FIRST_OF_4),
    "another-of-4": (scaled(4, 4), 0, FIRST_OF_4),
    "two-tied-of-3": (scaled(1, 3), Rational(1, 2), [Eq(x[0], x[1]), x[0] > x[2]]),
    "two-tied-of-4": (scaled(1, 4), Rational(1, 2), [Eq(x[0], x[1]), x[0] > x[2], x[0] > x[3]]),
    "three-tied-of-4": (
        scaled(3, 4),
        Rational(1, 3),
        [Eq(x[0], x[1]), Eq(x[1], x[2]), x[0] > x[3]],
    ),
    "all-tied": (scaled(2, 2), Rational(1, 2), [Eq(x[0], x[1])]),
}
FALSE = {
    "half-without-a-tie": (scaled(1, 3), Rational(1, 2), FIRST_OF_3),
    "not-the-largest": (scaled(2, 3), 1, FIRST_OF_3),
    "one-with-a-tie": (scaled(1, 4), 1, [Eq(x[0], x[1]), x[0] > x[2], x[0] > x[3]]),
}
NOT_PROVED = {
    "one-that-may-be-larger": (scaled(1, 4), 1, FIRST_OF_3),
    "perhaps-a-tie": (scaled(1, 3), 1, [x[0] >= x[1], x[0] > x[2]]),
    "nothing-known": (scaled(1, 3), 1, []),
}


@pytest.mark.parametrize(("left", "right", "given"), TRUE.values(), ids=TRUE.keys())
def test_proved(left, right, given):
    verdict = check(Claim(left, "=", right, given=given), budget=10)
    assert isinstance(verdict, Proved), verdict
    replay(to_data(verdict.proof))


@pytest.mark.parametrize(("left", "right", "given"), FALSE.values(), ids=FALSE.keys())
def test_refuted(left, right, given):
    verdict = check(Claim(left, "=", right, given=given), budget=10)
    assert isinstance(verdict, Refuted), verdict


@pytest.mark.parametrize(("left", "right", "given"), NOT_PROVED.values(), ids=NOT_PROVED.keys())
def test_not_proved(left, right, given):
    assert not isinstance(check(Claim(left, "=", right, given=given), budget=10), Proved)
