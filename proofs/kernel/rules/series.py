"""The rule for infinite series: what their partial sums tend to."""

from __future__ import annotations

from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import ONE, OO, Term, add, div, eq, le, lt, mul, neg, power, total
from ..terms.definedness import definedness
from .derivatives import follow
from .plain import require, rule


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
