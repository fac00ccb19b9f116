"""Formulas as one line of plain text."""

from __future__ import annotations

import pytest

from derivations.writing.plain import plain, plain_text

FORMULAS = [
    (r"\frac{1}{1 + e^{-x}}", "1/(1 + e^(-x))"),
    (r"\frac12 \tanh\frac{x}{2}", "1/2 tanh(x/2)"),
    (r"\sum_{i=1}^{n} x_{i}^{2}", "Σ_{i=1}^n x_i²"),
    (r"\sum_{i=1}^{2} e^{x_{i}}", "Σ_{i=1}^2 e^(x_i)"),
    (r"\sqrt{x^{2}} = |x|", "√(x²) = |x|"),
    (r"\sqrt[3]{8}", "³√8"),
    (r"\lim_{h \to 0^{+}} \frac{h}{h}", "lim_{h → 0⁺} h/h"),
    (r"\left(\frac{a}{b}\right)^{2} \le \infty", "(a/b)² ≤ ∞"),
    (r"\frac{1}{2} \frac{2}{x}", "1/2 · 2/x"),
    (r"\frac{1}{2} \neq 0.3808", "1/2 ≠ 0.3808"),
    (r"\begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
     "{ 1 , if x > 0 ; 0 , otherwise }"),
    (r"\operatorname{tr}(A B)", "tr(A B)"),
    (r"\frac{", "/"),
    (r"a}b", "ab"),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "text"), FORMULAS, ids=[f[0] for f in FORMULAS])
def test_formulas(latex: str, text: str) -> None:
    assert plain(latex) == text


def test_prose() -> None:
    assert plain_text("cancel $e^{c}$, which is positive") == "cancel e^c, which is positive"
