r"""The sigmoid $1/(1 + e^{-x})$: slope, symmetry, softplus, tanh, and the limit to a step."""

from __future__ import annotations

from fractions import Fraction

from sympy import Abs, Derivative, Function, Lambda, Limit, exp, log, oo, symbols, tanh

from proofs.claim import Claim
from proofs.translation import from_sympy

from ..writeup import Block, Chain, Display, Figure, Heading, Paragraph, Writeup
from ..writing.pictures import towards_limit
from .relu import STEP, relu, step
from .topic import Topic
from .worked import in_parts, link, worked

_x, _k = symbols("x k")


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
SOFTPLUS = r"\zeta(t) = \log(1 + e^t)"

CLAIMS = {
    "slope": Claim(Derivative(sigmoid(_x), _x), "=", sigmoid(_x) * (1 - sigmoid(_x))),
    "symmetry": Claim(sigmoid(-_x), "=", 1 - sigmoid(_x)),
    "above 0": Claim(0, "<", sigmoid(_x)),
    "below 1": Claim(sigmoid(_x), "<", 1),
    "hyperbolic tangent": Claim(sigmoid(_x), "=", (1 + tanh(_x / 2)) / 2),
    "limit": Claim(Limit(sigmoid(_k * _x), _k, oo), "=", step(_x)),
    "distance to the step": Claim(
        Abs(sigmoid(_k * _x) - step(_x)), "<=", exp(-_k * Abs(_x)), given=[_k > 0, _x**2 > 0]
    ),
    "slope of softplus": Claim(Derivative(softplus(_x), _x), "=", sigmoid(_x)),
    "difference of softplus": Claim(softplus(_x) - softplus(-_x), "=", _x),
    "limit of softplus": Claim(Limit(softplus(_k * _x) / _k, _k, oo), "=", relu(_x)),
}


def slope() -> Chain:
    r"""$\sigma' = \sigma (1 - \sigma)$."""
    return Chain(
        worked(
            "slope", r"\frac{d}{dx} \sigma(x)",
            link(r"= \frac{d}{dx} (1 + e^{-x})^{-1}", r"the definition of $\sigma$"),
            link(r"= -(1 + e^{-x})^{-2} \cdot (-e^{-x})", "the chain rule, twice"),
            link(r"= \frac{e^{-x}}{(1 + e^{-x})^2}", "the two signs cancel"),
            link(r"= \frac{1}{1 + e^{-x}} \cdot \frac{e^{-x}}{1 + e^{-x}}", "split into factors"),
            link(r"= \frac{1}{1 + e^{-x}} \cdot \frac{(1 + e^{-x}) - 1}{1 + e^{-x}}",
                 "add and subtract $1$"),
            link(r"= \frac{1}{1 + e^{-x}} \left(1 - \frac{1}{1 + e^{-x}}\right)",
                 "divide each term"),
            link(r"= \sigma(x) (1 - \sigma(x))", r"the definition of $\sigma$"),
            definitions=[SIGMA],
        )
    )  # fmt: skip


def symmetry() -> Chain:
    r"""$1 - \sigma(x) = \sigma(-x)$."""
    return Chain(
        worked(
            "symmetry", r"1 - \sigma(x)",
            link(r"= \frac{(1 + e^{-x}) - 1}{1 + e^{-x}}", "one denominator"),
            link(r"= \frac{e^{-x}}{1 + e^{-x}}", "subtract"),
            link(r"= \frac{1}{e^x + 1}", "multiply above and below by $e^x$"),
            link(r"= \sigma(-x)", r"the definition of $\sigma$"),
            definitions=[SIGMA],
        )
    )  # fmt: skip


def as_tanh() -> Chain:
    r"""$\sigma(x) = (1 + \tanh(x/2))/2$."""
    return Chain(
        worked(
            "tanh", r"\frac{1}{2} \left(1 + \tanh \frac{x}{2}\right)",
            link(r"= \frac{1}{2} \left(1 + \frac{e^{x/2} - e^{-x/2}}{e^{x/2} + e^{-x/2}}\right)",
                 r"the definition of $\tanh$"),
            link(r"= \frac{1}{2} \cdot \frac{2 e^{x/2}}{e^{x/2} + e^{-x/2}}", "one denominator"),
            link(r"= \frac{1}{1 + e^{-x}}", "divide above and below by $e^{x/2}$"),
            link(r"= \sigma(x)", r"the definition of $\sigma$"),
            definitions=[SIGMA],
        )
    )  # fmt: skip


def limit_to_step() -> tuple[Block, ...]:
    r"""$\sigma(k x) \to H(x)$ as $k \to \infty$, in three cases, and how fast."""
    cases = [
        worked("positive", r"\lim_{k \to \infty} \sigma(k x)",
               link(r"= \lim_{k \to \infty} \frac{1}{1 + e^{-k x}}", r"the definition of $\sigma$"),
               link(r"= \frac{1}{1 + 0}", r"$-k x \to -\infty$, so $e^{-k x} \to 0$"),
               link("= 1", "add and divide"),
               definitions=[SIGMA], given=["x > 0"], opening="For $x > 0$,"),
        worked("zero", r"\lim_{k \to \infty} \sigma(k \cdot 0)",
               link(r"= \lim_{k \to \infty} \frac{1}{1 + e^0}", r"the definition of $\sigma$"),
               link(r"= \frac{1}{2}", "the limit of a constant"),
               definitions=[SIGMA], opening="for $x = 0$,"),
        worked("negative", r"\lim_{k \to \infty} \sigma(k x)",
               link(r"= \lim_{k \to \infty} \frac{1}{1 + e^{-k x}}", r"the definition of $\sigma$"),
               link(r"= \lim_{k \to \infty} \frac{e^{k x}}{e^{k x} + 1}",
                    "multiply above and below by $e^{k x}$"),
               link(r"= \frac{0}{0 + 1}", r"$k x \to -\infty$, so $e^{k x} \to 0$"),
               link("= 0", "add and divide"),
               definitions=[SIGMA], given=["x < 0"], opening="and for $x < 0$,"),
    ]  # fmt: skip
    return (
        Chain(in_parts("limit", *cases, closing=r"In each case the limit is $H(x)$.")),
        picture_of_limit(),
        *distance_to_step(),
    )


def picture_of_limit() -> Figure:
    r"""$\sigma(k x)$ for rising k, and $H(x)$."""
    drawn = towards_limit(
        from_sympy(sigmoid(_k * _x)), from_sympy(_x), from_sympy(_k), (1, 2, 5, 20),
        from_sympy(step(_x)), over=(Fraction(-4), Fraction(4)), names=("$k$", "$H(x)$"),
    )  # fmt: skip
    return Figure("sigmoid-to-step", r"$\sigma(k x)$ for $k = 1, 2, 5, 20$, and $H(x)$.", drawn)


def distance_to_step() -> tuple[Block, ...]:
    r"""$|\sigma(k x) - H(x)| \le e^{-k |x|}$, and why that is not the same everywhere."""
    above = worked(
        "above", r"|\sigma(k x) - H(x)|",
        link(r"= \left|\frac{1}{1 + e^{-k x}} - 1\right|", "$H(x) = 1$ for $x > 0$"),
        link(r"= \frac{e^{-k x}}{1 + e^{-k x}}", "one denominator; what is left is negative"),
        link(r"\le e^{-k x}", "the denominator is at least $1$"),
        link(r"= e^{-k |x|}", "$|x| = x$"),
        definitions=[SIGMA, STEP], given=["x > 0", "k > 0"], opening="For $x > 0$ and $k > 0$,",
    )  # fmt: skip
    below = worked(
        "below", r"|\sigma(k x) - H(x)|",
        link(r"= \frac{1}{1 + e^{-k x}}", "$H(x) = 0$ for $x < 0$"),
        link(r"= \frac{e^{k x}}{e^{k x} + 1}", "multiply above and below by $e^{k x}$"),
        link(r"\le e^{k x}", "the denominator is at least $1$"),
        link(r"= e^{-k |x|}", "$|x| = -x$"),
        definitions=[SIGMA, STEP], given=["x < 0", "k > 0"], opening="and for $x < 0$,",
        closing=r"So the distance falls exponentially in $k$ at every $x \neq 0$.",
    )  # fmt: skip
    not_uniform = worked(
        "not uniform", r"H\left(\frac{1}{k}\right) - \sigma\left(k \cdot \frac{1}{k}\right)",
        link(r"= 1 - \frac{1}{1 + e^{-1}}", r"$\frac{1}{k} > 0$, and $k \cdot \frac{1}{k} = 1$"),
        link(r"= \frac{1}{e + 1}", "one denominator, times $e$"),
        definitions=[SIGMA, STEP], given=["k > 0"],
        opening=r"Yet not at the same pace everywhere: at $x = \frac{1}{k}$, which moves with $k$,",
        closing="whatever $k$ is. However large $k$, somewhere the distance is more than a quarter:"
        " the limit is not uniform.",
    )  # fmt: skip
    return (
        Paragraph("How far is it from the step?"),
        Chain(in_parts("distance", above, below)),
        Chain(not_uniform),
        Chain(
            worked("quarter", r"\frac{1}{e + 1}", link(r"> \frac{1}{4}", "$e < 3$"))
        ),
    )  # fmt: skip


def softplus_rules() -> tuple[Block, ...]:
    r"""The softplus: its slope is $\sigma$, and $\zeta(k x)/k$ goes to $\max\{0, x\}$."""
    slope_of_softplus = worked(
        "softplus", r"\frac{d}{dx} \zeta(x)",
        link(r"= \frac{d}{dx} \log(1 + e^x)", r"the definition of $\zeta$"),
        link(r"= \frac{e^x}{1 + e^x}", "the chain rule"),
        link(r"= \frac{1}{e^{-x} + 1}", "multiply above and below by $e^{-x}$"),
        link(r"= \sigma(x)", r"the definition of $\sigma$"),
        definitions=[SIGMA, SOFTPLUS],
    )  # fmt: skip
    above = worked(
        "above", r"\lim_{k \to \infty} \frac{\zeta(k x)}{k}",
        link(r"= \lim_{k \to \infty} \frac{\log(e^{k x} (e^{-k x} + 1))}{k}",
             "take out the larger term, $e^{k x}$"),
        link(r"= \lim_{k \to \infty} \left(x + \frac{\log(e^{-k x} + 1)}{k}\right)",
             "the logarithm of a product of positive numbers"),
        link("= x", r"$\log(e^{-k x} + 1) \to 0$"),
        definitions=[SOFTPLUS], given=["x > 0"], opening="For $x > 0$,",
    )  # fmt: skip
    below = worked(
        "below", r"\lim_{k \to \infty} \frac{\zeta(k x)}{k}",
        link(r"= \lim_{k \to \infty} \frac{\log(1 + e^{k x})}{k}", r"the definition of $\zeta$"),
        link("= 0", r"above, $0 \le \log(1 + e^{k x}) \le \log 2$; below, $k \to \infty$"),
        definitions=[SOFTPLUS], given=[r"x \le 0"], opening=r"and for $x \le 0$,",
        closing=r"Together: $\frac{\zeta(k x)}{k} \to \max\{0, x\}$.",
    )  # fmt: skip
    return (Chain(slope_of_softplus), Chain(in_parts("softplus limit", above, below)))


def _write() -> Writeup:
    return Writeup(
        "The sigmoid",
        (
            Paragraph("The sigmoid squeezes the real line between $0$ and $1$."),
            Display(SIGMA),
            Heading("Its slope"),
            slope(),
            Heading("Its symmetry"),
            symmetry(),
            Heading("The hyperbolic tangent in disguise"),
            as_tanh(),
            Heading("From the sigmoid to the step"),
            Paragraph(
                "A factor $k$ makes the sigmoid steeper. In the limit it is Heaviside's step,"
            ),
            Display(STEP),
            *limit_to_step(),
            Heading("Softplus"),
            Paragraph("The softplus is to $\\max\\{0, x\\}$ what the sigmoid is to the step:"),
            Display(SOFTPLUS),
            *softplus_rules(),
        ),
    )


TOPIC = Topic("sigmoid", "The sigmoid", CLAIMS, _write)
