"""A homework on deep learning, solved: from the derivative of a rectifier to automatic
differentiation.

The questions are those of a course's first theory sheet; every answer comes from the other topics.
"""

from __future__ import annotations

from ..writeup import Block, Chain, Display, Figure, Heading, Paragraph, Writeup
from ..writing.pictures import GraphPicture
from . import networks, relu, sigmoid, softmax
from .autodiff import evaluation_trace, forward_table, graph_of, reverse_table
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


def _write() -> Writeup:
    blocks = (*rectifier(), *softmax_invariances(), *two_layers(), *differentiation())
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
