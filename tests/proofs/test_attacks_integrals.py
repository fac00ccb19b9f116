"""Attacks on integrals, least values, sums of squares, and signs of exponentials and logarithms.

A false claim must not be proved, a true one not refuted; a step that doesn't follow must not be
inferred; and every answer comes about when it is due.
"""

from __future__ import annotations

import multiprocessing
from functools import reduce

import pytest

from proofs import Claim, ClaimError, InferenceError, Proved, Refuted, check
from proofs.kernel import infer
from proofs.kernel.terms import (
    INT,
    ONE,
    OO,
    PI,
    REAL,
    TWO,
    ZERO,
    Term,
    TermError,
    add,
    apply,
    bound,
    div,
    eq,
    exp,
    integral,
    le,
    log,
    lt,
    mul,
    ne,
    neg,
    negation,
    num,
    power,
    somewhere,
    sqrt,
    sub,
    total,
    var,
)

x, a = var("x"), var("a")
n = var("n", INT)
T, J = bound(0, REAL), bound(0)


def on(*claim: object, **rest: object) -> object:
    """A claim that is made when it is asked for: some of these are refused as they are stated."""
    return lambda: Claim(*claim, **rest)  # type: ignore[arg-type]


def size_of(u: Term) -> Term:
    """|u|."""
    return apply("abs", u)


def over(body: Term, lower: Term = ZERO, upper: Term = ONE) -> Term:
    """The integral of a body in T."""
    return integral(lower, upper, body)


HAIR = add(ONE, exp(num(-100)))
"""A little more than 1: no enclosure of low precision tells them apart."""

NOWHERE = {
    "power-0-of-what-is-undefined": over(power(div(ONE, sub(T, T)), ZERO)),
    "log-of-negatives": over(log(neg(T)), ONE, HAIR),
    "root-of-negatives": over(sqrt(sub(ONE, T)), ONE, HAIR),
}
"""Integrals whose integrands are defined nowhere inside."""

TANGENT_JUMPS = div(ONE, add(TWO, apply("cos", T)))
POLE = power(sub(T, a), num(-2))

FALSE_CLAIMS = {
    **{f"not-2-{key}": on(value, "!=", TWO) for key, value in NOWHERE.items()},
    # withstood
    **{f"below-2-{key}": on(value, "<", TWO) for key, value in NOWHERE.items()},
    "odd-with-a-pole": on(over(div(ONE, T), neg(ONE)), "=", ZERO),
    "square-of-a-pole": on(over(power(T, num(-2)), neg(ONE)), "=", neg(TWO)),
    "pole-at-a-parameter": on(over(POLE), "=", div(ONE, mul(a, sub(a, ONE)))),
    "antiderivative-that-jumps": on(over(TANGENT_JUMPS, ZERO, mul(TWO, PI)), "=", ZERO),
    "oscillating": on(over(apply("cos", T), ZERO, OO), "=", ZERO),
    "no-principal-value": on(over(T, neg(OO), OO), "=", ZERO),
    "power-n-may-be--1": on(over(power(T, n)), "=", div(ONE, add(n, ONE))),
    "log-of-a-size": on(over(div(ONE, T), ONE, x), "=", log(size_of(x))),
    "same-normal-form": on(over(div(ONE, T), x, a), "=", over(div(T, mul(T, T)), x, a)),
    "zero-integrand": on(over(sub(div(ONE, T), div(ONE, T)), x, a), "=", ZERO),
    "rate-of-any-sign": on(over(exp(neg(mul(a, T))), ZERO, OO), "=", div(ONE, a)),
    "least-value-across-a-gap": on(neg(div(ONE, x)), "<=", ZERO, given=[ne(x, ZERO)]),
    "product-of-waves": on(mul(TWO, apply("sin", x), apply("cos", x)), "<", ONE),
    "empty-range-of-logs": on(ZERO, "<", total(ONE, n, log(J))),
    "empty-range-of-exponentials": on(ZERO, "<", total(ONE, n, sub(exp(J), ONE))),
    "contradictory": on(x, "=", add(x, ONE), given=[lt(ZERO, x), lt(x, ZERO)]),
    "root-above-0": on(ZERO, "<", sqrt(x)),
    "exponential-below-1": on(exp(x), "<", ONE, given=[le(x, ZERO)]),
}  # fmt: skip


@pytest.mark.parametrize("claim", FALSE_CLAIMS.values(), ids=FALSE_CLAIMS.keys())
def test_false_claim_is_not_proved(claim):
    try:
        stated = claim()
    except (ClaimError, TermError):
        return
    assert not isinstance(check(stated, budget=0.4), Proved)


TRUE_CLAIMS = {
    "half-circle": on(over(sqrt(sub(ONE, mul(T, T))), neg(ONE)), "=", div(PI, TWO)),
    "infinite-at-an-end": on(over(div(ONE, sqrt(T))), "=", TWO),
    "size": on(over(size_of(T), neg(ONE)), "=", ONE),
    "signed-square": on(over(sqrt(mul(T, T)), ZERO, x), "=", div(mul(x, size_of(x)), TWO)),
}  # fmt: skip


@pytest.mark.parametrize("claim", TRUE_CLAIMS.values(), ids=TRUE_CLAIMS.keys())
def test_true_claim_is_not_refuted(claim):
    assert not isinstance(check(claim(), budget=0.4), Refuted)


def at_no_names(rule: str, goal: Term) -> object:
    """A step at the one point without coordinates."""
    return infer(rule, (), somewhere(goal), (), {"at": (), "values": ()})


FORGERIES = {
    f"{rule}-{key}": step
    for key, value in NOWHERE.items()
    for rule, step in (
        ("enclosure", lambda v=value: infer("enclosure", (), lt(v, TWO))),
        ("instance", lambda v=value: at_no_names("instance", lt(v, TWO))),
        ("witness", lambda v=value: at_no_names("witness", negation(eq(v, TWO)))),
    )
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_forged_step_is_not_inferred(forge):
    with pytest.raises(InferenceError):
        forge()


# --- time -----------------------------------------------------------------------------------------

BUDGET, PATIENCE = 0.2, 4  # seconds; on a busy machine all takes longer


def doubled(u: Term, times: int) -> Term:
    """2^times u, as a chain of sums that share their parts."""
    return reduce(lambda whole, _: add(whole, whole), range(times), u)


def wild(k: int) -> Term:
    """sin(exp(sin(k e^t)))."""
    return apply("sin", exp(apply("sin", mul(num(k), exp(T)))))


LONG = {
    "wild-integrand": on(over(add(*map(wild, range(200))), ZERO, num(50)), "<", num(10_000)),
    "integrand-of-shared-parts": on(over(doubled(T, 45)), "=", x),
    "many-integrals": on(total(ONE, num(3000), over(apply("sin", exp(T)), ZERO, J)), "<", ONE),
}  # fmt: skip


@pytest.mark.parametrize("claim", LONG.values(), ids=LONG.keys())
def test_an_answer_in_time(claim):
    context = multiprocessing.get_context("fork")
    worker = context.Process(target=check, args=(claim(),), kwargs={"budget": BUDGET})
    worker.start()
    worker.join(PATIENCE)
    if worker.is_alive():
        worker.kill()
        worker.join()
    assert worker.exitcode == 0, "killed, for it was late, or failed"
