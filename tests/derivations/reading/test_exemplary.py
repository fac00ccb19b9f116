"""Vectors of which the words may say more than is read: what fails whatever they say is refuted."""

from __future__ import annotations

import pytest

from .pages import verdicts

SOFTMAX = (
    r"Let $z \in \mathbb{R}^K$ and let $y$ be a one-hot vector. With $\hat{y} = \text{softmax}(z)$"
    r" the loss is $$L = -\sum_k y_k \log \hat{y}_k.$$ "
)
TARGETS = "The outputs are probabilities. "
WORDS = (
    r"In a skip-gram model let $y$ be one-hot. For each word $c = 1, \dots, n$ there is a {} $v_c$,"
    r" with $\hat{{y}}^T v_c$ as its score. "
)
LAST = {
    "the wrong sign of a gradient": (
        SOFTMAX + r"Then $$\frac{\partial L}{\partial z_i} = y_i - \hat{y}_i$$", "refuted"
    ),
    "the right one, lengths told apart": (
        SOFTMAX + r"Then $$\frac{\partial L}{\partial z_i} = \hat{y}_i - y_i$$", "proved"
    ),
    "what holds for one-hot vectors only": (
        r"Let $y$ be one-hot. $x_i \sum_k y_k^2 + y_i = x_i + y_i$.", "undecided"
    ),
    "what holds for labels with entries 0 and 1": (
        TARGETS + r"$x_j \sum_k t_k^2 = x_j \sum_k t_k$ for the targets $t$.", "undecided"
    ),
    "what holds where outputs add up to 1": (
        TARGETS + r"$x_j \sum_k p_k = x_j$ for the outputs $p$.", "constraint"
    ),
    "what holds for a one-hot vector with the letter of an output": (
        r"Let $p$ be a one-hot vector. $\sum_i p_i v_i^2 = (\sum_i p_i v_i)^2$.", "undecided"
    ),
    "what fails for all of these": (
        TARGETS + r"$x_j \sum_k p_k = -x_j \sum_k p_k$ for the outputs $p$.", "refuted"
    ),
    "the slope by a vector, as another": (
        r"$$\frac{\partial}{\partial \mathbf{x}} \mathbf{a}^T \mathbf{x} = \mathbf{x}$$", "refuted"
    ),
    "the slope of a square, halved": (
        r"$$\frac{\partial}{\partial \mathbf{x}} \mathbf{x}^T \mathbf{x} = \mathbf{x}$$", "refuted"
    ),
    "an outer product with one of some vectors": (
        WORDS.format("vector") + r"$$(\hat{y} - y) v_c^T = v_c (\hat{y} - y)^T$$", "refuted"
    ),
    "an outer product that is turned": (
        WORDS.format("vector") + r"$$(\hat{y} - y) v_c^T = (v_c (\hat{y} - y)^T)^T$$", "proved"
    ),
    "one of some vectors with a property": (
        WORDS.format("unit vector") + r"$$(\hat{y} - y) v_c^T = v_c (\hat{y} - y)^T$$", "undecided"
    ),
    "bold vectors that a figure may show": (r"$$\mathbf{a}^T \mathbf{b} = 0$$", "constraint"),
    "a vector with a sum in words": (
        r"$\sum_i w_i = 0$ and $x_j \sum_i w_i^2 = x_j$, where $w$ has length one.", "constraint"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), LAST.values(), ids=LAST.keys())
def test_the_last_link(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict
