"""A homework of seven questions on deep learning, solved: from a rectifier's slope to layers.

The questions are those of a course's first theory sheet; every answer comes from the other topics.
"""

from __future__ import annotations

from typing import Any

from ..writeup import Block, Chain, Display, Figure, Heading, Paragraph, Writeup
from ..writing.pictures import GraphPicture
from . import networks, relu, sigmoid, softmax
from .autodiff import evaluation_trace, forward_table, graph_of, reverse_table
from .convolution import DEFINITION, MODES, convolve, window_figure
from .convolution import blocks as convolution_blocks
from .layers import (
    FORMULA,
    conv,
    equation,
    fits_table,
    parameter_steps,
    pool,
    settings,
    size_steps,
    stack_table,
    through,
    volume_steps,
)
from .topic import Topic
from .worked import in_parts, link, worked

FUNCTION = r"\frac{1}{x_1 + x_2} + x_2^2 + \cos(x_1)"
POINT = {"x_1": 3, "x_2": 6}


def rectifier() -> tuple[Block, ...]:
    """Question 1: the rectified linear unit, Heaviside's step, and the sigmoid."""
    return (
        Heading("Question 1: rectifier, step and sigmoid"),
        Paragraph(
            r"With $\frac{d}{dx} f(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}$ and Heaviside's"
            " step $H$, show that the derivative of the rectified linear unit $g$ is $H$ wherever"
            r" it exists. Write $g$ with $H$ in two ways. Show that $\sigma(k x)$ goes to $H(x)$ as"
            " $k$ grows."
        ),
        Display(relu.RELU),
        Display(relu.STEP),
        Display(sigmoid.SIGMA),
        Heading("The derivative", 2),
        *relu.derivative(),
        Heading("Two ways to write it", 2),
        relu.product_with_step(),
        relu.integral_of_step(),
        Heading("The sigmoid for large $k$", 2),
        *sigmoid.limit_to_step(),
    )


def softmax_invariances() -> tuple[Block, ...]:
    """Question 2: what changes a softmax, and how few parameters say all of it."""
    return (
        Heading("Question 2: softmax"),
        Paragraph(
            r"Show that $S(\mathbf{x} + c) = S(\mathbf{x})$ for every number $c$, but that"
            r" $S(c \mathbf{x})$ is another vector; what happens at $c = 0$, and for large $c$?"
            r" Write the softmax of two numbers with $\sigma$, and that of $K$ numbers with"
            " $K - 1$ parameters."
        ),
        Display(softmax.SOFTMAX),
        Heading("A shift", 2),
        softmax.shift(),
        Heading("A scale", 2),
        *softmax.scale(),
        *softmax.sharp_limit(),
        Heading("Two numbers", 2),
        softmax.two_classes(),
        Heading("$K - 1$ parameters", 2),
        softmax.fewer_parameters(),
    )


def two_layers() -> tuple[Block, ...]:
    """Question 3: a network with the sigmoid as one with tanh."""
    return (
        Heading(r"Question 3: from $\sigma$ to $\tanh$"),
        Paragraph(
            r"A network with two layers has $D$ inputs, $M$ hidden units and $K$ outputs; weights"
            r" with the index $0$ are biases. Show that with other parameters the same network"
            r" can be had with $\tanh$, and say which these are."
        ),
        Display(networks.NETWORK),
        *networks.sigmoid_to_tanh(),
    )


def differentiation() -> tuple[Block, ...]:
    """Question 4: forward and reverse mode for one function."""
    trace = evaluation_trace(FUNCTION, POINT)
    return (
        Heading("Question 4: automatic differentiation"),
        Paragraph(
            rf"For $y = {FUNCTION}$ at $(x_1, x_2) = (3, 6)$, write down the evaluation trace with"
            r" the derivatives along $x_1$, and with all adjoints, to four decimal places."
        ),
        Figure(
            "homework-graph",
            "The computational graph, each node with its value.",
            GraphPicture(graph_of(trace)),
        ),
        forward_table(trace, "x_1"),
        reverse_table(trace),
        Paragraph("By the usual rules, the two derivatives come to the same:"),
        *_by_hand(),
    )


def _by_hand() -> tuple[Block, ...]:
    first = worked(
        "first", rf"\frac{{\partial}}{{\partial x_1}} \left({FUNCTION}\right)",
        link(r"= -\frac{1}{(x_1 + x_2)^2} - \sin(x_1)", "the chain rule"),
        link(r"= -\frac{1}{81} - \sin(3)", "$x_1 = 3$ and $x_2 = 6$"),
        link(r"\approx -0.1535", "to four places"),
        given=["x_1 = 3", "x_2 = 6"],
    )  # fmt: skip
    second = worked(
        "second", rf"\frac{{\partial}}{{\partial x_2}} \left({FUNCTION}\right)",
        link(r"= -\frac{1}{(x_1 + x_2)^2} + 2 x_2", "the chain rule, and a power"),
        link(r"= -\frac{1}{81} + 12", "$x_1 = 3$ and $x_2 = 6$"),
        link(r"\approx 11.9877", "to four places"),
        given=["x_1 = 3", "x_2 = 6"], opening="and",
    )  # fmt: skip
    return (Chain(in_parts("by hand", first, second)),)


def convolutions() -> tuple[Block, ...]:
    """Question 5: one sequence and one kernel, in three ways."""
    out: list[Block] = [
        Heading("Question 5: three convolutions"),
        Paragraph(
            "Compute the full, the valid and the same convolution, with the kernel flipped, of"
            " $[1, 2, 3, 4]$ with $[1, 0, 2]$."
        ),
        Display(DEFINITION),
    ]
    for mode in MODES:
        found = convolve([1, 2, 3, 4], [1, 0, 2], mode)
        out += [Heading(mode.capitalize(), 2), *convolution_blocks(found)]
        figure = window_figure(found, "homework-window", "The flipped kernel on the padded input.")
        if mode == "full" and figure is not None:
            out.append(figure)
    return tuple(out)


IMAGE = (3, 256, 256)
STACK = (conv(64, kernel=8, stride=2), pool(5), conv(128, kernel=4, padding=1))


def stack_of_layers() -> tuple[Block, ...]:
    """Question 6: the output and the parameters of the last of three layers."""
    shapes = (IMAGE, *through(STACK, IMAGE))
    sides = (
        size_steps(256, kernel=8, stride=2, opening="A side of the first output is"),
        size_steps(125, kernel=5, stride=5, opening="of the second"),
        size_steps(25, kernel=4, padding=1, opening="and of the third"),
    )
    return (
        Heading("Question 6: through three layers"),
        Paragraph(
            r"A colour image of $256 \times 256$ goes through $64$ kernels of $8 \times 8$ with a"
            r" stride of $2$; max pooling over windows of $5 \times 5$ that do not overlap; and"
            r" $128$ kernels of $4 \times 4$ with a stride of $1$ and one zero around. How many"
            " numbers come out, and how many parameters has the last layer without biases?"
        ),
        Display(FORMULA),
        *(Chain(side) for side in sides),
        stack_table(STACK, IMAGE),
        Chain(volume_steps(shapes[-1], opening="The last output has")),
        Chain(parameter_steps(STACK[2], shapes[2], opening="and the last layer")),
    )


def wanted_layers() -> tuple[Block, ...]:
    """Question 7: the settings of layers for wanted shapes, the simplest of all that fit."""
    first = r"from $(3, 64, 64)$ to $(64, 32, 32)$"
    second = r"from $(64, 32, 32)$ to $(64, 8, 8)$, without padding or dilation"
    third = r"from $(64, 8, 8)$ to $(128, 4, 4)$"
    return (
        Heading("Question 7: layers for wanted shapes"),
        Paragraph(
            "Find the window $k$, stride $s$, padding $p$ and dilation $d$ of square layers that"
            " give the wanted shapes. There are many; these are the simplest."
        ),
        Heading(f"The first layer, {first}", 2),
        *_layer("With $k = 8$ and $d = 1$:", 64, 32, kernel=8, dilation=1),
        *_layer("With $d = 7$ and $s = 2$:", 64, 32, dilation=7, stride=2),
        Heading(f"The second layer, {second}", 2),
        *_pooling(),
        Chain(size_steps(32, kernel=8, stride=4,
                         opening="With $k = 8$ and $s = 4$ instead, a side has only",
                         closing="so the output is of shape $(64, 7, 7)$.")),
        Heading(f"The last layer, {third}", 2),
        *_layer("Without padding or dilation:", 8, 4, padding=0, dilation=1),
        *_layer("With $d = 2$ and $p = 2$:", 8, 4, padding=2, dilation=2),
        *_layer("With $d = 1$ and $p = 1$:", 8, 4, padding=1, dilation=1),
    )  # fmt: skip


def _pooling() -> tuple[Block, ...]:
    """The window whose stride is its own size."""
    fits = settings(32, 8, padding=0, dilation=1, overlapping=False)
    return (
        Paragraph("Pooling with windows that do not overlap, $k = s$:"),
        fits_table(fits, 8),
    )


def _layer(given: str, size: int, wanted: int, **known: Any) -> tuple[Block, ...]:
    """What has to hold, the simplest settings, and the first of them in steps."""
    fits = settings(size, wanted, **known)
    simplest = fits[0]
    steps = size_steps(
        size, kernel=simplest.kernel, stride=simplest.stride, padding=simplest.padding,
        dilation=simplest.dilation, opening="The first in steps:",
    )  # fmt: skip
    return (
        Paragraph(given),
        equation(wanted, size, **known),
        fits_table(fits[:3], wanted),
        Chain(steps),
    )


def _write() -> Writeup:
    questions = (
        rectifier, softmax_invariances, two_layers, differentiation, convolutions,
        stack_of_layers, wanted_layers,
    )  # fmt: skip
    blocks = tuple(block for question in questions for block in question())
    return Writeup("Homework: the theory of deep learning", blocks)


CLAIMS = {
    **relu.CLAIMS,
    **{
        name: softmax.CLAIMS[name]
        for name in ("shift", "scale 0", "two classes", "K - 1 parameters")
    },
    **networks.CLAIMS,
}
TOPIC = Topic("homework", "Homework: the theory of deep learning", CLAIMS, _write)
