"""The rules of integration: continuous functions, and the fundamental theorem.

Source: W. Rudin, Principles of Mathematical Analysis, theorems 6.8 and 6.21; improper ends are
limits.
"""

from __future__ import annotations

from collections.abc import Iterator

from .calculus import continuity, differentiate
from .calculus_rules import follow, fresh
from .definedness import definedness
from .normal import Normalizer
from .proof import Data, InferenceError, Proof, Sequent, Workspace
from .rules import require, rule
from .terms import OO, Term, instantiate, le, limit, lt, neg, sub

LOW = neg(OO)


def _is_low(end: Term) -> bool:
    return end.op == "neg" and end.args[0] is OO


def _between(here: Normalizer, ends: tuple[Term, Term], name: Term, strict: bool) -> Iterator[Term]:
    """That the variable lies between the ends, in whichever order they are proved to stand."""
    lower, upper = ends
    require(lower is not OO and not _is_low(upper), "from minus infinity, or to infinity")
    relation = lt if strict else le
    if not _is_low(lower) and upper is not OO and not here.holds(le(lower, upper)):
        require(here.holds(le(upper, lower)), "the order of the ends is not known")
        lower, upper = upper, lower
    if not _is_low(lower):
        yield relation(lower, name)
    if upper is not OO:
        yield relation(name, upper)


@rule("continuous integrand")
def by_continuity(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- integral_a^b f is defined: f is continuous on the closed interval, a and b finite."""
    require(s.goal.op == "defined" and s.goal.args[0].op == "integral", "an integral is defined")
    lower, upper, body = s.goal.args[0].args
    require(not _is_low(lower) and upper is not OO, "the ends are finite")
    here = w.normalizer(s.hypotheses)
    follow(here, (*definedness(lower), *definedness(upper)))
    name = fresh(s.goal, *s.hypotheses)
    f = instantiate(body, name)
    within = w.normalizer((*s.hypotheses, *_between(here, (lower, upper), name, strict=False)))
    follow(within, definedness(f))
    follow(within, continuity(f, (name,), within=True))
    return {}


@rule("fundamental theorem")
def by_fundamental_theorem(
    s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace
) -> Data:
    """H |- integral_a^b f = F(b) - F(a): F is continuous on the closed interval, f inside, and
    F' = f inside. At an infinite end, the limit of F (a premise) stands for its value.
    """
    require(
        s.goal.op == "eq" and s.goal.args[0].op == "integral", "the goal is an integral's value"
    )
    term, value = s.goal.args
    lower, upper, body = term.args
    antiderivative = data.get("antiderivative")
    if not isinstance(antiderivative, Term):
        raise InferenceError("an antiderivative is needed")
    name = fresh(s.goal, antiderivative, *s.hypotheses)
    f, whole = instantiate(body, name), instantiate(antiderivative, name)
    here = w.normalizer(s.hypotheses)
    ends = (lower, upper)
    for end in ends:
        if not _is_low(end) and end is not OO:
            follow(here, definedness(end))
    closed = w.normalizer((*s.hypotheses, *_between(here, ends, name, strict=False)))
    follow(closed, (*definedness(whole), *continuity(whole, (name,), within=True)))
    inside = w.normalizer((*s.hypotheses, *_between(here, ends, name, strict=True)))
    follow(inside, (*definedness(f), *continuity(f, (name,))))
    if inside.contradictory():  # the ends are equal: f has to mean something there
        follow(closed, definedness(f))
    slope, conditions = differentiate(whole, name)
    follow(inside, (*conditions, *definedness(slope)))
    require(inside.equal(slope, f), "its derivative is not seen to be the integrand")
    allowed = set(s.hypotheses)
    values = []
    for end in ends:
        if not _is_low(end) and end is not OO:
            values.append(instantiate(antiderivative, end))
            continue
        towards = limit(end, antiderivative)
        found = next((p.sequent for p in premises if p.sequent.goal.op == "eq"
                      and p.sequent.goal.args[0] is towards), None)  # fmt: skip
        if found is None or not allowed.issuperset(found.hypotheses):
            raise InferenceError("its limit at the infinite end is needed")
        values.append(found.goal.args[1])
    require(value is sub(values[1], values[0]), "another value")
    follow(here, definedness(value))
    return {}
