"""Only mathematics is written as mathematics: no command that could do anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations.writing.mathematics import COMMANDS, MathematicsError, is_permitted, permitted
from derivations.writing.prose import Formula, pieces

WRITTEN = [
    r"\frac{d}{dx} \sigma(x) = \sigma(x) (1 - \sigma(x))",
    r"\left.\frac{d}{dt} f(t)\right|_{t = 0}",
    r"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}^{\top}",
    r"\lim_{x \to 0^{+}} f'(x)",
    r"\mathbf{W}^{(1)} x + b, \quad x \in \mathbb{R}^D",
    r"\operatorname{tr}(A)",
]
NOT_WRITTEN = [
    (r"\input{/etc/passwd}", r"\\input is not"),
    (r"\write18{rm x}", r"\\write is not"),
    (r"\csname input\endcsname x", r"\\csname is not"),
    (r"\catcode`\@=11", r"\\catcode is not"),
    (r"\def\x{\x}\x", r"\\def is not"),
    (r"\href{javascript:x}{y}", r"\\href is not"),
    (r"\includegraphics{x}", r"\\includegraphics is not"),
    (r"\begin{filecontents}x\end{filecontents}", r"\\begin\{filecontents\} is not"),
    (r"x^^5cinput y", r"\^\^ is not"),
    (r"x % y", r"% is not"),
    (r"a $ b", r"\$ is not"),
    (r"x_#1", r"# is not"),
    (r"\begin{cases} x", "cases is not closed"),
    (r"x }{ y", "} closes nothing"),
    (r"\left( x", r"\\left is not closed"),
    (r"a & b", "& stands outside"),
    (r"\text{a \input b}", r"\\input is not"),
    (r"\text{a_b}", r"_ is not"),
    (r"\text{a", "no argument"),
    ("{" * 200 + "x" + "}" * 200, "nested too deep"),
    ("x^", "has nothing after"),
    ("", "empty"),
    ("α", "α is not"),
]


@pytest.mark.parametrize("latex", WRITTEN)
def test_mathematics_is_written(latex: str) -> None:
    assert permitted(latex) == latex


@pytest.mark.parametrize(
    ("latex", "why"), NOT_WRITTEN, ids=[latex[:40] for latex, _ in NOT_WRITTEN]
)
def test_all_else_is_not(latex: str, why: str) -> None:
    with pytest.raises(MathematicsError, match=why):
        permitted(latex)


@given(st.text(st.sampled_from("\\^{}$%#~abcinputwr18@`\n")))
def test_no_command_but_those_listed_gets_through(latex: str) -> None:
    if is_permitted(latex):
        assert "^^" not in latex
        assert not set("$%#~@`") & set(
            latex.replace(r"\%", "").replace(r"\$", "").replace(r"\#", "")
        )
        assert r"\input" not in latex
        assert r"\write" not in latex


def test_no_listed_command_reads_writes_or_defines() -> None:
    dangerous = "input include write read openin openout csname catcode def let edef gdef immediate"
    dangerous += " special href url includegraphics usepackage newcommand expandafter special loop"
    assert not {"\\" + name for name in dangerous.split()} & COMMANDS


def test_a_dollar_without_a_partner() -> None:
    with pytest.raises(MathematicsError, match="no partner"):
        pieces("costs $5")
    assert pieces("$5$") == (Formula("5"),)
