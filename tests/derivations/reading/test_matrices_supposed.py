"""What is supposed of matrices: by an equation, or by the word symmetric."""

from __future__ import annotations

import pytest

from .pages import verdicts

FORM = r"Then $x^T A y = y^T A x$."

PROVED = {
    "an equation": rf"Suppose that $A^T = A$. {FORM}",
    "an equation, if": r"If $A^T = A$, then $x^T A y = y^T A x$.",
    "a word": f"Let $A$ be a symmetric matrix. {FORM}",
    "a word before": "For a symmetric matrix $A$, $x^T A y = y^T A x$.",
    "a word, and a set": rf"Let $A \in \mathbb{{R}}^{{n \times n}}$ be symmetric. {FORM}",
    "two of them": "Let $A$ and $B$ be symmetric matrices. $(A B)^T = B A$",
    "positive definite": f"Let $A$ be symmetric positive definite. {FORM}",
    "a gradient":
        r"Let $f(x) = \frac12 x^T A x + b^T x$ with $A$ symmetric. $\nabla f(x) = A x + b$.",
    "second derivatives":
        r"Let $f(x) = \frac12 x^T A x - b^T x$, where $A$ is a symmetric matrix."
        r" $\nabla^2 f(x) = A$.",
    "an orthogonal matrix": r"Assume $Q^T Q = I$. Then $(Q x)^T (Q y) = x^T y$.",
    "skew-symmetric": r"Suppose that $A^T = -A$. Then $x^T A x = 0$.",
    "the unit matrix": r"Let $W$ be a matrix. $(I + W)(I - W) = I - W^2$",
    "an inverse": r"Let $A$ be an invertible matrix. Then $A A^{-1} = I$.",
}  # fmt: skip

NOT_PROVED = {
    "nothing": f"Let $A$ be a matrix. {FORM}",
    "two of them, the other order": "Let $A$ and $B$ be symmetric matrices. $(A B)^T = A B$",
    "only the first": r"Let $A$ be symmetric and $B$ a matrix. $x^T B y = y^T B x$",
    "not symmetric": f"Let $A$ be a matrix that is not symmetric. {FORM}",
    "not necessarily symmetric": f"Let $A$ be a not necessarily symmetric matrix. {FORM}",
    "skew-symmetric": f"Let $A$ be a skew-symmetric matrix. {FORM}",
    "concluded": f"Let $A$ be a matrix. Hence $A$ is symmetric. {FORM}",
    "to be shown": f"Let $A$ be a matrix. Show that $A$ is symmetric. {FORM}",
    "another matrix": f"Let $B$ be a symmetric matrix and $A$ a matrix. {FORM}",
    "another section": f"# One\n\nLet $A$ be a symmetric matrix.\n\n# Two\n\n{FORM}",
    "a symmetric function": r"Let $f$ be symmetric. $f(x) = -f(x)$",
    "the other product": r"Assume $Q^T Q = I$. Then $Q Q^T = I$.",
    "the other product, of sizes that are told":
        r"Let $A \in \mathbb{R}^{m \times n}$. Suppose $A^T A = I$. Then $A A^T = I$.",
    "the unit matrix": r"Let $W$ be a matrix. $(I + W)^2 = I + W^2$",
    "a number of them": r"Let $W$ be a matrix. $W W^T = 2 I$",
}  # fmt: skip


@pytest.mark.parametrize("page", PROVED.values(), ids=PROVED)
def test_proved(page: str) -> None:
    assert verdicts(page)[-1] == "proved"


@pytest.mark.parametrize("page", NOT_PROVED.values(), ids=NOT_PROVED)
def test_not_proved(page: str) -> None:
    assert {"proved", "refuted"}.isdisjoint(verdicts(page))
