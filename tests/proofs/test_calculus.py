"""Derivatives and limits: proved, proved where, refuted, without existence; each replayed."""

from __future__ import annotations

import pytest

from proofs import Claim, InferenceError, Proved, Refuted, Undecided, check, replay
from proofs.kernel import infer
from proofs.kernel.terms import (
    ONE,
    OO,
    REAL,
    TWO,
    ZERO,
    Term,
    abstract,
    add,
    apply,
    bound,
    delta,
    derivative,
    div,
    elem,
    eq,
    exp,
    le,
    limit,
    log,
    lt,
    maximum,
    mul,
    ne,
    neg,
    num,
    power,
    sqrt,
    sub,
    total,
)

from .claims import IN_RANGE, K, X, i, k, sigmoid, softmax, tanh, x

t = bound(0, REAL)


def relu(u: Term) -> Term:
    return maximum(ZERO, u)


def step(u: Term) -> Term:
    return apply("heaviside", u)


def size(u: Term) -> Term:
    return apply("abs", u)


def again(u: Term, times: int) -> Term:
    """The derivative of the derivative of ... of u, so many times."""
    for _ in range(times):
        u = derivative(x, abstract(u, x))
    return u


def quotient(f, side: str = "both") -> Term:
    """lim_{h -> 0} (f(x+h) - f(x))/h."""
    return limit(ZERO, div(sub(f(add(x, t)), f(x)), t), side)


def slope(f) -> Term:
    """d/dx f(x)."""
    return derivative(x, f(t))


POSITIVE, NEGATIVE, AT_0 = lt(ZERO, x), lt(x, ZERO), eq(x, ZERO)

PROVED = {
    "sigma'": Claim(slope(sigmoid), "=", mul(sigmoid(x), sub(ONE, sigmoid(x)))),
    "tanh'": Claim(slope(tanh), "=", sub(ONE, power(tanh(x), TWO))),
    "softplus'": Claim(slope(lambda u: log(add(ONE, exp(u)))), "=", sigmoid(x)),
    "second": Claim(derivative(x, power(t, num(3)), 2), "=", mul(num(6), x)),
    "relu'-for-x>0": Claim(quotient(relu), "=", ONE, given=[POSITIVE]),
    "relu'-for-x<0": Claim(quotient(relu), "=", ZERO, given=[NEGATIVE]),
    "relu'-is-H": Claim(quotient(relu), "=", step(x), given=[ne(x, ZERO)]),
    "relu'-is-H-as-derivative": Claim(slope(relu), "=", step(x), given=[ne(x, ZERO)]),
    "relu'-left": Claim(quotient(relu, "left"), "=", ZERO, given=[AT_0]),
    "relu'-right": Claim(quotient(relu, "right"), "=", ONE, given=[AT_0]),
    "square": Claim(quotient(lambda u: power(u, TWO)), "=", mul(TWO, x)),
    "exp": Claim(quotient(exp), "=", exp(x)),
    "hospital": Claim(limit(ZERO, div(apply("sin", t), t)), "=", ONE),
    "hospital-twice": Claim(
        limit(ZERO, div(sub(ONE, apply("cos", t)), power(t, TWO))), "=", div(ONE, TWO)
    ),
    "continuous": Claim(limit(ZERO, div(add(t, ONE), add(t, TWO))), "=", div(ONE, TWO)),
    "sigma-to-H": Claim(limit(OO, sigmoid(mul(t, x))), "=", step(x)),
    "tanh-to-sign": Claim(limit(OO, tanh(mul(t, x))), "=", apply("sign", x)),
    "softplus-to-relu": Claim(limit(OO, div(log(add(ONE, exp(mul(t, x)))), t)), "=", relu(x)),
    "rational-at-infinity": Claim(
        limit(OO, div(add(t, ONE), add(mul(TWO, t), num(3)))), "=", div(ONE, TWO)
    ),
    "at-minus-infinity": Claim(limit(neg(OO), sigmoid(t)), "=", ZERO),
    "five-derivatives": Claim(again(apply("sin", x), 5), "=", apply("cos", x)),
    "twelve-derivatives": Claim(again(power(x, num(3)), 12), "=", ZERO),
}


@pytest.mark.parametrize("claim", PROVED.values(), ids=PROVED.keys())
def test_proved_by_the_kernel(claim):
    verdict = check(claim)
    assert isinstance(verdict, Proved), verdict
    assert verdict.conditions == ()
    replay(verdict.proof)


WHERE = {
    "log": (Claim(slope(log), "=", div(ONE, x)), ["0 < x"]),
    "abs": (Claim(slope(size), "=", apply("sign", x)), ["x != 0"]),
    "reciprocal": (
        Claim(quotient(lambda u: div(ONE, u)), "=", neg(div(ONE, power(x, TWO)))),
        ["x != 0"],
    ),
    "sqrt": (Claim(quotient(sqrt), "=", div(ONE, mul(TWO, sqrt(x)))), ["0 < x"]),
    "log-four-times": (
        Claim(again(log(x), 4), "=", div(num(-6), power(x, num(4)))),
        ["0 < x", "x != 0"],
    ),
    "x^2-abs-three-times": (
        Claim(again(mul(x, x, size(x)), 3), "=", mul(num(6), apply("sign", x))),
        ["x != 0"],
    ),
}


@pytest.mark.parametrize(("claim", "conditions"), WHERE.values(), ids=WHERE.keys())
def test_proved_where_the_rules_apply(claim, conditions):
    verdict = check(claim)
    assert isinstance(verdict, Proved), verdict
    assert [str(c) for c in verdict.conditions] == conditions
    replay(verdict.proof)


REFUTED = {
    "wrong-slope": Claim(slope(lambda u: power(u, TWO)), "=", x),
    "zero-over-zero": Claim(quotient(lambda u: power(u, TWO)), "=", ZERO),
    "hospital-without-0/0": Claim(limit(ZERO, div(add(t, ONE), add(t, TWO))), "=", ONE),
    "half-at-the-corner": Claim(quotient(relu), "=", div(ONE, TWO), given=[AT_0]),
    "corner-of-abs": Claim(slope(size), "=", ZERO, given=[AT_0]),
    "sides-differ": Claim(limit(ZERO, div(size(t), t)), "=", ZERO),
    "facts-do-not-cross-a-binder": Claim(
        slope(lambda u: power(u, TWO)), "=", slope(lambda u: u), given=[eq(x, ONE)]
    ),
}


@pytest.mark.parametrize("claim", REFUTED.values(), ids=REFUTED.keys())
def test_refuted(claim):
    verdict = check(claim)
    assert isinstance(verdict, Refuted), verdict
    replay(verdict.proof)


def test_the_corner_is_refuted_by_its_one_sided_limits():
    verdict = check(REFUTED["half-at-the-corner"])
    assert verdict.witness is None
    assert "from the left 0, from the right 1" in verdict.reason


NOT_PROVED = {
    "infinite": Claim(limit(ZERO, div(ONE, t)), "=", ZERO),
    "oscillating": Claim(limit(ZERO, apply("sin", div(ONE, t))), "=", ZERO),
    "one-side-only": Claim(limit(ZERO, div(ONE, t)), "=", OO),
    "piecewise-point": Claim(derivative(ZERO, mul(t, apply("abs", t), apply("sign", t))), "=", ONE),
    "rate-of-unknown-sign": Claim(limit(OO, exp(mul(t, x))), "=", ZERO),
    "floor-at-a-step": Claim(limit(ONE, apply("floor", t)), "=", ONE),
    "x-abs-three-times-at-0": Claim(again(mul(x, size(x)), 3), "=", ZERO, given=[AT_0]),
    "x-abs-twice-at-0": Claim(again(mul(x, size(x)), 2), "=", ZERO, given=[AT_0]),
    "x^2-abs-four-times-at-0": Claim(again(mul(x, x, size(x)), 4), "=", ZERO, given=[AT_0]),
}


@pytest.mark.parametrize("claim", NOT_PROVED.values(), ids=NOT_PROVED.keys())
def test_not_proved(claim):
    assert not isinstance(check(claim), Proved)


ENTRY = elem(X, k)


def moved(j: Term, level: int) -> Term:
    """x_j where x_k is replaced by the bound name."""
    return add(elem(X, j), mul(delta(j, k), sub(bound(level, REAL), ENTRY)))


def jacobian() -> Term:
    below = total(ONE, K, exp(moved(bound(0), 1)))
    return derivative(ENTRY, div(exp(moved(i, 0)), below))


K_IN_RANGE = (*IN_RANGE, le(ONE, k), le(k, K))


def test_softmax_jacobian_for_symbolic_length():
    plain = softmax(lambda j: elem(X, j))
    other = softmax(lambda j: elem(X, j), index=k)
    right = mul(plain, sub(delta(i, k), other))
    assert isinstance(check(Claim(jacobian(), "=", right, given=K_IN_RANGE)), Proved)
    wrong = mul(plain, sub(delta(i, k), plain))
    assert isinstance(check(Claim(jacobian(), "=", wrong, given=K_IN_RANGE)), Refuted)


# Each step of calculus asks for its hypotheses: the wrong sequents that the rules must not accept.

H_QUOTIENT = div(sub(relu(t), relu(ZERO)), t)

WRONG_STEPS = {
    "derivative-at-a-corner": ("derivative", (), eq(derivative(ZERO, size(t)), ZERO), (), {}),
    "derivative-outside-the-domain": (
        "derivative", (), eq(derivative(neg(ONE), log(t)), neg(ONE)), (), {},
    ),
    "limit-through-a-jump": (
        "limit", (), eq(limit(ZERO, step(t)), step(ZERO)), (), {"inner": step(t), "near": ()},
    ),
    "limit-with-a-false-neighbourhood": (
        "limit", (), eq(limit(ZERO, size(t)), ZERO), (),
        {"inner": abstract(x, x), "near": (lt(ONE, t),)},
    ),
    "hospital-not-0/0": (
        "l'Hopital", (), eq(limit(ZERO, div(add(t, ONE), add(t, TWO))), ONE), (),
        {"above": add(t, ONE), "below": add(t, TWO), "near": ()},
    ),
    "rate-zero": (
        "limit at infinity", (), eq(limit(OO, exp(ZERO)), ZERO), (),
        {"outer": x, "slots": (x,), "parts": (0, 0, ZERO)},
    ),
    "rising-power": (
        "limit at infinity", (), eq(limit(OO, t), ZERO), (),
        {"outer": x, "slots": (x,), "parts": (1, 0, ZERO)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("step_of", WRONG_STEPS.values(), ids=WRONG_STEPS.keys())
def test_wrong_step_is_not_accepted(step_of):
    rule, hypotheses, goal, premises, data = step_of
    with pytest.raises(InferenceError):
        infer(rule, hypotheses, goal, premises, data)


def test_undecided_names_what_was_tried():
    verdict = check(NOT_PROVED["rate-of-unknown-sign"])
    assert isinstance(verdict, Undecided)
    assert "derivatives and limits" in verdict.tried
