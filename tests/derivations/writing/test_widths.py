"""Widths are estimated well enough to break lines; nothing is lost where one is broken."""

from __future__ import annotations

import pytest

from derivations.writing.tokens import tokens
from derivations.writing.widths import broken, segments, width

BROKEN = [
    (r"a + b + c", 3.0, ("a+b", "{}+c")),
    (r"(a + b)(c + d)", 3.6, ("(a", "{}+b)(c", "{}+d)")),
    (r"\frac{a + b + c + d}{2}", 2.0, (r"\frac{a + b + c + d}{2}",)),
    (r"-a - b", 2.0, ("-a", "{}-b")),
    (r"{} = a + b", 2.0, ("{}=a", "{}+b")),
    (r"a = -b", 2.0, ("a", "{}=-b")),
    (r"e^{a + b} \cdot c", 2.0, ("e^{a+b}", r"{}\cdot c")),
    (r"a + \text{if so} + b", 3.6, ("a", r"{}+\text{if so}", "{}+b")),
    (r"\begin{pmatrix} a + b & c \end{pmatrix} + d", 4.0,
     (r"\begin{pmatrix}a+b&c\end{pmatrix}", "{}+d")),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "room", "lines"), BROKEN, ids=[row[0] for row in BROKEN])
def test_a_long_formula_is_broken_before_signs(
    latex: str, room: float, lines: tuple[str, ...]
) -> None:
    assert broken(latex, room) == lines


@pytest.mark.parametrize(("latex", "room", "lines"), BROKEN, ids=[row[0] for row in BROKEN])
def test_nothing_is_lost(latex: str, room: float, lines: tuple[str, ...]) -> None:
    for cut in (broken(latex, room), segments(latex)):
        together = [t for n, line in enumerate(cut) for t in tokens(line)[2 * (n > 0) :]]
        assert tuple(together) == tokens(latex)


# The widths that TeX itself gives, in em of Computer Modern.
MEASURED = [
    (r"a + b", 2.18), (r"\frac{a + b + c}{2}", 4.05), (r"\sum_{i=1}^{n} x_i", 2.37),
    (r"e^{-x^2/2}", 2.71), (r"\sigma(x) (1 - \sigma(x))", 6.41), (r"\text{if so}", 1.81),
    (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", 3.36), (r"\sqrt{x^2 + y^2}", 4.10),
    (r"\tanh x", 2.75), (r"\lim_{x \to 0} f(x)", 3.71), (r"MWXYZ", 4.63),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "measured"), MEASURED, ids=[row[0] for row in MEASURED])
def test_no_width_is_far_too_small(latex: str, measured: float) -> None:
    assert 0.97 * measured <= width(latex) <= 1.2 * measured
