"""Arrows: labels that map shapes or sequences, equations in labels, implications, solutions."""

from __future__ import annotations

import pytest

from .pages import report, verdicts

LAYERS = {
    "a convolution": (
        r"$20 * 20 * 3 \xrightarrow{16, 5 \times 5, s=1, p=0} 16 * 16 * 16$", "proved"
    ),
    "a wrong size": (
        r"$20 * 20 * 3 \xrightarrow{16, 5 \times 5, s=1, p=0} 15 * 16 * 16$", "refuted"
    ),
    "the product is right, the shape is not": (
        r"$20 * 20 * 3 \xrightarrow{16, 5 \times 5, s=1, p=0} 8 * 32 * 16$", "refuted"
    ),
    "padding and stride": (
        r"$9 \times 7 \times 3 \xrightarrow{conv, 4, 3 \times 3, s=2, p=1} 5 \times 4 \times 4$",
        "proved",
    ),
    "dilation": (
        r"$9 \times 9 \times 3 \xrightarrow{4, 3 \times 3, d=2} 5 \times 5 \times 4$", "proved"
    ),
    "channels first": (
        r"$3 \times 9 \times 9 \xrightarrow{4, 3 \times 3} 4 \times 7 \times 7$", "proved"
    ),
    "other channels than kernels": (
        r"$9 \times 9 \times 3 \xrightarrow{4, 3 \times 3} 7 \times 7 \times 5$", "D005"
    ),
    "pooling": (
        r"$10 \times 10 \times 3 \xrightarrow{\text{max-pool}, 2 \times 2} 5 \times 5 \times 3$",
        "proved",
    ),
    "pooling that changes the channels": (
        r"$10 \times 10 \times 3 \xrightarrow{maxpool, 2 \times 2} 5 \times 5 \times 6$", "refuted"
    ),
    "pooling that overlaps": (
        r"$10 \times 10 \times 3 \xrightarrow{maxpool, 3 \times 3, s=1} 8 \times 8 \times 3$",
        "proved",
    ),
    "a shape of two sizes": (r"$20 * 20 \xrightarrow{16, 5 \times 5} 16 * 16$", "D004"),
    "another parameter": (r"$20 * 20 * 3 \xrightarrow{16, 5 \times 5, q=1} 16 * 16 * 16$", "D009"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LAYERS.values(), ids=LAYERS.keys())
def test_a_layer_maps_shapes(text: str, expected: str) -> None:
    assert verdicts(text) == [expected]


SEQUENCES = {
    "a full convolution": (r"$[1, 2] * [3, 4] \xrightarrow{convolve} [3, 10, 8]$", ["proved"]),
    "a false entry": (r"$[1, 2] * [3, 4] \xrightarrow{convolve} [3, 11, 8]$", ["refuted"]),
    "valid": (r"$[1, 2, 5] * [3, 4] \xrightarrow{\text{convolve}} [10, 23]$", ["proved"]),
    "a kernel that was not flipped, nor said to be": (
        r"$[1, 2, 5] * [3, 4] \xrightarrow{convolve} [11, 26]$", ["D005"]
    ),
    "a kernel that was flipped before": (
        r"With the flipped kernel $[1, 2, 5] * [3, 4] \xrightarrow{convolve} [11, 26]$", ["proved"]
    ),
    "a false entry either way": (
        r"With the flipped kernel $[1, 2, 5] * [3, 4] \xrightarrow{convolve} [11, 25]$",
        ["refuted"],
    ),
    "the same length": (
        r"The convolution is $[1, 2, 5] * [0, 1, 1] = [1, 3, 7]$.", ["proved"]
    ),
    "a length that fits nothing": (
        r"$[1, 2, 5] * [3, 4, 1] \xrightarrow{convolve} [1, 2, 3, 4]$", ["D012"]
    ),
    "no words about it": (r"So $[1, 2] * [3, 4] = [3, 10, 8]$.", ["D007"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SEQUENCES.values(), ids=SEQUENCES.keys())
def test_sequences_are_convolved(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


LABELS = {
    "equations in a label are claims of their own": (
        "Let $r(x) = |x|$. For $x > 0$ we have\n\n$$\\lim_{h \\to 0} \\frac{r(x + h) - r(x)}{h}"
        "\\xrightarrow{r(x+h)=x+h, \\quad r(x)=x} \\lim_{h \\to 0} \\frac{x + h - x}{h}$$",
        ["definition", "assumption", "proved", "proved", "proved"],
    ),
    "a false one": (
        "Let $r(x) = |x|$. For $x < 0$ we have\n\n$$r(x) \\xrightarrow{r(x)=x} -x$$",
        ["definition", "assumption", "proved", "refuted"],
    ),
    "a value that is asked for": (
        "$$5 = \\lfloor \\frac{7 - k}{1} \\rfloor + 1 \\xrightarrow{k=?} k = 3$$",
        ["constraint", "proved"],
    ),
    "a wrong one": (
        "$$5 = \\lfloor \\frac{7 - k}{1} \\rfloor + 1 \\xrightarrow{k=?} k = 4$$",
        ["constraint", "refuted"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), LABELS.values(), ids=LABELS.keys())
def test_labels_say(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


IMPLICATIONS = {
    "a step of solving": (r"$2a + 3 = 11 \Rightarrow 2a = 8 \Rightarrow a = 4$",
                          ["constraint", "proved", "proved"]),
    "a false step": (r"$2a + 3 = 11 \Rightarrow 2a = 14$", ["constraint", "refuted"]),
    "a solution that was lost": (r"$a^2 = 9 \Rightarrow a = 3$", ["constraint", "refuted"]),
    "no solution is lost where the other one is ruled out": (
        r"For $a > 0$ we have $a^2 = 9 \Rightarrow a = 3$.",
        ["assumption", "constraint", "proved"],
    ),
    "the other way round": (r"$a^2 = 9 \Leftarrow a = 3$", ["constraint", "proved"]),
    "both ways": (r"$2a = 8 \iff a = 4$", ["constraint", "proved"]),
    "not both ways": (r"$a^2 = 9 \iff a = 3$", ["constraint", "refuted"]),
    "a new name says what it is": (r"$2a = 8 \Rightarrow b = a + 1$", ["constraint", "constraint"]),
    "identities are claims": (
        r"$(a+1)^2 = a^2 + 2a + 1 \Rightarrow (a+1)^2 - 1 = a(a + 2)$", ["proved", "proved"]
    ),
    "what follows from an identity is a claim": (
        r"$(a+1)^2 = a^2 + 2a + 1 \Rightarrow (a+1)^2 - 1 = a(a + 1)$", ["proved", "refuted"]
    ),
    "after a definition": (
        r"$f(x) = x^2 \Rightarrow f'(x) = 3x$", ["definition", "refuted"]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), IMPLICATIONS.values(), ids=IMPLICATIONS.keys())
def test_arrows_between_equations_are(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


SOLUTIONS = {
    "one solution": ("Solve $a + 2b = 7$. One solution is $a = 1$, $b = 3$.",
                     ["constraint", "proved"]),
    "no solution": ("Solve $a + 2b = 7$. One solution is $a = 1$, $b = 2$.",
                    ["constraint", "refuted"]),
    "two": ("Solve $a^2 = 4a - 3$. The solutions are $a = 1$ or $a = 4$.",
            ["constraint", "proved", "refuted"]),
    "two, of which the first is none": (
        "Solve $a^2 = 4a - 3$. The solutions are $a = 2$ and $a = 3$.",
        ["constraint", "refuted", "proved"],
    ),
    "an unknown without a value": ("Solve $a + 2b = 7$. One solution is $a = 1$.",
                                   ["constraint", "D011"]),
    "the equation of the same item": (
        "1. Solve $a = 7 - 2a$. A solution is $a = 1$.\n"
        "2. Solve $a = 4 - a$. A solution is $a = 2$.",
        ["constraint", "refuted", "constraint", "proved"],
    ),
    "the first of equations that follow from each other": (
        r"Here $2a = 6 \rightarrow a = 4$. One solution is $a = 3$.",
        ["constraint", "refuted", "proved"],
    ),
    "no equation": ("One solution is $a = 3$.", ["constraint"]),
    "not a solution": ("Solve $2a = 6$. It is not a solution that $a = 4$.",
                       ["constraint", "constraint"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SOLUTIONS.values(), ids=SOLUTIONS.keys())
def test_solutions_are(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


SETTINGS = {
    "values at the beginning of an item": (
        "Recall $q = a + b$.\n\n1. $a = 1$, $b = 2$. So $q = 3$.\n2. $a = 2$, $b = 2$. So $q = 3$.",
        ["definition", "assumption", "assumption", "proved", "assumption", "assumption", "refuted"],
    ),
    "a name set anew in another item": (
        "Assume $a = 1$.\n\n1. We choose $a = 7$. Then $a + 1 = 8$.",
        ["assumption", "assumption", "proved"],
    ),
    "a value that was derived is a claim": (
        "Assume $a = 1$.\n\n1. Then $a = 7$.",
        ["assumption", "refuted"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SETTINGS.values(), ids=SETTINGS.keys())
def test_values_that_names_are_set_to(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


def test_an_implication_shows_both_sides() -> None:
    text = r"So $2a = 8 \Rightarrow a = 5$."
    (_, told) = report(text).assertions
    assert (told.left, told.relation, told.right) == ("2a = 8", "\\Rightarrow", "a = 5")
    assert told.latex == r"2a = 8 \Rightarrow a = 5"
    (_, told) = report(text.replace("Rightarrow", "rightarrow")).assertions
    assert told.latex == r"\rightarrow a = 5"
