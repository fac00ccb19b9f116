"""Rules about the ranges of finite sums and products: split, reversed, swapped."""

from __future__ import annotations

from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import INT, ONE, Term, abstract, add, eq, instantiate, le, mul, rebuild, sub, var
from ..terms.definedness import definedness
from .derivatives import follow
from .plain import require, rule


@rule("splitting a range")
def by_splitting(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- sum_{l..u} f = sum_{l..m} f + sum_{m+1..u} f, for an integer m with l - 1 <= m <= u; so
    with products. The whole is defined under H, and then its parts are."""
    whole, place = _whole(s), data.get("at")
    if not isinstance(place, Term):
        raise InferenceError("a place to split at is needed")
    require(s.goal is split_range(whole, place), "another equality")
    here = w.normalizer(s.hypotheses)
    lower, upper, _ = whole.args
    follow(here, (*definedness(whole), *definedness(place)))
    require(all(is_whole(end) for end in (lower, upper, place)), "the ends are integers")
    follow(here, (le(lower, add(place, ONE)), le(place, upper)))
    return {}


def split_range(whole: Term, place: Term) -> Term:
    """The equality of a sum or product with its two parts."""
    lower, upper, body = whole.args
    first = rebuild(whole, (lower, place, body))
    second = rebuild(whole, (add(place, ONE), upper, body))
    return eq(whole, (add if whole.op == "sum" else mul)(first, second))


@rule("reversing a range")
def by_reversing(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- sum_{k=l..u} f(k) = sum_{k=l..u} f(l + u - k), for integers l and u; so with products.

    The map k -> l + u - k takes the range to itself; the left side is defined under H.
    """
    whole = _whole(s)
    require(s.goal is reverse_range(whole), "another equality")
    require(all(is_whole(end) for end in whole.args[:2]), "the ends are integers")
    follow(w.normalizer(s.hypotheses), definedness(whole))
    return {}


def reverse_range(whole: Term) -> Term:
    """The equality of a sum or product with the same from its end to its start."""
    lower, upper, body = whole.args
    (index,) = fresh_indices(1, whole)
    backwards = instantiate(body, sub(add(lower, upper), index))
    return eq(whole, rebuild(whole, (lower, upper, abstract(backwards, index))))


@rule("swapping ranges")
def by_swapping(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- sum_{i=l..u} sum_{j=p(i)..q(i)} f = sum_{j=l'..u'} sum_{i=p'(j)..q'(j)} f; so with
    products. Both are over the same pairs: those of either range lie in the other.

    The left side is defined under H; of the right side, its ends are.
    """
    left = _whole(s)
    right = s.goal.args[1]
    require(all(_nested(a) and a.op == left.op for a in (left, right)), "two nested ranges")
    i, j = fresh_indices(2, s.goal, *s.hypotheses)
    first, f = _pairs(left, i, j)
    second, g = _pairs(right, j, i)
    require(f is g, "not the same summands")
    here = w.normalizer(s.hypotheses)
    follow(here, definedness(left))
    follow(here, tuple(c for end in right.args[:2] for c in definedness(end)))
    outer = w.normalizer((*s.hypotheses, *second[:2]))
    inner = instantiate(right.args[2], j)
    follow(outer, tuple(c for end in inner.args[:2] for c in definedness(end)))
    follow(w.normalizer((*s.hypotheses, *first)), second)
    follow(w.normalizer((*s.hypotheses, *second)), first)
    return {}


def _pairs(nested: Term, outer: Term, inner: Term) -> tuple[tuple[Term, ...], Term]:
    """What the pairs of two nested ranges satisfy, and the summand there."""
    lower, upper, body = nested.args
    within = instantiate(body, outer)
    low, high, summand = within.args
    require(all(is_whole(end) for end in (lower, upper, low, high)), "the ends are integers")
    bounds = (le(lower, outer), le(outer, upper), le(low, inner), le(inner, high))
    return bounds, instantiate(summand, inner)


def _nested(term: Term) -> bool:
    return term.op in ("sum", "prod") and term.args[2].op == term.op


def _whole(s: Sequent) -> Term:
    """The left side of an equality, a sum or product over a range."""
    require(s.goal.op == "eq" and s.goal.args[0].op in ("sum", "prod"), "a range is needed")
    return s.goal.args[0]


def is_whole(end: Term) -> bool:
    """Whether a term is an integer by its sort."""
    return end.sort.name in ("nat", "int")


def fresh_indices(count: int, *terms: Term) -> list[Term]:
    """Integer variables that occur in none of the terms."""
    taken = {v.value for t in terms for v in t.free}
    names = (f"i{k}" for k in range(len(taken) + count))
    return [var(name, INT) for name in names if name not in taken][:count]
