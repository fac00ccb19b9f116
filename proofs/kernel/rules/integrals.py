"""The rules of integration: continuous functions, and the fundamental theorem.

Source: W. Rudin, Principles of Mathematical Analysis, theorems 6.8 and 6.21; improper ends are
limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..calculus.differentiation import continuity, differentiate
from ..calculus.integration import (
    Interval,
    closed_at,
    end_value,
    follow_inside,
    growth,
    integrand,
    interval,
    is_infinite,
    is_low,
    require_continuous,
)
from ..normal_forms.normal import Normalizer
from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import OO, Term, add, defined, instantiate, le, limit, lt, negation, sub, substitute
from ..terms.definedness import definedness
from .derivatives import follow, fresh
from .limits import beside
from .plain import require, rule


def _between(here: Normalizer, ends: tuple[Term, Term], name: Term, strict: bool) -> Iterator[Term]:
    """That the variable lies between the ends, in whichever order they are proved to stand."""
    lower, upper = ends
    require(lower is not OO and not is_low(upper), "from minus infinity, or to infinity")
    relation = lt if strict else le
    if not is_low(lower) and upper is not OO and not here.holds(le(lower, upper)):
        require(here.holds(le(upper, lower)), "the order of the ends is not known")
        lower, upper = upper, lower
    if not is_low(lower):
        yield relation(lower, name)
    if upper is not OO:
        yield relation(name, upper)


@rule("continuous integrand")
def by_continuity(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- integral_a^b f is defined: f is continuous on the closed interval, a and b finite."""
    require(s.goal.op == "defined" and s.goal.args[0].op == "integral", "an integral is defined")
    lower, upper, body = s.goal.args[0].args
    require(not is_low(lower) and upper is not OO, "the ends are finite")
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
        if not is_low(end) and end is not OO:
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
        if not is_low(end) and end is not OO:
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


@rule("integrable")
def by_integrability(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- integral_a^b f is defined: between the `cuts` a < c_1 < ... < b, f is continuous, and up
    to each of them from each side, |f| has a finite integral: f is continuous there, or by its
    expansion. With an `inner` function that is equal to f inside, that is said of it instead; with
    a `part` F that has finite limits at the ends, of f - F'.
    """
    require(s.goal.op == "defined" and s.goal.args[0].op == "integral", "an integral is defined")
    term, cuts, inner = s.goal.args[0], data.get("cuts", ()), data.get("inner")
    part = data.get("part")
    if not isinstance(cuts, tuple) or not all(isinstance(c, Term) for c in cuts):
        raise InferenceError("cuts are points")
    for i in _pieces(s, w, term, cuts):
        g = _inner(i, integrand(term, i.name), inner)
        require_continuous(i, g)
        if isinstance(part, Term):
            g = _without(i, g, instantiate(part, i.name))
            require_continuous(i, g)
        for end in (i.lower, i.upper):
            if not closed_at(i, g, end):
                require(i.proper, "the ends may be the same")
                require(growth(i, g, end)[0], "no finite integral up to {}", end)
    return {}


def _without(i: Interval, f: Term, part: Term) -> Term:
    """f - F' in normal form, for an F with finite limits at both ends."""
    follow_inside(i, definedness(part))
    slope, conditions = differentiate(part, i.name)
    follow_inside(i, (*conditions, *definedness(slope), *continuity(slope, (i.name,))))
    for end in (i.lower, i.upper):
        end_value(i, part, end)
    return i.inside.normal_term(sub(f, slope))


def _inner(i: Interval, f: Term, inner: object) -> Term:
    """The function itself, or one that is equal to it inside."""
    if inner is None:
        return f
    if not isinstance(inner, Term):
        raise InferenceError("a function is needed")
    g = instantiate(inner, i.name)
    require(i.proper, "the ends may be the same")
    follow_inside(i, (*definedness(f), *definedness(g)))
    require(i.inside.equal(f, g), "another function")
    return g


def _pieces(s: Sequent, w: Workspace, term: Term, cuts: tuple[Term, ...]) -> Iterator[Interval]:
    """The intervals between the ends and the cuts, which have to lie in this order."""
    lower, upper, _ = term.args
    name = fresh(s.goal, *s.hypotheses, *cuts)
    require(all(isinstance(c, Term) and not is_infinite(c) for c in cuts), "cuts are points")
    ends = (lower, *cuts, upper)
    pieces = [interval(s, w, a, b, name) for a, b in pairwise(ends)]
    if cuts:
        require(all(i.proper for i in pieces), "the cuts are not seen to be inside")
        require(len({i.forward for i in pieces}) == 1, "the cuts are not in order")
    yield from pieces


@rule("antiderivative")
def by_antiderivative(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- integral_a^b f = v: between the `cuts`, f is continuous and one of the
    `antiderivatives` F has F' = f; v is the sum of what each F goes to at one end of its piece less
    what it goes to at the other, all finite. `inners` are functions equal to f inside each piece.

    Source: Rudin, theorem 6.21, on closed intervals inside, and the limit at each end.
    """
    require(s.goal.op == "eq" and s.goal.args[0].op == "integral", "an integral's value")
    term, value = s.goal.args
    wholes, cuts = data.get("antiderivatives"), data.get("cuts", ())
    if not isinstance(wholes, tuple) or not isinstance(cuts, tuple):
        raise InferenceError("antiderivatives are needed")
    inners = data.get("inners", (None,) * len(wholes))
    if not isinstance(inners, tuple) or not len(wholes) == len(inners) == len(cuts) + 1:
        raise InferenceError("an antiderivative for each piece is needed")
    changes = []
    pieces = list(_pieces(s, w, term, cuts))
    for i, whole, inner in zip(pieces, wholes, inners, strict=True):
        if not isinstance(whole, Term):
            raise InferenceError("an antiderivative is needed")
        f = _inner(i, integrand(term, i.name), inner)
        require_continuous(i, f)
        if not i.proper:
            follow(i.here, tuple(substitute(c, {i.name: i.lower}) for c in definedness(f)))
        changes.append(antiderivative_change(i, f, instantiate(whole, i.name)))
    here = w.normalizer(s.hypotheses)
    follow(here, definedness(value))
    require(here.equal(value, add(*changes)), "another value")
    return {}


def antiderivative_change(i: Interval, f: Term, whole: Term) -> Term:
    """F(b) - F(a), for an F with F' = f inside and limits at the ends."""
    follow_inside(i, definedness(whole))
    slope, conditions = differentiate(whole, i.name)
    follow_inside(i, (*conditions, *definedness(slope)))
    require(i.inside.equal(slope, f), "its derivative is not seen to be the integrand")
    return sub(end_value(i, whole, i.upper), end_value(i, whole, i.lower))


@rule("divergent integral")
def by_divergent_integral(
    s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace
) -> Data:
    """H |- integral_a^b f is not defined: beside an end or a point in between, `at`, from the side
    of `to`, f is continuous and of one sign, and its expansion begins with a scale that has no
    finite integral; or it has an antiderivative without a limit there (a premise).
    """
    require(s.goal.op == "not" and s.goal.args[0].op == "defined", "the goal is that it is not")
    term, at, to = s.goal.args[0].args[0], data.get("at"), data.get("to")
    if term.op != "integral" or not isinstance(at, Term) or not isinstance(to, Term):
        raise InferenceError("an integral and a point of it are needed")
    name = fresh(s.goal, at, to, *s.hypotheses)
    whole = interval(s, w, term.args[0], term.args[1], name)
    require(whole.proper, "the ends may be the same")
    require(to in term.args[:2], "towards one of the ends")
    _require_between(whole, at)
    i = interval(s, w, at, to, name)
    require(i.proper, "the point is that end")
    f = integrand(term, name)
    approach = i.at(at)
    for condition in (*definedness(f), *continuity(f, (name,))):
        require(beside(i.here, condition, name, approach), "{} does not hold beside it", condition)
    antiderivative = data.get("antiderivative")
    if not isinstance(antiderivative, Term):
        require(not growth(i, f, at)[0], "it has a finite integral there")
        return {}
    require(len(premises) == 1, "that it has no limit is needed")
    shown = premises[0].sequent
    side = "both" if is_infinite(at) else "right" if approach.direction > 0 else "left"
    towards = limit(at, antiderivative, side)
    require(shown.goal is negation(defined(towards)), "that it has no limit is needed")
    require(set(shown.hypotheses) <= set(s.hypotheses), "more hypotheses")
    big = instantiate(antiderivative, name)
    slope, conditions = differentiate(big, name)
    for condition in (*definedness(big), *conditions, *definedness(slope)):
        require(beside(i.here, condition, name, approach), "{} does not hold beside it", condition)
    require(i.here.equal(slope, f), "its derivative is not seen to be the integrand")
    return {}


def _require_between(i: Interval, at: Term) -> None:
    """That a point is an end of the interval, or proved to lie inside."""
    if at in (i.lower, i.upper):
        return
    require(not is_infinite(at), "an infinite point is an end")
    follow(i.here, definedness(at))
    for end in (i.lower, i.upper):
        if not is_infinite(end):
            below = (end is i.lower) == i.forward
            follow(i.here, (lt(end, at) if below else lt(at, end),))


@rule("infinite integral")
def by_infinite_integral(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- integral_a^b f tends to oo (-oo): between the `cuts` f is continuous, up to each of them
    from each side, and to the ends, it has a finite integral, or an infinite one of that sign, and
    somewhere the latter."""
    require(s.goal.op == "tends" and s.goal.args[0].op == "integral", "the goal is an integral's")
    term, cuts = s.goal.args[0], data.get("cuts", ())
    if not isinstance(cuts, tuple):
        raise InferenceError("cuts are points")
    signs = set()
    for i in _pieces(s, w, term, cuts):
        require(i.proper, "the ends may be the same")
        f = integrand(term, i.name)
        require_continuous(i, f)
        forward = i.forward
        for end in (i.lower, i.upper):
            if not closed_at(i, f, end):
                signs.add(growth(i, f, end)[1])
    wanted = (1 if s.goal.value == "oo" else -1) * (1 if forward else -1)
    require(signs - {0} == {wanted}, "it does not tend there")
    return {}
