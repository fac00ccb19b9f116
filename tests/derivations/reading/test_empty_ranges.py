"""Sums that have no terms where their end is negative, as the words let it be."""

from __future__ import annotations

import pytest

from .pages import verdicts

COUNT = r"$\sum_{k=1}^n 1 = n$"

OPEN = {
    "all integers": rf"For all integers $n$, {COUNT}.",
    "every integer, after": rf"{COUNT} for every integer $n$.",
    "any": rf"Let $n$ be any integer. Then {COUNT}.",
    "a sign of membership": rf"Let $n \in \mathbb{{Z}}$. Then {COUNT}.",
    "possibly negative": rf"Let $n$ be an integer, $n$ possibly negative. Then {COUNT}.",
    "a product": r"For all integers $n$, $\prod_{k=1}^n x = x^n$.",
}


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_left_open(text: str) -> None:
    assert verdicts(text)[-1] not in ("proved", "refuted")


PROVED = {
    "positive": rf"For all positive integers $n$, {COUNT}.",
    "a bound": rf"For all integers $n \ge 1$, {COUNT}.",
    "a bound beside": rf"Let $n \in \mathbb{{Z}}$, $n > 0$. Then {COUNT}.",
    "those above 0": rf"Let $n \in \mathbb{{Z}}_{{+}}$. Then {COUNT}.",
    "natural": rf"Let $n \in \mathbb{{N}}$. Then {COUNT}.",
    "nothing said": f"{COUNT}.",
    "a length": r"For all integers $n$ and $x \in \mathbb{R}^n$: $\|x\|^2 = \sum_{k=1}^n x_k^2$.",
}


@pytest.mark.parametrize("text", PROVED.values(), ids=PROVED)
def test_proved(text: str) -> None:
    assert verdicts(text)[-1] == "proved"
