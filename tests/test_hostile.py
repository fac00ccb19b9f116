r"""Documents from strangers: each ends in its time, says which bound it met, and does no harm.

Whatever stands beside the hostile formula is judged as ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest

from derivations.documents import DocumentError, check_document, check_text
from derivations.reading import document, read_document
from derivations.report import Assertion, Report
from derivations.writing.terminal import terminal

BUDGET = 0.4
BEFORE = "Clearly $2 + 2 = 4$, and $(u + 1)^2 = u^2 + 2u + 1$.\n\n"
AFTER = "\n\nAnd $|u| \\ge u$. Clearly $2 + 2 = 5$. Then $\\sqrt{v^2} = v$.\n"
NEIGHBOURS = ["proved", "proved", "proved", "refuted", "refuted"]


def powers(depth: int) -> str:
    return "x^{" * depth + "x" + "}" * depth


def fractions(depth: int, inside: str) -> str:
    return r"\frac{1}{1 + " * depth + inside + "}" * depth


def roots(depth: int, inside: str) -> str:
    return r"\sqrt{1 + " * depth + inside + "}" * depth


def product(factor: str, count: int) -> str:
    return "".join(factor.replace("#", str(k)) for k in range(1, count + 1))


def determinant(size: int, *, across: bool) -> str:
    """Of a matrix of letters, or of its transpose: letters in a pattern without symmetry."""
    places = [[(j, i) if across else (i, j) for j in range(size)] for i in range(size)]
    rows = (
        "&".join(LETTERS[(i * i + 3 * j + i * j) % len(LETTERS)] for i, j in row) for row in places
    )
    return "\\det \\begin{pmatrix}" + "\\\\".join(rows) + "\\end{pmatrix}"


def definitions(step: str) -> str:
    """Sixty definitions, each made of two of the one before."""
    lines = [
        f"Let $f_{{{k}}}(x) = {step.replace('#', f'f_{{{k - 1}}}(x)')}$." for k in range(1, 61)
    ]
    return "\n\n".join(["Let $f_{0}(x) = x^2 + 1$.", *lines])


LETTERS = "abcghpqrsuvwxyz"
SUM = "a + b + c + d + p + q + r + s"
LEFT, RIGHT = f"(({SUM} + 1)^2 - 1)^{{12}}", f"({SUM})^{{12}} ({SUM} + 2)^{{12}}"
INTEGRALS = r"\int_0^1 f_{60}(x) \, dx = \int_0^1 f_{59}(x) \, dx"
BALL = r"\arctan(2) + \arctan(3) + 10^{-5000}"

ENDLESS = "grows (?:without end|too long)"
DEEP = r"nested more than \d+ deep|nested too deep"
LARGE = r"too large: .*(?:more than \d+|time left is too short)"
LATE = r"in 0\.4 s"
DIGITS = r"more than \d+ digits"

HOSTILE = {
    "a tower of numbers": ("$9^{9^{9^{9}}} = 9^{9^{9^{8}}}$", LARGE),
    "a tower as a bound": ("$2^{3^{4^{5^{6}}}} > 10^{10^{10^{10}}}$", LARGE),
    "a tower of a name": (f"${powers(40)} = {powers(39)}$", LATE),
    "a tower of e": ("$e^{e^{e^{e^{50}}}} = e^{e^{e^{e^{51}}}}$", "beyond what a ball holds"),
    "the factorial of 10^10^10": ("$(10^{10^{10}})! = (10^{10^{10}} - 1)!$", LARGE),
    "factorials of factorials": ("$(((9!)!)!)! = ((9!)!)!$", LARGE),
    "a factorial of 10^12 + n": ("$(10^{12} + n)! = (10^{12})! + n!$", LARGE),
    "binomials of 10^12": (r"$\binom{10^{12}}{10^{6}} = \binom{10^{12} - 1}{10^{6}}$", LARGE),
    "a sum to 10^12": (r"$\sum_{i=1}^{10^{12}} \frac{1}{i} = 28$", LARGE),
    "a sum to 10^12 of sines": (r"$\sum_{i=1}^{10^{12}} \sin(i^2) = 0$", LARGE),
    "a product to 10^12": (r"$\prod_{i=1}^{10^{12}} \sin(i) = 0$", LARGE),
    "x^(10^9), multiplied out": (
        r"$(x + 1)^{10^9} = \sum_{k=0}^{10^9} \binom{10^9}{k} x^k$", f"{LARGE}|{LATE}",
    ),
    "a binomial of 10^9": (r"$\binom{10^9}{5 \cdot 10^8} = 1$", LARGE),
    "the floor of a tower": (r"$\lfloor 9^{9^{9^9}} / 7 \rfloor = 3$", LARGE),
    "the sine of a tower": (r"$\sin(9^{9^9}) = 0$", LARGE),
    "a sum of i^i to 10^5": (r"$\sum_{i=1}^{10^5} i^i = 7$", LARGE),
    "products of products": (r"$\prod_{i=1}^{10^6} \prod_{j=1}^{10^6} (2 + i j) = 1$", LARGE),
    "a limit of a power beyond all bounds": (r"$\lim_{x \to 0} x^{10^{10^{10}}} = 0$", LARGE),
    "a limit of e to a power beyond all bounds": (
        r"$\lim_{x \to \infty} e^{10^{10^{10}} x} > 1$", LARGE,
    ),
    "a limit of sums of powers beyond all bounds": (
        r"$\lim_{n \to \infty} \sum_{k=1}^n k^{-10^{10^{10}}} = 1$", LARGE,
    ),
    "a power of three names that is not written out": (
        "$(x + y + z)^{3000} = (x + y + z)^{1500} (x + y + z)^{1500}$", LARGE,
    ),
    "an integral of a tower": (r"$\int_0^1 x^{x^{x^{x^x}}} \, dx = 1/2$", LATE),
    "a limit of a polynomial of 1,000 terms": (
        r"$\lim_{x \to 0} (e^x - \sum_{k=0}^{1000} \frac{x^k}{k!}) / x^{1001} = 1$", LATE,
    ),
    "a root of an index of 10,000 digits": (f"$\\sqrt[{'9' * 10_000}]{{2}} = 1$", DIGITS),
    "an entry of 10,000 digits": (f"$x_{{{'9' * 10_000}}} = 1$", DIGITS),
    "300 nested fractions": (f"${fractions(300, 'x')} = x$", DEEP),
    "45 nested fractions": (f"${fractions(45, 'x')} = {fractions(45, '2x')}$", LATE),
    "1,000 nested roots": (f"${roots(1000, 'x')} = x$", DEEP),
    "45 nested roots": (f"${roots(45, 'x')} = {roots(45, '2x')}$", LATE),
    "a product of 1,000 factors": (
        f"$\\sqrt{{({product('(x + #)', 1000)})^2}} = |{product('(# + x)', 1000)}|$",
        f"{LARGE}|{LATE}",
    ),
    "a determinant of 40 rows": (
        f"${determinant(40, across=False)} = {determinant(40, across=True)}$",
        f"{LARGE}|{LATE}|det has no enclosure",
    ),
    "60 definitions that double": (
        definitions("# # + #") + "\n\n$f_{60}(x) = f_{60}(-x) + x^2$", f"{LARGE}|{LATE}",
    ),
    "60 definitions under an integral": (
        definitions(r"\sin(#) + \cos(#)") + f"\n\nThen ${INTEGRALS}$", f"{LARGE}|{LATE}",
    ),
    "60 definitions deeper than any term": (
        definitions(r"1 / (# + #)") + f"\n\nThen ${INTEGRALS}$", f"{DEEP}|{LATE}",
    ),
    "definitions in a circle": (
        "Let $f(x) = g(x) + 1$ and $g(x) = f(x) - 1$.\n\nThen $f(x) = 3 x$.", "ring|no definition",
    ),
    "a definition by itself": ("Let $f(x) = f(x - 1) + 1$.\n\n$f(x) = 3$.", "no definition"),
    "a normal form of millions of terms": (f"${LEFT} + a = {RIGHT} + a$", f"{LARGE}|{LATE}"),
    "denominators that vanish everywhere": (
        f"$({SUM}) / ({LEFT} - {RIGHT}) = 1 / ({LEFT} - {RIGHT})$", f"{LARGE}|{LATE}",
    ),
    "balls that never separate": (f"${BALL} = \\frac{{3 \\pi}}{{4}}$", r"told apart to \d+ bits"),
    "a floor at an edge": (f"$\\lfloor {BALL} - \\frac{{3 \\pi}}{{4}} \\rfloor = 1$", "edge"),
    "a macro of itself": (r"$\def\a{\a\a}\a = 1$", ENDLESS),
    "two macros of each other": (r"$\def\a{\b\b}\def\b{\a}\a = 1$", ENDLESS),
    "a macro that doubles its argument": (
        r"$\newcommand{\f}[1]{\f{#1#1}}\f{x} = 1$", ENDLESS,
    ),
}  # fmt: skip


def judged(report: Report) -> Iterator[Assertion]:
    return (a for a in report.assertions if a.kind == "claim")


@pytest.mark.parametrize(("text", "bound"), HOSTILE.values(), ids=HOSTILE.keys())
def test_ends_in_time_and_names_the_bound(text: str, bound: str) -> None:
    whole = BEFORE + text + AFTER
    start = process_time()
    read_document("page.md", whole)
    read = process_time() - start
    assert read < 2
    report = check_text("page.md", whole, budget=BUDGET)
    assert process_time() - start < 2 * read + BUDGET + 3  # hangs, not speed
    claims = list(judged(report))
    verdicts = [a.verdict for a in claims]
    assert verdicts[:2] + verdicts[-3:] == NEIGHBOURS
    assert {a.verdict for a in claims[2:-3]} <= {"undecided", "unreadable"}
    inside = report.assertions[2:-3]
    told = [d for a in inside if (d := a.diagnostic) is not None] + list(report.diagnostics)
    words = "\n".join(part for d in told for part in (d.message, d.label, *d.notes))
    assert re.search(bound, words), words


FLOODS = {
    "dollars": "$" * 40_000,
    "a sentence of 5,000 formulas": "$x$, " * 5_000,
    "names of 6,000 things": "$A$, $B$ and " * 3_000,
    "adjectives": "any independent " * 4_000,
    "brackets in one line": "\\(" * 8_000,
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS.keys())
def test_a_flood_is_read_and_told_of_in_its_time(flood: str) -> None:
    """Each took time that grew with the square of its length: minutes, for some of these."""
    start = process_time()
    report = check_text("page.md", BEFORE + flood + AFTER)
    terminal(report, width=120)
    assert process_time() - start < 8  # not speed
    verdicts = [a.verdict for a in judged(report)]
    assert verdicts[:2] + verdicts[-3:] == NEIGHBOURS


LINES = {
    "words": "word ",
    "formulas": "then $x + 1 = 1 + x$ and ",
    "dollars": "$",
    "one formula": "x + ",
    "environments": "\\begin{align} ",
    "braces": "{",
    "conditions": "Let $x > 0$ and ",
    "cells": "| $a = b$ ",
    "tabs": "a\t$x = x$\t",
}


@pytest.mark.parametrize("name", ["page.md", "page.tex"])
@pytest.mark.parametrize("unit", LINES.values(), ids=LINES.keys())
def test_a_line_of_4_mb_is_left_out_at_once(unit: str, name: str) -> None:
    """Each took ten seconds to minutes, as all that looks through a page looked through it."""
    flood = unit * (2**22 // len(unit))
    start = process_time()
    report = check_text(name, BEFORE + flood + AFTER)
    assert process_time() - start < 4  # not speed
    assert [a.verdict for a in judged(report)] == NEIGHBOURS
    (told,) = report.diagnostics
    assert told.message == "a line of more than 100000 characters, which is not read"
    assert (told.code, told.span.line) == ("D008", 3)


def test_a_line_that_is_a_picture_is_no_line_too_long() -> None:
    picture = f"![A plot](data:image/png;base64,{'iVBO' * 50_000})"
    report = check_text("page.md", BEFORE + picture + AFTER)
    assert [a.verdict for a in judged(report)] == NEIGHBOURS
    assert not report.diagnostics


def test_very_many_delimiters_without_a_partner() -> None:
    """A message for each took all memory."""
    report = check_text("page.md", "Then \\(x\n" * 20_000)
    assert len(report.diagnostics) == 1_001
    last = report.diagnostics[-1]
    assert last.message == "more than 1000 delimiters are not closed: no more are told of"
    assert (last.code, last.span.line) == ("D008", 1_001)


def test_very_many_formulas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_FORMULAS", 2_000)
    report = check_text("page.md", "Then $x + 1 = 1 + x$.\n" * 2_001)
    assert report.count("proved") == 2_000
    (told,) = report.diagnostics
    assert told.message == "more than 2000 formulas: what follows is not read"
    assert told.span.line == 2_001


def test_a_document_of_200_mb(tmp_path: Path) -> None:
    with (tmp_path / "large.md").open("wb") as file:
        file.write(b"$a = a$\n")
        file.truncate(200 * 2**20)
    with pytest.raises(DocumentError, match="longer than 16 MB: split it"):
        check_document(tmp_path / "large.md")
