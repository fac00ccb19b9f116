"""Claims of the kind that courses make, which the tests have explained: name, claim, conditions."""

from __future__ import annotations

from typing import NamedTuple

SIGMA = r"\sigma(t) = \frac{1}{1 + e^{-t}}"


class Case(NamedTuple):
    """A claim in LaTeX, its conditions, and its definitions."""

    name: str
    claim: str
    given: tuple[str, ...] = ()
    define: tuple[str, ...] = ()


ALGEBRA = [
    Case("difference of two squares", r"(a + b)^2 - (a - b)^2 = 4ab"),
    Case("quotient with a gap", r"\frac{x^2 - 1}{x - 1} = x + 1"),
    Case("sum of reciprocals", r"\frac{1}{x} + \frac{1}{y} = \frac{x + y}{xy}"),
    Case("partial fractions", r"\frac{1}{x (x + 1)} = \frac{1}{x} - \frac{1}{x + 1}"),
    Case("cubes", r"x^3 - 1 = (x - 1) (x^2 + x + 1)"),
    Case("root of a square", r"\sqrt{x^2} = x", ("x > 0",)),
    Case("root of a number", r"\sqrt{12} = 2 \sqrt{3}"),
    Case("logarithms", r"\log(x^2 y) = 2 \log x + \log y", ("x > 0", "y > 0")),
    Case("logarithm of a square", r"\log(x^2) = 2 \log x"),
    Case("exponential of a logarithm", r"e^{2 \log x} = x^2", ("x > 0",)),
    Case("hyperbolic functions", r"\cosh^2 x - \sinh^2 x = 1"),
    Case("square of sine and cosine", r"(\sin x + \cos x)^2 = 1 + \sin 2x"),
    Case("tangent and cosine", r"1 + \tan^2 x = \frac{1}{\cos^2 x}"),
    Case("double angle", r"\cos 2x = 1 - 2 \sin^2 x"),
    Case("Euler", r"e^{i \pi} = -1"),
    Case("a complex square", r"(1 + i)^2 = 2i"),
]

SIGMOID = [
    Case("symmetry", r"\sigma(-x) = 1 - \sigma(x)", (), (SIGMA,)),
    Case("sigma by tanh", r"\sigma(x) = \frac12 \left(\tanh\frac{x}{2} + 1\right)", (), (SIGMA,)),
    Case("softplus", r"\log(1 + e^x) = x + \log(1 + e^{-x})"),
]

SOFTMAX = [
    Case(
        "shift",
        r"\frac{e^{x_i + c}}{\sum_{j=1}^K e^{x_j + c}} = \frac{e^{x_i}}{\sum_{j=1}^K e^{x_j}}",
    ),
    Case(
        "shift of log-sum-exp",
        r"\log \sum_{j=1}^K e^{x_j + c} = c + \log \sum_{j=1}^K e^{x_j}",
    ),
    Case(
        "log-softmax",
        r"\log \frac{e^{x_i}}{\sum_{j=1}^K e^{x_j}} = x_i - \log \sum_{j=1}^K e^{x_j}",
    ),
    Case("two classes", r"\frac{e^a}{e^a + e^b} = \sigma(a - b)", (), (SIGMA,)),
]

SUMS = [
    Case("linearity", r"\sum_{i=1}^n (a x_i + b) = a \sum_{i=1}^n x_i + n b"),
]

REFUTED = [
    Case("square of a sum", r"(a + b)^2 = a^2 + b^2"),
    Case("root of a square without a sign", r"\sqrt{x^2} = x"),
    Case("a moved bracket", r"\sigma(x) = \frac12 \tanh\left(\frac{x}{2} + 1\right)", (), (SIGMA,)),
    Case(
        "scale of softmax",
        r"\frac{e^{2 x_i}}{\sum_{j=1}^K e^{2 x_j}} = \frac{e^{x_i}}{\sum_{j=1}^K e^{x_j}}",
    ),
    Case("strict square", r"x^2 > 0"),
    Case("floor of a double", r"\lfloor 2x \rfloor = 2 \lfloor x \rfloor"),
    Case("product of exponentials", r"e^x e^y = e^{xy}"),
]

PROVED = [*ALGEBRA, *SIGMOID, *SOFTMAX, *SUMS]
