"""Rules about points: instances, witnesses, and sides that are defined nowhere."""

from __future__ import annotations

from fractions import Fraction

from ..enclosures.enclosure import (
    PRECISIONS,
    Undetermined,
    compare,
    decide,
    digits,
    enclose,
    kept_encloser,
    truth,
)
from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import BOOL, REAL, Term, defined, make, negation, put_in, subterms
from ..terms.definedness import definedness
from .plain import digits_statement, established, require, rule, sides


def read_point(data: Data) -> dict[Term, Term]:
    """The point that a step was told, checked: keys are names, entries and lengths; values are
    closed and of a sort that the key may have."""
    keys, values = data.get("at"), data.get("values")
    if not isinstance(keys, tuple) or not isinstance(values, tuple) or len(keys) != len(values):
        raise InferenceError("a point is needed")
    point: dict[Term, Term] = {}
    for key, value in zip(keys, values, strict=True):
        if not isinstance(key, Term) or not isinstance(value, Term):
            raise InferenceError("a point has terms for keys and values")
        entry = key.op == "elem" and key.args[0].op == "var"
        length = key.op == "size" and key.args[0].op == "var"
        if not (key.op == "var" or entry or length):
            raise InferenceError(f"{key} cannot be given a value")
        if value.free or value.loose:
            raise InferenceError(f"{value} is not closed")
        if entry and not _has_entry(key):
            raise InferenceError(f"the family has no entry {key}")
        if key in point:
            raise InferenceError(f"{key} has two values")
        if key.sort == BOOL:
            require(value.op in ("true", "false"), "{} is not a truth value", value)
            point[key] = value
            continue
        if value.op != "num":  # of what is worked out, that it has a value
            try:
                enclose(value, {})
            except Undetermined as error:
                raise InferenceError(f"{value}: {error}") from error
        _require_sort(key, value)
        point[key] = value
    return point


def _has_entry(key: Term) -> bool:
    """Whether an entry lies within the lengths of its family, as far as those are numbers."""
    head, *index = key.args
    for place, length in zip(index, head.sort.dims, strict=False):
        if place.op != "num" or (length.op == "num" and not 1 <= place.value <= length.value):
            return False
    return all(place.op == "num" for place in index)


def _require_sort(key: Term, value: Term) -> None:
    if key.sort.name in ("nat", "int"):
        exact = value.value if value.op == "num" else None
        whole = isinstance(exact, Fraction) and exact.denominator == 1
        low = isinstance(exact, Fraction) and exact < 0 and key.sort.name == "nat"
        if low or not whole:
            raise InferenceError(f"{key} is not of the sort of {value}")
    elif key.sort.name == "real":
        if value.sort.name not in ("nat", "int", "real"):
            raise InferenceError(f"{value} is not real")
    else:
        raise InferenceError(f"{key} is not a number")


def holds_at(statement: Term, point: dict[Term, Term]) -> bool:
    """Whether a statement surely holds at a point."""
    try:
        return decide(statement, point) is True
    except Undetermined:
        return False


def _require_met(s: Sequent, premises: tuple[Proof, ...], point: dict[Term, Term]) -> None:
    """Each hypothesis holds at the point: by enclosures, or since a premise proves, from nothing,
    what it says with the values put in (`e^x = 2` at x = log 2), where what is not defined is
    false."""
    shown = {
        p.sequent.goal for p in premises if p.rule == "truth value" and not p.sequent.hypotheses
    }
    for hypothesis in s.hypotheses:
        met = holds_at(hypothesis, point) or (shown and put_in(hypothesis, point) in shown)
        require(bool(met), "{} is not seen to hold there", hypothesis)


CONNECTIVES = frozenset({"true", "false", "and", "or", "not", "implies", "iff", "var", "isint"})
"""Operators of statements that are true or false at a point by their parts."""


def _shown_truth(statement: Term, point: dict[Term, Term]) -> str:
    found = decide(statement, point)
    return "undecided" if found is None else "true" if found else "false"


@rule("instance")
def by_instance(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- there is a point at which H holds, both sides are defined, and they are not seen to
    contradict the relation. A contradiction there is a fault of the kernel. Premises say which
    integrals and limits exist under H, and what H says at the point."""
    require(s.goal.op == "somewhere", "the goal is that there is a point")
    statement = s.goal.args[0]
    point = read_point(data)
    _require_met(s, premises, point)
    if statement.op in CONNECTIVES:
        require(holds_at(statement, point), "{} is not seen to hold there", statement)
        return {}
    value = kept_encloser(point, PRECISIONS[1])
    for side in sides(statement):
        if premises and _exists_there(s, premises, side, point):
            continue
        try:
            value(side)
        except Undetermined as error:
            raise InferenceError(f"{side}: {error}") from error
    return {}


def _exists_there(
    s: Sequent, premises: tuple[Proof, ...], side: Term, point: dict[Term, Term]
) -> bool:
    """Whether each condition of D(side) holds at the point; what exists by a premise exists there,
    for the hypotheses hold there."""
    return all(
        (c.op == "defined" and established(s, premises, c)) or holds_at(c, point)
        for c in definedness(side)
    )


@rule("witness")
def by_witness(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- not (A relation B) somewhere: at a point where H holds and both sides are defined, by
    disjoint finite enclosures or exact comparison. Premises say what H says at the point."""
    require(s.goal.op == "somewhere" and s.goal.args[0].op == "not", "the goal is a failure")
    statement = s.goal.args[0].args[0]
    point = read_point(data)
    _require_met(s, premises, point)
    if statement.op in CONNECTIVES:
        require(decide(statement, point) is False, "{} is not seen to fail there", statement)
        if statement.op not in ("implies", "iff"):
            return {}
        truths = (_shown_truth(a, point) for a in statement.args)
        return dict(zip(("left", "right"), truths, strict=True))
    left, right = sides(statement)
    tested = statement
    if statement.op == "shown":  # wrong only where it is off by a whole unit of the last place
        tested = digits_statement(make("near", statement.args, statement.value, statement.sort))
    for precision in PRECISIONS:
        try:
            values = enclose(left, point, precision), enclose(right, point, precision)
            found = truth(tested, point, precision)
        except Undetermined:
            continue
        if compare(*values) is not None and found is False:
            return {"left": digits(values[0]), "right": digits(values[1])}
        require(found is not True, "the relation holds there")
    raise InferenceError("the sides are not seen to differ there")


@rule("particular functions")
def by_particular_functions(
    s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace
) -> Data:
    """H |- S somewhere, or not S somewhere, for unknown functions, from the same with functions put
    in for them.

    The functions put in are closed and defined for every real number.
    """
    require(s.goal.op == "somewhere", "the goal is that there is a point")
    names, values = data.get("at"), data.get("values")
    if not isinstance(names, tuple) or not isinstance(values, tuple) or len(names) != len(values):
        raise InferenceError("functions are needed")
    for name, value in zip(names, values, strict=True):
        if not isinstance(name, Term) or not isinstance(value, Term):
            raise InferenceError("functions are terms")
        unknown = name.op == "var" and name.sort.name == "function"
        require(unknown and name.sort.element != "opaque", "{} is not an unknown function", name)
        require(value.op == "fun" and not value.free, "{} is not a function written out", value)
        require(value.sort.rank == name.sort.rank, "{} takes other arguments", value)
        require(not definedness(value.args[0]), "{} is not defined everywhere", value)
        require(_has_real_values(name, s), "the values of {} are of another sort", name)
    chosen = dict(zip(names, values, strict=True))
    require(len(premises) == 1, "one premise")
    require(premises[0].sequent.goal is put_in(s.goal, chosen), "another failure")
    there = {put_in(h, chosen) for h in s.hypotheses}
    require(there <= set(premises[0].sequent.hypotheses), "the premise meets fewer hypotheses")
    return {}


def _has_real_values(name: Term, s: Sequent) -> bool:
    """Whether nothing says that the values of an unknown function are integers, or complex."""
    parts = (t for statement in (*s.hypotheses, s.goal) for t in subterms(statement))
    return all(t.sort == REAL for t in parts if t.op == "app" and t.args[0] is name)


@rule("undefined")
def by_undefined(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A is not defined: one of the conditions in D(A) fails wherever those before it hold."""
    require(s.goal.op == "not" and s.goal.args[0].op == "defined", "the goal is that it is not")
    before: tuple[Term, ...] = ()
    for condition in definedness(s.goal.args[0].args[0]):
        if established(s, premises, negation(condition)):
            return {"condition": condition}
        if w.normalizer((*s.hypotheses, *before)).fails(condition):
            return {"condition": condition}
        before = (*before, condition)
    raise InferenceError("no condition of its definedness is seen to fail")


@rule("nowhere")
def by_nowhere(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- the relation fails, for one side is defined nowhere under H, and H can be met."""
    require(s.goal.op == "somewhere" and s.goal.args[0].op == "not", "the goal is a failure")
    require(len(premises) == 2, "two premises: undefined, and a point")
    absent, point = premises
    missing = [negation(defined(side)) for side in sides(s.goal.args[0].args[0])]
    require(absent.sequent.goal in missing, "a side that is not defined is needed")
    require(absent.sequent.hypotheses == s.hypotheses, "other hypotheses")
    require(point.sequent.goal.op == "somewhere", "a point is needed")
    require(
        point.rule == "instance" and point.sequent.hypotheses == s.hypotheses, "other hypotheses"
    )
    return {}
