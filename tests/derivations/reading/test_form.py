"""The form of a formula: what stands over what, where nothing says what it means."""

from __future__ import annotations

import pytest

from derivations.reading.errors import ReadingError
from derivations.reading.expressions.form import form_of
from derivations.reading.sources.tokens import tokenize

from .pages import report

FORMS = {
    "an operation of its own": (r"a \oplus b \otimes c", r"a \oplus b \otimes c"),
    "a class": (r"\overline{a + 1}", r"\overline(a + 1)"),
    "a conditional probability": (r"p(y | x, \theta)", r"p(y | x , \theta)"),
    "a divergence": (r"D_{KL}(p \| q)", r"D_{K L} (p \| q)"),
    "bars twice": (r"KL(P || Q)", r"K L(P || Q)"),
    "absolute values side by side": ("|x||y|", "|(x) |(y)"),
    "a norm typed as bars": ("||x - y||^2", "\\|(x - y)^2"),
    "an evaluation": (r"x^2\Big|_0^1", "x^2|_0^1"),
    "a sum that leaves an index out": (r"\sum_{j \ne i} a_j", r"\sum(_{j \ne i}, a_j)"),
    "an index that is a slice": ("W_{:, j}", "W_{: , j}"),
    "a set": (r"\{x : x > 0\}", r"\{x : x > 0\}"),
    "a half-open interval": ("[0, 1)", "[0 , 1)"),
    "a placeholder": (r"f(\cdot, y)", r"f(\cdot , y)"),
    "cases": (r"\begin{cases} 1 & x > 0 \\ 0 \end{cases}", r"cases(1, &, x > 0, \\, 0)"),
    "a brace with its label": (r"\underbrace{a + b}_{= c}", r"\underbrace(a + b)_{= c}"),
}


@pytest.mark.parametrize(("latex", "form"), FORMS.values(), ids=FORMS)
def test_the_form_of(latex: str, form: str) -> None:
    tokens = tokenize(latex)
    assert str(form_of(tokens, 0, len(tokens))) == form


NO_FORM = {
    "a bracket that is not closed": "f(x",
    "brackets of two kinds": r"\{x)",
    "a bracket that nothing opened": "x)",
    "a missing operand": "x +",
    "a sign of multiplication first": r"\cdot x",
    "a fraction without its lower part": r"\frac{a}",
    "a script on nothing": "^2",
    "an empty group": "x + {}",
    "two digits after a script": "x^12",
    "an alignment mark": "a & b",
    "bars that are not closed": "||x|",
    "an environment that is not closed": r"\begin{pmatrix} 1",
    "nested too deep": "(" * 100 + "x" + ")" * 100,
}


@pytest.mark.parametrize("latex", NO_FORM.values(), ids=NO_FORM)
def test_there_is_no_form_of(latex: str) -> None:
    tokens = tokenize(latex)
    with pytest.raises(ReadingError):
        form_of(tokens, 0, len(tokens))


def test_what_has_only_a_form_is_undecided_and_says_why() -> None:
    (link,) = report(r"$a \oplus b = b \oplus a$").assertions
    assert (link.verdict, link.meant) == ("undecided", False)
    assert link.reading == r"a \oplus b = b \oplus a"
    assert link.message == r"read, but not judged: \oplus is not read here"
    assert link.diagnostic is not None
    assert link.diagnostic.severity == "note"


@pytest.mark.parametrize("latex", ["a \\oplus b = b \\oplus", "(a \\oplus b = 1", "= a \\oplus b"])
def test_what_has_no_form_is_unreadable(latex: str) -> None:
    assert [link.verdict for link in report(f"${latex}$").assertions] == ["unreadable"]


def test_a_definition_that_has_only_a_form_defines_nothing() -> None:
    first, second = report(r"$g(x) = x \oplus 1$. Then $g(2) = 3$.").assertions
    assert (first.kind, first.verdict) == ("definition", None)
    assert (second.verdict, second.meant) == ("undecided", False)
