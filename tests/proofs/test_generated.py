"""Random truths: whatever valid steps an expression goes through, it is never refuted; and no two
methods contradict each other."""

from __future__ import annotations

from collections.abc import Callable

import mpmath
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.other_values import relation_at
from proofs import Claim, Proved, Refuted, check, replay
from proofs.check import METHODS, PLAIN
from proofs.kernel.normal_forms.ratio import Unsupported
from proofs.kernel.terms import (
    BOOL,
    ONE,
    TWO,
    ZERO,
    Term,
    TermError,
    add,
    apply,
    cases,
    div,
    eq,
    exp,
    log,
    lt,
    maximum,
    minimum,
    mul,
    neg,
    num,
    power,
    rebuild,
    root,
    sub,
    total,
)
from proofs.problem import prepare

from .test_properties import STEPS, terms, x, y

BUDGET = 0.3
POINTS = [
    {x: mpmath.mpf(a) / 997, y: mpmath.mpf(b) / 991}
    for a, b in ((312, -1733), (-2207, 903), (1511, 2257), (-608, -3119))
]
"""At none of them a rounding is likely to be seen, as it would be at the edge of a floor."""
Step = Callable[[Term, Term], Term]


def squares(u: Term) -> Term:
    return add(power(apply("sin", u), TWO), power(apply("cos", u), TWO))


MORE: list[Step] = [
    *STEPS,
    lambda t, u: mul(t, squares(u)),
    lambda t, u: div(mul(t, u), u),
    lambda t, u: add(maximum(t, ZERO), minimum(t, ZERO)),
    lambda t, u: cases(t, lt(u, ZERO), t),
    lambda t, u: div(sub(sub(power(add(t, u), TWO), power(t, TWO)), power(u, TWO)), mul(TWO, u)),
    lambda t, u: sub(total(ONE, TWO, t), t) if not t.loose else t,
    lambda t, u: mul(apply("sign", t), apply("abs", t)),
    lambda t, u: log(mul(exp(sub(t, u)), exp(u))),
    lambda t, u: div(ONE, div(ONE, t)),
    lambda t, u: apply("asinh", apply("sinh", t)),
    lambda t, u: mul(root(t, 3), power(root(t, 3), TWO)),
    lambda t, u: sub(t, mul(ZERO, u)),
    lambda t, u: neg(mul(num(-1), t)),
]
rewritings = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, len(MORE) - 1), terms), min_size=1, max_size=6
)


def rewritten(term: Term, place: int, step: Step, other: Term) -> Term:
    """The term with a step taken at one of its parts, counted from the whole."""
    if term.sort == BOOL:  # a condition of cases
        return term
    if place == 0 or not term.args:
        return step(term, other)
    k = place % len(term.args)
    args = list(term.args)
    args[k] = rewritten(args[k], place // len(term.args), step, other)
    try:
        return rebuild(term, tuple(args))
    except TermError:  # what an operator does not take, as an exponent that is no number
        return term


def changed(term: Term, steps: list[tuple[int, int, Term]]) -> Term:
    for place, which, other in steps:
        term = rewritten(term, place, MORE[which], other)
    return term


@settings(max_examples=max(60, settings().max_examples // 2))
@given(terms, rewritings)
def test_what_valid_steps_lead_to_is_not_refuted(a, steps):
    b = changed(a, steps)
    verdict = check(Claim(a, "=", b), budget=BUDGET)
    if isinstance(verdict, Refuted):  # only where a side is defined nowhere
        assert verdict.witness is None
        assert True not in agreements(a, b)
    elif isinstance(verdict, Proved):
        replay(verdict.proof)


@settings(max_examples=max(60, settings().max_examples // 2))
@given(terms, rewritings, rewritings)
def test_a_chain_of_what_is_proved_is_not_refuted(a, first, second):
    b = changed(a, first)
    c = changed(b, second)
    links = [check(Claim(p, "=", q), budget=BUDGET) for p, q in ((a, b), (b, c))]
    if all(isinstance(v, Proved) and not v.conditions and not v.caveats for v in links):
        assert not isinstance(check(Claim(a, "=", c), budget=BUDGET), Refuted)


def agreements(a: Term, b: Term) -> set[bool | None]:
    """Whether two terms have the same value, at the points where both are seen to have one."""
    return {relation_at(eq(a, b), point) for point in POINTS}


def said(claim: Claim) -> dict[str, type]:
    """What each method by itself says of a claim."""
    out = {}
    for method in (*PLAIN[claim.statement.op], *METHODS[claim.statement.op]):
        try:
            verdict = method(prepare(claim, BUDGET))
        except (TermError, Unsupported):
            continue
        if verdict is not None:
            out[getattr(method, "__name__", repr(method))] = type(verdict)
    return out


@settings(max_examples=max(40, settings().max_examples // 4))
@given(terms, rewritings, terms, st.sampled_from(["=", "<=", "<"]))
def test_no_two_methods_contradict_each_other(a, steps, other, relation):
    for right in (changed(a, steps), other):
        found = said(Claim(a, relation, right))
        assert not {Proved, Refuted} <= set(found.values()), found
        if Proved in found.values() and relation == "=":
            assert False not in agreements(a, right)
