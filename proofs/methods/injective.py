"""Equalities by way of a function that is one to one: squares, powers, exponentials, cosines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import gcd, lcm

from ..kernel import InferenceError, Proof
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.rules.injective import cosine_of, exponential_of
from ..kernel.terms import (
    PI,
    Term,
    add,
    defined,
    eq,
    is_family,
    log,
    mul,
    neg,
    num,
    power,
    sub,
    subterms,
)
from ..problem import Problem
from ..verdict import Proved
from .domain import compare_domains, conclude

MAX_DEPTH = 3
MAX_SUMMANDS = 60
MAX_FACTORS = 6
_HYPERBOLIC = ("sinh", "cosh", "tanh", "coth", "sech", "csch")
_ARCS = ("asin", "acos", "atan")
_LOGARITHMS = ("log", "asinh", "acosh", "atanh")


def by_injective(problem: Problem) -> Proved | None:
    """A = B, from f(A) = f(B) for an f that is one to one where the sides lie."""
    conditional = any(g.op == "eq" for g in problem.given)
    if any(map(is_family, problem.statement.args)):
        return None
    if not takes_back(problem.statement) and not (conditional and _is_elementary(problem)):
        return None
    problem.tried.append("a function that is one to one")
    try:
        domain = compare_domains(problem)
        premises = (domain.there, domain.back)
        relation = equality(problem, domain.hypotheses, problem.statement, premises)
    except InferenceError:
        return None
    return None if relation is None else conclude(problem, domain, relation, relation.rule)


def takes_back(statement: Term) -> bool:
    """Whether there is a function in a statement that may be taken back."""
    used = {node.op for node in subterms(statement)}
    plain = used.isdisjoint(("limit", "deriv", "integral"))
    return plain and not used.isdisjoint((*_ARCS, *_LOGARITHMS, "root", "pow"))


def _is_elementary(problem: Problem) -> bool:
    """Whether there is no limit, derivative or integral in a statement and its conditions."""
    used = {node.op for term in (problem.statement, *problem.given) for node in subterms(term)}
    return used.isdisjoint(("limit", "deriv", "integral"))


def equality(
    problem: Problem, hypotheses: Sequence[Term], goal: Term, premises: tuple[Proof, ...],
    depth: int = MAX_DEPTH,
) -> Proof | None:  # fmt: skip
    """A proof of an equality; `premises` prove that its sides are defined."""
    ways = (
        _by_normal_form, _by_exponential, _by_angle, _by_powers, _by_factor, _by_logarithm,
        _by_given_exponential,
    )  # fmt: skip
    for way in ways:
        if problem.time_left() < 0:
            return None
        found = way(problem, hypotheses, goal, premises, depth)
        if found is not None:
            return found
    return None


def _attempt(
    problem: Problem, rule: str, hypotheses: Sequence[Term], goal: Term,
    premises: tuple[Proof, ...], data: dict[str, object] | None = None,
) -> Proof | None:  # fmt: skip
    try:
        return problem.infer(rule, hypotheses, goal, premises, data)
    except InferenceError:
        return None


def _by_normal_form(
    problem: Problem, hypotheses: Sequence[Term], goal: Term, premises: tuple[Proof, ...],
    depth: int,
) -> Proof | None:  # fmt: skip
    return _attempt(problem, "normal form", hypotheses, goal, premises)


def _by_exponential(
    problem: Problem, hypotheses: Sequence[Term], goal: Term, premises: tuple[Proof, ...],
    depth: int,
) -> Proof | None:  # fmt: skip
    rows = _linear(problem, hypotheses, goal, "log")
    if not rows:
        return None
    common = lcm(*(c.denominator for _, c in rows))
    for factor in dict.fromkeys((1, common)):
        data: dict[str, object] = {"times": num(factor)}
        found = _attempt(problem, "exponential", hypotheses, goal, premises, data)
        if found is not None:
            return found
    return None


def _by_angle(
    problem: Problem, hypotheses: Sequence[Term], goal: Term, premises: tuple[Proof, ...],
    depth: int,
) -> Proof | None:  # fmt: skip
    rows = _linear(problem, hypotheses, goal, "asin", "atan")
    if not rows:
        return None
    above = gcd(*(c.numerator for _, c in rows))
    below = lcm(*(c.denominator for _, c in rows))
    plain = [c for a, c in rows if a is not PI]
    whole = lcm(*(c.denominator for c in plain)), gcd(*(c.numerator for c in plain))
    factors = tuple(dict.fromkeys((Fraction(1), Fraction(*whole), Fraction(below, above))))
    for factor in factors:
        data: dict[str, object] = {"times": num(factor)}
        found = _attempt(problem, "angle", hypotheses, goal, premises, data)
        if found is not None:
            return found
    if depth == 0:
        return None
    wanted = eq(cosine_of(num(1), goal), num(1))
    try:
        meant = tuple(problem.infer("definedness", hypotheses, defined(s)) for s in wanted.args)
    except InferenceError:
        return None
    same = equality(problem, hypotheses, wanted, meant, depth - 1)
    if same is None:
        return None
    return _attempt(problem, "angle", hypotheses, goal, (same, *premises), {"times": num(1)})


def _by_powers(
    problem: Problem, hypotheses: Sequence[Term], goal: Term, premises: tuple[Proof, ...],
    depth: int,
) -> Proof | None:  # fmt: skip
    """A root alone on one side, and both sides raised to its index."""
    if depth == 0:
        return None
    for index, left, right in _isolated(problem, hypotheses, goal):
        raised = eq(*(power(side, num(index)) for side in (left, right)))
        apart = eq(left, right)
        try:
            meant = [
                problem.infer("definedness", hypotheses, defined(side), problem.existing)
                for side in (left, right, *raised.args)
            ]
            same = equality(problem, hypotheses, raised, tuple(meant[2:]), depth - 1)
            if same is None:
                continue
            data: dict[str, object] = {"exponent": index}
            root = problem.infer("power", hypotheses, apart, (same, *meant[:2]), data)
            return problem.infer("rearranged", hypotheses, goal, (root, *premises))
        except InferenceError:
            continue
    return None


def _by_factor(
    problem: Problem, hypotheses: Sequence[Term], goal: Term, premises: tuple[Proof, ...],
    depth: int,
) -> Proof | None:  # fmt: skip
    """What an equation of the hypotheses says, where all factors of it but A - B are not 0."""
    for told in (h for h in hypotheses if h.op == "eq"):
        try:
            factors = problem.workspace.normalizer(()).factors(told)
        except Unsupported:
            continue
        for k in range(len(factors)) if 1 < len(factors) <= MAX_FACTORS else ():
            rest = [f for i, f in enumerate(factors) if i != k]
            data: dict[str, object] = {"factor": mul(*rest) if len(rest) > 1 else rest[0]}
            found = _attempt(problem, "factor", hypotheses, goal, premises, data)
            if found is not None:
                return found
    return None


def _by_logarithm(
    problem: Problem, hypotheses: Sequence[Term], goal: Term, premises: tuple[Proof, ...],
    depth: int,
) -> Proof | None:  # fmt: skip
    if not _told_of(hypotheses, "log"):
        return None
    return _attempt(problem, "logarithm", hypotheses, goal, premises)


def _by_given_exponential(
    problem: Problem, hypotheses: Sequence[Term], goal: Term, premises: tuple[Proof, ...],
    depth: int,
) -> Proof | None:  # fmt: skip
    """From what equations of the hypotheses say of exponentials."""
    if depth == 0 or not _told_of(hypotheses, "exp", "pow", *_HYPERBOLIC):
        return None
    bases = (n.args[0] for h in hypotheses for n in subterms(h) if n.op == "pow" and n.args[1].free)
    constants = [log(base) for base in bases if base.op == "num" and base.value > 0]
    for times in dict.fromkeys((num(1), num(2), *constants)):
        wanted = eq(exponential_of(times, goal), num(1))
        data: dict[str, object] = {"times": times}
        found = _attempt(problem, "exponential", hypotheses, goal, premises, data)
        if found is not None:
            return found
        try:
            meant = tuple(problem.infer("definedness", hypotheses, defined(s)) for s in wanted.args)
        except InferenceError:
            continue
        same = _by_factor(problem, hypotheses, wanted, meant, depth - 1)
        if same is not None:
            return _attempt(problem, "exponential", hypotheses, goal, (same, *premises), data)
    return None


def _told_of(hypotheses: Sequence[Term], *operators: str) -> bool:
    """Whether one of some functions stands in an equation of the hypotheses."""
    return any(n.op in operators for h in hypotheses if h.op == "eq" for n in subterms(h))


# --- what the difference is made of ---------------------------------------------------------------


def _summands(problem: Problem, hypotheses: Sequence[Term], goal: Term) -> tuple[list[Term], Term]:
    """The summands of the numerator of A - B in normal form, and the denominator."""
    normalizer = problem.workspace.normalizer(tuple(hypotheses))
    try:
        gap = normalizer.normal_term(sub(*goal.args))
    except Unsupported:
        return [], num(1)
    above, below = gap.args if gap.op == "div" else (gap, num(1))
    parts = list(above.args) if above.op == "add" else [above]
    return (parts, below) if len(parts) <= MAX_SUMMANDS else ([], below)


def _linear(
    problem: Problem, hypotheses: Sequence[Term], goal: Term, *operators: str
) -> list[tuple[Term, Fraction]]:
    """The functions of the given names, and pi, that are summands of A - B, with coefficients."""
    names = {"log": _LOGARITHMS, "asin": _ARCS}[operators[0]]
    if not any(node.op in names for node in subterms(goal)):
        return []
    parts, below = _summands(problem, hypotheses, goal)
    if below.op != "num":
        return []
    rows = []
    for part in parts:
        exact, atom = _coefficient(part)
        if atom.op in operators or atom is PI:
            rows.append((atom, exact / below.value))
    return rows if any(a.op in operators for a, _ in rows) else []


def _coefficient(part: Term) -> tuple[Fraction, Term]:
    if part.op == "neg":
        exact, atom = _coefficient(part.args[0])
        return -exact, atom
    if part.op == "mul" and part.args[0].op == "num":
        return part.args[0].value, mul(*part.args[1:])
    return Fraction(1), part


def _isolated(
    problem: Problem, hypotheses: Sequence[Term], goal: Term
) -> Iterator[tuple[int, Term, Term]]:
    """(index, terms with one root in them, minus all the others), the longest root first; before
    them both sides as they are."""
    left, right = goal.args
    yield 2, left, right
    parts, _ = _summands(problem, hypotheses, goal)
    roots = {f for part in parts for f in _factors(part) if f.op in ("root", "abs")}
    for root in sorted(roots, key=lambda r: (-len(str(r)), str(r))):
        inside = [p for p in parts if root in _factors(p)]
        raised = any(f.op == "pow" and f.args[0] is root for p in parts for f in _factors(p))
        others = [p for p in parts if root not in _factors(p)]
        if not raised:
            index = root.value if root.op == "root" else 2
            yield index, add(*inside), add(*(_negated(p) for p in others))


def _factors(part: Term) -> tuple[Term, ...]:
    inner = part.args[0] if part.op == "neg" else part
    return inner.args if inner.op == "mul" else (inner,)


def _negated(part: Term) -> Term:
    return part.args[0] if part.op == "neg" else neg(part)
