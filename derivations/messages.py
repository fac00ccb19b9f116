r"""What a person is told about a link that isn't proved: a Diagnostic for each kind of verdict.

The codes, whose meaning never changes (those of reading, D0.., stand with the reader):

- D104: a step is refuted.
- D105: the first and the last side of a chain differ, though no step of it is refuted.
- D201: a step could not be decided.
- D301: a second opinion on a verdict disagrees with it.
- D302: the program itself failed at a step or formula; the others are judged all the same.
"""

from __future__ import annotations

from dataclasses import replace

from proofs.kernel.terms import Term
from proofs.opinion import Opinion
from proofs.verdict import Refuted, Undecided, Witness

from .derivation import Derivation, Diagnostic, Step
from .faults import FAILED, HELP
from .writing.latex import latex

_FAILS = {
    "=": "this step is not an equality",
    "!=": "these two sides are equal",
    "<": "this inequality does not hold",
    "<=": "this inequality does not hold",
    ">": "this inequality does not hold",
    ">=": "this inequality does not hold",
    "approx": "these two values are not near each other",
    "iff": "these two statements do not have the same solutions",
    "implies": "the second statement does not follow from the first",
    "in": "this is not an element of the set",
    "and": "not all of this holds",
    "exists": "there is no such value",
}
# What the right side fails to be, seen from the left: 2 < 1, where 1 "is not greater than 2".
_LABEL = {
    "=": "differs from",
    "!=": "equals",
    "<": "is not greater than",
    "<=": "is less than",
    ">": "is not less than",
    ">=": "is greater than",
    "approx": "is not near",
    "iff": "is not equivalent to",
    "implies": "does not follow from",
    "in": "is not where",
    "and": "does not hold with",
    "exists": "is not met by",
}
_LABEL_WIDTH = 24
_HELP = "help: split the step in two, or state a condition that it needs, such as x > 0"


def witness_value(value: Term) -> str:
    """An exact value as text: 1/2, sqrt(2), pi/3; a function or a vector in LaTeX."""
    return latex(value) if value.op in ("fun", "fam") else str(value)


def witness_note(witness: Witness, *, slopes: bool = False) -> str:
    """Where the two sides (or with `slopes` their derivatives) differ, on one line.

    >>> from proofs.kernel.terms import ZERO, var
    >>> witness_note(Witness(((var("x"), ZERO),), "0.5", "0.3807..."))
    'at x = 0: 0.5 on the left, 0.3807... on the right'
    """
    values = f"{witness.left} on the left, {witness.right} on the right"
    if not witness.left:
        values = "it does not hold"
    values = f"the derivatives are {values}" if slopes else values
    return f"{_at(witness)}{values}"


def _at(witness: Witness) -> str:
    """The point of a witness: `at x = 0: `; nothing where it has no names."""
    where = ", ".join(f"{latex(name)} = {witness_value(value)}" for name, value in witness.at)
    return f"at {where}: " if where else ""


def refuted(
    step: Step, verdict: Refuted, near: tuple[str, ...] = (), *, special: bool = False
) -> Diagnostic:
    """What is said of a refuted link; `near` holds right sides that would make it true, and where
    it is `special`, it is refuted in that case."""
    somewhere = step.everywhere and verdict.claim.relation == "iff"
    relation = "!=" if somewhere else verdict.claim.relation
    left = " ".join(step.left.latex.split())
    what = left if left and len(left) <= _LABEL_WIDTH else "the left side"
    notes = [_evidence(verdict)]
    if somewhere and verdict.witness is not None:
        notes = [f"{_at(verdict.witness)}they are equal", f"note: {verdict.reason}"]
    if special:
        notes.append(f"note: {step.special_is}")
    if near:
        notes.append(f"nearest true statement: {left} = {near[0]}")
    notes += [f"read as: {note}" for note in step.notes]
    label = f"{_LABEL[relation]} {what}"
    return Diagnostic("D104", "error", _FAILS[relation], step.right.span, label, tuple(notes))


def in_form_only(problem: Diagnostic) -> Diagnostic:
    """What is said of a link of which the form was read, but not what it says.

    >>> from .derivation import Span
    >>> in_form_only(Diagnostic("D005", "error", "two readings", Span(1, 1, 1, 2))).message
    'read, but not judged: two readings'
    """
    return replace(problem, severity="note", message=f"read, but not judged: {problem.message}")


def _evidence(verdict: Refuted) -> str:
    if verdict.witness is None:
        return verdict.reason
    slopes = verdict.claim.slopes()
    return witness_note(verdict.witness, slopes=slopes is not None and not slopes.exact)


def undecided(step: Step, verdict: Undecided, *, timed_out: float | None = None) -> Diagnostic:
    """What is said of a link that is neither, `timed_out` after so many seconds."""
    message = "this step could not be decided"
    if timed_out is not None:
        message += f" in {timed_out:g} s"
    notes: list[str] = []
    if verdict.tried:
        evidence = f" ({verdict.evidence})" if verdict.evidence else ""
        notes.append(f"tried: {', '.join(verdict.tried)}{evidence}")
    elif verdict.evidence:
        notes.append(verdict.evidence)
    if verdict.remaining is not None and verdict.remaining != verdict.claim.statement:
        notes.append(f"left to show: {latex(verdict.remaining)}")
    notes += [f"read as: {note}" for note in step.notes]
    return Diagnostic("D201", "note", message, step.right.span, verdict.reason, (*notes, _HELP))


def failed(step: Step, fault: Exception) -> Diagnostic:
    """What is said where the checker contradicts itself, or breaks down, at a link."""
    notes = (f"{type(fault).__name__}: {fault}", *HELP)
    what = "the checker failed at this step"
    return Diagnostic(FAILED, "error", what, step.right.span, "not judged", notes)


def disagreement(step: Step, opinion: Opinion) -> Diagnostic:
    """What is said where a second opinion is another: one of two programs has a fault."""
    notes = (f"z3: {opinion.reason}", "note: one of the two is wrong; please report this step")
    what = "z3 disagrees with the verdict on this step"
    return Diagnostic("D301", "error", what, step.right.span, "do not rely on it", notes)


def ends_differ(derivation: Derivation, verdict: Refuted, *, all_proved: bool) -> Diagnostic:
    """What is said of a chain whose ends differ, though none of its links is refuted.

    With every link proved this is a warning: a side in the middle is defined in fewer places, or
    rounded.
    """
    note = _evidence(verdict)
    why = (
        "note: each step between them holds where its own sides are defined, or to its digits"
        if all_proved
        else "note: so a step between them that was not decided is wrong"
    )
    return Diagnostic(
        "D105",
        "warning" if all_proved else "error",
        "the first and the last side of this chain differ",
        derivation.steps[-1].right.span,
        "differs from the chain's first side",
        (note, why),
    )
