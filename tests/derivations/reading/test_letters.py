"""Letters and signs that the words give another meaning."""

from __future__ import annotations

import pytest

from .pages import verdicts

OPEN = {
    "e, an error": "Let $e$ be the error. Then $\\ln e = 1$.",
    "e, the identity": "The identity element is $e$. $e^2 > 7$.",
    "pi, a policy": "Let $\\pi$ be a policy. $\\pi > 3$.",
    "pi, a probability": "Let $\\pi$ be the probability of success. Then $\\pi \\le 1$.",
    "pi, a function": "Let $\\pi(x)$ be the prime counting function. $\\pi(10) = 10\\pi$.",
    "i, a current": "Let $i$ be the current. $i^2 = -1$.",
    "i, an index, after": "$e^{i\\pi} = -1$, where $i$ is the row index.",
    "i, an integer": "For integers $i$ and $j$: $i^2 = -1$.",
    "T, a temperature": "Temperature $T$: $x^T y = y^T x$.",
    "sigma, ReLU": "The nonlinearity $\\sigma$ is ReLU. $\\sigma(0) = 1/2$.",
    "sigma, tanh": "The activation $\\sigma$ is tanh. $\\sigma(0) = 0$.",
    "sigma, a stress": "The stress is $\\sigma(x)$. $\\sigma(x) + \\sigma(-x) = 1$.",
    "superscripts": "Superscripts denote the layer, not powers. $z^1 z^2 = z^3$.",
    "hidden layers": "Let $h^1$ and $h^2$ be the hidden layers. $h^2 = h^1 h^1$.",
    "iterates": "where $x^k$ is the $k$-th iterate. $x^{k+1} = x^k x$.",
    "primes": "Here the prime does not denote the derivative. Let $f(x) = x^2$. $f'(x) = 2x$.",
    "a primed name": "Let $f(x) = x^2$ and let $f'$ be another function. $f'(3) = 6$.",
    "complex vectors": "For complex vectors $u$ and $v$, $u^T u = \\|u\\|^2$.",
    "complex vectors, by a formula": "Let $u \\in \\mathbb{C}^n$. $u^T u = \\|u\\|^2$.",
    "complex numbers": "All quantities are complex. $x^2 \\ge 0$.",
}


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN.keys())
def test_left_open(text: str) -> None:
    assert "proved" not in verdicts(text)[-1:]
    assert "refuted" not in verdicts(text)[-1:]


JUDGED = {
    "e": "The base of the logarithm is $e$. $\\ln e = 1$.",
    "another letter": "Let $\\epsilon$ be the error. $\\ln e = 1$.",
    "a capital": "Let $E$ be the energy, $I$ the current, $\\Pi$ a policy. $E + I = I + E$.",
    "pi": "The number $\\pi$ is positive. $\\pi > 3$.",
    "i": "where $i$ is the imaginary unit. $i^2 = -1$.",
    "an index": "The index $i$ is an integer. $\\sum_{i=1}^3 i = 6$.",
    "sigma": "Let $\\sigma$ be the sigmoid activation function. $\\sigma(0) = 1/2$.",
    "T": "Let $x, y \\in \\mathbb{R}^n$. $x^T y = y^T x$.",
    "powers": "Subscripts denote the layer. $z \\cdot z^2 = z^3$.",
    "a prime": "Let $f(x) = x^2$. $f'$ is the derivative. $f'(x) = 2x$.",
    "a primed name": "Express $x'$ as a function of $x$. Let $f(x) = x^2$. $f'(x) = 2x$.",
    "complex numbers": "All quantities are complex. $(x + 1)^2 = x^2 + 2x + 1$.",
}


@pytest.mark.parametrize("text", JUDGED.values(), ids=JUDGED.keys())
def test_judged(text: str) -> None:
    assert "proved" in verdicts(text)
