r"""Gradients with no vector under the sign, `\nabla f(x)`, and second derivatives."""

from __future__ import annotations

import pytest

from .pages import verdicts

NUMBERS = r"Let $f(x, y) = x^2 y + e^{xy}$. Then $%s$."
SQUARES = r"Let $J(w) = \frac12 \|X w - y\|^2$, so $\nabla_w J(w) = X^T (X w - y)$. Then $%s$."

OPEN = {
    "a Laplacian": r"$\nabla^2 u = u_{xx} + u_{yy}$",
    "a Laplacian of a known function": r"Let $u(x, y) = x^2 - y^2$. Then $\nabla^2 u = 0$.",
    "a Laplacian of a function of a vector":
        r"Let $g(x) = x^T x$ for $x \in \mathbb{R}^n$. Then $\nabla^2 g(x) = 2n$.",
    "an unknown function": r"$\nabla J(w) = 2w$ for $w \in \mathbb{R}^n$",
    "at another point": r"Let $g(x) = x^T x$ for $x \in \mathbb{R}^n$. Then $\nabla g(a) = 2x$.",
    "what moves": r"Let $h(x, y) = x + z$ and $z = x y$. Then $\nabla h(x, y) = (1, 0)$.",
}  # fmt: skip
"""Nothing of this is proved or refuted."""

LINKS = {
    "of numbers": (NUMBERS % r"\nabla f(x, y) = (2xy + y e^{xy}, x^2 + x e^{xy})", "proved"),
    "of numbers, at a point": (NUMBERS % r"\nabla f(1, 0) = (0, 2)", "proved"),
    "of numbers, at a point, wrongly": (NUMBERS % r"\nabla f(1, 0) = (2, 0)", "refuted"),
    "of numbers, by the name": (
        NUMBERS % r"\nabla f = \begin{pmatrix} 2xy + y e^{xy} \\ x^2 + x e^{xy} \end{pmatrix}",
        "proved",
    ),
    "in a vector": (SQUARES % r"\nabla J(w) = X^T (X w - y)", "proved"),
    "in a vector, by the name": (SQUARES % r"\nabla J = X^T X w - X^T y", "proved"),
    "second derivatives": (SQUARES % r"\nabla^2 J(w) = X^T X", "proved"),
    "second derivatives, in a vector": (SQUARES % r"\nabla_w^2 J(w) = X^T X", "proved"),
    "the scripts turned round": (SQUARES % r"\nabla^{2}_w J(w) = X^T X", "proved"),
    "second derivatives of a square": (
        r"Let $Q(x) = x^T A x$ where $x \in \mathbb{R}^n$ and $A \in \mathbb{R}^{n \times n}$. "
        r"Then $\nabla^2 Q(x) = A + A^T$.",
        "proved",
    ),
    "what the function is made of": (
        r"Let $h(x) = a^T x$. Then $\nabla h(x) = a$.", "proved",
    ),
    "a slope that the function is made of": (
        r"Let $\ell(x) = a x + b$. Then $\frac{d \ell}{dx} = a$.", "proved",
    ),
}  # fmt: skip


@pytest.mark.parametrize("page", OPEN.values(), ids=OPEN)
def test_what_stays_open(page: str) -> None:
    assert {"proved", "refuted"}.isdisjoint(verdicts(page))


@pytest.mark.parametrize(("page", "word"), LINKS.values(), ids=LINKS)
def test_gradients(page: str, word: str) -> None:
    assert verdicts(page)[-1] == word


@pytest.mark.parametrize(
    "link", [r"\nabla J(w) = X^T (X w + y)", r"\nabla^2 J(w) = 2 X^T X", r"\nabla J = X^T X w"]
)
def test_what_is_wrong_is_not_proved(link: str) -> None:
    assert verdicts(SQUARES % link)[-1] not in ("proved", "constraint")


UNSEEN = {
    "of a logarithm": (
        r"\nabla_\theta \log p_\theta(x) = \frac{\nabla_\theta p_\theta(x)}{p_\theta(x)}", "proved",
    ),
    "turned round": (
        r"\nabla_\theta p_\theta(x) = p_\theta(x) \nabla_\theta \log p_\theta(x)", "proved",
    ),
    "a factor too many": (
        r"\nabla_\theta p_\theta(x) = 2 p_\theta(x) \nabla_\theta \log p_\theta(x)", "undecided",
    ),
    "at another point": (
        r"\nabla_\theta p_\theta(x) = p_\theta(x) \nabla_\theta \log p_\theta(y)", "undecided",
    ),
    "of a product": (r"\nabla_w (f(w) g(w)) = f(w) \nabla_w g(w) + g(w) \nabla_w f(w)", "proved"),
    "of a product, a part lost": (r"\nabla_w (f(w) g(w)) = f(w) \nabla_w g(w)", "undecided"),
    "of a square": (r"\nabla_w f(w)^2 = 2 f(w) \nabla_w f(w)", "proved"),
    "of what may vary, too": (r"\nabla_\theta (c u) = c \nabla_\theta u", "undecided"),
    "of a sum of functions, at each point": (
        r"\nabla_\theta \sum_{i=1}^n f(x_i) = \sum_{i=1}^n \nabla_\theta f(x_1)", "undecided",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("link", "word"), UNSEEN.values(), ids=UNSEEN)
def test_gradients_of_what_depends_on_the_vector_unseen(link: str, word: str) -> None:
    found = verdicts(f"${link}$")[-1]
    assert found == word or (word == "undecided" and found.startswith("D0"))
