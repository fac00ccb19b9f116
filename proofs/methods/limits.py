"""Limits by asymptotic expansions: their values, infinities, oscillation, and what decides them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..kernel import InferenceError, Proof
from ..kernel.calculus.scales import Indefinite
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.rules.derivatives import fresh
from ..kernel.rules.limits import Tendency, approaches, one_sided, tendency
from ..kernel.terms import Term, abstract, defined, eq, instantiate, negation, subterms, tends
from ..problem import Problem


def infer(
    problem: Problem, rule: str, hypotheses: Sequence[Term], goal: Term,
    premises: Sequence[Proof] = (), data: dict[str, object] | None = None,
) -> Proof | None:  # fmt: skip
    """A step by the kernel; None where it does not follow."""
    try:
        return problem.infer(rule, hypotheses, goal, premises, data)
    except InferenceError:
        return None


def _tendencies(problem: Problem, hyps: tuple[Term, ...], term: Term) -> list[Tendency]:
    """Where the function goes, from each side. Raises Unsupported."""
    name = fresh(term, *hyps)
    here = problem.workspace.normalizer(hyps)
    f = instantiate(term.args[1], name)
    return [tendency(here, f, name, approach) for approach in approaches(term)]


def by_expansion(problem: Problem, hyps: tuple[Term, ...], term: Term) -> Proof | None:
    """A proof of `term = value`, or that it tends to oo or -oo."""
    try:
        found = _tendencies(problem, hyps, term)
    except Unsupported:
        return None
    first = found[0]
    if isinstance(first, str):
        same = all(other == first for other in found)
        return infer(problem, "expansion", hyps, tends(term, first)) if same else None
    return infer(problem, "expansion", hyps, eq(term, first))


def open_sign(problem: Problem, hyps: tuple[Term, ...], term: Term) -> Term | None:
    """The quantity whose sign decides where a limit's function goes, if that is what is missing."""
    try:
        _tendencies(problem, hyps, term)
    except Indefinite as error:
        return error.quantity
    except Unsupported:
        return None
    return None


def unbounded(problem: Problem, hyps: tuple[Term, ...], term: Term) -> Proof | None:
    """A proof that the limit is not defined, for its function tends to oo or -oo from a side."""
    for side in one_sided(term):
        found = by_expansion(problem, hyps, side)
        if found is not None and found.sequent.goal.op == "tends":
            return infer(problem, "infinite limit", hyps, negation(defined(term)), [found])
    return None


def oscillating(problem: Problem, hyps: tuple[Term, ...], denied: Term) -> Proof | None:
    """A proof of `not denied` (that a limit is defined, or infinite), for it has two tendencies."""
    term = denied.args[0]
    for phase in _phases(term):
        found = infer(problem, "oscillation", hyps, negation(denied), (), {"phase": phase})
        if found is not None:
            return found
    return None


def _phases(term: Term) -> Iterator[Term]:
    name = fresh(term)
    for node in subterms(instantiate(term.args[1], name)):
        if node.op in ("sin", "cos") and name in node.free and not node.loose:
            yield abstract(node.args[0], name)
