"""Norms, typed in either way, and what stands in them and beside them: vectors."""

from __future__ import annotations

import pytest

from derivations.documents import check_text
from derivations.reading.sources.tokens import tokenize

SPACES = (
    "Let $A \\in \\mathbb{R}^{m\\times n}$, $b \\in \\mathbb{R}^m$, $x, u \\in \\mathbb{R}^n$.\n\n"
)
LINKS = {
    "gradient of a square": ("\\nabla_x \\|x\\|^2 = 2x", "proved"),
    "of a distance": ("\\nabla_x ||x - u||^2 = 2(x - u)", "proved"),
    "half of it": ("\\nabla_x ||x - u||^2 = x - u", "refuted"),
    "least squares": ("\\nabla_x \\|Ax - b\\|^2 = 2A^T(Ax - b)", "proved"),
    "without the transpose": ("\\nabla_x \\|Ax - b\\|^2 = A^T(Ax - b)", "refuted"),
    "ridge": (
        "\\nabla_x (\\frac12 \\|Ax - b\\|^2 + \\lambda \\|x\\|^2) = A^T(Ax - b) + 2\\lambda x",
        "proved",
    ),
    "a kernel": ("\\nabla_x \\exp(-||x - u||^2) = -2(x - u) \\exp(-||x - u||^2)", "proved"),
    "a square multiplied out": ("\\|x - u\\|^2 = \\|x\\|^2 - 2 x^T u + \\|u\\|^2", "proved"),
    "no mixed term": ("\\|x + u\\|^2 = \\|x\\|^2 + \\|u\\|^2", "refuted"),
    "a bracket transposed": ("(Ax - b)^T(Ax - b) = x^TA^TAx - 2b^TAx + b^Tb", "proved"),
    "and wrong": ("(Ax - b)^T(Ax - b) = x^TA^TAx - b^TAx + b^Tb", "refuted"),
    "a multiple of the identity": (
        "2A^T(Ax - b) + 2\\lambda x = 2(A^T A + \\lambda I) x - 2 A^T b", "proved"
    ),
    "another multiple": (
        "2A^T(Ax - b) + 2\\lambda x = 2(A^T A + 2\\lambda I) x - 2 A^T b", "refuted"
    ),
    "a product of absolute values": ("|s||t| = |st|", "proved"),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "expected"), LINKS.values(), ids=LINKS)
def test_links(claim, expected):
    link = check_text("page.md", f"{SPACES}${claim}$").assertions[-1]
    assert link.verdict == expected, link


@pytest.mark.parametrize(
    ("latex", "norms"),
    [
        ("||x||", 2), ("\\exp(-||x - y||^2)", 2), ("KL(P || Q)", 0), ("KL(P||Q) + KL(Q||P)", 0),
        ("|x||y|", 0), ("||x| - |y||", 0), ("\\nabla_x ||x||", 2), ("||x|| + ||y||", 4),
        ("p(x) || q(x)", 0),
    ],
)  # fmt: skip
def test_two_bars(latex, norms):
    assert sum(t.text == "\\|" for t in tokenize(latex)) == norms


def test_an_identity_that_is_something_else():
    page = "Let $I = 3$. Let $A \\in \\mathbb{R}^{n\\times n}$. Then $A + I = I + A$."
    assert check_text("page.md", page).assertions[-1].verdict == "undecided"


def test_beside_a_norm_undeclared_names_stay_as_they_are():
    page = "$\\|x - y\\|^2 = \\|x\\|^2 - 2 x^T y + \\|y\\|^2$ and $x^2 - y^2 = (x-y)(x+y)$"
    assert [a.verdict for a in check_text("page.md", page).assertions] == ["proved", "proved"]
