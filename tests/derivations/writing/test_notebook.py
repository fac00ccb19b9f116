"""Claims, verdicts and derivations as a notebook shows them."""

from __future__ import annotations

from importlib.metadata import entry_points

import pytest
from sympy import Limit, symbols

from derivations.derivation import Derivation
from derivations.library.worked import link, worked
from derivations.writing.notebook import latex_of
from proofs import Claim, check
from proofs.kernel.terms import add, div, log, lt, mul, num, power, sqrt, sub, var
from proofs.showing import GROUP

X = var("x")
SQUARE = power(X, num(2))

SHOWN = [
    (Claim(SQUARE, ">=", num(0)), r"x^{2} \ge 0"),
    (Claim(log(X), "<", X, given=[lt(num(0), X)]), r"\log(x) < x \quad (0 < x)"),
    (Claim.all_of([Claim(X, "=", X), Claim(X, "<=", X)]), r"x = x \quad\text{and}\quad x \le x"),
    (Claim.diverges(Limit(1 / symbols("x"), symbols("x"), 0, "+-")),
     r"\lim_{t \to 0} \frac{1}{t} \text{ diverges}"),
    (check(Claim(sqrt(SQUARE), "=", X)),
     r"\sqrt{x^{2}} = x \qquad \text{refuted}\text{ at } x = -1"
     r"\text{: 1 on the left, -1 on the right}"),
    (check(Claim(div(sub(SQUARE, num(1)), sub(X, num(1))), "=", add(X, num(1)))),
     r"\frac{x^{2} - 1}{x - 1} = x + 1 \qquad \text{proved}\text{ where } x \neq 1"),
    (worked("two", "2x", link("= x + x", r"what $2x$ is & was")),
     r"\begin{aligned} 2x &= x + x &\quad& \text{what $2x$ is \& was} \end{aligned}"),
    (Derivation("cases", (), None, "Two cases.", (worked("one", "x", link("= x", "")),)),
     r"\begin{aligned} \rlap{\text{Two cases.}} \\ x &= x \end{aligned}"),
]  # fmt: skip


@pytest.mark.parametrize(("shown", "latex"), SHOWN, ids=[latex for _, latex in SHOWN])
def test_latex_of(shown: object, latex: str) -> None:
    assert latex_of(shown) == rf"$\displaystyle {latex}$"


def test_other_things_have_none() -> None:
    assert latex_of("x") is None


@pytest.mark.skipif(not entry_points(group=GROUP), reason="installed before it had this group")
def test_a_notebook_finds_it() -> None:
    claim = Claim(mul(num(2), X), "=", X)
    assert claim._repr_latex_() == r"$\displaystyle 2 x = x$"
    assert check(claim)._repr_latex_() is not None
    assert worked("two", "2x", link("= x + x", ""))._repr_latex_() is not None
