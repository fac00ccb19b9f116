"""What fails only where a parameter is not positive is left open on a page."""

from __future__ import annotations

import pytest

from derivations.documents import check_text

OPEN = {
    "an arcsine": r"\int \frac{1}{\sqrt{a^2 - x^2}} dx = \arcsin\frac{x}{a} + C",
    "a circle": r"\int_0^a \sqrt{a^2 - x^2} dx = \frac{\pi a^2}{4}",
    "a width": r"\sqrt{2\pi\sigma^2} = \sigma\sqrt{2\pi}",
    "a width below": r"\frac{x}{\sqrt{\sigma^2}} = \frac{x}{\sigma}",
}
REFUTED = {
    "also for positive ones": r"\int \frac{1}{\sqrt{a^2 - x^2}} dx = \frac{1}{a}\arcsin\frac{x}{a}",
    "no parameter": r"\sqrt{x^2} = x",
    "no integral": r"\sqrt{a^2} = a",
    "a width": r"\sqrt{2\pi\sigma^2} = \sigma^2\sqrt{2\pi}",
    "an antiderivative": r"\int e^{3x} dx = 3 e^{3x} + C",
}


@pytest.mark.parametrize("claim", OPEN.values(), ids=OPEN)
def test_it_is_left_open(claim):
    (link,) = check_text("page.md", f"${claim}$").assertions
    assert link.verdict == "undecided", link
    assert "may be meant" in link.diagnostic.label


@pytest.mark.parametrize("claim", REFUTED.values(), ids=REFUTED)
def test_what_fails_for_positive_ones_too_is_refuted(claim):
    (link,) = check_text("page.md", f"${claim}$").assertions
    assert link.verdict == "refuted", link


def test_a_condition_on_the_page_tells():
    page = r"For $\sigma < 0$: $\sqrt{\sigma^2} = \sigma$"
    assert check_text("page.md", page).assertions[-1].verdict == "refuted"
