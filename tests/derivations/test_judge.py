"""One formula judged by itself, under definitions and conditions."""

from __future__ import annotations

import pytest

from derivations import ReadingError, judge
from proofs import Proved, Refuted, Undecided

SOFTMAX = r"S(\mathbf{x})_i = e^{x_i} / \sum_{j=1}^{K} e^{x_j}"
PROVED = [
    (r"(a - b)^2 = a^2 - 2ab + b^2", [], []),
    (r"\sqrt{x^2} = x", [], ["x > 0"]),
    (r"S(\mathbf{x} + c)_i = S(\mathbf{x})_i", [SOFTMAX], []),
    (r"2x + 2 = 2(x + 1) = x + x + 2", [], []),
    (r"u^2 = x^2 + 2x + 1", ["u = x + 1"], []),
    (r"f(2) = 7", ["f(t) = t^2 + 3"], []),
    (r"x^2 \geq 4", [], [r"x \geq 2"]),
    (r"y^2 = x^4", [], ["y = x^2"]),
    (r"2a + b = 2", [], ["a + b = 1", "a = 1"]),
]
REFUTED = [
    (r"\sqrt{x^2} = x", [], []),
    (r"2x + 2 = 2(x + 1) = x + 2", [], []),
    (r"2x + 2 = x + 2 = 2x + 2", [], []),
    (r"S(2\mathbf{x})_i = S(\mathbf{x})_i", [SOFTMAX], []),
    (r"f(2) = 5", ["f(t) = t^2 + 3"], []),
    (r"x^2 \geq 4", [], [r"x \geq 1"]),
    (r"y^2 = x^4", [], ["y = x^3"]),
]


def ids(cases: list[tuple[str, list[str], list[str]]]) -> list[str]:
    return ["; ".join([latex, *definitions, *given]) for latex, definitions, given in cases]


@pytest.mark.parametrize(("latex", "definitions", "given"), PROVED, ids=ids(PROVED))
def test_is_proved(latex: str, definitions: list[str], given: list[str]) -> None:
    assert isinstance(judge(latex, definitions=definitions, given=given, budget=5), Proved)


@pytest.mark.parametrize(("latex", "definitions", "given"), REFUTED, ids=ids(REFUTED))
def test_is_refuted(latex: str, definitions: list[str], given: list[str]) -> None:
    assert isinstance(judge(latex, definitions=definitions, given=given, budget=5), Refuted)


UNREAD = [
    ("x + 1", [], [], "no claim"),
    ("x = (", [], [], "not closed"),
    (r"x = \nosuch", [], [], "unknown command"),
    ("f(x) = 1", ["f(t) = ("], [], "in the definition"),
    ("x = 1", [], [r"x > \nosuch"], "in the condition"),
    ("x = 1", [], ["x + 1"], "condition"),
    (r"A x = 0", [], [r"A \in \mathbb{R}^{n \times n}"], "number, or a vector"),
    (r"X A = 0", [], [r"A \in \mathbb{R}^{n \times n}"], "number, or a vector"),
]


@pytest.mark.parametrize(
    ("latex", "definitions", "given", "said"), UNREAD, ids=[u[0] for u in UNREAD]
)
def test_is_not_read(latex: str, definitions: list[str], given: list[str], said: str) -> None:
    with pytest.raises(ReadingError, match=said) as caught:
        judge(latex, definitions=definitions, given=given)
    assert 0 <= caught.value.start <= caught.value.end <= len(latex)


def test_a_condition_that_cannot_hold_proves_nothing() -> None:
    assert isinstance(judge("x = x + 1", given=["x^2 < 0"]), Undecided)


SOFTMAX = [r"S(x)_i = \frac{e^{x_i}}{\sum_{j=1}^K e^{x_j}}"]


@pytest.mark.parametrize("given", [[], [r"c \in \mathbb{R}"], [r"x \in \mathbb{R}^K"]], ids=str)
@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"S(x + c)_i = S(x)_i", Proved),
        (r"S(x + c)_i = S(c x)_i", Refuted),
        (r"S(-x)_i = S(x)_i", Refuted),
    ],
    ids=str,
)
def test_a_vector_in_a_sum_where_a_vector_is_taken(
    latex: str, expected: type, given: list[str]
) -> None:
    assert isinstance(judge(latex, definitions=SOFTMAX, given=given), expected)
