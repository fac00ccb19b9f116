r"""Sums over all but one index, `\sum_{i \neq j}`."""

from __future__ import annotations

import pytest

from .pages import verdicts

SUMS = {
    "a double sum": (
        r"$\sum_{k \neq l} u_k u_l = (\sum_k u_k)^2 - \sum_k u_k^2$.", "undecided"
    ),
    "a double sum of two vectors": (
        r"$\sum_{k \neq l} u_k v_l = \sum_{k \neq l} v_k u_l$.", "undecided"
    ),
    "in a definition": (
        r"$g(u) = \sum_{k \neq l} u_k u_l$. $g(u) = (\sum_k u_k)^2 - \sum_k u_k^2$.", "undecided"
    ),
    "over two, with a sum for each": (
        r"$\sum_{k=1}^n \sum_{l \neq k} u_k u_l = (\sum_{k=1}^n u_k)^2 - \sum_{k=1}^n u_k^2$.",
        "proved",
    ),
    "over two, wrong": (
        r"$\sum_{k=1}^n \sum_{l \neq k} u_k u_l = (\sum_{k=1}^n u_k)^2 + \sum_{k=1}^n u_k^2$.",
        "refuted",
    ),
    "over one, wrong": (r"$\sum_{k \neq l} u_k = \sum_k u_k + u_l$.", "refuted"),
    "over one, of a softmax": (
        r"$q_l = \frac{e^{z_l}}{\sum_k e^{z_k}}$. $q_l = 2 \sum_{k \neq l} q_k$.", "refuted"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), SUMS.values(), ids=SUMS.keys())
def test_sums(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict
