"""Claims of the kind that courses make, which the tests have explained: name, claim, conditions."""

from __future__ import annotations

from typing import NamedTuple

SIGMA = r"\sigma(t) = \frac{1}{1 + e^{-t}}"

RELU = r"\lim_{h \to 0} \frac{\max(0, x + h) - \max(0, x)}{h} = S"


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
    Case("sum of integers", r"\sum_{i=1}^n i = \frac{n (n + 1)}{2}"),
    Case("sum of squares", r"\sum_{i=1}^n i^2 = \frac{n (n + 1) (2n + 1)}{6}"),
    Case("sum of cubes", r"\sum_{i=1}^n i^3 = \frac{n^2 (n + 1)^2}{4}"),
    Case("sum of odd numbers", r"\sum_{i=1}^n (2i - 1) = n^2"),
    Case("geometric sum", r"\sum_{i=0}^n r^i = \frac{1 - r^{n + 1}}{1 - r}", (r"r \neq 1",)),
    Case("telescoping", r"\sum_{i=1}^n \frac{1}{i (i + 1)} = \frac{n}{n + 1}"),
    Case("last term", r"\sum_{i=1}^{n + 1} x_i = \sum_{i=1}^n x_i + x_{n + 1}"),
    Case("shifted index", r"\sum_{i=2}^{n + 1} a_{i - 1} = \sum_{i=1}^n a_i"),
    Case(
        "product of sums",
        r"\sum_{i=1}^n \sum_{j=1}^m a_i b_j = (\sum_{i=1}^n a_i) (\sum_{j=1}^m b_j)",
    ),
    Case("deviations", r"\sum_{i=1}^n (x_i - \frac{1}{n} \sum_{j=1}^n x_j) = 0"),
    Case("logarithm of a product", r"\log \prod_{i=1}^n x_i = \sum_{i=1}^n \log x_i", ("x_i > 0",)),
    Case("softmax sums to 1", r"\sum_{i=1}^K \frac{e^{x_i}}{\sum_{j=1}^K e^{x_j}} = 1"),
]

DERIVATIVES = [
    Case("slope of sigma", r"\frac{d}{dx} \sigma(x) = \sigma(x) (1 - \sigma(x))", (), (SIGMA,)),
    Case("slope of softplus", r"\frac{d}{dx} \log(1 + e^x) = \sigma(x)", (), (SIGMA,)),
    Case("slope of tanh", r"\frac{d}{dx} \tanh x = \frac{1}{\cosh^2 x}"),
    Case("polynomial", r"\frac{d}{dx} (x^3 - 2x + 5) = 3x^2 - 2"),
    Case("product rule", r"\frac{d}{dx} (x e^x) = (1 + x) e^x"),
    Case("quotient rule", r"\frac{d}{dx} \frac{x}{1 + x^2} = \frac{1 - x^2}{(1 + x^2)^2}"),
    Case("chain rule", r"\frac{d}{dx} \sqrt{1 + x^2} = \frac{x}{\sqrt{1 + x^2}}"),
    Case("second derivative", r"\frac{d^2}{dx^2} \sin(2x) = -4 \sin(2x)"),
    Case(
        "least squares",
        r"\frac{d}{dw} \sum_{i=1}^n (w x_i - y_i)^2 = 2 \sum_{i=1}^n x_i (w x_i - y_i)",
    ),
    Case("slope by definition", r"\lim_{h \to 0} \frac{(x + h)^2 - x^2}{h} = 2x"),
    Case("slope of a cube", r"\lim_{h \to 0} \frac{(x + h)^3 - x^3}{h} = 3x^2"),
    Case(
        "slope of the reciprocal",
        r"\lim_{h \to 0} \frac{\frac{1}{x + h} - \frac{1}{x}}{h} = -\frac{1}{x^2}",
    ),
    Case("slope of the exponential", r"\lim_{h \to 0} \frac{e^{x + h} - e^x}{h} = e^x"),
    Case("slope of relu", RELU.replace("S", "1"), ("x > 0",)),
    Case("slope of relu on the left", RELU.replace("S", "0"), ("x < 0",)),
    Case("right slope of relu at 0", r"\lim_{h \to 0^+} \frac{\max(0, h) - 0}{h} = 1"),
    Case("left slope of relu at 0", r"\lim_{h \to 0^-} \frac{\max(0, h) - 0}{h} = 0"),
]

LIMITS = [
    Case(
        "sigma becomes a step",
        r"\lim_{k \to \infty} \frac{1}{1 + e^{-k x}} ="
        r" \begin{cases} 1 & x > 0 \\ \frac12 & x = 0 \\ 0 & x < 0 \end{cases}",
    ),
    Case("softplus becomes relu", r"\lim_{k \to \infty} \frac{\log(1 + e^{k x})}{k} = \max(0, x)"),
    Case("tanh far out", r"\lim_{k \to \infty} \tanh(k x) = 1", ("x > 0",)),
    Case("rational function", r"\lim_{n \to \infty} \frac{2n + 1}{n + 3} = 2"),
    Case("a gap", r"\lim_{x \to 2} \frac{x^2 - 4}{x - 2} = 4"),
    Case("l'Hopital", r"\lim_{x \to 0} \frac{1 - \cos x}{x^2} = \frac12"),
    Case("no l'Hopital", r"\lim_{x \to 0} \frac{x + 1}{x + 2} = \frac12"),
]

CASES = [
    Case("relu by absolute value", r"\max(0, x) = \frac{x + |x|}{2}"),
    Case("absolute value as a maximum", r"|x| = \max(x, -x)"),
    Case("maximum of two", r"\max(a, b) = \frac{a + b + |a - b|}{2}"),
]

INTEGRALS = [
    Case("power rule", r"\int_0^1 (3x^2 - 2x + 1) dx = 1"),
    Case("by parts", r"\int_0^1 x e^x dx = 1"),
    Case("logarithm", r"\int_1^e \frac{1}{x} dx = 1"),
    Case("sine", r"\int_0^\pi \sin x dx = 2"),
    Case("arctangent", r"\int_0^1 \frac{1}{1 + x^2} dx = \frac{\pi}{4}"),
    Case("ends that are names", r"\int_a^b x dx = \frac{b^2 - a^2}{2}"),
    Case("improper", r"\int_0^\infty e^{-x} dx = 1"),
    Case("slope of an integral", r"\frac{d}{dx} \int_0^x e^{-t^2} dt = e^{-x^2}"),
]

INEQUALITIES = [
    Case("square of a difference", r"x^2 + y^2 \ge 2xy"),
    Case("positive sigma", r"0 < \sigma(x)", (), (SIGMA,)),
    Case("sigma below 1", r"\sigma(x) < 1", (), (SIGMA,)),
    Case("steepest slope of sigma", r"\sigma(x) (1 - \sigma(x)) \le \frac14", (), (SIGMA,)),
    Case("tangent of the exponential", r"e^x \ge 1 + x"),
    Case("tangent of the logarithm", r"\log x \le x - 1", ("x > 0",)),
    Case("quadratic form", r"x^2 + x y + y^2 \ge 0"),
    Case("Cauchy and Schwarz", r"(a^2 + b^2) (c^2 + d^2) \ge (ac + bd)^2"),
    Case("number and reciprocal", r"x + \frac{1}{x} \ge 2", ("x > 0",)),
]

NUMBERS = [
    Case("layer", r"\lfloor (256 - 8)/2 \rfloor + 1 = 125"),
    Case("digits", r"1/9 + 36 + \cos 3 = 35.1211"),
    Case("logarithm of 2", r"\ln 2 = 0.6931"),
]

NETWORKS = [
    Case(
        "cross-entropy",
        r"\frac{d}{dz} (-y \log \sigma(z) - (1 - y) \log(1 - \sigma(z))) = \sigma(z) - y",
        (),
        (SIGMA,),
    ),
    Case("slope of log sigma", r"\frac{d}{dx} \log \sigma(x) = 1 - \sigma(x)", (), (SIGMA,)),
    Case(
        "second slope of sigma",
        r"\frac{d^2}{dx^2} \sigma(x) = \sigma(x) (1 - \sigma(x)) (1 - 2 \sigma(x))",
        (),
        (SIGMA,),
    ),
    Case(
        "hidden units with tanh",
        r"v_0 + \sum_{j=1}^M v_j \sigma\left(b_j + \sum_{i=1}^D w_{ji} x_i\right) ="
        r" v_0 + \sum_{j=1}^M \frac{v_j}{2} + \sum_{j=1}^M \frac{v_j}{2}"
        r" \tanh\left(\frac{b_j}{2} + \sum_{i=1}^D \frac{w_{ji}}{2} x_i\right)",
        (),
        (SIGMA,),
    ),
    Case(
        "softmax as a function",
        r"S(\mathbf{x} + c)_i = S(\mathbf{x})_i",
        (),
        (r"S(\mathbf{x})_i = e^{x_i} / \sum_{j=1}^K e^{x_j}",),
    ),
]

MATRICES = [
    Case(
        "transpose of a product",
        r"(A B)^T = B^T A^T",
        (r"A \in \mathbb{R}^{m \times n}", r"B \in \mathbb{R}^{n \times p}"),
    ),
    Case(
        "trace of a product",
        r"\operatorname{tr}(A B) = \operatorname{tr}(B A)",
        (r"A \in \mathbb{R}^{m \times n}", r"B \in \mathbb{R}^{n \times m}"),
    ),
    Case("determinant", r"\det \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} = -2"),
    Case(
        "matrix times vector",
        r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \begin{pmatrix} 0 \\ 1 \end{pmatrix}"
        r" = \begin{pmatrix} 2 \\ 4 \end{pmatrix}",
    ),
]

EQUATIONS = [
    Case("linear inequality", r"-2x < 4 \iff x > -2"),
    Case("numbers to one side", r"3x + 1 \ge 7 \iff x \ge 2"),
    Case(
        "floor of a shift", r"\lfloor x + n \rfloor = \lfloor x \rfloor + n", (r"n \in \mathbb{Z}",)
    ),
]

REFUTED = [
    Case("commuting", r"A B = B A", (r"A, B \in \mathbb{R}^{n \times n}",)),
    Case("a wrong slope", r"\frac{d}{dx} x^2 = x"),
    Case("a wrong integral", r"\int_0^1 x dx = 1"),
    Case("a wrong limit", r"\lim_{x \to 0} \frac{\sin x}{x} = 0"),
    Case("no limit", r"\lim_{x \to 0} \frac{|x|}{x} = 1"),
    Case("a limit that is infinite on one side", r"\lim_{x \to 0} \frac{1}{x} = \infty"),
    Case("slope of relu at 0", r"\lim_{h \to 0} \frac{\max(0, h)}{h} = \frac12"),
    Case("a divergent integral", r"\int_{-1}^1 \frac{1}{x} dx = 0"),
    Case("wrong digits", r"1/9 + 36 + \cos 3 = 35.0379"),
    Case("a lost solution", r"x^2 = 4 \iff x = 2"),
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

PROVED = [
    *ALGEBRA, *SIGMOID, *SOFTMAX, *SUMS, *DERIVATIVES, *LIMITS, *CASES, *INTEGRALS, *INEQUALITIES,
    *NUMBERS, *NETWORKS, *MATRICES, *EQUATIONS,
]  # fmt: skip
