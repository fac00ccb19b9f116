"""Equalities between integrals: taken together, substituted, split; and whether they exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as changed
from fractions import Fraction
from itertools import pairwise
from time import monotonic

from ..kernel import InferenceError, Proof
from ..kernel.calculus import differentiate
from ..kernel.calculus_rules import fresh, replace
from ..kernel.definedness import closed_rational, definedness
from ..kernel.enclosure import Undetermined, compare, enclose, truth
from ..kernel.integral_algebra import coefficients, grouped, slots_of
from ..kernel.integral_rules import antiderivative_change
from ..kernel.integration import (
    Interval,
    closed_at,
    end_value,
    integrand,
    interval,
    is_infinite,
    require_continuous,
)
from ..kernel.limit_rules import tendency
from ..kernel.proof import Sequent
from ..kernel.ratio import Unsupported
from ..kernel.terms import (
    ONE,
    OO,
    PI,
    TRUE,
    TWO,
    ZERO,
    Term,
    TermError,
    abstract,
    add,
    apply,
    defined,
    div,
    eq,
    exp,
    instantiate,
    integral,
    limit,
    log,
    lt,
    mul,
    ne,
    neg,
    negation,
    num,
    power,
    root,
    sub,
    substitute,
    subterms,
)
from ..points import points
from ..problem import Problem
from .cases import splitting
from .limits import infer

FAILURES = (InferenceError, Unsupported, TermError)
MAX_MAPS = 150
MAX_CUTS = 4
MAX_DEGREE = 30
"""Highest power of an integrand in which other than linear maps are put."""
MAX_SIZE = 60
"""Largest part of an integrand, in nodes, that is tried as a substitution."""


def inside(problem: Problem, hyps: tuple[Term, ...], term: Term, name: Term) -> Interval | None:
    """The interval of an integral, if the order of its ends is known."""
    try:
        return interval(Sequent(hyps, TRUE), problem.workspace, term.args[0], term.args[1], name)
    except FAILURES:
        return None


# --- existence ------------------------------------------------------------------------------------


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
    cuts = cuts_of(i, term, hints)
    for chosen in dict.fromkeys((cuts, *((c,) for c in cuts))):
        if chosen:
            found = infer(problem, "integrable", hyps, goal, (), {"cuts": chosen})
            if found is not None:
                return found
    return None


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
            if not is_infinite(point) and _strictly_inside(i, point) and _new(i, point, points):
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


def _strictly_inside(i: Interval, point: Term) -> bool:
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


# --- antiderivatives ------------------------------------------------------------------------------


def antiderivatives(
    problem: Problem, i: Interval, f: Term, hints: Iterable[Term]
) -> Iterator[Term]:
    """Functions of the name that may have the derivative f; SymPy's come last."""
    yield from hints
    try:
        simple = i.inside.normal_term(f)
    except FAILURES:
        simple = f
    for asked in dict.fromkeys((simple, f)):
        found = problem.antiderivative(asked, i.name)
        if found is not None:
            yield found
            yield logs_of_sizes(found)
            return


def logs_of_sizes(whole: Term) -> Term:
    """The same with log |u| for every log u: right on both sides of 0."""
    logs = {t: log(apply("abs", t.args[0])) for t in subterms(whole) if t.op == "log"}
    return replace(whole, logs)


# --- values ---------------------------------------------------------------------------------------


def value(problem: Problem, hyps: tuple[Term, ...], term: Term) -> Proof | None:
    """A proof of `integral = v`, by antiderivatives on one piece or several."""
    name = fresh(term, *hyps)
    i = inside(problem, hyps, term, name)
    if i is None:
        return None
    whole = _piecewise(problem, hyps, term, ())
    if whole is not None:
        return whole
    cuts = cuts_of(i, term, ())
    return _piecewise(problem, hyps, term, cuts) if cuts else None


def _piecewise(
    problem: Problem, hyps: tuple[Term, ...], term: Term, cuts: tuple[Term, ...]
) -> Proof | None:
    wholes, inners, changes = [], [], []
    name = fresh(term, *hyps, *cuts)
    f = integrand(term, name)
    ends = (term.args[0], *cuts, term.args[1])
    for lower, upper in pairwise(ends):
        i = inside(problem, hyps, integral(lower, upper, term.args[2]), name)
        found = None if i is None else _on_piece(problem, i, f)
        if found is None:
            return None
        wholes.append(abstract(found[0], name))
        inners.append(abstract(found[1], name))
        changes.append(found[2])
    here = problem.workspace.normalizer(hyps)
    total = add(*changes)
    try:
        shown = here.normal_term(total)
    except FAILURES:
        shown = total
    data: dict[str, object] = {"antiderivatives": tuple(wholes), "cuts": cuts}
    if any(inner is not term.args[2] for inner in inners):
        data["inners"] = tuple(inners)
    for v in dict.fromkeys((shown, total)):
        found_proof = infer(problem, "antiderivative", hyps, eq(term, v), (), data)
        if found_proof is not None:
            return found_proof
    return None


def _on_piece(problem: Problem, i: Interval, f: Term) -> tuple[Term, Term, Term] | None:
    """An antiderivative, the integrand (simplified, where it is by cases), and the change."""
    plain = [f]
    if next(splitting(f), None) is not None:
        try:
            plain = [i.inside.normal_term(f)]
        except FAILURES:
            return None
    for g in plain:
        try:
            require_continuous(i, g)
        except FAILURES:
            continue
        for whole in antiderivatives(problem, i, g, ()):
            try:
                return whole, g, antiderivative_change(i, g, whole)
            except FAILURES:
                continue
    return None


# --- divergence -----------------------------------------------------------------------------------


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
    found = None if i is None else problem.antiderivative(integrand(term, name), name)
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


# --- equalities -----------------------------------------------------------------------------------


@dataclass
class Balance:
    """An equality between expressions with integrals, and what is known of those.

    No other form of it is sought after `patience` (of `time.monotonic`).
    """

    problem: Problem
    hyps: tuple[Term, ...]
    statement: Term
    existing: dict[Term, Proof] = field(default_factory=dict)
    hints: tuple[Term, ...] = ()
    patience: float = 0.0

    def parts(self) -> tuple[Term, ...]:
        """The integrals in the statement that no bound name reaches into."""
        return integrals_of(self.statement)

    def exist(self) -> bool:
        """Whether all integrals are proved to exist; the proofs are kept."""
        ends = [e for p in self.parts() for e in p.args[:2]]
        for part in self.parts():
            if part not in self.existing:
                found = existence(self.problem, self.hyps, part, ends)
                if found is None:
                    return False
                self.existing[part] = found
        return True

    def proofs(self) -> tuple[Proof, ...]:
        """That the integrals of the statement exist."""
        return tuple(self.existing[p] for p in self.parts())

    def proof(self, ask: bool = True) -> Proof | None:
        """A proof of the statement by taking together what is between the same ends."""
        parts = self.parts()
        if not parts:
            return None
        here = self.problem.workspace.normalizer(self.hyps)
        try:
            slots = slots_of(Sequent(self.hyps, self.statement), parts)
            factors = coefficients(self.statement, parts, slots)[2]
            groups = grouped(here, parts)
            choices = [self._wholes(g, parts, factors, ask) for g in groups]
        except FAILURES:
            return None
        if any(not c for c in choices):
            return None
        wholes = tuple(c[0] for c in choices)
        for k, others in enumerate(choices):
            for other in others[1:]:
                found = self._combined(parts, (*wholes[:k], other, *wholes[k + 1 :]))
                if found is not None:
                    return found
        return self._combined(parts, wholes)

    def _combined(self, parts: tuple[Term, ...], wholes: tuple[Term, ...]) -> Proof | None:
        data: dict[str, object] = {"parts": parts, "antiderivatives": wholes}
        goal, premises = self.statement, self.proofs()
        return infer(self.problem, "combination", self.hyps, goal, premises, data)

    def _wholes(
        self, group: list[int], parts: tuple[Term, ...], factors: list[Term], ask: bool
    ) -> list[Term]:
        name = fresh(self.statement, *self.hyps, *self.hints)
        i = inside(self.problem, self.hyps, parts[group[0]], name)
        if i is None:
            return []
        total = add(*(mul(factors[k], integrand(parts[k], name)) for k in group))
        if i.inside.equal(total, ZERO):
            return [ZERO]
        if not ask:
            return []
        out = []
        hints = (substitute(h, {HINT: name}) for h in self.hints)
        for whole in antiderivatives(self.problem, i, total, hints):
            try:
                slope = differentiate(whole, name)[0]
                for sign, candidate in ((1, whole), (-1, neg(whole))):
                    if i.inside.equal(slope if sign > 0 else neg(slope), total):
                        out.append(abstract(candidate, name))
            except FAILURES:
                continue
            if out:
                break
        return out


HINT = fresh()
"""The variable of the functions that are given as hints."""


def integrals_of(statement: Term) -> tuple[Term, ...]:
    """The outermost integrals that no bound name reaches into."""
    out: dict[Term, None] = {}
    waiting = [statement]
    while waiting:
        node = waiting.pop()
        if node.op == "integral" and not node.loose:
            out[node] = None
        else:
            waiting.extend(reversed(node.args))
    return tuple(out)


# --- substitution ---------------------------------------------------------------------------------


def substituted(balance: Balance, term: Term, other: Term) -> Proof | None:
    """term = an integral over the ends of another, by a map for which that is a multiple of it."""
    problem, hyps = balance.problem, balance.hyps
    name = fresh(balance.statement, *hyps)
    i = inside(problem, hyps, other, name)
    if i is None or not i.proper:
        return None
    g = integrand(other, name)
    samples = _samples(problem, i, (term, other))
    for tried, phi in enumerate(_maps(i, g, term)):
        if tried >= MAX_MAPS or monotonic() > balance.patience:
            return None
        found = _by_map(balance, term, i, phi, g, samples)
        if found is not None:
            return found
    return None


def _by_map(
    balance: Balance, term: Term, i: Interval, phi: Term, g: Term, samples: Sequence[Point]
) -> Proof | None:
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
    premises = [p for t, p in balance.existing.items() if t is term]
    data: dict[str, object] = {"map": abstract(phi, i.name)}
    return infer(balance.problem, "substitution", balance.hyps, goal, premises, data)


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


# --- one step after another ----------------------------------------------------------------------


def rewritten(balance: Balance) -> Iterator[tuple[Balance, Proof]]:
    """The statement with one integral replaced by an equal expression, and that equality."""
    left, right = (set(integrals_of(side)) for side in balance.statement.args)
    pairs = [(a, b) for a in left - right for b in right - left]
    pairs += [(b, a) for a, b in pairs]
    rest = [(a, b) for a in left ^ right for b in left | right if a is not b]
    for term in sorted(left ^ right, key=str):
        for split in _splits(balance, term):
            yield _put_in(balance, split), split
    for term, other in dict.fromkeys((*pairs, *rest)):
        if monotonic() > balance.patience:
            return
        found = substituted(balance, term, other)
        if found is not None:
            yield _put_in(balance, found), found


def _put_in(balance: Balance, equality: Proof) -> Balance:
    before, after = equality.sequent.goal.args
    statement = replace(balance.statement, {before: after})
    known = dict(balance.existing)
    for part in integrals_of(after):
        exists = infer(balance.problem, "existing", balance.hyps, defined(part), [equality])
        if exists is not None:
            known[part] = exists
    return changed(balance, statement=statement, existing=known)


def _splits(balance: Balance, term: Term) -> Iterator[Proof]:
    """An integral in two, at an end of another that lies inside."""
    name = fresh(balance.statement, *balance.hyps)
    i = inside(balance.problem, balance.hyps, term, name)
    if i is None:
        return
    ends = [e for p in balance.parts() for e in p.args[:2]]
    for point in dict.fromkeys(ends):
        try:
            if is_infinite(point) or not _strictly_inside(i, point):
                continue
        except FAILURES:
            continue
        lower, upper, body = term.args
        parts = (integral(lower, point, body), integral(point, upper, body))
        premises = [p for t, p in balance.existing.items() if t is term]
        goal = eq(term, add(*parts))
        found = infer(balance.problem, "interval split", balance.hyps, goal, premises)
        if found is not None:
            yield found
            return


MAX_REWRITTEN = 3


def balanced(balance: Balance, depth: int = MAX_REWRITTEN) -> tuple[Proof, list[Proof]] | None:
    """A proof of a statement that follows from the given one by equalities, and those."""
    if not balance.exist():
        return None
    direct = balance.proof(ask=False)
    if direct is not None:
        return direct, []
    if depth:
        for ahead, equality in rewritten(balance):
            if len(ahead.parts()) > len(balance.parts()) + 2:
                continue
            found = balanced(ahead, depth - 1) if ahead.exist() else None
            if found is not None:
                return found[0], [equality, *found[1]]
    if depth == MAX_REWRITTEN:
        direct = balance.proof()
        if direct is not None:
            return direct, []
    return None
