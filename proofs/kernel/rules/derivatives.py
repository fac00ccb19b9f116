"""The rules of calculus: derivatives, limits, and putting in what was worked out.

A derivative or limit is worked out as an equality, `deriv(...) = d`, which says that it exists.
"""

from __future__ import annotations

from ..calculus.differentiation import continuity, differentiate, evaluate_derivative
from ..normal_forms.normal import Normalizer
from ..normal_forms.ratio import Unsupported
from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import (
    ONE,
    OO,
    ZERO,
    Term,
    abstract,
    add,
    defined,
    div,
    eq,
    exp,
    instantiate,
    le,
    limit,
    log,
    lt,
    mul,
    ne,
    neg,
    negation,
    num,
    power,
    rebuild,
    sub,
    substitute,
    var,
)
from ..terms.definedness import definedness, power_kind
from .plain import is_plain, require, rule


def follow(normalizer: Normalizer, conditions: tuple[Term, ...]) -> None:
    """Raise InferenceError unless all conditions follow from the facts."""
    for condition in conditions:
        require(normalizer.holds(condition), "{} does not follow", condition)


# --- derivatives ----------------------------------------------------------------------------------


@rule("derivative")
def by_derivative(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- deriv(a, f) = d, where d comes by the rules of differentiation, whose conditions, and
    that f and d are defined at a, follow from H."""
    require(s.goal.op == "eq" and s.goal.args[0].op == "deriv", "the goal is a derivative's value")
    term, value = s.goal.args
    found, conditions = evaluate_derivative(term)
    require(found is value, "the rules give another derivative")
    normalizer = w.normalizer(s.hypotheses)
    follow(normalizer, definedness(term.args[0]))
    follow(normalizer, definedness(instantiate(term.args[1], term.args[0])))
    follow(normalizer, conditions)
    follow(normalizer, definedness(value))
    return {}


@rule("least value")
def by_least_value(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A <= B (or A < B), where f = B - A, as a function of x, does not rise before a nor fall
    after it, and f(a) >= 0 (or > 0). Between a and x, f is differentiable and f' has that sign:
    as is seen, or as premises say of the t between them (see `slopes_about`).

    Source: Rudin, theorem 5.11.
    """
    name, least = data.get("on"), data.get("at")
    if not isinstance(name, Term) or not isinstance(least, Term):
        raise InferenceError("a variable and a point are needed")
    require(s.goal.op in ("le", "lt"), "the goal is an inequality")
    require(name.op == "var" and name.sort.name == "real", "a real variable")
    require(name not in least.free and not least.loose, "the point does not depend on it")
    here = w.normalizer(s.hypotheses)
    moving = fresh(s.goal, least, *s.hypotheses)
    a, b = (substitute(side, {name: moving}) for side in s.goal.args)
    gap = sub(b, a)
    slope, conditions = differentiate(gap, moving)
    at_least = {moving: least}
    follow(here, definedness(least))
    follow(here, tuple(substitute(c, at_least) for c in (*definedness(gap), *conditions)))
    follow(here, (rebuild(s.goal, (ZERO, substitute(gap, at_least))),))
    for facts, sign in slopes_about(least, moving, name, slope):
        between = w.normalizer((*s.hypotheses, *facts))
        follow(between, (*definedness(gap), *conditions, *definedness(slope)))
        allowed = {*s.hypotheses, *facts}
        shown = any(
            p.sequent.goal is sign and allowed.issuperset(p.sequent.hypotheses) for p in premises
        )
        require(shown or between.holds(sign), "the sign of the slope is not known")
    follow(here, tuple(c for side in s.goal.args for c in definedness(side)))
    return {}


def slopes_about(
    least: Term, moving: Term, name: Term, slope: Term
) -> tuple[tuple[tuple[Term, ...], Term], ...]:
    """Where t lies between a and x, and which sign the slope has there: after a, and before."""
    return (
        ((lt(least, moving), le(moving, name)), le(ZERO, slope)),
        ((lt(moving, least), le(name, moving)), le(slope, ZERO)),
    )


# --- limits ---------------------------------------------------------------------------------------


def fresh(*terms: Term) -> Term:
    """A real variable that occurs in none of the terms."""
    taken = {v.value for t in terms for v in t.free}
    return var(next(n for n in (f"t{i}" for i in range(len(taken) + 1)) if n not in taken))


def side_fact(term: Term, name: Term) -> Term:
    """Where the variable of a limit is: beside the point, on its side."""
    point = term.args[0]
    if term.value == "right":
        return lt(point, name)
    return lt(name, point) if term.value == "left" else ne(name, point)


@rule("limit")
def by_limit(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- lim_{t -> a} f(t) = g(a), for an `inner` g, continuous at a and equal to f beside a,
    where some strict statements (`near`) hold that hold at a, too.

    Source: Rudin, theorems 4.2 and 4.6.
    """
    require(s.goal.op == "eq" and s.goal.args[0].op == "limit", "the goal is a limit's value")
    term, value = s.goal.args
    point, body = term.args
    inner, near = data.get("inner"), data.get("near")
    if not isinstance(inner, Term) or not isinstance(near, tuple):
        raise InferenceError("a continuous function is needed")
    require(not _infinite(point), "the point is finite")
    name = fresh(s.goal, inner, *near, *s.hypotheses)
    here, beside = _around(s, w, term, name, near)
    f, g = instantiate(body, name), instantiate(inner, name)
    follow(beside, (*definedness(f), *definedness(g)))
    require(beside.equal(f, g), "the two functions are not seen to agree beside the point")
    at = {name: point}
    require(substitute(g, at) is value, "another value")
    follow(here, definedness(value))
    follow(here, tuple(substitute(c, at) for c in continuity(g, (name,))))
    return {}


def _around(
    s: Sequent, w: Workspace, term: Term, name: Term, near: tuple[object, ...]
) -> tuple[Normalizer, Normalizer]:
    """Normalizers at the point of a limit and beside it, where the strict statements `near` hold:
    each holds at the point, and its sides are continuous there."""
    point = term.args[0]
    here = w.normalizer(s.hypotheses)
    follow(here, definedness(point))
    at = {name: point}
    facts = []
    for statement in near:
        if not isinstance(statement, Term) or statement.op not in ("lt", "ne"):
            raise InferenceError("what holds near the point is a strict statement")
        around = instantiate(statement, name)
        for side in around.args:
            follow(here, tuple(substitute(c, at) for c in definedness(side)))
            follow(here, tuple(substitute(c, at) for c in continuity(side, (name,))))
        follow(here, (substitute(around, at),))
        facts.append(around)
    return here, w.normalizer((*s.hypotheses, side_fact(term, name), *facts))


@rule("l'Hopital")
def by_hospital(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- lim_{t -> a} f = l, from H |- lim_{t -> a} p'/q' = l, where f = p/q beside a, p and q
    are differentiable beside a and continuous at a with value 0, and q' is not 0 beside a.

    Source: Rudin, theorem 5.13.
    """
    require(s.goal.op == "eq" and s.goal.args[0].op == "limit", "the goal is a limit's value")
    term, value = s.goal.args
    above, below, near = data.get("above"), data.get("below"), data.get("near")
    if not (isinstance(above, Term) and isinstance(below, Term) and isinstance(near, tuple)):
        raise InferenceError("a quotient is needed")
    require(len(premises) == 1 and not _infinite(term.args[0]), "a limit at a finite point")
    shown = premises[0].sequent
    require(set(shown.hypotheses) <= set(s.hypotheses), "more hypotheses")
    slope, other = shown.goal.args if shown.goal.op == "eq" else (shown.goal, shown.goal)
    same = slope.op == "limit" and slope.args[0] is term.args[0] and slope.value == term.value
    require(same and other is value, "another limit")
    name = fresh(s.goal, above, below, slope, *near, *s.hypotheses)
    here, beside = _around(s, w, term, name, near)
    f = instantiate(term.args[1], name)
    p, q = instantiate(above, name), instantiate(below, name)
    quotient = div(p, q)
    follow(beside, (*definedness(f), *definedness(quotient)))
    require(beside.equal(f, quotient), "the function is not seen to be that quotient")
    at = {name: term.args[0]}
    slopes = []
    for part in (p, q):
        follow(here, tuple(substitute(c, at) for c in definedness(part)))
        follow(here, tuple(substitute(c, at) for c in continuity(part, (name,))))
        require(here.equal(substitute(part, at), ZERO), "not of the form 0/0")
        derivative, conditions = differentiate(part, name)
        follow(beside, (*conditions, *definedness(derivative)))
        slopes.append(derivative)
    follow(beside, (ne(slopes[1], ZERO),))
    ahead = instantiate(slope.args[1], name)
    follow(beside, definedness(ahead))
    require(beside.equal(ahead, div(*slopes)), "not the quotient of the derivatives")
    return {}


def _infinite(point: Term) -> bool:
    return point is OO or (point.op == "neg" and point.args[0] is OO)


def vanishing(name: Term, t_power: int, log_power: int, rate: Term) -> Term:
    """t^p (log t)^q e^(-c t)."""
    return mul(
        power(name, num(t_power)), power(log(name), num(log_power)), exp(neg(mul(rate, name)))
    )


@rule("limit at infinity")
def by_limit_at_infinity(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- lim_{t -> oo} f(t) = F(0, ..., 0), where f(t) = F(v_1(t), ..., v_n(t)) for large t, F is
    continuous at 0, and each v_i = t^p (log t)^q e^(-ct) vanishes: c > 0, or c = 0 and p < 0.

    `outer` is F with its variables `slots`; `parts` holds p, q, c in turn for each.
    """
    require(s.goal.op == "eq" and s.goal.args[0].op == "limit", "the goal is a limit's value")
    term, value = s.goal.args
    point, body = term.args
    outer, slots, parts = data.get("outer"), data.get("slots"), data.get("parts")
    if not isinstance(outer, Term) or not isinstance(slots, tuple) or not isinstance(parts, tuple):
        raise InferenceError("an outer function with its parts is needed")
    require(_infinite(point), "the point is infinite")
    require(len(parts) == 3 * len(slots) and len(set(slots)) == len(slots), "three numbers a slot")
    name = fresh(s.goal, outer, *slots, *s.hypotheses)
    for slot in slots:
        clash = any(slot in t.free for t in (s.goal, *s.hypotheses))
        require(slot.op == "var" and slot.sort.name == "real" and not clash, "a slot is a new name")
    here = w.normalizer(s.hypotheses)
    values: dict[Term, Term] = {}
    for slot, p, q, rate in zip(slots, parts[0::3], parts[1::3], parts[2::3], strict=True):
        require(type(p) is int and type(q) is int and isinstance(rate, Term), "p, q, c")
        require(name not in rate.free and not rate.loose, "a rate does not depend on t")
        require(rate.free.isdisjoint(slots), "a rate does not depend on a slot")
        follow(here, definedness(rate))
        falls = here.holds(lt(ZERO, rate))
        require(falls or (rate is ZERO and p < 0), "the part does not vanish")
        values[slot] = vanishing(name, p, q, rate)
    far = w.normalizer((*s.hypotheses, lt(ONE, name)))
    along = name if point is OO else neg(name)
    f, g = instantiate(body, along), substitute(outer, values)
    follow(far, (*definedness(f), *definedness(g)))
    require(far.equal(f, g), "the two functions are not seen to agree far out")
    zeros = dict.fromkeys(slots, ZERO)
    require(substitute(outer, zeros) is value, "another value")
    follow(here, definedness(value))
    follow(here, tuple(substitute(c, zeros) for c in continuity(outer, slots)))
    return {}


@rule("one-sided limits")
def by_one_sided(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- lim_{t -> a} f is not defined, for its limits from the two sides differ."""
    require(s.goal.op == "not" and s.goal.args[0].op == "defined", "the goal is that it is not")
    term = s.goal.args[0].args[0]
    require(term.op == "limit" and term.value == "both", "a two-sided limit")
    require(len(premises) == 3, "the two limits, and that they differ")
    left, right, apart = premises
    for premise, side in ((left, "left"), (right, "right")):
        goal = premise.sequent.goal
        wanted = limit(term.args[0], term.args[1], side)
        require(goal.op == "eq" and goal.args[0] is wanted, "the limit from the {}", side)
    require(
        apart.sequent.goal is ne(left.sequent.goal.args[1], right.sequent.goal.args[1]), "differ"
    )
    allowed = set(s.hypotheses)
    require(all(allowed.issuperset(p.sequent.hypotheses) for p in premises), "more hypotheses")
    return {}


def quotient_limit(term: Term) -> Term:
    """The limit that a first derivative is, by definition."""
    point, body = term.args
    name = fresh(term)
    ahead = instantiate(body, add(point, name))
    quotient = div(sub(ahead, instantiate(body, point)), name)
    return limit(ZERO, abstract(quotient, name))


@rule("derivative as a limit")
def by_definition_of_derivative(
    s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace
) -> Data:
    """H |- deriv(a, f) = d, or is not defined: as lim_{h -> 0} (f(a+h) - f(a))/h is."""
    goal = s.goal
    require(len(premises) == 1, "the limit is needed")
    shown = premises[0].sequent
    require(set(shown.hypotheses) <= set(s.hypotheses), "more hypotheses")
    term = goal.args[0] if goal.op == "eq" else goal.args[0].args[0]
    require(term.op == "deriv" and term.value == 1, "a first derivative")
    quotient = quotient_limit(term)
    wanted = eq(quotient, goal.args[1]) if goal.op == "eq" else negation(defined(quotient))
    require(goal.op == "eq" or goal is negation(defined(term)), "its value, or that it has none")
    require(shown.goal is wanted, "another limit")
    return {}


# --- putting in -----------------------------------------------------------------------------------


def replace(term: Term, values: dict[Term, Term]) -> Term:
    """The term with other terms for closed parts of it.

    Raises Unsupported where that changes the meaning of a power: x^r for a real r that is 2 is
    defined for x >= 0, x^2 for all x.
    """
    memo: dict[Term, Term] = {}

    def walk(node: Term) -> Term:
        found = values.get(node)
        if found is not None:
            return found
        if not node.args:
            return node
        known = memo.get(node)
        if known is None:
            args = tuple(walk(a) for a in node.args)
            if node.op == "pow" and power_kind(args[1]) != power_kind(node.args[1]):
                raise Unsupported("a power would become another kind of power")
            known = memo[node] = rebuild(node, args)
        return known

    return walk(term)


@rule("rewriting")
def by_rewriting(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- P, from H |- P' and H |- t_i = d_i, where P' is P with each t_i replaced by d_i.

    The t_i have no bound names reaching into them. For "somewhere", H may lose hypotheses.
    """
    require(len(premises) >= 2, "a statement, and equalities")
    base, *equalities = premises
    values: dict[Term, Term] = {}
    allowed = set(base.sequent.hypotheses)
    for premise in equalities:
        goal = premise.sequent.goal
        require(goal.op == "eq" and not goal.args[0].loose, "an equality between closed terms")
        require(allowed.issuperset(premise.sequent.hypotheses), "more hypotheses")
        values[goal.args[0]] = goal.args[1]
    require(replace(s.goal, values) is base.sequent.goal, "replacing gives another statement")
    if s.goal.op == "somewhere" and _rests_on_a_point(base):
        require(set(s.hypotheses) <= allowed, "hypotheses that the point need not meet")
    elif is_plain(s.goal):
        require(allowed <= set(s.hypotheses), "hypotheses are lost")
    else:
        require(allowed == set(s.hypotheses), "other hypotheses")
    return {}


def _rests_on_a_point(proof: Proof) -> bool:
    while proof.rule == "rewriting":
        proof = proof.premises[0]
    return proof.rule in ("instance", "witness")
