"""Two-layer networks: with another activation the same function, its parameters found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from sympy import (
    Expr,
    IndexedBase,
    Integer,
    Rational,
    Sum,
    diff,
    integer_nthroot,
    symbols,
    tanh,
)

from proofs.check import check
from proofs.claim import Claim
from proofs.verdict import Proved

from ..writeup import Block, Chain, Display, Heading, Paragraph, Writeup
from .sigmoid import SIGMA, sigmoid
from .topic import Topic
from .worked import in_parts, link, worked

Activation = Callable[[Expr], Expr]

_D, _M, _K = symbols("D M K", integer=True, positive=True)
_i, _j, _k = symbols("i j k", integer=True)
_u = symbols("u")
_x = IndexedBase("x", shape=(_D,))
_ORDERS = 6
"""Derivatives at 0 that an ansatz is compared by."""


class NetworkError(ValueError):
    """There is no such map between two activations, or none is found."""


@dataclass(frozen=True)
class AffineMap:
    r"""$f(u) = a g(b u) + c$ for every real u: `outer` is a, `inner` b and `offset` c."""

    outer: Expr
    inner: Expr
    offset: Expr

    def claim(self, f: Activation, g: Activation) -> Claim:
        """That this holds."""
        return Claim(f(_u), "=", self.outer * g(self.inner * _u) + self.offset)


def affine_map(f: Activation, g: Activation) -> AffineMap:
    r"""The numbers with which $f(u) = a g(b u) + c$ for every real u; b > 0 where that can be.

    They are found by comparing derivatives at 0, $f^{(n)}(0) = a b^n g^{(n)}(0)$, and proved.
    Raises NetworkError where no such numbers are found.

    >>> affine_map(sigmoid, tanh)
    AffineMap(outer=1/2, inner=1/2, offset=1/2)
    """
    for candidate in _candidates(_derivatives(f), _derivatives(g)):
        if isinstance(check(candidate.claim(f, g), strict=True), Proved):
            return candidate
    raise NetworkError("neither activation is the other one, scaled and shifted")


def _derivatives(f: Activation) -> list[Expr]:
    """The value and the derivatives of an activation at 0."""
    value = getattr(f, "definition", f)(_u)
    values = []
    for _ in range(_ORDERS):
        at_zero = value.subs(_u, 0)
        if not at_zero.is_Rational:
            raise NetworkError("the derivatives of an activation at 0 have to be rational numbers")
        values.append(at_zero)
        value = diff(value, _u)
    return values


def _candidates(f: list[Expr], g: list[Expr]) -> Iterator[AffineMap]:
    """What fits the first two derivatives that are not 0."""
    orders = [n for n in range(1, _ORDERS) if f[n] != 0 and g[n] != 0]
    for p, q in pairwise(orders):
        inner = _root((f[q] / g[q]) / (f[p] / g[p]), q - p)
        if inner is not None:
            for sign in (1, -1):
                b = sign * inner
                a = f[p] / g[p] / b**p
                yield AffineMap(a, b, f[0] - a * g[0])
        return


def _root(value: Expr, degree: int) -> Expr | None:
    """The positive root of a positive rational number, where that is rational."""
    if value <= 0:
        return None
    above, exact_above = integer_nthroot(int(value.p), degree)
    below, exact_below = integer_nthroot(int(value.q), degree)
    return Rational(above, below) if exact_above and exact_below else None


@dataclass(frozen=True)
class Parameters:
    """The parameters of a two-layer network, as functions of their indices; biases have index 0."""

    first: Callable[[object, object], Expr]
    second: Callable[[object, object], Expr]


def network(activation: Activation, parameters: Parameters, k: object) -> Expr:
    r"""Output k: $\sum_j w_{kj} f(\sum_i v_{ji} x_i + v_{j0}) + w_{k0}$, j up to M, i up to D."""
    before = Sum(parameters.first(_j, _i) * _x[_i], (_i, 1, _D)) + parameters.first(_j, Integer(0))
    hidden = Sum(parameters.second(k, _j) * activation(before), (_j, 1, _M))
    return hidden + parameters.second(k, Integer(0))


def mapped(parameters: Parameters, by: AffineMap) -> Parameters:
    """The parameters with which a network of the other activation computes the same."""

    def second(k: object, j: object) -> Expr:
        if j != 0:
            return by.outer * parameters.second(k, j)
        biases = Sum(parameters.second(k, _j), (_j, 1, _M))
        return parameters.second(k, j) + by.offset * biases

    return Parameters(lambda j, i: by.inner * parameters.first(j, i), second)


def same_network(f: Activation, g: Activation) -> Claim:
    """That the network with activation f is one with activation g, for all D, M and K.

    Raises NetworkError where the parameters of that are not found.

    >>> isinstance(check(same_network(tanh, sigmoid)), Proved)
    True
    """
    v, w = IndexedBase("v"), IndexedBase("w")
    own = Parameters(lambda j, i: v[j, i], lambda k, j: w[k, j])
    other = mapped(own, affine_map(f, g))
    return Claim(network(f, own, _k), "=", network(g, other, _k))


NETWORK = r"y_k = \sum_{j=1}^M w_{kj} \sigma\left(\sum_{i=1}^D v_{ji} x_i + v_{j0}\right) + w_{k0}"
_FIRST = r"\tilde{v}_{ji} = \frac{v_{ji}}{2}"
_SECOND = r"\tilde{w}_{kj} = \frac{w_{kj}}{2}"
_BIAS = r"\tilde{w}_{k0} = w_{k0} + \sum_{j=1}^M \frac{w_{kj}}{2}"

CLAIMS = {
    "sigmoid by tanh": affine_map(sigmoid, tanh).claim(sigmoid, tanh),
    "tanh by sigmoid": affine_map(tanh, sigmoid).claim(tanh, sigmoid),
    "the same network with tanh": same_network(sigmoid, tanh),
    "the same network with the sigmoid": same_network(tanh, sigmoid),
}


def finding() -> tuple[Block, ...]:
    """The numbers of the ansatz, from derivatives at 0."""
    other = r"(a \tanh(b u) + c)"
    at_zero = "$u = 0$"
    value = [
        worked("value", r"\sigma(0)", link(r"= \frac{1}{1 + e^0}", r"the definition of $\sigma$"),
               link(r"= \frac{1}{2}", "$e^0 = 1$"), definitions=[SIGMA], opening="At $0$,"),
        worked("other value", r"a \tanh(b \cdot 0) + c", link("= c", r"$\tanh 0 = 0$"),
               opening="while on the right", closing=r"so $c = \frac{1}{2}$."),
    ]  # fmt: skip
    slope = [
        worked("slope", r"\frac{d}{du} \sigma(u)",
               link(r"= \sigma(u) (1 - \sigma(u))", r"the slope of $\sigma$"),
               link(r"= \frac{1}{2} \left(1 - \frac{1}{2}\right)", at_zero),
               link(r"= \frac{1}{4}", "multiply"),
               definitions=[SIGMA], given=["u = 0"], opening="The slopes at $0$ are"),
        worked("other slope", rf"\frac{{d}}{{du}} {other}",
               link(r"= a b (1 - \tanh^2(b u))", r"the slope of $\tanh$ and the chain rule"),
               link("= a b", at_zero), given=["u = 0"],
               opening="and", closing=r"so $a b = \frac{1}{4}$."),
    ]  # fmt: skip
    third = [
        worked("third", r"\frac{d^3}{du^3} \sigma(u)",
               link(r"= \frac{d^2}{du^2} (\sigma(u) (1 - \sigma(u)))", r"the slope of $\sigma$"),
               link(r"= \frac{d}{du} (\sigma(u) (1 - \sigma(u)) (1 - 2 \sigma(u)))",
                    "the product rule"),
               link(r"= \sigma(u) (1 - \sigma(u)) (1 - 6 \sigma(u) + 6 \sigma(u)^2)",
                    "the product rule again"),
               link(r"= \frac{1}{2} \cdot \frac{1}{2} \cdot \left(1 - 3 + \frac{3}{2}\right)",
                    at_zero),
               link(r"= -\frac{1}{8}", "multiply"), definitions=[SIGMA], given=["u = 0"],
               opening="The second derivatives say nothing: at $0$ both are $0$. The third are"),
        worked("other third", rf"\frac{{d^3}}{{du^3}} {other}",
               link(r"= \frac{d^2}{du^2} (a b (1 - \tanh^2(b u)))", r"the slope of $\tanh$"),
               link(r"= \frac{d}{du} (-2 a b^2 \tanh(b u) (1 - \tanh^2(b u)))", "the chain rule"),
               link(r"= -2 a b^3 (1 - \tanh^2(b u))^2 + 4 a b^3 \tanh^2(b u) (1 - \tanh^2(b u))",
                    "the product rule"),
               link("= -2 a b^3", at_zero), given=["u = 0"],
               opening="and", closing=r"so $a b^3 = \frac{1}{16}$."),
    ]  # fmt: skip
    solved = [
        worked("b", "b^2", link("= 4 (a b) b^2", r"$a b = \frac{1}{4}$"),
               link("= 4 a b^3", "multiply"), link(r"= \frac{1}{4}", r"$a b^3 = \frac{1}{16}$"),
               given=[r"a b = \frac{1}{4}", r"a b^3 = \frac{1}{16}"], opening="Together,",
               closing=r"and with $b > 0$ we take $b = \frac{1}{2}$."),
        worked("a", "a", link("= 2 (a b)", r"$b = \frac{1}{2}$"),
               link(r"= \frac{1}{2}", r"$a b = \frac{1}{4}$"),
               given=[r"a b = \frac{1}{4}", r"b = \frac{1}{2}"], opening="Then"),
    ]  # fmt: skip
    return tuple(
        Chain(in_parts(name, *parts))
        for name, parts in (("value", value), ("slope", slope), ("third", third), ("ab", solved))
    )


def proving() -> Chain:
    r"""$\sigma(u) = (1 + \tanh(u/2))/2$."""
    return Chain(
        worked(
            "sigma by tanh", r"\frac{1}{2} \tanh \frac{u}{2} + \frac{1}{2}",
            link(r"= \frac{1}{2} \cdot \frac{e^{u/2} - e^{-u/2} + e^{u/2} + e^{-u/2}}"
                 r"{e^{u/2} + e^{-u/2}}", r"the definition of $\tanh$, one denominator"),
            link(r"= \frac{e^{u/2}}{e^{u/2} + e^{-u/2}}", "add above, and halve"),
            link(r"= \frac{1}{1 + e^{-u}}", "divide above and below by $e^{u/2}$"),
            link(r"= \sigma(u)", r"the definition of $\sigma$"),
            definitions=[SIGMA],
            opening=r"So far this is a guess: three derivatives at one point. It is true"
            r" everywhere,",
        )
    )  # fmt: skip


def rewriting() -> Chain:
    """The network with the sigmoid as one with tanh, step by step."""
    inside = r"\sum_{i=1}^D v_{ji} x_i + v_{j0}"
    return Chain(
        worked(
            "network",
            rf"\sum_{{j=1}}^M w_{{kj}} \sigma\left({inside}\right) + w_{{k0}}",
            link(rf"= \sum_{{j=1}}^M w_{{kj}} \left(\frac{{1}}{{2}} \tanh\left(\frac{{1}}{{2}}"
                 rf"\left({inside}\right)\right) + \frac{{1}}{{2}}\right) + w_{{k0}}",
                 r"$\sigma(u) = \frac{1}{2} \tanh \frac{u}{2} + \frac{1}{2}$"),
            link(rf"= \sum_{{j=1}}^M \left(\frac{{w_{{kj}}}}{{2}} \tanh\left(\frac{{1}}{{2}}"
                 rf"\left({inside}\right)\right) + \frac{{w_{{kj}}}}{{2}}\right) + w_{{k0}}",
                 "multiply out"),
            link(rf"= \sum_{{j=1}}^M \frac{{w_{{kj}}}}{{2}} \tanh\left(\frac{{1}}{{2}}"
                 rf"\left({inside}\right)\right) + \sum_{{j=1}}^M \frac{{w_{{kj}}}}{{2}}"
                 " + w_{k0}", "split the sum"),
            link(r"= \sum_{j=1}^M \frac{w_{kj}}{2} \tanh\left(\sum_{i=1}^D \frac{v_{ji}}{2} x_i +"
                 r" \frac{v_{j0}}{2}\right) + \left(w_{k0} + \sum_{j=1}^M \frac{w_{kj}}{2}\right)",
                 r"take $\frac{1}{2}$ into the inner sum"),
            link(r"= \sum_{j=1}^M \tilde{w}_{kj} \tanh\left(\sum_{i=1}^D \tilde{v}_{ji} x_i +"
                 r" \tilde{v}_{j0}\right) + \tilde{w}_{k0}", "the new parameters"),
            definitions=[SIGMA, _BIAS, _SECOND, _FIRST],
        )
    )  # fmt: skip


def sigmoid_to_tanh() -> tuple[Block, ...]:
    """The whole of it: the ansatz, the identity, the network, the new parameters."""
    return (
        Paragraph(
            r"If $\sigma$ can be written with $\tanh$, scaled and shifted, then so can the network."
            r" We try $\sigma(u) = a \tanh(b u) + c$ and look for the three numbers."
        ),
        *finding(),
        proving(),
        Paragraph("Put into the network, this gives"),
        rewriting(),
        Paragraph("The new parameters are"),
        Display(_FIRST),
        Display(_SECOND),
        Display(_BIAS),
        Paragraph("for $j$ from $1$ to $M$ and $i$ from $0$ to $D$, the bias of a unit included."),
    )


def _write() -> Writeup:
    return Writeup(
        "A network with another activation",
        (
            Paragraph(
                r"A network has $D$ inputs, one layer of $M$ hidden units with the sigmoid as their"
                r" activation, and $K$ outputs; the bias of a unit is its weight number $0$."
            ),
            Display(NETWORK),
            Display(SIGMA),
            Heading(r"The same network with $\tanh$"),
            *sigmoid_to_tanh(),
        ),
    )


TOPIC = Topic("networks", "A network with another activation", CLAIMS, _write)
