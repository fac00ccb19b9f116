"""Lemmas about ranges: a sum split at its ends or another's, reversed, or two of them swapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..kernel import InferenceError, Proof
from ..kernel.rules.ranges import reverse_range, split_range
from ..kernel.terms import ONE, Term, add, defined, eq, sub, subterms
from ..problem import Problem
from ..verdict import Proved
from .domain import compare_domains, conclude

MAX_RANGES = 12
MAX_LEMMAS = 40


def by_range_lemmas(problem: Problem) -> Proved | None:
    """A = B, from what its sums and products are when they are split, reversed or swapped."""
    if not ranges(problem.statement):
        return None
    problem.tried.append("ranges")
    try:
        domain = compare_domains(problem)
        relation = with_range_lemmas(problem, domain.hypotheses, problem.statement)
    except InferenceError:
        return None
    return conclude(problem, domain, relation, "ranges")


RULES = ("splitting a range", "reversing a range", "swapping ranges")


def with_range_lemmas(
    problem: Problem, hypotheses: tuple[Term, ...], goal: Term, others: Sequence[Term] = (), *,
    rules: Sequence[str] = RULES,
) -> Proof:  # fmt: skip
    """A proof of an equality with the help of lemmas about its ranges and those of `others`, by
    these rules. Raises InferenceError where there is none.
    """
    lemmas = list(range_lemmas(problem, hypotheses, (goal, *others), rules))
    if not lemmas:
        raise InferenceError("no lemma about a range")
    more = (*hypotheses, *(p.sequent.goal for p in lemmas))
    known = [problem.infer("definedness", more, defined(side)) for side in goal.args]
    conclusion = problem.infer("normal form", more, goal, known)
    return problem.infer("lemmas", hypotheses, goal, (conclusion, *lemmas))


def ranges(*terms: Term) -> list[Term]:
    """The finite sums and products that no bound name reaches into."""
    found = (node for t in terms for node in subterms(t))
    plain = (n for n in found if n.op in ("sum", "prod") and not n.loose and n.args[1].op != "oo")
    return list(dict.fromkeys(plain))[:MAX_RANGES]


def range_lemmas(
    problem: Problem, hypotheses: tuple[Term, ...], statements: Sequence[Term],
    rules: Sequence[str] = RULES,
) -> Iterator[Proof]:  # fmt: skip
    """What the kernel accepts of the equalities that may help."""
    found = 0
    for rule, goal, data in _candidates(ranges(*statements)):
        if rule not in rules:
            continue
        if found >= MAX_LEMMAS or problem.time_left() < 0:
            return
        try:
            yield problem.infer(rule, hypotheses, goal, (), data)
            found += 1
        except InferenceError:
            continue


def _candidates(wholes: list[Term]) -> Iterator[tuple[str, Term, dict[str, object]]]:
    for whole in wholes:
        for place in dict.fromkeys(_places(whole, wholes)):
            yield "splitting a range", split_range(whole, place), {"at": place}
    for whole in wholes:
        yield "reversing a range", reverse_range(whole), {}
    for left in wholes:
        for right in wholes:
            nested = left.args[2].op == left.op and right.args[2].op == right.op
            if left is not right and nested:
                yield "swapping ranges", eq(left, right), {}


def _places(whole: Term, others: list[Term]) -> Iterator[Term]:
    """Where to split: after the first, before the last, where another range starts or ends."""
    lower, upper, _ = whole.args
    yield lower
    yield sub(upper, ONE)
    for other in others:
        if other is not whole and other.op == whole.op:
            start, end, _ = other.args
            if end is not upper:
                yield end
            if start is not lower:
                yield _before(start)


def _before(start: Term) -> Term:
    """start - 1, where start is m + 1: m."""
    if start.op == "add" and start.args[-1] is ONE:
        return add(*start.args[:-1])
    return sub(start, ONE)
