"""Proofs that were kept: what a proof that has replayed says of a claim, as the claim reads now.

Nothing is taken on the word of who kept it. The proof's last sequent has to be the claim's, its
hypotheses the claim's conditions; conditions and caveats are read off the proof, as they are when
it is found.

>>> from proofs.check import check
>>> from proofs.claim import Claim
>>> from proofs.kernel import replay, to_data
>>> from proofs.kernel.terms import ONE, div, mul, num, var
>>> x = var("x")
>>> kept = to_data(check(Claim(div(x, x), "=", ONE)).proof)
>>> [str(c) for c in verdict_of(Claim(div(x, x), "=", ONE), replay(kept)).conditions]
['x != 0']
>>> verdict_of(Claim(div(x, x), "=", num(2)), replay(kept)).reason
'the proof that was kept is of something else'
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .check import is_opaque, replace_digits
from .claim import Claim
from .kernel import Proof
from .kernel.rules.claims import conditions_of
from .kernel.terms import Term, TermError, eq, instantiate, judged, near, negation
from .kernel.terms.definitions import Definition, unfold
from .methods.constants import judge_up_to_a_constant
from .methods.decimals import NOT_ROUNDED, TO_THE_DIGITS
from .methods.difference import NOT_IDENTICALLY
from .methods.edges import from_inside
from .problem import Problem, prepare
from .verdict import Proved, Undecided, Verdict

METHOD = "replay"
FOLDED = ("definition", "written out")
"""Rules whose conclusion says the same as their one premise, hypothesis by hypothesis."""


@dataclass(frozen=True)
class _Goal:
    """What proves a claim: a goal under what is given, in which `definitions` are not unfolded (the
    goal here is), and the caveats that come with it."""

    goal: Term
    given: tuple[Term, ...]
    definitions: tuple[Definition, ...]
    caveats: tuple[str, ...] = ()


def verdict_of(claim: Claim, proof: Proof, *, budget: float = 2.0) -> Verdict:
    """Proved, where the proof is one of the claim; else undecided.

    Finding out may take `budget` seconds, of claims about limits and integrals without bounds.
    """
    slopes = claim.slopes()
    if slopes is not None:
        return judge_up_to_a_constant(
            claim, slopes, lambda c, seconds: verdict_of(c, proof, budget=seconds), budget
        )
    try:
        problem = prepare(claim, budget)
    except TermError as error:
        return Undecided(claim, str(error))
    if claim.parts:
        return _of_parts(problem, proof, budget)
    if problem.statement.op == "shown" and problem.statement.free:
        return _with_claim(verdict_of(replace_digits(claim), proof, budget=budget), claim)
    if is_opaque(problem.statement, *problem.given):
        return _another(claim)
    for wanted in _goals(problem):
        conditions = _bound(proof, wanted)
        if conditions is not None:
            return Proved(claim, proof, METHOD, conditions, wanted.caveats, found=_found(proof))
    return _another(claim)


def _with_claim(verdict: Verdict, claim: Claim) -> Verdict:
    """The same verdict, on a claim that says the same."""
    return replace(verdict, claim=claim)


def _another(claim: Claim) -> Undecided:
    return Undecided(claim, "the proof that was kept is of something else")


def _of_parts(problem: Problem, proof: Proof, budget: float) -> Verdict:
    """A conjunction: each part by the judgement of it."""
    claim = problem.claim
    core = _core(proof)
    known = proof.sequent.definitions == claim.definitions
    if not known or core.rule != "conjunction" or len(core.premises) != 2 * len(claim.parts):
        return _another(claim)
    proofs: list[Proved] = []
    for part, judgement in zip(claim.parts, core.premises[0::2], strict=True):
        verdict = verdict_of(part.unfolded(given=claim.given), judgement, budget=budget)
        if not isinstance(verdict, Proved):
            return _another(claim)
        proofs.append(verdict)
    conditions = dict.fromkeys(c for p in proofs for c in p.conditions)
    caveats = dict.fromkeys(c for p in proofs for c in p.caveats)
    return Proved(claim, proof, METHOD, tuple(conditions), tuple(caveats))


def _goals(problem: Problem) -> Iterator[_Goal]:
    """What proves the claim: that it is judged so, or a weaker statement, with a caveat."""
    statement, given = problem.as_stated or (problem.statement, problem.given)
    left, right = (*statement.args, *statement.args)[:2] if statement.args else (statement,) * 2
    named = problem.claim.definitions
    caveats = (TO_THE_DIGITS,) if statement.op == "shown" else ()
    yield _Goal(judged(statement), given, named, caveats)
    if statement.op == "shown":
        yield _Goal(judged(near(left, right, statement.value)), given, named, (NOT_ROUNDED,))
    if statement.op == "ne":
        denial = negation(judged(eq(*problem.sides)))
        yield _Goal(denial, problem.given, (), (NOT_IDENTICALLY,))
        denial = negation(judged(eq(left, right)))
        yield _Goal(denial, given, (), (NOT_IDENTICALLY,))
    if problem.statement.op in ("eq", "tends"):
        found = from_inside(problem)
        if found is not None:
            yield _Goal(judged(found[0]), problem.given, (), found[1])


def _bound(proof: Proof, wanted: _Goal) -> tuple[Term, ...] | None:
    """The conditions, beside those given, under which a proof shows a goal; None where it doesn't.

    All that is given is among its hypotheses, for the point that it rests on has to meet that. Any
    further hypothesis has to be known to leave out no point at which both sides are defined.
    """
    definitions = proof.sequent.definitions
    if definitions != wanted.definitions:
        return None
    if _unfolded(proof.sequent.goal, definitions) is not wanted.goal:
        return None
    hypotheses = tuple(_unfolded(h, definitions) for h in proof.sequent.hypotheses)
    if not set(wanted.given) <= set(hypotheses):
        return None
    core = _core(proof)
    harmless = conditions_of(core)
    places = [i for i, h in enumerate(hypotheses) if h not in wanted.given]
    if any(core.sequent.hypotheses[i] not in harmless for i in places):
        return None
    return tuple(proof.sequent.hypotheses[i] for i in places)


def _unfolded(statement: Term, definitions: tuple[Definition, ...]) -> Term:
    return unfold(statement, definitions) if definitions else statement


def _core(proof: Proof) -> Proof:
    """The step below those that only fold what it says."""
    while proof.rule in FOLDED:
        proof = proof.premises[0]
    return proof


def _found(proof: Proof) -> tuple[Term, ...]:
    """The values by which a proof shows that there are some, the outermost first."""
    step = _core(proof)
    if step.rule != "compound claim":
        return ()
    step = step.premises[0]
    values: list[Term] = []
    while step.rule == "exhibited":
        value = step.data["value"]
        if not isinstance(value, Term):
            return ()
        values.append(value)
        inner = instantiate(step.sequent.goal.args[0], value)
        step = next((p for p in step.premises if p.sequent.goal is inner), step.premises[0])
    return tuple(values)


__all__ = ["verdict_of"]
