"""What the words say is a matrix or a vector is read as one."""

from __future__ import annotations

import pytest

from .pages import verdicts

PROVED = {
    "a sum of products": "Let $M$, $N$ and $P$ be matrices. $(N + P) M - P M = N M$.",
    "the unit matrix": r"Let $A$ be an $n \times n$ matrix and $x$ a vector. $(A + I) x = A x + x$",
    "a trace": r"Let $A$ and $B$ be matrices. $\mathrm{tr}(AB) = \mathrm{tr}(BA)$",
    "a quadratic form": r"Let $x$ be a vector and $A$ a matrix. $x^T A x = x^T A^T x$",
    "said after": r"$(A + B) x = B x + A x$, where $A$ and $B$ are matrices and $x$ is a vector.",
    "a gradient": r"""Let $A$ be a matrix and $q(x) = x^T A x$ for a vector $x$.

$$\nabla q(x) = (A + A^T) x$$""",
    "a number beside them": "Let $M$ be a matrix and $c$ a number. $c (M + M) = 2 c M$.",
}
OPEN = {
    "the other order": "Let $A$ and $B$ be matrices. $A B = B A$",
    "a square": "Let $A$ and $B$ be square matrices. $(A + B)^2 = A^2 + 2 A B + B^2$",
    "a matrix that is told": "Let $J$ be the $n \\times n$ matrix of ones. Then $J J = n J$.",
    "a vector that is told": r"Let $e$ be the vector of ones. Let $x$ be a vector. $e^T x = 0$",
    "one that squares to itself": "Let $P$ be the hat matrix. $P P = P$.",
    "an eigenvector": r"Let $A$ be a matrix, $v$ a vector, $\lambda$ a number. $A v = \lambda v$",
    "a family of matrices": r"Let $A_1, \dots, A_k$ be matrices. Then $A_1 A_2 = A_2 A_1$.",
    "one of a family of matrices": (
        "Each layer has a weight matrix $W_l$. Then $W_{l+1} W_l = W_l W_{l+1}$."
    ),
    "complex matrices": (
        r"Let $A_1, \ldots, A_k \in \mathbb{C}^{n \times n}$. Then $A_1 A_2 = A_2 A_1$."
    ),
    "after an update": r"Let $x = 2$. Update $x \leftarrow x + 1$. Then $x^2 = 4$.",
    "after an update, the new value": r"Let $x = 2$. Update $x \leftarrow x + 1$. Then $x^2 = 9$.",
    "a quadratic form of two": r"Let $x$ and $y$ be vectors, $A$ a matrix. $x^T A y = y^T A x$",
}
"""Nothing of this is proved or refuted."""

NUMBERS = {
    "another name": "Let $A$ be a matrix. $x y = y x$",
    "a random number":
        r"Let $X$ be a random number with mean $\mu$. $\mathbb{E}[2 X] = 2 \mathbb{E}[X]$",
}  # fmt: skip


@pytest.mark.parametrize("page", PROVED.values(), ids=PROVED)
def test_proved(page: str) -> None:
    assert verdicts(page)[-1] == "proved" or verdicts(page)[0] == "proved"


@pytest.mark.parametrize("page", OPEN.values(), ids=OPEN)
def test_open(page: str) -> None:
    assert {"proved", "refuted"}.isdisjoint(verdicts(page))


@pytest.mark.parametrize("page", NUMBERS.values(), ids=NUMBERS)
def test_numbers(page: str) -> None:
    assert verdicts(page)[-1] == "proved"
