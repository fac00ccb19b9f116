"""Claims with derivatives and limits: worked out, put in, and the rest decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace as changed

from ..claim import Claim
from ..kernel import InferenceError, Proof
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.rules.derivatives import replace
from ..kernel.rules.plain import SIGN_CASES
from ..kernel.terms import (
    Term,
    defined,
    instantiate,
    judged,
    near,
    negation,
    somewhere,
    sub,
    subterms,
)
from ..kernel.terms.definedness import opposite
from ..points import points
from ..problem import Problem
from ..verdict import Proved, Refuted
from .cases import splitting
from .divergence import explained
from .evaluation import beyond_edges, evaluate, refute_existence, smoothness, to_work_out
from .limits import open_sign

Decide = Callable[[Problem], Proved | Refuted | None]
MAX_CASES = 3


def by_working_out(decide: Decide) -> Callable[[Problem], Proved | Refuted | None]:
    """The method that works out what it can and has `decide` decide what is left."""

    def method(problem: Problem) -> Proved | Refuted | None:
        parts = to_work_out(problem.statement)
        if not parts:
            return None
        problem.tried.append("derivatives and limits")
        integrals = [part for part in parts if part.op == "integral"]
        absent = _nowhere(problem, integrals, soon=True)  # the rest is defined most often
        if absent is not None:
            return absent
        conditions = _conditions(problem, parts)
        try:
            whole = _worked_out(problem, conditions, parts, decide)
            if whole is None:
                whole = _nowhere(problem, parts)
            return _by_cases(problem, parts) if whole is None else whole
        except Unsupported:  # putting in would change the meaning of a power
            return None

    return method


def _conditions(problem: Problem, parts: Sequence[Term]) -> tuple[Term, ...]:
    """What has to be added for the rules of differentiation to apply."""
    normalizer = problem.workspace.normalizer(problem.given)
    out: list[Term] = []
    for condition in (c for part in parts for c in smoothness(part)):
        try:
            if not normalizer.holds(condition):
                out += normalizer.canonical(condition)
        except Unsupported:
            out.append(condition)
    return tuple(dict.fromkeys(out))


def _worked_out(
    problem: Problem, conditions: tuple[Term, ...], parts: Sequence[Term], decide: Decide
) -> Proved | Refuted | None:
    for extra, finding in _attempts(conditions, parts):
        hypotheses = (*problem.given, *extra)
        found = _known(problem, hypotheses, parts, finding)
        if found is None:
            continue
        equalities, existing = found
        values = {e.sequent.goal.args[0]: e.sequent.goal.args[1] for e in equalities}
        statement = replace(problem.statement, values)
        inner = changed(
            problem,
            claim=_plain(statement),
            given=hypotheses,
            statement=statement,
            existing=tuple(existing),
            as_stated=None,
        )
        verdict = decide(inner)
        if verdict is not None:
            return _put_in(problem, extra, verdict, equalities)
        if finding:
            return None
    return None


def _attempts(
    conditions: tuple[Term, ...], parts: Sequence[Term]
) -> Iterator[tuple[tuple[Term, ...], bool]]:
    """Without and with the conditions; integrals first as they stand, then worked out."""
    for extra in dict.fromkeys(((), conditions)):
        if any(part.op == "integral" for part in parts):
            yield extra, False
    for extra in dict.fromkeys(((), conditions)):
        yield extra, True


def _plain(statement: Term) -> Claim:
    """A claim without definitions: those are folded back from outside."""
    digits = statement.value if statement.op == "shown" else None
    return Claim(statement.args[0], "=", statement.args[1], digits=digits)


def _known(
    problem: Problem, hypotheses: tuple[Term, ...], parts: Sequence[Term], finding: bool
) -> tuple[list[Proof], list[Proof]] | None:
    """What the parts are worked out to be; or, of an integral, at least that it exists.

    Without `finding`, integrals are left as they stand.
    """
    equalities, existing = [], []
    for part in parts:
        leave = part.op == "integral" and not finding
        found = None if leave else evaluate(problem, hypotheses, part)
        if found is not None:
            equalities.append(found)
            continue
        if part.op != "integral":
            return None
        try:
            existing.append(problem.infer("continuous integrand", hypotheses, defined(part)))
        except InferenceError:
            return None
    return equalities, existing


def _equalities(
    problem: Problem, hypotheses: Sequence[Term], parts: Sequence[Term]
) -> list[Proof] | None:
    out = []
    for part in parts:
        found = evaluate(problem, hypotheses, part)
        if found is None:
            return None
        out.append(found)
    return out


def _put_in(
    problem: Problem, extra: tuple[Term, ...], verdict: Proved | Refuted, equalities: list[Proof]
) -> Proved | Refuted | None:
    premises = [verdict.proof, *equalities]
    if not equalities:
        return changed(verdict, claim=problem.claim, proof=problem.folded(verdict.proof))
    try:
        if isinstance(verdict, Proved):
            if verdict.proof.sequent.goal.op != "judged":
                return None
            goal = judged(_as_proved(problem.statement, verdict))
            hypotheses = verdict.proof.sequent.hypotheses
            proof = problem.infer("rewriting", hypotheses, goal, premises)
            if extra:
                data: dict[str, object] = {"conditions": extra}
                absences = _absences(problem, extra)
                proof = problem.infer("where", hypotheses, goal, [proof, *absences], data)
            conditions = (*extra, *verdict.conditions)
            return Proved(
                problem.claim, problem.folded(proof), "calculus", conditions, verdict.caveats
            )
        goal = somewhere(negation(problem.statement))
        proof = problem.infer("rewriting", problem.given, goal, premises)
    except InferenceError:
        return None
    return Refuted(
        problem.claim, problem.folded(proof), "calculus", verdict.reason, verdict.witness
    )


def _as_proved(statement: Term, verdict: Proved) -> Term:
    """The statement; of a decimal whose last digit is not rounded, that it is near."""
    proved = verdict.proof.sequent.goal.args[0]
    if statement.op == "shown" and proved.op == "near":
        return near(statement.args[0], statement.args[1], statement.value)
    return statement


def _absences(problem: Problem, extra: tuple[Term, ...]) -> Iterator[Proof]:
    """For each condition that was added: where it fails, a side is not defined."""
    for condition in extra:
        hypotheses = (*problem.given, opposite(condition))
        for part in to_work_out(problem.statement):
            absent = beyond_edges(problem, hypotheses, part)
            absent = absent or refute_existence(problem, hypotheses, part)
            if absent is None:
                continue
            side = next(s for s in problem.sides if part in set(subterms(s)))
            try:
                yield problem.infer("undefined", hypotheses, negation(defined(side)), [absent])
            except InferenceError:
                continue
            break


def _nowhere(problem: Problem, parts: Sequence[Term], *, soon: bool = False) -> Refuted | None:
    """A part that is not defined under the claim's conditions makes its side undefined. With
    `soon`, as far as that is quickly seen."""
    for part in parts:
        absent = refute_existence(problem, problem.given, part, soon=soon)
        if absent is None:
            continue
        side = next(s for s in problem.sides if part in set(subterms(s)))
        try:
            missing = negation(defined(side))
            whole = problem.infer("undefined", problem.given, missing, [absent])
            point = next(iter(points(problem.given, problem.given, problem.deadline)), None)
            if point is None:
                return None
            from ..kernel.terms import TRUE

            data: dict[str, object] = {"at": tuple(point), "values": tuple(point.values())}
            met = problem.infer("instance", problem.given, somewhere(TRUE), (), data)
            goal = somewhere(negation(problem.statement))
            proof = problem.infer("nowhere", problem.given, goal, (whole, met))
        except InferenceError:
            continue
        return Refuted(problem.claim, problem.folded(proof), "calculus", explained(absent))
    return None


# --- by cases -------------------------------------------------------------------------------------


def _by_cases(problem: Problem, parts: Sequence[Term]) -> Proved | None:
    """Relation and definedness by cases on signs, each worked out in its own way."""
    quantities = tuple(dict.fromkeys((*_at_points(problem, parts), *splitting(problem.statement))))
    left, right = problem.sides
    given = problem.given
    there = _prove(problem, given, defined(left), quantities, MAX_CASES)
    back = _prove(problem, given, defined(right), quantities, MAX_CASES)
    if there is None or back is None:
        return None
    relation = _prove(problem, given, problem.statement, quantities, MAX_CASES)
    if relation is None:
        return None
    met = _instance(problem, parts, quantities)
    if met is None:
        return None
    try:
        proof = problem.infer(
            "claim",
            given,
            judged(problem.statement),
            (relation, there, back, met),
            {"conditions": ()},
        )
    except InferenceError:
        return None
    return Proved(problem.claim, problem.folded(proof), "calculus, by cases")


def _at_points(problem: Problem, parts: Sequence[Term]) -> list[Term]:
    """What decides the pieces of a limit's function, at its point; and parameters at infinity."""
    out: list[Term] = []
    for part in parts:
        if part.op == "integral":
            out.append(sub(part.args[1], part.args[0]))
            continue
        if part.op == "sum":
            continue
        point, body = part.args
        if part.op == "limit":
            quantity = open_sign(problem, problem.given, part)
            if quantity is not None:
                out.append(quantity)
        if point.op in ("oo", "neg"):
            out += sorted((v for v in part.free if v.sort.name == "real"), key=str)
            continue
        for quantity in splitting_inside(body):
            out.append(instantiate(quantity, point))
    return out


def splitting_inside(body: Term) -> list[Term]:
    """The quantities of `splitting`, bound name included."""
    from ..kernel.rules.derivatives import fresh
    from ..kernel.terms import abstract

    name = fresh(body)
    return [abstract(q, name) for q in splitting(instantiate(body, name))]


def _prove(
    problem: Problem,
    hypotheses: tuple[Term, ...],
    goal: Term,
    quantities: Sequence[Term],
    depth: int,
) -> Proof | None:
    direct = _direct(problem, hypotheses, goal)
    if direct is not None or depth == 0 or problem.time_left() < 0:
        return direct
    for place, quantity in enumerate(quantities):
        proofs = []
        for make_case in SIGN_CASES.values():
            case = (*hypotheses, make_case(quantity))
            found = _prove(problem, case, goal, quantities[place + 1 :], depth - 1)
            if found is None:
                break
            proofs.append(found)
        if not proofs:
            continue
        try:
            return problem.infer("cases", hypotheses, goal, proofs, {"on": quantity})
        except InferenceError:
            continue
    return None


def _direct(problem: Problem, hypotheses: tuple[Term, ...], goal: Term) -> Proof | None:
    """The goal with everything worked out under these hypotheses."""
    equalities = _equalities(problem, hypotheses, to_work_out(goal))
    if equalities is None:
        return None
    values = {e.sequent.goal.args[0]: e.sequent.goal.args[1] for e in equalities}
    plain = replace(goal, values)
    try:
        if goal.op == "defined":
            base = problem.infer("definedness", hypotheses, plain)
        else:
            known = [problem.infer("definedness", hypotheses, defined(s)) for s in plain.args]
            rule = "normal form" if plain.op == "eq" else "sign"
            base = problem.infer(rule, hypotheses, plain, known)
        if not equalities:
            return base
        return problem.infer("rewriting", hypotheses, goal, [base, *equalities])
    except InferenceError:
        return None


def _instance(problem: Problem, parts: Sequence[Term], quantities: Sequence[Term]) -> Proof | None:
    """A point at which the statement, worked out where that point lies, is certified."""
    for tried, point in enumerate(points(problem.sides, problem.given, problem.deadline)):
        if tried > 20:
            return None
        data: dict[str, object] = {"at": tuple(point), "values": tuple(point.values())}
        hypotheses = (*problem.given, *_signs_at(point, quantities))
        equalities = _equalities(problem, hypotheses, parts)
        if equalities is None:
            continue
        values = {e.sequent.goal.args[0]: e.sequent.goal.args[1] for e in equalities}
        plain = somewhere(replace(problem.statement, values))
        try:
            base = problem.infer("instance", hypotheses, plain, (), data)
            goal = somewhere(problem.statement)
            if not equalities:
                return base
            return problem.infer("rewriting", hypotheses, goal, [base, *equalities])
        except InferenceError:
            continue
    return None


def _signs_at(point: dict[Term, Term], quantities: Sequence[Term]) -> list[Term]:
    from ..kernel.enclosures.enclosure import decide

    out = []
    for quantity in quantities:
        if quantity.free <= point.keys():
            out += [
                c for c in (m(quantity) for m in SIGN_CASES.values()) if decide(c, point) is True
            ]
    return out
