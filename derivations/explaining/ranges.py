"""Steps on sums and products over a range: its ends, its order, and sums that telescope."""

from __future__ import annotations

from collections.abc import Iterator

from proofs.kernel.terms import (
    INT,
    ONE,
    OO,
    ZERO,
    Term,
    abstract,
    add,
    construct,
    div,
    instantiate,
    le,
    mul,
    num,
    sub,
    var,
)

from .facts import Facts
from .moves import Move
from .numbers import rational
from .products import collected
from .tidying import tidy, unordered

_JOIN = {"sum": add, "prod": mul}
_WORDS = {"sum": ("term", "sum"), "prod": ("factor", "product")}
_INDEX = var("_index", INT)


def _of(term: Term, lower: Term, upper: Term, body: Term) -> Term:
    return construct(term.op, (lower, upper, body))


def _plus(a: Term, by: int) -> Term:
    return collected(add(a, num(by)))


def last_off(term: Term, facts: Facts) -> Iterator[Move]:
    """sum_{i=1}^{n+1} i -> sum_{i=1}^n i + (n + 1)"""
    lower, upper, body = term.args
    if upper is OO or upper.op != "add" or ONE not in upper.args:
        return
    if not facts.holds(le(lower, upper)):
        return
    before = _of(term, lower, _plus(upper, -1), body)
    after = _JOIN[term.op](before, instantiate(body, upper))
    part, whole = _WORDS[term.op]
    text = f"split off the last {part}"
    yield Move(tidy(after), "last term", text, f"take the {part} into the {whole}")


def first_off(term: Term, facts: Facts) -> Iterator[Move]:
    """sum_{i=0}^n r^i -> 1 + sum_{i=1}^n r^i"""
    lower, upper, body = term.args
    if upper is OO or not facts.holds(le(lower, upper)) or lower.op != "num":
        return
    after = _JOIN[term.op](instantiate(body, lower), _of(term, _plus(lower, 1), upper, body))
    part, whole = _WORDS[term.op]
    text = f"split off the first {part}"
    yield Move(tidy(after), "first term", text, f"take the {part} into the {whole}", cost=1.3)


def shifted(term: Term, facts: Facts) -> Iterator[Move]:
    """sum_{i=2}^{n+1} a_(i-1) -> sum_{i=1}^n a_i"""
    lower, upper, body = term.args
    if upper is OO or lower.op != "num":
        return
    for by in (1, -1):
        moved = abstract(_indices(instantiate(body, add(_INDEX, num(by)))), _INDEX)
        after = _of(term, _plus(lower, -by), _plus(upper, -by), moved)
        yield Move(tidy(after), "shift", "shift the index", "shift the index", cost=1.3)


def _indices(term: Term) -> Term:
    """A term with the sums in its indices and exponents put in order: i + 1 - 1 is i."""
    if not term.args:
        return term
    args = tuple(_indices(a) for a in term.args)
    out = construct(term.op, args, term.value) if term.op != "app" else term
    if out.op == "add" and out.sort.name in ("int", "nat"):
        return collected(out)
    return out


def telescopes(term: Term, facts: Facts) -> Iterator[Move]:
    """sum_{i=1}^n (a_(i+1) - a_i) -> a_(n+1) - a_1"""
    lower, upper, body = term.args
    if term.op != "sum" or upper is OO or body.op != "add" or len(body.args) != 2:
        return
    if not facts.holds(le(lower, _plus(upper, 1))):
        return
    rising = [a for a in body.args if a.op != "neg"]
    falling = [a.args[0] for a in body.args if a.op == "neg"]
    if len(rising) != 1 or len(falling) != 1:
        return
    up, down = (instantiate(a, _INDEX) for a in (rising[0], falling[0]))
    for first, sign in ((down, 1), (up, -1)):
        other = up if sign > 0 else down
        ahead = instantiate(abstract(first, _INDEX), _plus(_INDEX, 1))
        if unordered(tidy(_indices(ahead))) is not unordered(tidy(_indices(other))):
            continue
        path = abstract(first, _INDEX)
        ends = [_indices(instantiate(path, at)) for at in (_plus(upper, 1), lower)]
        after = sub(*ends) if sign > 0 else sub(*reversed(ends))
        text = "the sum telescopes: all but the first and the last term cancel"
        yield Move(_small(tidy(after)), "telescoping", text, text)


def _small(term: Term) -> Term:
    """A term with closed parts worked out: 1/1 is 1."""
    return term if rational(term) is None else rational(term) or term


def swapped(term: Term, facts: Facts) -> Iterator[Move]:
    """sum_i sum_j a_ij -> sum_j sum_i a_ij"""
    lower, upper, body = term.args
    if term.op != "sum" or body.op != "sum" or any(a.loose for a in body.args[:2]):
        return
    if OO in (upper, body.args[1]):
        return
    i, j = var("_i", INT), var("_j", INT)
    inner = instantiate(body, i)
    inside = instantiate(inner.args[2], j)
    first = construct("sum", (lower, upper, abstract(inside, i)))
    after = construct("sum", (inner.args[0], inner.args[1], abstract(first, j)))
    yield Move(tidy(after), "swap", "swap the sums", "swap the sums")


def partial_fractions(term: Term, facts: Facts) -> Iterator[Move]:
    """1/(i (i + 1)) -> 1/i - 1/(i + 1)"""
    if term.op != "div" or term.args[0].op != "num" or term.args[1].op != "mul":
        return
    factors = term.args[1].args
    if len(factors) != 2:
        return
    a, b = factors
    gap = collected(sub(b, a))
    amount = gap.args[0] if gap.op == "neg" else gap
    if amount.op != "num" or amount is ZERO:
        return
    low, high = (b, a) if gap.op == "neg" else (a, b)
    over = num(term.args[0].value / amount.value)
    after = tidy(sub(div(ONE, low), div(ONE, high)))
    after = after if over is ONE else tidy(mul(over, after))
    yield Move(after, "partial fractions", "partial fractions", "over one denominator", cost=1.2)


STEPS = {
    "sum": (telescopes, last_off, first_off, shifted, swapped),
    "prod": (last_off, first_off, shifted),
    "div": (partial_fractions,),
}
__all__ = ["STEPS"]
