"""Rules about integers: the integer part, cases by remainder, and cases by value in a range."""

from __future__ import annotations

from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import INT, NAT, ONE, Term, add, eq, is_integer, le, lt, mul, num
from ..terms.definedness import definedness
from .derivatives import follow
from .plain import established, is_plain, require, rule

MAX_MODULUS = 60
MAX_VALUES = 400


@rule("integer part")
def by_integer_part(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- floor(A) = B, for an integer B with B <= A < B + 1."""
    require(s.goal.op == "eq" and s.goal.args[0].op == "floor", "the goal is an integer part")
    (inside,), value = s.goal.args[0].args, s.goal.args[1]
    here = w.normalizer(s.hypotheses)
    follow(here, (*definedness(inside), *definedness(value), is_integer(value)))
    for relation in (le(value, inside), lt(inside, add(value, ONE))):
        require(established(s, premises, relation) or here.holds(relation), "{}", relation)
    return {}


@rule("remainders")
def by_remainders(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- goal, from H, n = m q |- goal, H, n = m q + 1 |- goal, ..., for an integer variable n, a
    number m >= 2 and a new integer q (a natural number if n is one). A remainder may be left
    out only if H contradicts it.
    """
    name, modulus, quotient = data.get("on"), data.get("modulus"), data.get("quotient")
    if not isinstance(name, Term) or not isinstance(quotient, Term) or type(modulus) is not int:
        raise InferenceError("a variable, a modulus and a quotient are needed")
    require(2 <= modulus <= MAX_MODULUS, "a moderate modulus")
    require(name.op == "var" and name.sort in (NAT, INT), "an integer variable")
    require(quotient.op == "var" and quotient.sort == name.sort, "a quotient of the same sort")
    require(all(quotient not in t.free for t in (s.goal, *s.hypotheses)), "a new quotient")
    cases = [remainder_case(name, modulus, quotient, r) for r in range(modulus)]
    return _by_each(s, premises, cases, w)


def remainder_case(name: Term, modulus: int, quotient: Term, remainder: int) -> Term:
    """n = m q + r."""
    return eq(name, add(mul(num(modulus), quotient), num(remainder)))


@rule("integer range")
def by_integer_range(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- goal, from H, n = v |- goal for each integer v from l to u, where n is an integer and
    l <= n <= u under H. A value may be left out only if H contradicts it."""
    name, low, high = data.get("on"), data.get("low"), data.get("high")
    if not isinstance(name, Term) or type(low) is not int or type(high) is not int:
        raise InferenceError("an integer and its bounds are needed")
    require(name.sort.name in ("nat", "int") and not name.loose, "an integer")
    require(high - low < MAX_VALUES, "too many values")
    here = w.normalizer(s.hypotheses)
    follow(here, (*definedness(name), le(num(low), name), le(name, num(high))))
    return _by_each(s, premises, [eq(name, num(v)) for v in range(low, high + 1)], w)


def _by_each(s: Sequent, premises: tuple[Proof, ...], cases: list[Term], w: Workspace) -> Data:
    require(is_plain(s.goal), "the goal is about points that exist: cases do not give it")
    for case in cases:
        allowed = {*s.hypotheses, case}
        shown = any(
            p.sequent.goal is s.goal and allowed.issuperset(p.sequent.hypotheses) for p in premises
        )
        if not shown:
            absurd = w.normalizer((*s.hypotheses, case)).contradictory()
            require(absurd, "the case {} is missing", case)
    return {}


__all__ = ["by_integer_part", "by_integer_range", "by_remainders", "remainder_case"]
