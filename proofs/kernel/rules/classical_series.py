"""Infinite series whose values are theorems: no partial sum in closed form gives them."""

from __future__ import annotations

from typing import NamedTuple

from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import (
    INT,
    ONE,
    OO,
    PI,
    REAL,
    TWO,
    Term,
    abstract,
    add,
    apply,
    div,
    eq,
    exp,
    instantiate,
    le,
    log,
    mul,
    neg,
    num,
    power,
    sub,
    var,
)
from ..terms.definedness import definedness
from .derivatives import follow
from .plain import require, rule


class Series(NamedTuple):
    """A convergent series sum_{k=lower}^oo f(k) = value; `parameter`: any real number in both."""

    lower: int
    summand: Term
    value: Term
    source: str
    parameter: Term | None = None


_K = var("k", INT)
_X = var("x", REAL)
_ODD = add(mul(TWO, _K), ONE)
_EVEN = mul(TWO, _K)
_SIGN = power(neg(ONE), _K)


def _inverse(exponent: int) -> Term:
    return div(ONE, power(_K, num(exponent)))


def _factorial(term: Term) -> Term:
    return apply("factorial", term)


SERIES: dict[str, Series] = {
    "Basel": Series(1, _inverse(2), div(power(PI, TWO), num(6)), "DLMF 25.6.1"),
    "zeta(4)": Series(1, _inverse(4), div(power(PI, num(4)), num(90)), "DLMF 25.6.1"),
    "zeta(6)": Series(1, _inverse(6), div(power(PI, num(6)), num(945)), "DLMF 25.6.1"),
    "odd squares": Series(
        0, div(ONE, power(_ODD, TWO)), div(power(PI, TWO), num(8)), "DLMF 25.6.1, its odd terms"
    ),
    "alternating squares": Series(
        1, div(power(neg(ONE), add(_K, ONE)), power(_K, TWO)), div(power(PI, TWO), num(12)),
        "DLMF 25.2.3",
    ),
    "Mercator": Series(
        1, div(power(neg(ONE), add(_K, ONE)), _K), log(TWO), "DLMF 4.6.1, at the edge by Abel"
    ),
    "Leibniz": Series(0, div(_SIGN, _ODD), div(PI, num(4)), "DLMF 4.24.3"),
    "exponential": Series(0, div(power(_X, _K), _factorial(_K)), exp(_X), "DLMF 4.2.19", _X),
    "cosine": Series(
        0, div(mul(_SIGN, power(_X, _EVEN)), _factorial(_EVEN)), apply("cos", _X),
        "DLMF 4.19.2", _X,
    ),
    "sine": Series(
        0, div(mul(_SIGN, power(_X, _ODD)), _factorial(_ODD)), apply("sin", _X),
        "DLMF 4.19.1", _X,
    ),
    "hyperbolic cosine": Series(
        0, div(power(_X, _EVEN), _factorial(_EVEN)), apply("cosh", _X), "DLMF 4.33.2", _X
    ),
    "hyperbolic sine": Series(
        0, div(power(_X, _ODD), _factorial(_ODD)), apply("sinh", _X), "DLMF 4.33.1", _X
    ),
}  # fmt: skip


def theorem(name: str, index: Term, parameter: Term | None = None) -> tuple[Term, Term]:
    """The summand of a theorem at an index, and the value of its series.

    >>> from ..terms import var
    >>> summand, value = theorem("Basel", var("n", INT))
    >>> str(summand), str(value)
    ('1/n^2', 'pi^2/6')
    """
    row = SERIES[name]
    require((row.parameter is None) == (parameter is None), "a parameter, where there is one")
    summand = instantiate(abstract(row.summand, _K), index)
    if row.parameter is None or parameter is None:
        return summand, row.value
    require(parameter.sort.name in ("nat", "int", "real"), "the parameter is a real number")
    return (
        instantiate(abstract(summand, row.parameter), parameter),
        instantiate(abstract(row.value, row.parameter), parameter),
    )


@rule("classical series")
def by_classical_series(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- sum_{k=a}^oo f = c V, from H, a <= n |- f(n) = c g(n - a + b) for a new integer n, where
    sum_{k=b}^oo g = V is a theorem of the table. `factor` c and `parameter` are free of n and
    defined under H; a convergent series may be multiplied and its index moved.
    """
    name, index, factor, parameter = (
        data.get(key) for key in ("theorem", "index", "factor", "parameter")
    )
    require(isinstance(name, str) and name in SERIES, "a theorem of the table")
    if not isinstance(index, Term) or not isinstance(factor, Term) or len(premises) != 1:
        raise InferenceError("an index, a factor and a premise are needed")
    if parameter is not None and not isinstance(parameter, Term):
        raise InferenceError("a parameter is a term")
    require(s.goal.op == "eq" and s.goal.args[0].op == "sum", "the goal is a series' value")
    series, value = s.goal.args
    lower, upper, body = series.args
    require(upper is OO and lower.sort.name in ("nat", "int"), "a series from an integer on")
    require(index.op == "var" and index.sort == INT, "an integer index")
    told = [factor] if parameter is None else [factor, parameter]
    require(all(index not in t.free for t in (s.goal, *s.hypotheses, *told)), "a new index")
    here = w.normalizer(s.hypotheses)
    follow(here, tuple(c for t in (lower, *told) for c in definedness(t)))
    summand, limit_value = theorem(str(name), moved(str(name), index, lower), parameter)
    require(value is mul(factor, limit_value), "another value")
    shown = premises[0].sequent
    require(shown.goal is eq(instantiate(body, index), mul(factor, summand)), "other summands")
    require(set(shown.hypotheses) <= {*s.hypotheses, le(lower, index)}, "more hypotheses")
    return {}


def moved(name: str, index: Term, lower: Term) -> Term:
    """The theorem's index where the series' own is `index`: index - lower + its lower bound."""
    first = SERIES[name].lower
    if lower is num(first):
        return index
    return add(sub(index, lower), num(first))
