r"""Evaluation bars and brackets: what they are read as, and what they must not claim."""

from __future__ import annotations

import pytest

from derivations import ReadingError, read

from .pages import report, verdicts

READ = [
    (r"x^3 \Big|_1^2", "2^3 - 1^3"),
    (r"x^3 \bigg|_{1}^{2} + x", "2^3 - 1^3 + x"),
    (r"\left. x^3 \right|_{x=2}", "2^3"),
    (r"\left. x^3 y \right|_{x=2, y=5}", "2^3*5"),
    (r"x^3 \biggr|_{x=1}^{x=a}", "a^3 - 1^3"),
    (r"\left[ \frac{x^2}{2} \right]_0^3", "3^2/2 - 0^2/2"),
    (r"3 \arctan t \Big|_0^1", "3*atan(1) - 3*atan(0)"),
    (r"\int_0^1 x \, dx - a x^2 \Big|_0^1", "integral(i=0..1, i) - (a*1^2 - a*0^2)"),
    (r"\frac{d}{dx} \Big|_{x=2} x^3", "deriv(i=2, i^3)"),
    (r"\left. \frac{d}{dx} x^3 \right|_{x=2}", "deriv(i=2, i^3)"),
    (r"e^{-t} \Big|_0^\infty", "limit(i=oo, exp(-i) - exp(-0))"),
    (r"[t \log t]_0^1", "limit(i=0 right, 1*log(1) - i*log(i))"),
    (r"[(1 - t) \log(1 - t)]_0^1", "limit(i=1 left, (1 - i)*log(1 - i) - (1 - 0)*log(1 - 0))"),
    (r"\left| x \right|^2", "abs(x)^2"),
    (r"[1, 2, 3]_2", "[1, 2, 3][2]"),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "term"), READ, ids=[r[0] for r in READ])
def test_is_read_as(latex: str, term: str) -> None:
    assert str(read(latex).tree) == term


IN_DOUBT = {
    r"x + x^2 \Big|_0^1": "D005",  # the bar may reach over the sum
    r"c + x^2 \Big|_0^1": "D005",
    r"x y \Big|_0^1": "D005",
    r"\int x \, dx + C \Big|_0^1": "D005",  # C runs nowhere
    r"7 \Big|_0^1": "D005",
    r"x^2 \Big|_{2}": "D007",  # which name is 2?
    r"\frac{dy}{dx} \Big|_{x=1}": "D007",  # what y is is not known
    r"\log x \Big|_a^0": "D005",
    r"x^2 \Big|^1": "D007",
}


@pytest.mark.parametrize(("latex", "code"), IN_DOUBT.items(), ids=IN_DOUBT.keys())
def test_is_in_doubt(latex: str, code: str) -> None:
    with pytest.raises(ReadingError) as told:
        read(latex)
    assert told.value.code == code


PAGES = {
    "bounds of the integral": (
        r"$$\int_0^2 3x^2 \, dx = x^3 \Big|_0^2 = 8$$", ["proved", "proved"]
    ),
    "a wrong end": (r"$$\int_1^2 3x^2 \, dx = \left[x^3\right]_1^2 = 8$$", ["proved", "refuted"]),
    "an antiderivative that jumps": (
        r"$$\int_{-1}^1 \frac{1}{x^2} \, dx = \left[-\frac{1}{x}\right]_{-1}^1 = -2$$",
        ["refuted", "proved"],
    ),
    "the limit at an open end": (
        r"$$\int_0^1 \log t \, dt = \left[t \log t - t\right]_0^1 = -1$$", ["proved", "proved"]
    ),
    "two open ends": (
        r"$$\int_{-\infty}^\infty \frac{dt}{1 + t^2} = \arctan t \Big|_{-\infty}^\infty = \pi$$",
        ["proved", "proved"],
    ),
    "an infinite integral": (
        r"$$\int_0^1 \frac{1}{x} \, dx = [\log x]_0^1 = \infty$$", ["proved", "proved"]
    ),
    "an infinite value that is not named": (
        r"$$\int_0^1 \frac{1}{x} \, dx = [\log x]_0^1$$ which diverges.", ["undecided"]
    ),
    "a number for an infinite value": (
        r"$$\int_0^1 \frac{1}{x} \, dx = [\log x]_0^1 = 0$$", ["undecided", "refuted"]
    ),
    "twice an infinite integral": (
        r"$$2 \int_1^\infty \frac{1}{t} \, dt = 2 [\log t]_1^\infty = \infty$$",
        ["undecided", "undecided"],
    ),
    "by parts": (
        r"$$\int_0^1 x e^x \, dx = x e^x \Big|_0^1 - \int_0^1 e^x \, dx = 1$$",
        ["proved", "proved"],
    ),
    "a derivative of a name at a point": (
        r"Let $y = x^2$. Then $\left. \frac{dy}{dx} \right|_{x=3} = 6$, not"
        r" $\frac{dy}{dx} \Big|_{x=3} = 9$.",
        ["definition", "proved", "constraint"],
    ),
    "an upper bound with the name of the variable": (
        r"$$\int_0^x 2x \, dx = x^2 \Big|_0^x = x^2$$", ["proved", "proved"]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAGES.values(), ids=PAGES.keys())
def test_links_are(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


def test_values_put_into_a_formula_do_not_set_its_ends_apart() -> None:
    text = r"$$D = \sqrt{s^2 + s^2} = \sqrt{1^2 + 1^2} = \sqrt{2}$$"
    assert not [d for d in report(text).diagnostics if d.code == "D105"]


NESTED = {
    "in a power": (r"x^{\left.\frac{d}{dt} e^t\right|_{t = 0}}", "x^deriv(i=0, exp(i))"),
    "in bars": (r"\left|\left.\frac{d}{dt} e^t\right|_{t = 0}\right|", "abs(deriv(i=0, exp(i)))"),
    "in a power in bars": (
        r"\left|x^{\left.\frac{d}{dt} e^t\right|_{t = 0}}\right|",
        "abs(x^deriv(i=0, exp(i)))",
    ),
}


@pytest.mark.parametrize(("latex", "expected"), NESTED.values(), ids=NESTED)
def test_an_evaluation_within_other_signs(latex: str, expected: str) -> None:
    assert str(read(latex).tree) == expected
