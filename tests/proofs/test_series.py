"""Infinite series by their partial sums, and softmax as its inputs are scaled up; wrong ones."""

from __future__ import annotations

import json

import pytest
from sympy import Abs, Eq, IndexedBase, Limit, Rational, Sum, exp, oo, symbols

from proofs import Claim, InferenceError, Proved, Refuted, check, replay
from proofs.kernel import infer, to_data
from proofs.kernel.rules.series import remainder
from proofs.kernel.terms import (
    INT,
    ONE,
    OO,
    TWO,
    ZERO,
    add,
    bound,
    defined,
    eq,
    le,
    neg,
    num,
    total,
    var,
)

k, j = symbols("k j", integer=True)
a, b, c, r, t = symbols("a b c r t")
HALF = Rational(1, 2)
x = IndexedBase("x", shape=(3,))
EXPONENTIALS = exp(t * a) + exp(t * b) + exp(t * c)

PROVED = {
    "geometric": Claim(Sum(r**k, (k, 0, oo)), "=", 1 / (1 - r), given=[Abs(r) < 1]),
    "geometric-with-a-factor": Claim(
        Sum(c * r**k, (k, 0, oo)), "=", c / (1 - r), given=[r > 0, r < 1]
    ),
    "halves": Claim(Sum(HALF**k, (k, 1, oo)), "=", 1),
    "halves-below": Claim(Sum(1 / 2**k, (k, 0, oo)), "=", 2),
    "alternating": Claim(Sum((-HALF) ** k, (k, 0, oo)), "=", Rational(2, 3)),
    "collapsing": Claim(Sum(1 / (k * (k + 1)), (k, 1, oo)), "=", 1),
    "collapsing-by-2": Claim(Sum(1 / (k * (k + 2)), (k, 1, oo)), "=", Rational(3, 4)),
    "differences": Claim(
        Sum((k + 2) / (k + 3) - (k + 1) / (k + 2), (k, 1, oo)), "=", HALF - HALF / 3
    ),
    "softmax-of-the-largest": Claim(
        Limit(exp(t * a) / EXPONENTIALS, t, oo), "=", 1, given=[b < a, c < a]
    ),
    "softmax-of-another": Claim(
        Limit(exp(t * b) / EXPONENTIALS, t, oo), "=", 0, given=[b < a, c < a]
    ),
    "softmax-of-two": Claim(
        Limit(exp(t * a) / EXPONENTIALS, t, oo), "=", HALF, given=[Eq(b, a), c < a]
    ),
    "softmax-of-three": Claim(
        Limit(exp(t * a) / EXPONENTIALS, t, oo), "=", HALF - HALF / 3, given=[Eq(b, a), Eq(c, a)]
    ),
    "softmax-of-a-family": Claim(
        Limit(exp(t * x[1]) / Sum(exp(t * x[j]), (j, 1, 3)), t, oo),
        "=",
        1,
        given=[x[2] < x[1], x[3] < x[1]],
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
    "halves-from-0": Claim(Sum(HALF**k, (k, 0, oo)), "=", 1),
    "last-term-as-limit": Claim(Sum((k + 1) / (k + 2) - k / (k + 1), (k, 1, oo)), "=", -HALF),
    "softmax-of-another": Claim(
        Limit(exp(t * b) / EXPONENTIALS, t, oo), "=", 1, given=[b < a, c < a]
    ),
}


@pytest.mark.parametrize("claim", REFUTED.values(), ids=REFUTED.keys())
def test_refuted(claim):
    verdict = check(claim)
    assert isinstance(verdict, Refuted), verdict
    replay(verdict.proof)


NOT_PROVED = {
    "any-ratio": Claim(Sum(r**k, (k, 0, oo)), "=", 1 / (1 - r)),
    "ratio-1": Claim(Sum(1**k * c, (k, 0, oo)), "=", 0),
    "alternating-ones": Claim(Sum((-1) ** k, (k, 0, oo)), "=", HALF),
    "growing": Claim(Sum(2**k, (k, 0, oo)), "=", -1),
    "harmonic": Claim(Sum(1 / k, (k, 1, oo)), "=", 1),
    "undefined-term": Claim(Sum(1 / (k * (k + 1)), (k, 0, oo)), "=", 1),
    "softmax-unless-tied": Claim(
        Limit(exp(t * a) / EXPONENTIALS, t, oo), "=", 1, given=[b <= a, c < a]
    ),
}


@pytest.mark.parametrize("claim", NOT_PROVED.values(), ids=NOT_PROVED.keys())
def test_not_proved(claim):
    assert not isinstance(check(claim), Proved)


# --- wrong steps ----------------------------------------------------------------------------------

N, R, J = var("n", INT), var("r"), bound(0)


def partial(body, value, parts, *facts):
    """The partial sums as the rule wants them, proved."""
    goal = eq(total(ONE, N, body), add(value, *remainder(N, parts)))
    known = [infer("definedness", facts, defined(side)) for side in goal.args]
    return infer("normal form", facts, goal, known)


FROM_1 = le(ONE, N)
NONE = partial(ZERO, ZERO, (), FROM_1)
LATE = partial(ZERO, ZERO, (), le(TWO, N))
UNIT = partial(ZERO, neg(ONE), (ONE, "power", ONE), FROM_1)

WRONG_STEPS = {
    "ratio-1": (eq(total(ONE, OO, ZERO), neg(ONE)), UNIT, (ONE, "power", ONE)),
    "part-with-the-index": (
        eq(total(ONE, OO, ZERO), neg(ONE)),
        NONE,
        (N, "reciprocal", ZERO),
    ),
    "only-later-sums": (eq(total(ONE, OO, ZERO), ZERO), LATE, ()),
    "another-series": (eq(total(ONE, OO, ONE), ZERO), NONE, ()),
    "another-value": (eq(total(ONE, OO, ZERO), ONE), NONE, ()),
    "finite": (eq(total(ONE, num(5), ZERO), ZERO), NONE, ()),
}


@pytest.mark.parametrize("step", WRONG_STEPS.values(), ids=WRONG_STEPS.keys())
def test_wrong_step_is_not_accepted(step):
    goal, premise, parts = step
    with pytest.raises(InferenceError):
        infer("series", (), goal, (premise,), {"index": N, "parts": parts})


def test_right_step_is_accepted():
    data = {"index": N, "parts": ()}
    proof = infer("series", (), eq(total(ONE, OO, ZERO), ZERO), (NONE,), data)
    assert replay(proof).sequent == proof.sequent
