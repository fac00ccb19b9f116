"""Derivatives in names that stand in definitions, or that nothing shows the dependence on."""

from __future__ import annotations

import pytest

from .pages import verdicts

Q = r"Let $q_i = \theta_i^2$ for $i = 1, \dots, n$ and $\theta \in \mathbb{R}^n$. "
P = r"The loss is $L = -\sum_i y_i \log(p_i)$, with $p = \text{softmax}(\theta)$. "

HIDDEN = {
    "what is defined by an entry, times that entry": (
        Q + r"$$\frac{\partial}{\partial \theta_k} (\theta_k q_k) = q_k$$", "refuted"
    ),
    "by the product rule": (
        Q + r"$$\frac{\partial}{\partial \theta_k} (\theta_k q_k) = 3 q_k$$", "proved"
    ),
    "in a sum": (
        Q + r"$$\frac{\partial}{\partial \theta_k} \sum_{i=1}^n \theta_i q_i = q_k$$", "refuted"
    ),
    "in a gradient": (Q + r"$$\nabla_\theta \sum_{i=1}^n \theta_i q_i = q$$", "refuted"),
    "in a gradient, by the product rule": (
        Q + r"$$\nabla_\theta \sum_{i=1}^n \theta_i q_i = 3 q$$", "proved"
    ),
    "by a name that moves with another": (
        r"Let $a = t^2$ and $x = a t$. $$\frac{d}{da} x = t$$", "D005"
    ),
    "by such a name, the other held": (
        r"Let $a = t^2$ and $x = a t$. $$\frac{\partial x}{\partial a} = t$$", "proved"
    ),
    "by a name, the chain rule's way": (
        r"Let $u = t^2$ and $y = u^3$. $$\frac{dy}{du} = 3 u^2$$", "proved"
    ),
    "an entry that has a number": (
        r"Let $r = \sum_{i=1}^d \theta_i^2$. $$\frac{\partial r}{\partial \theta_2} = 2 \theta_2$$",
        "proved",
    ),
    "an entry of a product, by one of the matrix": (
        r"Let $w = W x$ where $W \in \mathbb{R}^{m\times n}$, $x \in \mathbb{R}^n$."
        r"$$\frac{\partial}{\partial W_{ij}} w_k = \delta_{ik} x_j$$",
        "proved",
    ),
    "the wrong entry, which no witness is found for": (
        r"Let $w = W x$ where $W \in \mathbb{R}^{m\times n}$, $x \in \mathbb{R}^n$."
        r"$$\frac{\partial}{\partial W_{ij}} w_k = \delta_{jk} x_i$$",
        "undecided",
    ),
    "a sum as a number, times an entry": (
        r"Let $s = \sum_{i=1}^n x_i$. $$s + x_j = \frac{\partial}{\partial x_j} s x_j$$", "proved"
    ),
    "where a length is that of the vector": (
        r"Let $q_i = \theta_i^2$. $$\frac{\partial}{\partial \theta_k} q_k = 2 \theta_k$$",
        "proved",
    ),
    "a length alone": (
        r"Let $q_i = \theta_i^2$. $$\frac{\partial}{\partial \theta_k} q_k = 3 \theta_k$$",
        "refuted",
    ),
    "a vector in a sum over another": (
        P + r"$$\frac{\partial}{\partial \theta_k} \sum_i y_i \log(p_i) = 0$$", "constraint"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), HIDDEN.values(), ids=HIDDEN.keys())
def test_definitions_hide(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict
