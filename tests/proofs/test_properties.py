"""Properties over random terms: proofs agree with mpmath, and valid steps are never refuted."""

from __future__ import annotations

from fractions import Fraction

import mpmath
from flint import arb
from hypothesis import assume, given
from hypothesis import strategies as st

from proofs import Claim, Proved, Refuted, check, replay
from proofs.kernel.enclosures.enclosure import Undefined, Undetermined, decide, enclose
from proofs.kernel.terms import (
    ONE,
    Term,
    add,
    apply,
    bound,
    div,
    exp,
    log,
    maximum,
    mul,
    neg,
    num,
    power,
    root,
    sub,
    total,
    var,
)
from proofs.kernel.terms.data import load, save
from proofs.kernel.terms.definedness import definedness

from . import oracle

x, y = var("x"), var("y")
POINTS = [
    {x: a, y: b} for a, b in ((0.3, -1.7), (-2.2, 0.9), (1.5, 2.25), (-0.6, -3.1), (0, 0), (2, 1))
]

leaves = st.sampled_from([x, y, num(0), ONE, num(2), num(-1), num("1/2"), num(3)])


def grow(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    names = ("exp", "log", "sin", "cos", "tanh", "abs", "sinh", "floor", "sign", "atan")
    return st.one_of(
        st.builds(add, inner, inner),
        st.builds(mul, inner, inner),
        st.builds(sub, inner, inner),
        st.builds(div, inner, inner),
        st.builds(lambda a, k: power(a, num(k)), inner, st.integers(-2, 3)),
        st.builds(
            lambda a, q: power(a, num(q)), inner, st.sampled_from([Fraction(1, 2), Fraction(2, 3)])
        ),
        st.builds(root, inner, st.integers(2, 3)),
        st.builds(apply, st.sampled_from(names), inner),
        st.builds(maximum, inner, inner),
        st.builds(lambda a, b: total(ONE, num(3), add(mul(a, bound(0)), b)), inner, inner),
    )


terms = st.recursive(leaves, grow, max_leaves=6)


def numbers(a: Term, b: Term) -> list[tuple[mpmath.mpf, mpmath.mpf]]:
    """Both sides at the points where the oracle finds both."""
    out = []
    for point in POINTS:
        try:
            out.append((oracle.value(a, point), oracle.value(b, point)))
        except (oracle.Undefined, OverflowError, ValueError):
            continue
    return out


def differ(a: mpmath.mpf, b: mpmath.mpf) -> bool:
    return abs(a - b) > mpmath.mpf(10) ** -30 * (1 + abs(a) + abs(b))


STEPS = [
    lambda t, u: sub(add(t, u), u),
    lambda t, u: add(neg(u), add(u, t)),
    lambda t, u: mul(div(ONE, num(3)), mul(t, num(3))),
    lambda t, u: sub(mul(t, add(u, ONE)), mul(t, u)),
    lambda t, u: log(exp(t)),
    lambda t, u: mul(exp(u), t, exp(neg(u))),
    lambda t, u: neg(neg(t)),
    lambda t, u: div(mul(t, exp(u)), exp(u)),
    lambda t, u: root(power(t, num(3)), 3),
    lambda t, u: add(div(t, num(2)), div(t, num(2))),
]


@given(terms, terms)
def test_what_is_proved_agrees_with_numbers(a, b):
    verdict = check(Claim(a, "=", b), budget=0.5)
    if isinstance(verdict, Proved):
        assert not any(differ(p, q) for p, q in numbers(a, b))
    if isinstance(verdict, Refuted):
        replay(verdict.proof)


@given(terms, terms, st.sampled_from(range(len(STEPS))))
def test_a_valid_step_is_not_refuted_and_mostly_proved(a, u, step):
    changed = STEPS[step](a, u)
    verdict = check(Claim(a, "=", changed), budget=0.5)
    if isinstance(verdict, Refuted):  # only where a side is defined nowhere
        assert verdict.witness is None
        assert not numbers(a, changed)
    elif isinstance(verdict, Proved):
        replay(verdict.proof)


@given(terms, st.sampled_from(range(len(POINTS) - 2, len(POINTS))))
def test_enclosures_hold_the_oracle_value(a, place):
    point = POINTS[place]
    exact = {name: num(v) for name, v in point.items()}
    try:
        found = enclose(a, exact, 200)
    except Undefined:
        assert any(decide(c, exact) is not True for c in definedness(a))
        return
    except Undetermined:
        assume(False)
    try:
        expected = oracle.value(a, point)
    except oracle.Undefined:
        raise AssertionError(f"{a} is enclosed though it is not defined") from None
    text = found.str(40, radius=False) if isinstance(found, arb) else str(found)
    with mpmath.workdps(50):
        top, _, bottom = text.partition("/")
        got = mpmath.mpf(top) / mpmath.mpf(bottom or 1)
        assert abs(got - expected) <= mpmath.mpf(10) ** -25 * (1 + abs(expected))


@given(terms)
def test_a_saved_term_is_the_same_term(a):
    assert load(save(a)) is a
