"""Matrices by their rows or columns, diagonal ones, and spaces that are named with them."""

from __future__ import annotations

import pytest

from .pages import verdicts

SAMPLES = r"Let $x_1, \dots, x_m \in \mathbb{R}^n$ and "
COLUMNS = SAMPLES + r"$X = [x_1, \dots, x_m]$. "
ROWS = SAMPLES + r"$$X = \begin{bmatrix} x_1^T \\ \vdots \\ x_m^T \end{bmatrix}.$$ "
LINES = SAMPLES + r"$$X = \begin{bmatrix} - x_1^T - \\ \vdots \\ - x_m^T - \end{bmatrix}.$$ "
BARS = SAMPLES + (
    r"$$X = \begin{bmatrix} | & & | \\ x_1 & \cdots & x_m \\ | & & | \end{bmatrix}.$$ "
)
SUM = r"\sum_{i=1}^m x_i x_i^T"
PAIR = r"Let $u, v \in \mathbb{R}^n$ and "
WEIGHTED = r"Let $D = \operatorname{diag}(d_1, \dots, d_n)$ and $x \in \mathbb{R}^n$. "

LAST = {
    "columns": (COLUMNS + f"Then $X X^T = {SUM}$.", "proved"),
    "columns that are turned": (
        SAMPLES + rf"$X = [x_1, \dots, x_m]^T$. Then $X^T X = {SUM}$.", "proved"
    ),
    "in round brackets": (
        SAMPLES + rf"$X = (x_1, \dots, x_m)^T$. Then $X^T X = {SUM}$.", "proved"
    ),
    "rows": (ROWS + f"Then $X^T X = {SUM}$.", "proved"),
    "rows, taken for columns": (ROWS + f"Then $X X^T = {SUM}$.", "refuted"),
    "an entry of a product": (ROWS + r"For $w \in \mathbb{R}^n$, $(Xw)_i = x_i^T w$.", "proved"),
    "an entry of a product, falsely": (
        ROWS + r"For $w \in \mathbb{R}^n$, $(Xw)_i = 2 x_i^T w$.", "refuted"
    ),
    "rows with lines": (LINES + f"Then $X^T X = {SUM}$.", "proved"),
    "columns with bars": (BARS + f"Then $X X^T = {SUM}$.", "proved"),
    "columns with bars, taken for rows": (BARS + f"Then $X^T X = {SUM}$.", "refuted"),
    "vectors below each other": (
        SAMPLES + r"$$X = \begin{bmatrix} x_1 \\ \vdots \\ x_m \end{bmatrix}.$$ "
        f"Then $X^T X = {SUM}$.", "undecided"
    ),
    "two columns": (
        PAIR + r"$A = \begin{bmatrix} u & v \end{bmatrix}$. Then $A A^T = u u^T + v v^T$.",
        "proved",
    ),
    "two columns, falsely": (
        PAIR + r"$A = \begin{bmatrix} u & v \end{bmatrix}$. Then $A A^T = u u^T + u v^T$.",
        "refuted",
    ),
    "two rows": (
        PAIR + r"$A = \begin{bmatrix} u^T \\ v^T \end{bmatrix}$. "
        r"Then $A A^T = \begin{bmatrix} u^T u & u^T v \\ v^T u & v^T v \end{bmatrix}$.", "proved"
    ),
    "a Hessian whose factors are turned": (
        r"$$X = \begin{bmatrix} x_1^T \\ \vdots \\ x_m^T \end{bmatrix} \in \mathbb{R}^{m\times n}"
        r" \\ D = \text{diag}\{f_1, \dots, f_m\} \in \mathbb{R}^{m\times m}$$"
        r"With $H = X^T D X$ and $z \in \mathbb{R}^n$, $z^T H z = z^T X D X^T z$.", "refuted"
    ),
    "numbers on a diagonal": (
        r"Let $D = \text{diag}(a, b)$. Then $D^2 = \text{diag}(a^2, b^2)$.", "proved"
    ),
    "numbers on a diagonal, falsely": (
        r"Let $D = \text{diag}(a, b)$. Then $D^2 = \text{diag}(a^2, ab)$.", "refuted"
    ),
    "a form with a diagonal": (WEIGHTED + r"Then $x^T D x = \sum_{i=1}^n d_i x_i^2$.", "proved"),
    "a form with a diagonal, falsely": (
        WEIGHTED + r"Then $x^T D x = \sum_{i=1}^n d_i x_i$.", "refuted"
    ),
    "a diagonal in braces": (
        r"Let $D = \operatorname{diag}\{f_1, \dots, f_m\}$. Then $D^T = D$.", "proved"
    ),
    "the matrix of a softmax": (
        r"For $s \in \mathbb{R}^n$, "
        r"$(\operatorname{diag}(s) - s s^\top)_{ij} = s_i (\delta_{ij} - s_j)$.", "proved"
    ),
    "the matrix of a softmax, falsely": (
        r"For $s \in \mathbb{R}^n$, "
        r"$(\operatorname{diag}(s) - s s^\top)_{ij} = s_i (\delta_{ij} + s_j)$.", "refuted"
    ),
    "the diagonal of a matrix": (
        r"For $A \in \mathbb{R}^{n\times n}$, $\operatorname{diag}(A^T) = \operatorname{diag}(A)$.",
        "D005",
    ),
    "a product with a vector": (
        COLUMNS + r"For $y \in \mathbb{R}^m$, $X y = \sum_{i=1}^m y_i x_i$.", "proved"
    ),
    "numbers in place of vectors": (COLUMNS + r"Then $X^T X = \sum_{i=1}^m x_i^2$.", "D007"),
    "products of declared vectors": (
        r"Let $x_1, \dots, x_m \in \mathbb{R}^n$. "
        r"Then $(x_1 \cdot x_2)^2 = (x_1 \cdot x_1)(x_2 \cdot x_2)$.", "refuted"
    ),
    "two declared vectors": (
        r"Let $x_1, x_2 \in \mathbb{R}^n$. "
        r"Then $(x_1 \cdot x_2)^2 = (x_1 \cdot x_1)(x_2 \cdot x_2)$.", "D005"
    ),
    "matrices with accents": (
        r"Let $\hat A, \hat B \in \mathbb{R}^{n \times n}$. Then $\hat A \hat B = \hat B \hat A$.",
        "refuted",
    ),
    "a family of matrices": (
        r"Let $A_1, \dots, A_k \in \mathbb{R}^{n \times n}$. "
        r"Then $(A_1 + A_2)(A_1 - A_2) = A_1^2 - A_2^2$.", "D007"
    ),
    "rows by the shape that is told": (
        r"Let $X = [x_1, \dots, x_m] \in \mathbb{R}^{m \times n}$. Then $X X^T = " + SUM + "$.",
        "undecided",
    ),
    "a diagonal that is no square": (
        r"Let $S = \operatorname{diag}(s_1, \dots, s_n) \in \mathbb{R}^{m \times n}$. "
        r"Then $S S^T = \operatorname{diag}(s_1^2, \dots, s_n^2)$.", "undecided"
    ),
    "a one before the entries": (r"Let $x = (1, x_1, x_2)^T$. Then $x_1 = 1$.", "constraint"),
    "from the entry 0 on": (
        r"Let $x = (1, x_1)^T$ and $\theta = (\theta_0, \theta_1)^T$. "
        r"Then $\theta^T x = \theta_0 + \theta_1 x_1$.", "constraint"
    ),
    "orthonormal by a delta": (
        r"Let $q_i^T q_j = \delta_{ij}$ and $Q = [q_1, \dots, q_n]$. Then $Q^T Q = I$.", "undecided"
    ),
    "unit vectors": (
        SAMPLES + r"$X = [x_1, \dots, x_m]^T$ with unit vectors $x_i$. "
        r"Then $\operatorname{tr}(X X^T) = m$.", "undecided"
    ),
    "a delta that is none of Kronecker": (
        r"Let $D = \operatorname{diag}(w)$. For small $\delta_{jk}$, "
        r"$\delta_{jk}^2 = \delta_{jk}$.", "D005"
    ),
    "nothing, as a vector": (
        SAMPLES + r"$\mu = \frac{1}{m} \sum_{i=1}^m x_i$. Then $\sum_{i=1}^m (x_i - \mu) = 0$.",
        "proved",
    ),
    "nothing, perhaps demanded": (
        SAMPLES + r"$\mu = \frac{1}{m} \sum_{i=1}^m x_i$. Then $\sum_{i=1}^m (x_i - 2\mu) = 0$.",
        "undecided",
    ),
    "nothing, as a matrix": (
        r"Let $A \in \mathbb{R}^{n \times n}$. Then $(A - A^T) + (A - A^T)^T = 0$.", "proved"
    ),
    "entry by entry": (
        r"For $u, v \in \mathbb{R}^n$, $\operatorname{diag}(u) v = u \odot v$.", "proved"
    ),
    "a space": (
        r"Let $x = [x_1, \dots, x_n]^T \in \mathbb{R}^n$. Then $x^T x = \sum_{i=1}^n x_i^2$.",
        "proved",
    ),
    "a space that fits": (r"$x = \begin{bmatrix} 1 \\ 2 \end{bmatrix} \in \mathbb{R}^2$",
                          "assumption"),
    "a space that does not": (r"$x = \begin{bmatrix} 1 \\ 2 \end{bmatrix} \in \mathbb{R}^3$",
                              "refuted"),
    "too many columns": (
        r"$A = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \in \mathbb{R}^{2\times 3}$", "refuted"
    ),
}  # fmt: skip


@pytest.mark.parametrize("page", LAST)
def test_written_matrices(page: str) -> None:
    text, expected = LAST[page]
    assert verdicts(text)[-1] == expected
