"""Integrals whose values are theorems: no elementary antiderivative gives them."""

from __future__ import annotations

from typing import NamedTuple

from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import (
    NAT,
    OO,
    PI,
    REAL,
    TWO,
    ZERO,
    Term,
    abstract,
    apply,
    bound,
    div,
    eq,
    exp,
    instantiate,
    integral,
    log,
    mul,
    neg,
    power,
    sqrt,
    var,
)
from .plain import require, rule


class Classical(NamedTuple):
    """An integral with its value; `parameter` is a natural number, bound in both (or None)."""

    term: Term
    value: Term
    source: str
    parameter: Term | None = None


_T = bound(0, REAL)
_N = var("n", NAT)
_WHOLE = integral(neg(OO), OO, exp(neg(power(_T, TWO))))
_HALF = integral(ZERO, OO, exp(neg(power(_T, TWO))))

CLASSICAL: dict[str, Classical] = {
    "Gauss": Classical(_WHOLE, sqrt(PI), "Rudin, Principles, 8.21"),
    "Gauss, half": Classical(_HALF, div(sqrt(PI), TWO), "Rudin, Principles, 8.21"),
    "Dirichlet": Classical(
        integral(ZERO, OO, div(apply("sin", _T), _T)), div(PI, TWO), "DLMF 6.2.14"
    ),
    "Euler, sine": Classical(
        integral(ZERO, div(PI, TWO), log(apply("sin", _T))),
        neg(mul(div(PI, TWO), log(TWO))),
        "Ahlfors, Complex Analysis, 4.5.3",
    ),
    "Euler, factorial": Classical(
        integral(ZERO, OO, mul(power(_T, _N), exp(neg(_T)))),
        apply("factorial", _N),
        "DLMF 5.2.1 and 5.4.1",
        _N,
    ),
}


def statement(name: str, parameter: Term | None = None) -> Term:
    """What a theorem of the table says: integral = value.

    >>> str(statement("Gauss, half"))
    'integral(i=0..oo, exp(-i^2)) = sqrt(pi)/2'
    """
    row = CLASSICAL[name]
    whole = eq(row.term, row.value)
    if row.parameter is None or parameter is None:
        require(row.parameter is None and parameter is None, "a parameter, where there is one")
        return whole
    require(parameter.sort.name == "nat", "the parameter is a natural number")
    return instantiate(abstract(whole, row.parameter), parameter)


@rule("classical integral")
def by_classical_integral(
    s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace
) -> Data:
    """H |- integral = value, by a theorem of the table; a `parameter` is defined under H."""
    name, parameter = data.get("theorem"), data.get("parameter")
    require(isinstance(name, str) and name in CLASSICAL, "a theorem of the table")
    if parameter is not None and not isinstance(parameter, Term):
        raise InferenceError("a parameter is a term")
    if parameter is not None:
        require(parameter.op in ("var", "num"), "a parameter is a name or a number")
    require(s.goal is statement(str(name), parameter), "another statement")
    return {}
