"""What holds in a case, an example, or for a value, and is then claimed of more."""

from __future__ import annotations

import pytest

from .pages import verdicts

OPEN = {
    "concluded from it": r"We have $|t| = t$, so $t \in [0, 1]$.",
    "an example": "Clearly $|t| = t$ (e.g. for $t = 3$).",
    "for instance": "$|t| = t$, for instance when $t = 3$.",
    "in particular": "$|t| = t$ for all $t$, in particular for $t > 0$.",
    "the general case": "Let $t > 0$. The general case: $|t| = t$.",
    "by continuity": "First let $t > 0$. Then $|t| = t$. By continuity, $|t| = t$ everywhere.",
    "generally": "For $t = 1$ we have $t^3 = t^2$. So generally $t^3 = t^2$.",
    "a step of induction":
        "The base case is $n = 0$: $3^n = 2n + 1$. Assume $3^n = 2n + 1$."
        " Then $3^{n+1} = 3(2n + 1) = 2(n + 1) + 1$.",
    "a step, announced":
        r"Let $n = 1$. Then $2^n = 2n$." "\n\n" r"Induction step. $2 \cdot 2n = 2(n + 1)$.",
}  # fmt: skip


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_what_is_claimed_of_more_is_left_open(text: str) -> None:
    assert verdicts(text)[-1] not in ("proved", "refuted")


PROVED = {
    "a condition beside an example": "We have $|t| = t$ for $t > 0$, for example for $t = 3$.",
    "always": "Let $t > 0$. We always have $t |t| > 0$.",
    "values that stay": "Let $s = 2$ and $t = 3$. Then $s + t = 5$. So $s t = 6$.",
    "a case that goes on": r"For $t > 0$ we have $\sqrt{t^2} = t$. So $\sqrt{t^2} / t = 1$.",
    "a right step of induction":
        r"By induction. For $n = 1$ we have $\sum_{k=1}^n k = 1$."
        r" Assume $\sum_{k=1}^n k = \frac{n(n+1)}{2}$."
        r" Then $\sum_{k=1}^{n+1} k = \frac{n(n+1)}{2} + n + 1 = \frac{(n+1)(n+2)}{2}$.",
}  # fmt: skip


@pytest.mark.parametrize("text", PROVED.values(), ids=PROVED)
def test_what_is_claimed_of_the_case_is_proved(text: str) -> None:
    found = verdicts(text)
    assert "proved" in found
    assert "refuted" not in found
    assert found[-1] in ("proved", "assumption")
