"""One answer against another: proved, refuted, or neither."""

from __future__ import annotations

import pytest

from derivations import ReadingError, equal, equal_many
from proofs import Proved, Refuted, Undecided, replay

EQUAL = [
    (r"\frac{2}{1+e^{2x}}", r"1 - \tanh x"),
    (r"\{a, 2\}", r"\{2, a\}"),
    (r"1, 4, 3", r"\{3, 1, 4\}"),
    (r"2 \pm \sqrt{3}", r"2 - \sqrt{3}, 2 + \sqrt{3}"),
    (r"(2, 3]", r"2 < x \le 3"),
    (r"x \in [-1, 1]", r"|x| \le 1"),
    (r"(-\infty, 2) \cup (2, \infty)", r"\mathbb{R} \setminus \{2\}"),
    (r"(-\infty, 3)", r"(-\infty, 3)"),
    (r"[0, 3] \cap [2, 5]", r"[2, 3]"),
    (r"3x - 6y = 9", r"x = 2y + 3"),
    (r"(t - 4)^2 = 0", r"t = 4"),
    (r"x^2 = 9", r"x = 3 \text{ or } x = -3"),
    (r"x >= 2", r"-x \le -2"),
    (r"(a, 1 + 1)", r"(a, 2)"),
    (r"(p, q) = (3, 2)", r"(3, 2)"),
    (r"7", r"y = 7"),
    (r"25\%", r"0.25"),
    (r"\cos(60^\circ)", r"\frac12"),
    (r"\int 6x^2 \, dx", r"2x^3"),
    (r"\sum_{n=1}^\infty \frac{2}{n^2}", r"\frac{\pi^2}{3}"),
    ("t + 2 = t", "s = s + 1"),
    (r"\frac{1}{t} = 0", r"t^2 = -1"),
    ("v^T", "v^{T}"),
    (r"1 + \mathbb{E}[Z]", r"\mathbb{E}[Z] + 1"),
    (r"\begin{pmatrix} 2 & 0 \\ 1 & 1 \end{pmatrix} \begin{pmatrix} 1 \\ 3 \end{pmatrix}",
     r"\begin{pmatrix} 2 \\ 4 \end{pmatrix}"),
    (r"\begin{pmatrix} 2 & 0 \\ 0 & 4 \end{pmatrix}^{-1}",
     r"\frac{1}{4} \begin{pmatrix} 2 & 0 \\ 0 & 1 \end{pmatrix}"),
]  # fmt: skip

DIFFERENT = [
    (r"\sum_{n=1}^\infty n", r"-\frac{1}{12}"),
    ("t + 2 = t", "t^2 = 4"),
    (r"\tanh x", r"\tanh(x) + 10^{-30}"),
    (r"\{1, 2\}", r"\{1, 3\}"),
    (r"\pm 3", r"3"),
    (r"(0, 2)", r"0, 2"),
    (r"(0, 2)", r"\{0, 2\}"),
    (r"[1, 3)", r"1 \le x \le 3"),
    (r"x \ne 2", r"x = 2"),
    (r"n \equiv 2 \pmod 5", r"n \equiv 2 \pmod 7"),
    (r"(1, 2, 3)", r"(1, 2)"),
    (r"(1, 2)", r"(2, 1)"),
    (r"30\%", r"30"),
    (r"45^\circ", r"45"),
    (r"\sqrt{3}", r"1.732051"),
    (r"\hat{y}", r"y"),
    (r"-2^2", r"4"),
    (r"\int 6x^2 \, dx", r"3x^3"),
    (r"\begin{pmatrix} 1 \\ 5 \end{pmatrix}", r"\begin{pmatrix} 1 & 5 \end{pmatrix}"),
    (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
     r"\begin{pmatrix} 1 & 3 \\ 2 & 4 \end{pmatrix}"),
    (r"x = 2", r"x = 2 = 3"),
]  # fmt: skip


@pytest.mark.parametrize(("gold", "pred"), EQUAL, ids=[f"{a} = {b}" for a, b in EQUAL])
def test_are_equal(gold: str, pred: str) -> None:
    verdict = equal(gold, pred, budget=5)
    assert isinstance(verdict, Proved)
    assert replay(verdict.proof)


@pytest.mark.parametrize(
    ("gold", "pred"), DIFFERENT[:-1], ids=[f"{a} / {b}" for a, b in DIFFERENT[:-1]]
)
def test_are_not_equal(gold: str, pred: str) -> None:
    verdict = equal(gold, pred, budget=5)
    assert isinstance(verdict, Refuted)
    assert replay(verdict.proof)


@pytest.mark.parametrize(("gold", "pred"), [*EQUAL, *DIFFERENT[:-1]], ids=lambda latex: str(latex))
def test_it_makes_no_difference_which_is_which(gold: str, pred: str) -> None:
    one, other = equal(gold, pred, budget=5), equal(pred, gold, budget=5)
    assert type(one) is type(other)


UNDECIDED = {
    "a function and a factor": (r"\varphi(x)", r"\varphi x"),
    "two roots": (r"\sqrt[3]{-8}", r"-2"),
    "what gcd is, is not known": (r"\gcd(m, n)^2 \ge \gcd(m, n)", r"1 = 1"),
    "no witness for gcd": (r"\gcd(4, 6)", r"2"),
    "the vector or another name": (r"\mathbf{u}", r"u"),
    "a set against a tuple of three": (r"(1, 2, 3)", r"\{1, 2, 3\}"),
    "two empty sets of solutions": (r"\frac{1}{x} = 0", r"\frac{1}{y} = 0"),
}


@pytest.mark.parametrize(("gold", "pred"), UNDECIDED.values(), ids=UNDECIDED.keys())
def test_is_left_open(gold: str, pred: str) -> None:
    assert isinstance(equal(gold, pred, budget=1), Undecided)


@pytest.mark.parametrize("pred", ["(", "1/2x", r"\nosuch", "AB", r"A B^{-1}", r"B^2 A"])
def test_what_cannot_be_read_is_said(pred: str) -> None:
    with pytest.raises(ReadingError):
        equal("1", pred)


def test_digits_are_exact_unless_told() -> None:
    assert isinstance(equal(r"\ln 3", "1.0986"), Refuted)
    verdict = equal(r"\ln 3", "1.0986", decimals="shown")
    assert isinstance(verdict, Proved)
    assert verdict.caveats


def test_conditions_are_taken() -> None:
    assert isinstance(equal(r"\sqrt{x^2}", "x", given=["x > 0"]), Proved)
    assert isinstance(equal(r"\sqrt{x^2}", "x"), Refuted)


def test_a_removable_gap_is_a_condition() -> None:
    verdict = equal(r"\frac{x^2 - 4}{x - 2}", "x + 2")
    assert isinstance(verdict, Proved)
    assert [str(c) for c in verdict.conditions] == ["x != 2"]


def test_an_antiderivative_is_one_up_to_a_constant() -> None:
    verdict = equal(r"\int \cos x \, dx", r"\sin x + 4")
    assert isinstance(verdict, Proved)
    assert "up to a constant" in verdict.caveats


def test_many() -> None:
    found = equal_many([("2x", "x + x"), ("(", "1"), ("1", "2")])
    assert [type(v) for v in found] == [Proved, ReadingError, Refuted]
