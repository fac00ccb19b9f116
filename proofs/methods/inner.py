"""Antiderivatives by a change of variable, by parts, by division, and of roots of quadratics."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..kernel.calculus.differentiation import differentiate
from ..kernel.normal_forms.normal import Normalizer
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.normal_forms.signs import NEG, POS
from ..kernel.rules.derivatives import fresh, replace
from ..kernel.terms import (
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    apply,
    div,
    exp,
    log,
    mul,
    neg,
    num,
    power,
    root,
    sqrt,
    sub,
    substitute,
    subterms,
)

Find = Callable[[Term, Term], Term | None]
"""An antiderivative of a term in a name."""

MAX_INNER = 6
"""Inner functions that are tried."""
MAX_DEGREE = 6
_OUTER = frozenset("exp log sin cos tan atan asin sinh cosh tanh root pow".split())
_POLYNOMIAL = frozenset("add mul neg div pow var".split())
_BY_PARTS = frozenset({"log", "atan", "asin", "acos"})


def by_change(n: Normalizer, f: Term, x: Term, find: Find) -> Term | None:
    """Of f(x) = g(u(x)) u'(x): G(u(x)), for an inner function u that stands in f.

    x e^(x^2) = e^u u'/2, for u = x^2
    """
    for u in _inner(n.normal_term(f), x):
        slope = n.normal_term(differentiate(u, x)[0])
        if slope is ZERO:
            continue
        w = fresh(f, u)
        rest = replace(n.normal_term(div(f, slope)), {u: w})
        if x in rest.free:
            rest = n.normal_term(substitute(rest, {x: _inverse(u, x, w)}))
        found = find(rest, w) if x not in rest.free else None
        if found is not None:
            return substitute(found, {w: u})
    return None


def _inner(f: Term, x: Term) -> Iterator[Term]:
    """The functions of x in a term, and what stands in them; smaller ones first."""
    found: dict[Term, None] = {}
    for node in subterms(f):
        if x in node.free and node.op in _OUTER:
            found[node] = None
            found.update((a, None) for a in node.args if x in a.free and a is not x)
    sized = sorted(found, key=lambda u: len(str(u)))
    yield from sized[:MAX_INNER]


def _inverse(u: Term, x: Term, w: Term) -> Term:
    """What x is by u = w; x itself where that is not seen."""
    if u.op == "log" and u.args[0] is x:
        return exp(w)
    return power(w, num(u.value)) if u.op == "root" and u.args[0] is x else x


def by_parts(above: Sequence[Term], below: Sequence[Term], x: Term, find: Find) -> Term | None:
    """V g - (what has the slope V g'), for g a logarithm or inverse function, V of the rest."""
    last = [f for f in above if f.op in _BY_PARTS]
    if len(last) != 1:
        return None
    rest: Term = mul(*(f for f in above if f is not last[0]))
    whole = find(div(rest, mul(*below)) if below else rest, x) if x in rest.free or below else (
        mul(rest, x)
    )  # fmt: skip
    if whole is None:
        return None
    left = find(mul(whole, differentiate(last[0], x)[0]), x)
    return None if left is None else sub(mul(whole, last[0]), left)


def by_division(n: Normalizer, above: Term, below: Term, x: Term, find: Find) -> Term | None:
    """P/Q = S + R/Q, for polynomials, P not of a lower degree than Q."""
    p, q = coefficients(n, above, x), coefficients(n, below, x)
    if p is None or q is None or not 2 <= len(q) <= 3 or len(p) < len(q):
        return None
    whole: list[Term] = []
    while len(p) >= len(q):
        lead, shift = n.normal_term(div(p[-1], q[-1])), len(p) - len(q)
        whole.append(mul(lead, power(x, num(shift))))
        p = [n.normal_term(sub(c, mul(lead, q[k - shift])) if k >= shift else c)
             for k, c in enumerate(p)][:-1]  # fmt: skip
    rest = add(*(mul(c, power(x, num(k))) for k, c in enumerate(p) if c is not ZERO), ZERO)
    parts = [find(term, x) for term in (add(*whole, ZERO), n.normal_term(div(rest, below)))]
    return None if None in parts else add(*(part for part in parts if part is not None))


def coefficients(n: Normalizer, f: Term, x: Term) -> list[Term] | None:
    """Those of a polynomial in x, by rising powers; None for what is none of a small degree."""
    if any(t.op not in _POLYNOMIAL and x in t.free for t in subterms(f)):
        return None
    out: list[Term] = []
    slope, factor = f, 1
    for k in range(MAX_DEGREE + 1):
        if x not in slope.free:
            out.append(n.normal_term(div(slope, num(factor))))
            return out
        try:
            out.append(n.normal_term(div(substitute(slope, {x: ZERO}), num(factor))))
        except Unsupported:  # a power of x in a divisor
            return None
        slope, factor = n.normal_term(differentiate(slope, x)[0]), factor * (k + 1)
    return None


def over_root(n: Normalizer, above: Term, q: Term, x: Term) -> Term | None:
    """Of (p x + r)/sqrt(q), q quadratic: by sqrt(q), and an arcsine or a logarithm."""
    of_q, of_above = coefficients(n, q, x), coefficients(n, above, x)
    if of_q is None or of_above is None or len(of_q) != 3 or len(of_above) > 2:
        return None
    c, b, a = of_q
    r, p = of_above[0], of_above[1] if len(of_above) == 2 else ZERO
    middle, gap = add(mul(TWO, a, x), b), n.normal_term(sub(mul(b, b), mul(num(4), a, c)))
    if n.sign(a) == NEG:
        part = neg(div(apply("asin", div(middle, sqrt(gap))), sqrt(neg(a))))
    elif n.sign(a) == POS:
        size = apply("abs", add(mul(TWO, sqrt(a), root(q, 2)), middle))
        part = div(log(size), sqrt(a))
    else:
        return None
    left = sub(r, div(mul(p, b), mul(TWO, a)))
    return add(mul(div(p, a), root(q, 2)), mul(left, part))


def of_root(n: Normalizer, q: Term, x: Term) -> Term | None:
    """Of sqrt(q), q quadratic, from that of 1/sqrt(q)."""
    found, known = over_root(n, ONE, q, x), coefficients(n, q, x)
    if found is None or known is None:
        return None
    c, b, a = known
    first = mul(div(add(mul(TWO, a, x), b), mul(num(4), a)), root(q, 2))
    gap = sub(mul(num(4), a, c), mul(b, b))
    return add(first, mul(div(gap, mul(num(8), a)), found))


def squared_wave(f: Term) -> Term | None:
    """sin(u)^2 and cos(u)^2 as halves with cos(2u); None for others."""
    if f.op != "pow" or f.args[0].op not in ("sin", "cos") or f.args[1] is not TWO:
        return None
    twice = div(apply("cos", mul(TWO, f.args[0].args[0])), TWO)
    half = div(ONE, TWO)
    return add(half, twice if f.args[0].op == "cos" else neg(twice))


__all__ = [
    "by_change", "by_division", "by_parts", "coefficients", "of_root", "over_root",
    "squared_wave",
]  # fmt: skip
