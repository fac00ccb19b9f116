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


NOT_REFUTED = {
    "a list of values": "For $t = 0, 1$ we have $t^2 = t$.",
    "greater": "Let $t$ be greater than $1$. Then $t^2 > t$.",
    "in an interval": "Let $p$ lie in $[0,1]$. Then $p^2 \\le p$.",
    "outside": "$t^2 > t$ for $t$ outside $[0,1]$.",
    "a probability": r"A coin shows heads with probability $p$. Then $p^2 \le p$.",
    "not an integer": r"If $t$ is not an integer, $\lceil t \rceil = \lfloor t \rfloor + 1$.",
    "the same sign": "If $s$ and $t$ have the same sign, $|s + t| = |s| + |t|$.",
    "distinct": "Let $s$ and $t$ be distinct. Then $(s - t)^2 > 0$.",
    "other than": "For any $t$ other than $0$, $t^2 > 0$.",
    "sometimes": "Sometimes $t^2 < t$.",
    "a half-line": "On the positive half-line, $|t| = t$.",
    "things that are positive": r"As lengths are positive, $\sqrt{a^2} = a$.",
    "a row of names": r"Let $x_1, \dots, x_n$ be positive. Then $\sum_i |x_i| = \sum_i x_i$.",
    "a bound": r"$2t < 7$, so $t < \frac72 = 3.5$.",
    "a need": "For increase we need $f'(t) = 2t - 4 > 0$.",
    "sorted": r"Sort the values: $x_1 \le x_2 \le \dots \le x_n$.",
    "a set": r"Let $x \in \{0,1\}^K$. Then $x_1^2 = x_1$.",
    "a value of a name": "If $s = 5t^2$, then $s(2) = 20$.",
    "primes": r"$\pi(10) = 4$ is the number of primes up to 10.",
    "an implication in words":
        r"Let $\varepsilon > 0$ and $\delta = \varepsilon/2$."
        r" Then $|t - 1| < \delta$ implies $|2t - 2| < \varepsilon$.",
    "words in the formula": r"$\sqrt{t^2} = t \text{ for positive } t$",
    "a bracket": r"$\sqrt{t^2} = t$ ($t$ positive).",
    "one of two": "Let $t$ be 0 or 1. Then $t^2 = t$.",
    "rounded entries": r"$\frac{1}{3}(1, 2) = (0.33, 0.67)$",
}  # fmt: skip


@pytest.mark.parametrize("text", NOT_REFUTED.values(), ids=NOT_REFUTED)
def test_what_holds_as_it_is_meant_is_not_refuted(text: str) -> None:
    assert "refuted" not in verdicts(text)


JUDGED = {
    r"The accuracy is $\frac{17}{23} = 73.9\%$.": "proved",
    r"$\frac{2}{3} = 60\%$": "refuted",
    r"$\frac{1}{3}(1, 2) = (0.33, 0.77)$": "refuted",
    r"$\lim_{t \downarrow 0} \frac{|t|}{t} = 1$": "proved",
    r"$\lim_{t \uparrow 0} \frac{|t|}{t} = 1$": "refuted",
    r"$\lim_{t \to 0+} \frac{|t|}{t} = 1$": "proved",
    r"$\lim_{t \to 0} \frac{|t|}{t} = 1$": "refuted",
    r"Let $n \in \mathbb{N}_0$. Then $|n| = n$.": "proved",
    r"Let $n \in \mathbb{Z}^+$. Then $n \ge 1$.": "proved",
    r"Let $n \in \mathbb{N}_0$. Then $|n| = n + 1$.": "refuted",
    r"For whole numbers $t$, $\lfloor t \rfloor = t$.": "proved",
    "Let $z, w$ be complex numbers. $\\log(zw) = \\log z + \\log w$.": "refuted",
}


@pytest.mark.parametrize("text", JUDGED)
def test_signs_and_digits(text: str) -> None:
    assert verdicts(text)[-1] == JUDGED[text]
