"""The variables in which rules are written."""

from __future__ import annotations

from proofs.kernel.terms import INT, NAT, REAL, Term, app, bound, elem, family, function, var

a, b, c, u, v, x, y = (var(name) for name in "abcuvxy")
m, n = var("m", NAT), var("n", NAT)
k, l = var("k", INT), var("l", INT)  # noqa: E741
F, _G = var("f", family(rank=1)), var("g", family(rank=1))
_P, _Q = var("p", function(1)), var("q", function(1))


def f(index: Term = bound(0)) -> Term:  # noqa: B008
    """Any summand, at an index."""
    return elem(F, index)


def g(index: Term = bound(0)) -> Term:  # noqa: B008
    """Another summand."""
    return elem(_G, index)


def p(at: Term = bound(0, REAL)) -> Term:  # noqa: B008
    """Any function's value."""
    return app(_P, at)


def q(at: Term = bound(0, REAL)) -> Term:  # noqa: B008
    """Another function's value."""
    return app(_Q, at)


SECOND_ORDER = (F, _G, _P, _Q)
__all__ = [
    "SECOND_ORDER",
    "a",
    "b",
    "c",
    "f",
    "g",
    "k",
    "l",
    "m",
    "n",
    "p",
    "q",
    "u",
    "v",
    "x",
    "y",
]
