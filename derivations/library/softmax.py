r"""Softmax, $S(x)_i = e^{x_i} / \sum_j e^{x_j}$, for vectors of any length K."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from sympy import (
    Derivative,
    Expr,
    IndexedBase,
    KroneckerDelta,
    Limit,
    Rational,
    Sum,
    exp,
    log,
    oo,
    symbols,
)

from proofs.claim import Claim
from proofs.kernel.terms import var

from ..writeup import Block, Chain, Display, Figure, Heading, Paragraph, Writeup
from ..writing.pictures import softmax_against_temperature
from .sigmoid import SIGMA, sigmoid
from .topic import Topic
from .worked import in_parts, link, worked

_K = symbols("K", integer=True, positive=True)
_i, _j, _k = symbols("i j k", integer=True)
_c, _u, _v, _w = symbols("c u v w")
_x = IndexedBase("x", shape=(_K,))
_y = IndexedBase("y", shape=(_K,))

Logits = Callable[[object], Expr]


def softmax(logits: Logits, i: object, size: object) -> Expr:
    """Entry i (from 1) of the softmax of a vector of `size` logits, given as a function of j.

    >>> from sympy import IndexedBase, symbols
    >>> x, K = IndexedBase("x"), symbols("K", integer=True, positive=True)
    >>> softmax(lambda j: x[j], 1, K)
    exp(x[1])/Sum(exp(x[j]), (j, 1, K))
    """
    return exp(logits(i)) / Sum(exp(logits(_j)), (_j, 1, size))


def log_sum_exp(logits: Logits, size: object) -> Expr:
    """The logarithm of the sum of the exponentials of a vector of `size` logits.

    >>> log_sum_exp(lambda j: 0, 3).doit()
    log(3)
    """
    return log(Sum(exp(logits(_j)), (_j, 1, size)))


def _softmax(i: object) -> Expr:
    return softmax(lambda j: _x[j], i, _K)


_INSIDE = [_k >= 1, _k <= _K, _i >= 1, _i <= _K]
_THREE = [exp(_c * _u), exp(_c * _v), exp(_c * _w)]
_LSE = log_sum_exp(lambda j: _x[j], _K)
_CROSS_ENTROPY = -Sum(_y[_i] * log(_softmax(_i)), (_i, 1, _K))

CLAIMS = {
    "shift": Claim(softmax(lambda j: _x[j] + _c, _i, _K), "=", _softmax(_i)),
    "temperature 1": Claim(softmax(lambda j: 1 * _x[j], _i, _K), "=", _softmax(_i)),
    "scale 0": Claim(softmax(lambda j: 0 * _x[j], _i, _K), "=", 1 / _K),
    "positive": Claim(0, "<", _softmax(_i)),
    "sums to 1": Claim(Sum(_softmax(_i), (_i, 1, _K)), "=", 1),
    "a scale changes it": Claim(exp(2) / (exp(2) + 1), "!=", exp(1) / (exp(1) + 1)),
    "greatest logit": Claim(
        Limit(_THREE[0] / sum(_THREE), _c, oo), "=", 1, given=[_u > _v, _u > _w]
    ),
    "another logit": Claim(
        Limit(_THREE[1] / sum(_THREE), _c, oo), "=", 0, given=[_u > _v, _u > _w]
    ),
    "two greatest logits": Claim(
        Limit(exp(_c * _u) / (exp(_c * _u) + exp(_c * _u) + exp(_c * _w)), _c, oo),
        "=", Rational(1, 2), given=[_u > _w],
    ),
    "two classes": Claim(exp(_u) / (exp(_u) + exp(_v)), "=", sigmoid(_u - _v)),
    "K - 1 parameters": Claim(softmax(lambda j: _x[j] - _x[1], _i, _K), "=", _softmax(_i)),
    "Jacobian": Claim(
        Derivative(_softmax(_i), _x[_k]),
        "=", _softmax(_i) * (KroneckerDelta(_i, _k) - _softmax(_k)), given=_INSIDE,
    ),
    "log-sum-exp shift": Claim(log_sum_exp(lambda j: _x[j] + _c, _K), "=", _LSE + _c),
    "gradient of log-sum-exp": Claim(
        Derivative(_LSE, _x[_k]), "=", _softmax(_k), given=_INSIDE
    ),
    "gradient of cross-entropy": Claim(
        Derivative(_CROSS_ENTROPY, _x[_k]), "=", _softmax(_k) - _y[_k],
        given=[*_INSIDE, Claim(Sum(_y[_i], (_i, 1, _K)), "=", 1)],
    ),
}  # fmt: skip

SOFTMAX = r"S(\mathbf{x})_i = \frac{e^{\mathbf{x}_i}}{\sum_{j=1}^K e^{\mathbf{x}_j}}"
_S = r"\frac{e^{\mathbf{x}_i}}{\sum_{j=1}^K e^{\mathbf{x}_j}}"


def shift() -> Chain:
    r"""$S(x + c) = S(x)$."""
    return Chain(
        worked(
            "shift", r"S(\mathbf{x} + c)_i",
            link(r"= \frac{e^{\mathbf{x}_i + c}}{\sum_{j=1}^K e^{\mathbf{x}_j + c}}",
                 "the definition of $S$"),
            link(r"= \frac{e^c e^{\mathbf{x}_i}}{\sum_{j=1}^K e^c e^{\mathbf{x}_j}}",
                 "the exponential of a sum", source="DLMF 4.8.10"),
            link(r"= \frac{e^c e^{\mathbf{x}_i}}{e^c \sum_{j=1}^K e^{\mathbf{x}_j}}",
                 "$e^c$ does not depend on $j$: take it out of the sum"),
            link(f"= {_S}", r"cancel $e^c$, which is positive"),
            link(r"= S(\mathbf{x})_i", "the definition of $S$"),
            definitions=[SOFTMAX],
        )
    )  # fmt: skip


def scale() -> tuple[Block, ...]:
    r"""$S(c x) \neq S(x)$; c = 1 and c = 0."""
    differs = worked(
        "two", r"\frac{e^{2 \cdot 1}}{e^{2 \cdot 1} + e^{2 \cdot 0}}",
        link(r"= \frac{e^2}{e^2 + 1}", "$e^0 = 1$"),
        link(r"= \frac{e}{e + e^{-1}}", "divide above and below by $e$"),
        link(r"\neq \frac{e}{e + 1}", r"$e^{-1} \neq 1$"),
        link(r"= \frac{e^1}{e^1 + e^0}", "$e^0 = 1$"),
        opening=r"A scale is no shift: for $\mathbf{x} = (1, 0)$ and $c = 2$, the first entry of"
        r" $S(c \mathbf{x})$ is",
        closing=r"which is the first entry of $S(\mathbf{x})$.",
    )  # fmt: skip
    zero = worked(
        "zero", r"S(0 \cdot \mathbf{x})_i",
        link(r"= \frac{e^{0 \cdot \mathbf{x}_i}}{\sum_{j=1}^K e^{0 \cdot \mathbf{x}_j}}",
             "the definition of $S$"),
        link(r"= \frac{1}{\sum_{j=1}^K 1}", "$e^0 = 1$"),
        link(r"= \frac{1}{K}", "a sum of $K$ ones"),
        definitions=[SOFTMAX],
        opening="With $c = 1$ nothing changes, of course. With $c = 0$ every entry is the same,",
    )  # fmt: skip
    return (Chain(differs), Chain(zero))


def sharp_limit() -> tuple[Block, ...]:
    r"""$c \to \infty$: 1 at the one greatest logit, 0 elsewhere, 1/m where m are greatest."""
    three = r"e^{c u} + e^{c v} + e^{c w}"
    below = r"1 + e^{-c (u - v)} + e^{-c (u - w)}"
    given = ["u > v", "u > w"]
    greatest = worked(
        "greatest", rf"\lim_{{c \to \infty}} \frac{{e^{{c u}}}}{{{three}}}",
        link(rf"= \lim_{{c \to \infty}} \frac{{1}}{{{below}}}", "divide by $e^{c u}$"),
        link(r"= \frac{1}{1 + 0 + 0}", "$u - v$ and $u - w$ are positive"),
        link("= 1", "add and divide"), given=given,
        opening="Take three logits $u$, $v$, $w$. If $u$ is the greatest of them,",
    )  # fmt: skip
    other = worked(
        "other", rf"\lim_{{c \to \infty}} \frac{{e^{{c v}}}}{{{three}}}",
        link(rf"= \lim_{{c \to \infty}} \frac{{e^{{-c (u - v)}}}}{{{below}}}",
             "divide by $e^{c u}$"),
        link(r"= \frac{0}{1 + 0 + 0}", "$u - v$ and $u - w$ are positive"),
        link("= 0", "add and divide"), given=given,
        opening="and for $v$, which is not the greatest,",
        closing="and so for $w$: the softmax puts everything on the greatest logit.",
    )  # fmt: skip
    tied = worked(
        "tied", r"\lim_{c \to \infty} \frac{e^{c u}}{e^{c u} + e^{c u} + e^{c w}}",
        link(r"= \lim_{c \to \infty} \frac{1}{2 + e^{-c (u - w)}}", "divide by $e^{c u}$"),
        link(r"= \frac{1}{2 + 0}", "$u - w$ is positive"),
        link(r"= \frac{1}{2}", "add"), given=["u > w"],
        opening="Where two logits are the greatest, they share it:",
    )  # fmt: skip
    return (Chain(in_parts("sharp", greatest, other)), Chain(tied), picture_of_temperature())


def picture_of_temperature() -> Figure:
    r"""The softmax of $x / T$ against T, for three logits."""
    drawn = softmax_against_temperature([Fraction(2), Fraction(1), Fraction(0)], var("T"))
    caption = (
        r"The softmax of $\mathbf{x} / T$ for $\mathbf{x} = (2, 1, 0)$, where the temperature $T$"
        r" is $\frac{1}{c}$: cold, it picks the greatest; hot, it treats all alike."
    )
    return Figure("softmax-temperature", caption, drawn)


def two_classes() -> Chain:
    r"""$S(x) = [\sigma(x_1 - x_2), 1 - \sigma(x_1 - x_2)]$."""
    first = worked(
        "first", r"\frac{e^{x_1}}{e^{x_1} + e^{x_2}}",
        link(r"= \frac{1}{1 + e^{x_2 - x_1}}", "divide above and below by $e^{x_1}$"),
        link(r"= \frac{1}{1 + e^{-(x_1 - x_2)}}", "turn the difference around"),
        link(r"= \sigma(x_1 - x_2)", r"the definition of $\sigma$"),
        definitions=[SIGMA], opening="The first entry is",
    )  # fmt: skip
    second = worked(
        "second", r"\frac{e^{x_2}}{e^{x_1} + e^{x_2}}",
        link(r"= \frac{(e^{x_1} + e^{x_2}) - e^{x_1}}{e^{x_1} + e^{x_2}}",
             "add and subtract $e^{x_1}$"),
        link(r"= 1 - \frac{e^{x_1}}{e^{x_1} + e^{x_2}}", "divide each term"),
        link(r"= 1 - \sigma(x_1 - x_2)", "the first entry"),
        definitions=[SIGMA], opening="and the second,",
    )  # fmt: skip
    return Chain(in_parts("two classes", first, second))


def fewer_parameters() -> Chain:
    r"""$S(x) = S([0, x_2 - x_1, ..., x_K - x_1])$."""
    return Chain(
        worked(
            "fewer", r"S(\mathbf{x} - x_1)_i",
            link(r"= \frac{e^{\mathbf{x}_i - x_1}}{\sum_{j=1}^K e^{\mathbf{x}_j - x_1}}",
                 "the definition of $S$"),
            link(r"= \frac{e^{-x_1} e^{\mathbf{x}_i}}"
                 r"{e^{-x_1} \sum_{j=1}^K e^{\mathbf{x}_j}}", "take $e^{-x_1}$ out of the sum"),
            link(r"= S(\mathbf{x})_i", "cancel $e^{-x_1}$"),
            definitions=[SOFTMAX],
            closing=r"The first entry of $\mathbf{x} - x_1$ is $0$, so $K - 1$ numbers,"
            r" $y_i = x_{i+1} - x_1$, say all that $\mathbf{x}$ says.",
        )
    )  # fmt: skip


def jacobian() -> Chain:
    r"""$\partial S_i / \partial x_k$, for $i = k$ and for $i \neq k$."""
    total = r"\sum_{j=1}^K e^{\mathbf{x}_j}"
    over = r"\frac{\partial}{\partial \mathbf{x}_k}"
    given = [r"1 \le k \le K", r"1 \le i \le K"]
    same = worked(
        "same", rf"{over} S(\mathbf{{x}})_k",
        link(rf"= \frac{{e^{{\mathbf{{x}}_k}} {total} - e^{{\mathbf{{x}}_k}} e^{{\mathbf{{x}}_k}}}}"
             rf"{{\left({total}\right)^2}}", "the quotient rule"),
        link(rf"= \frac{{e^{{\mathbf{{x}}_k}}}}{{{total}}}"
             rf" \left(1 - \frac{{e^{{\mathbf{{x}}_k}}}}{{{total}}}\right)",
             r"take out $\frac{e^{\mathbf{x}_k}}{\sum_{j=1}^K e^{\mathbf{x}_j}}$"),
        link(r"= S(\mathbf{x})_k (1 - S(\mathbf{x})_k)", "the definition of $S$"),
        definitions=[SOFTMAX], given=[r"1 \le k \le K"], opening="For $i = k$,",
    )  # fmt: skip
    other = worked(
        "other", rf"{over} S(\mathbf{{x}})_i",
        link(rf"= \frac{{0 \cdot {total} - e^{{\mathbf{{x}}_i}} e^{{\mathbf{{x}}_k}}}}"
             rf"{{\left({total}\right)^2}}", "the quotient rule"),
        link(r"= -S(\mathbf{x})_i S(\mathbf{x})_k", "the definition of $S$, twice"),
        definitions=[SOFTMAX], given=[*given, r"i \neq k"], opening=r"and for $i \neq k$,",
        closing=r"With Kronecker's $\delta$, both are $S(\mathbf{x})_i (\delta_{ik} -"
        r" S(\mathbf{x})_k)$.",
    )  # fmt: skip
    return Chain(in_parts("Jacobian", same, other))


def log_of_sum() -> tuple[Block, ...]:
    """The logarithm of the sum of exponentials: a shift, and its gradient."""
    moved = worked(
        "shift of log-sum-exp", r"\log \sum_{j=1}^K e^{\mathbf{x}_j}",
        link(r"= \log \sum_{j=1}^K e^m e^{\mathbf{x}_j - m}", "the exponential of a sum"),
        link(r"= \log\left(e^m \sum_{j=1}^K e^{\mathbf{x}_j - m}\right)",
             "take $e^m$ out of the sum"),
        link(r"= m + \log \sum_{j=1}^K e^{\mathbf{x}_j - m}",
             "the logarithm of a product of positive numbers"),
        opening="For every $m$,",
        closing="With $m$ the greatest of the logits no exponential here is more than $1$, and so"
        " it is computed.",
    )  # fmt: skip
    gradient = worked(
        "gradient of log-sum-exp",
        r"\frac{\partial}{\partial \mathbf{x}_k} \log \sum_{j=1}^K e^{\mathbf{x}_j}",
        link(r"= \frac{1}{\sum_{j=1}^K e^{\mathbf{x}_j}}"
             r" \frac{\partial}{\partial \mathbf{x}_k} \sum_{j=1}^K e^{\mathbf{x}_j}",
             "the chain rule"),
        link(r"= \frac{e^{\mathbf{x}_k}}{\sum_{j=1}^K e^{\mathbf{x}_j}}",
             r"only the term $j = k$ depends on $\mathbf{x}_k$"),
        link(r"= S(\mathbf{x})_k", "the definition of $S$"),
        definitions=[SOFTMAX], given=[r"1 \le k \le K"], opening="Its gradient is the softmax:",
    )  # fmt: skip
    return (Chain(moved), Chain(gradient))


def cross_entropy() -> Chain:
    r"""The gradient of $-\sum_i y_i \log S(x)_i$ where $\sum_i y_i = 1$."""
    given = [r"\sum_{i=1}^K \mathbf{y}_i = 1", r"1 \le k \le K"]
    over = r"\frac{\partial}{\partial \mathbf{x}_k}"
    loss = r"-\sum_{i=1}^K \mathbf{y}_i \log S(\mathbf{x})_i"
    simpler = worked(
        "loss", loss,
        link(r"= -\sum_{i=1}^K \mathbf{y}_i \left(\mathbf{x}_i -"
             r" \log \sum_{j=1}^K e^{\mathbf{x}_j}\right)", "the logarithm of a quotient"),
        link(r"= -\sum_{i=1}^K \mathbf{y}_i \mathbf{x}_i +"
             r" \left(\sum_{i=1}^K \mathbf{y}_i\right) \log \sum_{j=1}^K e^{\mathbf{x}_j}",
             "the logarithm does not depend on $i$"),
        link(r"= \log \sum_{j=1}^K e^{\mathbf{x}_j} - \sum_{i=1}^K \mathbf{y}_i \mathbf{x}_i",
             r"$\sum_{i=1}^K \mathbf{y}_i = 1$"),
        definitions=[SOFTMAX], given=given, opening="The loss itself gets simpler first:",
    )  # fmt: skip
    slope = worked(
        "gradient", rf"{over} \left({loss}\right)",
        link(rf"= {over} \left(\log \sum_{{j=1}}^K e^{{\mathbf{{x}}_j}} -"
             r" \sum_{i=1}^K \mathbf{y}_i \mathbf{x}_i\right)", "as above"),
        link(r"= S(\mathbf{x})_k - \mathbf{y}_k", "the gradient of log-sum-exp, and one term"),
        definitions=[SOFTMAX], given=given, opening="Then its gradient is",
        closing="what is predicted less what is true.",
    )  # fmt: skip
    return Chain(in_parts("cross-entropy", simpler, slope))


def _write() -> Writeup:
    return Writeup(
        "Softmax",
        (
            Paragraph(
                r"Softmax turns $K$ numbers, the logits $\mathbf{x}$, into $K$ positive numbers"
                " that add up to $1$. All of this holds for every $K$."
            ),
            Display(SOFTMAX),
            Heading("A shift changes nothing"),
            shift(),
            Heading("A scale does"),
            *scale(),
            Heading("Towards the greatest logit"),
            *sharp_limit(),
            Heading("Two classes"),
            two_classes(),
            Heading("One parameter too many"),
            fewer_parameters(),
            Heading("Its Jacobian"),
            jacobian(),
            Heading("The logarithm of the sum"),
            *log_of_sum(),
            Heading("Cross-entropy"),
            Paragraph(r"Let $\mathbf{y}$ be the true probabilities, which add up to $1$."),
            cross_entropy(),
        ),
    )


TOPIC = Topic("softmax", "Softmax", CLAIMS, _write)
