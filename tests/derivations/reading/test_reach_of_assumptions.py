"""How far what a page assumes reaches: beyond a display, a case, a part that has no heading."""

from __future__ import annotations

import pytest

from .pages import verdicts

ASIDE = r"$$\sqrt{x^2} = x \quad (x > 0)$$ "
CASES = (
    "Case 1: $x > 0$. Then $|x| = x$.\n\nCase 2: $x \\le 0$. Then $|x| = -x$.\n\n"
)  # fmt: skip
LET = "Let $x > 0$. Then $|x| = x$.\n\n"

SQUARED = r"$\sum_i a_i^2 + \sum_i a_i = \sum_i a_i^2 + 1$."
SQUARES = r"Let $a \in \mathbb{R}^n$. Then " + SQUARED
ONES = r"suppose that the entries of $a$ sum to one. Then "

REACH = {
    "a display's own condition": (ASIDE, "proved"),
    "in the next formula": (ASIDE + r"Also $\sqrt{x^2} = x$.", "undecided"),
    "what needs it not": (ASIDE + r"Also $x + x = 2x$.", "proved"),
    "what fails under it": (ASIDE + r"Also $\sqrt{x^2} = 2x$.", "refuted"),
    "the last case at the end": (CASES + "So $|x| = -x$.", "undecided"),
    "no case at the end": (CASES + r"So $|x| \ge x$.", "proved"),
    "a numbered question in plain text": (
        "Question 1. " + LET + "Question 2. We have $|x| = x$.", "refuted"
    ),
    "a remark": ("Theorem. " + LET + "Remark. $|x| = x$.", "undecided"),
    "a line across the page": (LET + "---\n\n$|x| = x$.", "undecided"),
    "an item in plain text": ("a) " + LET + "b) $|x| = x$.", "undecided"),
    "the other direction": (
        "Let $x = 2$. Then $x^2 = 4$. Conversely, let $x^2 = 4$. Then $x^3 = 8$.", "undecided"
    ),
    "another supposition": (
        r"Suppose $x > 0$. Then $|x| = x$. Now suppose $x \neq 0$. Then $|x| = x$.", "undecided"
    ),
    "an example": ("Let $a = 1$ (as an example). $a^2 = a$. In general, $a^2 = a$.", "undecided"),
    "an example in a paragraph": (
        "Example: for $x > 0$ we have $|x| = x$.\n\nSo $|x| + 1 = x + 1$.", "undecided"
    ),
    "sufficiency": (
        "Necessity. Let $x > 0$. Then $|x| = x$. Sufficiency. Let $x^2 > 0$. Then $|x| = x$.",
        "undecided",
    ),
    "the same paragraph": (LET + "So $|x| + x = 2x$.", "proved"),
    "two cases of one claim": (r"$|x| = x$ for $x > 0$ and for $x = -1$.", "refuted"),
    "both cases": (r"$|x| = x$ both for $x > 0$ and for $x < 0$.", "refuted"),
    "two cases that hold": (r"$|x| = -x$ for $x = -2$ and for $x < -1$.", "proved"),
    "even and odd": ("For even $n$ and odd $n$, $n + n = 2n$.", "undecided"),
    "even and a value": ("For even $n$ and for $n = 3$, $n + n = 2n$.", "undecided"),
    "each its own": ("$|x| = x$ for $x > 0$ and $|x| = -x$ for $x < 0$.", "proved"),
    "a sum that another question supposes": (
        "# One\n" + SQUARES + "\n\n# Two\n" + ONES + "it is so.", "undecided"
    ),
    "a sum that is supposed further down": (SQUARES + "\n\nNow " + ONES + "it is so.", "undecided"),
    "a sum that is supposed": (ONES + "we have " + SQUARED, "proved"),
    "a sum that the words after it tell": (SQUARED + "\n\nwhere $a$ sums to one.", "proved"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), REACH.values(), ids=REACH.keys())
def test_reach(text: str, verdict: str) -> None:
    assert [v for v in verdicts(text) if v != "assumption"][-1] == verdict


SYSTEM = "Solve $x + y = 3$, $x - y = 1$. "
PARTS = "Solve (a) $t^2 = 9$, (b) $t^3 = 8$. "
ITEMS = "1. Solve $t^2 = 9$.\n2. Solve $t^2 = 25$.\n\n"
SOLUTIONS = {
    "of part (a)": (PARTS + "(a) A solution is $t = 3$.", "undecided"),
    "of part (b)": (PARTS + "(b) A solution is $t = 2$.", "undecided"),
    "of no part": (PARTS + "(b) A solution is $t = 3/2$.", "refuted"),
    "of the first": (
        "Solve $t^2 = 9$ and $t^2 = 25$. A solution of the first is $t = 3$.", "undecided"
    ),
    "of an item": (ITEMS + "Answers: 1. A solution is $t = 3$.", "undecided"),
    "of no item": (ITEMS + "Answers: 1. A solution is $t = 4$.", "refuted"),
    "of what is supposed": (
        "We want $t^2 = 9$. Suppose that $t + 2 = 6$; a solution is $t = 4$.", "undecided"
    ),
    "of the first again": (
        "Solve $t^2 = 9$. A solution is $t = 3$. Solve $t^3 = 8$. A solution is $t = 2$."
        " Back to the first: a solution is $t = -3$.", "undecided"
    ),
    "of the one before": (
        "Solve $t^2 = 9$. A solution is $t = 3$. Solve $t^3 = 8$. A solution is $t = 3$.", "refuted"
    ),
    "of the item before": (
        "1. Solve $t^2 = 9$. A solution is $t = 3$.\n2. Solve $t^3 = 8$. A solution is $t = 3$.",
        "refuted",
    ),
    "of both equations": (SYSTEM + "The solution is $x = 2$, $y = 1$.", "proved"),
    "of the last only": (SYSTEM + "The solution is $x = 5$, $y = 4$.", "undecided"),
    "of neither": (SYSTEM + "The solution is $x = 5$, $y = 5$.", "refuted"),
    "under a condition": (
        "Solve $x^2 - 3x + 2 = 0$ for $x > 1$. The solution is $x = 2$.", "proved"
    ),
    "against a condition": (
        "Solve $x^2 - 3x + 2 = 0$ for $x > 1$. The solution is $x = 1$.", "undecided"
    ),
    "against an inequality": (
        "Find $x < 0$ such that $x^2 = 4$. A solution is $x = 2$.", "undecided"
    ),
    "of a kind that words tell": (
        "Find an integer $x$ with $4x^2 = 1$. A solution is $x = 1/2$.", "D005"
    ),
    "one after another": (
        "One solution of $x^3 = x$ is $x = 0$. Other solutions are $x = 1$ and $x = -1$.", "proved"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), SOLUTIONS.values(), ids=SOLUTIONS.keys())
def test_solutions(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


NEARBY = {
    "near": r"Near $x = 0$, $\sin x = x$.",
    "in a neighbourhood": r"In a neighbourhood of $x = 0$, $|x| = x^2$.",
    "to the left": r"To the left of $x = 0$, $|x| = x$.",
    "away from": r"Away from $x = 0$, $|x| = x$.",
    "from one to another": r"Integrating from $x = 0$ to $x = 1$, $x^2 = x$.",
    "between": r"Between $x = 0$ and $x = 1$: $x^3 = x$.",
}


@pytest.mark.parametrize("text", NEARBY.values(), ids=NEARBY.keys())
def test_near_a_value_is_not_at_it(text: str) -> None:
    assert verdicts(text)[-1] == "undecided"


def test_at_a_value_is() -> None:
    assert verdicts("At $x = 1$, $x^2 = 1$. For $x = 2$ we have $x^2 = 4$.")[1::2] == ["proved"] * 2


ENTRIES = {
    "of two entries": ("For $a_k > 0$ we have $a_1 a_2 = |a_1 a_2|$.", "undecided"),
    "of a matrix": ("Let $a_{ij} > 0$. Then $a_{11} a_{12} = |a_{11} a_{12}|$.", "undecided"),
    "of a sum": (r"For $x_k > 0$ we have $\sum_{k=1}^n |x_k| = \sum_{k=1}^n x_k$.", "undecided"),
    "false for such entries, too": ("For $a_k > 0$ we have $a_1 a_2 = -|a_1 a_2|$.", "refuted"),
    "of another entry": ("For $a_1 > 0$ we have $a_2 = |a_2|$.", "refuted"),
}


@pytest.mark.parametrize(("text", "verdict"), ENTRIES.values(), ids=ENTRIES.keys())
def test_a_condition_on_an_entry_may_be_meant_of_every_entry(text: str, verdict: str) -> None:
    """What `a_k > 0` says of one k may be said of all, so nothing is refuted by another entry."""
    assert verdicts(text)[-1] == verdict
