r"""The sigmoid $\sigma(x) = 1/(1 + e^{-x})$: its slope, its symmetry, and its limit."""

from __future__ import annotations

from sympy import Derivative, Function, Lambda, exp, log, symbols

from proofs.claim import Claim

from ..writeup import Chain, Display, Heading, Writeup
from .topic import Topic
from .worked import link, worked

_x = symbols("x")


class sigmoid(Function):
    r"""The logistic function, $1/(1 + e^{-x})$, of a real number; its values lie between 0 and 1.

    >>> sigmoid.definition(0)
    1/2
    """

    definition = Lambda(_x, 1 / (1 + exp(-_x)))


class softplus(Function):
    r"""$\log(1 + e^x)$, of a real number.

    >>> softplus.definition(0)
    log(2)
    """

    definition = Lambda(_x, log(1 + exp(_x)))


SIGMA = r"\sigma(t) = \frac{1}{1 + e^{-t}}"
CLAIMS = {
    "slope": Claim(Derivative(sigmoid(_x), _x), "=", sigmoid(_x) * (1 - sigmoid(_x))),
    "symmetry": Claim(sigmoid(_x) + sigmoid(-_x), "=", 1),
    "slope of softplus": Claim(Derivative(softplus(_x), _x), "=", sigmoid(_x)),
}


def _slope() -> Chain:
    return Chain(
        worked(
            "slope",
            r"\frac{d}{dx} \sigma(x)",
            link(r"= \frac{d}{dx} (1 + e^{-x})^{-1}", r"the definition of $\sigma$"),
            link(r"= -(1 + e^{-x})^{-2} \cdot (-e^{-x})", "the chain rule, twice"),
            link(r"= \frac{e^{-x}}{(1 + e^{-x})^2}", "the two signs cancel"),
            link(
                r"= \frac{1}{1 + e^{-x}} \cdot \frac{(1 + e^{-x}) - 1}{1 + e^{-x}}",
                "split into two factors, and add and subtract $1$ above",
            ),
            link(r"= \sigma(x) (1 - \sigma(x))", r"the definition of $\sigma$ again"),
            definitions=[SIGMA],
        )
    )


def _write() -> Writeup:
    return Writeup("The sigmoid", (Display(SIGMA), Heading("Its slope"), _slope()))


TOPIC = Topic("sigmoid", "The sigmoid", CLAIMS, _write)
