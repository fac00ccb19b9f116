r"""The topic: forward and reverse mode on one function, and what they have in common."""

from __future__ import annotations

from sympy import Derivative, E, Eq, Rational, exp, symbols

from proofs.claim import Claim

from ...writeup import Block, Chain, Heading, Items, Paragraph, Writeup
from ..topic import Topic
from ..worked import link, worked
from .graph import graph_figure
from .tables import forward_table, reverse_table
from .trace import Trace
from .tracing import evaluation_trace

FUNCTION = r"x_1 e^{x_1 x_2} + \frac{x_2}{x_1}"
POINT = {"x_1": 2, "x_2": Rational(1, 2)}

_x1, _x2 = symbols("x_1 x_2")
_f = _x1 * exp(_x1 * _x2) + _x2 / _x1
_AT = (Eq(_x1, 2), Eq(_x2, Rational(1, 2)))
CLAIMS = {
    "slope along x_1": Claim(
        Derivative(_f, _x1), "=", (1 + _x1 * _x2) * exp(_x1 * _x2) - _x2 / _x1**2
    ),
    "slope along x_2": Claim(Derivative(_f, _x2), "=", _x1**2 * exp(_x1 * _x2) + 1 / _x1),
    "slope along x_1 at the point": Claim(
        (1 + _x1 * _x2) * exp(_x1 * _x2) - _x2 / _x1**2, "=", 2 * E - Rational(1, 8), given=_AT
    ),
    "slope along x_2 at the point": Claim(
        _x1**2 * exp(_x1 * _x2) + 1 / _x1, "=", 4 * E + Rational(1, 2), given=_AT
    ),
    "the first in decimals": Claim(2 * E - Rational(1, 8), "=", Rational("5.3116"), digits=4),
    "the second in decimals": Claim(4 * E + Rational(1, 2), "=", Rational("11.3731"), digits=4),
}


def modes(trace: Trace, direction: object, *, decimals: int = 4) -> tuple[Block, ...]:
    """Both modes for a trace: forward along a direction, and reverse, each as a table."""
    return (
        Heading("Forward mode", 2),
        Paragraph(
            r"Each $v_k$ carries its derivative $\dot{v}_k$ along one direction with it. A row of"
            r" the lower part is the chain rule for the row of the upper part: the derivative in"
            r" each operand, times the derivative of that operand."
        ),
        forward_table(trace, direction, decimals=decimals),
        Heading("Reverse mode", 2),
        Paragraph(
            r"Each $v_k$ gets its adjoint $\bar{v}_k$, the derivative of the output in it. Rows are"
            r" worked out from the output back. A variable that was used more than once gets a"
            r" share from each use: the second share is added to the first in place, as in"
            r" $\bar{v}_j = \bar{v}_j + \bar{v}_k \frac{\partial v_k}{\partial v_j}$, where the"
            r" $\bar{v}_j$ on the right is the one of the row before."
        ),
        reverse_table(trace, decimals=decimals),
    )


def by_hand() -> tuple[Block, ...]:
    """The two derivatives by the usual rules, and at the point."""
    return (
        Chain(
            worked(
                "along x_1",
                rf"\frac{{d}}{{dx_1}} \left({FUNCTION}\right)",
                link(
                    r"= e^{x_1 x_2} + x_1 e^{x_1 x_2} x_2 - \frac{x_2}{x_1^2}",
                    "product rule, chain rule, and a quotient",
                ),
                link(
                    r"= (1 + x_1 x_2) e^{x_1 x_2} - \frac{x_2}{x_1^2}", "factor out $e^{x_1 x_2}$"
                ),
                opening="Along $x_1$:",
                closing=r"At $(2, \frac{1}{2})$ that is $2e - \frac{1}{8} \approx 5.3116$.",
            )
        ),
        Chain(
            worked(
                "along x_2",
                rf"\frac{{d}}{{dx_2}} \left({FUNCTION}\right)",
                link(
                    r"= x_1 e^{x_1 x_2} x_1 + \frac{1}{x_1}",
                    "chain rule, and $x_2$ over what is constant",
                ),
                link(r"= x_1^2 e^{x_1 x_2} + \frac{1}{x_1}", "two factors $x_1$"),
                opening="Along $x_2$:",
                closing=r"At $(2, \frac{1}{2})$ that is $4e + \frac{1}{2} \approx 11.3731$.",
            )
        ),
    )


def _write() -> Writeup:
    trace = evaluation_trace(FUNCTION, POINT)
    blocks: tuple[Block, ...] = (
        Heading("The evaluation trace"),
        Paragraph(
            rf"To differentiate $y = {FUNCTION}$ by machine, write it as a list of assignments with"
            r" one elementary operation each. The inputs are $v_{-1} = x_1$ and $v_0 = x_2$; what"
            r" is worked out is $v_1, v_2, \dots$ The product $x_1 x_2$ would be one variable even"
            r" if it occurred twice. All values in the tables are exact, and rounded only where"
            r" they are shown."
        ),
        graph_figure(trace, "autodiff"),
        *modes(trace, "x_1"),
        Heading("Both against the derivative by hand"),
        *by_hand(),
        Heading("Which mode to take"),
        Items(
            (
                r"Forward mode gives the derivative of every output along one direction;"
                r" a gradient with $n$ entries takes $n$ sweeps.",
                r"Reverse mode gives the derivative of one output in every input, in one sweep"
                r" back; but all $v_k$ have to be kept until then. A loss has one value and many"
                r" parameters: back-propagation is reverse mode.",
                r"Each sweep takes a small multiple of the time that the function itself takes.",
            )
        ),
    )
    return Writeup("Automatic differentiation", blocks)


TOPIC = Topic("autodiff", "Automatic differentiation", CLAIMS, _write)
