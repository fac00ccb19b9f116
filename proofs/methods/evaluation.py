"""Working out derivatives and limits: looking for the data that the rules of calculus need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic

from ..kernel import InferenceError, Proof
from ..kernel.calculus.differentiation import differentiate, evaluate_derivative, is_primitive
from ..kernel.normal_forms.normal import Normalizer
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.normal_forms.signs import NEG, POS
from ..kernel.rules.derivatives import fresh, quotient_limit, replace, side_fact
from ..kernel.rules.limits import beside_fact
from ..kernel.terms import (
    ONE,
    OO,
    ZERO,
    Term,
    abstract,
    defined,
    div,
    eq,
    instantiate,
    limit,
    log,
    lt,
    ne,
    neg,
    negation,
    operators,
    substitute,
    subterms,
    var,
)
from ..kernel.terms.definedness import definedness, strictly
from ..problem import Problem
from .antiderivatives import value
from .cases import splitting
from .classical import by_theorem
from .classical_series import by_classical_series, divergent_series
from .dominance import by_dominance
from .existence import divergent, unsettled
from .limits import by_expansion, oscillating, unbounded
from .series import by_series

WORKED_OUT = ("deriv", "limit", "integral")
_MAY_BE_WORKED_OUT = frozenset((*WORKED_OUT, "sum"))
MAX_HOSPITAL = 3
"""How often a quotient may be replaced by that of the derivatives."""


def to_work_out(statement: Term) -> tuple[Term, ...]:
    """The outermost derivatives and limits that no bound name reaches into."""
    if operators(statement).isdisjoint(_MAY_BE_WORKED_OUT):
        return ()
    out: list[Term] = []
    seen: set[Term] = set()
    waiting = [statement]
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        series = node.op == "sum" and node.args[1] is OO
        if (node.op in WORKED_OUT or series) and not node.loose and not _stays(node):
            out.append(node)
        else:
            waiting.extend(reversed(node.args))
    return tuple(out)


def has_only_slopes(statement: Term) -> bool:
    """Whether what is to be worked out in a statement are derivatives and limits alone."""
    parts = to_work_out(statement)
    return bool(parts) and all(part.op in ("deriv", "limit") for part in parts)


def _stays(term: Term) -> bool:
    """Whether a term is f'(x) for an unknown f, which is worked out already."""
    if term.op != "deriv":
        return False
    inside = instantiate(term.args[1], (name := fresh(term)))
    return is_primitive(inside, name)


def evaluate(
    problem: Problem, hypotheses: Sequence[Term], term: Term, depth: int = MAX_HOSPITAL
) -> Proof | None:
    """A proof of `term = value` under the hypotheses; None where none is found. What is in it is
    worked out at a `depth` less: derivatives in derivatives by limits are many."""
    if depth < 0 or problem.time_left() < 0:
        return None
    if term.op == "sum":
        hyps = tuple(hypotheses)
        return by_series(problem, hyps, term) or by_classical_series(problem, hyps, term)
    finder = {"deriv": _derivative, "limit": _limit, "integral": _integral}[term.op]
    for attempt in finder(problem, tuple(hypotheses), term, depth):
        if attempt is not None:
            return attempt
    return None


def refute_existence(
    problem: Problem, hypotheses: Sequence[Term], term: Term, *, soon: bool = False
) -> Proof | None:
    """A proof that `term` is not defined: a limit that is infinite, differs from side to side, or
    oscillates. With `soon`, no antiderivative is sought."""
    hyps = tuple(hypotheses)
    if term.op == "deriv" and term.value == 1:
        quotient = quotient_limit(term)
        absent = refute_existence(problem, hyps, quotient)
        if absent is None:
            return None
        goal = negation(defined(term))
        return _infer(problem, "derivative as a limit", hyps, goal, [absent])
    if term.op == "integral":
        found = divergent(problem, hyps, term)
        return found if found is not None or soon else _unsettled(problem, hyps, term)
    if term.op == "sum":
        return divergent_series(problem, hyps, term)
    if term.op != "limit":
        return None
    if term.value == "both":
        differing = _sides_differ(problem, hyps, term)
        if differing is not None:
            return differing
    infinite = unbounded(problem, hyps, term)
    return infinite or oscillating(problem, hyps, defined(term))


def beyond_edges(problem: Problem, hyps: tuple[Term, ...], term: Term) -> Proof | None:
    """A proof that a derivative does not exist, at the edge of a function's domain or off it.

    For what a condition leaves out; nothing is refuted by it, as that from within may be meant.
    """
    goal = negation(defined(term))
    for side in ("left", "right") if term.op == "deriv" else ():
        found = _infer(problem, "edge of the domain", hyps, goal, (), {"side": side})
        if found is not None:
            return found
    return None


def _unsettled(problem: Problem, hyps: tuple[Term, ...], term: Term) -> Proof | None:
    """That an integral does not exist, for an antiderivative has no limit at a place of it."""
    for data in unsettled(problem, hyps, term):
        towards = data.pop("limit")
        absent = refute_existence(problem, hyps, towards) if isinstance(towards, Term) else None
        if absent is not None:
            goal = negation(defined(term))
            return _infer(problem, "divergent integral", hyps, goal, [absent], data)
    return None


def _sides_differ(problem: Problem, hyps: tuple[Term, ...], term: Term) -> Proof | None:
    left = evaluate(problem, hyps, limit(term.args[0], term.args[1], "left"))
    right = evaluate(problem, hyps, limit(term.args[0], term.args[1], "right"))
    if left is None or right is None:
        return None
    values = left.sequent.goal.args[1], right.sequent.goal.args[1]
    known = [_infer(problem, "definedness", hyps, defined(v)) for v in values]
    if any(k is None for k in known):
        return None
    apart = _infer(problem, "sign", hyps, ne(*values), [k for k in known if k is not None])
    if apart is None:
        return None
    return _infer(problem, "one-sided limits", hyps, negation(defined(term)), [left, right, apart])


def _infer(
    problem: Problem, rule: str, hypotheses: Sequence[Term], goal: Term,
    premises: Sequence[Proof] = (), data: dict[str, object] | None = None,
) -> Proof | None:  # fmt: skip
    try:
        return problem.infer(rule, hypotheses, goal, premises, data)
    except InferenceError:
        return None


# --- derivatives ----------------------------------------------------------------------------------


def _derivative(
    problem: Problem, hyps: tuple[Term, ...], term: Term, depth: int
) -> Iterator[Proof | None]:
    """By the rules of differentiation, or (at a corner, in a branch) by the definition."""
    try:
        value, _ = evaluate_derivative(term)
        yield _infer(problem, "derivative", hyps, eq(term, value))
    except Unsupported:
        pass
    if term.value == 1:
        found = evaluate(problem, hyps, quotient_limit(term), depth)
        if found is not None:
            goal = eq(term, found.sequent.goal.args[1])
            yield _infer(problem, "derivative as a limit", hyps, goal, [found])


def smoothness(term: Term) -> tuple[Term, ...]:
    """The conditions under which the rules give a derivative's or limit's value."""
    if term.op in ("integral", "sum"):
        return ()
    if term.op == "limit":
        return _clear_of_edges(term)
    try:
        return evaluate_derivative(term)[1]
    except Unsupported:
        return ()


def _clear_of_edges(term: Term) -> tuple[Term, ...]:
    """What keeps a limit's point off the edges of its function's domain, but for the point itself.

    lim_{h -> 0} (1/(x+h) - 1/x)/h: x + h != 0 at h = 0, x != 0; not h != 0.
    """
    point, body = term.args
    if point.op in ("oo", "neg"):
        return ()
    name = fresh(term)
    at_point = (
        substitute(strictly(c), {name: point}) for c in definedness(instantiate(body, name))
    )
    return tuple(c for c in at_point if c.free)


# --- integrals ------------------------------------------------------------------------------------


def _integral(
    problem: Problem, hyps: tuple[Term, ...], term: Term, depth: int
) -> Iterator[Proof | None]:
    """By the fundamental theorem, from an antiderivative that SymPy finds.

    One with error functions and the like has no term: then there is none.
    """
    if not to_work_out(term.args[2]):
        patience = monotonic() + problem.time_left() / 3
        yield by_theorem(problem, hyps, term, patience)
        yield value(problem, hyps, term)


# --- limits ---------------------------------------------------------------------------------------


def _limit(
    problem: Problem, hyps: tuple[Term, ...], term: Term, depth: int
) -> Iterator[Proof | None]:
    point, body = term.args
    inner = fresh(term, *hyps)
    if to_work_out(instantiate(body, inner)):
        yield _worked_out_inside(problem, hyps, term, inner, depth)
        return
    found = by_expansion(problem, hyps, term)
    if found is not None:
        if found.sequent.goal.op == "tends":
            return
        yield found
    if point is OO or (point.op == "neg" and point.args[0] is OO):
        yield from _at_infinity(problem, hyps, term)
        yield by_dominance(problem, hyps, term)
        return
    name = fresh(term, *hyps)
    f = instantiate(body, name)
    if to_work_out(f):
        return
    here = problem.workspace.normalizer(hyps)
    near = tuple(_strict_nearby(here, f, name, point))
    beside = problem.workspace.normalizer((*hyps, side_fact(term, name), *near))
    for simpler in _simpler(beside, f):
        inner = abstract(simpler, name)
        value = instantiate(inner, point)
        data: dict[str, object] = {"inner": inner, "near": tuple(abstract(s, name) for s in near)}
        yield _infer(problem, "limit", hyps, eq(term, value), (), data)
    if depth > 0:
        yield _hospital(problem, hyps, term, f, name, near, beside, depth)


def _worked_out_inside(
    problem: Problem, hyps: tuple[Term, ...], term: Term, name: Term, depth: int
) -> Proof | None:
    """A limit of what has integrals or limits in it, from that of what those are."""
    f = instantiate(term.args[1], name)
    facts = (*hyps, beside_fact(term, name))
    known = [evaluate(problem, facts, part, depth - 1) for part in to_work_out(f)]
    values = {k.sequent.goal.args[0]: k.sequent.goal.args[1] for k in known if k is not None}
    if len(values) != len(known):
        return None
    g = replace(f, values)
    found = evaluate(problem, hyps, limit(term.args[0], abstract(g, name), term.value), depth - 1)
    exists = _infer(problem, "definedness", facts, defined(g))
    if found is None or exists is None:
        return None
    same = _infer(problem, "normal form", facts, eq(g, g), [exists])
    equalities = [k for k in known if k is not None]
    same = same and _infer(problem, "rewriting", facts, eq(f, g), [same, *equalities])
    if same is None:
        return None
    goal = eq(term, found.sequent.goal.args[1])
    data: dict[str, object] = {"name": name}
    return _infer(problem, "limit of an equal function", hyps, goal, [found, same], data)


def _hospital(
    problem: Problem, hyps: tuple[Term, ...], term: Term, f: Term, name: Term,
    near: tuple[Term, ...], beside: Normalizer, depth: int,
) -> Proof | None:  # fmt: skip
    """0/0: the limit of the quotient of the derivatives."""
    try:
        whole = f if f.op == "div" else beside.normal_term(f)
        if whole.op != "div" or problem.time_left() < 0:
            return None
        here = problem.workspace.normalizer(hyps)
        at = {name: term.args[0]}
        if not all(here.equal(substitute(part, at), ZERO) for part in whole.args):
            return None
        slopes = [beside.normal_term(differentiate(part, name)[0]) for part in whole.args]
        quotient = beside.normal_term(div(*slopes))
    except Unsupported:
        return None
    if quotient.depth > 2 * f.depth + 4:
        return None
    slope = limit(term.args[0], abstract(quotient, name), term.value)
    found = evaluate(problem, hyps, slope, depth - 1)
    if found is None:
        return None
    data: dict[str, object] = {
        "above": abstract(whole.args[0], name),
        "below": abstract(whole.args[1], name),
        "near": tuple(abstract(s, name) for s in near),
    }
    goal = eq(term, found.sequent.goal.args[1])
    return _infer(problem, "l'Hopital", hyps, goal, [found], data)


def _simpler(beside: Normalizer, f: Term) -> Iterator[Term]:
    """The function itself, and its normal form beside the point."""
    yield f
    try:
        yield beside.normal_term(f)
    except Unsupported:
        return


def _strict_nearby(here: Normalizer, f: Term, name: Term, point: Term) -> Iterator[Term]:
    """Strict statements that hold at the point, on what decides the pieces of f."""
    for quantity in dict.fromkeys(splitting(f)):
        if name not in quantity.free:
            continue
        at_point = instantiate(abstract(quantity, name), point)
        try:
            sign = here.sign(at_point)
        except Unsupported:
            continue
        if sign == POS:
            yield lt(ZERO, quantity)
        elif sign == NEG:
            yield lt(quantity, ZERO)
    for condition in definedness(f):
        strict = strictly(condition)
        if name in strict.free and strict.op in ("lt", "ne"):
            try:
                if here.holds(substitute(strict, {name: point})):
                    yield strict
            except Unsupported:
                continue


def _at_infinity(problem: Problem, hyps: tuple[Term, ...], term: Term) -> Iterator[Proof | None]:
    """f in terms of what vanishes: 1/t, and exponentials that fall."""
    point, body = term.args
    name = fresh(term, *hyps)
    f = instantiate(body, name if point is OO else neg(name))
    far = problem.workspace.normalizer((*hyps, lt(ONE, name)))
    try:
        plain = far.normal_term(f)
    except Unsupported:
        return
    rates = _rates(far, plain, name)
    if rates is None:
        return
    slots = [var(f"{name.value}_{i}") for i in range(len(rates) + 1)]
    replaced: dict[Term, Term] = {}
    logs: dict[Term, Term] = {}
    parts: list[object] = [-1, 0, ZERO]
    for slot, (atom, rate, rising) in zip(slots[1:], rates, strict=True):
        replaced[atom] = div(ONE, slot) if rising else slot
        logs[log(slot)] = neg(div(rate, slots[0]))
        parts += [0, 0, rate]
    outer = _in_slots(problem, hyps, plain, replaced, logs, name, slots)
    if outer is None:
        return
    value = instantiate_all(outer, slots)
    data: dict[str, object] = {"outer": outer, "slots": tuple(slots), "parts": tuple(parts)}
    yield _infer(problem, "limit at infinity", hyps, eq(term, value), (), data)


def instantiate_all(outer: Term, slots: Sequence[Term]) -> Term:
    """The outer function with every slot at 0."""
    return substitute(outer, dict.fromkeys(slots, ZERO))


def _rates(far: Normalizer, plain: Term, name: Term) -> list[tuple[Term, Term, bool]] | None:
    """(exponential, its rate c > 0, whether it rises) for each exp(+-c t); None if another kind."""
    out = []
    for node in subterms(plain):
        if node.op != "exp" or name not in node.free:
            continue
        try:
            slope = far.normal_term(div(node.args[0], name))
            if name in slope.free:
                return None
            sign = far.sign(slope)
        except Unsupported:
            return None
        if sign not in (POS, NEG):
            return None
        out.append((node, slope if sign == POS else far.normal_term(neg(slope)), sign == POS))
    return out


def _in_slots(
    problem: Problem, hyps: tuple[Term, ...], plain: Term, replaced: dict[Term, Term],
    logs: dict[Term, Term], name: Term, slots: Sequence[Term],
) -> Term | None:  # fmt: skip
    """The function of the slots, its rising exponentials cancelled."""
    positive = tuple(lt(ZERO, s) for s in slots)
    normalizer = problem.workspace.normalizer((*hyps, *positive))
    try:
        mixed = replace(replace(plain, replaced), {name: div(ONE, slots[0])})
        mixed = replace(normalizer.normal_term(mixed), logs)
        return normalizer.normal_term(mixed)
    except Unsupported:
        return None
