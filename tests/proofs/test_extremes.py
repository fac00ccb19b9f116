"""The largest and the smallest of a family of symbolic length; and wrong claims about them."""

from __future__ import annotations

import json

import pytest
from sympy import IndexedBase, Max, Sum, exp, log, symbols

from derivations.writing.latex import latex
from proofs import Claim, InferenceError, Proved, Refuted, check, replay
from proofs.kernel import infer, to_data
from proofs.kernel.terms import (
    INT,
    NAT,
    ONE,
    ZERO,
    add,
    bound,
    defined,
    elem,
    family,
    greatest,
    le,
    least,
    lt,
    num,
    var,
)
from proofs.translation import Greatest, Least, from_sympy, to_sympy

K = symbols("K", integer=True, nonnegative=True)
i, j = symbols("i j", integer=True)
c = symbols("c")
x, y = IndexedBase("x", shape=(K,)), IndexedBase("y", shape=(K,))
LARGEST, SMALLEST = Greatest(x[j], (j, 1, K)), Least(x[j], (j, 1, K))
NORMALIZER = Sum(exp(x[j]), (j, 1, K))
SHIFTED = Sum(exp(x[j] - LARGEST), (j, 1, K))
SOME = [K >= 1]
IN_RANGE = [i >= 1, i <= K]

PROVED = {
    "below-log-sum-exp": Claim(LARGEST, "<=", log(NORMALIZER), given=SOME),
    "log-sum-exp-below": Claim(log(NORMALIZER), "<=", LARGEST + log(K), given=SOME),
    "each-below": Claim(x[i], "<=", LARGEST, given=IN_RANGE),
    "each-above": Claim(SMALLEST, "<=", x[i], given=IN_RANGE),
    "mean-between": Claim(Sum(x[j], (j, 1, K)) / K, "<=", LARGEST, given=SOME),
    "mean-above": Claim(SMALLEST, "<=", Sum(x[j], (j, 1, K)) / K, given=SOME),
    "smallest-below-largest": Claim(SMALLEST, "<=", LARGEST, given=SOME),
    "shifted": Claim(Greatest(x[j] + c, (j, 1, K)), "=", LARGEST + c),
    "doubled": Claim(Greatest(2 * x[j], (j, 1, K)), "=", 2 * LARGEST),
    "of-sums": Claim(
        Greatest(x[j] + y[j], (j, 1, K)), "<=", LARGEST + Greatest(y[j], (j, 1, K)), given=SOME
    ),
    "softmax-without-overflow": Claim(
        exp(x[i] - LARGEST) / SHIFTED, "=", exp(x[i]) / NORMALIZER, given=IN_RANGE
    ),
    "log-sum-exp-without-overflow": Claim(LARGEST + log(SHIFTED), "=", log(NORMALIZER), given=SOME),
    "exponents-at-most-0": Claim(exp(x[i] - LARGEST), "<=", 1, given=IN_RANGE),
    "three": Claim(Greatest(x[j], (j, 1, 3)), "=", Max(x[1], x[2], x[3])),
}


@pytest.mark.parametrize("claim", PROVED.values(), ids=PROVED.keys())
def test_proved(claim):
    verdict = check(claim, budget=10.0)
    assert isinstance(verdict, Proved), verdict
    assert verdict.conditions == ()
    assert verdict.trust == "kernel"
    replay(json.loads(json.dumps(to_data(verdict.proof))))


REFUTED = {
    "the-first": (Claim(LARGEST, "=", x[1], given=SOME), "K = 2, x[1] = 0, x[2] = 1"),
    "at-least-log-sum-exp": (Claim(log(NORMALIZER), "<=", LARGEST, given=SOME), "K = 2"),
    "strictly-below-twice": (Claim(LARGEST, "<", 2 * LARGEST, given=SOME), "K = 1, x[1] = 0"),
    "negative-factor": (Claim(Greatest(-2 * x[j], (j, 1, K)), "=", -2 * LARGEST), "K = 2"),
    "largest-of-sums": (
        Claim(Greatest(x[j] + y[j], (j, 1, K)), "=", LARGEST + Greatest(y[j], (j, 1, K))),
        "K = 2",
    ),
    "unlike-scale": (Claim(Greatest(c * x[j], (j, 1, K)), "=", c * LARGEST), "c = -1"),
}


@pytest.mark.parametrize(("claim", "where"), REFUTED.values(), ids=REFUTED.keys())
def test_refuted_by_a_small_witness(claim, where):
    verdict = check(claim)
    assert isinstance(verdict, Refuted), verdict
    assert where in verdict.reason
    replay(verdict.proof)


def test_the_largest_of_none_is_not_defined():
    none = Greatest(x[j], (j, 1, 0))
    assert not isinstance(check(Claim(none, "=", none)), Proved)
    verdict = check(Claim(Greatest(c, (j, 1, K)), "=", c))
    assert isinstance(verdict, Proved)
    assert [str(condition) for condition in verdict.conditions] == ["1 <= K"]


def test_there_and_back():
    u = IndexedBase("u")
    for whole in (Greatest(u[j], (j, 1, K)), Least(u[j] ** 2, (j, 2, K + 1))):
        assert from_sympy(to_sympy(from_sympy(whole))) is from_sympy(whole)


def test_written():
    assert latex(from_sympy(2 * LARGEST)) == r"2 \max_{1 \le i \le K} x_{i}"
    assert latex(from_sympy(SMALLEST)) == r"\min_{1 \le i \le K} x_{i}"


# --- wrong steps ----------------------------------------------------------------------------------

N, AT, M = var("n", NAT), var("i", INT), var("m", INT)
V, J = var("v", family(rank=1)), bound(0)
WHOLE = greatest(ONE, N, elem(V, J))
FACTS = (le(ONE, AT), le(AT, N), le(elem(V, AT), ZERO))
SIDES = tuple(infer("definedness", FACTS, defined(side)) for side in FACTS[2].args)
EACH = infer("sign", FACTS, FACTS[2], SIDES)

WRONG_STEPS = {
    "beyond-the-range": (
        "greatest term",
        (le(ONE, N),),
        le(elem(V, add(N, ONE)), WHOLE),
        (),
        {"index": add(N, ONE)},
    ),
    "any-index": ("greatest term", (le(ONE, N),), le(elem(V, M), WHOLE), (), {"index": M}),
    "half-an-index": (
        "greatest term",
        (le(ONE, N),),
        le(elem(V, num("1/2")), WHOLE),
        (),
        {"index": num("1/2")},
    ),
    "turned": ("greatest term", (le(ONE, N),), le(WHOLE, elem(V, ONE)), (), {"index": ONE}),
    "strictly": ("greatest term", (le(ONE, N),), lt(elem(V, ONE), WHOLE), (), {"index": ONE}),
    "smallest": (
        "greatest term",
        (le(ONE, N),),
        le(elem(V, ONE), least(ONE, N, elem(V, J))),
        (),
        {"index": ONE},
    ),
    "one-of-them-for-all": (
        "greatest of all",
        (le(ONE, AT), le(AT, N), FACTS[2]),
        le(WHOLE, ZERO),
        (EACH,),
        {"index": AT},
    ),
    "none-at-all": ("greatest of all", (), le(WHOLE, ZERO), (EACH,), {"index": AT}),
}


@pytest.mark.parametrize("step", WRONG_STEPS.values(), ids=WRONG_STEPS.keys())
def test_wrong_step_is_not_accepted(step):
    rule, hypotheses, goal, premises, data = step
    with pytest.raises(InferenceError):
        infer(rule, hypotheses, goal, premises, data)
