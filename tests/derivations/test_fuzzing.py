"""Broken formulas and pages: nothing that is written makes the reader or a judgement fail."""

from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fuzzing import (
    Late,
    at_most,
    formula,
    judge_page,
    outcome,
    page,
    read_formula,
    smaller,
)

FOUND = {
    "a solution that is a matrix": (
        r"A solution is $\frac{\partial}{\partial v}(u^Tv) = u^Tvu^T$ for $u, v \in \mathbb{R}^3$."
    ),
    "a solution, a matrix of unknown size": (
        r"solution is $\frac{\partial}{\partial v}(u^Tv)=u^Tvu^T$"
    ),
    "scripts and bars on each other": r"${1}\log_{=x}" + "|_{}" * 300 + "=$",
    "derivatives by vectors in each other": (
        r"Let $S(\mathbf{x})_i = e^{x_i} / \sum_j " + r"\frac{d}{dx} " * 30 + "e^{x_j}$."
    ),
    "a matrix that is a chance": "$$\\begin{pmatrix}1\\end{pmatrix} = p(x|y)$$",
    "a heading of spaces": "# d" + " " * 6_000 + "x\n\n$x = x$",
    "a definition of what is no name": "$r/414 := 146$",
    "a fraction of a decimal point": r"$\frac.3 = 1$",
    "blank lines": "Let $x > 0$." + " \n" * 20_000 + "Then $x = x$ and $x < x + 1$.",
    "roots without braces": "$" + r"\sqrt" * 40 + "{x^2 + 1} > 0$",
    "a name that is a number and a sequence": r"$\int dx = \sin xC = C$ and $x_1!$",
    "a differential of several letters": r"Let ${a}{b} = \frac{dx}{dyi }$. Then $x = x$.",
    "sums of sums without end": "$" + r"\sum" * 400 + "^T$",
    "functions of functions without end": "$x = "
    + r"\log \sum \sqrt \det \nabla_x" * 300
    + " x^T$",
    "powers on each other": "$x = a" + "^a" * 900 + "$ and $y = b" + " / b" * 900 + "$",
    "roots of roots without end": "$x = " + r"\sqrt" * 900 + " x^T$",
    "a table of a number too long": "| $v$ | " + "9" * 4_000 + " |\n| --- | --- |\n| 1 | 2 |\n",
    "a column of a number too long": (
        "Let $y = x^2$.\n\n| x | y |\n| --- | --- |\n| " + "9" * 4_000 + " | 4 |\n| 3 | 9 |\n"
    ),
    "a divergence of a bar over nothing": r"Then $KL(\overline | q)$ and $D_{KL}(\hat \| q) = 0$.",
    "equals signs without sides": "Then $" + "=" * 3_000 + r"\overline " + "=" * 3_000 + "$.",
    "marks on each other": r"$\otimes x" + "!'" * 800 + "$",
}
"""Pages that once ended in a fault."""


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND)
def test_what_was_found_once(text: str) -> None:
    assert outcome(text, judge_page) in ("read", "refused")


@given(st.integers(0, 2**32))
def test_broken_formulas_are_read_or_refused(seed: int) -> None:
    text = formula(Random(seed))
    assert outcome(text, read_formula) in ("read", "refused"), text


@given(st.integers(0, 2**32))
def test_broken_pages_are_judged(seed: int) -> None:
    text = page(Random(seed))
    assert outcome(text, judge_page) == "read", text


def test_a_fault_would_be_seen_and_made_small() -> None:
    def fails(text: str) -> None:
        if "!" in text:
            raise IndexError(text)

    assert outcome("x + y!", fails).startswith("CRASH: IndexError")
    assert smaller("x + y! - z", fails, "CRASH:") == "!"


def test_what_does_not_end_would_be_seen() -> None:
    with pytest.raises(Late), at_most(0.05):
        time.sleep(60)
