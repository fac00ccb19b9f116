"""Marking: a submission against a sheet, line by line.

Of a question's points a share is for its ends (what was to be shown, or the answers) and the rest
for the working, in equal parts for each link. A wrong line costs its part; what is right work from
it costs nothing more. What is undecided costs nothing either: it is left open, for a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from time import perf_counter

from proofs.claim import Claim, ClaimError

from ..derivation import Span, Step
from .asked import weighed, with_values
from .composing import Answer
from .equations import without_equations
from .inputs import read_with_inputs
from .kinds import KINDS, Asking, End
from .links import Link, stand
from .marks import Mark, QuestionMark, Remark, What
from .sheet import Question, Sheet
from .solving import with_lost_solutions
from .submission import Submission
from .verdicts import Verdicts

ENDS = {"show": Fraction(1, 4), "choose": Fraction(3, 4), "refute": Fraction(3, 4)}
"""The share of the points that is for the ends; a half, where nothing else is said."""


def mark(sheet: Sheet, submission: Submission, verdicts: Verdicts) -> Mark:
    """What a submission reaches."""
    start = perf_counter()
    questions = tuple(_safely(sheet, q, submission, verdicts) for q in sheet.questions)
    return Mark(
        submission.student, submission.name, "marked", questions, text=submission.text,
        seconds=round(perf_counter() - start, 3), late=verdicts.late,
    )  # fmt: skip


def _safely(
    sheet: Sheet, question: Question, submission: Submission, verdicts: Verdicts
) -> QuestionMark:
    """What a question reaches; a fault of ours in one is a person's in that one, and no more."""
    try:
        return mark_question(sheet, question, submission, verdicts)
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001 -- whatever it is, it is not the student's
        what = f"internal fault, please report it: {type(fault).__name__}: {fault}"
        part = submission.part(question.number)
        return _to_a_person(question, what, part.start if part is not None else 1)


def mark_question(
    sheet: Sheet, question: Question, submission: Submission, verdicts: Verdicts
) -> QuestionMark:
    """What a submission reaches in one question."""
    part = submission.part(question.number)
    if part is None:
        return _without_answer(question, submission)
    inputs = read_with_inputs(sheet, question, submission, part, verdicts)
    answer = with_values(inputs.answer, verdicts)
    if not any(c.isalnum() for c in answer.text.replace("\\end{document}", "")):
        return _nothing(question, f"question {question.number} has a heading, and nothing under it",
                        part.start)  # fmt: skip
    links: Sequence[Link] = [
        _set_aside(link, question)
        for link in inputs.beside(stand(answer.derivations, verdicts, answer.fixed))
    ]
    asking = Asking(answer, links, verdicts)
    for look in (without_equations, with_lost_solutions, weighed):
        links = look(asking)
        asking = Asking(answer, links, verdicts)
    for reason in _reasons_for_a_person(question, submission, asking):
        return _to_a_person(question, reason, part.start)
    return _settled(question, links, KINDS[question.kind](asking), answer)


def _without_answer(question: Question, submission: Submission) -> QuestionMark:
    if submission.loose:
        return _to_a_person(
            question, "no answer was found under a heading with its number, but formulas stand"
            " outside of all answers", 1,
        )  # fmt: skip
    return _nothing(question, f"no answer to question {question.number}", 1)


def _nothing(question: Question, message: str, line: int) -> QuestionMark:
    points = float(question.points)
    remark = Remark("note", line, 1, line, 1, "", message, lost=points)
    return QuestionMark(question.number, question.kind, points, 0.0, remarks=(remark,),
                        answered=False)  # fmt: skip


def _to_a_person(question: Question, message: str, line: int) -> QuestionMark:
    points = float(question.points)
    remark = Remark("open", line, 1, line, 1, "", message, open=points)
    return QuestionMark(question.number, question.kind, points, points, points, (remark,))


def _reasons_for_a_person(question: Question, submission: Submission, asking: Asking) -> list[str]:
    """Why the whole question is for a person, if it is."""
    if question.number in submission.twice:
        return [f"question {question.number} is answered twice"]
    answer = asking.answer
    return [
        f"the answer says anew what {step.left.latex} is"
        for step in answer.steps
        if step.kind in ("definition", "assumption") and _changes(step, asking)
    ]


def _changes(step: Step, asking: Asking) -> bool:
    """Whether a step of the answer gives a name of the sheet another meaning."""
    left, right = step.left.term, step.right.term
    if left is None or right is None or step.relation.strip() not in ("=", ":="):
        return False
    head = _head(left)
    for known in asking.answer.settled:
        term = known.left.term
        if term is None or head is None or _head(term) != head or known.right.term is None:
            continue
        if term is left:
            return known.right.term is not right and not _same(asking, known, right)
        return True
    return False


def _head(term: object) -> object:
    op = getattr(term, "op", "")
    if op == "var":
        return term
    args = getattr(term, "args", ())
    return _head(args[0]) if op in ("app", "elem") and args else None


def _same(asking: Asking, known: Step, right: object) -> bool:
    body = known.right.term
    try:
        made = Claim(body, "=", right, given=asking.answer.given)
    except ClaimError:
        return False
    return asking.verdicts.claim(made).outcome == "proved"


# --- points ---------------------------------------------------------------------------------------


def _set_aside(link: Link, question: Question) -> Link:
    """A value that is chosen, as in p = 3, is held against the conditions and not judged here."""
    name, value = link.step.left.term, link.step.right.term
    chosen = (
        question.kind in ("choose", "refute") and name is not None and name.op == "var"
        and value is not None and link.step.relation.strip() == "="
    )  # fmt: skip
    return replace(link, standing="unjudged") if chosen else link


def _settled(
    question: Question, links: Sequence[Link], ends: Sequence[End], answer: Answer
) -> QuestionMark:
    """The points of links and ends, and a remark for each."""
    judged = [link for link in links if link.standing != "unjudged" and link.counts]
    if question.kind in ("choose", "refute") and all(end.reached == "right" for end in ends):
        judged = [link for link in judged if link.standing != "open"]  # nothing rests on these
    share = _share(question, bool(judged))
    working = question.points - share
    each = working / len(judged) if judged else Fraction(0)
    cost = question.policy.line if question.policy.line is not None else each
    remarks = [_of_link(link, cost, each) for link in judged]
    unread = any(link.judged.verdict == "unreadable" for link in judged) or any(
        d.severity == "error" for d in answer.document.diagnostics
    )
    for end in ends:
        _add_end(remarks, _of_end(end, share / len(ends), answer, unread=unread))
    if not judged and question.policy.working and share < question.points:
        remarks.append(_bare(question, answer, float(working)))
    remarks += [
        _remark("open", d.span, "", d.message, d.notes) for d in answer.document.diagnostics
        if d.severity == "error"
    ]  # fmt: skip
    lost = min(question.points, sum((Fraction(str(r.lost)) for r in remarks), Fraction(0)))
    points = question.points - lost
    left = min(points, sum((Fraction(str(r.open)) for r in remarks), Fraction(0)))
    remarks.sort(key=lambda r: (r.line, r.column))
    return QuestionMark(question.number, question.kind, float(question.points),
                        round(float(points), 2), round(float(left), 2), tuple(remarks))  # fmt: skip


def _share(question: Question, worked: bool) -> Fraction:
    """The points for the ends."""
    if question.policy.ends is not None:
        return min(question.policy.ends, question.points)
    if not worked and not question.policy.working:
        return question.points
    return question.points * ENDS.get(question.kind, Fraction(1, 2))


def _of_link(link: Link, cost: Fraction, each: Fraction) -> Remark:
    judged = link.judged
    told = judged.diagnostic
    notes = told.notes if told is not None else ()
    message = told.message if told is not None else judged.message
    if link.standing == "right":
        said = link.why or judged.message
        return _remark("right", judged.span, judged.latex, said, judged.caveats)
    if link.why and link.standing in ("wrong", "open"):
        lost, left = (cost, Fraction(0)) if link.standing == "wrong" else (Fraction(0), each)
        return _remark(link.standing, judged.right_span, judged.latex, link.why, notes,
                       lost=lost, left=left)  # fmt: skip
    if link.standing == "wrong":
        label = f": it {told.label}" if told is not None and told.label else ""
        return _remark("wrong", judged.right_span, judged.latex, message + label, notes, lost=cost)
    if link.standing == "carried":
        said = f"right work from line {link.from_line}, which is wrong"
        return _remark("carried", judged.right_span, judged.latex, said)
    if link.standing == "back":
        said = "true again, though it does not follow from the wrong line before it"
        return _remark("carried", judged.right_span, judged.latex, said)
    if told is not None and told.code == "D201" and told.label:
        message = f"{message}: {told.label}"
    return _remark("open", judged.right_span, judged.latex, message, notes, left=each)


def _of_end(end: End, share: Fraction, answer: Answer, *, unread: bool) -> Remark:
    line = answer.part.start
    span = end.span if end.span is not None and end.span.line else Span(line, 1, line, 1)
    if end.reached == "wrong" and unread:
        return _remark("open", span, end.latex, f"{end.message}, as far as was read", end.notes,
                       left=share)  # fmt: skip
    what: What = "open" if end.reached == "missing" else end.reached
    lost = share / 2 if end.half else share
    return _remark(
        what, span, end.latex, end.message, end.notes,
        lost=lost if what == "wrong" else Fraction(0),
        left=share if what == "open" else Fraction(0),
    )  # fmt: skip


def _add_end(remarks: list[Remark], end: Remark) -> None:
    """What is said of an end; where its own line is charged already, it is one mistake."""
    for at, remark in enumerate(remarks):
        same = (remark.line, remark.column) == (end.line, end.column)
        if same and remark.what == "wrong" and end.what == "wrong":
            lost = round(remark.lost + end.lost, 4)
            remarks[at] = replace(remark, lost=lost, notes=(*remark.notes, end.message))
            return
    remarks.append(end)


def _bare(question: Question, answer: Answer, working: float) -> Remark:
    line = answer.part.start
    message = "no working that can be judged was found, and working is required"
    return Remark("open", line, 1, line, 1, "", message, open=working)


def _remark(
    what: What, span: Span, latex: str, message: str, notes: Sequence[str] = (),
    *, lost: Fraction = Fraction(0), left: Fraction = Fraction(0),
) -> Remark:  # fmt: skip
    return Remark(
        what, span.line, span.column, span.end_line, span.end_column, latex, message, tuple(notes),
        round(float(lost), 4), round(float(left), 4),
    )  # fmt: skip


__all__ = ["mark", "mark_question"]
