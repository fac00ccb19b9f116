"""Claims about complex numbers: by real and imaginary parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as changed

from flint import fmpq

from ..claim import Claim, ClaimError
from ..kernel import InferenceError, Proof
from ..kernel.enclosures.enclosure import Undetermined, Value, digits, enclose
from ..kernel.normal_forms.complex_parts import ComplexParts, is_complex, squares
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.rules.complex_numbers import as_parts, in_parts
from ..kernel.rules.points import CONNECTIVES
from ..kernel.terms import (
    ONE,
    ZERO,
    I,
    Term,
    TermError,
    add,
    apply,
    judged,
    lt,
    mul,
    ne,
    neg,
    negation,
    num,
    somewhere,
    substitute,
)
from ..problem import Problem
from ..verdict import Proved, Refuted, Witness
from .algebra import by_sign
from .difference import not_identically

Decide = Callable[[Problem], Proved | Refuted | None]


def by_complex_parts(decide: Decide) -> Callable[[Problem], Proved | Refuted | None]:
    """The method that has `decide` decide the real and the imaginary part of an equality."""

    def method(problem: Problem) -> Proved | Refuted | None:
        if not is_complex(problem.statement, *problem.given):
            return None
        problem.tried.append("real and imaginary parts")
        if problem.statement.op == "ne":
            everywhere = _by_parts(problem, by_sign)
            return everywhere or not_identically(problem, lambda p: _by_parts(p, decide))
        return _by_parts(problem, decide)

    return method


def _by_parts(problem: Problem, decide: Decide) -> Proved | Refuted | None:
    try:
        parts, given = in_parts(problem.given, problem.workspace)
        goals = as_parts(parts, problem.statement)
        return _decided(problem, parts, given, goals, decide)
    except (InferenceError, TermError, ClaimError, Unsupported):
        return None


def _decided(
    problem: Problem, parts: ComplexParts, given: tuple[Term, ...], goals: tuple[Term, ...],
    decide: Decide,
) -> Proved | Refuted | None:  # fmt: skip
    verdicts: list[Proved] = []
    claim = Claim(ZERO, "=", ZERO, given=given)  # it has no definitions; the statement counts
    for goal in goals:
        inner = changed(problem, claim=claim, statement=goal, given=given, as_stated=None)
        verdict = decide(inner)
        if isinstance(verdict, Refuted):
            return _refuted(problem, parts, verdict)
        if verdict is None:
            verdicts = []
            continue  # the other part may be refuted
        verdicts.append(verdict)
    if len(verdicts) != len(goals):
        return None
    return _proved(problem, parts, given, verdicts)


def _proved(
    problem: Problem, parts: ComplexParts, given: tuple[Term, ...], verdicts: list[Proved]
) -> Proved | None:
    real = dict.fromkeys(c for v in verdicts for c in v.conditions)
    conditions = tuple(dict.fromkeys(_about_complex(parts, c) for c in real))
    premises = [v.proof for v in verdicts]
    if any(p.sequent.goal.op != "judged" for p in premises):
        return None  # the weaker way of being unequal
    data: dict[str, object] = {"conditions": conditions}
    goal = judged(problem.statement)
    proof = problem.infer("complex parts", (*problem.given, *conditions), goal, premises, data)
    caveats = tuple(dict.fromkeys(c for v in verdicts for c in v.caveats))
    return Proved(problem.claim, problem.folded(proof), verdicts[0].method, conditions, caveats)


def _about_complex(parts: ComplexParts, condition: Term) -> Term:
    """A condition on the real variables as one on z: z != 0, or with re(z) and im(z)."""
    names = {v: k for k, v in parts.variables.items()}
    for name in dict.fromkeys(v for v in parts.variables.values() if v in parts.memo):
        pair = parts.pair(name)
        size = squares(pair.re, pair.im)
        if condition in (ne(size, ZERO), lt(ZERO, size)) and name in names:
            return ne(name, ZERO)
    back = {
        v: apply(str(v.value)[:2].lower(), name)
        for v, name in parts.variables.items()
        if name.sort.name == "complex"
    }
    return substitute(condition, back)


def _refuted(problem: Problem, parts: ComplexParts, verdict: Refuted) -> Refuted | None:
    goal = somewhere(negation(problem.statement))
    if verdict.proof.sequent.goal.op != "somewhere":
        return None
    proof: Proof = problem.infer("complex parts", problem.given, goal, [verdict.proof])
    shown = _witness(problem, parts, verdict)
    reason = verdict.reason
    if shown is not None:
        where = ", ".join(f"{k} = {v}" for k, v in shown.at)
        what = reason.partition(" at ")[0]
        reason = f"{what} at {where}" if where else what
    return Refuted(problem.claim, problem.folded(proof), verdict.method, reason, shown)


def _witness(problem: Problem, parts: ComplexParts, verdict: Refuted) -> Witness | None:
    """The witness with complex values for complex names."""
    if verdict.witness is None:
        return None
    values = dict(verdict.witness.at)
    at: dict[Term, Term] = {}
    for name, value in values.items():
        whole = parts.variables.get(name)
        if whole is None or whole.sort.name != "complex":
            at[name] = value
            continue
        re, im = (
            next((v for k, v in values.items() if k.value == f"{kind} {whole.value}"), ZERO)
            for kind in ("Re", "Im")
        )
        at[whole] = complex_number(re, im)
    shown = verdict.witness.left, verdict.witness.right
    if problem.statement.op not in CONNECTIVES:
        shown = _digits(parts, problem.sides[0], values), _digits(parts, problem.sides[1], values)
    return Witness(tuple(at.items()), *shown)


def complex_number(re: Term, im: Term) -> Term:
    """re + im i, as it is written.

    >>> str(complex_number(ONE, num(-1))), str(complex_number(ZERO, num(2)))
    ('1 - i', '2*i')
    """
    if im is ZERO:
        return re
    negative = im.op == "num" and im.value < 0
    size = num(-im.value) if negative else im
    multiple = I if size is ONE else mul(size, I)
    whole = neg(multiple) if negative else multiple
    return whole if re is ZERO else add(re, whole)


def _digits(parts: ComplexParts, side: Term, values: dict[Term, Term]) -> str:
    """A side's value at the witness, in digits."""
    pair = parts.pair(side)
    try:
        re, im = (_shown(enclose(t, values, 256)) for t in (pair.re, pair.im))
    except Undetermined:
        return "?"
    if im == "0":
        return re
    sign, size = ("-", im[1:]) if im.startswith("-") else ("+", im)
    size = "" if size == "1" else size
    if re == "0":
        return f"{'-' if sign == '-' else ''}{size}i"
    return f"{re} {sign} {size}i"


def _shown(value: Value) -> str:
    """Digits of a part; 0 where the ball is about 0 and narrow."""
    if not isinstance(value, fmpq) and value.contains(0) and value.rad() < 1e-30:
        return "0"
    return digits(value)
