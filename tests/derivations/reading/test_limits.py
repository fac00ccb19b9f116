"""Limits that are not written out, names that definitions hide, functions that nothing defines."""

from __future__ import annotations

import pytest

from .pages import verdicts

LIMITS = {
    "a limit that is dropped on the way": (
        r"$$\lim_{h \to 0} \frac{h^2 + h}{h} = h + 1 = 1$$", ["proved", "proved"]
    ),
    "a false one": (r"$$\lim_{h \to 0} \frac{h^2 + h}{h} = h + 2 = 2$$", ["refuted", "proved"]),
    "the variable has a value": (
        r"For $h = 1$ we have $\lim_{h \to 0} \frac{h^2 + h}{h} = h + 1$.", ["assumption", "D005"]
    ),
    "the variable is free on the left already": (
        r"$$h + \lim_{h \to 0} h = h$$", ["proved"]
    ),
    "infinity in an exponent": (r"$\frac{2}{1 + e^{-\infty}} = 2$", ["proved"]),
    "infinity in an exponent, with another sign": (r"$\frac{2}{1 + e^{\infty}} = 2$", ["refuted"]),
    "infinity twice": (r"$e^{\infty} - e^{\infty} = 0$", ["D007"]),
    "infinity as a factor": (r"$0 \cdot \infty = 0$", ["D007"]),
    "a limit in what the words let grow": (
        r"Let $s(x) = \frac{1}{1 + e^{-ax}}$. For large $a$ and $x < 0$, $\lim_{+\infty} s(x) ="
        r" \lim_{+\infty} \frac{1}{1 + e^{-ax}} = 0$.",
        ["definition", "assumption", "proved", "proved"],
    ),
    "a false one that hides its variable": (
        r"Let $s(x) = \frac{1}{1 + e^{-ax}}$. For large $a$ and $x > 0$,"
        r" $\lim_{+\infty} s(x) = 0$.",
        ["definition", "assumption", "refuted"],
    ),
    "no words name the variable": (r"So $\lim_{+\infty} \frac{1}{a} = 0$.", ["D007"]),
    "words of another item": (
        "1. It is $1$ for large $a$.\n2. So $\\lim_{+\\infty} \\frac{1}{a} = 0$.", ["D007"]
    ),
    "a derivative of a name that is known": (
        r"Let $y = x^2 + 1$. Then $\frac{d}{dx} y = 2x$ and $\frac{d}{dx} y = x$.",
        ["definition", "proved", "refuted"],
    ),
    "an integral of a name that is known": (
        r"Let $y = 2x$. Then $\int_0^1 y \, dx = 1$.", ["definition", "proved"]
    ),
    "a sum over a letter that a definition has": (
        r"Let $y = 2x + i$. Then $\sum_{i=1}^3 y = 6x + 6$.", ["definition", "D005"]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LIMITS.values(), ids=LIMITS.keys())
def test_limits_are(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


DOUBTS = {
    "a function that nothing defines is not refuted": (
        r"The likelihood $f$ has $\log(f(x)) = 2 \log(f(x))$.", ["undecided"]
    ),
    "unless it is any function": (
        r"For every function $p$ we have $p(x) = 2 p(x)$.", ["refuted"]
    ),
    "an expectation without brackets": (
        r"The expected value is $2 E x = E x + E x$.", ["D005"]
    ),
    "an inverse under an operation of the page": (
        r"Define the group operation $a * b = a + b + 1$. Then $a^{-1} = -a - 2$.",
        ["definition", "D005"],
    ),
    "a plain name anew in another item": (
        "1. Let $m = 3$. So $m + 1 = 4$.\n2. Let $m = 5$. So $m + 1 = 6$.",
        ["assumption", "proved", "assumption", "proved"],
    ),
    "a plain name with another formula in another item": (
        "1. $m = 3 x$. So $m + x = 4 x$.\n2. $m = 5 x$. So $m + x = 4 x$.",
        ["definition", "proved", "D005", "D005"],
    ),
    "where the words say so": (
        "1. $m = 3 x$. So $m + x = 4 x$.\n2. Let $m = 5 x$. So $m + x = 4 x$.",
        ["definition", "proved", "definition", "refuted"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DOUBTS.values(), ids=DOUBTS.keys())
def test_doubts_are(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


HIDDEN = {
    "what the words alone say of a target": (
        r"Here $y$ is one-hot, so $-y_k + z_k \sum_{i=1}^n y_i = -y_k + z_k$.", ["proved"]
    ),
    "where no words are about that": (
        r"So $-y_k + z_k \sum_{i=1}^n y_i = -y_k + z_k$.", ["refuted"]
    ),
    "an identity of targets all the same": (
        r"Here $y$ is one-hot, so $\sum_{i=1}^n (y_i + 1) = n + \sum_{i=1}^n y_i$.", ["proved"]
    ),
    "a function that a definition rests on": (
        r"Let $y = f(x)$. For $x > 0$, $\frac{d}{dx} y = 0$.",
        ["definition", "assumption", "undecided"],
    ),
    "vectors that were not read": (
        r"So $\mathbf{u} + \mathbf{v} = 2 \mathbf{a} + \mathbf{b}$.", ["undecided"]
    ),
    "multiples of pi at whole numbers": (
        r"We have $\lim_{n \to \infty} \sin(\pi n) = 0$, $\lim_{n \to \infty} \cos(2 \pi n) = 0$,"
        r" but $\lim_{x \to \infty} \sin(\pi x) = 0$.",
        ["proved", "refuted", "refuted"],
    ),
    "vectors that only have a name": (
        r"So $\mathbf{u} + \mathbf{v} = \mathbf{u} + 2 \mathbf{v}$.", ["undecided"]
    ),
    "entries that a definition rests on": (
        r"Let $C = \begin{pmatrix} c_{1,1} & c_{1,2} \end{pmatrix}$. Then $$\begin{aligned}"
        r" c_{1,1} &= 2 \\ c_{1,2} &= 3 \end{aligned}$$ so $C = \begin{pmatrix} 2 & 4"
        r" \end{pmatrix}$.",
        ["definition", "definition", "definition", "refuted"],
    ),
    "limits that both tend to infinity": (
        r"$$\lim_{t \to 0} \frac{1}{t^2} = \lim_{t \to 0} \frac{1 + t}{t^2} = \infty$$",
        ["proved", "proved"],
    ),
    "one of them doesn't": (
        r"$$\lim_{t \to 0} \frac{1 + t^2}{t} = \lim_{t \to 0} \frac{1}{t^2} = \infty$$",
        ["refuted", "proved"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HIDDEN.values(), ids=HIDDEN.keys())
def test_what_is_hidden(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected
