"""Assumptions that the words take back, or only speak of: they prove nothing from there on."""

from __future__ import annotations

import pytest

from .pages import report, verdicts

TAKEN_BACK = {
    "a contradiction": "Suppose $t$ is positive. We derive a contradiction. Hence $|t| = t$.",
    "a contradiction, and the contrary": (
        "Suppose $t > 0$. Then we reach a contradiction. Hence $|t| = -t$."
    ),
    "absurd": "Suppose $t > 0$. Then $s < s$, which is absurd. So $|t| = t$.",
    "no longer": "For $t > 0$, $|t| = t$.\n\nWe no longer assume $t$ positive. $|t| = t$.",
    "any number": "For $t > 0$, $|t| = t$.\n\nLet now $t$ be an arbitrary real number. $|t| = t$.",
    "in the reals": r"Let $t > 0$. $|t| = t$. Now let $t \in \mathbb{R}$. $|t| = t$.",
    "without this": "For $t > 0$, $|t| = t$. Without this assumption, $|t| = t$.",
    "dropped": "Assume $t > 0$. We now drop this assumption. $|t| = t$.",
    "removed": "Assume $t > 0$. $|t| = t$. We remove the restriction on $t$. $|t| = t$.",
    "not needed": "Assume $t > 0$. The positivity of $t$ is not needed: $|t| = t$.",
    "not assumed": "Assume $t > 0$. If we do not assume this, $|t| = t$.",
    "any sign": "Assume $t > 0$. For $t$ of any sign, $|t| = t$.",
    "regardless": "Let $t > 0$. Regardless of $t$, $|t| = t$.",
    "whatever": "Assume $t > 0$. Whatever the sign of $t$, $|t| = t$.",
    "for all": "Let $t > 0$. For all real $t$: $|t| = t$.",
    "the rest": "For $t > 0$, $|t| = t$. For other $t$, $|t| = t$.",
    "the rest, right": "For $t > 0$, $|t| = t$. For the remaining $t$, $|t| = -t$.",
    "all other cases": "$|t| = t$ holds if $t > 0$ and also in all other cases.",
    "or negative": "Let $t > 0$ or negative. $|t| = t$.",
    "with probability": "The number $t$ is positive with probability 1/2. $|t| = t$.",
    "a question": "The coefficient $t$ is positive? $|t| = t$.",
    "in words": "For positive $t$, $|t| = t$.\n\nFor every $t$: $|t| = t$.",
    "not only": "For $t > 0$ not only, but for all $t$: $|t| = t$.",
}


@pytest.mark.parametrize("text", TAKEN_BACK.values(), ids=TAKEN_BACK.keys())
def test_what_is_taken_back_proves_nothing(text: str) -> None:
    claims = [a.verdict for a in report(text).assertions if a.kind == "claim"]
    assert claims[-1] == "undecided"


MENTIONED = {
    "excluded": "The case $t > 0$ is excluded. $|t| = t$.",
    "dealt with": "The case $t > 0$ was dealt with above. $|t| = t$.",
    "done": "If $t > 0$, we are done. $|t| = t$.",
    "see": "For $t > 0$ see the appendix. $|t| = t$.",
    "others": "Euler assumed $t > 0$. $|t| = t$.",
    "had we": "Had we assumed $t > 0$, it would be simple. $|t| = t$.",
    "said in words": "The function is differentiable if $t > 0$. $|t| = t$.",
    "in brackets": "(For $t > 0$ we have $|t| = t$.) So $|t| = t$.",
}


@pytest.mark.parametrize("text", MENTIONED.values(), ids=MENTIONED.keys())
def test_what_is_only_spoken_of_proves_nothing(text: str) -> None:
    assert report(text).assertions[-1].verdict == "undecided"


KEPT = {
    "beside a contradiction": (
        "Let $t > 0$. Suppose that $s < 0$. We derive a contradiction. Hence $|t| = t$.",
        ["assumption", "assumption", "proved"],
    ),
    "argued by contradiction": (
        "Assume $t > 0$. We argue by contradiction. $|t| = t$.", ["assumption", "proved"]
    ),
    "on the way to a contradiction": (
        "Suppose $t < 0$. Then $|t| = -t$. This is a contradiction.", ["assumption", "proved"]
    ),
    "the case": ("Consider the case $t > 0$. Then $|t| = t$.", ["assumption", "proved"]),
    "cases": (
        "Case 1: $t > 0$. Then $|t| = t$. Case 2: $t < 0$. Then $|t| = -t$.",
        ["assumption", "proved", "assumption", "proved"],
    ),
    "regardless of another": ("Let $t > 0$. Regardless of $s$, $|t| = t$.",
                              ["assumption", "proved"]),
    "another name": (
        "Let $t > 0$. For all $s$: $|t| + s = t + s$.", ["assumption", "proved"]
    ),
    "a first mention": ("Let $t$ be a positive number. $|t| = t$.", ["proved"]),
    "another number": ("Let $n$ be a positive integer. Let $t$ be a real number. $|n| = n$.",
                       ["proved"]),
    "enough": ("It is enough to show this for $t > 0$. $|t| = t$.", ["assumption", "proved"]),
    "true without it": (
        "Let $t > 0$. Without this assumption, $|t|^2 = t^2$.", ["assumption", "proved"]
    ),
    "if not": ("If $t > 0$ then $|t| = t$. If not, then $|t| = -t$.",
               ["assumption", "proved", "proved"]),
    "if not, wrong": ("If $t > 0$ then $|t| = t$. If not, $|t| = t$ too.",
                      ["assumption", "proved", "refuted"]),
    "the opposite": ("If $t > 0$ then $|t| = t$. In the opposite case, $|t| = -t$.",
                     ["assumption", "proved", "proved"]),
    "when not": ("Also when not $t > 0$: $|t| = t$.", ["constraint", "refuted"]),
    "no loss of generality": ("Without loss of generality, $t > 0$. Then $|t| = t$.",
                              ["assumption", "proved"]),
    "wlog": ("WLOG $t > 0$. Then $|t| = t$.", ["assumption", "proved"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), KEPT.values(), ids=KEPT.keys())
def test_what_is_kept(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected
