"""Tables: evaluation traces, and rows that are chains."""

from __future__ import annotations

import pytest

from derivations.reading.sources.source import Source
from derivations.reading.tables.cells import find_tables

from .pages import report, verdicts

FORWARD = (
    "TABLE 1: $z = g(a_1, a_2) = a_1 \\exp(a_2) + a_2$ at $(a_1, a_2) = (3, 0)$, setting"
    " $\\dot{a}_1 = 1$ to compute $\\partial z / \\partial a_1$.\n\n"
    "Values\t\t\tDerivatives\t\t\n"
    "$u_1$\t$= a_1$\t$= 3$\t$\\dot{u}_1$\t$= \\dot{a}_1$\t$= 1$\n"
    "$u_2$\t$= a_2$\t$= 0$\t$\\dot{u}_2$\t$= \\dot{a}_2$\t$= 0$\n"
    "$u_3$\t$= \\exp(u_2)$\t$= 1$\t$\\dot{u}_3$\t"
    "$= \\exp(u_2) \\times \\dot{u}_2$\t$= 1 \\times 0$\n"
    "$u_4$\t$= u_1 \\times u_3$\t$= 3$\t$\\dot{u}_4$\t"
    "$= \\dot{u}_1 \\times u_3 + u_1 \\times \\dot{u}_3$\t$= 1$\n"
    "$z$\t$= u_4 + u_2$\t$= 3$\t$\\dot{z}$\t$= \\dot{u}_4 + \\dot{u}_2$\t$= 1$\n"
)
REVERSE = (
    "TABLE 2: $z = g(a, b) = a^2 b + b$ at $(a, b) = (3, 4)$. Setting $\\bar{z} = 1$.\n\n"
    "| Values | | | Adjoints | | |\n|---|---|---|---|---|---|\n"
    "| $u_1$ | $= a^2$ | $= 9$ | $\\bar{a}$ | $= \\bar{u}_1 \\frac{\\partial u_1}{\\partial a}$ |"
    " $= 24$ |\n"
    "| $u_2$ | $= u_1 b$ | $= 36$ | $\\bar{b}$ |"
    " $= \\bar{b} + \\bar{u}_2 \\frac{\\partial u_2}{\\partial b}$ | $= 10$ |\n"
    "| $z$ | $= u_2 + b$ | $= 40$ | $\\bar{u}_1$ |"
    " $= \\bar{u}_2 \\frac{\\partial u_2}{\\partial u_1}$ | $= 4$ |\n"
    "| | | | $\\bar{b}$ | $= \\bar{z} \\frac{\\partial z}{\\partial b}$ | $= 1$ |\n"
    "| | | | $\\bar{u}_2$ | $= \\bar{z}$ | $= 1$ |\n"
)


NUMBERED = (
    "Let $y = f(a, b) = a b + a$ at $(a, b) = (2, 5)$.\n\n"
    "| Step | Name | Value | Derivative by $a$ | Value |\n|---|---|---|---|---|\n"
    "| 1 | $u_1 = a b$ | $10$ | $d_1 = b$ | $5$ |\n"
    "| 2 | $u_2 = u_1 + a$ | $12$ | $d_2 = d_1 + 1$ | $6$ |\n"
)
HEADLESS = (
    "TABLE 1: Reverse mode for $g = (a + b) c$ at $a = 1$, $b = 2$, $c = 4$ with"
    " $\\bar{g} = 1$.\n\n"
    "| $u_1$ | $= a + b$ | $= 3$ | $\\bar{g}$ | | $= 1$ |\n|---|---|---|---|---|---|\n"
    "| $g$ | $= u_1 c$ | $= 12$ | $\\bar{u}_1$ | $= \\bar{g} c$ | $= 4$ |\n"
    "| | | | $\\bar{c}$ | $= \\bar{g} u_1$ | $= 3$ |\n"
    "| | | | $\\bar{a}$ | $= \\bar{u}_1$ | $= 4$ |\n"
)


def rows(text: str) -> str:
    """A table without a caption, from lines of cells."""
    return "\n".join("\t".join(f"${c}$" for c in line.split(" | ")) for line in text.split("\n"))


FALSE_TRACES = {
    "a value in a numbered trace": (NUMBERED.replace("$12$", "$13$"), "u_1 + a"),
    "a value in a trace without a head": (HEADLESS.replace("= 12$", "= 13$"), "u_1 c"),
    "a value": (FORWARD.replace("$= u_4 + u_2$\t$= 3$", "$= u_4 + u_2$\t$= 4$"), "u_4 + u_2"),
    "a derivative by the chain rule": (
        FORWARD.replace("\\dot{u}_1 \\times u_3", "\\dot{u}_1 \\times u_2"), "\\dot{u}_4"
    ),
    "the dot of an input that is held": (
        FORWARD.replace("\\dot{a}_2$\t$= 0$", "\\dot{a}_2$\t$= 1$"), "\\dot{a}_2"
    ),
    "a trace of another function": (FORWARD.replace("$= u_4 + u_2$", "$= u_4 - u_2 + 1$"), "z"),
    "an adjoint's value": (
        REVERSE.replace("$= 24$", "$= 12$"), "\\bar{u}_1 \\frac{\\partial u_1}{\\partial a}"
    ),
    "an adjoint that was not added up": (
        REVERSE.replace("= \\bar{b} + \\bar{u}_2", "= \\bar{u}_2"), "\\bar{b}"
    ),
    "the digits of a value": (
        rows("u_1 | = \\ln 3 | = 1.0986\nu_2 | = 2 u_1 | = 2.1792"), "2 u_1"
    ),
    "a sum of roundings": (
        rows("u_1 | = \\ln 3 | = 1.0986\nu_2 | = u_1 + 4 | = 1.0968 + 4"), "u_1 + 4"
    ),
    "digits of the row before, though rounded the same": (
        rows("w_1 | = \\frac{1}{3} | = 0.33\nw_2 | = 100 w_1 | = 33.00"), "100 w_1"
    ),
    "a name in its own row": (
        rows("u_0 | = 5 | = 5\nu_1 | = \\sin(u_1) | = \\sin(5)\nu_2 | = 2 u_1 | = 2 \\sin(5)"),
        "u_1",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "left"), FALSE_TRACES.values(), ids=FALSE_TRACES.keys())
def test_a_false_row_is_refuted(text: str, left: str) -> None:
    refuted = [a.left for a in report(text).assertions if a.verdict == "refuted"]
    assert refuted[0] == left


TRUE_TRACES = {"forward": FORWARD, "reverse": REVERSE, "numbered": NUMBERED, "no head": HEADLESS}


@pytest.mark.parametrize("text", TRUE_TRACES.values(), ids=TRUE_TRACES.keys())
def test_a_true_trace_is_proved(text: str) -> None:
    found = report(text).assertions
    assert {a.verdict for a in found} == {"proved", None}
    assert sum(a.verdict == "proved" for a in found) >= 4


def test_a_name_in_its_own_row_takes_no_others_with_it() -> None:
    text = FALSE_TRACES["a name in its own row"][0]
    assert verdicts(text) == [
        "definition", "proved", "refuted", "refuted", "definition", "proved"
    ]  # fmt: skip


TABLES = {
    "a name without a value": (
        rows("u_1 | = a + 1 | = 4\nu_2 | = 2 u_1 | = 8"),
        ["definition", "D011", "definition", "D011"],
    ),
    "an input whose value its row gives": (
        rows("u_1 | = a | = 3\nu_2 | = u_1^2 | = 9"),
        ["definition", "assumption", "definition", "proved"],
    ),
    "decimals in a product": (
        rows("u_1 | = \\ln 3 | = 1.0986\nu_2 | = 2 u_1 | = 2 \\times 1.0986"),
        ["definition", "proved", "definition", "D005"],
    ),
    "a sum of three roundings": (
        rows("u_1 | = \\ln 3 | = 1.0986\nu_2 | = 3 u_1 | = 1.0986 + 1.0986 + 1.0986"),
        ["definition", "proved", "definition", "D005"],
    ),
    "changes in place, from 0": (
        rows("\\bar{u} | = \\bar{u} + 2 | = 2\n\\bar{u} | = \\bar{u} + 3 | = 5"),
        ["definition", "proved", "definition", "proved"],
    ),
    "a quotient by a product, as the value shows": (
        rows("u_1 | = 3 | = 3\nu_2 | = 1 / u_1 \\times u_1 | = 1/9"),
        ["definition", "proved", "definition", "proved"],
    ),
    "a quotient times a factor": (
        rows("u_1 | = 3 | = 3\nu_2 | = 1 / u_1 \\times u_1 | = 1"),
        ["definition", "proved", "definition", "proved"],
    ),
    "neither reading": (
        rows("u_1 | = 3 | = 3\nu_2 | = 1 / u_1 \\times u_1 | = 2"),
        ["definition", "proved", "definition", "refuted"],
    ),
    "a partial derivative of what no row sets": (
        rows("u_1 | = 3 | = 3\nu_2 | = \\frac{\\partial w}{\\partial u_1} | = 2 u_1"),
        ["definition", "proved", "D011"],
    ),
    "a row that can't be read leaves its neighbours": (
        rows("u_1 | = 3 | = 3\nu_2 | = u_1 \\wedge | = 2\nu_3 | = 2 u_1 | = 6"),
        ["definition", "proved", "D007", "definition", "proved"],
    ),
    "rows of equations": (
        "| rule | example |\n|---|---|\n| add | $1 + 1 = 2$ |\n| square | $(a+b)^2 = a^2 + b^2$ |",
        ["proved", "refuted"],
    ),
    "cells that go on": ("| $(x+1)^2$ | $= x^2 + 2x + 1$ |  $= x(x + 2)$ |", ["proved", "refuted"]),
    "no table in code": ("```\n| $1$ | $= 2$ |\n```", []),
    "rows that define": (
        "| Symbol | Definition |\n|---|---|\n| the logit $z$ | $w x + b$ |\n| $q$ | $z^2$ |\n\n"
        "So $q = w^2 x^2 + 2 w x b + b^2$ and $\\frac{\\partial q}{\\partial b} = 2 z$.",
        ["definition", "definition", "proved", "proved"],
    ),
    "rows under other heads": (
        "| Function | Derivative |\n|---|---|\n| $x$ | $1$ |\n| $y$ | $2 y$ |\n\n$x = y$",
        ["definition"],
    ),
    "a formula in words": (
        "| Symbol | Definition |\n|---|---|\n| $z$ | root of $w x + b$ |\n\n$z^2 = (w x + b)^2$",
        ["constraint"],
    ),
    "two formulas": (
        "| Name | Formula |\n|---|---|\n| $z$ | $w x$ or $w$ |\n\n$2 z = 2 w x$", ["constraint"]
    ),
    "a bar in mathematics is no cell's edge": ("| $|-3|$ | $= 3$ | |", ["proved"]),
}  # fmt: skip


COLUMNS = {
    "rows under the names of a formula": (
        "Recall $o = \\lfloor \\frac{n - k}{s} \\rfloor + 1$.\n\n"
        "| n | $k$ | s | $o$ |\n|---|---|---|---|\n| 9 | 3 | 2 | 4 |\n| 9 | 3 | 3 | 4 |\n",
        ["definition", "proved", "refuted"],
    ),
    "a formula further down, and heads that are first letters": (
        "case\t$i$\t$o$\n(a)\t5\t11\n(b)\t6\t12\n(c)\t7\t15\n\nHere $out = 2 in + 1$.",
        ["proved", "refuted", "proved", "definition"],
    ),
    "no column for a name": (
        "Recall $o = 2 n + m$.\n\n| n | o |\n|---|---|\n| 9 | 18 |\n", ["definition"]
    ),
    "another column": (
        "Recall $o = 2 n$.\n\n| n | m | o |\n|---|---|---|\n| 9 | 1 | 19 |\n", ["definition"]
    ),
    "few rows agree with the formula": (
        "Recall $o = 2 n$.\n\n| n | o |\n|---|---|\n| 9 | 81 |\n| 2 | 4 |\n| 3 | 9 |\n",
        ["definition", "D005", "D005", "D005"],
    ),
    "digits": (
        "Recall $o = n / 3$.\n\n| n | o |\n|---|---|\n| 1 | 0.33 |\n| 2 | 0.67 |\n| 3 | 1.1 |\n",
        ["definition", "proved", "proved", "refuted"],
    ),
    "values of an expression": (
        "| $t$ | $t^2$ | $2^t$ |\n|---|---|---|\n| 1 | 1 | 2 |\n| 3 | 9 | 9 |\n| 2 | 4 | 4 |\n",
        ["proved", "proved", "proved", "refuted", "proved", "proved"],
    ),
    "values of a function, to some digits": (
        "Let $f(t) = \\sqrt{t}$.\n\n| $t$ | $f(t)$ |\n|---|---|\n| 2 | 1.41 |\n"
        "| $\\frac14$ | 0.6 |\n| 9 | 3 |\n",
        ["definition", "proved", "refuted", "proved"],
    ),
    "other values": (
        "| $t$ | $t^2$ |\n|---|---|\n| 1 | 7 |\n| 3 | 8 |\n| 2 | 4 |\n", ["D005"] * 3
    ),
    "a name that no column has": (
        "| $t$ | $a t$ |\n|---|---|\n| 1 | 7 |\n| 3 | 8 |\n", []
    ),
    "a row without a number": (
        "Recall $o = 2 n$.\n\n| n | o |\n|---|---|\n| 9 | ? |\n| 2 | 4 |\n",
        ["definition", "proved"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COLUMNS.values(), ids=COLUMNS.keys())
def test_rows_of_numbers_are(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


@pytest.mark.parametrize(("text", "expected"), TABLES.values(), ids=TABLES.keys())
def test_links_of_tables_are(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


def test_every_row_has_its_place() -> None:
    (first, *_) = report("Text.\n\n" + rows("u_1 | = 3 | = 3\nu_2 | = 2 u_1 | = 7")).assertions
    assert (first.span.line, first.span.column, first.latex) == (3, 2, "u_1$\t$= 3")


def test_lines_with_bars_or_tabs_are_rows() -> None:
    text = "a | b\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n\t- an item\n\nx\ty\nz\t1\n"
    tables = find_tables(Source(text))
    assert [[len(row.cells) for row in table.rows] for table in tables] == [[2, 2], [2, 2]]
