r"""Words that say in which arithmetic formulas are meant: what they reach is left open."""

from __future__ import annotations

import pytest

from derivations import formulas

from .pages import report, verdicts

CODE = "D005"
LEFT_OPEN = {
    "degrees": (r"All angles are in degrees. Then $\sin(\pi/6) = 1/2$.", 1),
    "degrees, measured": (r"Angles are measured in degrees. $\frac{d}{dt}\cos t = -\sin t$.", 1),
    "degrees, said after": (r"$\sin 30 = 1/2$, where angles are in degrees.", 1),
    "degrees of a name": (r"With $t$ in degrees, $\cos 60 = 1/2$.", 1),
    "a formula with degrees": (r"$\sin t = 1/2$ for $t = 30$ degrees.", 1),
    "degree mode": (r"A calculator in degree mode says $\tan 45 = 1$.", 1),
    "integers modulo": (r"In $\mathbb{Z}_5$ we have $3 \cdot 2 = 1$ and $4 + 4 = 3$.", 2),
    "a quotient": (r"We compute in $\mathbb{Z}/5\mathbb{Z}$. Here $3 \cdot 2 = 1$.", 1),
    "working modulo": (r"Working modulo 5: $3 \cdot 2 = 1$ and $8 = 3$.", 2),
    "modulo a name": (r"Modulo $p$, $(s+t)^p = s^p + t^p$.", 1),
    "modulo, after": (r"We get $3 \times 2 = 1$ modulo 5.", 1),
    "mod in brackets": (r"$3 \times 2 = 1$ (mod 5)", 1),
    "mod in a text": (r"$3 \cdot 2 = 1 \quad (\text{mod } 5)$", 1),
    "all modulo": (r"All equations are mod 5. $3 + 4 = 2$.", 1),
    "modulo a power": (r"Modulo $t^2$, $e^t = 1 + t$.", 1),
    "a finite field": (r"In $\mathbb{F}_2$, $1 + 1 = 0$ and $(s+t)^2 = s^2 + t^2$.", 2),
    "a field in words": (r"Over the finite field with two elements, $1 + 1 = 0$.", 1),
    "GF": (r"In GF(2), $1 + 1 = 0$.", 1),
    "characteristic": (r"In characteristic 3, $(s+t)^3 = s^3 + t^3$.", 1),
    "binary": (r"In binary, $1 + 1 = 10$.", 1),
    "base eight": (r"In base 8, $7 + 1 = 10$.", 1),
    "base five, in words": (r"Written in base five, $4 + 3 = 12$.", 1),
    "hexadecimal": (r"In hexadecimal, $9 + 9 = 12$.", 1),
    "all in binary": (r"All numbers are in binary. Then $11 + 1 = 100$.", 1),
    "a Boolean algebra": (r"In the Boolean algebra, $1 + 1 = 1$ and $t + t = t$.", 2),
    "exclusive or": (r"Let $+$ denote the exclusive or. Then $1 + 1 = 0$.", 1),
    "written +": (r"The exclusive or, written $+$, has $1 + 1 = 0$.", 1),
    "addition without carry": (r"Here addition is bitwise without carry: $3 + 3 = 0$.", 1),
    "a sum that is a maximum": (r"We define $s + t$ as $\max(s, t)$. Then $1 + 1 = 1$.", 1),
    "a new product": (r"Define $s \cdot t = s + t$. Then $2 \cdot 3 = 5$.", 2),
    "a ring with a name": (r"Let $R = \mathbb{Z}_5$. In $R$, $3 + 4 = 2$.", 2),
    "a field of a name": (r"Let $p = 5$ and consider the field $\mathbb{F}_p$. $3 + 4 = 2$.", 1),
    "a quotient ring": (r"In $\mathbb{R}[t]/(t^2)$, $(1+t)^2 = 1 + 2t$.", 1),
    "Boolean names": (r"For Boolean $t$, $t + t = t$.", 1),
    "a logical or": (r"$1 + 1 = 1$ (logical or).", 1),
    "around": (r"Numbers wrap around at 256. $255 + 1 = 0$.", 1),
    "a remainder": (r"$7/2 = 3$ remainder 1.", 1),
    "a quotient of integers": (r"By $s/t$ we mean the integer quotient. $7/2 = 3$.", 1),
    "another factorial": (r"Let $n!$ denote the subfactorial. $3! = 2$.", 1),
    "square brackets": (r"Square brackets denote rounding. $[2.5] = 3$.", 1),
    "vertical bars": (r"Vertical bars denote the number of digits. $|10| = 10$.", 1),
    "integer division": (r"With integer division, $7/2 = 3$.", 1),
    "rounded down": (r"The result is rounded down: $7/2 = 3$.", 1),
    "a programming language": (r"In Python 2, $7/2 = 3$.", 1),
    "a tropical semiring": (r"In the tropical semiring, $2 + 3 = 2$.", 1),
    "dual numbers": (r"With dual numbers, $(s + t\epsilon)^2 = s^2 + 2st\epsilon$.", 1),
    "floating point": (r"In floating point, $0.1 + 0.2 \ne 0.3$.", 1),
    "a clock": (r"On a 12-hour clock, $9 + 5 = 2$.", 1),
    "the integer part": (r"Let $[t]$ denote the integer part. $[t + s] = [t] + [s]$.", 1),
    "the fractional part": (r"Let $\{t\}$ be the fractional part of $t$. $\{1.5\} = 1.5$.", 1),
    "the number of digits": (r"Let $|n|$ be the number of digits of $n$. $|10| = 10$.", 1),
    "decimal logarithms": (r"We use $\log$ for $\log_{10}$. Then $\log e = 1$.", 1),
    "of two": (r"We write $\log t$ for $\log_2 t$. Then $\log e = 1$.", 1),
    "binary logarithms": (r"Since logarithms are binary in this section, $\log e = 1$.", 1),
    "bits": (r"We measure information in bits. $\log e = 1$.", 1),
}


@pytest.mark.parametrize(("text", "count"), LEFT_OPEN.values(), ids=LEFT_OPEN.keys())
def test_is_left_open(text: str, count: int) -> None:
    links = [w for w in verdicts(text) if w not in ("assumption", "constraint", "definition")]
    assert links == [CODE] * count


JUDGED = {
    "an angle in degrees": (r"An angle of 30 degrees: $\sin 30^\circ = 1/2$.", ["proved"]),
    "not in degrees": (r"Angles are in radians, not in degrees. $\sin(\pi/6) = 1/2$.", ["proved"]),
    "the degree of a polynomial": (r"The degree of $p$ is $2 + 2 = 4$. $\cos 0 = 1$.",
                                   ["proved", "proved"]),
    "degrees of freedom": (r"With $n$ degrees of freedom, $\cos 0 = 1$.", ["proved"]),
    "modulo constants": (r"Modulo constants, $10 + 1 = 11$.", ["proved"]),
    "a remainder of": (r"The remainder of $17$ modulo $5$ is $17 - 15 = 2$.", ["proved"]),
    "a sum sign": (r"Here $\sum$ denotes the sum over all $i$. $\sum_{i=1}^3 i = 6$.",
                   ["proved"]),
    "characteristic zero": (r"In characteristic 0, $s + s = 2s$.", ["proved"]),
    "the characteristic polynomial": (r"The characteristic polynomial is $t^2 - t = t(t-1)$.",
                                      ["proved"]),
    "binary classification": (r"In binary classification, $10 + 1 = 11$.", ["proved"]),
    "based on": (r"Based on this, $10 + 1 = 11$. The base case is $10 - 10 = 0$.",
                 ["proved", "proved"]),
    "single digits": (r"In base 8, $2 + 3 = 5$.", ["proved"]),
    "the usual product": (r"Let $s \cdot t$ denote the product. $2 \cdot 3 = 6$.", ["proved"]),
    "absolute values": (r"Let $|t|$ denote the absolute value. $|st| = |s||t|$.", ["proved"]),
    "bits of an image": (r"An 8-bit image has $2^8 = 256$ values.", ["proved"]),
    "integer division, no quotient": (r"By integer division, $7 = 2 \cdot 3 + 1$.", ["proved"]),
    "natural logarithms": (r"Here $\log$ is the natural logarithm. $\log e = 1$.", ["proved"]),
    "a rate": (r"The log-likelihood at the base rate: $\log e = 1$.", ["proved"]),
    "the integers": (r"Over the integers, $2 + 3 = 5$. For $n \in \mathbb{Z}$, $n + n = 2n$.",
                     ["proved", "assumption", "proved"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), JUDGED.values(), ids=JUDGED.keys())
def test_is_judged(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


REACHES = {
    "the sentence": ("The sum $3 + 4 = 2$ holds modulo 5. Now $3 + 4 = 7$.", [CODE, "proved"]),
    "the paragraph": (
        "In binary, $1 + 1 = 10$. Also $1 + 10 = 11$.\n\nThen $9 + 1 = 10$.",
        [CODE, CODE, "proved"],
    ),
    "the item": ("1. In $\\mathbb{F}_2$: $1 + 1 = 0$.\n2. $1 + 1 = 2$.", [CODE, "proved"]),
    "the section": (
        "# One\n\nThroughout we compute modulo 5.\n\n$3 + 4 = 2$.\n\n# Two\n\n$3 + 4 = 7$.",
        [CODE, "proved"],
    ),
    "the page": ("All angles are in degrees.\n\n# One\n\n$\\sin 90 = 1$.", [CODE]),
    "back to decimals": ("In binary, $1 + 1 = 10$; in decimal, $9 + 1 = 10$.", [CODE, "proved"]),
    "back to radians": (
        "Angles are in degrees. $\\sin 90 = 1$.\n\nNow with radians, $\\sin(\\pi/2) = 1$.",
        [CODE, "proved"],
    ),
    "other formulas": ("All angles are in degrees. $s + s = 2s$.", ["proved"]),
}


@pytest.mark.parametrize(("text", "expected"), REACHES.values(), ids=REACHES.keys())
def test_reaches(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


WIDER = {
    "first order": r"To first order in $t$, $(1+t)^2 = 1 + 2t$.",
    "up to a constant": r"Up to a constant, $\log(2t) = \log t$.",
    "ignoring terms": r"Ignoring terms without $t$, $(t-1)^2 = t^2 - 2t$.",
    "up to sign": r"Up to sign, $s - t = t - s$.",
    "neglecting": r"Neglecting $t^2$, $(1+t)^2 = 1+2t$.",
    "small": r"For $t \ll 1$, $(1+t)^2 = 1 + 2t$.",
    "roughly": r"Roughly, $2^{10} = 10^3$.",
    "declared": r"Here $=$ means equality up to a constant. We get $(t-1)^2 = t^2-2t$.",
    "exactly": r"$1/3 = 0.33$ exactly.",
    "without rounding": r"Without rounding, $2/3 = 0.667$.",
}


@pytest.mark.parametrize("text", WIDER.values(), ids=WIDER.keys())
def test_nothing_is_refuted_of_equality_in_a_wider_sense(text: str) -> None:
    assert report(text).assertions[-1].verdict == "undecided"


def test_what_holds_as_it_is_written_is_proved_all_the_same() -> None:
    assert verdicts("Up to a constant, $t + t = 2t$. And $1/2 = 0.5$ exactly.") == ["proved"] * 2


OPERATIONS = {
    "let": ("Let $s * t = s + t + st$. Then $2 * 3 = 11$ and $1 * 1 = 1$.",
            ["definition", "proved", "refuted"]),
    "define, in brackets": ("Define $s * t = s + t + st$. Then $(1 * 2) * 3 = 23$.",
                            ["definition", "proved"]),
    "another star": (r"Let $s \ast t := s^2 + t$. Then $2 * 3 = 7$.", ["definition", "proved"]),
    "a product": ("We have $2 * 3 = 6$ and $s * t = t * s$.", ["proved", "proved"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OPERATIONS.values(), ids=OPERATIONS.keys())
def test_a_star_is_what_the_page_defines(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


ALONE = [r"3 \cdot 2 = 1 \quad (\text{mod } 5)", r"\sin 90 = 1 \text{ (in degrees)}"]


@pytest.mark.parametrize("latex", ALONE)
def test_a_formula_by_itself_is_refused(latex: str) -> None:
    with pytest.raises(formulas.ReadingError, match="the words speak of"):
        formulas.judge(latex)


def test_the_message_says_what_the_words_speak_of() -> None:
    (link,) = report("Working modulo 5, $3 + 4 = 2$.").assertions
    assert "the words speak of arithmetic modulo 5" in link.message
