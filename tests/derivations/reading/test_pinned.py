"""What the words tell of names, and is no condition: values, sizes, signs of all, intervals."""

from __future__ import annotations

import pytest

from .pages import verdicts

OPEN = {
    "a known number": r"Let $\phi$ be the golden ratio. Then $\phi^2 = \phi + 1$.",
    "large": "For large $t$, $|t - 5| = t - 5$.",
    "small": r"Let $t$ be small. Then $(1 + t)^2 = 1 + 2t$.",
    "on an interval": r"On $[0, \infty)$ we have $|t| = t$.",
    "a name on an interval": r"For $t$ on $[0, \infty)$, $|t| = t$.",
    "somebody else's": r"The student assumed $t > 0$, which isn't given. So $\sqrt{t^2} = t$.",
    "degrees": r"With degrees, $\sin 90 = 1$.",
    "a function": r"Here $\exp$ means the matrix exponential. Then $\exp(A + B) = \exp(A)\exp(B)$.",
    "from now on":
        "Until now $t > 0$. Then $|t| = t$. From now on $t < 0$. Then $|t| = -t$.",
    "another model":
        r"Model A uses $L = t^2$. Its derivative is $\frac{dL}{dt} = 2t$."
        r" Model B uses $L = t^3$. Its derivative is $\frac{dL}{dt} = 3t^2$.",
    "another value": "$t = 1$: $t^2 = 1$. $t = 2$: $t^2 = 4$.",
    "an equation over a sign":
        r"$(p + q)^2 \overset{pq = 0}{=} p^2 + q^2$. Hence $(p + q)^2 = p^2 + q^2$.",
    "perhaps all": r"Are all variables positive? If so, $\sqrt{t^2} = t$.",
}  # fmt: skip


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_what_may_hold_by_the_words_is_left_open(text: str) -> None:
    assert verdicts(text)[-1] not in ("proved", "refuted")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("All variables are positive.", "proved"),
        ("Assume that all quantities are non-negative.", "proved"),
        ("Not all variables are positive.", "undecided"),
        ("All weights have names.", "refuted"),
    ],
)
def test_the_sign_of_all_variables(told: str, expected: str) -> None:
    assert verdicts(rf"{told} Then $\sqrt{{s^2 t^2}} = s t$.")[-1] == expected


def test_two_equations_are_given_by_one_word() -> None:
    text = r"Let $A v = \lambda v$ and $A w = \mu w$. Then $A (v + w) = \lambda v + \mu w$."
    assert verdicts(text) == ["assumption", "assumption", "proved"]
    assert verdicts(text.replace(r"+ \mu w$", r"- \mu w$"))[-1] == "refuted"


def test_what_is_false_there_too_is_refuted() -> None:
    assert verdicts(r"On $[0, \infty)$ we have $|t| = -t - 1$.")[-1] == "refuted"
    assert verdicts("All variables are positive. Then $s t = s + t$.")[-1] == "refuted"
