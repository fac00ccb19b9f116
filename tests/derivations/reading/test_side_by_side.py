r"""Equations side by side in the columns of a display: each goes on in its own column."""

from __future__ import annotations

import pytest

from .pages import verdicts


def display(*rows: str, name: str = "aligned", argument: str = "") -> str:
    body = r" \\ ".join(rows)
    return rf"$$\begin{{{name}}}{argument} {body} \end{{{name}}}$$"


BOTH = "s + s &= 2s & t + t &= 2t"
COLUMNS = {
    "both go on": (display(BOTH, r"&= s \cdot 2 & &= t \cdot 2"), ["proved"] * 4),
    "both go on, the first wrong": (
        display(BOTH, r"&= s \cdot 3 & &= t \cdot 2"), ["proved", "refuted", "proved", "proved"]
    ),
    "both go on, the second wrong": (
        display(BOTH, r"&= s \cdot 2 & &= t \cdot 3"), ["proved", "proved", "proved", "refuted"]
    ),
    "crossed": (
        display(BOTH, r"&= t \cdot 2 & &= s \cdot 2"),
        ["proved", "constraint", "proved", "constraint"],
    ),
    "the first goes on": (display(BOTH, r"&= s \cdot 2"), ["proved"] * 3),
    "the second goes on": (display(BOTH, r"& & &= t \cdot 2"), ["proved"] * 3),
    "the second goes on from the first": (
        display(BOTH, r"& & &= s \cdot 2"), ["proved", "proved", "constraint"]
    ),
    "with operators": (display("s + 1 &= s & t + 2 &= t", "&+ 1 & &+ 2"), ["proved"] * 2),
    "with an operator beside a condition": (
        display(r"|s| + 1 &= s & s &> 0", "&+ 1"), ["proved", "assumption"]
    ),
    "with an operator beside a reason": (
        display(r"s + 1 &= s && \text{by (2)}", "&+ 1"), ["proved"]
    ),
    "columns of alignat": (display(BOTH, name="alignat*", argument="{2}"), ["proved"] * 2),
    "chains in alignat": (
        display(BOTH, r"&= s \cdot 2 & &= t \cdot 2", name="alignat", argument="{2}"),
        ["proved"] * 4,
    ),
    "a factor in align": (display("{2}s &= s + s", name="align"), ["proved"]),
    "a display set at its top": (display("s + s &= 2s", argument="[t]"), ["proved"]),
    "reasons stay in their rows": (
        display(r"s + s &= 2s && \text{as above}", r"&= 3s - s && (3)"), ["proved"] * 2
    ),
    "rows that don't go on": (display(BOTH, "s &= 2s - s & t &= 3t - 2t"), ["proved"] * 4),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COLUMNS.values(), ids=COLUMNS.keys())
def test_columns(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected
