"""Rules that relate integrals to one another: combination, substitution, splitting, limits.

Source: W. Rudin, Principles of Mathematical Analysis, theorems 6.12, 6.19, 6.22.
"""

from __future__ import annotations

from itertools import pairwise

from ..calculus.differentiation import continuity, differentiate
from ..calculus.integration import (
    Interval,
    end_value,
    follow_inside,
    integrand,
    interval,
    is_infinite,
    is_low,
    require_continuous,
    same_ends,
)
from ..normal_forms.normal import Normalizer
from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import (
    ONE,
    OO,
    ZERO,
    Term,
    abstract,
    add,
    defined,
    eq,
    instantiate,
    integral,
    le,
    limit,
    lt,
    mul,
    sub,
    substitute,
    var,
)
from ..terms.definedness import definedness, strictly
from .derivatives import follow, fresh, replace
from .integrals import antiderivative_change
from .limits import tendency
from .plain import established, require, rule


def slots_of(s: Sequent, parts: tuple[Term, ...]) -> tuple[Term, ...]:
    """New variables, one for each integral."""
    taken = {v.value for t in (s.goal, *s.hypotheses, *parts) for v in t.free}
    names = (f"s{k}" for k in range(len(taken) + len(parts)))
    return tuple(var(n) for n in [n for n in names if n not in taken][: len(parts)])


def coefficients(
    statement: Term, parts: tuple[Term, ...], slots: tuple[Term, ...]
) -> tuple[Term, Term, list[Term]]:
    """A - B with variables for the integrals; it at 0; and what each is multiplied with, if it is
    linear in them."""
    gap = replace(sub(*statement.args), dict(zip(parts, slots, strict=True)))
    none = dict.fromkeys(slots, ZERO)
    rest = substitute(gap, none)
    return gap, rest, [sub(substitute(gap, {**none, s: ONE}), rest) for s in slots]


@rule("combination")
def by_combination(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A = B, where A - B is linear in integrals (`parts`) that exist, by the premises.

    Those between the same ends are taken together: sum c_i f_i is F' inside (one of the
    `antiderivatives`, in the order of the ends), or 0. Then A - B, with what each F changes by,
    is 0.
    """
    require(s.goal.op == "eq", "the goal is an equality")
    parts, wholes = data.get("parts"), data.get("antiderivatives")
    if not isinstance(parts, tuple) or not isinstance(wholes, tuple) or not parts:
        raise InferenceError("integrals and antiderivatives are needed")
    require(all(isinstance(p, Term) and p.op == "integral" and not p.loose for p in parts), "parts")
    for part in parts:
        require(established(s, premises, defined(part)), "{} is not known to exist", part)
    here = w.normalizer(s.hypotheses)
    for condition in (c for side in s.goal.args for c in definedness(side)):
        shown = condition.op == "defined" and established(s, premises, condition)
        require(shown or here.holds(condition), "{} does not follow", condition)
    slots = slots_of(s, parts)
    gap, rest, factors = coefficients(s.goal, parts, slots)
    follow(here, tuple(c for t in (gap, rest, *factors) for c in definedness(t)))
    linear = add(rest, *(mul(c, v) for c, v in zip(factors, slots, strict=True)))
    require(here.equal(gap, linear), "not linear in the integrals")
    groups = grouped(here, parts)
    require(len(groups) == len(wholes), "an antiderivative for each pair of ends")
    changes = []
    for group, whole in zip(groups, wholes, strict=True):
        changes.append(_change(s, w, [(parts[k], factors[k]) for k in group], whole))
    require(here.equal(add(rest, *changes), ZERO), "the difference is not seen to be 0")
    return {}


def grouped(here: Normalizer, parts: tuple[Term, ...]) -> list[list[int]]:
    """The places of the integrals between the same ends, together."""
    groups: list[list[int]] = []
    for k, part in enumerate(parts):
        home = next((g for g in groups if same_ends(here, parts[g[0]], part)), None)
        if home is None:
            groups.append([k])
        else:
            home.append(k)
    return groups


def _change(s: Sequent, w: Workspace, rows: list[tuple[Term, Term]], whole: object) -> Term:
    """sum c_i integral f_i, as what an antiderivative of sum c_i f_i changes by."""
    if not isinstance(whole, Term):
        raise InferenceError("an antiderivative is needed")
    name = fresh(s.goal, whole, *s.hypotheses, *(t for row in rows for t in row))
    lower, upper, _ = rows[0][0].args
    i = interval(s, w, lower, upper, name)
    fs = [integrand(part, name) for part, _ in rows]
    follow_inside(i, tuple(c for f in fs for c in definedness(f)))
    total = add(*(mul(c, f) for (_, c), f in zip(rows, fs, strict=True)))
    if whole is ZERO:
        require(i.inside.equal(total, ZERO), "the integrands do not cancel")
        return ZERO
    require(i.proper, "the ends may be the same")
    follow_inside(i, tuple(c for f in fs for c in continuity(f, (name,))))
    return antiderivative_change(i, total, instantiate(whole, name))


@rule("substitution")
def by_substitution(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- integral_a^b f = integral_c^d f(p(u)) p'(u) du, where p is differentiable between c and
    d, with a continuous p' that is positive throughout or negative throughout, and p tends to a at
    c and to b at d; f is continuous between a and b; one of the two exists, by a premise.

    So p is a continuous bijection of the insides, and integrals over closed intervals inside agree.
    For -integral_d^c, which is integral_c^d by definition, the same.
    """
    require(s.goal.op == "eq" and len(premises) >= 1, "two integrals, and that one exists")
    before, after = s.goal.args
    if after.op == "neg" and after.args[0].op == "integral":
        after = reversed_ends(after.args[0])
    require(before.op == "integral" and after.op == "integral", "two integrals")
    phi = data.get("map")
    if not isinstance(phi, Term):
        raise InferenceError("a map is needed")
    exists = any(
        established(s, premises, defined(t)) for t in (before, after, reversed_ends(after))
    )
    require(exists, "neither is known to exist")
    name = fresh(s.goal, phi, *s.hypotheses)
    i = interval(s, w, after.args[0], after.args[1], name)
    require(i.proper, "the ends may be the same")
    p = instantiate(phi, name)
    slope = _increasing(i, p)
    g = integrand(after, name)
    _require_ends(i, p, before)
    _require_continuous_between(s, w, before, i.forward == (slope.sign > 0))
    moved = mul(instantiate(before.args[2], p), slope.term)
    follow_inside(i, (*definedness(g), *definedness(moved)))
    require(i.inside.equal(g, moved), "not the integrand times the derivative")
    return {}


def reversed_ends(term: Term) -> Term:
    """The integral from the other end to the one."""
    lower, upper, body = term.args
    return integral(upper, lower, body)


class _Slope:
    """The derivative of a map, with its sign."""

    def __init__(self, term: Term, sign: int) -> None:
        self.term, self.sign = term, sign


def _increasing(i: Interval, p: Term) -> _Slope:
    follow_inside(i, definedness(p))
    slope, conditions = differentiate(p, i.name)
    follow_inside(i, (*conditions, *definedness(slope), *continuity(slope, (i.name,))))
    if i.inside.holds(lt(ZERO, slope)):
        return _Slope(slope, 1)
    require(i.inside.holds(lt(slope, ZERO)), "the sign of the map's derivative is not known")
    return _Slope(slope, -1)


def _require_ends(i: Interval, p: Term, before: Term) -> None:
    for end, wanted in zip((i.lower, i.upper), before.args[:2], strict=True):
        if is_infinite(wanted):
            found = tendency(i.here, p, i.name, i.at(end))
            require(found == ("oo" if wanted is OO else "-oo"), "the map at {}", end)
            continue
        follow(i.here, (*definedness(wanted), eq(end_value(i, p, end), wanted)))


def _require_continuous_between(s: Sequent, w: Workspace, term: Term, forward: bool) -> None:
    """That an integrand is continuous inside ends whose order is known."""
    lower, upper = term.args[:2] if forward else term.args[1::-1]
    name = fresh(s.goal, *s.hypotheses)
    here = w.normalizer(s.hypotheses)
    facts = [] if is_low(lower) else [lt(lower, name)]
    facts += [] if upper is OO else [lt(name, upper)]
    inside = w.normalizer((*s.hypotheses, *facts))
    ends = Interval(term.args[0], term.args[1], name, forward, True, here, inside)
    require_continuous(ends, integrand(term, name))


@rule("interval split")
def by_split(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- integral_a^b f = integral_a^c f + integral_c^b f, for a c between a and b, where the
    whole exists, or both parts do (premises)."""
    require(s.goal.op == "eq" and s.goal.args[1].op == "add", "an integral, and two")
    whole, parts = s.goal.args[0], s.goal.args[1].args
    require(whole.op == "integral" and len(parts) == 2, "an integral, and two")
    lower, upper, body = whole.args
    middle = parts[0].args[1] if parts[0].op == "integral" else ZERO
    wanted = (integral(lower, middle, body), integral(middle, upper, body))
    require(parts == wanted and not is_infinite(middle), "the two parts of the interval")
    exists = established(s, premises, defined(whole)) or all(
        established(s, premises, defined(p)) for p in parts
    )
    require(exists, "neither the whole nor both parts are known to exist")
    here = w.normalizer(s.hypotheses)
    follow(here, definedness(middle))
    require(
        _ordered(here, (lower, middle, upper)) or _ordered(here, (upper, middle, lower)),
        "the point is not seen to be between the ends",
    )
    return {}


def _ordered(here: Normalizer, points: tuple[Term, Term, Term]) -> bool:
    return all(
        is_low(a) or b is OO or (not is_infinite(a) and not is_infinite(b) and here.holds(le(a, b)))
        for a, b in pairwise(points)
    )


@rule("improper integral")
def by_improper(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- lim_{t -> oo} integral_a^t f = integral_a^oo f, which exists (a premise); and so for
    integral_t^a with t -> -oo: what an improper integral means."""
    require(s.goal.op == "eq" and len(premises) == 1, "a limit and an integral")
    towards, whole = s.goal.args
    require(whole.op == "integral" and established(s, premises, defined(whole)), "it exists")
    lower, upper, body = whole.args
    name = fresh(s.goal, *s.hypotheses)
    if upper is OO and not is_infinite(lower):
        wanted = limit(OO, abstract(integral(lower, name, body), name))
    else:
        require(is_low(lower) and not is_infinite(upper), "one infinite end")
        wanted = limit(lower, abstract(integral(name, upper, body), name))
    require(towards is wanted, "another limit")
    return {}


@rule("derivative under an integral")
def by_leibniz(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- d/du integral_a^b f(t, u) dt = integral_a^b (df/du) dt at u = c, for finite a, b free of
    u, where f and df/du are continuous in t and u together, for t in the closed interval and u = c.

    The conditions are strict, so they hold for u near c too. Source: Rudin, theorem 9.42.
    """
    require(s.goal.op == "eq" and s.goal.args[0].op == "deriv", "the goal is a derivative's value")
    outer, value = s.goal.args
    point, body = outer.args
    require(outer.value == 1 and body.op == "integral" and value.op == "integral", "of an integral")
    parameter = fresh(s.goal, *s.hypotheses)
    inner = instantiate(body, parameter)
    lower, upper, _ = inner.args
    require(parameter not in lower.free | upper.free, "the ends depend on the parameter")
    require(not is_infinite(lower) and not is_infinite(upper), "an infinite end")
    require(value.args[:2] == (lower, upper), "other ends")
    name = fresh(s.goal, inner, *s.hypotheses)
    here = w.normalizer(s.hypotheses)
    follow(here, definedness(point))
    i = interval(s, w, lower, upper, name)
    first, last = (lower, upper) if i.forward else (upper, lower)
    closed = w.normalizer((*s.hypotheses, le(first, name), le(name, last)))
    f = integrand(inner, name)
    slope, conditions = differentiate(f, parameter)
    at = {parameter: point}
    needs = (
        *map(strictly, definedness(f)), *conditions, *map(strictly, definedness(slope)),
        *continuity(f, (name, parameter)), *continuity(slope, (name, parameter)),
    )  # fmt: skip
    follow(closed, tuple(substitute(c, at) for c in needs))
    g = integrand(value, name)
    follow(closed, definedness(g))
    require(closed.equal(g, substitute(slope, at)), "not the derivative of the integrand")
    return {}


@rule("existing")
def by_existing(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- t is defined, from H |- A = B, where t is a part of A or B that is defined if they are:
    a side, or what one of them is the negative of."""
    require(s.goal.op == "defined" and len(premises) == 1, "that a term is defined")
    shown = premises[0].sequent
    require(shown.goal.op == "eq", "an equality is needed")
    sides = (*shown.goal.args, *(a.args[0] for a in shown.goal.args if a.op == "neg"))
    require(s.goal.args[0] in sides, "the equality is about another term")
    require(set(shown.hypotheses) <= set(s.hypotheses), "more hypotheses")
    return {}
