"""Time: large calls are not begun when they may end late. No limit here is a tight one."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, process_time

import pytest

from proofs import Claim, Proved, check
from proofs.kernel.normal_forms.normal import Normalizer
from proofs.kernel.normal_forms.ratio import Ratio, Unsupported, common_factor, context, times
from proofs.kernel.normal_forms.time_limit import require_time, within
from proofs.kernel.terms import (
    ONE,
    ZERO,
    Term,
    abstract,
    add,
    apply,
    derivative,
    div,
    eq,
    exp,
    integral,
    matpow,
    matrix,
    maximum,
    mul,
    num,
    power,
    sqrt,
    sub,
    var,
)  # fmt: skip

x, y = var("x"), var("y")
BUDGET = 0.3


def names(count: int) -> list[Term]:
    return [var(f"v{i}") for i in range(count)]


def matrix_of_names(size: int) -> Term:
    return matrix(*[[var(f"a{i}_{j}") for j in range(size)] for i in range(size)])


def dense(count: int, degree: int, more: Term) -> Term:
    return add(power(add(*names(count), ONE), num(degree)), more)


HOSTILE = {
    "many denominators": Claim(
        add(*(div(ONE, add(x, num(i), mul(y, num(i * i)))) for i in range(700))), "=", ZERO
    ),
    "many factors below": Claim(
        div(ONE, mul(*(add(x, num(i)) for i in range(1500)))), "=",
        div(ONE, mul(*(add(x, num(i)) for i in range(1, 1501)))),
    ),
    "dense polynomials": Claim(div(dense(6, 12, x), dense(6, 11, y)), "=", ONE),
    "a power of a matrix": Claim(
        matpow(matrix_of_names(4), 12), "=", matpow(matrix_of_names(4), 11)
    ),
    "a derivative of high order": Claim(
        derivative(x, abstract(exp(apply("sin", exp(power(add(x, ONE), num(20))))), x), 8),
        "=", ZERO,
    ),
    "roots in roots": Claim(
        sqrt(add(ONE, sqrt(add(x, sqrt(add(y, sqrt(sub(x, y)))))))), "=", sqrt(add(x, sqrt(y)))
    ),
}  # fmt: skip


@pytest.mark.parametrize("claim", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_claims_end_soon(claim: Claim) -> None:
    start = process_time()
    assert not isinstance(check(claim, budget=BUDGET), Proved)
    assert process_time() - start < 10 * BUDGET


def test_what_may_be_late_is_not_begun() -> None:
    u, v = context(2).gens()[:2]
    p, q = (u + v + 1) ** 45, (u - v + 2) ** 45
    one = context(2).constant(1)
    with within(monotonic() + 1e-4), pytest.raises(Unsupported, match="too short"):
        times(Ratio(p, one), Ratio(q, one))
    with within(monotonic() + 1e-4), pytest.raises(Unsupported, match="too short"):
        common_factor(p * q, q)
    assert common_factor(p * q, q) == q


def test_what_is_soon_done_is_begun() -> None:
    u = context(2).gens()[0]
    p, q = (u + 1) ** 600, (u + 2) ** 500 * (u + 1)
    with within(monotonic() + 2.0):
        assert common_factor(p, q) == u + 1


def test_of_nested_limits_the_first_counts() -> None:
    with within(monotonic() + 1.0), within(monotonic() + 100.0):
        require_time(0.1)
        with pytest.raises(Unsupported):
            require_time(10.0)
    require_time(1e9)


def test_nothing_is_worked_out_after_the_deadline() -> None:
    with pytest.raises(Unsupported, match="the time is up"):
        Normalizer(deadline=monotonic() - 1).equal(x, x)


DOUBLED = {
    "a product": lambda f: mul(f, f),
    "a sum": lambda f: add(f, f),
    "a maximum": lambda f: maximum(f, sub(ONE, f)),
    "a modulus": lambda f: sub(apply("abs", f), f),
    "a fraction": lambda f: div(f, add(ONE, f)),
}
ASKED = {
    "its value": lambda f: Claim(f, "=", num(3), given=(eq(x, ONE),)),
    "a sign": lambda f: Claim(ZERO, "<=", f),
    "a floor": lambda f: Claim(apply("floor", f), "=", ONE),
    "a derivative": lambda f: Claim(derivative(x, abstract(f, x)), "=", ONE),
    "an integral": lambda f: Claim(integral(ZERO, ONE, abstract(f, x)), "=", ONE),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("doubled", DOUBLED.values(), ids=DOUBLED)
def test_a_short_term_with_a_tree_of_2_to_60_nodes(
    doubled: Callable[[Term], Term], asked: Callable[[Term], Claim]
) -> None:
    f = add(x, ONE)
    for _ in range(60):
        f = doubled(f)
    start = process_time()
    check(asked(f), budget=BUDGET)
    assert process_time() - start < 5
