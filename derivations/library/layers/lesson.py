"""The topic: a stack of layers worked through, and layers found for a wanted shape."""

from __future__ import annotations

from sympy import floor, symbols

from proofs.claim import Claim

from ...writeup import Block, Chain, Display, Heading, Paragraph, Writeup
from ..topic import Topic
from .fitting import check_layer, settings
from .sizes import conv, pool, through
from .tables import (
    FORMULA,
    equation,
    fits_table,
    parameter_steps,
    shape_latex,
    size_steps,
    stack_table,
    volume_steps,
)

STACK = (
    conv(32, kernel=7, stride=3, padding=2, bias=True),
    pool(2),
    conv(64, kernel=3, padding=2, dilation=2, bias=True),
)
SHAPE = (3, 96, 96)

_i, _k = symbols("i k", integer=True, positive=True)
CLAIMS = {
    "an odd kernel with half of it as padding keeps the size": Claim(
        floor(_i + 2 * _k - (2 * _k + 1)) + 1, "=", _i
    ),
    "windows that don't overlap": Claim(floor((_k * _i - _k) / _k) + 1, "=", _i),
}


def _through() -> tuple[Block, ...]:
    shapes = (SHAPE, *through(STACK, SHAPE))
    return (
        Heading("Through a stack"),
        Paragraph(
            r"Along each axis a window of $k$ cells, or of $d(k - 1) + 1$ with gaps of $d - 1$"
            r" between them, moves by $s$ cells at a time over $i$ cells with $p$ zeros at either"
            r" end. It starts at one place, and takes a step for every $s$ cells that are left:"
        ),
        Display(FORMULA),
        Chain(
            size_steps(
                96, kernel=7, stride=3, padding=2,
                opening=r"A first layer of $32$ kernels with $k = 7$, $s = 3$ and $p = 2$, on"
                rf" ${shape_latex(SHAPE)}$:",
                closing=r"All $32$ kernels have such an output, so that the shape is"
                rf" ${shape_latex(shapes[1])}$. The channels of the input count in the parameters"
                " alone.",
            )
        ),
        Chain(
            parameter_steps(
                STACK[0], SHAPE, opening="Its parameters, with a bias for each kernel:"
            )
        ),
        Paragraph("So with each layer, from the output of the one before; pooling has no weights:"),
        stack_table(STACK, SHAPE),
        Chain(volume_steps(shapes[-1], opening="The last output has as many entries as")),
    )  # fmt: skip


def _wanted() -> tuple[Block, ...]:
    fits = settings(28, 10, dilation=1)
    simplest = fits[0]
    right = check_layer(28, 10, kernel=5, stride=3, padding=2)
    wrong = check_layer(28, 10, kernel=6, stride=3, padding=1)
    return (
        Heading("A layer for a wanted size"),
        Paragraph("Which layers without dilation take $28$ cells to $10$?"),
        equation(10, 28, dilation=1),
        Paragraph(
            f"There are ${len(fits)}$ with at most $12$ cells, a stride up to $8$ and padding up"
            r" to $6$ and less than the window. Here are the simplest ones: those whose last window"
            r" ends where the cells do come first, then those with less padding, then those with a"
            r" smaller kernel."
        ),
        fits_table(fits[:5], 10),
        Chain(
            size_steps(
                28, kernel=simplest.kernel, stride=simplest.stride, padding=simplest.padding,
                opening="The first of them in steps:",
            )
        ),
        Chain(
            size_steps(
                28, kernel=5, stride=3, padding=2,
                opening=rf"Is $k = 5$, $s = 3$, $p = 2$ an answer? {_said(right.right)}",
            )
        ),
        Chain(
            size_steps(
                28, kernel=6, stride=3, padding=1,
                opening=rf"Is $k = 6$, $s = 3$, $p = 1$ one? {_said(wrong.right)}",
                closing=rf"That is ${wrong.computed}$, not $10$.",
            )
        ),
    )  # fmt: skip


def _said(right: bool) -> str:
    return "Yes:" if right else "No:"


def _write() -> Writeup:
    return Writeup("Sizes through convolution and pooling layers", (*_through(), *_wanted()))


TOPIC = Topic("layers", "Sizes through convolution and pooling layers", CLAIMS, _write)
