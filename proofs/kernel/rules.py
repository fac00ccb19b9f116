"""The inference rules: the few ways in which a sequent is established.

Each is a check with the same four arguments (sequent, premises, data, workspace). It raises
InferenceError unless the sequent follows, and returns the evidence that is kept with the step.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from . import signs
from .definedness import definedness
from .definitions import Definition, unfold
from .enclosure import PRECISIONS, Undetermined, compare, decide, digits, enclose, truth
from .proof import RULES, Check, Data, InferenceError, KernelFault, Proof, Sequent, Workspace
from .terms import (
    FALSE,
    ONE,
    ZERO,
    Term,
    add,
    apply,
    both,
    defined,
    either,
    eq,
    forall,
    le,
    lt,
    make,
    negation,
    num,
    somewhere,
    sub,
    substitute,
)


def rule(name: str) -> Callable[[Check], Check]:
    """Register a check under the rule's name."""

    def register(check: Check) -> Check:
        RULES[name] = check
        return check

    return register


def require(condition: bool, message: str) -> None:
    """Raise InferenceError with the message unless the condition is met."""
    if not condition:
        raise InferenceError(message)


def _sides(statement: Term) -> tuple[Term, Term]:
    require(
        statement.op in ("eq", "ne", "lt", "le", "shown", "near", "approx"),
        f"not a relation: {statement}",
    )
    return statement.args[0], statement.args[1]


def established(sequent: Sequent, premises: tuple[Proof, ...], goal: Term) -> bool:
    """Whether a statement is a hypothesis, or established by a premise under no more of them."""
    if goal in sequent.hypotheses:
        return True
    allowed = set(sequent.hypotheses)
    return any(
        p.sequent.goal is goal and allowed.issuperset(p.sequent.hypotheses) for p in premises
    )


# --- establishing ---------------------------------------------------------------------------------


@rule("definedness")
def by_definedness(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A is defined: every condition of D(A) follows from H by normal form and sign."""
    require(s.goal.op == "defined", "the goal is that a term is defined")
    normalizer = w.normalizer(s.hypotheses)
    for condition in definedness(s.goal.args[0]):
        shown_before = condition.op == "defined" and established(s, premises, condition)
        require(shown_before or normalizer.holds(condition), f"{condition} does not follow")
    return {}


@rule("normal form")
def by_normal_form(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A = B: both are defined under H, and their normal forms are the same."""
    require(s.goal.op == "eq", "the goal is an equality")
    for side in s.goal.args:
        require(established(s, premises, defined(side)), f"{side} is not known to be defined")
    normalizer = w.normalizer(s.hypotheses)
    require(normalizer.equal(*s.goal.args), "the normal forms differ")
    return {"atoms": normalizer.used_atoms(*s.goal.args)}


@rule("sign")
def by_sign(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A < B (or <=, !=): both are defined under H, and the sign of B - A is known."""
    require(s.goal.op in ("lt", "le", "ne"), "the goal is an inequality")
    for side in s.goal.args:
        require(established(s, premises, defined(side)), f"{side} is not known to be defined")
    normalizer = w.normalizer(s.hypotheses)
    require(normalizer.holds(s.goal), "the sign of the difference is not known")
    return {"atoms": normalizer.used_atoms(*s.goal.args)}


SIGN_CASES: dict[int, Callable[[Term], Term]] = {
    signs.NEG: lambda u: lt(u, ZERO),
    signs.ZERO_SIGN: lambda u: eq(u, ZERO),
    signs.POS: lambda u: lt(ZERO, u),
}


@rule("cases")
def by_cases(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- goal, from H, u < 0 |- goal and H, u = 0 |- goal and H, u > 0 |- goal.

    The quantity `on` is defined under H. A case may be left out only if the sign of u excludes it.
    """
    quantity = data.get("on")
    if not isinstance(quantity, Term):
        raise InferenceError("a quantity to distinguish is needed")
    normalizer = w.normalizer(s.hypotheses)
    for condition in definedness(quantity):
        require(normalizer.holds(condition), f"{condition} does not follow")
    covered = 0
    for sign, make_case in SIGN_CASES.items():
        allowed = {*s.hypotheses, make_case(quantity)}
        for p in premises:
            if p.sequent.goal is s.goal and allowed.issuperset(p.sequent.hypotheses):
                covered |= sign
    require(not normalizer.sign(quantity) & ~covered, "a case is missing")
    return {}


@rule("induction")
def by_induction(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A(n) = B(n) for every integer n >= c, from A(c) = B(c), and
    A(n+1) - A(n) = B(n+1) - B(n) under H, both sides being defined at n and at n + 1.

    Of H, only c <= n may speak of n.
    """
    name, start = data.get("on"), data.get("from")
    if not isinstance(name, Term) or not isinstance(start, Term) or len(premises) != 2:
        raise InferenceError("a variable, a start and two premises are needed")
    require(s.goal.op == "eq", "the goal is an equality")
    require(name.op == "var" and name.sort.name in ("nat", "int"), "an integer variable")
    require(start.op == "num" and start.sort.name in ("nat", "int"), "from an integer")
    bounded = le(start, name)
    natural = name.sort.name == "nat" and start is ZERO
    require(name.sort.name == "int" or start.sort.name == "nat", "a natural number starts at 0")
    require(natural or bounded in s.hypotheses, "the variable starts there")
    about = {h for h in s.hypotheses if name in h.free}
    require(about <= {bounded}, "another hypothesis speaks of the variable")
    base, ahead = premises
    at_start = induction_start(s.goal, name, start)
    require(base.sequent.goal is at_start, "the start is needed")
    require(
        set(base.sequent.hypotheses) <= set(s.hypotheses) - about, "more hypotheses at the start"
    )
    require(ahead.sequent.goal is induction_step(s.goal, name), "the step is needed")
    require(set(ahead.sequent.hypotheses) <= set(s.hypotheses), "more hypotheses in the step")
    return {}


def induction_start(goal: Term, name: Term, start: Term) -> Term:
    """A(c) = B(c)."""
    return substitute(goal, {**_fixed_families(goal), name: start})


def induction_step(goal: Term, name: Term) -> Term:
    """A(n+1) - A(n) = B(n+1) - B(n)."""
    after = {**_fixed_families(goal), name: add(name, ONE)}
    return eq(*(sub(substitute(side, after), side) for side in goal.args))


def _fixed_families(goal: Term) -> dict[Term, Term]:
    """Families stay the same ones, though the variable may be said to be their length."""
    return {v: v for v in goal.free if v.sort.name == "family"}


@rule("enclosure")
def by_enclosure(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """|- A < B (or any relation between closed terms): the enclosures decide it."""
    require(s.goal.op in ("eq", "ne", "lt", "le"), "the goal is a relation")
    require(not s.goal.free, "the sides are not closed")
    require(decide(s.goal, {}) is True, "the enclosures do not decide it")
    return {}


@rule("digits")
def by_digits(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """|- A, rounded, is the decimal shown; or is off it by less than a unit of the last place."""
    require(s.goal.op in ("shown", "near"), "the goal is a decimal")
    require(not s.goal.free, "the sides are not closed")
    require(
        decide(digits_statement(s.goal), {}) is True, "the digits shown are not seen to be right"
    )
    return {}


def digits_statement(goal: Term) -> Term:
    """What `shown` or `near` says, as an inequality: |A - d| <= u/2, or |A - d| < u."""
    places: int = goal.value
    unit = Fraction(1, 10**places)
    gap = apply("abs", sub(*goal.args))
    return le(gap, num(unit / 2)) if goal.op == "shown" else lt(gap, num(unit))


# --- points ---------------------------------------------------------------------------------------


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
        require(key.op == "var" or entry or length, f"{key} cannot be given a value")
        require(not value.free and not value.loose, f"{value} is not closed")
        require(not entry or _has_entry(key), f"the family has no entry {key}")
        require(key not in point, f"{key} has two values")
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
        require(whole and not low, f"{key} is not of the sort of {value}")
    elif key.sort.name == "real":
        require(value.sort.name in ("nat", "int", "real"), f"{value} is not real")
    else:
        raise InferenceError(f"{key} is not a number")


def _holds_at(statement: Term, point: dict[Term, Term]) -> bool:
    try:
        return decide(statement, point) is True
    except Undetermined:
        return False


@rule("instance")
def by_instance(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- there is a point at which H holds, both sides are defined, and they are not seen to
    contradict the relation. A contradiction there is a fault of the kernel."""
    require(s.goal.op == "somewhere", "the goal is that there is a point")
    statement = s.goal.args[0]
    point = read_point(data)
    for hypothesis in s.hypotheses:
        require(_holds_at(hypothesis, point), f"{hypothesis} is not seen to hold there")
    if statement.op == "true":
        return {}
    for side in _sides(statement):
        try:
            enclose(side, point, PRECISIONS[1])
        except Undetermined as error:
            raise InferenceError(f"{side}: {error}") from error
    return {}


@rule("witness")
def by_witness(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- not (A relation B) somewhere: at a point where H holds and both sides are defined, by
    disjoint finite enclosures or exact comparison."""
    require(s.goal.op == "somewhere" and s.goal.args[0].op == "not", "the goal is a failure")
    statement = s.goal.args[0].args[0]
    point = read_point(data)
    for hypothesis in s.hypotheses:
        require(_holds_at(hypothesis, point), f"{hypothesis} is not seen to hold there")
    left, right = _sides(statement)
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
    missing = [negation(defined(side)) for side in _sides(s.goal.args[0].args[0])]
    require(absent.sequent.goal in missing, "a side that is not defined is needed")
    require(absent.sequent.hypotheses == s.hypotheses, "other hypotheses")
    require(point.sequent.goal.op == "somewhere", "a point is needed")
    require(
        point.rule == "instance" and point.sequent.hypotheses == s.hypotheses, "other hypotheses"
    )
    return {}


# --- claims ---------------------------------------------------------------------------------------


def strictly(condition: Term) -> Term:
    """A statement that is met on an open set wherever it is met, and that implies `condition`."""
    op, args = condition.op, condition.args
    if op in ("ne", "lt"):
        return condition
    if op == "le":
        return lt(*args)
    if op in ("and", "or"):
        return (both if op == "and" else either)(*(strictly(a) for a in args))
    if op == "forall":
        return forall(args[0], args[1], strictly(args[2]))
    return FALSE


@rule("claim")
def by_claim(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """G, C |- judged (A relation B), from four premises:

    the relation, under G, C and that both sides are defined; that A is defined where B is, and B
    where A is, under G and C; and a point. Where conditions C had to be added, the point meets all
    of D(A) and D(B) strictly, so that the two agree on a set with interior.
    """
    require(s.goal.op == "judged" and len(premises) == 4, "a judgement has four premises")
    statement = s.goal.args[0]
    left, right = _sides(statement)
    relation, there, back, point = premises
    allowed = set(s.hypotheses)
    domain = {defined(left), defined(right)}
    require(relation.sequent.goal is statement, "another relation")
    require(set(relation.sequent.hypotheses) <= allowed | domain, "more hypotheses")
    for premise, goal, other in ((there, left, right), (back, right, left)):
        require(premise.sequent.goal is defined(goal), "a side's definedness is needed")
        require(set(premise.sequent.hypotheses) <= allowed | {defined(other)}, "more hypotheses")
    require(point.sequent.goal is somewhere(statement), "a point of another relation")
    require(allowed <= set(point.sequent.hypotheses), "the point meets fewer hypotheses")
    while point.rule == "rewriting":  # where it was worked out, before
        point = point.premises[0]
    require(point.rule == "instance", "a point is needed")
    values, worked_out = read_point(point.data), point.sequent.goal.args[0]
    conditions = data.get("conditions")
    if conditions:
        if not isinstance(conditions, tuple) or not allowed.issuperset(conditions):
            raise InferenceError("the conditions are not among the hypotheses")
        domains = (c for side in _sides(worked_out) for c in definedness(side))
        for condition in (*conditions, *domains):
            require(_holds_at(strictly(condition), values), f"{condition} is only just met there")
    if worked_out.op in ("eq", "lt", "le", "ne") and decide(worked_out, values) is False:
        raise KernelFault(f"proved and refuted: {s}")
    return {}


@rule("not identically")
def by_not_identically(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """G |- A != B in the weaker sense: they are not identically equal, by one witness."""
    require(s.goal.op == "not" and s.goal.args[0].op == "judged", "the goal denies a judgement")
    require(len(premises) == 1 and premises[0].rule == "witness", "a witness is needed")
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
