"""Values at which a claim is only tried, conditions in turn, and numbers that may be complex."""

from __future__ import annotations

import pytest

from .pages import verdicts

TRIED = {
    "testing": "Testing $t = 1$ gives $4 = 4$, so $(t+1)^2 = t^2 + 3$.",
    "put in": "Plug in $t = 0$: $e^0 = 1$. So $e^t = 1 + t$.",
    "a value that gives": "$t = 1$ gives $4 = 4$. So $(t+1)^2 = t^2 + 3$.",
    "a base alone": r"For $n = 1$ the formula holds. Hence $\sum_{k=1}^n k = n^3$.",
    "a base with numbers": r"Base case $n = 1$: $1 = 1$. Hence $\sum_{k=1}^n k = n^2$.",
    "true for": r"$\sum_{k=1}^n k = n^3$, true for $n = 1$.",
    "with a value, numbers between":
        r"With $t = 2$ we get $2 + 2 = 2 \cdot 2$, hence $t + t = t \cdot t$.",
    "both sides": "When $t = 1$ both sides are $1$. So $t^2 = t$.",
    "a check": "Check: $t = 1$: $1 = 1$. True. Therefore $t^2 = t$.",
}  # fmt: skip


@pytest.mark.parametrize("text", TRIED.values(), ids=TRIED)
def test_a_trial_proves_nothing_of_the_others(text: str) -> None:
    assert not {"proved", "refuted"} & {verdicts(text)[-1], verdicts(text)[0]}


HELD = {
    "let": "Let $t = 2$. Then $2 + 2 = 4$. So $t + t = t^2$.",
    "in its own clause": "Testing $t = 1$ gives $t^2 = 1$.",
    "if": "If $t = 2$, then $t^2 = 4$, hence $t^2 + 1 = 5$.",
}  # fmt: skip


@pytest.mark.parametrize("text", HELD.values(), ids=HELD)
def test_a_value_that_is_given_holds(text: str) -> None:
    assert verdicts(text)[-1] == "proved"


def test_each_claim_is_under_its_own_condition() -> None:
    right = "For $t > 0$ (resp. $t < 0$) we have $|t| = t$ (resp. $|t| = -t$)."
    wrong = "For $t > 0$ (resp. $t < 0$) we have $|t| = -t$ (resp. $|t| = t$)."
    assert verdicts(right)[2:] == ["proved", "proved"]
    assert verdicts(wrong)[2:] == ["refuted", "refuted"]
    in_order = "If $t > 0$ and $t < 0$, then $|t| = t$ and $|t| = -t$, respectively."
    assert verdicts(in_order)[2:] == ["proved", "proved"]
    assert verdicts("For $t > 0$ resp. $t < 0$, $|t| = t$.")[-1] == "refuted"


def test_for_any_value_is_not_under_the_condition_before() -> None:
    text = r"For $t > 0$, $\sqrt{t^2} = t$, and $|t| = t$ for any $t$."
    assert verdicts(text)[1:] == ["proved", "undecided"]
    assert verdicts("For all $t > 0$ we have $|t| = t$ for any $s$.")[-1] == "proved"


def test_an_inequality_nearby_leaves_a_claim_open() -> None:
    assert verdicts("Let $t$ be real, i.e. $t > 0$. Then $|t| = t$.")[-1] == "undecided"


COMPLEX = {
    r"Let $z \in \mathbb{C} \setminus \{0\}$. Then $|z|^2 = z^2$.": "refuted",
    r"Let $z \in \mathbb{C} \setminus \{0\}$. Then $\frac{z}{z} = 1$.": "proved",
    r"Let $z \in \mathbb{C}$, $z \neq 0$. Then $|z|^2 = z^2$.": "refuted",
    "In the complex plane, $|t|^2 = t^2$.": "D005",
    "We speak of complex numbers. Now $|z|^2 = z^2$.": "D005",
    "We speak of complex numbers. For real $z$, $|z|^2 = z^2$.": "proved",
    r"Let $t \in \mathbb{R} \setminus \{0\}$. Then $\frac{t}{t} = 1$.": "proved",
    r"Let $n \in \mathbb{Z} \setminus \{0\}$. Then $n^2 \ge 1$.": "proved",
}


@pytest.mark.parametrize("text", COMPLEX)
def test_what_may_be_complex_is_not_proved_of_real_numbers(text: str) -> None:
    assert verdicts(text)[-1] == COMPLEX[text]


PRIMED = {
    "Let $y = t^2$. By calculus, $y' = 2t$ and $y'' = 2$.": ["definition", "proved", "proved"],
    "Let $y = t^2$. Its slope is $y' = 3t$.": ["definition", "refuted"],
    "Let $y = t^2$. Then $y' = 2t$.": ["definition", "proved"],
    "Let $y = t^2$ and $y' = t^2 + 1$. Then $y' - y = 1$.":
        ["definition", "definition", "proved"],
    "The ODE $y' = 2y$ holds. Then $y' = 2 e^{3t}$.": ["constraint", "constraint"],
    "If $y = t^2$, then $y' = 2t$.\n\nIf $y = t^3$, then $y' = 2t$.":
        ["assumption", "constraint", "assumption", "constraint"],
    "Let $t' = t - 1$. Then $t = t' + 1$.": ["definition", "proved"],
}  # fmt: skip


@pytest.mark.parametrize("text", PRIMED)
def test_a_primed_name_is_a_slope_or_is_given(text: str) -> None:
    assert verdicts(text) == PRIMED[text]


def test_an_arrow_back_is_judged() -> None:
    text = r"$t = 1 \Rightarrow t^2 = 1 \Leftrightarrow t = 1$"
    assert verdicts(text) == ["constraint", "proved", "refuted"]


GIVEN_ANEW = {
    "a step": "Step 1: $t = 2$, $f = t^2 = 4$. Step 2: $t = 1$, $f = t^2 = 4$.",
    "an epoch": "Epoch 1: $w = 2$. Loss: $(w - 1)^2 = 1$. Epoch 2: $w = 1.5$. Loss: $(w-1)^2 = 1$.",
    "an update":
        r"We start with $w = 2$. The update gives $w = 2 - 0.1 \cdot 4 = 1.6$. Now $w^2 = 4$.",
    "in words": "Let $a = 3$. Increase $a$ by 1. Now $a^2 = 9$.",
    "two names in words": "Let $a = 3$ and $b = 4$. Swap $a$ and $b$. Now $a^2 = 9$.",
    "a second curve": r"For $y = t^2$, $\frac{dy}{dt} = 2t$. For $y = t^3$, $\frac{dy}{dt} = 2t$.",
    "a second function":
        "Let $f(t) = t^2$. Then $f(2) = 4$. Consider next $f(t) = t^3$. Then $f(2) = 4$.",
    "in items": "1. $y = t^2$; $y' = 2t$, the derivative\n2. $y = t^3$; $y' = 2t$",
    "a sequence": "Let $a_n = 2^n$. Then $a_3 = 8$. Now let $a_n = 3^n$. Then $a_3 = 8$.",
    "one of two": "We have $t = 1$ or $t = 2$. Hence $t^2 = 1$.",
    "a recurrence": "Let $a_1 = 1$ and $a_{n+1} = 2 a_n$. Then $a_n = 2^n$. So $a_3 = 8$.",
    "an induction":
        r"Induction base $n = 1$: $2^n = 2n$. Induction step: $2 \cdot 2n = 2(n+1)$.",
    "a line": "The line $t = 1$ is an asymptote. We have $t^2 = t$.",
    "all but one": "Everywhere but at $t = 1$, $t^2 = t$.",
    "for example": "For all $t$, such as $t = 1$, $t^2 = t$.",
    "in general": "*Example.* Let $t > 0$. Then $|t| = t$.\n\nIn general, $|t| = t$.",
    "and in general": r"$\sqrt{t^2} = t$ for $t > 0$; in general, $\sqrt{t^2} = t$.",
    "suppose not": r"Suppose $t > 0$; then $|t| = t$. Suppose not; then $\sqrt{t^2} = t$.",
    "otherwise": r"$|t| = t$ if $t \ge 0$, $|t| = t$ otherwise.",
    "another row": r"$$\begin{align*} |t| &= t, \quad t > 0 \\ \sqrt{t^2} &= t \end{align*}$$",
    "a quantifier": r"Let $t > 0$. $\forall t \in \mathbb{R}: |t| = t$.",
    "in brackets": r"We have (for $t > 0$) $|t| = t$. We have $\sqrt{t^2} = t$.",
    "later": r"In the next section we assume $t > 0$. For now, $\sqrt{t^2} = t$.",
    "bold numbers": "**1.** Let $n = 2$. Then $n^2 = 4$.\n\n**2.** $n^2 = 2n$.",
    "matrices": "$(A + B)(A - B) = A^2 - B^2$ holds for square matrices.",
    "vectors": r"If $u \cdot v = 0$ and $u \ne 0$, then $v = 0$ (vectors).",
    "a group": "In a non-abelian group $ab = ba$.",
    "complex arguments": r"For complex arguments, $\sqrt{zw} = \sqrt z \sqrt w$.",
}  # fmt: skip


@pytest.mark.parametrize("text", GIVEN_ANEW.values(), ids=GIVEN_ANEW)
def test_what_held_before_proves_nothing_there(text: str) -> None:
    assert verdicts(text)[-1] != "proved"


RESTATED = {
    r"Let $f(t) = (t+1)^2$. Expanding the square yields $f(t) = t^2 + 1$.": "refuted",
    "Let $f(t) = (t+1)^2$.\n\n$f(t) = t^2 + 1$": "refuted",
    "Let $f(t) = (t+1)^2$. Then $f(t) = t^2 + 2t + 1$.": "proved",
    "Let $t = 3$. So $t^2 = 9$. Hence $t = 4$.": "refuted",
}


@pytest.mark.parametrize("text", RESTATED)
def test_what_is_drawn_from_a_definition_is_judged(text: str) -> None:
    assert verdicts(text)[-1] == RESTATED[text]
