"""latex2sympy2 behind our own reader: it counts only where it leaves nothing out."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from derivations import ReadingError, other_reader, read
from derivations.reading.sources.tokens import tokenize
from proofs.kernel.terms import ONE, TWO, Term, add, apply, mul, num, power, var

x, f, A = var("x"), var("f"), var("A")
LEFT_OUT = {
    "a prime": ("f'(x)", mul(f, x)),
    "a function for a product": ("f(x)", mul(f, x)),
    "a transpose": ("A^T", A),
    "a label for a power": ("x^{(2)}", power(x, TWO)),
    "a term": ("x + 1", x),
    "a factor worked out": ("2 x 3", mul(num(6), x)),
    "a quotient worked out": (r"\frac{x}{x}", ONE),
    "a function": (r"\sin x", x),
    "a command as a name": (r"\nabla f", mul(var(r"\nabla"), f)),
}


@pytest.mark.parametrize(("latex", "term"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_a_reading_that_leaves_something_out_does_not_count(latex: str, term: Term) -> None:
    tokens = tokenize(latex)
    assert not (other_reader._readable(tokens) and other_reader.accounted(tokens, term))


def test_a_reading_with_everything_in_it_counts() -> None:
    tokens = tokenize(r"\sin(x) + 2")
    assert other_reader._readable(tokens)
    assert other_reader.accounted(tokens, add(apply("sin", x), TWO))


def test_without_it_there_is_one_line_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_reader, "PACKAGE", "no_such_package_at_all")
    assert "not used" in other_reader.availability()
    assert "\n" not in other_reader.availability()
    assert other_reader.read_otherwise("x + 1") is None
    with pytest.raises(ReadingError):
        read(r"\iint x")


def test_the_page_on_moving_is_true() -> None:
    page = Path(__file__).parents[2] / "docs" / "moving-from-latex2sympy.md"
    assert doctest.testfile(str(page), module_relative=False).failed == 0
