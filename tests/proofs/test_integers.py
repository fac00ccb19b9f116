"""Integers: integer parts, remainders, all values in a range; and wrong ones."""

from __future__ import annotations

import json

import pytest
from sympy import Eq, Mod, Ne, Rational, ceiling, floor, symbols

from proofs import Claim, InferenceError, Proved, Refuted, check, replay
from proofs.kernel import infer, to_data
from proofs.kernel.rules.integers import remainder_case
from proofs.kernel.terms import INT, NAT, ONE, TWO, ZERO, apply, defined, div, eq, le, mul, num, var

n, m = symbols("n m", integer=True, nonnegative=True)
i, k, p, s = symbols("i k p s", integer=True)
x, y = symbols("x y")

PROVED = {
    "same-padding": Claim(floor((n + 2 * p - k) / 1) + 1, "=", n, given=[Eq(p, (k - 1) / 2)]),
    "same-padding-odd": Claim(n + 2 * floor(k / 2) - k + 1, "=", n, given=[Eq(Mod(k, 2), 1)]),
    "halving": Claim(floor((2 * n + 2 - 4) / 2) + 1, "=", n),
    "halving-odd": Claim(floor((2 * n - 1) * Rational(1, 2)) + 1, "=", n),
    "halves": Claim(floor(n / 2) + ceiling(n / 2), "=", n),
    "ceiling-as-floor": Claim(ceiling(n / 2), "=", floor((n + 1) / 2)),
    "ceiling-of-thirds": Claim(ceiling(n / 3), "=", floor((n + 2) / 3)),
    "ceiling-of-any": Claim(ceiling(n / m), "=", floor((n + m - 1) / m), given=[m >= 1]),
    "nested": Claim(floor(floor(x / 2) / 3), "=", floor(x / 6)),
    "below": Claim(floor(x), "<=", x),
    "and-less-than-1-below": Claim(x, "<", floor(x) + 1),
    "ceiling-above": Claim(x, "<=", ceiling(x)),
    "half-a-product": Claim(floor(n * (n + 1) / 2), "=", n * (n + 1) / 2),
    "even-product": Claim(Mod(n * (n + 1), 2), "=", 0),
    "cube-less-itself": Claim(Mod(n**3 - n, 6), "=", 0),
    "odd-square": Claim(Mod((2 * n + 1) ** 2, 8), "=", 1),
    "parity-of-a-square": Claim(Mod(n**2, 2), "=", Mod(n, 2)),
    "squares-by-4": Claim(Mod(k**2, 4) * (Mod(k**2, 4) - 1), "=", 0),
    "remainder-below": Claim(Mod(n, 3), "<", 3),
    "box": Claim(k * (k - 1) * (k - 2) * (k - 3), "=", 0, given=[k >= 0, k <= 3]),
    "box-of-powers": Claim(2**k, ">=", k**2, given=[k >= 4, k <= 8]),
    "box-of-quotients": Claim(floor((k + 3) / 5), "=", 1, given=[k >= 2, k <= 6]),
    "two-in-a-box": Claim(
        floor((32 + 2 * p - i) / 2) + 1, "=", 16, given=[i >= 3, i <= 4, p >= 1, p <= 1]
    ),
}


@pytest.mark.parametrize("claim", PROVED.values(), ids=PROVED.keys())
def test_proved(claim):
    verdict = check(claim)
    assert isinstance(verdict, Proved), verdict
    assert verdict.conditions == ()
    assert verdict.trust == "kernel"
    replay(json.loads(json.dumps(to_data(verdict.proof))))


REFUTED = {
    "same-padding-even": (
        Claim(floor((n + 2 * p - k) / 1) + 1, "=", n, given=[Eq(k, 2 * p)]),
        "n = 0",
    ),
    "same-padding-of-any": (Claim(n + 2 * floor(k / 2) - k + 1, "=", n), "k = 0"),
    "floor-of-a-sum": (Claim(floor(x + y), "=", floor(x) + floor(y)), "x = 1/2, y = 1/2"),
    "strictly-below": (Claim(floor(x), "<", x), "x = 0"),
    "box-too-wide": (Claim(2**k, ">=", k**2, given=[k >= 0, k <= 8]), "k = 3"),
    "odd-product": (Claim(Mod(n * (n + 1), 4), "=", 0), "n = 1"),
    "hole-in-a-box": (
        Claim(k * (k - 1) * (k - 3), "=", 0, given=[k >= 0, k <= 3, Ne(k, 1)]),
        "k = 2",
    ),
}


@pytest.mark.parametrize(("claim", "where"), REFUTED.values(), ids=REFUTED.keys())
def test_refuted_by_a_small_witness(claim, where):
    verdict = check(claim)
    assert isinstance(verdict, Refuted), verdict
    assert where in verdict.reason
    replay(verdict.proof)


# --- wrong steps ----------------------------------------------------------------------------------

N, Q, K, X = var("n", NAT), var("q", NAT), var("k", INT), var("x")
SQUARE = mul(K, K)


def case(goal, *facts):
    """The goal under facts that give it."""
    known = tuple(infer("definedness", facts, defined(side)) for side in goal.args)
    return infer("normal form", facts, goal, known)


AT_0, AT_1 = (case(eq(SQUARE, K), eq(K, num(v))) for v in (0, 1))
EVEN = case(eq(apply("floor", div(N, TWO)), div(N, TWO)), remainder_case(N, 2, Q, 0))

WRONG_STEPS = {
    "not-the-integer-part": ("integer part", (), eq(apply("floor", X), X), (), {}),
    "one-too-many": (
        "integer part",
        (le(ONE, X), le(X, TWO)),
        eq(apply("floor", X), ONE),
        (),
        {},
    ),
    "value-left-out": (
        "integer range",
        (le(ZERO, K), le(K, TWO)),
        eq(SQUARE, K),
        (AT_0, AT_1),
        {"on": K, "low": 0, "high": 2},
    ),
    "without-bounds": (
        "integer range",
        (),
        eq(SQUARE, K),
        (AT_0, AT_1),
        {"on": K, "low": 0, "high": 1},
    ),
    "real-in-a-range": (
        "integer range",
        (le(ZERO, X), le(X, ONE)),
        eq(mul(X, X), X),
        tuple(case(eq(mul(X, X), X), eq(X, num(v))) for v in (0, 1)),
        {"on": X, "low": 0, "high": 1},
    ),
    "odd-left-out": (
        "remainders",
        (),
        EVEN.sequent.goal,
        (EVEN,),
        {"on": N, "modulus": 2, "quotient": Q},
    ),
    "quotient-that-occurs": (
        "remainders",
        (eq(N, mul(TWO, Q)),),
        EVEN.sequent.goal,
        (EVEN,),
        {"on": N, "modulus": 2, "quotient": Q},
    ),
    "modulus-1": (
        "remainders",
        (),
        EVEN.sequent.goal,
        (EVEN,),
        {"on": N, "modulus": 1, "quotient": Q},
    ),
    "natural-quotient-of-an-integer": (
        "remainders",
        (),
        eq(apply("abs", K), K),
        tuple(case(eq(apply("abs", K), K), remainder_case(K, 2, Q, r)) for r in (0, 1)),
        {"on": K, "modulus": 2, "quotient": Q},
    ),
}


@pytest.mark.parametrize("step", WRONG_STEPS.values(), ids=WRONG_STEPS.keys())
def test_wrong_step_is_not_accepted(step):
    rule, hypotheses, goal, premises, data = step
    with pytest.raises(InferenceError):
        infer(rule, hypotheses, goal, premises, data)
