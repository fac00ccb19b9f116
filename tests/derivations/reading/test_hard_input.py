"""Input that is made to be hard: a diagnostic within a second, nothing worse."""

from __future__ import annotations

import random
import time

import pytest

from derivations.documents import check_text
from derivations.reading import ReadingError, read_answer, read_document, reader
from derivations.reading.sources.units import Part

HARD = {
    "nested braces": "{" * 5_000 + "x" + "}" * 5_000,
    "opening braces": "{" * 9_000,
    "closing braces": "}" * 9_000,
    "nested fractions": r"\frac{1}{" * 2_000 + "x" + "}" * 2_000,
    "nested roots": r"\sqrt{" * 3_000 + "x" + "}" * 3_000,
    "towers": "x^{" * 4_000 + "x" + "}" * 4_000,
    "subscripts": "x_{" * 4_000 + "x" + "}" * 4_000,
    "environments": r"\begin{matrix}" * 1_000,
    "cases in cases": r"\begin{cases}" * 500 + "x" + r"\end{cases}" * 500,
    "bars": "|" * 9_999 + "x",
    "norms": r"\|" * 4_999 + "x",
    "functions": r"\sin" * 4_000 + " x",
    "sums": r"\sum_{i=1}^n" * 1_000 + "i",
    "integrals": r"\int" * 3_000 + " x dx",
    "one word": "q" * 19_999,
    "many digits": "9" * 19_999,
    "many commas": "1," * 9_999 + "1",
    "many relations": "x=" * 9_999 + "x",
    "too long": "x+" * 600_000 + "x",
    "null bytes": "x\0y",
    "a tower of numbers": "9^{9^{9^{9^{9^{9}}}}}!",
    "a factorial of factorials": "9" + "!" * 5_000,
    "primes": "f" + "'" * 5_000 + "(x)",
    "accents": r"\hat{" * 3_000 + "x" + "}" * 3_000,
    "signs above and below": r"\pm" * 2_000 + "x",
    "lone surrogates": "x + \ud800",
    "brackets that cross": "([" * 2_000 + ")]" * 2_000,
}


@pytest.mark.parametrize("latex", HARD.values(), ids=HARD.keys())
def test_hard_input_is_read_or_refused_in_time(latex: str) -> None:
    start = time.process_time()
    with_place(latex)
    assert time.process_time() - start < 3


def with_place(latex: str) -> None:
    fault = None
    try:
        read_answer(latex)
    except ReadingError as error:
        fault = error
    if fault is not None:
        assert 0 <= fault.start <= fault.end <= len(latex)
        assert str(fault).isprintable()


PIECES = [
    "x", "y", "1", "2.5", "+", "-", "=", "<", "(", ")", "[", "]", "{", "}", "_", "^", "|", "!", "'",
    ",", ";", "&", "\\\\", r"\frac", r"\sqrt", r"\sum", r"\int", r"\lim", r"\to", r"\infty", "d",
    r"\sin", r"\log", r"\max", r"\{", r"\}", r"\left", r"\right", r"\begin{pmatrix}",
    r"\end{pmatrix}", r"\text{if}", r"\pm", r"\mod", r"\cup", r"\in", r"\mathbb{R}", r"\|", "%",
    r"\bar", r"\mathbf", r"\partial", r"\binom", r"\cdot", r"\%", r"\circ", " ", "e", "i", "T",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(300))
def test_any_tokens_are_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    with_place(" ".join(chance.choices(PIECES, k=chance.randint(1, 25))))


def test_definitions_that_double_are_read_once_each() -> None:
    """f_60 has 2^60 factors x + 1: each part is worked out once, wherever it occurs."""
    doubling = "".join(
        f"Let $f_{{{k}}}(x) = f_{{{k - 1}}}(x) f_{{{k - 1}}}(x)$.\n\n" for k in range(1, 61)
    )
    document = read_document(
        "doubling.md", f"Let $f_{{0}}(x) = x + 1$.\n\n{doubling}$f_{{60}}(x) = f_{{59}}(x)$\n"
    )
    assert len(document.derivations) == 62
    assert not document.diagnostics


@pytest.mark.parametrize(
    "formula",
    [r"$(10^{9})! = n!$", r"$\binom{10^{12}}{10^6} = k$", r"$\sum_i \sum_j \sum_k \sum_l x_i = 3$"],
)
def test_nothing_large_is_worked_out_while_reading(formula: str) -> None:
    assert read_document("large.md", formula).derivations


def test_a_fault_of_the_reader_costs_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = reader.Reader._take

    def fault(self: reader.Reader, part: Part) -> None:
        if "7" in {t.text for t in part.unit.tokens}:
            raise KeyError("an index")
        whole(self, part)

    monkeypatch.setattr(reader.Reader, "_take", fault)
    text = "So $1 + 1 = 2$.\n\nSo $3 + 4 = 7$ and $1 + 2 = 3$.\n\nSo $2 + 2 = 4$."
    monkeypatch.setenv("DERIVE_DEBUG", "0")
    first, second, third, last = check_text("page.md", text).assertions
    assert (first.verdict, last.verdict) == ("proved", "proved")
    for link in (second, third):
        assert link.diagnostic is not None
        assert (link.verdict, link.diagnostic.code) == ("unreadable", "D302")
        assert "KeyError: 'an index'" in link.message
    monkeypatch.setenv("DERIVE_DEBUG", "1")
    with pytest.raises(KeyError):
        check_text("page.md", text)
