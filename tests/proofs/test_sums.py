"""Sums of symbolic length: closed forms by induction, splitting, deltas, means; and wrong ones."""

from __future__ import annotations

import pytest

from proofs import Claim, InferenceError, Proved, Refuted, check, replay
from proofs.kernel import infer
from proofs.kernel.terms import (
    NAT,
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    apply,
    bound,
    delta,
    div,
    elem,
    eq,
    exp,
    family,
    le,
    lt,
    minimum,
    mul,
    ne,
    neg,
    num,
    power,
    product,
    sub,
    total,
    var,
)

from .claims import K, X, c, k, x

n = var("n", NAT)
r = var("r")
J = bound(0)
V = var("v", family(n))
MEAN = div(total(ONE, n, elem(V, J)), n)


def raised(u: Term, p: int) -> Term:
    return power(u, num(p))


def geometric() -> Claim:
    right = div(sub(ONE, power(r, add(n, ONE))), sub(ONE, r))
    return Claim(total(ZERO, n, power(r, J)), "=", right)


FACTORIAL = apply("factorial", J)

PROVED = {
    "numbers": Claim(total(ONE, n, J), "=", div(mul(n, add(n, ONE)), TWO)),
    "squares": Claim(
        total(ONE, n, raised(J, 2)), "=", div(mul(n, add(n, ONE), add(mul(TWO, n), ONE)), num(6))
    ),
    "cubes": Claim(total(ONE, n, raised(J, 3)), "=", raised(div(mul(n, add(n, ONE)), TWO), 2)),
    "telescope": Claim(
        total(ONE, n, div(ONE, mul(J, add(J, ONE)))), "=", sub(ONE, div(ONE, add(n, ONE)))
    ),
    "telescope-of-entries": Claim(
        total(ONE, n, sub(elem(V, add(J, ONE)), elem(V, J))),
        "=",
        sub(elem(V, add(n, ONE)), elem(V, ONE)),
    ),
    "factorials": Claim(
        total(ONE, n, mul(J, FACTORIAL)), "=", sub(apply("factorial", add(n, ONE)), ONE)
    ),
    "last-term": Claim(
        total(ONE, add(n, ONE), elem(V, J)),
        "=",
        add(total(ONE, n, elem(V, J)), elem(V, add(n, ONE))),
    ),
    "last-factor": Claim(
        product(ONE, add(n, TWO), elem(V, J)),
        "=",
        mul(product(ONE, n, elem(V, J)), elem(V, add(n, ONE)), elem(V, add(n, TWO))),
    ),
    "deviations": Claim(total(ONE, n, sub(elem(V, J), MEAN)), "=", ZERO, given=[le(ONE, n)]),
    "variance": Claim(
        total(ONE, n, raised(sub(elem(V, J), MEAN), 2)),
        "=",
        sub(total(ONE, n, raised(elem(V, J), 2)), mul(n, raised(MEAN, 2))),
        given=[le(ONE, n)],
    ),
    "square-of-a-sum": Claim(
        total(ONE, n, total(ONE, n, mul(elem(V, J), elem(V, bound(1))))),
        "=",
        raised(total(ONE, n, elem(V, J)), 2),
    ),
    "delta": Claim(
        total(ONE, K, mul(delta(J, k), elem(X, J))), "=", elem(X, k), given=[le(ONE, k), le(k, K)]
    ),
    "softmax-sums-to-1": Claim(
        total(ONE, K, div(exp(elem(X, J)), total(ONE, K, exp(elem(X, J))))),
        "=",
        ONE,
        given=[le(ONE, K)],
    ),
}


@pytest.mark.parametrize("claim", PROVED.values(), ids=PROVED.keys())
def test_proved(claim):
    verdict = check(claim)
    assert isinstance(verdict, Proved), verdict
    assert verdict.conditions == ()
    replay(verdict.proof)


def test_the_geometric_sum_is_proved_where_both_sides_are_defined():
    verdict = check(geometric())
    assert isinstance(verdict, Proved)
    assert verdict.conditions == (ne(r, ONE),)
    replay(verdict.proof)


REFUTED = {
    "numbers-to-n-1": Claim(total(ONE, n, J), "=", div(mul(n, sub(n, ONE)), TWO)),
    "true-at-0-and-1-only": Claim(total(ONE, n, raised(J, 2)), "=", total(ONE, n, J)),
    "geometric-one-short": Claim(
        total(ZERO, n, power(r, J)),
        "=",
        div(sub(ONE, power(r, n)), sub(ONE, r)),
        given=[ne(r, ONE)],
    ),
    "delta-without-a-range": Claim(total(ONE, K, mul(delta(J, k), elem(X, J))), "=", elem(X, k)),
    "product-of-a-sum": Claim(
        total(ONE, n, mul(elem(V, J), elem(V, J))), "=", raised(total(ONE, n, elem(V, J)), 2)
    ),
}


@pytest.mark.parametrize("claim", REFUTED.values(), ids=REFUTED.keys())
def test_refuted(claim):
    verdict = check(claim)
    assert isinstance(verdict, Refuted), verdict
    replay(verdict.proof)


def known(*terms: Term, given: tuple[Term, ...] = ()) -> tuple:
    from proofs.kernel.terms import defined

    return tuple(infer("definedness", given, defined(t)) for t in terms)


def equality(left: Term, right: Term, given: tuple[Term, ...] = ()):
    return infer("normal form", given, eq(left, right), known(left, right, given=given))


SUM = total(ONE, n, num(2))
AT_0 = equality(total(ONE, ZERO, num(2)), mul(TWO, ZERO))
DOUBLE = mul(TWO, n)
STEP = equality(sub(total(ONE, add(n, ONE), num(2)), SUM), sub(mul(TWO, add(n, ONE)), mul(TWO, n)))

WRONG_STEPS = {
    "another-start": (eq(SUM, DOUBLE), (), (AT_0, STEP), {"on": n, "from": ONE}),
    "below-the-naturals": (eq(SUM, DOUBLE), (), (AT_0, STEP), {"on": n, "from": neg(ONE)}),
    "hypothesis-about-n": (
        eq(SUM, DOUBLE),
        (le(n, num(5)),),
        (AT_0, STEP),
        {"on": n, "from": ZERO},
    ),
    "another-claim": (eq(SUM, mul(num(3), n)), (), (AT_0, STEP), {"on": n, "from": ZERO}),
    "no-step": (eq(SUM, DOUBLE), (), (AT_0, AT_0), {"on": n, "from": ZERO}),
    "real-variable": (eq(minimum(x, c), x), (), (AT_0, STEP), {"on": x, "from": ZERO}),
}


@pytest.mark.parametrize("step", WRONG_STEPS.values(), ids=WRONG_STEPS.keys())
def test_wrong_induction_is_not_accepted(step):
    goal, hypotheses, premises, data = step
    with pytest.raises(InferenceError):
        infer("induction", hypotheses, goal, premises, data)


def test_right_induction_is_accepted():
    data = {"on": n, "from": ZERO}
    proof = infer("induction", (), eq(SUM, DOUBLE), (AT_0, STEP), data)
    assert replay(proof).sequent == proof.sequent


@pytest.mark.parametrize("given", [(le(ONE, n),), (lt(ZERO, n),), (lt(ONE, n),), (ne(n, ZERO),)],
                         ids=str)  # fmt: skip
def test_induction_starts_where_the_conditions_let_it(given):
    squares = total(ONE, n, power(bound(0), TWO))
    right = div(mul(n, add(n, ONE), add(mul(TWO, n), ONE)), num(6))
    verdict = check(Claim(squares, "=", right, given=given))
    assert isinstance(verdict, Proved), verdict
    replay(verdict.proof)


def test_what_holds_from_2_on_is_not_proved_from_1_on():
    """sum_{i=1}^n (i - 1)(i - 2)... = 0 at n = 1 and 2 only."""
    gap = total(ONE, n, mul(sub(bound(0), ONE), sub(bound(0), TWO)))
    assert not isinstance(check(Claim(gap, "=", ZERO, given=[le(ONE, n)])), Proved)


def test_a_hypothesis_is_restated_only_as_what_follows():
    stronger = infer("truth value", (lt(ONE, n),), lt(ZERO, n))
    infer("restated", (lt(TWO, n),), lt(ZERO, n), (stronger,))
    with pytest.raises(InferenceError):
        infer("restated", (le(ONE, n),), lt(ZERO, n), (stronger,))
    with pytest.raises(InferenceError):
        infer("restated", (), lt(ZERO, n), (stronger,))
