"""Whether integrals exist: proofs that they do or diverge, and the points at which they are cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from ..kernel import InferenceError, Proof
from ..kernel.calculus.integration import Interval, integrand, interval, is_infinite
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.proof import Sequent
from ..kernel.rules.derivatives import fresh, replace
from ..kernel.terms import (
    ONE,
    PI,
    TRUE,
    ZERO,
    Term,
    TermError,
    abstract,
    add,
    apply,
    defined,
    div,
    eq,
    integral,
    limit,
    lt,
    mul,
    ne,
    neg,
    negation,
    num,
    sub,
    substitute,
    subterms,
)
from ..kernel.terms.definedness import definedness
from ..problem import Problem
from .cases import splitting
from .elementary import elementary
from .limits import infer

FAILURES = (InferenceError, Unsupported, TermError)
MAX_CUTS = 4


def inside(problem: Problem, hyps: tuple[Term, ...], term: Term, name: Term) -> Interval | None:
    """The interval of an integral, if the order of its ends is known."""
    try:
        return interval(Sequent(hyps, TRUE), problem.workspace, term.args[0], term.args[1], name)
    except FAILURES:
        return None


def existence(
    problem: Problem, hyps: tuple[Term, ...], term: Term, hints: Iterable[Term] = ()
) -> Proof | None:
    """A proof that an integral exists; `hints` are points at which to cut it."""
    goal = defined(term)
    name = fresh(term, *hyps)
    i = inside(problem, hyps, term, name)
    if i is None:
        return infer(problem, "definedness", hyps, goal)
    simpler = _simpler(i, integrand(term, name))
    for rule, inner in (("continuous integrand", None), ("integrable", None), *simpler):
        data: dict[str, object] = {} if inner is None else {"inner": inner}
        found = infer(problem, rule, hyps, goal, (), data)
        if found is not None:
            return found
    for part in _parts(i, integrand(term, name)):
        found = infer(problem, "integrable", hyps, goal, (), {"part": abstract(part, name)})
        if found is not None:
            return found
    cuts = cuts_of(i, term, hints)
    for chosen in dict.fromkeys((cuts, *((c,) for c in cuts))):
        if chosen:
            found = infer(problem, "integrable", hyps, goal, (), {"cuts": chosen})
            if found is not None:
                return found
    return None


def _parts(i: Interval, f: Term) -> Iterator[Term]:
    """For g sin(ku), g (1 - cos(ku))/k; for g cos(ku), g sin(ku)/k: the boundary term by parts."""
    if not any(is_infinite(end) for end in (i.lower, i.upper)):
        return
    for node in subterms(f):
        if node.op not in ("sin", "cos") or i.name not in node.free:
            continue
        try:
            rate = i.inside.normal_term(div(node.args[0], i.name))
            if i.name not in rate.free:
                other = apply("sin" if node.op == "cos" else "cos", node.args[0])
                wave = other if node.op == "cos" else sub(ONE, other)
                yield replace(f, {node: div(wave, rate)})
        except FAILURES:
            continue


def _simpler(i: Interval, f: Term) -> Iterator[tuple[str, Term]]:
    try:
        yield "integrable", abstract(i.inside.normal_term(f), i.name)
    except FAILURES:
        return


def cuts_of(i: Interval, term: Term, hints: Iterable[Term]) -> tuple[Term, ...]:
    """Points inside at which an integrand may break: zeros of what it divides by or branches on."""
    f = integrand(term, i.name)
    angles = _ANGLES if any(n.op in _WITH_POLES for n in subterms(f)) else ()
    found = dict.fromkeys((*_zeros(i, f), *hints, *angles))
    points: list[Term] = []
    for point in found:
        try:
            if not is_infinite(point) and strictly_inside(i, point) and _new(i, point, points):
                points.append(point)
        except FAILURES:
            continue
    try:
        ordered = _in_order(i, points[:MAX_CUTS])
    except FAILURES:
        return ()
    return tuple(ordered if i.forward else ordered[::-1])


_WITH_POLES = frozenset({"tan", "cot", "sec", "csc", "sin", "cos"})
_ANGLES = tuple(mul(num(Fraction(k, 2)), PI) for k in (0, 1, 2, 3, -1, -2, -3))


def _zeros(i: Interval, f: Term) -> Iterator[Term]:
    """Where a quantity that is linear in the name is 0."""
    quantities: dict[Term, None] = {}
    for condition in definedness(f):
        for part in subterms(condition):
            if part.op in ("ne", "lt", "le"):
                quantities[sub(part.args[1], part.args[0])] = None
    quantities.update(dict.fromkeys(splitting(f)))
    for node in subterms(f):
        if node.op == "root" and not node.loose:
            quantities[node.args[0]] = None
    for quantity in quantities:
        if i.name not in quantity.free or quantity.loose:
            continue
        try:
            factors = i.here.canonical(ne(quantity, ZERO))
        except FAILURES:
            continue
        for factor in factors:
            if factor.op == "ne":
                yield from _root_of(i, sub(*factor.args))


def _root_of(i: Interval, quantity: Term) -> Iterator[Term]:
    try:
        start = substitute(quantity, {i.name: ZERO})
        slope = sub(substitute(quantity, {i.name: ONE}), start)
        if i.here.equal(quantity, add(start, mul(slope, i.name))):
            yield i.here.normal_term(neg(div(start, slope)))
    except FAILURES:
        return


def strictly_inside(i: Interval, point: Term) -> bool:
    """Whether a point is proved to lie between the ends, and not to be one."""
    for end in (i.lower, i.upper):
        if not is_infinite(end):
            below = (end is i.lower) == i.forward
            if not i.here.holds(lt(end, point) if below else lt(point, end)):
                return False
    return True


def _new(i: Interval, point: Term, points: Sequence[Term]) -> bool:
    return not any(i.here.holds(eq(point, other)) for other in points)


def _in_order(i: Interval, points: Sequence[Term]) -> list[Term]:
    out: list[Term] = []
    for point in points:
        place = sum(1 for other in out if i.here.holds(lt(other, point)))
        out.insert(place, point)
    return out


def infinite(problem: Problem, hyps: tuple[Term, ...], goal: Term) -> Proof | None:
    """A proof that an integral tends to oo or -oo."""
    term = goal.args[0]
    i = inside(problem, hyps, term, fresh(term, *hyps))
    if i is None:
        return None
    for cuts in dict.fromkeys(((), cuts_of(i, term, ()))):
        found = infer(problem, "infinite integral", hyps, goal, (), {"cuts": cuts})
        if found is not None:
            return found
    return None


def divergent(problem: Problem, hyps: tuple[Term, ...], term: Term) -> Proof | None:
    """A proof that an integral does not exist: it diverges at an end or at a point inside."""
    goal = negation(defined(term))
    for at, to in _places(problem, hyps, term):
        data: dict[str, object] = {"at": at, "to": to}
        found = infer(problem, "divergent integral", hyps, goal, (), data)
        if found is not None:
            return found
    return None


def unsettled(problem: Problem, hyps: tuple[Term, ...], term: Term) -> Iterator[dict[str, object]]:
    """For each place at which an integral may not converge, an antiderivative beside it, and the
    limit of that which would have to exist."""
    name = fresh(term, *hyps)
    i = inside(problem, hyps, term, name)
    f = integrand(term, name)
    if i is None or next(splitting(f), None) is not None:
        return
    found = elementary(i.inside, f, name)
    if found is None and existence(problem, hyps, term) is None:
        found = problem.antiderivative(f, name)
    if found is None:
        return
    whole = abstract(found, name)
    for at, to in _places(problem, hyps, term):
        piece = inside(problem, hyps, integral(at, to, term.args[2]), name)
        if piece is not None:
            direction = piece.at(at).direction
            side = "both" if is_infinite(at) else "right" if direction > 0 else "left"
            yield {"at": at, "to": to, "antiderivative": whole, "limit": limit(at, whole, side)}


def _places(problem: Problem, hyps: tuple[Term, ...], term: Term) -> Iterator[tuple[Term, Term]]:
    name = fresh(term, *hyps)
    i = inside(problem, hyps, term, name)
    if i is None:
        return
    yield i.lower, i.upper
    yield i.upper, i.lower
    for point in cuts_of(i, term, ()):
        yield point, i.upper
        yield point, i.lower
