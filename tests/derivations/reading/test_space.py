r"""Vectors of the plane and of space on pages: `\mathbf{i}`, angle brackets, cross products."""

from __future__ import annotations

import pytest

from derivations import ReadingError, read

from .pages import verdicts

LET = r"Let $\mathbf{u} = \langle 1, 2, 2 \rangle$ and $\mathbf{v} = \langle 2, 0, -1 \rangle$. "
PLANE = r"Let $\mathbf{p} = 3\mathbf{i} - 4\mathbf{j}$ and $\mathbf{q} = \mathbf{i} + \mathbf{j}$. "
PAGES = {
    "sums by components": (
        PLANE + r"$$\mathbf{p} + 2\mathbf{q} = (3 + 2)\mathbf{i} + (-4 + 2)\mathbf{j}"
        r" = 5\mathbf{i} - 2\mathbf{j} = 5\mathbf{i} + 2\mathbf{j}$$",
        ["definition", "definition", "proved", "proved", "refuted"],
    ),
    "length": (
        PLANE + r"$|\mathbf{p}| = \sqrt{9 + 16} = 5$ and $|\mathbf{p}| = 7$.",
        ["definition", "definition", "proved", "proved", "refuted"],
    ),
    "scalar product": (
        LET + r"$\mathbf{u} \cdot \mathbf{v} = 2 + 0 - 2 = 0$.",
        ["definition", "definition", "proved", "proved"],
    ),
    "cross product": (
        LET + r"$$\mathbf{u} \times \mathbf{v} = \begin{vmatrix} \mathbf{i} & \mathbf{j} &"
        r" \mathbf{k} \\ 1 & 2 & 2 \\ 2 & 0 & -1 \end{vmatrix} = \mathbf{i}(-2 - 0)"
        r" - \mathbf{j}(-1 - 4) + \mathbf{k}(0 - 4) = -2\mathbf{i} + 5\mathbf{j} - 4\mathbf{k}$$",
        ["definition", "definition", "proved", "proved", "proved"],
    ),
    "the order of a cross product": (
        LET + r"$\mathbf{u} \times \mathbf{v} = \mathbf{v} \times \mathbf{u}$.",
        ["definition", "definition", "refuted"],
    ),
    "given by if": (
        r"See if $\mathbf{a} = \langle 1, 2 \rangle$ and $\mathbf{b} = \langle 2, 4 \rangle$ are"
        r" parallel: $\mathbf{b} = 2\mathbf{a}$.",
        ["definition", "definition", "proved"],
    ),
    "an unknown in a vector": (
        r"Let $\mathbf{u} = \langle 1, 0, 1 \rangle$ and $\mathbf{w} = \langle s, 1, 0 \rangle$."
        r" We want $\mathbf{u} \cdot \mathbf{w} = 1$.",
        ["definition", "definition", "constraint"],
    ),
    "vectors that nothing defines": (
        r"Here $\mathbf{u} + \mathbf{v} = 5\mathbf{i} - 3\mathbf{j}$.", ["undecided"]
    ),
    "a cross product of what is not known": (
        r"We have $\mathbf{c} = \mathbf{u} \times \mathbf{v}$.", ["D007"]
    ),
    "two lengths": (
        r"Let $\mathbf{a} = \langle 1, 2 \rangle$. Then $\mathbf{a} = \langle 1, 2, 0 \rangle$.",
        ["definition", "D012"],
    ),
    "entries of an i of its own": (
        r"Let $\mathbf{i} = \langle 2, 1 \rangle$ and $\mathbf{j} = \langle 0, 1 \rangle$."
        r" Then $\mathbf{i} + \mathbf{j} = \langle 2, 2 \rangle$.",
        ["definition", "definition", "proved"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAGES.values(), ids=PAGES.keys())
def test_links_are(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


@pytest.mark.parametrize("latex", [r"\langle x, y \rangle", r"\langle x \rangle"])
def test_is_in_doubt(latex: str) -> None:
    with pytest.raises(ReadingError):
        read(latex)
