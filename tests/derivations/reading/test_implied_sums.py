"""Sums whose sign a page leaves out, as it says: Einstein's convention."""

from __future__ import annotations

import pytest

from .pages import report, verdicts

SAYS = r"In Einstein notation sums over repeated indices are implied. "
TARGET = r"The target $y$ is one-hot, $y \in \mathbb{R}^n$, $z \in \mathbb{R}^n$. "

IMPLIED = {
    "a sum left out": (r"$\sum_{i=1}^n a_i b_i = a_i b_i$", "proved"),
    "over two indices": (
        r"Let $y_i = \sum_{j=1}^n A_{ij} x_j$. Then $w_k y_i z_i = w_k A_{ij} x_j z_i$", "proved"
    ),
    "the names of bound indices": (r"$a_i b_i = a_j b_j$", "proved"),
    "by a delta": (TARGET + r"$$ y_a z_b \delta_{ac} = y_c z_b $$", "proved"),
    "by a delta, the wrong one": (r"$$ u_a v_b \delta_{ac} = u_b v_c $$", "refuted"),
    "in one term, and so in the others": (
        TARGET + r"$$ -y_a \delta_{ab} + y_a z_b = -y_b + z_b $$", "proved"
    ),
    "a factor of a sum of two": (r"$$ (a_i + b_i) c_i = a_i c_i + b_i c_i $$", "proved"),
    "inside a function": (r"$$ e^{a_i b_i} = \prod_{i=1}^n e^{a_i b_i} $$", "proved"),
    "a square of a sum, or a sum of squares": (
        r"$$ (u_i v_i)(u_i v_i) = u_i u_i v_i v_i $$", "D005"
    ),
    "a quotient of sums, or a sum of quotients": (
        r"$$ \frac{a_i b_i}{c_i c_i} = \frac{a_i}{c_i} \frac{b_i}{c_i} $$", "D005"
    ),
    "a factor taken out of the sum": (r"$$ c_k a_i b_i = a_i b_i c_k $$", "proved"),
    "not a factor of the sum": (
        r"Let $a, b \in \mathbb{R}^n$. $$ (a_i b_i)(a_j b_j) = a_i a_i b_j b_j $$", "refuted"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), IMPLIED.values(), ids=IMPLIED.keys())
def test_sums_are_implied(text: str, verdict: str) -> None:
    assert verdicts(SAYS + text)[-1] == verdict


UNSAID = {
    "no words about it": r"$\sum_{i=1}^n a_i b_i = a_i b_i$",
    "words against it": (
        r"There is no summation over repeated indices. $\sum_{i=1}^n a_i b_i = a_i b_i$"
    ),
    "only the man": r"Einstein wrote this. $\sum_{i=1}^n a_i b_i = a_i b_i$",
}


@pytest.mark.parametrize("text", UNSAID.values(), ids=UNSAID.keys())
def test_sums_are_not_implied(text: str) -> None:
    assert verdicts(text)[-1] != "proved"


def test_an_implied_sum_is_told() -> None:
    (link,) = report(SAYS + r"$c_k a_i b_i = a_i b_i c_k$").assertions
    assert "the sum over i is implied" in link.reading
