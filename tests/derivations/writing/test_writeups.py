"""One small writeup as LaTeX and as HTML, as a person has read it."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from derivations.derivation import Derivation
from derivations.library.worked import link, worked
from derivations.writeup import Chain, CheckedWriteup, Display, Items, Paragraph, Table, Writeup
from derivations.writeup import checked as all_proved
from derivations.writing.html.writeup import body as html_body
from derivations.writing.tex.writeup import body as tex_body

RELU = r"g(t) = \max\{0, t\}"


@pytest.fixture(scope="module")
def small() -> CheckedWriteup:
    positive = worked(
        "positive", "g(x) + g(-x)", link("= x + 0", "$x > 0 > -x$"), link("= |x|", "$x > 0$"),
        definitions=[RELU], given=["x > 0"], opening="For $x > 0$,",
    )  # fmt: skip
    zero = worked(
        "zero", "g(0) + g(-0)", link("= |0|", "both are $0$"), definitions=[RELU],
        opening="and for $x = 0$,",
    )  # fmt: skip
    quotient = worked("quotient", r"\frac{x^2 - 1}{x - 1}", link("= x + 1", "cancel $x - 1$"))
    blocks = (
        Display(RELU),
        Chain(Derivation("cases", (), None, "By cases.", (positive, zero), "So it is $|x|$.")),
        Paragraph("50% of it & <more>:"),
        Chain(quotient),
        Items(("one $x$", "two"), numbered=True),
        Table("Values", ("symbol", "value"), (("$v_0$", "$0.5$"), ("$v_1$", "$-2$")), (1,)),
    )
    return all_proved(Writeup("Small", blocks))


def test_as_latex(small: CheckedWriteup, snapshot: SnapshotAssertion) -> None:
    assert tex_body(small, {}) == snapshot


def test_as_html(small: CheckedWriteup, snapshot: SnapshotAssertion) -> None:
    assert html_body(small, {}) == snapshot
