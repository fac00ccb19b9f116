"""SymPy functions that stand for an expression, by the `definition` of their class."""

from __future__ import annotations

import pytest
import sympy as sp

from proofs import Claim, ClaimError, Proved, Refuted, check

a, b, x = sp.symbols("a b x")


class bump(sp.Function):
    definition = sp.Lambda(a, a / (1 + a**2))


class mean(sp.Function):
    definition = sp.Lambda((a, b), (a + b) / 2)


class scaled(sp.Function):
    definition = sp.Lambda(a, a * b)  # of a name that is not its parameter


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (Claim(bump(-x), "=", -bump(x)), Proved),
        (Claim(bump(-x), "=", bump(x)), Refuted),
        (Claim(mean(x, bump(x)), "=", (x + bump(x)) / 2), Proved),
        (Claim(sp.Derivative(bump(x), x), "=", (1 - x**2) / (1 + x**2) ** 2), Proved),
        (Claim(mean(a, b), "=", mean(b, a)), Proved),  # arguments called as the parameters are
        (Claim(sp.Sum(bump(a), (a, 1, 2)), "=", sp.Rational(9, 10)), Proved),
    ],
    ids=str,
)
def test_a_defined_function_is_its_definition(claim: Claim, verdict: type) -> None:
    assert isinstance(check(claim), verdict)


@pytest.mark.parametrize("value", [scaled(x), mean(x), bump(x, a)], ids=str)
def test_what_its_definition_does_not_fit_is_refused(value: sp.Expr) -> None:
    with pytest.raises(ClaimError, match="does not define"):
        Claim(value, "=", x)
