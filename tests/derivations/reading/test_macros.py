"""Macros: what their calls are read as, and that they cannot grow without end."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from derivations.reading import ReadingError, read_answer, read_document

READ = {
    r"\newcommand{\half}[1]{\frac{#1}{2}} \half{x} + \half y": "x/2 + y/2",
    r"\newcommand\sq[1]{#1^2}\sq{(a+b)}": "(a + b)^2",
    r"\newcommand{\pw}[2][2]{#2^{#1}} \pw{x} - \pw[3]{y}": "x^2 - y^3",
    r"\def\twice#1{2#1}\twice x": "2*x",
    r"\DeclareMathOperator{\sgm}{sigmoid} \sgm(x)": "1/(1 + exp(-x))",
    r"\let\eps=\epsilon \eps + 1": "epsilon + 1",
    r"\def\a{b}\def\c{\a^2}\c": "b^2",
    r"\newcommand{\x}{a}\x\renewcommand{\x}{b}+\x": "a + b",
    r"\renewcommand{\sin}[1]{\cos #1}\sin{x}": "cos(x)",
    r"\newcommand{\paren}[1]{\left(#1\right)}\paren{1 + x} x": "(1 + x)*x",
}


@pytest.mark.parametrize(("latex", "term"), READ.items(), ids=READ.keys())
def test_is_read_as(latex: str, term: str) -> None:
    assert str(read_answer(latex)[0]) == term


REFUSED = {
    r"\def\a{\a\a}\a": "D008",
    r"\def\a{\b}\def\b{\a}\a": "D008",
    r"\def\a#1{#1#1}\a{\a{\a{\a{\a{\a{\a{\a{\a{\a{\a{\a{\a{\a{\a{x}}}}}}}}}}}}}}}": "D008",
    r"\newcommand{\f}[2]{#1 + #2}\f{1}": "D004",
    r"\newcommand{\f}{\nosuch}\f": "D003",
    r"\newcommand{\f}": "D003",
    r"\def\f": "D003",
    r"\f \nosuch": "D003",
    r"\newcommand{\f}[1]{#2}\f{1}": "D004",
}


@pytest.mark.parametrize(("latex", "code"), REFUSED.items(), ids=REFUSED.keys())
def test_is_refused(latex: str, code: str) -> None:
    start = time.process_time()
    with pytest.raises(ReadingError) as caught:
        read_answer(latex)
    assert caught.value.code == code
    assert 0 <= caught.value.start <= caught.value.end <= len(latex)
    assert time.process_time() - start < 2


def bomb(body: str) -> str:
    names = [f"\\m{chr(97 + i)}" for i in range(26)]
    lines = [f"\\def{names[0]}{{{body}}}"]
    lines += [f"\\def{b}{{{a}{a}}}" for a, b in pairwise(names)]
    return "".join(lines) + names[-1]


@pytest.mark.parametrize("body", ["x", "", "x + "], ids=["letters", "nothing", "sums"])
def test_a_bomb_does_not_go_off(body: str) -> None:
    start = time.process_time()
    with pytest.raises(ReadingError) as caught:
        read_answer(bomb(body))
    assert caught.value.code == "D008"
    assert time.process_time() - start < 2


def test_macros_hold_for_a_page_and_places_stay_those_of_the_source() -> None:
    text = (
        "$$\\newcommand{\\sq}[1]{#1^2}$$\n\nThen $\\sq{a} = a a = \\nosuch$ and $\\sq{b} = b b$.\n"
    )
    document = read_document("page.md", text)
    claims = [s for d in document.derivations for s in d.steps]
    assert [s.left.latex for s in claims if s.claim is not None] == [r"\sq{b}"]
    assert {s.span.line for s in claims} == {3}
    assert [d.code for d in document.diagnostics] == []


PAGE = "\\documentclass{article}\n\\newcommand{\\k}{3}\n%s\\begin{document}\n%s\n\\end{document}\n"
REACHES = {
    # what stands before the page begins, and on it; the last formula, as it is read
    "an environment": ("", r"\begin{center}\def\k{2} $\k = 2$.\end{center} $\k = x$", "3"),
    "two within each other": (
        "", r"\begin{quote}\begin{center}\def\k{2}\end{center} $\k = y$\end{quote} $\k = x$", "3"
    ),
    "inside of it": ("", r"\begin{center}\renewcommand{\k}{2} $\k = x$\end{center}", "2"),
    "braces": ("", r"{\def\k{2} $\k = 2$} $\k = x$", "3"),
    "a formula": ("", r"$\renewcommand{\k}{2} \k = 2$. $\k = x$", "3"),
    "a display": ("", r"\[\renewcommand{\k}{2} \k = 2\] $\k = x$", "3"),
    "for all": ("", r"\begin{center}\gdef\k{2}\end{center} $\k = x$", "2"),
    "for all, in two words": ("", r"{\global\def\k{2}} $\k = x$", "2"),
    "a comment": ("% \\renewcommand{\\k}{2}\n", r"$\k = x$", "3"),
    "verbatim": ("", "\\begin{verbatim}\n\\def\\k{2}\n\\end{verbatim}\n$\\k = x$", "3"),
    "provided, though known": ("\\providecommand{\\k}{2}\n", r"$\k = x$", "3"),
    "edef": ("\\edef\\k{2}\n", r"$\k = x$", "2"),
    "of a package": ("\\RenewDocumentCommand{\\k}{}{2}\n", r"$\k = x$", "2"),
    "a command of TeX": ("", r"\begin{center}\renewcommand{\pi}{2}\end{center} $\pi = x$", "pi"),
    "before it is made": ("", r"$\pi = x$ \renewcommand{\pi}{2}", "pi"),
    "in another macro": ("\\newcommand{\\m}{\\def\\k{2}}\n", r"\m $\k = x$", "D005"),
    "in an environment of one's own": (
        "\\newenvironment{two}{\\def\\k{2}}{}\n", r"\begin{two} $\k = x$ \end{two}", "D005"
    ),
    "a copy": ("\\let\\m\\k\n\\renewcommand{\\k}{2}\n", r"$\m = x$", "D005"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "page", "left"), REACHES.values(), ids=REACHES.keys())
def test_a_definition_reaches_as_far_as_its_group(before: str, page: str, left: str) -> None:
    document = read_document("page.tex", PAGE % (before, page))
    last = document.derivations[-1].steps[-1]
    assert (last.problem.code if last.problem else str(last.left.term)) == left


def test_on_a_web_page_a_definition_outlives_its_formula() -> None:
    text = "$\\newcommand{\\k}{3}$ $$\\renewcommand{\\k}{2}$$\n\nThen $\\k + 1 = 3$."
    (step,) = [s for d in read_document("page.md", text).derivations for s in d.steps]
    assert str(step.claim) == "2 + 1 = 3"
