r"""Pages about random variables: `E[X]`, `Var(X)`, `Cov(X, Y)`."""

from __future__ import annotations

import pytest

from .pages import verdicts

ONE = "Let $X$ be a random variable. "
TWO = "Let $X$ and $Y$ be random variables and $a$, $b$ constants. "

PROVED = {
    "a line": TWO + r"$\mathbb{E}[a X + b] = a \mathbb{E}[X] + b$.",
    "a sum": TWO + r"$E[X + Y] = E[X] + E[Y]$.",
    "an iterated mean": ONE + r"$E[E[X]] = E[X]$.",
    "a constant": ONE + r"$E[7] + E[X] = 7 + E[X]$.",
    "what a variance is": ONE + r"$\operatorname{Var}(X) = E[(X - E[X])^2]$.",
    "a variance, otherwise": ONE + r"$\operatorname{Var}(X) = E[X^2] - E[X]^2$.",
    "a variance, scaled": TWO + r"$\text{Var}(a X + b) = a^2 \text{Var}(X)$.",
    "a variance of a sum": TWO + (
        r"$\operatorname{Var}(X - Y)"
        r" = \operatorname{Var}(X) + \operatorname{Var}(Y) - 2 \operatorname{Cov}(X, Y)$."
    ),
    "a covariance": TWO + r"$\mathrm{Cov}(X, Y) = \mathbb{E}[X Y] - \mathbb{E}[X] \mathbb{E}[Y]$.",
    "a covariance with itself": TWO + r"$\mathrm{Cov}(X, X) = \mathrm{Var}(X)$.",
    "around any number": ONE + (
        r"$\mathbb{E}[(X - c)^2] = \operatorname{Var}(X) + (\mathbb{E}[X] - c)^2$."
    ),
    "functions": ONE + r"$E[g(X) - 2 h(X)] = E[g(X)] - 2 E[h(X)]$.",
    "a defined one": ONE + r"Let $Z = 3 X + 1$. $\mathbb{E}[Z] = 3 \mathbb{E}[X] + 1$.",
    "a finite sum": ONE + r"$E[\sum_{k=1}^n X^k] = \sum_{k=1}^n E[X^k]$.",
    "named without dollars": "For random variables X and Y, " + r"$E[X + Y] = E[X] + E[Y]$.",
    "named by their expectation": r"The expectation $E[X]$ is linear: $E[2 X + 3] = 2 E[X] + 3$.",
    "a name of plain letters": ONE + r"$Var[X] = E[X^2] - E[X]^2$.",
    "a name of Greek letters": (
        r"The random variable $\xi$. $\mathbb{E}[2 \xi] = 2 \mathbb{E}[\xi]$."
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", PROVED.values(), ids=PROVED)
def test_is_proved(text: str) -> None:
    assert verdicts(text)[-1] == "proved"


REFUTED = {
    "the square of a mean": ONE + r"$\mathbb{E}[X^2] = \mathbb{E}[X]^2$.",
    "the mean of a reciprocal": ONE + r"$E[\frac{1}{X}] = \frac{1}{E[X]}$.",
    "a logarithm": ONE + r"$\log(E[X]) = E[\log(X)]$.",
    "a variance with a wrong sign": ONE + r"$\operatorname{Var}(X) = E[X^2] + E[X]^2$.",
    "a variance, scaled wrong": ONE + r"$\operatorname{Var}(2 X) = 2 \operatorname{Var}(X)$.",
}  # fmt: skip


@pytest.mark.parametrize("text", REFUTED.values(), ids=REFUTED)
def test_is_refuted(text: str) -> None:
    assert verdicts(text)[-1] == "refuted"


# None of these may be proved as if all else were constant, nor refuted by a choice of values.
OPEN = {
    "independent ones": TWO + r"$E[X Y] = E[X] E[Y]$.",
    "variances of independent ones": TWO + r"$\text{Var}(X + Y) = \text{Var}(X) + \text{Var}(Y)$.",
    "bits": r"Let $X$ be a binary random variable. $E[X^2] = E[X]$.",
    "a mean that is given": ONE + r"$\mathbb{E}[X] = 0$.",
    "a variable outside": ONE + r"$\mathbb{E}[X] = X$.",
    "another variable": ONE + r"$\mathbb{E}[Z] = Z$.",
    "noise": ONE + r"$\mathbb{E}[X + \epsilon] = \mathbb{E}[X] + \epsilon$.",
    "a small letter": ONE + r"$\mathbb{E}[w] = w$.",
    "a condition": ONE + r"$\mathbb{E}[X | Z] = \mathbb{E}[X]$.",
    "a slope": ONE + r"$\frac{d}{dt} \mathbb{E}[t X] = \mathbb{E}[X]$.",
    "an indexed one": ONE + r"$\mathbb{E}[X_i] = \mathbb{E}[X]$.",
    "no word of random variables": r"$\mathbb{E}[2 X] = 2 \mathbb{E}[X]$.",
    "an energy": r"The energy $E$: $E(X) = E(X) + 0$, and $E(2 X) = 2 E(X)$.",
    "a mean of 0": r"Let $X$ be a random variable, $E[X] = 0$. $E[X^2] = \operatorname{Var}(X)$.",
    "a law that is given": (
        r"Let $X \sim \mathcal{N}(0, 1)$ be a random variable. $E[X^4] = 3 E[X^2]^2$."
    ),
    "a constant one": r"Let $X$ be a constant random variable. $E[X^2] = E[X]^2$.",
    "a sample mean": (
        ONE + r"$\bar{X}$ is a mean of some. "
        r"$\operatorname{Var}(X + \bar{X}) = \operatorname{Var}(X)$."
    ),
    "an estimate": ONE + r"$E[X \hat{\theta}] = \hat{\theta} E[X]$.",
    "one with a number": ONE + r"$E[X_1 + X] = X_1 + E[X]$.",
    "random matrices": r"Let $X$ and $Y$ be random matrices: for $E[X]$, $E[X Y] = E[Y X]$.",
    "a variance that is given": ONE + (
        r"Here $\operatorname{Var}(X) = \sigma^2$. Then $\operatorname{Var}(2 X) = \sigma^2$."
    ),
    "a variance of another": (
        r"With $\operatorname{Var}(X) = \sigma^2$. Then $\operatorname{Var}(2 X) = \sigma^2$."
    ),
    "a probability of another": r"Here $P(A) = 0.3$. Then $P(B) = 0.3$.",
}  # fmt: skip


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_is_left_open(text: str) -> None:
    assert verdicts(text)[-1] not in ("proved", "refuted")


def test_a_variable_named_anew_in_a_section_is_not_the_one_before() -> None:
    text = (
        "# First\n\nLet $X$ be a random variable, $Y = 2 X$.\n\n"
        r"$E[Y] = 2 E[X]$." "\n\n# Second\n\n"
        r"Let $X$ and $Y$ be random variables. $E[Y] = 2 E[X]$."
    )  # fmt: skip
    found = verdicts(text)
    assert found[-1] not in ("proved", "refuted")
    assert "proved" in found
