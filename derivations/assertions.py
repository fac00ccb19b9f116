"""One link judged: the verdict of the one checker, and what is told of it, as an Assertion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter

from proofs.claim import Claim
from proofs.nearest import nearest
from proofs.undecided import NO_METHOD
from proofs.verdict import Proved, Refuted, Undecided, Verdict

from . import messages
from .derivation import Span, Step
from .everywhere import as_told
from .faults import raise_where_sought
from .reading.statements.context import is_opaque
from .reading.statements.guards import CASES, DEMANDED, EXACT, LOOSE, MORE, NEAR, REACH, WIDER
from .reading.statements.shorthand import LEFT_OUT
from .report import Assertion, Witness
from .tacit import as_meant
from .writing.latex import latex

Judge = Callable[[Claim], Verdict]


def assertion(name: str, step: Step, judge: Judge, budget: float) -> Assertion:
    """One link with what `judge` says of it, which had `budget` seconds for that."""
    plain = _plain(name, step)
    if step.problem is not None and step.form:
        told = messages.in_form_only(step.problem)
        return replace(
            plain, verdict="undecided" if step.kind == "claim" else None, message=told.message,
            diagnostic=told, meant=False,
        )  # fmt: skip
    if step.problem is not None:
        return replace(
            plain, verdict="unreadable", message=step.problem.message, diagnostic=step.problem
        )
    if step.claim is None:
        return plain
    start = perf_counter()
    try:
        verdict = judge(step.claim)
        if isinstance(verdict, Undecided) and step.readings:
            verdict = _in_each_reading(step, judge) or verdict
        if isinstance(verdict, Refuted):
            verdict = as_meant(verdict, judge)
        if isinstance(verdict, Refuted) and _solves(step, judge):
            verdict = Undecided(verdict.claim, "it solves the condition, but others do, too")
        generic = step.generic if isinstance(verdict, Refuted) else None
        if generic is not None and not isinstance(judge(generic), Refuted):
            verdict = Undecided(verdict.claim, "it fails, but perhaps only where something is 0")
        never = step.never if isinstance(verdict, Refuted) else None
        if never is not None and not isinstance(judge(never), Proved):
            verdict = Undecided(verdict.claim, "it fails, but perhaps not for all solutions")
        verdict = as_told(step, verdict, judge)
        if isinstance(verdict, Refuted) and _is_confirmed(step, judge):
            step = replace(step, unknown=tuple(n for n in step.unknown if n != LEFT_OUT))
        rounded = step.rounded if isinstance(verdict, Refuted) else None
        if rounded is not None and not isinstance(judge(rounded), Refuted):
            verdict = Undecided(verdict.claim, "it fails, but perhaps not to the digits shown")
        if step.within is not None and isinstance(verdict, Refuted):
            verdict = _in_chain(verdict, judge(step.within))
        if step.nearby is not None and isinstance(verdict, Refuted):
            verdict = _where_it_holds(verdict, judge(step.nearby))
        if step.under is not None:
            if isinstance(verdict, Refuted):
                verdict = _as_assumed(verdict, judge(step.under))
        elif step.special is not None and not isinstance(verdict, Proved):
            special = judge(step.special)
            if isinstance(special, Refuted) and not _solves(step, judge):
                verdict, step = special, replace(step, unknown=())
        return _judged(replace(plain, seconds=perf_counter() - start), step, verdict, budget)
    except Exception as fault:  # noqa: BLE001 -- whatever it is, the other links are judged
        fault.add_note(f"while judging line {step.span.line}, column {step.span.column}")
        raise_where_sought(fault)
        told = messages.failed(step, fault)
        seconds = perf_counter() - start
        return replace(plain, verdict="undecided", message=told.message, diagnostic=told,
                       seconds=seconds)  # fmt: skip


def stopped(name: str, step: Step, reason: str, seconds: float, budget: float) -> Assertion:
    """A link that could not be judged to the end, for a reason that is told."""
    plain = replace(_plain(name, step), seconds=seconds)
    if step.claim is None:
        return plain
    return _judged(plain, step, Undecided(step.claim, reason), budget)


def _plain(name: str, step: Step) -> Assertion:
    return Assertion(
        id=name,
        span=step.span,
        latex=step.latex,
        left=step.left.latex,
        relation=step.relation,
        right=step.right.latex,
        right_span=step.right.span,
        reading=_reading(step),
        kind=step.kind,
        verdict=None,
    )


def _is_confirmed(step: Step, judge: Judge) -> bool:
    """Whether the links beside a link show that what it leaves out is meant as it is read."""
    claims = step.confirmed_by
    return bool(claims) and all(isinstance(judge(claim), Proved) for claim in claims)


def _solves(step: Step, judge: Judge) -> bool:
    """Whether a step gives a solution of the equations that it is drawn from."""
    return bool(step.solves) and all(isinstance(judge(one), Proved) for one in step.solves)


def _as_assumed(verdict: Refuted, under: Verdict) -> Verdict:
    """The verdict, if it is no other under what may still be assumed."""
    if isinstance(under, Refuted):
        return verdict
    told = " and ".join(f"${latex(c)}$" for c in under.claim.given if c not in verdict.claim.given)
    doubt = f"whether {told} still holds is not clear" if told else "less may be meant"
    return Undecided(verdict.claim, f"it fails in general; {doubt}")


def _where_it_holds(verdict: Refuted, nearby: Verdict) -> Verdict:
    """The verdict, unless the claim is proved under the equations that stand near, or nothing was
    found against it there."""
    against = isinstance(nearby, Refuted) or (
        isinstance(nearby, Undecided) and nearby.reason != NO_METHOD
    )
    if against:
        return verdict
    told = " and ".join(f"${latex(c)}$" for c in nearby.claim.given if c not in verdict.claim.given)
    return Undecided(verdict.claim, f"it fails in general, and may be meant where {told}")


def _in_chain(verdict: Refuted, within: Verdict) -> Verdict:
    """The verdict, if it is no other where the sides before are defined."""
    if isinstance(within, Refuted):
        return verdict
    told = " and ".join(f"${latex(c)}$" for c in within.claim.given if c not in verdict.claim.given)
    return Undecided(verdict.claim, f"it fails, but not where the sides before it need {told}")


def _in_each_reading(step: Step, judge: Judge) -> Proved | None:
    """That a link is proved as each of its readings; None where it is not."""
    verdicts = [judge(reading) for reading in step.readings]
    proofs = [v for v in verdicts if isinstance(v, Proved)]
    if len(proofs) != len(verdicts):
        return None
    conditions = dict.fromkeys(c for v in proofs for c in v.conditions)
    caveats = dict.fromkeys(c for v in proofs for c in v.caveats)
    least = next((v for v in proofs if v.trust == "sympy"), proofs[-1])
    return replace(least, conditions=tuple(conditions), caveats=tuple(caveats))


def _judged(plain: Assertion, step: Step, verdict: Verdict, budget: float) -> Assertion:
    if isinstance(verdict, Proved):
        return _proved(plain, verdict)
    open_to_words = isinstance(verdict, Refuted) and bool(step.unknown)
    if open_to_words:
        names = " and ".join(dict.fromkeys(step.unknown))
        reason = f"it fails for some {names}, but what {names} is may be said in words only"
        if WIDER in step.unknown:
            reason = "it fails as it is written, but the words speak of equality in a wider sense"
        if EXACT in step.unknown:
            reason = "it fails, and the words speak of exact values: are these digits rounded?"
        if MORE in step.unknown:
            reason = "it fails where the condition holds, but may follow from more than that"
        if DEMANDED in step.unknown:
            reason = "it fails for some values, but may be demanded of them"
        if CASES in step.unknown:
            reason = "it fails, but is one of several cases, of which perhaps another holds"
        if REACH in step.unknown:
            reason = "it fails as it is read, but what is differentiated is in doubt"
        if LEFT_OUT in step.unknown:
            reason = "it fails as it is read, but it leaves something out"
        if LOOSE in step.unknown:
            reason = "it fails as it is written, but the words may speak of some values only"
        if NEAR in step.unknown:
            reason = "it fails as it is written, but is said near a point, or between two"
        verdict = Undecided(verdict.claim, reason)
    if isinstance(verdict, Refuted) and step.infinite and verdict.witness is None:
        verdict = Undecided(verdict.claim, "a side has no value, and may be meant as infinite")
    if isinstance(verdict, Refuted) and step.partial and verdict.witness is None:
        verdict = Undecided(verdict.claim, "a side has no value by what was read of its function")
    if isinstance(verdict, Refuted):
        special = verdict.claim is step.special and step.special != step.claim
        same = step.claim is not None and verdict.claim.relation == step.claim.relation
        shown = verdict.witness is not None and not special and same
        near = tuple(latex(right) for right in nearest(verdict.claim)) if shown else ()
        told = messages.refuted(step, verdict, near, special=special)
        return replace(
            plain,
            verdict="refuted",
            nearest=f"{step.left.latex} = {near[0]}" if near else None,
            method=verdict.method,
            trust=verdict.trust,
            witness=_witness(verdict),
            message=told.message,
            diagnostic=told,
        )
    late = budget if plain.seconds >= budget else None
    told = messages.undecided(step, verdict, timed_out=late)
    meant = not (open_to_words or _rests_on_opaque(verdict.claim))
    return replace(
        plain, verdict="undecided", tried=verdict.tried, message=told.message, diagnostic=told,
        meant=meant,
    )  # fmt: skip


def _proved(plain: Assertion, verdict: Proved) -> Assertion:
    conditions = tuple(latex(condition) for condition in verdict.conditions)
    return replace(
        plain,
        verdict="proved",
        conditions=conditions,
        caveats=verdict.caveats,
        method=verdict.method,
        trust=verdict.trust,
        message=f"proved where {', '.join(conditions)}" if conditions else "proved",
    )


def conclusion(chain: str, links: Sequence[Assertion], verdict: Proved) -> Assertion:
    """What a chain with these links concludes: its first side equals its last."""
    first, last = links[0], links[-1]
    span = Span(first.span.line, first.span.column, last.span.end_line, last.span.end_column)
    plain = Assertion(
        id=f"{chain}/ends",
        span=span,
        latex=f"{first.left} = {last.right}",
        left=first.left,
        relation="=",
        right=last.right,
        right_span=last.right_span,
        reading=str(verdict.claim),
        kind="conclusion",
        verdict=None,
    )
    return _proved(plain, verdict)


def _rests_on_opaque(claim: Claim) -> bool:
    """Whether a name such as E stands in a claim, or in what it rests on."""
    terms = (claim.statement, *(definition.body for definition in claim.definitions))
    return any(is_opaque(name) for term in terms for name in term.free)


def _witness(verdict: Refuted) -> Witness | None:
    found = verdict.witness
    if found is None:
        return None
    at = {latex(name): messages.witness_value(value) for name, value in found.at}
    return Witness(at, found.left, found.right)


def _reading(step: Step) -> str:
    """What was understood, as plain text, and how that was meant where it was in doubt."""
    if step.claim is not None:
        understood = str(step.claim)
    elif step.left.term is not None and step.right.term is not None:
        understood = f"{step.left.term} {step.relation} {step.right.term}"
    else:
        understood = step.form
    return "; ".join(part for part in (understood, *step.notes) if part)


__all__ = ["Judge", "assertion", "conclusion", "stopped"]
