"""Substitutions: maps that take one integral to a multiple of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic

from ..kernel import InferenceError, Proof
from ..kernel.calculus.differentiation import differentiate
from ..kernel.calculus.integration import Interval, closed_at, end_value, integrand, is_infinite
from ..kernel.enclosures.enclosure import Undetermined, compare, enclose, truth
from ..kernel.rules.derivatives import fresh
from ..kernel.rules.limits import tendency
from ..kernel.terms import (
    ONE,
    OO,
    TWO,
    ZERO,
    Term,
    abstract,
    add,
    apply,
    div,
    eq,
    exp,
    instantiate,
    integral,
    log,
    lt,
    mul,
    neg,
    num,
    power,
    root,
    sub,
    substitute,
    subterms,
)
from ..kernel.terms.definedness import closed_rational
from ..points import points
from ..problem import Problem
from .existence import FAILURES, inside
from .limits import infer

MAX_MAPS = 150
MAX_DEGREE = 30
"""Highest power of an integrand in which other than linear maps are put."""
MAX_SIZE = 60
"""Largest part of an integrand, in nodes, that is tried as a substitution."""


def substituted(
    problem: Problem, exists: Proof, term: Term, other: Term, patience: float
) -> Proof | None:
    """term = an integral over the ends of another, by a map for which that is a multiple of it.

    `exists` proves that `term` exists, under the same hypotheses; no map is tried after `patience`.
    """
    hyps = exists.sequent.hypotheses
    name = fresh(term, other, *hyps)
    i = inside(problem, hyps, other, name)
    if i is None or not i.proper:
        return None
    g = integrand(other, name)
    samples = _samples(problem, i, (term, other))
    for tried, phi in enumerate(_maps(i, g, term)):
        if tried >= MAX_MAPS or monotonic() > patience:
            return None
        found = _by_map(problem, exists, term, i, phi, g, samples)
        if found is not None:
            return found
    return None


def _by_map(
    problem: Problem, exists: Proof, term: Term, i: Interval, phi: Term, g: Term,
    samples: Sequence[Point],
) -> Proof | None:  # fmt: skip
    try:
        back = not _reaches(i, phi, term.args[:2])
        if back and not _reaches(i, phi, term.args[1::-1]):
            return None
        slope = differentiate(phi, i.name)[0]
        moved = mul(instantiate(term.args[2], phi), slope)
        if _varies(div(moved, g), samples):
            return None
        ratio = i.inside.normal_term(div(moved, g)) if g is not ZERO else ONE
    except (*FAILURES, ZeroDivisionError):
        return None
    if i.name in ratio.free:
        return None
    body = abstract(g if ratio is ONE else mul(ratio, g), i.name)
    target = integral(i.lower, i.upper, body)
    goal = eq(term, neg(target) if back else target)
    data: dict[str, object] = {"map": abstract(phi, i.name)}
    return infer(problem, "substitution", exists.sequent.hypotheses, goal, [exists], data)


def multiple(problem: Problem, hyps: tuple[Term, ...], term: Term, other: Term) -> Term | None:
    """c with term = c other, for integrals between the same ends (term: perhaps a negative one)."""
    inner = term.args[0] if term.op == "neg" else term
    name = fresh(term, other, *hyps)
    i = inside(problem, hyps, inner, name)
    if i is None or inner.args[:2] != other.args[:2]:
        return None
    try:
        ratio = i.inside.normal_term(div(integrand(inner, name), integrand(other, name)))
    except (*FAILURES, ZeroDivisionError):
        return None
    if name in ratio.free:
        return None
    return neg(ratio) if term.op == "neg" else ratio


Point = dict[Term, Term]
_NUMBERS = tuple(num(v) for v in ("1/2", "1/3", "2", "3", "-1/2", "-1/3", "-2", "-3", "9", "1/20"))


def _samples(problem: Problem, i: Interval, terms: Sequence[Term]) -> list[Point]:
    """Two points inside, for some values of the parameters."""
    base = next(iter(points(terms, problem.given, problem.deadline)), {})
    facts = []
    for end in (i.lower, i.upper):
        if not is_infinite(end):
            below = (end is i.lower) == i.forward
            facts.append(lt(end, i.name) if below else lt(i.name, end))
    found = ({**base, i.name: v} for v in _NUMBERS)
    return [p for p in found if all(truth(c, p) is True for c in facts)][:2]


def _varies(ratio: Term, samples: Sequence[Point]) -> bool:
    """Whether a term is seen to have different values at the samples."""
    try:
        values = [enclose(ratio, p) for p in samples]
        return len(values) == 2 and compare(*values) not in (None, 0)
    except Undetermined:
        return False


def _misses(i: Interval, phi: Term, end: Term, wanted: Term) -> bool:
    """Whether the map's value at an end is seen not to be the one that is wanted."""
    if is_infinite(end) or end.free or wanted.free or phi.free != {i.name}:
        return False
    try:
        at_end = enclose(phi, {i.name: end})
        return is_infinite(wanted) or compare(at_end, enclose(wanted, {})) not in (None, 0)
    except Undetermined:
        return False


def _reaches(i: Interval, phi: Term, ends: Sequence[Term]) -> bool:
    """Whether a map takes the ends of the interval to others."""
    places = tuple(zip((i.lower, i.upper), ends, strict=True))
    if any(_misses(i, phi, end, wanted) for end, wanted in places):
        return False
    for end, wanted in places:
        if is_infinite(wanted):
            if is_infinite(end) or not closed_at(i, phi, end):
                towards = "oo" if wanted is OO else "-oo"
                if i.proper and tendency(i.here, phi, i.name, i.at(end)) == towards:
                    continue
            return False
        try:
            if not i.here.holds(eq(end_value(i, phi, end), wanted)):
                return False
        except InferenceError:
            return False
    return True


def _maps(i: Interval, g: Term, term: Term) -> Iterator[Term]:
    """Maps to try: linear ones, parts of the integrand, and the usual ones."""
    u = i.name
    seen: set[Term] = set()

    def new(phi: Term) -> bool:
        fit = u in phi.free and not phi.loose and phi not in seen
        seen.add(phi)
        return fit

    curved: list[Term] = []
    if max(map(_degree, (g, term.args[2]))) <= MAX_DEGREE:
        curved += _completed(u, i, term)
        curved += [p for p in subterms(g) if p.sort.name in ("real", "int", "nat") and _small(p)]
        curved += _usual(u, i, term)
    for phi in (*_linear(i, term), *curved):
        if new(phi):
            yield phi
        if new(neg(phi)) and phi.op != "neg":
            yield neg(phi)


def _degree(term: Term) -> int:
    """The largest number that stands in an exponent."""
    exponents = (closed_rational(p.args[1]) for p in subterms(term) if p.op == "pow")
    return max((int(abs(e)) for e in exponents if e is not None), default=0)


def _small(term: Term) -> bool:
    return sum(1 for _ in subterms(term)) <= MAX_SIZE


def _linear(i: Interval, term: Term) -> Iterator[Term]:
    a, b = term.args[:2]
    finite = [e for e in (a, b, i.lower, i.upper) if not is_infinite(e)]
    if len(finite) == 4:
        share = div(sub(i.name, i.lower), sub(i.upper, i.lower))
        yield add(a, mul(sub(b, a), share))
    yield i.name
    yield neg(i.name)
    for end, other in ((a, i.lower), (b, i.upper), (a, i.upper), (b, i.lower)):
        if not is_infinite(end) and not is_infinite(other):
            yield add(end, sub(i.name, other))
            yield sub(end, sub(i.name, other))


def _completed(u: Term, i: Interval, term: Term) -> Iterator[Term]:
    """For an exponent -A x^2 + B x + C: x = u/sqrt A + B/(2A)."""
    for node in subterms(instantiate(term.args[2], u)):
        if node.op != "exp" or u not in node.free:
            continue
        try:
            start, plus, minus = (substitute(node.args[0], {u: v}) for v in (ZERO, ONE, neg(ONE)))
            linear = i.here.normal_term(div(sub(plus, minus), TWO))
            square = i.here.normal_term(sub(start, div(add(plus, minus), TWO)))
            yield add(div(u, root(square, 2)), div(linear, mul(TWO, square)))
        except FAILURES:
            continue


def _usual(u: Term, i: Interval, term: Term) -> Iterator[Term]:
    yield from (div(ONE, u), power(u, TWO), root(u, 2), exp(u), log(u), exp(neg(u)), neg(log(u)))
    yield from (apply(f, u) for f in ("sin", "cos", "tan", "sinh", "atan", "asin"))
    yield from (power(u, num(3)), div(ONE, add(ONE, u)), div(u, add(ONE, u)), div(u, sub(ONE, u)))
    yield from (
        power(apply("sin", u), TWO),
        power(apply("cos", u), TWO),
        power(apply("tan", u), TWO),
    )
    for scale in _scales(term, i):
        yield mul(scale, u)
        yield div(u, scale)


def _scales(term: Term, i: Interval) -> Iterator[Term]:
    """Numbers and positive names, and their roots, that may scale the variable."""
    for node in subterms(term):
        if node.loose or node.op not in ("num", "var") or node in (ZERO, ONE):
            continue
        if node.op == "num" and node.value < 0:
            continue
        yield node
        yield root(node, 2)
        yield root(mul(TWO, node), 2)
