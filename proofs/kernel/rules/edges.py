"""The rule about edges of a domain: no derivative where a function ends."""

from __future__ import annotations

from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import instantiate, lt
from ..terms.definedness import definedness
from .derivatives import fresh
from .plain import require, rule


@rule("edge of the domain")
def by_edge(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- deriv(a, f) is not defined, for f(t) is defined for no t < a, or for no t > a.

    Sound, as a derivative is a limit from both sides (of whatever order): it needs values of f
    arbitrarily close to a on each. Of f(t), a condition of definedness fails wherever those before
    it hold; t is a new name, of which nothing is known but the side.
    """
    require(s.goal.op == "not" and s.goal.args[0].op == "defined", "the goal is that it is not")
    term = s.goal.args[0].args[0]
    require(term.op == "deriv" and not term.loose, "a derivative")
    require(data.get("side") in ("left", "right"), "a side")
    point, body = term.args
    beside = fresh(term, *s.hypotheses)
    there = lt(beside, point) if data["side"] == "left" else lt(point, beside)
    before = [*s.hypotheses, *definedness(point), there]
    for condition in definedness(instantiate(body, beside)):
        if w.normalizer(tuple(before)).fails(condition):
            return {"side": data["side"]}
        before.append(condition)
    raise InferenceError("no condition of its definedness is seen to fail beside the point")
