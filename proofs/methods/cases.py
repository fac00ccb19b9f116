"""By cases: on the sign of what stands in an absolute value, a maximum, a step, a condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..kernel import InferenceError, Proof
from ..kernel.definedness import definedness, power_kind
from ..kernel.rules import SIGN_CASES
from ..kernel.terms import ONE, Term, add, sub, subterms
from ..problem import Problem
from ..verdict import Proved
from .domain import Domain, compare_domains, conclude

MAX_DEPTH = 4
_RELATIONS = ("eq", "ne", "lt", "le")


def by_cases(problem: Problem) -> Proved | None:
    """The relation under each sign of the quantities that decide its pieces."""
    quantities = tuple(dict.fromkeys((*splitting(problem.statement), *lengths(problem.statement))))
    if not quantities:
        return None
    problem.tried.append("cases")
    rule = "normal form" if problem.statement.op == "eq" else "sign"
    try:
        domain = compare_domains(problem)
        relation = _split(problem, domain, rule, domain.hypotheses, quantities, MAX_DEPTH)
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
    problem: Problem, domain: Domain, rule: str, hypotheses: Sequence[Term],
    quantities: Sequence[Term], depth: int,
) -> Proof | None:  # fmt: skip
    premises = (domain.there, domain.back)
    try:
        return problem.infer(rule, hypotheses, problem.statement, premises)
    except InferenceError:
        if depth == 0 or problem.time_left() < 0:
            return None
    for place, quantity in enumerate(quantities):
        rest = quantities[place + 1 :]
        proofs = []
        for make_case in SIGN_CASES.values():
            case = (*hypotheses, make_case(quantity))
            found = _split(problem, domain, rule, case, rest, depth - 1)
            if found is not None:
                proofs.append(found)
        try:
            data: dict[str, object] = {"on": quantity}
            return problem.infer("cases", hypotheses, problem.statement, proofs, data)
        except InferenceError:
            continue
    return None
