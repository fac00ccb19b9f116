"""Rules about statements that are made of others: and, or, not, implies, if and only if, exists."""

from __future__ import annotations

from ..normal_forms.valuation import valuation
from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import (
    BOOL,
    FALSE,
    RELATIONS,
    TRUE,
    Term,
    both,
    defined,
    instantiate,
    judged,
    negation,
    somewhere,
    var,
)
from .derivatives import fresh, replace
from .plain import established, is_plain, require, rule
from .points import CONNECTIVES, read_point


@rule("truth value")
def by_truth_value(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- S, S made of relations each of which H makes true or false; undefined ones are false."""
    require(s.goal.op in CONNECTIVES | RELATIONS, "the goal is made of relations")
    normalizer = w.normalizer(s.hypotheses)
    met = normalizer.contradictory() or valuation(normalizer, s.goal) is True
    require(met, "the relations do not settle the statement")
    return {}


@rule("excluded middle")
def by_excluded_middle(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- S, from H, P |- S and H, not P |- S."""
    chosen = data.get("on")
    if not isinstance(chosen, Term) or chosen.sort != BOOL:
        raise InferenceError("a statement to distinguish is needed")
    require(is_plain(s.goal), "the goal is about points that exist: cases do not give it")
    for case in (chosen, negation(chosen)):
        allowed = {*s.hypotheses, case}
        require(
            any(p.sequent.goal is s.goal and allowed.issuperset(p.sequent.hypotheses)
                for p in premises), f"the case {case} is missing",
        )  # fmt: skip
    return {}


@rule("sign chart")
def by_sign_chart(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- S about one real quantity: on each piece of the line on which H is true, so is S.

    Hypotheses about other quantities are left out. Or H |- somewhere S, about a real variable: S
    and H are true on some piece; or that a real number with S exists, S being about it alone.
    """
    if s.goal.op == "exists":
        return _exists_on_chart(s, w)
    if s.goal.op == "somewhere":
        return _somewhere_on_chart(s, w)
    normalizer = w.normalizer(s.hypotheses)
    used = tuple(h for h in s.hypotheses if _is_about_signs(h))
    chart, conditions = normalizer.chart(s.goal, used)
    for cell in chart.cells:
        if all(chart.holds(c, cell) for c in conditions):
            require(chart.holds(s.goal, cell), "the statement fails on a piece of the line")
    return {"atoms": () if chart.quantity is None else (chart.quantity,)}


def _is_about_signs(statement: Term) -> bool:
    if statement.op in ("and", "or", "not", "implies", "iff"):
        return all(_is_about_signs(a) for a in statement.args)
    return statement.op in RELATIONS or statement.op == "defined"


def _somewhere_on_chart(s: Sequent, w: Workspace) -> Data:
    wanted = both(*s.hypotheses, s.goal.args[0])
    normalizer = w.normalizer(())
    chart, _ = normalizer.chart(wanted, ())
    quantity = chart.quantity
    real = quantity is None or (quantity.op == "var" and quantity.sort.name == "real")
    require(real and wanted.free <= {quantity}, "a chart shows points of a real variable only")
    require(any(chart.holds(wanted, cell) for cell in chart.cells), "it holds on no piece")
    return {}


def _exists_on_chart(s: Sequent, w: Workspace) -> Data:
    require(s.goal.value == "real" and not s.goal.free, "a chart is about one real number")
    wanted = instantiate(s.goal.args[0], var("x"))
    chart, _ = w.normalizer(()).chart(wanted, ())
    require(chart.quantity in (None, var("x")), "the statement is about another quantity")
    require(any(chart.holds(wanted, cell) for cell in chart.cells), "it holds on no piece")
    return {}


@rule("point")
def by_point(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- somewhere S: at exact values, for which a premise proves each of H and S."""
    require(s.goal.op == "somewhere", "the goal is that there is a point")
    point = read_point(data)
    empty = Sequent((), s.goal)
    for statement in (*s.hypotheses, s.goal.args[0]):
        there = replace(statement, point)
        require(not there.free, "{} has names without a value", there)
        shown = there.op == "true" or established(empty, premises, there)
        require(shown, "{} is not proved", there)
    return {}


@rule("exhibited")
def by_exhibited(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- there is an x with S(x), from H |- S(t) and H |- t is defined."""
    require(s.goal.op == "exists", "the goal is that something exists")
    value = data.get("value")
    if not isinstance(value, Term):
        raise InferenceError("a value is needed")
    narrow = ("nat", "int") if s.goal.value == "int" else ("nat", "int", "real")
    require(value.sort.name in narrow, "{} is not of the sort wanted", value)
    require(established(s, premises, defined(value)), "{} is not known to be defined", value)
    found = instantiate(s.goal.args[0], value)
    if s.goal.value == "real":  # x^r for a real r is another power than x^2
        unknown = fresh(s.goal, value, *s.hypotheses)
        replace(instantiate(s.goal.args[0], unknown), {unknown: value})
    require(established(s, premises, found), "{} is not proved", found)
    return {}


@rule("no solution")
def by_no_solution(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- no x has S(x), from H |- not S(t) for a variable t that H does not speak of."""
    require(s.goal.op == "not" and s.goal.args[0].op == "exists", "the goal denies an existence")
    claimed = s.goal.args[0]
    name = data.get("name")
    if not isinstance(name, Term) or name.op != "var" or name.sort.name != claimed.value:
        raise InferenceError("a variable of the sort of the unknown is needed")
    about = frozenset[Term]().union(*(h.free for h in (*s.hypotheses, s.goal)))
    require(all(v.value != name.value for v in about), "{} is spoken of elsewhere", name)
    denied = negation(instantiate(claimed.args[0], name))
    require(established(s, premises, denied), "{} is not proved", denied)
    return {}


@rule("failure")
def by_failure(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- somewhere S fails, from H |- not S and a point at which H holds."""
    require(s.goal.op == "somewhere" and s.goal.args[0].op == "not", "the goal is a failure")
    require(len(premises) == 2, "the denial, and a point")
    denial, point = premises
    require(denial.sequent.goal is s.goal.args[0], "another denial")
    require(set(denial.sequent.hypotheses) <= set(s.hypotheses), "more hypotheses")
    _require_point(point, set(s.hypotheses), TRUE)
    return {}


@rule("compound claim")
def by_compound_claim(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- judged S, S made of statements: S holds wherever H does, and there is a point of what S
    is about: where P holds, if S says that P implies Q or is equivalent to Q; else where H does.

    That P is equivalent to "false" says itself that there is no such point.
    """
    require(s.goal.op == "judged", "a judgement is needed")
    statement = s.goal.args[0]
    require(statement.op in CONNECTIVES or statement.op == "exists", "the goal is compound")
    require(len(premises) == 2, "the statement, and a point")
    shown, point = premises
    require(shown.sequent.goal is statement, "another statement")
    require(set(shown.sequent.hypotheses) <= set(s.hypotheses), "more hypotheses")
    _require_point(point, {*s.hypotheses, *subject(statement)}, TRUE)
    return {}


def _require_point(point: Proof, hypotheses: set[Term], statement: Term) -> None:
    """A point of a statement at which at least these hypotheses hold; of one about matrices, with
    these written out, which is the same statement at the same point."""
    first = point.premises[0] if point.rule == "written out" else point
    require(first.rule in ("instance", "point", "sign chart"), "a certain point is needed")
    require(point.sequent.goal is somewhere(statement), "a point of another statement")
    require(hypotheses <= set(point.sequent.hypotheses), "the point meets fewer hypotheses")


def subject(statement: Term) -> tuple[Term, ...]:
    """What has to hold somewhere for a compound statement to say anything."""
    about = statement.op == "implies" or (statement.op == "iff" and FALSE not in statement.args)
    return (statement.args[0],) if about else ()


@rule("conjunction")
def by_conjunction(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- judged (A and B and ...), from each judged under hypotheses among H, and for each a
    point of H that it is about."""
    require(s.goal.op == "judged" and s.goal.args[0].op == "and", "a judgement of several")
    parts = s.goal.args[0].args
    require(len(premises) == 2 * len(parts), "a judgement and a point for each part")
    for part, judgement, point in zip(parts, premises[0::2], premises[1::2], strict=True):
        require(judgement.sequent.goal is judged(part), "{}: not judged", part)
        require(set(judgement.sequent.hypotheses) <= set(s.hypotheses), "more hypotheses")
        about = TRUE if part.op in CONNECTIVES or part.op == "exists" else part
        _require_point(point, {*s.hypotheses, *subject(part)}, about)
    return {}
