r"""`\sigma^2 = ...` names a square, and sigma its root; derivatives of means and variances."""

from __future__ import annotations

import pytest

from derivations.documents import check_text

BATCH = (
    "Let $\\mu = \\frac{1}{m} \\sum_{i=1}^{m} x_i$, "
    "$\\sigma^2 = \\frac{1}{m} \\sum_{i=1}^{m} (x_i - \\mu)^2$ and "
    "$h_i = \\frac{x_i - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}}$ where $\\epsilon > 0$. Then\n\n"
)
LINKS = {
    "a mean": ("\\frac{\\partial \\mu}{\\partial x_j} = \\frac{1}{m}", "proved"),
    "a variance": (
        "\\frac{\\partial \\sigma^2}{\\partial x_j} = \\frac{2}{m}(x_j - \\mu)", "proved",
    ),
    "half of it": ("\\frac{\\partial \\sigma^2}{\\partial x_j} = \\frac{x_j - \\mu}{m}", "refuted"),
    "in the mean": (
        "\\frac{\\partial \\sigma^2}{\\partial \\mu} "
        "= -\\frac{2}{m}\\sum_{i=1}^m (x_i - \\mu)", "proved",
    ),
    "in the variance": (
        "\\frac{\\partial h_i}{\\partial \\sigma^2} = "
        "-\\frac12 (x_i - \\mu)(\\sigma^2 + \\epsilon)^{-3/2}", "proved",
    ),
    "in the variance, wrong": (
        "\\frac{\\partial h_i}{\\partial \\sigma^2} = "
        "\\frac12 (x_i - \\mu)(\\sigma^2 + \\epsilon)^{-3/2}", "refuted",
    ),
    "multiplied out": ("\\sigma^2 = \\frac{1}{m} \\sum_{i=1}^m x_i^2 - \\mu^2", "proved"),
    "normalized": (
        "\\frac{\\partial h_i}{\\partial x_j} = \\frac{1}{\\sqrt{\\sigma^2 + \\epsilon}} "
        "\\left(\\delta_{ij} - \\frac{1}{m} - \\frac{h_i h_j}{m}\\right)$, "
        "where $\\delta_{ij}$ is the Kronecker delta$", "proved",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "expected"), LINKS.values(), ids=LINKS)
def test_batch_statistics(claim, expected):
    page = f"{BATCH}${claim}$" if not claim.endswith("$") else f"{BATCH}${claim[:-1]}."
    links = [a for a in check_text("page.md", page).assertions if a.kind == "claim"]
    assert [a.verdict for a in links] == [expected], links


OTHERS = {
    "a value": ("Let $\\sigma^2 = 4$. Then $\\sigma = 2$.", [None, "proved"]),
    "the other root": ("Let $\\sigma^2 = 4$. Then $\\sigma + 1 = -1$.", [None, "refuted"]),
    "an equation": ("Solve $\\sigma^2 = 9$.", [None]),
    "another letter": ("Then $x^2 = 9$.", [None]),
    "the logistic function too": (
        "Let $\\sigma(x) = \\frac{1}{1+e^{-x}}$ and $\\sigma^2 = a$. Then $\\sigma(0) = \\frac12$.",
        [None, None, "proved"],
    ),
}


@pytest.mark.parametrize(("page", "expected"), OTHERS.values(), ids=OTHERS)
def test_what_else_is_squared(page, expected):
    assert [a.verdict for a in check_text("page.md", page).assertions] == expected
