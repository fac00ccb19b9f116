"""Proofreading a sheet: what it says that can't be read or is not so, before any answer is marked.

A claim that can't be read leaves every answer to its question to a person, and one that is false,
or a counterexample to what is true, can't be had. The teacher is told so first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs.kernel.terms.definitions import Definition

from ..reading import ReadingError, read_answers
from .composing import Answer, name_of, plain_latex, read_answer, value_of
from .kinds import Asking
from .sheet import Question, Sheet
from .submission import Part, Submission
from .verdicts import Verdicts


def proofread(sheet: Sheet, verdicts: Verdicts) -> list[str]:
    """A line for each thing that a teacher should look at; none where all is well."""
    return [
        f"{sheet.name}:{question.line}: question {question.number}: {said}"
        for question in sheet.questions
        for said in _said_of(sheet, question, verdicts)
    ]


def _said_of(sheet: Sheet, question: Question, verdicts: Verdicts) -> Iterator[str]:
    name = "blank.tex" if sheet.latex else "blank.md"
    blank = Submission(name, "", "", ())
    answer = read_answer(sheet, question, blank, Part(question.number, 1, 2, 0))
    yield from _unread(question, answer)
    asking = Asking(answer, (), verdicts)
    for step in answer.claims:
        if step.claim is None or question.kind not in ("show", "refute"):
            continue
        outcome = verdicts.claim(step.claim)
        shown = f"${' '.join(step.left.latex.split())} {step.relation} {step.right.latex}$"
        if question.kind == "show" and outcome.outcome == "refuted":
            yield f"its claim {shown} is refuted: {outcome.note}"
        if question.kind == "refute" and outcome.outcome == "proved" and not outcome.conditions:
            yield f"its claim {shown} is proved, so that nothing refutes it"
    yield from _contradiction(question, asking)


def _unread(question: Question, answer: Answer) -> Iterator[str]:
    """The fields that can't be read: every answer would go to a person."""
    person = "cannot be read, so that a person marks every answer"
    found = [
        step for step in answer.claims
        if step.claim is not None or (step.left.term is not None and step.right.term is not None)
    ]  # fmt: skip
    needed = "Condition" if question.kind == "choose" else "Claim"
    for formula in question.stated(needed):
        if not any(step.latex and step.latex in formula for step in found):
            why = next((f": {s.problem.message}" for s in answer.claims if s.problem), "")
            yield f"{needed} ${formula}$ {person}{why}"
    for formula, step in zip(question.stated("Answer"), answer.accepted, strict=True):
        if step is None:
            try:
                read_answers([value_of(formula)])
            except ReadingError as error:
                yield f"Answer ${formula}$ {person}: {error}"


def _contradiction(question: Question, asking: Asking) -> Iterator[str]:
    """Values that are asked for and that the question's own words do not give."""
    answer = asking.answer
    golds = {
        plain_latex(name_of(formula)): step.right.term
        for formula, step in zip(question.stated("Answer"), answer.accepted, strict=True)
        if step is not None and step.right.term is not None
    }
    told = [*answer.related, *answer.settled]
    names = {v for s in told if s.right.term is not None for v in s.right.term.free}
    values = [(v, golds[plain_latex(str(v))]) for v in names if plain_latex(str(v)) in golds]
    known = tuple(Definition(v, (), gold) for v, gold in values if v not in gold.free)
    asking = replace(asking, answer=replace(answer, values=known))
    for step in told:
        gold = golds.get(plain_latex(step.left.latex))
        if gold is None or step.right.term is None or step.right.term is gold:
            continue
        if asking.claim(step.right.term, "=", gold).outcome == "refuted":
            name = " ".join(step.left.latex.split())
            yield f"its own words say ${name} = {step.right.latex}$, and its Answer is another"


__all__ = ["proofread"]
