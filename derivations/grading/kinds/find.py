"""Find, and trace: values, each held against the teacher's, by the one checker."""

from __future__ import annotations

from collections.abc import Mapping

from proofs.kernel.terms import Term, TermError, substitute

from ...derivation import NOWHERE, Step
from ...reading.sources.markdown import find_math
from ...reading.sources.source import Source
from ...reading.statements.claims import digits_shown
from ..composing import name_of, plain_latex, value_of
from .asking import Asking, End
from .candidates import Candidate, bare, candidates, worked_out_only
from .choose import plain_name
from .comparing import as_formulas, compared, is_set


def find(asking: Asking) -> list[End]:
    """An end for each value that the question wants."""
    formulas = asking.answer.question.stated("Answer")
    found = [
        _found(asking, formula, step)
        for formula, step in zip(formulas, asking.answer.accepted, strict=True)
    ]
    given = {
        plain_latex(name_of(formula)): chosen
        for formula, (_, chosen) in zip(formulas, found, strict=True)
    }
    return [
        _from_other_ends(asking, plain_latex(name_of(formula)), end, given)
        for formula, (end, _) in zip(formulas, found, strict=True)
    ]


def _from_other_ends(
    asking: Asking, name: str, end: End, given: Mapping[str, Candidate | None]
) -> End:
    """A wrong value that the sheet's own equation gives, from values that the answer gives."""
    mine = given.get(name)
    if end.reached not in ("wrong", "open") or mine is None or mine.term is None or not name:
        return end
    for step in asking.answer.related:
        if plain_latex(step.left.latex) != name or step.right.term is None:
            continue
        values = {
            v: other.term for v in step.right.term.free for key, other in given.items()
            if key == plain_name(str(v)) != name and other is not None and other.term is not None
        }  # fmt: skip
        if not values or step.right.term is mine.term:
            continue
        try:
            worked_out = substitute(step.right.term, values)
        except TermError:
            continue
        digits = digits_shown(bare(mine.latex))
        if asking.claim(worked_out, "=", mine.term, digits=digits).outcome == "proved":
            said = f"not the answer, but right work from {', '.join(map(str, values))} as given"
            return End("carried", said, mine.span, bare(mine.latex), end.notes)
    return end


def _found(asking: Asking, formula: str, accepted: Step | None) -> tuple[End, Candidate | None]:
    """Whether a value is reached, and which of the answer's formulas is held against it."""
    found = list(candidates(asking, name_of(formula)))
    if not found:
        return _without_equation(asking, formula), None
    chosen = found[0]
    if digits_shown(bare(chosen.latex)) is not None:
        chosen = _before_decimal(asking, formula, accepted, chosen)
    end = compared(asking, formula, accepted, chosen)
    if end.reached != "wrong":
        return end, chosen
    for other in found[1:]:
        if worked_out_only(other.latex):
            continue
        if compared(asking, formula, accepted, other).reached == "right":
            where = f"a value equal to the answer stands in line {other.span.line}"
            return End("open", "which of the values is the answer?", chosen.span, chosen.latex,
                       (where,)), chosen  # fmt: skip
    if name_of(formula) and not chosen.named:
        return _without_equation(asking, formula), None
    return end, chosen


def known_values(asking: Asking) -> list[dict[Term, Term]]:
    """The values of the names that the question asks for, as the sheet has them."""
    values: dict[Term, Term] = {}
    formulas = asking.answer.question.stated("Answer")
    for formula, step in zip(formulas, asking.answer.accepted, strict=True):
        name = plain_name(name_of(formula))
        term = step.right.term if step is not None else None
        for found in asking.free_names if name and term is not None else ():
            if str(found) == name and term is not None and found not in term.free:
                values[found] = term
    return [values] if values else []


def _before_decimal(
    asking: Asking, formula: str, accepted: Step | None, chosen: Candidate
) -> Candidate:
    """Of `A = ... = 1 - 2/e = 0.2642`, the exact value is the answer, where it is the right one."""
    if chosen.step is None or digits_shown(bare(value_of(formula))) is not None:
        return chosen
    side = chosen.step.left
    exact = Candidate(side.latex, side.span, side.term, None, chosen.named)
    if not side.latex.strip() or side.term is None or side.term.op == "var":
        return chosen
    right = compared(asking, formula, accepted, exact).reached == "right"
    return exact if right and not worked_out_only(side.latex) else chosen


def _without_equation(asking: Asking, formula: str) -> End:
    """An answer that is a formula without a relation in a sentence."""
    source = Source(asking.answer.text)
    spans, _ = find_math(source, [])
    ends = []
    for span in reversed(list(spans)):
        latex = source.text[span.start : span.end]
        chosen = Candidate(latex, NOWHERE, None, None, False)
        end = as_formulas(asking, formula, latex, chosen)
        if end.reached == "right":
            return End("right", end.message, None, latex)
        ends += [end] if is_set(latex) else []
    if len(ends) == 1 and is_set(value_of(formula)):
        return ends[0]
    return End("open", f"no value was found for {name_of(formula) or 'the answer'}")
