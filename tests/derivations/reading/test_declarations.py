"""What words and formulas declare of several names at once."""

from __future__ import annotations

import pytest

from .pages import verdicts

SQUARES = r"Let $A, B \in \mathbb{R}^{n \times n}$."
VECTORS = r"Let $u, v \in \mathbb{R}^n$."

PAGES = {
    "two matrices": (rf"{SQUARES} Then $(AB)^T = B^T A^T$.", ["proved"]),
    "two matrices, wrong": (rf"{SQUARES} Then $(AB)^T = A^T B^T$.", ["refuted"]),
    "two matrices do not commute": (rf"{SQUARES} Then $AB = BA$.", ["refuted"]),
    "two vectors": (
        rf"{VECTORS} Then $\frac{{\partial}}{{\partial v}} (u^T v)^2 = 2 u^T v \cdot u$.",
        ["proved"],
    ),
    "two vectors, wrong": (
        rf"{VECTORS} Then $\frac{{\partial}}{{\partial v}} (u^T v)^2 = 2 u^T v \cdot v$.",
        ["refuted"],
    ),
    "a derivative as a row": (
        rf"{VECTORS} Then $\frac{{\partial}}{{\partial v}} (u^T v)^2 = 2 u^T v \cdot u^T$.",
        ["proved"],
    ),
    "a derivative as a row, wrong": (
        rf"{VECTORS} Then $\frac{{\partial}}{{\partial v}} (u^T v)^2 = 2 u^T v \cdot v^T$.",
        ["refuted"],
    ),
    "a row is no column": (rf"{VECTORS} Then $u^T v = v^T u$ and $u v^T = v u^T$.",
                           ["proved", "refuted"]),
    "a symmetric matrix": (
        r"Let $A \in \mathbb{R}^{n \times n}$ be symmetric. Then $A^T = A$.", ["proved"],
    ),
    "an equation of matrices": (
        r"Assume $A^T = A$ with $A \in \mathbb{R}^{n \times n}$. Then $(A A)^T = A A$.",
        ["proved"],
    ),
    "a set that is not known": (
        r"Let $A \in SO(n)$ and $A \in \mathbb{R}^{n \times n}$. Then $A^T A = A A^T$.",
        ["undecided"],
    ),
    "a set that is known": (r"Let $x \in \mathbb{R}$. Then $x^2 = -x^2 + 2x$.", ["refuted"]),
    "matrices that commute": (
        rf"{SQUARES} They commute. Then $AB = BA$.", ["undecided"],
    ),
    "what is said elsewhere, of others": (
        "# A\n\n" + rf"{VECTORS} Then $u^T v = 2 v^T u$." + "\n\n# B\n\n"
        r"A diagonal is $\sqrt{2} = 1.4142$ sides long. Take $x$. The resistors $a$ are parallel.",
        ["refuted", "proved"],
    ),
    "what is said elsewhere, of these": (
        "# A\n\n" + rf"{VECTORS} Then $u^T v = 2 v^T u$." + "\n\n# B\n\n"
        r"Here $u$ and $v$ are parallel.",
        ["undecided"],
    ),
    "what is said elsewhere, of matrices": (
        "# A\n\n" + rf"{SQUARES} Then $AB = BA$." + "\n\n# B\n\nMatrices commute here.",
        ["undecided"],
    ),
    "a length that may be 0": (
        r"For every integer $n \ge 0$, $\sum_{k=0}^n \binom{n}{k} (-1)^k = 0$.", ["undecided"],
    ),
    "a length of which nothing is said": (
        r"We have $\sum_{k=0}^n \binom{n}{k} (-1)^k = 0$.", ["proved"],
    ),
    "a natural number, perhaps 0": (
        r"Let $n \in \mathbb{N}$. Then $\sum_{k=0}^n \binom{n}{k} (-1)^k = 0$.", ["undecided"],
    ),
    "a natural number, wrong": (
        r"Let $n \in \mathbb{N}$. Then $\sum_{k=1}^n k = \frac{n(n+2)}{2}$.", ["refuted"],
    ),
    "three numbers": (r"For $a, b, c \in \mathbb{R}$: $a (b + c) = ab + ac$.", ["proved"]),
    "two complex numbers": (r"Let $z, w \in \mathbb{C}$. Then $|z w| = |z| |w|$.", ["proved"]),
    "an adjective for two": (r"For positive $a$ and $b$, $|ab| = ab$.", ["proved"]),
    "an adjective each": (r"For positive $a$ and negative $b$, $|ab| = -ab$.", ["proved"]),
    "an adjective each, wrong": (
        r"For positive $a$ and negative $b$, $|ab| = ab$.", ["refuted"],
    ),
    "a list and its adjective after it": (
        r"Let $a$, $b$ and $c$ be positive numbers. Then $|abc| = abc$.", ["proved"],
    ),
    "a sentence each": (
        r"If $a$ is positive and $b$ is negative, then $|ab| = -ab$.", ["proved"],
    ),
    "one of the two only": (r"For positive $a$ we have $|ab| = ab$.", ["refuted"]),
    "one or the other": (
        r"If $a$ is positive or $b$ is positive, then $|ab| = ab$.", ["refuted"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAGES.values(), ids=PAGES)
def test_the_claims_of(text: str, expected: list[str]) -> None:
    assert [v for v in verdicts(text) if v != "assumption"] == expected


F = "# One\nLet $f(x) = x^2$. So $f(2) = 4$.\n\n# Two\n"
ANEW = {
    "any other one": (F + "Let $f$ be a convex function. Then $f(2) = 4$.", "D011"),
    "on a set": (F + "Suppose $f$ is a function on $\\mathbb{R}$. Then $f(2) = 4$.", "D011"),
    "by its map": (F + "Consider $f : \\mathbb{R} \\to \\mathbb{R}$. Then $f(2) = 4$.", "D011"),
    "one of all": (F + "Take any continuous $f$. Then $f(2) = 4$.", "D011"),
    "two of them": (F + "Let $f, g$ be functions. Then $f(2) = 4$.", "D011"),
    "with words of its own": (F + "The function $f$ is increasing. Then $f(2) = 4$.", "D011"),
    "a density": (
        "# One\nLet $p(x) = \\frac{1}{2}$.\n\n# Two\nLet $p$ be the density of a normal"
        " distribution. Then $p(x) \\le 1$.",
        "D011",
    ),
    "no words": (F + "Here $f(2) = 4$.", "proved"),
    "the one above": (F + "Let $f$ be as above. Then $f(2) = 4$.", "proved"),
    "the same": (F + "For the same $f$ we have $f(2) = 4$.", "proved"),
    "in the same part": (
        "Let $f(x) = x^2$. So $f(2) = 4$.\n\nNow let $f$ be any function. Then $f(2) = 4$.", "D011"
    ),
    "in an item": (
        "Let $f(x) = x^2$.\n\n1. So $f(2) = 4$.\n2. Let $f$ be any function. Then $f(2) = 4$.",
        "D011",
    ),
    "spoken of in the same part": (
        "Let $f(x) = x^2$. The function $f$ is convex. Then $f(2) = 4$.", "proved"
    ),
    "defined after that": (
        F + "Let $f$ be the function $f(x) = x^3$. Then $f(2) = 4$.", "refuted"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), ANEW.values(), ids=ANEW.keys())
def test_names_that_words_bring_in_anew(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict
