r"""The rectified linear unit $g(x) = \max\{0, x\}$: its derivative, and other ways to write it."""

from __future__ import annotations

from sympy import (
    Abs,
    Derivative,
    Function,
    Heaviside,
    Integral,
    Lambda,
    Limit,
    Max,
    Ne,
    Rational,
    oo,
    symbols,
)

from proofs.claim import Claim

from ..writeup import Block, Chain, Display, Heading, Paragraph, Writeup
from .topic import Topic
from .worked import in_parts, link, worked

_x, _t, _c = symbols("x t c")
_h = symbols("h")


class relu(Function):
    r"""$\max\{0, x\}$, of a real number.

    >>> relu.definition(-3)
    0
    """

    definition = Lambda(_x, Max(0, _x))


class step(Function):
    r"""Heaviside's step function: 0 below 0, 1 above 0, and 1/2 at 0.

    >>> step.definition(0)
    1/2
    """

    definition = Lambda(_x, Heaviside(_x, Rational(1, 2)))


RELU = r"g(t) = \max\{0, t\}"
STEP = (
    r"H(t) = \begin{cases} 1 & \text{if } t > 0 \\ \frac{1}{2} & \text{if } t = 0 \\"
    r" 0 & \text{if } t < 0 \end{cases}"
)


def _slope_at(point: object, direction: str) -> Limit:
    """The limit that the derivative of relu at a point is, from one side or both."""
    return Limit((relu(point + _h) - relu(point)) / _h, _h, 0, direction)


CLAIMS = {
    "slope above 0": Claim(_slope_at(_x, "+-"), "=", 1, given=[_x > 0]),
    "slope below 0": Claim(_slope_at(_x, "+-"), "=", 0, given=[_x < 0]),
    "slope": Claim(Derivative(relu(_x), _x), "=", step(_x), given=[Ne(_x, 0)]),
    "slope at 0 from the right": Claim(_slope_at(0, "+"), "=", 1),
    "slope at 0 from the left": Claim(_slope_at(0, "-"), "=", 0),
    "no slope at 0": Claim.diverges(_slope_at(0, "+-")),
    "product with the step": Claim(relu(_x), "=", _x * step(_x)),
    "integral of the step": Claim(relu(_x), "=", Integral(step(_t), (_t, -oo, _x))),
    "mean with the absolute value": Claim(relu(_x), "=", (_x + Abs(_x)) / 2),
    "positively homogeneous": Claim(relu(_c * _x), "=", _c * relu(_x), given=[_c >= 0]),
}

_QUOTIENT = r"\frac{g(x + h) - g(x)}{h}"
_AT_ZERO = r"\frac{g(0 + h) - g(0)}{h}"


def derivative() -> tuple[Block, ...]:
    r"""The derivative of $\max\{0, x\}$ from its definition, in three cases."""
    above = worked(
        "above", rf"\lim_{{h \to 0}} {_QUOTIENT}",
        link(r"= \lim_{h \to 0} \frac{(x + h) - x}{h}", "$x > 0$, and so is $x + h$ for small $h$"),
        link(r"= \lim_{h \to 0} \frac{h}{h}", "subtract"),
        link("= 1", r"$h \neq 0$ cancels"),
        definitions=[RELU], given=["x > 0"], opening="Let $x > 0$.",
    )  # fmt: skip
    below = worked(
        "below", rf"\lim_{{h \to 0}} {_QUOTIENT}",
        link(r"= \lim_{h \to 0} \frac{0 - 0}{h}", "$x < 0$, and so is $x + h$ for small $h$"),
        link("= 0", "the limit of a constant"),
        definitions=[RELU], given=["x < 0"], opening="Let $x < 0$.",
    )  # fmt: skip
    right = worked(
        "right", rf"\lim_{{h \to 0^+}} {_AT_ZERO}",
        link(r"= \lim_{h \to 0^+} \frac{h - 0}{h}", "$h > 0$"),
        link("= 1", r"$h \neq 0$ cancels"),
        definitions=[RELU], opening="At $x = 0$ we look at each side by itself. From the right,",
    )  # fmt: skip
    left = worked(
        "left", rf"\lim_{{h \to 0^-}} {_AT_ZERO}",
        link(r"= \lim_{h \to 0^-} \frac{0 - 0}{h}", "$h < 0$"),
        link("= 0", "the limit of a constant"),
        definitions=[RELU], opening="and from the left,",
    )  # fmt: skip
    closing = (
        "The two sides differ, so $g$ has no derivative at $0$. Everywhere else its derivative is"
        " $H(x)$: $1$ for $x > 0$, and $0$ for $x < 0$."
    )
    return (Chain(in_parts("derivative", above, below, right, left, closing=closing)),)


def product_with_step() -> Chain:
    """$g(x) = x H(x)$, by the sign of $x$."""
    known = [RELU, STEP]
    cases = [
        worked("positive", "g(x)", link("= x", "$x > 0$"), link(r"= x \cdot 1", "a factor of $1$"),
               link("= x H(x)", "$H(x) = 1$ for $x > 0$"),
               definitions=known, given=["x > 0"], opening="For $x > 0$,"),
        worked("zero", "g(0)", link("= 0", r"the larger of $0$ and $0$"),
               link(r"= 0 \cdot H(0)", r"whatever $H(0)$ is"),
               definitions=known, opening="for $x = 0$,"),
        worked("negative", "g(x)", link("= 0", "$x < 0$"), link(r"= x \cdot 0", "a factor of $0$"),
               link("= x H(x)", "$H(x) = 0$ for $x < 0$"),
               definitions=known, given=["x < 0"], opening="and for $x < 0$,"),
    ]  # fmt: skip
    return Chain(in_parts("product", *cases, opening="The first is the product $x H(x)$."))


def integral_of_step() -> Chain:
    r"""$g(x) = \int_{-\infty}^x H(t) \, dt$, by the sign of $x$."""
    known = [RELU, STEP]
    cases = [
        worked("positive", r"\int_{-\infty}^x H(t) dt",
               link(r"= \int_{-\infty}^0 0 \, dt + \int_0^x 1 \, dt",
                    "split at $0$; one point changes no integral"),
               link("= 0 + x", "integrals of constants"), link("= g(x)", "$x > 0$"),
               definitions=known, given=["x > 0"], opening="For $x > 0$,"),
        worked("negative", r"\int_{-\infty}^x H(t) dt",
               link(r"= \int_{-\infty}^x 0 \, dt", "$H(t) = 0$ for $t < 0$"),
               link("= 0", "the integral of $0$"), link("= g(x)", r"$x \le 0$"),
               definitions=known, given=[r"x \le 0"], opening=r"and for $x \le 0$,"),
    ]  # fmt: skip
    opening = "The second is the area below the step, from the far left up to $x$."
    return Chain(in_parts("integral", *cases, opening=opening))


def mean_with_absolute_value() -> Chain:
    """$g(x) = (x + |x|)/2$, by the sign of $x$."""
    cases = [
        worked("positive", r"\frac{x + |x|}{2}", link(r"= \frac{x + x}{2}", r"$|x| = x$"),
               link("= x", "add and halve"), link("= g(x)", r"$x \ge 0$"),
               definitions=[RELU], given=[r"x \ge 0"], opening=r"For $x \ge 0$,"),
        worked("negative", r"\frac{x + |x|}{2}", link(r"= \frac{x - x}{2}", "$|x| = -x$"),
               link("= 0", "subtract"), link("= g(x)", "$x < 0$"),
               definitions=[RELU], given=["x < 0"], opening="and for $x < 0$,"),
    ]  # fmt: skip
    return Chain(in_parts("mean", *cases, opening="The third needs no step at all."))


def _write() -> Writeup:
    return Writeup(
        "The rectified linear unit",
        (
            Paragraph(
                "The rectified linear unit keeps what is positive and drops the rest. Heaviside's"
                " step tells the two apart; at $0$ it takes the value halfway."
            ),
            Display(RELU),
            Display(STEP),
            Heading("Its derivative"),
            Paragraph(
                r"The derivative of $g$ at $x$ is the limit of $\frac{g(x + h) - g(x)}{h}$ as $h$"
                " goes to $0$, where that limit exists."
            ),
            *derivative(),
            Heading("Three other ways to write it"),
            product_with_step(),
            integral_of_step(),
            mean_with_absolute_value(),
        ),
    )


TOPIC = Topic("relu", "The rectified linear unit", CLAIMS, _write)
