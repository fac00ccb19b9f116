"""By cases: on the sign of what stands in an absolute value, a maximum, a step, a condition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..kernel import InferenceError, Proof
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.rules.plain import SIGN_CASES
from ..kernel.terms import ONE, Term, add, sub, subterms
from ..kernel.terms.definedness import definedness, power_kind
from ..problem import Problem
from ..verdict import Proved
from .domain import Domain, compare_domains, conclude
from .injective import equality, takes_back
from .ranges import RULES, ranges, with_range_lemmas

MAX_DEPTH = 4
Leaf = Callable[[Sequence[Term], tuple[Proof, ...]], Proof | None]
_RELATIONS = ("eq", "ne", "lt", "le")


def by_cases(problem: Problem) -> Proved | None:
    """The relation under each sign of the quantities that decide its pieces."""
    rule = "normal form" if problem.statement.op == "eq" else "sign"

    def leaf(hypotheses: Sequence[Term], premises: tuple[Proof, ...]) -> Proof | None:
        try:
            return problem.infer(rule, hypotheses, problem.statement, premises)
        except InferenceError:
            return None

    told = alternatives(problem.given, problem.statement)
    quantities = dict.fromkeys((*told, *splitting(problem.statement), *lengths(problem.statement)))
    return _by(problem, "cases", leaf, tuple(quantities))


def by_cases_of_functions(problem: Problem) -> Proved | None:
    """An equality under each sign, in each case by way of a function that is one to one."""
    if not takes_back(problem.statement):
        return None

    def leaf(hypotheses: Sequence[Term], premises: tuple[Proof, ...]) -> Proof | None:
        return equality(problem, hypotheses, problem.statement, premises, 1)

    quantities = dict.fromkeys(splitting(problem.statement))
    return _by(problem, "cases and functions that are one to one", leaf, tuple(quantities))


def by_cases_of_ranges(problem: Problem) -> Proved | None:
    """An equality under each sign of what decides the ends of its sums and products, in each case
    by splitting, reversing or swapping them: sum_{i=max(1, n-K)}^{min(n, K)} and the like."""
    ends = [end for whole in ranges(problem.statement) for end in whole.args[:2]]
    quantities = tuple(dict.fromkeys(q for end in ends for q in splitting(end)))

    def leaf(hypotheses: Sequence[Term], premises: tuple[Proof, ...]) -> Proof | None:
        try:
            normalizer = problem.workspace.normalizer(tuple(hypotheses))
            if any(normalizer.sign(q) not in SIGN_CASES for q in quantities):
                return None  # before all ends are known, lemmas about them are of no use
        except Unsupported:
            return None
        for rules in (("reversing a range",), RULES):  # the lighter first
            try:
                return with_range_lemmas(problem, tuple(hypotheses), problem.statement, rules=rules)
            except InferenceError:
                continue
        return None

    return _by(problem, "cases of the ends of ranges", leaf, quantities)


def _by(
    problem: Problem, name: str, leaf: Leaf, quantities: tuple[Term, ...]
) -> Proved | None:  # fmt: skip
    if not quantities:
        return None
    problem.tried.append(name)
    try:
        domain = compare_domains(problem)
        relation = _split(problem, domain, leaf, domain.hypotheses, quantities, MAX_DEPTH)
    except InferenceError:
        return None
    return None if relation is None else conclude(problem, domain, relation, "cases")


def splitting(statement: Term) -> Iterator[Term]:
    """Quantities on whose sign the value of some part depends, inner ones first."""
    for node in subterms(statement):
        if node.loose:
            continue
        if node.op in ("abs", "sign", "heaviside"):
            yield node.args[0]
        elif node.op in ("max", "min"):
            for i, a in enumerate(node.args):
                for b in node.args[i + 1 :]:
                    yield sub(a, b)
        elif node.op == "root" and node.value % 2 == 0:
            yield from _squared(node.args[0])
        elif node.op == "pow" and power_kind(node.args[1]) == "real":
            yield node.args[0]
        elif node.op in ("delta", "binomial"):
            yield sub(*node.args)
        elif node.op == "cases":
            for condition in node.args[1::2]:
                for part in subterms(condition):
                    if part.op in _RELATIONS and not part.loose:
                        yield sub(part.args[0], part.args[1])


def alternatives(given: Sequence[Term], statement: Term) -> Iterator[Term]:
    """What is 0 in one of the cases that a condition leaves: x and x - 1, where x = 0 or x = 1."""
    for condition in given:
        if condition.op == "or" and all(part.op == "eq" for part in condition.args):
            for part in condition.args:
                if not part.free.isdisjoint(statement.free):
                    yield sub(part.args[0], part.args[1])


def lengths(statement: Term) -> Iterator[Term]:
    """Lengths of ranges, which may be empty, with something inside that is not always defined."""
    for node in subterms(statement):
        if node.op in ("sum", "prod") and not node.loose and node.args[1].op != "oo":
            lower, upper, body = node.args
            if definedness(body):
                yield upper if lower is ONE else add(sub(upper, lower), ONE)


def _squared(inside: Term) -> Iterator[Term]:
    for node in subterms(inside):
        if node.op == "pow" and not node.loose:
            yield node.args[0]


def _split(
    problem: Problem, domain: Domain, leaf: Leaf, hypotheses: Sequence[Term],
    quantities: Sequence[Term], depth: int,
) -> Proof | None:  # fmt: skip
    found = leaf(hypotheses, (domain.there, domain.back))
    if found is not None or depth == 0:
        return found
    for place, quantity in enumerate(quantities):
        if problem.time_left() < 0:
            return None
        proofs = _each_sign(problem, domain, leaf, hypotheses, quantities[place:], depth)
        try:
            data: dict[str, object] = {"on": quantity}
            return problem.infer("cases", hypotheses, problem.statement, proofs, data)
        except InferenceError:
            continue
    return None


def _each_sign(
    problem: Problem, domain: Domain, leaf: Leaf, hypotheses: Sequence[Term],
    quantities: Sequence[Term], depth: int,
) -> list[Proof]:  # fmt: skip
    """The goal under each sign that the first quantity may have; up to one that is not proved."""
    quantity, *rest = quantities
    try:
        possible = problem.workspace.normalizer(tuple(hypotheses)).sign(quantity)
    except Unsupported:
        return []
    proofs: list[Proof] = []
    for sign, make_case in SIGN_CASES.items():
        if not sign & possible:
            continue
        case = (*hypotheses, make_case(quantity))
        found = _split(problem, domain, leaf, case, rest, depth - 1)
        if found is None:
            break
        proofs.append(found)
    return proofs
