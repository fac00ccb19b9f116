"""The rules of limits by asymptotic expansions: finite, infinite, and none.

Source: W. Rudin, Principles of Mathematical Analysis, definitions 4.1 and 4.33, theorem 4.2.
"""

from __future__ import annotations

from ..calculus.differentiation import continuity
from ..calculus.expanding import Approach, eventually, expand
from ..calculus.expansions import Expansion
from ..calculus.scales import compare_scales, sign, unit
from ..normal_forms.normal import Normalizer
from ..normal_forms.ratio import Ratio, Unsupported, constant
from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import (
    ONE,
    OO,
    TRUE,
    ZERO,
    Term,
    apply,
    eq,
    instantiate,
    limit,
    lt,
    ne,
    neg,
    somewhere,
    subterms,
)
from ..terms.definedness import definedness
from .derivatives import follow, fresh, replace, side_fact
from .plain import require, rule

Tendency = Term | str
"""Where a function goes: a number as a term, "oo" or "-oo"."""


def approaches(term: Term) -> tuple[Approach, ...]:
    """The ways in which the variable of a limit goes to its point."""
    point = term.args[0]
    if point is OO:
        return (Approach(None, 1),)
    if point.op == "neg" and point.args[0] is OO:
        return (Approach(None, -1),)
    sides = {"right": (1,), "left": (-1,), "both": (1, -1)}[str(term.value)]
    return tuple(Approach(point, side) for side in sides)


def tendency(n: Normalizer, f: Term, name: Term, approach: Approach) -> Tendency:
    """Where f goes. Raises Unsupported where that isn't found."""

    def task() -> Tendency:
        found = read(n, expand(n, f, name, approach))
        return found if isinstance(found, str) else n.term(found)

    return n.remembered((f, name, approach), task)  # type: ignore[no-any-return]


def read(n: Normalizer, a: Expansion) -> Ratio | str:
    """The limit that an expansion shows: a number, "oo" or "-oo"."""
    one = unit(n)
    if a.terms:
        scale, coefficient = a.terms[0]
        order = compare_scales(n, scale, one)
        if order > 0:
            found = sign(n, coefficient)
            if not found:
                raise Unsupported("a first term that is 0")
            return "oo" if found > 0 else "-oo"
        if order == 0:
            if a.error is not None and compare_scales(n, a.error, one) >= 0:
                raise Unsupported("an error that does not tend to 0")
            return coefficient
    if a.error is not None and compare_scales(n, a.error, one) >= 0:
        raise Unsupported("an error that does not tend to 0")
    return constant(n.ctx, 0)


def _body(s: Sequent, term: Term, data: Data, w: Workspace, name: Term) -> Term:
    """The limit's function of `name`, or one that is the same beside the point."""
    f = instantiate(term.args[1], name)
    inner = data.get("inner")
    if inner is None:
        return f
    if not isinstance(inner, Term):
        raise InferenceError("a function is needed")
    g = instantiate(inner, name)
    beside = w.normalizer((*s.hypotheses, beside_fact(term, name)))
    follow(beside, (*definedness(f), *definedness(g)))
    require(beside.equal(f, g), "the two functions are not seen to agree beside the point")
    return g


@rule("expansion")
def by_expansion(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- lim f = v, or that f tends to oo (-oo): by the asymptotic expansion of f, or of an
    `inner` function equal to it beside the point, from each side that the limit is about."""
    require(s.goal.op in ("eq", "tends") and s.goal.args[0].op == "limit", "the goal is a limit's")
    term = s.goal.args[0]
    name = fresh(s.goal, *s.hypotheses, *_terms(data))
    here = w.normalizer(s.hypotheses)
    if approaches(term)[0].at is not None:
        follow(here, definedness(term.args[0]))
    f = _body(s, term, data, w, name)
    for approach in approaches(term):
        found = tendency(here, f, name, approach)
        if s.goal.op == "tends":
            require(found == s.goal.value, "another tendency")
            continue
        require(isinstance(found, Term), "an infinite limit")
        follow(here, definedness(s.goal.args[1]))
        require(here.equal(s.goal.args[1], found), "another value")  # type: ignore[arg-type]
    return {}


def _terms(data: Data) -> tuple[Term, ...]:
    return tuple(v for v in data.values() if isinstance(v, Term))


def one_sided(term: Term) -> tuple[Term, ...]:
    """A limit, and where it is two-sided those from its sides."""
    if term.value != "both":
        return (term,)
    return (term, *(limit(term.args[0], term.args[1], side) for side in ("left", "right")))


@rule("infinite limit")
def by_infinite_limit(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- lim f is not defined, for f is unbounded: it tends to oo or -oo, from one side at least;
    and so of an integral.

    Or: H |- f does not tend to oo (-oo), for from one side at least it has a finite limit, or
    tends to the other.
    """
    require(s.goal.op == "not" and len(premises) == 1, "a denial, and what contradicts it")
    shown = premises[0].sequent
    require(set(shown.hypotheses) <= set(s.hypotheses), "more hypotheses")
    denied = s.goal.args[0]
    about, term = shown.goal.args[0], denied.args[0]
    require(term.op in ("limit", "integral"), "the goal is about a limit")
    require(about in (one_sided(term) if term.op == "limit" else (term,)), "another limit")
    if denied.op == "defined":
        require(shown.goal.op == "tends", "that it is infinite is needed")
    else:
        require(denied.op == "tends", "the goal denies an infinite limit")
        other = shown.goal.op == "tends" and shown.goal.value != denied.value
        require(shown.goal.op == "eq" or other, "a finite limit, or the other infinity")
    return {}


@rule("limit of an equal function")
def by_equal_function(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- lim f = v (or f tends to oo, -oo), from the same of g, and H, B |- f(t) = g(t) for a new
    variable t, where B says that t is beside the point (beyond 1, for an infinite one)."""
    require(s.goal.op in ("eq", "tends") and s.goal.args[0].op == "limit", "the goal is a limit's")
    term, name = s.goal.args[0], data.get("name")
    if not isinstance(name, Term) or len(premises) != 2:
        raise InferenceError("a variable, the limit of another function, and that it is equal")
    about, equal = (p.sequent for p in premises)
    require(name.op == "var" and name.sort.name == "real", "a real variable")
    require(not any(name in t.free for t in (s.goal, *s.hypotheses)), "a new variable")
    require(about.goal.op == s.goal.op and about.goal.value == s.goal.value, "another claim")
    other = about.goal.args[0]
    require(about.goal.args[1:] == s.goal.args[1:], "another value")
    same = other.op == "limit" and other.args[0] is term.args[0] and other.value == term.value
    require(same and name not in other.free, "a limit at another point")
    require(set(about.hypotheses) <= set(s.hypotheses), "more hypotheses")
    require(set(equal.hypotheses) <= {*s.hypotheses, beside_fact(term, name)}, "more hypotheses")
    f, g = instantiate(term.args[1], name), instantiate(other.args[1], name)
    require(equal.goal is eq(f, g), "another equality")
    return {}


def beside_fact(term: Term, name: Term) -> Term:
    """Where a limit's variable is: beside the point; beyond 1, for an infinite one."""
    if term.args[0] is OO:
        return lt(ONE, name)
    if approaches(term)[0].at is None:
        return lt(name, neg(ONE))
    return side_fact(term, name)


@rule("oscillation")
def by_oscillation(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- lim f is not defined (or f does not tend to oo): on one side, f has two tendencies.

    f is F(sin u, cos u) for a u that is continuous beside the point and tends to oo or -oo, so that
    it takes every value beyond some: u = c + 2 k pi along a sequence, for c = 0, pi/2, pi, -pi/2.
    Two of F(0, 1), F(1, 0), F(0, -1), F(-1, 0), as functions, have different limits there.
    """
    phase = data.get("phase")
    require(s.goal.op == "not" and s.goal.args[0].op in ("defined", "tends"), "a denial")
    denied = s.goal.args[0]
    term = denied.args[0]
    if term.op != "limit" or not isinstance(phase, Term):
        raise InferenceError("a limit and a phase are needed")
    name = fresh(s.goal, *s.hypotheses, phase)
    here = w.normalizer(s.hypotheses)
    approach = approaches(term)[0]
    if approach.at is not None:
        follow(here, definedness(approach.at))
    f, u = instantiate(term.args[1], name), instantiate(phase, name)
    require(name in u.free, "the phase depends on the variable")
    require(tendency(here, u, name, approach) in ("oo", "-oo"), "the phase is not infinite")
    _require_continuous(here, u, name, approach)
    found = []
    for sine, cosine in ((ONE, ZERO), (neg(ONE), ZERO), (ZERO, ONE), (ZERO, neg(ONE))):
        waves = {apply("sin", u): sine, apply("cos", u): cosine}
        try:
            found.append(tendency(here, _replaced(f, waves), name, approach))
        except Unsupported:
            continue
    apart = any(_apart(here, a, b) for i, a in enumerate(found) for b in found[:i])
    require(apart, "no two tendencies are seen to differ")
    return {}


def _apart(n: Normalizer, a: Tendency, b: Tendency) -> bool:
    if isinstance(a, str) or isinstance(b, str):
        return a != b
    return n.holds(ne(a, b))


def _replaced(term: Term, values: dict[Term, Term]) -> Term:
    require(any(part in values for part in subterms(term)), "the wave does not occur")
    return replace(term, values)


def _require_continuous(n: Normalizer, u: Term, name: Term, approach: Approach) -> None:
    """That u is continuous for all points close enough on that side."""
    for condition in (*definedness(u), *continuity(u, (name,))):
        require(beside(n, condition, name, approach), "{} does not hold beside it", condition)


def beside(n: Normalizer, condition: Term, name: Term, approach: Approach) -> bool:
    """Whether a condition holds at all points close enough, from that way of approach."""
    return bool(n.work(lambda: eventually(n, condition, name, approach)))


@rule("plain statement")
def by_plain_statement(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- judged P, for a P that says that something tends to oo (-oo), or is not defined: H |- P,
    and H can be met."""
    require(s.goal.op == "judged" and _is_divergence(s.goal.args[0]), "that something diverges")
    _held_and_met(s, premises, s.goal.args[0])
    return {}


def _is_divergence(statement: Term) -> bool:
    return statement.op == "tends" or (statement.op == "not" and statement.args[0].op == "defined")


@rule("contradicted")
def by_contradiction(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- somewhere not P: H |- not P, and H can be met. That t = v denies that t is undefined."""
    require(s.goal.op == "somewhere" and s.goal.args[0].op == "not", "the goal is a failure")
    denied = s.goal.args[0].args[0]
    wanted = s.goal.args[0]
    require(_is_divergence(denied), "the goal denies that something diverges")
    if denied.op == "not":
        shown = premises[0].sequent.goal if premises else TRUE
        value = shown.op == "eq" and shown.args[0] is denied.args[0].args[0]
        wanted = shown if value else denied.args[0]
    _held_and_met(s, premises, wanted)
    return {}


def _held_and_met(s: Sequent, premises: tuple[Proof, ...], wanted: Term) -> None:
    require(len(premises) == 2, "two premises: the statement, and a point")
    held, met = premises
    require(held.sequent.goal is wanted, "another statement")
    require(set(held.sequent.hypotheses) <= set(s.hypotheses), "more hypotheses")
    require(met.rule == "instance" and met.sequent.goal is somewhere(TRUE), "a point is needed")
    require(met.sequent.hypotheses == s.hypotheses, "other hypotheses at the point")
