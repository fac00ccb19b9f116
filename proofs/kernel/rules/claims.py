"""Rules that judge a claim as a whole, from what was established about its parts."""

from __future__ import annotations

from ..calculus.differentiation import openly
from ..enclosures.enclosure import contradicted
from ..proof import Data, InferenceError, KernelFault, Proof, Sequent, Workspace
from ..terms import Term, defined, negation, somewhere, substitute
from ..terms.definedness import definedness, opposite
from ..terms.definitions import Definition, unfold
from .plain import established, require, rule, sides
from .points import holds_at, read_point


def _require_no_more(
    s: Sequent, conditions: tuple[object, ...], absences: tuple[Proof, ...], w: Workspace,
    open_: frozenset[Term] = frozenset(),
) -> None:  # fmt: skip
    """That conditions leave out no point at which both sides are defined.

    Each follows from the other hypotheses, but for those that are `open_` themselves, and that both
    sides are defined; or there is a proof that a side is not defined where the condition fails. In
    either case that its own terms are defined follows: where they are not, it does not hold.
    """
    statement = s.goal.args[0]
    both_defined = tuple(defined(side) for side in sides(statement))
    given = tuple(h for h in s.hypotheses if h not in conditions and h not in open_)
    normalizer = w.normalizer((*given, *both_defined))
    missing = [negation(d) for d in both_defined]
    for place, condition in enumerate(conditions):
        if not isinstance(condition, Term):
            raise InferenceError("a condition is a statement")
        for needed in definedness(condition):
            known = needed in conditions[:place] or normalizer.holds(needed)
            require(known, "{} leaves out where it is not defined", condition)
        allowed = {*given, *both_defined, opposite(condition)}
        shown = any(
            p.sequent.goal in missing and allowed.issuperset(p.sequent.hypotheses) for p in absences
        )
        require(shown or normalizer.holds(condition), "{} leaves out more than it may", condition)


@rule("where")
def by_where(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """G, C |- judged (A relation B), as the premise says, with C known to leave out no point at
    which both sides are defined, and met strictly at the point that it rests on.

    The conditions that the premise has already rest on C, so C does not rest on them.
    """
    require(s.goal.op == "judged" and len(premises) >= 1, "a judgement is needed")
    judgement, *absences = premises
    require(judgement.sequent == s, "another judgement")
    conditions = data.get("conditions")
    if not isinstance(conditions, tuple) or not set(s.hypotheses).issuperset(conditions):
        raise InferenceError("the conditions are not among the hypotheses")
    _require_no_more(s, conditions, tuple(absences), w, conditions_of(judgement))
    point = _certified(judgement)
    chosen, values = _functions_put_in(point), read_point(_base_of(point).data)
    for condition in (substitute(c, chosen) for c in conditions):
        require(holds_at(openly(condition), values), "{} is only just met there", condition)
    return {}


def conditions_of(judgement: Proof) -> frozenset[Term]:
    """The hypotheses of a judgement that are known to leave out no point that they may not.

    What is put in for a part of a side (rewriting) has to be its value at every such point, so a
    condition on which that value rests is not known to be one any more.
    """
    told = judgement.data.get("conditions", ())
    own = frozenset(told) if isinstance(told, tuple) else frozenset()
    if judgement.rule in ("claim", "entries", "matrix algebra", "complex parts"):
        return own
    if judgement.rule == "where":
        return own | conditions_of(judgement.premises[0])
    if judgement.rule == "rewriting":
        base, *equalities = judgement.premises
        return conditions_of(base).difference(*(p.sequent.hypotheses for p in equalities))
    return frozenset()


def _certified(judgement: Proof) -> Proof:
    """The proof that there is a point, which a judgement rests on."""
    while judgement.rule in ("rewriting", "where"):
        judgement = judgement.premises[0]
    require(judgement.rule == "claim", "a judgement by its claim is needed")
    return judgement.premises[3]


def judged_at(judgement: Proof) -> dict[Term, Term]:
    """The values at the point that a judgement rests on."""
    return read_point(_base_of(_certified(judgement)).data)


def _functions_put_in(point: Proof) -> dict[Term, Term]:
    """The functions that a point puts in for unknown ones."""
    out: dict[Term, Term] = {}
    while point.rule in ("rewriting", "particular functions"):
        if point.rule == "particular functions":
            names, values = point.data["at"], point.data["values"]
            out.update(zip(names, values, strict=True))  # type: ignore[call-overload]
        point = point.premises[0]
    return out


def _base_of(point: Proof) -> Proof:
    """The instance behind a point, as it was before what was worked out was put in, and with
    particular functions put in for unknown ones."""
    while point.rule in ("rewriting", "particular functions"):
        point = point.premises[0]
    require(point.rule == "instance", "a point is needed")
    return point


@rule("claim")
def by_claim(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """G, C |- judged (A relation B), from these premises:

    the relation, under G, C and that both sides are defined; that A is defined where B is, and B
    where A is, under G and C; and a point. Where conditions C had to be added, the point meets all
    of D(A) and D(B) strictly, so that the two agree on a set with interior.
    """
    require(s.goal.op == "judged" and len(premises) >= 4, "a judgement has four premises")
    statement = s.goal.args[0]
    left, right = sides(statement)
    relation, there, back, point, *absences = premises
    allowed = set(s.hypotheses)
    domain = {defined(left), defined(right)}
    require(relation.sequent.goal is statement, "another relation")
    require(set(relation.sequent.hypotheses) <= allowed | domain, "more hypotheses")
    for premise, goal, other in ((there, left, right), (back, right, left)):
        require(premise.sequent.goal is defined(goal), "a side's definedness is needed")
        require(set(premise.sequent.hypotheses) <= allowed | {defined(other)}, "more hypotheses")
    require(point.sequent.goal is somewhere(statement), "a point of another relation")
    require(allowed <= set(point.sequent.hypotheses), "the point meets fewer hypotheses")
    chosen = _functions_put_in(point)
    point = _base_of(point)
    values, worked_out = read_point(point.data), point.sequent.goal.args[0]
    conditions = data.get("conditions")
    if conditions:
        if not isinstance(conditions, tuple) or not allowed.issuperset(conditions):
            raise InferenceError("the conditions are not among the hypotheses")
        _require_no_more(s, conditions, tuple(absences), w)
        domains = (c for side in sides(worked_out) for c in definedness(side))
        for condition in (*(substitute(c, chosen) for c in conditions), *domains):
            if condition.op == "defined" and established(point.sequent, point.premises, condition):
                continue  # it exists wherever the hypotheses hold: nearby as well
            require(holds_at(openly(condition), values), "{} is only just met there", condition)
    improper = any(p.rule == "integrable" for p in point.premises)  # no enclosure, or a slow one
    compared = worked_out.op in ("eq", "lt", "le", "ne") and not improper
    if compared and contradicted(worked_out, values):
        raise KernelFault(f"proved and refuted: {s}")
    return {}


WITNESSED = ("witness", "entries apart", "complex parts")
"""The rules by which an equality fails at a point."""


@rule("not identically")
def by_not_identically(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """G |- A != B in the weaker sense: they are not identically equal, by one witness."""
    require(s.goal.op == "not" and s.goal.args[0].op == "judged", "the goal denies a judgement")
    witnessed = len(premises) == 1 and premises[0].rule in WITNESSED
    require(witnessed, "a witness is needed")
    statement = s.goal.args[0].args[0]
    require(statement.op == "eq", "the goal denies an equality")
    require(premises[0].sequent.goal.args[0] is negation(statement), "a witness of another")
    require(premises[0].sequent.hypotheses == s.hypotheses, "other hypotheses")
    return {}


@rule("definition")
def by_definition(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- a statement with defined names, from the same with each name unfolded."""
    definitions = data.get("definitions")
    if not isinstance(definitions, tuple) or not all(
        isinstance(d, Definition) for d in definitions
    ):
        raise InferenceError("definitions are needed")
    require(len(premises) == 1, "one premise")
    goal = unfold(s.goal, definitions)
    hypotheses = tuple(unfold(h, definitions) for h in s.hypotheses)
    require(premises[0].sequent.goal is goal, "unfolds to another statement")
    require(premises[0].sequent.hypotheses == hypotheses, "unfolds to other hypotheses")
    return {}
