"""Inputs of a trace: a value that the sheet fixes, and that an answer begins with wrongly.

The line is charged, and what follows is judged with the sheet's value. A line that is false with
it, but right with the answer's own, is right work from that input.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import Term, TermError, eq

from ..derivation import Span, Step
from ..writing.latex import latex
from .composing import Answer, read_answer
from .links import Link, stand
from .sheet import Question, Sheet
from .submission import Part, Submission
from .verdicts import Verdicts


@dataclass(frozen=True)
class Inputs:
    """An answer read with the sheet's inputs, its own wrong ones, and what is right with those."""

    answer: Answer
    wrong: tuple[Link, ...] = ()
    right_with_own: frozenset[Span] = frozenset()

    def beside(self, links: Sequence[Link]) -> list[Link]:
        """The links of the answer after its wrong inputs; what only follows from these, so."""
        if not self.wrong:
            return list(links)
        line = self.wrong[0].step.right.span.line
        return [*self.wrong, *(
            replace(link, standing="carried", from_line=line)
            if link.standing == "wrong" and link.step.right.span in self.right_with_own else link
            for link in links
        )]  # fmt: skip


def read_with_inputs(
    sheet: Sheet, question: Question, submission: Submission, part: Part, verdicts: Verdicts
) -> Inputs:
    """The answer to a question; of a trace, with the inputs that the sheet fixes."""
    answer = read_answer(sheet, question, submission, part)
    if question.kind != "trace":
        return Inputs(answer)
    told = answer.fixed
    wrong = [link for step in answer.steps if (link := _wrong_input(step, told, verdicts))]
    if not wrong:
        return Inputs(answer)
    lines = submission.text.split("\n")
    for link in reversed(wrong):
        name, span = link.step.left.term, link.step.right.span
        if name is not None:
            row, value = lines[span.line - 1], latex(told[name])
            width = span.end_column - span.column
            lines[span.line - 1] = (
                row[: span.column - 1] + value.ljust(width) + row[span.end_column - 1 :]
            )
    mended = read_answer(sheet, question, replace(submission, text="\n".join(lines)), part)
    right = (link.step.right.span for link in stand(answer.derivations, verdicts, answer.fixed)
             if link.standing == "right")  # fmt: skip
    return Inputs(mended, tuple(wrong), frozenset(right))


def _wrong_input(step: Step, told: Mapping[Term, Term], verdicts: Verdicts) -> Link | None:
    """The link that says what an input is, where the sheet says that it is something else."""
    name, value, span = step.left.term, step.right.term, step.right.span
    if step.kind != "assumption" or step.relation.strip() != "=" or name not in told:
        return None
    if name is None or value is None or value.free or span.line != span.end_line:
        return None
    try:
        claim = Claim(name, "=", value, given=[eq(name, told[name])])
    except (ClaimError, TermError):
        return None
    claimed = replace(step, claim=claim, kind="claim")
    judged = verdicts.link("input", claimed)
    return Link(claimed, judged, "wrong") if judged.verdict == "refuted" else None


__all__ = ["Inputs", "read_with_inputs"]
