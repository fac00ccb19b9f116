"""Rules of induction on an integer: by equal differences, and by the hypothesis for n."""

from __future__ import annotations

from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import ONE, RELATIONS, ZERO, Term, add, eq, le, sub, substitute, subterms
from .plain import require, rule


@rule("induction")
def by_induction(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A(n) = B(n) for every integer n >= c, from A(c) = B(c), and
    A(n+1) - A(n) = B(n+1) - B(n) under H, both sides being defined at n and at n + 1.

    Of H, only c <= n may speak of n.
    """
    name, ahead = _begun(s, premises, data)
    require(s.goal.op == "eq", "the goal is an equality")
    require(ahead.sequent.goal is induction_step(s.goal, name), "the step is needed")
    require(set(ahead.sequent.hypotheses) <= set(s.hypotheses), "more hypotheses in the step")
    return {}


@rule("induction by hypothesis")
def by_hypothesis(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- P(n) for every integer n >= c, from P(c), and from P(n + 1) under H and P(n); P is a
    relation. Of H, only c <= n may speak of n.
    """
    name, ahead = _begun(s, premises, data)
    require(s.goal.op in RELATIONS, "the goal is a relation")
    require(ahead.sequent.goal is induction_next(s.goal, name), "the step is needed")
    allowed = {*s.hypotheses, s.goal}
    require(set(ahead.sequent.hypotheses) <= allowed, "more hypotheses in the step")
    return {}


def _begun(s: Sequent, premises: tuple[Proof, ...], data: Data) -> tuple[Term, Proof]:
    """The variable of an induction and the premise of its step; the start is checked."""
    name, start = data.get("on"), data.get("from")
    if not isinstance(name, Term) or not isinstance(start, Term) or len(premises) != 2:
        raise InferenceError("a variable, a start and two premises are needed")
    require(name.op == "var" and name.sort.name in ("nat", "int"), "an integer variable")
    require(start.op == "num" and start.sort.name in ("nat", "int"), "from an integer")
    bounded = le(start, name)
    natural = name.sort.name == "nat" and start is ZERO
    require(name.sort.name == "int" or start.sort.name == "nat", "a natural number starts at 0")
    require(natural or bounded in s.hypotheses, "the variable starts there")
    about = {h for h in s.hypotheses if name in h.free}
    require(about <= {bounded}, "another hypothesis speaks of the variable")
    _require_plain_families(s.goal, name)
    base, ahead = premises
    require(base.sequent.goal is induction_start(s.goal, name, start), "the start is needed")
    constant = set(s.hypotheses) - about
    require(set(base.sequent.hypotheses) <= constant, "more hypotheses at the start")
    return name, ahead


def _require_plain_families(goal: Term, name: Term) -> None:
    """That of a family whose length speaks of the variable, only entries occur: those are numbers
    whatever the length is, but what is made of the whole family changes with it."""
    for node in subterms(goal):
        for place, part in enumerate(node.args):
            long = part.op == "var" and part.sort.name == "family" and name in part.free
            require(not long or (node.op == "elem" and place == 0), "the length of {} varies", part)


def induction_start(goal: Term, name: Term, start: Term) -> Term:
    """A(c) = B(c)."""
    return substitute(goal, {**_fixed_families(goal), name: start})


def induction_step(goal: Term, name: Term) -> Term:
    """A(n+1) - A(n) = B(n+1) - B(n)."""
    after = {**_fixed_families(goal), name: add(name, ONE)}
    return eq(*(sub(substitute(side, after), side) for side in goal.args))


def induction_next(goal: Term, name: Term) -> Term:
    """P(n+1)."""
    return substitute(goal, {**_fixed_families(goal), name: add(name, ONE)})


def _fixed_families(goal: Term) -> dict[Term, Term]:
    """Families stay the same ones, though the variable may be said to be their length."""
    return {v: v for v in goal.free if v.sort.name == "family"}
