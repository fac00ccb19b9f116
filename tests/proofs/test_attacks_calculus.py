"""Attacks on derivatives, limits, and what is worked out and put in; on deltas, cases, induction.

A false claim must not be proved, a true one not refuted, a condition neither hidden nor missing; a
step that doesn't follow must not be inferred; and every answer comes about when it is due.
"""

from __future__ import annotations

import multiprocessing
from functools import reduce

import pytest
import sympy as sp

from proofs import Claim, ClaimError, InferenceError, Proved, Refuted, check
from proofs.kernel import infer
from proofs.kernel.terms import (
    INT,
    NAT,
    ONE,
    OO,
    REAL,
    TWO,
    ZERO,
    Term,
    TermError,
    add,
    app,
    apply,
    bound,
    cases,
    defined,
    delta,
    derivative,
    div,
    elem,
    eq,
    exp,
    fam,
    family,
    function,
    instantiate,
    judged,
    le,
    limit,
    log,
    lt,
    mul,
    ne,
    neg,
    negation,
    num,
    power,
    shift,
    somewhere,
    sqrt,
    sub,
    total,
    var,
)

x, y = (var(name) for name in "xy")
n = var("n", INT)
N, K = (var(name, NAT) for name in "NK")
f, ROW = var("f", function(1)), var("v", family(rank=1))
T, J = bound(0, REAL), bound(0)
THREE = num(3)
AT_0_ONLY = sqrt(neg(power(x, TWO)))


def on(*claim: object, **rest: object) -> object:
    """A claim that is made when it is asked for: some of these are refused as they are stated."""
    return lambda: Claim(*claim, **rest)  # type: ignore[arg-type]


def size_of(u: Term) -> Term:
    """|u|."""
    return apply("abs", u)


SIGNED_SQUARE = derivative(x, mul(T, size_of(T)))  # 2|x|, at 0 too

LENGTH = sp.Symbol("n", integer=True, nonnegative=True)
I_, J_, K_ = sp.symbols("i j k", integer=True)
V = sp.IndexedBase("v")
SQUARES = sp.Derivative(sp.Sum(V[J_] ** 2, (J_, 1, LENGTH)), V[K_])
SHADOWED = sp.Derivative(sp.Sum(V[K_] ** 2, (K_, 1, LENGTH)), V[K_])


def nested_index(length: Term) -> Term:
    """d/dt sum_{i=1..length} (the i-th entry of: k -> sum_{j=1..2} t j k); i is written ----i."""
    row = fam(length, total(ONE, TWO, mul(bound(3, REAL), J, bound(1))))
    return derivative(x, total(ONE, length, elem(row, neg(neg(neg(neg(J)))))))


FALSE_CLAIMS = {
    # the derivative in an entry: the sum's entries include it
    "entry-of-a-sum": on(SQUARES, "=", 0),
    "entry-of-a-sum-shadowed": on(SHADOWED, "=", 2 * LENGTH * V[K_]),
    "entry-that-may-be-another": on(sp.Derivative(V[I_], V[K_], evaluate=False), "=", 0),
    "entry-1-or-k": on(sp.Derivative(V[K_] * V[1], V[1]), "=", V[K_]),
    # two indices under one name of the kernel's own: 9, and 3N(N+1)/2
    "indices-confused": on(nested_index(TWO), "=", num(10)),
    "indices-confused-N": on(nested_index(N), "=", mul(num(5), N)),
    # conditions under which the rules apply must not hide a point where both sides are defined
    "limit-at-0-is-1": on(
        limit(ZERO, div(power(T, TWO), add(power(T, TWO), power(x, TWO)))), "=", ZERO
    ),
    "limit-of-x/t-is-0-at-0": on(limit(x, div(x, T)), "=", ONE),
    "slope-of-x|x|-at-0": on(SIGNED_SQUARE, "=", cases(ONE, eq(x, ZERO), mul(TWO, size_of(x)))),
    "slope-of-x|x|-is-0-at-0": on(ZERO, "<", SIGNED_SQUARE),
    "second-slope-of-cos|x|": on(
        derivative(x, apply("cos", size_of(T)), 2),
        "=",
        neg(mul(power(apply("sign", x), TWO), apply("cos", x))),
    ),
    # one name, two lengths: two families
    "families-of-other-lengths": on(
        cases(elem(var("x", family(K)), ONE), lt(y, ZERO), ZERO),
        "=",
        cases(elem(var("x", family(THREE)), ONE), lt(y, ZERO), ZERO),
        given=[eq(K, THREE)],
    ),
    "row-of-t-entries": on(derivative(ONE, elem(fam(T, num(5)), ONE)), "=", ZERO),
    # withstood
    "slope-through-a-jump": on(derivative(ZERO, cases(T, ne(T, ZERO), ONE)), "=", ONE),
    "slope-of-t-but-0-at-0": on(derivative(ZERO, cases(T, ne(T, ZERO), ZERO)), "=", ZERO),
    "delta-beyond-the-range": on(
        sp.Sum(sp.KroneckerDelta(J_, K_) * V[J_], (J_, 1, LENGTH)), "=", V[K_]
    ),
    "split-of-an-empty-sum": on(
        total(ONE, add(n, ONE), J), "=", add(total(ONE, n, J), add(n, ONE))
    ),
    "n-from-1-to-3-but-not-2": on(
        cases(ONE, eq(n, ONE), THREE, eq(n, THREE)), "=", n, given=[le(ONE, n), le(n, THREE)]
    ),
    "absurd-for-an-index-only": on(total(ONE, n, ONE), "=", n, given=[eq(n, num(-2))]),
}  # fmt: skip


@pytest.mark.parametrize("claim", FALSE_CLAIMS.values(), ids=FALSE_CLAIMS.keys())
def test_false_claim_is_not_proved(claim):
    try:
        stated = claim()
    except (ClaimError, TermError):
        return
    assert not isinstance(check(stated), Proved)


TRUE_CLAIMS = {
    "indices-confused": on(nested_index(TWO), "=", num(9)),
    "indices-confused-N": on(nested_index(N), "=", div(mul(THREE, N, add(N, ONE)), TWO)),
    "entry-of-a-sum": on(SQUARES, "=", 2 * V[K_], given=[K_ >= 1, K_ <= LENGTH]),
    "defined-at-0-only": on(SIGNED_SQUARE, "=", AT_0_ONLY),
    # x^r for a real r is defined for x >= 0: at -1 nothing is compared
    "real-exponent-3": on(power(x, limit(THREE, T)), "=", power(size_of(x), THREE)),
    # withstood
    "slope-of-t^2-sin(1/t)": on(
        derivative(ZERO, cases(mul(T, T, apply("sin", div(ONE, T))), ne(T, ZERO), ZERO)), "=", ZERO
    ),
    "limit-of-0-log": on(limit(ZERO, mul(ZERO, log(T)), "right"), "=", ZERO),
    "rate-known-by-cases": on(limit(OO, exp(neg(mul(T, power(x, TWO))))), "=", delta(x, ZERO)),
}  # fmt: skip


@pytest.mark.parametrize("claim", TRUE_CLAIMS.values(), ids=TRUE_CLAIMS.keys())
def test_true_claim_is_not_refuted(claim):
    try:
        stated = claim()
    except (ClaimError, TermError):
        return
    assert not isinstance(check(stated), Refuted)


CONDITIONED = {
    "real-exponent-2": on(power(x, limit(TWO, T)), "=", power(x, TWO)),
    "real-exponent-by-slope": on(power(x, derivative(ONE, mul(TWO, T))), "=", power(x, TWO)),
    # withstood
    "n-times-x^(n-1)": on(derivative(x, power(T, N)), "=", mul(N, power(x, sub(N, ONE)))),
}  # fmt: skip


@pytest.mark.parametrize("claim", CONDITIONED.values(), ids=CONDITIONED.keys())
def test_needed_condition_is_stated(claim):
    verdict = check(claim())
    assert not isinstance(verdict, Proved) or verdict.conditions


# --- forged steps ---------------------------------------------------------------------------------

CONTRADICTION = (lt(x, ZERO), lt(ZERO, x))


def is_defined(*terms: Term, given: tuple[Term, ...] = ()) -> tuple:
    """Each term is defined."""
    return tuple(infer("definedness", given, defined(t)) for t in terms)


TWO_IS_TWO = infer("normal form", (), eq(TWO, TWO), is_defined(TWO, TWO))  # puts in nothing


def x_is_not_1():
    """Somewhere x is not 1."""
    at_0 = {"at": (x,), "values": (ZERO,)}
    return infer("witness", (), somewhere(negation(eq(x, ONE))), (), at_0)


def x_is_x():
    """x = x, judged under no hypotheses."""
    goal = eq(x, x)
    point = infer("instance", (), somewhere(goal), (), {"at": (x,), "values": (ONE,)})
    same = infer("normal form", (), goal, is_defined(x, x))
    return infer("claim", (), judged(goal), (same, *is_defined(x, x), point))


def witness_that_fails_the_hypotheses():
    """x = 1 |- somewhere x != 1, from a point at which x is 0."""
    premise = x_is_not_1()
    return infer("cases", (eq(x, ONE),), premise.sequent.goal, (premise,), {"on": y})


def difference_under_an_equality():
    """x = 1 |- x and 1 are not identically equal."""
    goal = negation(judged(eq(x, ONE)))
    premise = infer("not identically", (), goal, (x_is_not_1(),))
    return infer("rewriting", (eq(x, ONE),), goal, (premise, TWO_IS_TWO))


def defined_and_not():
    """y = 2, x = -1 |- x^y is defined, since x^2 is; yet a real power of -1 is not."""
    given = (eq(y, TWO), eq(x, neg(ONE)))
    infer("undefined", given, negation(defined(power(x, y))))
    base = infer("definedness", given, defined(power(x, TWO)))
    same = infer("normal form", given, eq(y, TWO), is_defined(y, TWO, given=given))
    return infer("rewriting", given, defined(power(x, y)), (base, same))


def slope_of_what_ends_at_0():
    """t -> d/ds (s + sqrt t) is defined for t >= 0 only, so it has no derivative at 0."""
    inner = derivative(ZERO, add(T, sqrt(shift(T, 1))))
    given = (defined(instantiate(inner, ZERO)),)
    return infer("derivative", given, eq(derivative(ZERO, inner), ZERO))


FORGERIES = {
    "witness-that-fails-the-hypotheses": witness_that_fails_the_hypotheses,
    "difference-under-an-equality": difference_under_an_equality,
    "judged-by-cases-of-nothing": lambda: infer(
        "cases", CONTRADICTION, judged(eq(x, x)), (x_is_x(),), {"on": y}
    ),
    "judged-under-more-hypotheses": lambda: infer(
        "rewriting", CONTRADICTION, judged(eq(x, x)), (x_is_x(), TWO_IS_TWO)
    ),
    "defined-and-not": defined_and_not,
    "slope-of-what-ends-at-0": slope_of_what_ends_at_0,
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_forged_step_is_not_inferred(forge):
    with pytest.raises(InferenceError):
        forge()


# --- time -----------------------------------------------------------------------------------------

BUDGET, PATIENCE = 0.2, 1.2


def doubled(u: Term, times: int) -> Term:
    """2^times u, as a chain of sums that share their parts."""
    return reduce(lambda whole, _: add(whole, whole), range(times), u)


LONG = {
    "shared-parts": on(app(f, doubled(x, 60)), "=", app(f, y)),
    "slope-of-shared-parts": on(derivative(x, doubled(T, 60)), "=", y),
    "slope-of-order-12": on(
        derivative(x, div(apply("sin", T), add(ONE, mul(T, T))), 12), "=", ZERO
    ),
    "condition-that-takes-long": on(
        x, "=", y, given=[lt(num(30_000), total(ONE, num(20_000), apply("sin", mul(J, x))))]
    ),
    "squares-of-a-row-below-0": on(
        x, "=", ONE, given=[lt(total(ONE, N, power(elem(ROW, J), TWO)), ZERO)]
    ),
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
