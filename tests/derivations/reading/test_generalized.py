"""What holds in a case, an example, or for a value, and is then claimed of more."""

from __future__ import annotations

from time import monotonic

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


OF_ANOTHER_CLAUSE = {
    "is zero for":
        r"The loss is $L(w) = (w-1)^2$. Its derivative $L'(w) = w - 1$ is zero when $w = 1$.",
    "vanishes": r"$\frac{d}{dt} \sin 2t = \cos 2t$, which vanishes for $t = \frac\pi4$.",
    "so the slope at": r"$\frac{d}{dt}(t^2 - 2t) = t$, so the slope at $t = 2$ is $2$.",
    "is trivial": "We have $(a+b)^2 = a^2 + b^2$, which for $b = 0$ is trivial.",
    "with a value": r"$\frac{1}{1-t} = 1 + t$, with value $1$ at $t = 0$.",
    "with equality": r"$a^2 + b^2 \le 2ab$ with equality for $a = b$.",
    "after a semicolon": r"$|t| = t$; if $t > 0$ then $\ln|t| = \ln t$.",
}  # fmt: skip


@pytest.mark.parametrize("text", OF_ANOTHER_CLAUSE.values(), ids=OF_ANOTHER_CLAUSE)
def test_a_condition_of_another_clause_proves_nothing(text: str) -> None:
    judged = [v for v in verdicts(text) if v in ("proved", "refuted", "undecided")]
    assert judged[0] == "undecided"


OF_THE_CLAIM = {
    "for": "$|t| = t$ for $t > 0$.",
    "in brackets": "$|t| = t$ (for $t > 0$).",
    "which holds for": "$|t| = t$, which holds for all $t > 0$.",
    "provided that": "$|t| = t$ provided that $t > 0$.",
    "of two claims": r"We have $|t| = t$ and $\sqrt{t^2} = t$ for $t > 0$.",
    "with equality, of a true one": r"$a^2 + b^2 \ge 2ab$ with equality for $a = b$.",
}


@pytest.mark.parametrize("text", OF_THE_CLAIM.values(), ids=OF_THE_CLAIM)
def test_a_condition_after_a_claim_is_given(text: str) -> None:
    judged = {v for v in verdicts(text) if v in ("proved", "refuted", "undecided")}
    assert judged == {"proved"}


def test_a_condition_at_a_corner_of_what_is_defined() -> None:
    assert "unreadable" not in verdicts("Let $f(x) = x^4$; $f'(x) = 2x$ if $x = 0$.")


AFTER_ANOTHER = {
    "a condition that stood last": r"We have $\ln|t| = \ln t$ for $t > 0$. Moreover, $|t| = t$.",
    "another range": "Let $n \\ge 5$. Then $2^n > n^2$.\n\nFor all $n \\ge 1$: $2^n > n^2$.",
}


@pytest.mark.parametrize("text", AFTER_ANOTHER.values(), ids=AFTER_ANOTHER)
def test_a_condition_of_another_sentence(text: str) -> None:
    assert verdicts(text)[-1] not in ("proved", "refuted")


def test_a_condition_that_stood_last_and_what_follows_from_it() -> None:
    text = "We have $|t| = t$ for $t > 0$. So $|t| / t = 1$."
    assert [v for v in verdicts(text) if v in ("proved", "undecided")] == ["proved", "proved"]


def test_many_conditions_on_a_name_that_is_brought_in_anew_are_read_in_time() -> None:
    lines = (f"Let $t > {k}$. Let $t$ be real. Then $t + {k} = {k} + t$.\n" for k in range(300))
    start = monotonic()
    assert verdicts("".join(lines)).count("proved") == 300
    assert monotonic() - start < 15
