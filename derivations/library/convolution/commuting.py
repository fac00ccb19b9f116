r"""Why the full convolution commutes, for sequences of any lengths.

With entries $x_1, \dots, x_K$ and $w_1, \dots, w_L$, output number $n$, from 1 on, is the sum of
the products whose numbers add up to n + 1, as far as there are such entries.
"""

from __future__ import annotations

from proofs.claim import Claim
from proofs.kernel.terms import (
    NAT,
    ONE,
    Term,
    add,
    bound,
    elem,
    family,
    maximum,
    minimum,
    mul,
    neg,
    sub,
    total,
    var,
)

from ...derivation import Derivation
from ..stepwise import stepwise

_K, _L, _n = (var(name, NAT) for name in "KLn")
_x, _w = var("x", family(_K)), var("w", family(_L))


def full_output(x: Term, w: Term) -> Term:
    """Output number n of the full convolution of two vectors, over all places that there are."""
    (K,), (L,) = x.sort.dims, w.sort.dims
    return total(*_ends(K, L), mul(elem(x, bound(0)), elem(w, _opposite())))


def _ends(K: Term, L: Term) -> tuple[Term, Term]:
    """The first and the last entry of x that meet one of w."""
    return maximum(ONE, add(_n, neg(L), ONE)), minimum(_n, K)


def _opposite() -> Term:
    return add(_n, neg(bound(0)), ONE)


COMMUTES = Claim(full_output(_x, _w), "=", full_output(_w, _x))


def commuting_steps() -> Derivation:
    """x * w = w * x, output by output, for symbolic lengths K and L."""
    first, last = _ends(_K, _L)
    swapped = mul(elem(_w, bound(0)), elem(_x, _opposite()))
    after = add(_n, ONE)
    return stepwise(
        "the full convolution commutes",
        full_output(_x, _w),
        (
            total(sub(after, last), sub(after, first), swapped),
            "count from the other end: put $n + 1 - i$ for $i$",
        ),
        (
            full_output(_w, _x),
            r"$n + 1 - \min(n, K) = \max(1, n - K + 1)$, and so with $L$",
        ),
        opening="For $K$ entries of $x$ and $L$ of $w$, and each $n$:",
        closing="That is output number $n$ of $w * x$. No length was used but in the ends.",
    )


__all__ = ["COMMUTES", "commuting_steps", "full_output"]
