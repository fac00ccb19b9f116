"""Integrals that a substitution takes to one whose value is a theorem."""

from __future__ import annotations

from collections.abc import Iterator

from ..kernel import Proof
from ..kernel.calculus.integration import is_infinite
from ..kernel.rules.classical_integrals import CLASSICAL, statement
from ..kernel.terms import ZERO, Term, defined, eq, mul, subterms
from ..problem import Problem
from .existence import existence
from .limits import infer
from .substitutions import multiple, substituted


def by_theorem(
    problem: Problem, hyps: tuple[Term, ...], term: Term, patience: float
) -> Proof | None:
    """A proof of `integral = value`, the integral being a multiple of a classical one."""
    for known in _theorems(problem, hyps, term):
        found = _by(problem, hyps, term, known, patience)
        if found is not None:
            return found
    return None


def _theorems(problem: Problem, hyps: tuple[Term, ...], term: Term) -> Iterator[Proof]:
    """Those whose integrand is of the functions that occur here."""
    functions = _functions(term)
    for name, row in CLASSICAL.items():
        if _functions(row.term) != functions or _infinite_ends(row.term) != _infinite_ends(term):
            continue
        parameters: list[Term | None] = [None]
        if row.parameter is not None:
            names = (p for p in subterms(term) if p.op in ("var", "num") and not p.loose)
            parameters = [p for p in names if p.sort.name == "nat"]
        for parameter in parameters:
            data: dict[str, object] = {"theorem": name}
            if parameter is not None:
                data["parameter"] = parameter
            goal = statement(name, parameter)
            found = infer(problem, "classical integral", hyps, goal, (), data)
            if found is not None:
                yield found


_ALIKE = {"exp": "exp", "log": "log", "sin": "sin", "cos": "sin", "tan": "tan", "atan": "atan"}


def _functions(term: Term) -> set[str]:
    return {_ALIKE[p.op] for p in subterms(term) if p.op in _ALIKE}


def _infinite_ends(term: Term) -> int:
    return sum(1 for end in term.args[:2] if is_infinite(end))


def _by(
    problem: Problem, hyps: tuple[Term, ...], term: Term, known: Proof, patience: float
) -> Proof | None:
    """term = (multiple of the integrand) = multiple of the integral = multiple of its value."""
    base, value = known.sequent.goal.args
    if term is base:
        return known
    exists = existence(problem, hyps, term)
    base_exists = infer(problem, "existing", hyps, defined(base), [known])
    if exists is None or base_exists is None:
        return None
    moved = substituted(problem, exists, term, base, patience)
    if moved is None:
        return None
    after = moved.sequent.goal.args[1]
    factor = multiple(problem, hyps, after, base)
    if factor is None:
        return None
    inner = after.args[0] if after.op == "neg" else after
    inner_exists = infer(problem, "existing", hyps, defined(inner), [moved])
    scaled = eq(after, mul(factor, base))
    data: dict[str, object] = {"parts": (inner, base), "antiderivatives": (ZERO,)}
    premises = [p for p in (inner_exists, base_exists) if p is not None]
    share = infer(problem, "combination", hyps, scaled, premises, data)
    answer = mul(factor, value)
    meant = infer(problem, "definedness", hyps, defined(answer))
    same = meant and infer(problem, "normal form", hyps, eq(answer, answer), [meant])
    if share is None or same is None:
        return None
    third = infer(problem, "rewriting", hyps, eq(mul(factor, base), answer), [same, known])
    second = third and infer(problem, "rewriting", hyps, eq(after, answer), [third, share])
    return second and infer(problem, "rewriting", hyps, eq(term, answer), [second, moved])
