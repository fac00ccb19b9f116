"""Infinite series that are a multiple of one whose value is a theorem; those that diverge."""

from __future__ import annotations

from collections.abc import Iterator

from ..kernel import InferenceError, Proof
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.rules.classical_series import SERIES, moved, theorem
from ..kernel.rules.ranges import fresh_indices
from ..kernel.rules.series import growth_of_terms
from ..kernel.terms import (
    ONE,
    TWO,
    ZERO,
    Term,
    TermError,
    defined,
    div,
    eq,
    instantiate,
    le,
    lt,
    mul,
    ne,
    neg,
    negation,
    power,
    substitute,
    subterms,
)
from ..problem import Problem
from .limits import by_expansion, infer


def by_classical_series(problem: Problem, hyps: tuple[Term, ...], term: Term) -> Proof | None:
    """A proof of `series = value` by a theorem of the table; None where none fits."""
    (index,) = fresh_indices(1, term, *hyps)
    summand = instantiate(term.args[2], index)
    for name, row in SERIES.items():
        counted = any(t.op == "factorial" for t in subterms(row.summand))
        if counted != any(t.op == "factorial" for t in subterms(summand)):
            continue
        parameters = _parameters(summand, index) if row.parameter is not None else (None,)
        for parameter in parameters:
            found = _by(problem, hyps, term, name, index, parameter)
            if found is not None:
                return found
    return None


def _parameters(summand: Term, index: Term) -> Iterator[Term]:
    """What may be raised to the powers in the summand."""
    bases = {t.args[0]: None for t in subterms(summand) if t.op == "pow" and index in t.free}
    plain = [b for b in bases if index not in b.free]
    yield from plain
    yield ONE
    for base in plain:
        yield neg(base)
        yield power(base, TWO)
        yield neg(power(base, TWO))


def _by(
    problem: Problem, hyps: tuple[Term, ...], term: Term, name: str, index: Term,
    parameter: Term | None,
) -> Proof | None:  # fmt: skip
    lower, _, body = term.args
    summand, value = theorem(name, moved(name, index, lower), parameter)
    facts = (*hyps, le(lower, index))
    for factor in _factors(problem, hyps, instantiate(body, lower), summand, index, lower):
        same = eq(instantiate(body, index), mul(factor, summand))
        known = [infer(problem, "definedness", facts, defined(side)) for side in same.args]
        meant = [k for k in known if k is not None]
        premise = infer(problem, "normal form", facts, same, meant) if all(known) else None
        if premise is None:
            continue
        data: dict[str, object] = {"theorem": name, "index": index, "factor": factor}
        if parameter is not None:
            data["parameter"] = parameter
        goal = eq(term, mul(factor, value))
        return infer(problem, "classical series", hyps, goal, [premise], data)
    return None


def _factors(
    problem: Problem, hyps: tuple[Term, ...], first: Term, summand: Term, index: Term, lower: Term
) -> Iterator[Term]:
    """1, and the quotient of the first summands."""
    yield ONE
    try:
        start = substitute(summand, {index: lower})
        quotient = problem.workspace.normalizer(hyps).normal_term(div(first, start))
    except (Unsupported, TermError, InferenceError, ZeroDivisionError):
        return
    if quotient is not ONE:
        yield quotient


def diverging(problem: Problem, hyps: tuple[Term, ...], goal: Term) -> Proof | None:
    """A proof of the goal, that a series is not defined or is infinite, by its terms' growth."""
    series = goal.args[0].args[0] if goal.op == "not" else goal.args[0]
    growth = by_expansion(problem, hyps, growth_of_terms(series))
    if growth is None:
        return None
    shown = growth.sequent.goal
    if shown.op == "tends":
        return infer(problem, "divergent series", hyps, goal, [growth])
    value = shown.args[1]
    known = [infer(problem, "definedness", hyps, defined(v)) for v in (value, ZERO)]
    signs = {"oo": lt(ZERO, value), "-oo": lt(value, ZERO)}
    wanted = ne(value, ZERO) if goal.op == "not" else signs[str(goal.value)]
    meant = [k for k in known if k is not None]
    sign = infer(problem, "sign", hyps, wanted, meant) if len(meant) == 2 else None
    return sign and infer(problem, "divergent series", hyps, goal, [growth, sign])


def divergent_series(problem: Problem, hyps: tuple[Term, ...], series: Term) -> Proof | None:
    """A proof that a series is not defined."""
    return diverging(problem, hyps, negation(defined(series)))
