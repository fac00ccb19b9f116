"""Claims about unknown functions: what holds for every one, and what a concrete one refutes."""

from __future__ import annotations

import pytest
import sympy as sp

from proofs import Claim, InferenceError, Proved, Refuted, check, replay
from proofs.kernel import infer, to_data
from proofs.kernel import terms as t

x, h = sp.symbols("x h", real=True)
f, g = sp.Function("f"), sp.Function("g")

FALSE = [
    (Claim(sp.Derivative(f(x), x), "=", f(x)), {"f": "fun(i, i)", "x": "0"}),
    (Claim(f(x) * sp.sin(10 * x), "=", f(x) * sp.cos(10 * h)), None),
    (Claim(f(x + h), "=", f(x) + f(h)), {"f": "fun(i, 1)"}),
    (Claim(f(g(x)), "=", g(f(x))), None),
    (Claim(f(x), "<", f(x + 1)), None),
    (Claim(sp.Derivative(f(x) * g(x), x), "=", sp.Derivative(f(x), x) * sp.Derivative(g(x), x)),
     None),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "at"), FALSE, ids=str)
def test_a_concrete_function_refutes_it(claim, at):
    verdict = check(claim)
    assert isinstance(verdict, Refuted), verdict
    if at is not None:
        assert {str(k): str(v) for k, v in verdict.witness.at} == at
    replay(to_data(verdict.proof))


@pytest.mark.parametrize(
    "claim",
    [
        Claim(f(x) + f(x), "=", 2 * f(x)),
        Claim(f(x + h), "=", f(h + x)),
        Claim(f(x) ** 2, ">=", 0),
        Claim(3 * sp.Derivative(f(x), x), "=", sp.Derivative(f(x), x) * 3),
        Claim((f(x) ** 2 - 1) / (f(x) - 1), "=", f(x) + 1),
    ],
    ids=str,
)
def test_what_holds_for_every_function_is_proved(claim):
    verdict = check(claim)
    assert isinstance(verdict, Proved), verdict
    replay(to_data(verdict.proof))


@pytest.mark.parametrize(
    "claim",
    [
        Claim(f(x), "=", f(x), given=[sp.Gt(f(x), f(x) + 1)]),
        Claim(sp.log(-f(x)) + sp.log(f(x)), "=", sp.log(f(x)) + sp.log(-f(x))),
        Claim(sp.sqrt(-1 - f(x) ** 2), "=", sp.sqrt(-1 - f(x) ** 2)),
    ],
    ids=str,
)
def test_without_any_point_nothing_is_proved(claim):
    assert not isinstance(check(claim), Proved)


def test_complex_values_refute_too():
    k = sp.Symbol("k", real=True)
    claim = Claim(f(k) * sp.exp(3 * sp.I * k), "=", f(k + 1) * sp.exp(2 * sp.I * k))
    verdict = check(claim)
    assert isinstance(verdict, Refuted), verdict
    replay(to_data(verdict.proof))


def test_a_function_put_in_is_defined_everywhere():
    """f(x) = f(x) + 0/x is no claim that 1/t refutes."""
    name = t.var("f", t.function(1))
    v = t.var("x")
    goal = t.somewhere(t.negation(t.eq(t.app(name, v), t.ZERO)))
    at_one = {"at": (v,), "values": (t.ONE,)}
    inverse = t.fun(t.div(t.ONE, t.bound(0, t.REAL)))
    witness = infer(
        "witness", (), t.somewhere(t.negation(t.eq(t.div(t.ONE, v), t.ZERO))), (), at_one
    )
    data = {"at": (name,), "values": (inverse,)}
    with pytest.raises(InferenceError):
        infer("particular functions", (), goal, (witness,), data)


def test_a_condition_on_the_function_is_kept():
    """f(x) = f(-x) is not refuted where f is said to be even at x."""
    claim = Claim(f(-x), "=", f(x), given=[sp.Eq(f(x), f(-x))])
    assert not isinstance(check(claim), Refuted)
    assert isinstance(check(Claim(f(x), "=", 2, given=[sp.Eq(f(x), 1)])), Refuted | Proved)


def test_a_function_of_vectors_may_have_vectors_as_values():
    n, i, c = t.var("n", t.NAT), t.var("i", t.NAT), t.var("c")
    entry = t.add(t.elem(t.var("x", t.family(n)), i), c)
    shifted = t.fam(n, t.abstract(entry, i))
    value = t.app(t.var("L", t.function(1)), shifted)
    verdict = check(Claim(value, "=", t.exp(c), given=[t.le(t.ONE, n)]))
    assert not isinstance(verdict, Proved)


def test_a_witness_beside_vectors_folds_back():
    """f(u . v) is no multiple of u . v: refuted by a function, of vectors that are written out."""
    n = t.var("n", t.NAT)
    u, v = t.var("u", t.family(n)), t.var("v", t.family(n))
    inside = t.dot(u, v)
    claim = Claim(t.app(t.var("f", t.function(1)), inside), "=", t.mul(t.TWO, inside))
    verdict = check(claim)
    assert isinstance(verdict, Refuted), verdict
    replay(to_data(verdict.proof))
