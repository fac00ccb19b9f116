"""How far a sign of differentiation reaches, and that nothing is refuted where that is in doubt."""

from __future__ import annotations

import pytest

from derivations.documents import check_text

LINKS = {
    "square brackets, a dot": (r"\frac{d}{dx}[x^2] \cdot x = 2x^2", "proved"),
    "not the product": (r"\frac{d}{dx}[x^2] \cdot x = 3x^2", "refuted"),
    "square brackets, a factor": (r"\frac{d}{dx}\left[x^2\right] \cos x = 2x \cos x", "proved"),
    "a power of the brackets": (r"\frac{d}{dx}[3x+1]^2 = 6(3x+1)", "proved"),
    "all in brackets": (r"\frac{d}{dx}[(x+1)(x+2)] = 2x+3", "proved"),
    "two round brackets": (r"\frac{d}{dx}(x+1)(x+2) = 2x+3", "proved"),
    "or the first only": (r"\frac{d}{dx}(x+1)(x+2) = x+2", "undecided"),
    "a dot after round brackets": (r"\frac{d}{dx}(x^2) \cdot x = 2x^2", "proved"),
    "or the product": (r"\frac{d}{dx}(x^2) \cdot x = 3x^2", "undecided"),
    "a dot without brackets": (r"\frac{d}{dx} x \cdot e^x = e^x + x e^x", "proved"),
    "or the first factor": (r"\frac{d}{dx} x \cdot e^x = e^x", "undecided"),
    "a constant factor": (r"\frac{d}{dx} \sin x \cdot 3 = 3 \sin x", "refuted"),
    "a dot inside": (r"\frac{d}{dx} \sin(2 \cdot x) = \cos(2x)", "refuted"),
    "side by side": (r"\frac{d}{dx} x e^x = e^x", "refuted"),
    "a dot before": (r"x \cdot \frac{d}{dx}(x^2) = 3x^2", "refuted"),
    "a sum after": (r"\frac{d}{dx}(x^2) + x \cdot x = x + x^2", "refuted"),
}


@pytest.mark.parametrize(("claim", "verdict"), LINKS.values(), ids=LINKS)
def test_what_is_differentiated(claim, verdict):
    (link,) = check_text("page.md", f"${claim}$").assertions
    assert link.verdict == verdict, link
