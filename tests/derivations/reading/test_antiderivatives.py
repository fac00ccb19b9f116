r"""Integrals without bounds on pages: antiderivatives, or over ranges that are left unwritten."""

from __future__ import annotations

import pytest

from derivations.documents import check_text

from .pages import report, verdicts

PAGES = {
    "an antiderivative": (r"$\int 3x^2 \, dx = x^3$", ["proved"]),
    "with a constant": (r"$\int 3x^2 \, dx = x^3 + C$", ["proved"]),
    "a false one": (r"$\int 3x^2 \, dx = 3x^3 + c$", ["refuted"]),
    "by parts": (
        r"$$\int x \cos x \, dx = x \sin x - \int \sin x \, dx = x \sin x + \cos x + C$$",
        ["proved", "proved"],
    ),
    "by parts, with a wrong sign": (
        r"$$\int x \cos x \, dx = x \sin x + \int \sin x \, dx = x \sin x - \cos x + C$$",
        ["refuted", "proved"],
    ),
    "constants that differ": (
        r"$$\int 2 \sin x \cos x \, dx = \sin^2 x + C = -\cos^2 x + C$$",
        ["proved", "proved"],
    ),
    "the same without an integral": (r"$$\sin^2 x + C = -\cos^2 x + C$$", ["refuted"]),
    "rows that go on": (
        "$$\\begin{aligned} \\int \\frac{dx}{x^2 - 1} &= \\frac12 \\ln|x - 1| - "
        "\\frac12 \\ln|x + 1| + C \\\\ &= \\frac12 \\ln\\left|\\frac{x-1}{x+1}\\right| + C"
        "\\end{aligned}$$",
        ["proved", "proved"],
    ),
    "a substitution": (
        r"Let $u = x^3$. Then $\int 3x^2 \cos(x^3) \, dx = \int \cos u \, du = \sin u + C"
        r" = \sin(x^3) + C$.",
        ["definition", "proved", "proved", "proved"],
    ),
    "a substitution that loses a factor": (
        r"Let $u = x^3$. Then $\int x^2 \cos(x^3) \, dx = \int \cos u \, du = \sin u + C$.",
        ["definition", "refuted", "proved"],
    ),
    "a name for it": (
        r"Let $F(x) = \int \frac{1}{1 + x^2} dx$. Then $F(x) = \arctan x + C$.",
        ["definition", "proved"],
    ),
    "a density over a range that is not written": (
        r"We know that $\int x^2 e^{-x} dx + 1 = 3$.",
        ["undecided"],
    ),
    "integrals that are equal over a range only": (
        r"By symmetry $\int x e^{-x^2} dx = \int 5 x e^{-x^2} dx$.",
        ["undecided"],
    ),
    "integrands that are equal": (r"$\int x (x + 1) dx = \int x^2 + x \, dx$", ["proved"]),
    "a y that may depend on x": (r"$\int y \, dx = x^2 + C$", ["undecided"]),
    "a parameter": (r"$\int k x \, dx = k x^2 + C$", ["refuted"]),
    "in an exponent": (r"$e^{\int 2x \, dx} = e^{x^2}$", ["undecided"]),
    "an inequality": (r"$\int x^2 \, dx \geq 0$", ["undecided"]),
    "the derivative of an integral": (r"$\frac{d}{dx} \int x^5 \, dx = x^5$", ["proved"]),
}


@pytest.mark.parametrize(("text", "expected"), PAGES.values(), ids=PAGES.keys())
def test_links_are(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


def test_the_caveat_and_the_ends() -> None:
    page = r"$$\int 2 \sin x \cos x \, dx = \sin^2 x + C = -\cos^2 x + C$$"
    found = report(page)
    assert [a.caveats for a in found.assertions] == [("up to a constant",)] * 2
    assert found.chains[0].first_equals_last == "proved"


def test_the_witness_is_one_of_derivatives() -> None:
    found = check_text("page.md", r"$\int 3x^2 \, dx = 3x^3$").assertions[0]
    assert found.diagnostic is not None
    assert (
        found.diagnostic.notes[0] == "at x = 1: the derivatives are 3 on the left, 9 on the right"
    )
    assert found.nearest is not None
