"""The rule for complex numbers: what holds of real and imaginary parts holds of them."""

from __future__ import annotations

from ..normal_forms.complex_parts import ComplexParts, is_complex
from ..normal_forms.normal import Normalizer
from ..proof import Data, Proof, Sequent, Workspace
from ..terms import RELATIONS, eq, negation, rebuild
from ..terms.definedness import strictly
from ..terms.nodes import Term
from .claims import conditions_of, judged_at
from .plain import require, rule
from .points import CONNECTIVES, holds_at


def in_parts(statements: tuple[Term, ...], w: Workspace) -> tuple[ComplexParts, tuple[Term, ...]]:
    """Hypotheses as statements about real numbers, and the parts of terms under those."""
    plain = ComplexParts(Normalizer(deadline=w.deadline))
    real = tuple(plain.statement(s) for s in statements)
    # one of its own: what others have asked of a shared one would show in the parts
    parts = ComplexParts(Normalizer(real, deadline=w.deadline))
    parts.variables.update(plain.variables)
    return parts, real


def goals_in_parts(parts: ComplexParts, relation: Term) -> tuple[Term, ...]:
    """The relations between real terms that together are a relation; one for != and the orders."""
    if relation.op != "eq":
        return (parts.statement(relation),)
    a, b = (parts.pair(side) for side in relation.args)
    pairs = zip(a.guarded(), b.guarded(), strict=True)
    both = tuple(eq(x, y) for x, y in pairs)
    return both[:1] if a.real and b.real else both


def as_parts(parts: ComplexParts, relation: Term) -> tuple[Term, ...]:
    """The same, once it is sure that no other name is taken for a real or imaginary part."""
    goals = goals_in_parts(parts, relation)
    used = {v.value for v in relation.free}
    require(not used & {v.value for v in parts.variables}, "a name that is in use")
    return goals


@rule("complex parts")
def by_complex_parts(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- judged (A = B), from H' |- judged (Re A = Re B) and H' |- judged (Im A = Im B); and
    H |- not (A = B) somewhere, from either part's.

    A complex z is x + iy for two real variables that are nowhere else, and H' says of those what H
    says of z. Each part, as a real term, is defined exactly where A is; so a condition of one
    premise, which leaves out no point at which both its sides are defined, leaves out none for the
    claim, and the premises' points are the claim's. The claim's own further conditions say the same
    as theirs. Other relations have a single premise; so have statements made of relations, each of
    which holds exactly where what it says of real numbers does.
    """
    require(s.goal.op in ("judged", "somewhere"), "a judgement or a failure")
    failure = s.goal.op == "somewhere"
    require((s.goal.args[0].op == "not") == failure, "a judgement or a failure")
    relation = s.goal.args[0].args[0] if failure else s.goal.args[0]
    require(relation.op in RELATIONS | CONNECTIVES, "a relation, or a statement made of some")
    # without a complex number in it, the same sequent means what it says of real numbers
    require(is_complex(relation, *s.hypotheses), "no complex number occurs")
    conditions = data.get("conditions", ())
    given = tuple(
        h for h in s.hypotheses if not isinstance(conditions, tuple) or h not in conditions
    )
    parts, real = in_parts(given, w)
    goals = as_parts(parts, relation)
    taken = {v.value for h in s.hypotheses for v in h.free}
    require(not taken & {v.value for v in parts.variables}, "a name that is in use")
    if failure:
        require(len(premises) == 1, "one premise, that a part differs")
        told = premises[0].sequent
        allowed = [rebuild(s.goal, (negation(g),)) for g in goals]
        require(told.goal in allowed and told.hypotheses == real, "another statement")
        return {}
    plain = ComplexParts(Normalizer(deadline=w.deadline))
    stated = tuple(plain.statement(c) for c in s.hypotheses if c not in given)
    require(len(premises) == len(goals), "a premise for each part")
    added: set[Term] = set()
    for premise, goal in zip(premises, goals, strict=True):
        require(premise.sequent.goal is rebuild(s.goal, (goal,)), "another statement")
        more = set(premise.sequent.hypotheses) - set(real)
        require(more <= conditions_of(premise), "a hypothesis that is no condition")
        added |= more
    for known, wanted in ((stated, added), (added, stated)):
        normalizer = w.normalizer((*real, *known))
        require(all(c in known or normalizer.holds(c) for c in wanted), "other conditions")
    point = judged_at(premises[0]) if stated or added else {}
    for condition in (*stated, *added):
        require(holds_at(strictly(condition), point), "{} is only just met there", condition)
    return {}
