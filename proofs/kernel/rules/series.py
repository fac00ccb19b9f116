"""The rules for infinite series: what their partial sums tend to, that they diverge."""

from __future__ import annotations

from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import (
    ONE,
    OO,
    ZERO,
    Term,
    abstract,
    add,
    div,
    eq,
    instantiate,
    le,
    limit,
    lt,
    mul,
    ne,
    neg,
    power,
    total,
)
from ..terms.definedness import definedness
from .derivatives import follow, fresh
from .plain import require, rule
from .ranges import fresh_indices


@rule("series")
def by_partial_sums(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- sum_{k=a}^oo f = L, from H, a <= n |- sum_{k=a}^n f = L + R(n), where n is a new integer
    and R(n) is a sum of c r^n with -1 < r < 1, and c/(n + b): all of them tend to 0.

    `parts` holds c, "power", r or c, "reciprocal", b in turn; none of these has n in it.
    Source: Rudin, definition 3.21, theorems 3.20 and 3.26.
    """
    index, parts = data.get("index"), data.get("parts")
    if not isinstance(index, Term) or not isinstance(parts, tuple) or len(premises) != 1:
        raise InferenceError("an index, the parts of the remainder and a premise are needed")
    require(s.goal.op == "eq" and s.goal.args[0].op == "sum", "the goal is a series' value")
    whole, value = s.goal.args
    lower, upper, body = whole.args
    require(upper is OO and lower.sort.name in ("nat", "int"), "a series from an integer on")
    require(index.op == "var" and index.sort.name == "int", "an integer index")
    require(all(index not in t.free for t in (s.goal, *s.hypotheses)), "a new index")
    here = w.normalizer(s.hypotheses)
    follow(here, (*definedness(lower), *definedness(value)))
    for c, kind, parameter in zip(parts[0::3], parts[1::3], parts[2::3], strict=True):
        if not isinstance(c, Term) or not isinstance(parameter, Term):
            raise InferenceError("a part of the remainder has two terms")
        require(not {index} & (c.free | parameter.free), "a part depends on the index")
        follow(here, (*definedness(c), *definedness(parameter)))
        if kind == "power":
            follow(here, (lt(neg(ONE), parameter), lt(parameter, ONE)))
        else:
            require(kind == "reciprocal", "no such kind of a part")
    shown = premises[0].sequent
    partial = eq(total(lower, index, body), add(value, *remainder(index, parts)))
    require(shown.goal is partial, "the partial sums are needed")
    require(set(shown.hypotheses) <= {*s.hypotheses, le(lower, index)}, "more hypotheses")
    return {}


def remainder(index: Term, parts: tuple[object, ...]) -> list[Term]:
    """The parts c r^n and c/(n + b) of what is left."""
    out: list[Term] = []
    for c, kind, parameter in zip(parts[0::3], parts[1::3], parts[2::3], strict=True):
        if not isinstance(c, Term) or not isinstance(parameter, Term):
            raise InferenceError("a part of the remainder has two terms")
        power_of = kind == "power"
        out.append(mul(c, power(parameter, index)) if power_of else div(c, add(index, parameter)))
    return out


def growth_of_terms(series: Term) -> Term:
    """The limit of t f(t) as t grows, over the real numbers, for the series of the f(k)."""
    t = fresh(series)
    return limit(OO, abstract(mul(t, instantiate(series.args[2], t)), t))


@rule("divergent series")
def by_divergent_series(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- sum_{k=a}^oo f is not defined, or that it is oo or -oo: from H |- lim t f(t) = L and
    H |- L != 0 (L > 0, L < 0), or from H |- t f(t) tends to oo or -oo, as the real t grows.

    From some k on all f(k) have one sign, and |f(k)| >= c/k for a c > 0: the harmonic series
    diverges. That the sum is oo or -oo needs every f(k) to be defined.
    Source: Rudin, theorems 3.25 and 3.28.
    """
    goal = s.goal.args[0] if s.goal.op == "not" else s.goal
    denied = s.goal.op == "not" and goal.op == "defined"
    require(denied or goal.op == "tends", "the goal is that a series diverges")
    series = goal.args[0]
    require(series.op == "sum" and series.args[1] is OO, "an infinite series")
    require(bool(premises), "the growth of the terms is needed")
    require(all(set(p.sequent.hypotheses) <= set(s.hypotheses) for p in premises), "hypotheses")
    growth, shown = growth_of_terms(series), premises[0].sequent.goal
    if shown.op == "tends":
        require(shown.args[0] is growth, "the growth of other terms")
        require(denied or shown.value == goal.value, "it tends the other way")
    else:
        require(shown.op == "eq" and shown.args[0] is growth, "the growth of other terms")
        value = shown.args[1]
        signs = {"oo": lt(ZERO, value), "-oo": lt(value, ZERO)}
        wanted = {ne(value, ZERO)} if denied else {signs[str(goal.value)]}
        require(len(premises) == 2 and premises[1].sequent.goal in wanted, "the limit's sign")
    if not denied:
        lower, _, body = series.args
        (index,) = fresh_indices(1, series, *s.hypotheses)
        here = w.normalizer((*s.hypotheses, le(lower, index)))
        follow(here, (*definedness(lower), *definedness(instantiate(body, index))))
    return {}


__all__ = ["by_divergent_series", "by_partial_sums", "growth_of_terms", "remainder"]
