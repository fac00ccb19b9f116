"""Words that deny, except or turn round what a formula says, and conditions in words."""

from __future__ import annotations

import time

import pytest

from .pages import verdicts

DENIED = {
    "not assumed": ("We do not assume $t > 0$. Then $|t| = t$.", ["constraint", "refuted"]),
    "without assuming": ("Without assuming $t > 0$, $|t| = t$.", ["constraint", "refuted"]),
    "no longer assumed": (
        "Let $t > 0$. Now drop the condition that $t > 0$. So $|t| = t$.",
        ["assumption", "constraint", "refuted"],
    ),
    "not only for": ("$|t| = t$ not only for $t > 0$.", ["refuted", "constraint"]),
    "a condition that fails": ("Even if $t > 0$ fails, $|t| = t$.", ["constraint", "refuted"]),
    "not hard, and assumed": (
        "It is not hard to see that for $t > 0$ we have $|t| = t$.", ["assumption", "proved"]
    ),
    "without loss": ("Without loss of generality, let $t > 0$. Then $|t| = t$.",
                     ["assumption", "proved"]),
    "said to be wrong": (
        "It is not true that $(t+1)^2 = t^2 + 1$. And $2 + 2 = 5$ is false.",
        ["constraint", "constraint"],
    ),
    "struck out": ("~~Let $t > 0$, $2 + 2 = 5$.~~ So $|t| = t$.",
                   ["constraint", "constraint", "refuted"]),
    "for a contradiction": (
        "Suppose for contradiction that $t < 0$ and $1 = 2$. Then $2 = 3$, a contradiction."
        " So $2 t = t + t$ and $|t| = -t$.",
        ["constraint", "constraint", "constraint", "proved", "refuted"],
    ),
    "for some": ("For some $t$ we have $t^2 = 2t$.", ["goal"]),
    "there is": ("There is a number $t$ with $t^2 = 2t$.", ["goal"]),
    "unless before": ("Unless $t = 0$, $t^2 > 0$.", ["constraint", "proved"]),
    "unless after": ("We have $|t| = -t$ unless $t < 0$.", ["refuted", "constraint"]),
    "unless either": ("We have $s t > 0$ unless $s \\le 0$ or $t \\le 0$.",
                      ["proved", "constraint", "constraint"]),
    "unless both": ("We have $s t > 0$ unless $s \\le 0$ and $t \\le 0$.",
                    ["D005", "constraint", "constraint"]),
    "unless, in words": ("We have $|t| = t$ unless $t$ is negative.", ["D005"]),
    "only if": ("$|t| = t$ only if $t > 0$.", ["constraint", "constraint"]),
    "if and only if": ("$|t| = t$ if and only if $t > 0$.", ["constraint", "constraint"]),
    "otherwise": ("If $t > 0$, $|t| = t$. Otherwise $|t| = t$.",
                  ["assumption", "proved", "refuted"]),
    "else": ("If $t > 0$ then $|t| = t$, else $|t| = -t$.", ["assumption", "proved", "proved"]),
    "otherwise, of several": ("If $t > 0$ and $s > 0$, $|t| = t$. Otherwise $|t| = t$.",
                              ["assumption", "assumption", "proved", "D005"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DENIED.values(), ids=DENIED.keys())
def test_denied(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


CARRIED = {
    "claims after a condition": ("If $t > 0$, $|t| = t$ and $|t| = -t$.",
                                 ["assumption", "proved", "refuted"]),
    "claims, each with its condition": (
        "$|t| = t$ if $t > 0$ and $|t| = t$ if $t < 0$.",
        ["proved", "assumption", "refuted", "assumption"],
    ),
    "a wrong value of a name": ("Define $S = 1 + 2 = 4$.", ["definition", "refuted"]),
    "an exception in a case": (
        "Let $f(t) = \\begin{cases} t & \\text{unless } t > 0 \\\\ 0 & \\text{else}"
        " \\end{cases}$.",
        ["D007"],
    ),
    "complex numbers": (
        "For $z, w \\in \\mathbb{C}$, $|z|^2 = z^2$ and $|w|^2 = w^2$, $|zw| = |z| |w|$.",
        ["assumption", "assumption", "refuted", "refuted", "proved"],
    ),
    "complex in words, in their section": (
        "# One\n\nLet $z$ be a complex number. So $|z|^2 = z^2$.\n\n# Two\n\nSo $|z|^2 = z^2$.",
        ["refuted", "proved"],
    ),
    "logarithms to a base in words": (
        "Here $\\log$ is to base 10. So $\\log 100 = 2$ and $\\log_2 8 = 3$.", ["D005", "proved"]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CARRIED.values(), ids=CARRIED.keys())
def test_carried(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


WORDED = {
    "for positive": ("For positive $t$, $|t| = t$. For negative $t$, $|t| = t$.",
                     ["proved", "refuted"]),
    "let be": ("Let $t$ be a non-negative real number. Then $|t| = t$.", ["proved"]),
    "let be not": ("If $t$ is not negative, $|t| = t$.", ["proved"]),
    "otherwise": ("If $t$ is nonnegative, $|t| = t$. Otherwise $|t| = -t$.", ["proved", "proved"]),
    "another meaning": ("Let $t$ be positive definite. Then $|t| = t$.", ["refuted"]),
    "two at once": ("For positive and negative $t$, $|t| = t$.", ["refuted"]),
    "one of two": ("Let $t$ be positive or negative. Then $|t| = t$.", ["refuted"]),
    "a claim": ("Then $t$ is positive. So $|t| = t$.", ["undecided"]),
    "not assumed": ("We do not assume $t$ is positive. So $|t| = t$.", ["refuted"]),
    "an item": ("- Let $t$ be positive.\n- $|t| = t$.", ["undecided"]),
    "stated": ("The width $t$ is positive. So $|t| = t$.", ["proved"]),
    "noted of two": ("Note that $t$ is non-negative. So $|t| = t$ and $|s| = s$.",
                     ["proved", "refuted"]),
    "in a way that is not read": ("As told, $t$ must be strictly positive. So $|t| = t$.",
                                  ["undecided"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WORDED.values(), ids=WORDED.keys())
def test_in_words(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


DISPLAYS = {
    "unless": (r"$$|t| = t \quad \text{unless } t < 0$$", ["proved", "constraint"]),
    "only if": (r"$$|t| = t \text{ only if } t > 0$$", ["constraint", "constraint"]),
    "not for": (r"$$|t| = t \quad \text{but not for } t < 0$$", ["refuted", "constraint"]),
    "otherwise": (
        r"$$|t| = t \text{ if } t > 0, \quad |t| = -t \text{ otherwise}$$",
        ["D005", "assumption", "assumption"],
    ),
    "one of two": (
        r"$$t^2 = 4 \text{ if } t = 2 \text{ or } t = -2$$",
        ["constraint", "assumption", "assumption"],
    ),
    "in brackets": (r"$$|t| = t \quad (t > 0)$$", ["proved", "assumption"]),
    "for all, after": (r"$$|t| = t \quad \forall t > 0$$", ["proved", "assumption"]),
    "for all, before": (r"$\forall t > 0: |t| = t$. Then $|t| = t$.",
                        ["assumption", "proved", "refuted"]),
    "for all, without a condition": (r"$\forall t: t^2 > 0$", ["refuted"]),
    "one of two conclusions": (
        r"$t^2 = 5 t - 6 \Rightarrow t = 3 \text{ or } t = 2$",
        ["constraint", "proved", "constraint"],
    ),
    "a wrong one of two": (
        r"$t^2 = 5 t - 6 \Rightarrow t = 3 \text{ or } t = 1$",
        ["constraint", "refuted", "constraint"],
    ),
    "two values with a comma": (
        r"$t^2 = 5 t - 6 \iff t = 3, t = 2$", ["constraint", "proved", "constraint"]
    ),
    "values of two names": (
        r"$t^2 + s^2 = 0 \Rightarrow t = 0, s = 0$", ["constraint", "proved", "constraint"]
    ),
    "a set after the claim": (r"$|t| = t$ for $t \in (0, 1)$.", ["proved", "assumption"]),
    "an arrow back": (r"$t = 1 \Leftarrow t^2 = 1$", ["constraint", "refuted"]),
    "both ways": (r"$t = 1 \iff t^2 = 1$", ["constraint", "refuted"]),
    "a percent sign that ends no line": ("So $0.5 = 50%$.", ["proved"]),
    "an inequality over an arrow": (
        r"$$\sqrt{t^2} \xrightarrow{t > 0} t$$ and $$\sqrt{t^2} \xrightarrow{t < 0} t$$",
        ["proved", "refuted"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DISPLAYS.values(), ids=DISPLAYS.keys())
def test_in_a_formula(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


HARD = ("suppose ", "contradiction ", "unless for ", "not ", "~~t", "<del>", "otherwise ", "drop ")


@pytest.mark.parametrize("word", HARD)
def test_words_without_end_are_read_in_time(word: str) -> None:
    start = time.process_time()
    verdicts(word * 20_000 + "$t = t$.")
    assert time.process_time() - start < 5
