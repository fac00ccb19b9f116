"""Definitions that hold for some arguments only, and names that mean something else elsewhere."""

from __future__ import annotations

import pytest

from .pages import verdicts

TWO = "Let $f(x) = x^2$ for $x > 0$ and $f(x) = -x^2$ for $x < 0$. "
HOLE = r"Let $f(x) = x$ for $x \ne 0$ and $f(0) = 1$. "
SOME = "Let $f(x) = x^2$ if $x > 0$, and $0$ otherwise. "
ON = "Let $f(x) = x^2$ on $[0, 1]$. "
SEQUENCE = r"Let $a_n = n$ for $n \ge 1$ and $a_0 = 5$. "

PIECES = {
    "a value of its own": (HOLE + "Then $f(0) = 1$.", "proved"),
    "not the formula there": (HOLE + "Then $f(0) = 0$.", "refuted"),
    "the formula elsewhere": (HOLE + "Then $f(2) = 2$.", "proved"),
    "a value before the formula": (
        r"Let $f(0) = 1$ and $f(x) = x$ for $x \neq 0$. Then $f(0) = 0$.", "undecided"
    ),
    "the second piece": (TWO + "Then $f(-1) = -1$.", "proved"),
    "not the first piece there": (TWO + "Then $f(-1) = 1$.", "refuted"),
    "the first piece": (TWO + "Then $f(2) = 4$.", "proved"),
    "where no piece is read": (SOME + "Then $f(-1) = 0$.", "undecided"),
    "where no piece is read, as the other": (SOME + "Then $f(-1) = 1$.", "undecided"),
    "where one is": (SOME + "Then $f(3) = 9$.", "proved"),
    "where one is, wrong": (SOME + "Then $f(3) = 10$.", "refuted"),
    "for a name": (SOME + "Then $f(y) = y^2$.", "proved"),
    "for a name, wrong": (SOME + "Then $f(y) = y^3$.", "refuted"),
    "beyond an interval": (ON + "It vanishes elsewhere. Then $f(3) = 9$.", "undecided"),
    "in an interval": (ON + r"Then $f(\frac12) = \frac14$.", "proved"),
    "an integral over it": (ON + r"Then $\int_0^1 f(x) dx = \frac13$.", "proved"),
    "a derivative inside": (ON + "Then $f'(x) = 2x$.", "proved"),
    "a derivative inside, wrong": (ON + "Then $f'(x) = 3x$.", "refuted"),
    "what the formula needs anyway": (
        r"Let $f(x) = \log x$ for $x > 0$. Then $f'(x) = \frac1x$.", "proved"
    ),
    "all numbers": ("Let $f(x) = x^2$ for all real $x$. Then $f(-1) = 1$.", "proved"),
    "a set of numbers": (r"Let $f(x) = x^2$ for $x \in \mathbb{R}$. Then $f(-1) = 1$.", "proved"),
    "a condition of another sentence": (
        "Let $x > 0$. Let $f(x) = x^2$. Then $f(-1) = 1$.", "proved"
    ),
    "a condition on a parameter": (
        r"Let $f(x) = \frac{x}{k}$ for $k \ne 0$. Then $f(2k) = 2$.", "proved"
    ),
    "what repeats": (
        r"Let $f$ be the $2\pi$-periodic function with $f(x) = x^2$ on $[-\pi, \pi]$."
        r" Then $f(3\pi) = 9\pi^2$.",
        "D011",
    ),
    "two parts": (
        "Let $f(x)=x^2$ in part (a) and $f(x) = x^3$ in part (b).\n\n(b) $f(2) = 4$.", "D011"
    ),
    "the first entry of a sequence": (SEQUENCE + "Then $a_0 = 5$.", "proved"),
    "not by the formula": (SEQUENCE + "Then $a_0 = 0$.", "refuted"),
    "its other entries": (SEQUENCE + "Then $a_2 = 2$.", "proved"),
    "a claim about an entry": ("Let $a_n = n$. Then $a_0 = 5$.", "refuted"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), PIECES.values(), ids=PIECES.keys())
def test_pieces(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


SIGMOID = r"The sigmoid is $\sigma(x) = 1/(1+e^{-x})$." "\n\n"
SLOPE = r"We have $\sigma'(x) = \sigma(x)(1-\sigma(x))$."
OTHERS = {
    "the sigmoid": (SIGMOID + SLOPE, "proved"),
    "an arbitrary one": (
        SIGMOID + r"In the following, $\sigma$ is an arbitrary activation function. " + SLOPE,
        "undecided",
    ),
    "an arbitrary one from the start": (
        r"Let $\sigma$ be an arbitrary activation function. " + SLOPE, "D011"
    ),
    "the sigmoid by name": (r"Let $\sigma$ be the sigmoid. Then $\sigma(0) = \frac12$.", "proved"),
    "any even function": (
        "Let $f(x) = x^2$.\n\nIf $f$ is any even function then $f(2) = 4$.", "D011"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), OTHERS.values(), ids=OTHERS.keys())
def test_others_of_the_name(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


HALF = r"Let $f: [0, \infty) \to \mathbb{R}$, $f(x) = x^4$. "
OPEN = r"Let $g \colon (0, 2) \to \mathbb{R}$ be given by $g(x) = 3x$. "
DOMAINS = {
    "inside": (HALF + "$f(2) = 16$.", "proved"),
    "outside": (HALF + "$f(-1) = 1$.", "undecided"),
    "at an edge that belongs to it": (HALF + "$f(0) = 0$.", "proved"),
    "at one that doesn't": (OPEN + "$g(2) = 6$.", "undecided"),
    "wrong inside": (OPEN + "$g(1) = 4$.", "refuted"),
    "inside, given in words": (OPEN + "$g(1) = 3$.", "proved"),
    "even, though it is not declared there": (HALF + "$f(x) = f(-x)$.", "undecided"),
    "in one formula": (
        r"Let $h: \mathbb{R}_{>0} \to \mathbb{R}, h(x) = x^3$. $h(-1) = -1$.",
        "undecided",
    ),
    "all numbers": (r"Let $h: \mathbb{R} \to \mathbb{R}$, $h(x) = x^3$. $h(-1) = -1$.", "proved"),
    "to an interval": (r"Let $h: \mathbb{R} \to [0, 9]$, $h(x) = x^2$. $h(-1) = 1$.", "proved"),
    "of another function": (HALF + "Let $k(x) = 2x$. $k(-1) = -2$.", "proved"),
    "where it is defined anyway": (
        r"Let $f: (0, \infty) \to \mathbb{R}$, $f(x) = \log x$. $f'(x) = 1/x$.",
        "proved",
    ),
}


@pytest.mark.parametrize(("text", "verdict"), DOMAINS.values(), ids=DOMAINS.keys())
def test_declared_domains(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict
