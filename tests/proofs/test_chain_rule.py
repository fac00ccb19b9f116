"""Derivatives of what is made of unknown functions: where these have one, and only there."""

from __future__ import annotations

import pytest

from proofs import Claim, InferenceError, Proved, Refuted, check, replay
from proofs.kernel import infer, to_data
from proofs.kernel import terms as t
from proofs.kernel.calculus.differentiation import differentiate
from proofs.kernel.normal_forms.ratio import Unsupported

x, y = t.var("x"), t.var("y")
F, G = t.var("f", t.function(1)), t.var("g", t.function(1))
TWICE = t.mul(t.TWO, x)


def d(term, order=1):
    """The derivative in x, at x."""
    return t.derivative(x, t.abstract(term, x), order)


def slope(function, at):
    """The derivative of a function, at a point."""
    return t.derivative(at, t.abstract(t.app(function, y), y))


f, g = t.app(F, x), t.app(G, x)
sine, cosine = t.apply("sin", f), t.apply("cos", f)
squared = t.power(g, t.TWO)

RULES = {
    "product": (t.mul(f, g), t.add(t.mul(slope(F, x), g), t.mul(f, slope(G, x)))),
    "quotient": (
        t.div(f, g), t.div(t.sub(t.mul(slope(F, x), g), t.mul(f, slope(G, x))), squared)
    ),
    "chain": (t.app(F, g), t.mul(slope(F, g), slope(G, x))),
    "inside": (t.app(F, TWICE), t.mul(t.TWO, slope(F, TWICE))),
    "outside": (sine, t.mul(cosine, slope(F, x))),
    "logarithm": (t.log(f), t.div(slope(F, x), f)),
}  # fmt: skip


@pytest.mark.parametrize(("term", "value"), RULES.values(), ids=RULES)
def test_the_rules_hold_where_the_functions_have_a_derivative(term, value):
    verdict = check(Claim(d(term), "=", value))
    assert isinstance(verdict, Proved), verdict
    assert any(c.op == "defined" for c in verdict.conditions)
    replay(to_data(verdict.proof))


WRONG = {
    "product": (t.mul(f, g), t.mul(slope(F, x), slope(G, x))),
    "quotient, turned round": (
        t.div(f, g), t.div(t.sub(t.mul(f, slope(G, x)), t.mul(slope(F, x), g)), squared)
    ),
    "chain without the inner one": (t.app(F, g), slope(F, g)),
    "chain at the wrong point": (t.app(F, g), t.mul(slope(F, x), slope(G, x))),
    "inside": (t.app(F, TWICE), slope(F, TWICE)),
    "through a corner": (t.apply("abs", f), slope(F, x)),
    "a second one": (t.mul(f, f), t.mul(t.TWO, f)),
}  # fmt: skip


@pytest.mark.parametrize(("term", "value"), WRONG.values(), ids=WRONG)
def test_wrong_rules_are_refuted_by_particular_functions(term, value):
    verdict = check(Claim(d(term), "=", value))
    assert isinstance(verdict, Refuted), verdict
    replay(to_data(verdict.proof))


EXISTS = {
    "the product has one": (t.defined(d(t.mul(f, g))), slope(F, x)),
    "nothing is given": (t.TRUE, d(t.mul(f, f))),
    "at another point": (t.defined(slope(F, y)), d(t.mul(f, f))),
    "of another function": (t.defined(slope(G, x)), d(t.mul(f, f))),
    "at a corner": (t.defined(slope(F, x)), d(t.apply("abs", f))),
    "a second derivative": (t.defined(slope(F, x)), d(t.mul(f, f), 2)),
    "not where the inner one is": (t.defined(slope(F, x)), d(t.app(F, g))),
}


@pytest.mark.parametrize(("given", "term"), EXISTS.values(), ids=EXISTS)
def test_that_a_derivative_exists_is_not_assumed(given, term):
    with pytest.raises(InferenceError):
        infer("definedness", (given,), t.defined(term))


def test_one_derivative_gives_that_of_the_square():
    infer("definedness", (t.defined(slope(F, x)),), t.defined(d(t.mul(f, f))))


def test_functions_of_two_arguments_are_followed_through_one_of_them():
    H = t.var("h", t.function(2))
    value, conditions = differentiate(t.app(H, TWICE, y), x)
    assert str(value) == "deriv(i=2*x, h(i, y))*(2*1)"
    assert [c.op for c in conditions] == ["defined"]
    with pytest.raises(Unsupported):
        differentiate(t.app(H, x, TWICE), x)


NAMED = {
    "cot": ("cot", t.neg(t.div(t.ONE, t.power(t.apply("sin", x), t.TWO)))),
    "sec": ("sec", t.mul(t.apply("sec", x), t.apply("tan", x))),
    "csc": ("csc", t.neg(t.mul(t.apply("csc", x), t.apply("cot", x)))),
    "sech": ("sech", t.neg(t.mul(t.apply("sech", x), t.apply("tanh", x)))),
    "coth": ("coth", t.neg(t.div(t.ONE, t.power(t.apply("sinh", x), t.TWO)))),
    "csch": ("csch", t.neg(t.mul(t.apply("csch", x), t.apply("coth", x)))),
}


@pytest.mark.parametrize(("name", "value"), NAMED.values(), ids=NAMED)
def test_reciprocal_functions(name, value):
    right, wrong = (check(Claim(d(t.apply(name, x)), "=", v)) for v in (value, t.neg(value)))
    assert isinstance(right, Proved), right
    assert isinstance(wrong, Refuted), wrong
    replay(to_data(right.proof))


def over(lower, upper, term):
    """The integral over x of the derivative of a term."""
    return t.integral(lower, upper, t.abstract(d(term), x))


SLOPES = {
    "of a sine": (over(t.ZERO, t.ONE, t.apply("sin", x)), t.apply("sin", t.ONE), Proved),
    "another value": (over(t.ZERO, t.ONE, t.apply("sin", x)), t.ONE, Refuted),
    "to the edge": (over(t.ZERO, t.ONE, t.root(x, 2)), t.ONE, Proved),
    "across a corner": (over(t.num(-1), t.ONE, t.apply("abs", x)), t.ONE, None),
    "across a pole": (over(t.num(-1), t.ONE, t.div(t.ONE, x)), t.TWO, None),
}


@pytest.mark.parametrize(("left", "right", "kind"), SLOPES.values(), ids=SLOPES)
def test_integrals_of_derivatives(left, right, kind):
    verdict = check(Claim(left, "=", right))
    assert isinstance(verdict, kind) if kind else not isinstance(verdict, Proved), verdict
    if kind:
        replay(to_data(verdict.proof))
