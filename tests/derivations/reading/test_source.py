"""Where mathematics stands in a text, to the column; and what never closes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.reading import read_document
from derivations.reading.sources.markdown import find_math
from derivations.reading.sources.source import Source

SPANS = [
    ("a $x$ b", ["x"]),
    ("a $  x  $ b", ["  x  "]),
    ("$$\na\n\nb\n$$", ["\na\n\nb\n"]),
    ("text $$x$$ text", ["x"]),
    (r"\(x\) and \[y\]", ["x", "y"]),
    ("`$x$` and $y$", ["y"]),
    ("```\n$x$\n```\n$y$", ["y"]),
    ("costs $5", []),
    ("costs \\$5 and $y$", ["y"]),
    ("\\begin{align}a&=b\\end{align}", ["\\begin{align}a&=b\\end{align}"]),
    ("- $a\n- $b$", ["b"]),
]


@pytest.mark.parametrize(("text", "inside"), SPANS, ids=[s[0] for s in SPANS])
def test_mathematics_is_found(text: str, inside: list[str]) -> None:
    spans, _ = find_math(Source(text))
    assert [text[s.start : s.end] for s in spans] == inside


UNCLOSED = [
    ("Let $x be a number with $1 + 1 = 2$.", 1, 5),
    ("one\n\n$$ 1 = 1", 3, 1),
    ("see \\(a", 1, 5),
]


@pytest.mark.parametrize(("text", "line", "column"), UNCLOSED, ids=[u[0] for u in UNCLOSED])
def test_what_is_not_closed_has_its_place(text: str, line: int, column: int) -> None:
    (found,) = read_document("page.md", text).diagnostics
    assert (found.code, found.span.line, found.span.column) == ("D001", line, column)


def test_the_rest_is_read_after_an_unclosed_dollar() -> None:
    document = read_document("page.md", "Let $x be a number with $1 + 1 = 2$.")
    assert [s.latex for d in document.derivations for s in d.steps] == ["1 + 1 = 2"]


def test_places_count_code_points() -> None:
    text = "α𝔼 and $ 1 + 1 = 2 $"
    (derivation,) = read_document("page.md", text).derivations
    (step,) = derivation.steps
    assert text[step.span.column - 1 : step.span.end_column - 1] == "1 + 1 = 2"
    assert text[step.right.span.column - 1 : step.right.span.end_column - 1] == "2"


HOSTILE = {
    "braces": "$$" + "{" * 5000 + "x" + "}" * 5000 + " = 1$$",
    "brackets": "$$" + "(" * 5000 + " = 1$$",
    "fractions": "$$" + r"\frac{1}{" * 300 + "x" + "}" * 300 + " = 1$$",
    "scripts": "$$" + "x_{" * 5000 + " = b$$",
    "sums": "$$" + r"\sum_{i=1}^n " * 300 + "i = 1$$",
    "one long formula": "$$" + "a+" * 300_000 + "a = b$$",
    "many dollars": "$ " * 50_000,
    "many displays": "$$a\n\n" * 20_000,
    "many commas": "$$" + "a=b," * 4000 + "b$$",
    "backticks": "`" * 100_000 + "$x = 1$",
    "null bytes": "$a\0 = \0b$ \0",
    "rules": "$x = x$ " + ("-" * 3000 + "x\n") * 3 + " $x = x$",
    "a rule that is none": "| $a$ | $b$ |\n" + "-" * 3000 + "x\n$1 = 1$",
    "stars": "$x = x$\n" + "* _ " * 1000 + "$x = x$",
    "no partners": "$$ a = {{(( b $$ $$ c + c = 2c $$",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_quickly(text: str) -> None:
    start = time.process_time()
    read_document("page.md", text)
    assert time.process_time() - start < 10


PIECES = [
    "\\frac", "{", "}", "(", ")", "[", "]", "^", "_", "x", "y", "i", "1", "2.5", "=", "<", "+",
    "-", "/", "\\sum", "\\lim", "\\int", "d", "\\\\", "&", "\\begin{aligned}", "\\end{aligned}",
    "\\begin{cases}", "\\end{cases}", "\\text{if }", ",", "\\quad", "\\to", "\\xrightarrow", "|",
    "!", "'", "\\mathbf", "\\tilde", "\\sin", "\\log", "e", "\\in", "\\dots", "f", "\\max", "\\{",
    "\\}", "\\left", "\\right", "\\prod", "\\sqrt", "$", " ", "\n", ":", "\\overset", "\\mathbb",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["$", "$$"]))
def test_nothing_raises_and_places_are_exact(pieces: list[str], mark: str) -> None:
    text = mark + " ".join(pieces) + mark
    lines = text.split("\n")
    for derivation in read_document("page.md", text).derivations:
        for step in derivation.steps:
            if step.span.line == step.span.end_line:
                line = lines[step.span.line - 1]
                assert line[step.span.column - 1 : step.span.end_column - 1] == step.latex
            assert step.claim is None or step.problem is None
