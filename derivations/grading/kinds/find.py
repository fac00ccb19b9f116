"""Find, and trace: values, each held against the teacher's, by the one checker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from proofs.kernel.terms import Term, apply, num, sub, subterms

from ...derivation import NOWHERE, Derivation, Span, Step
from ...equality import equal
from ...reading import ReadingError
from ...reading.sources.markdown import find_math
from ...reading.sources.source import Source
from ...reading.statements.claims import digits_shown
from ..composing import name_of, value_of
from ..links import Link, follows
from ..sheet import Question
from .asking import Asking, End
from .choose import plain_name

LONGER = 2
"""An answer that is to be simplified is at most so many times as long as the teacher's."""


@dataclass(frozen=True)
class Candidate:
    """What may be the answer: an expression, its place, and the step whose side it is."""

    latex: str
    span: Span
    term: Term | None
    step: Step | None
    named: bool


def find(asking: Asking) -> list[End]:
    """An end for each value that the question wants."""
    question = asking.answer.question
    formulas = question.stated("Answer")
    return [
        _found(asking, formula, step)
        for formula, step in zip(formulas, asking.answer.accepted, strict=True)
    ]


def _found(asking: Asking, formula: str, accepted: Step | None) -> End:
    found = list(candidates(asking, name_of(formula)))
    if not found:
        return _without_equation(asking, formula)
    chosen = found[0]
    if digits_shown(_bare(chosen.latex)) is not None:
        chosen = _before_decimal(asking, formula, accepted, chosen)
    end = _compared(asking, formula, accepted, chosen)
    if end.reached != "wrong":
        return end
    for other in found[1:]:
        if _worked_out_only(other.latex):
            continue
        if _compared(asking, formula, accepted, other).reached == "right":
            where = f"a value equal to the answer stands in line {other.span.line}"
            return End("open", "which of the values is the answer?", chosen.span, chosen.latex,
                       (where,))  # fmt: skip
    if name_of(formula) and not chosen.named:
        return End("open", f"no value was found for {name_of(formula)}", chosen.span, chosen.latex)
    return end


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
    if chosen.step is None or digits_shown(_bare(value_of(formula))) is not None:
        return chosen
    side = chosen.step.left
    exact = Candidate(side.latex, side.span, side.term, None, chosen.named)
    if not side.latex.strip() or side.term is None or side.term.op == "var":
        return chosen
    right = _compared(asking, formula, accepted, exact).reached == "right"
    return exact if right and not _worked_out_only(side.latex) else chosen


def _worked_out_only(latex: str) -> bool:
    """Whether a side is the task itself rather than a value: an integral, a sum, a limit."""
    return bool(re.search(r"\\(?:int|sum|prod|lim|frac\{d)|'", latex))


def candidates(asking: Asking, name: str) -> Iterator[Candidate]:
    """What may be the answer: the values of the name, the last first; without one, chains' ends."""
    chains = asking.answer.derivations
    wanted = _plain(name)
    named = []
    for chain in chains:
        for at, step in enumerate(chain.steps):
            if step.relation.strip() not in ("=", ":=", "\\approx", ""):
                continue
            if wanted and _plain(step.left.latex) == wanted:
                end = _end_of(chain.steps[at:])
                named.append(_candidate(end, end.right.latex, named=True))
            elif wanted and _plain(step.right.latex) == wanted and at == len(chain.steps) - 1:
                first = chain.steps[0]
                side = first.left
                named.append(Candidate(side.latex, side.span, side.term, first, True))
    named += _concluded(chains, wanted)
    yield from reversed(named)
    if named:
        return
    for chain in reversed(chains):
        last = chain.steps[-1]
        if last.kind in ("claim", "definition", "constraint") and not _aside(last):
            yield _candidate(last, last.right.latex, named=False)


def _concluded(chains: Sequence[Derivation], wanted: str) -> Iterator[Candidate]:
    r"""The value in `... \implies z = ln a`, where the equation is a side."""
    for step in (s for chain in chains for s in chain.steps):
        for side in (step.right, step.left):
            if not wanted or _plain(name_of(side.latex)) != wanted:
                continue
            term = side.term.args[1] if side.term is not None and side.term.op == "eq" else None
            yield Candidate(value_of(side.latex), side.span, term, step, True)
            break


def _aside(step: Step) -> bool:
    return step.relation.strip() not in ("=", ":=", "\\approx") and not step.relation.startswith(
        "\\x"
    )


def _end_of(steps: tuple[Step, ...]) -> Step:
    """The step at which a run of equalities ends."""
    last = steps[0]
    for step in steps:
        if step.relation.strip() not in ("=", ":=", "\\approx", ""):
            break
        last = step
    return last


def _candidate(step: Step, latex: str, *, named: bool) -> Candidate:
    return Candidate(latex, step.right.span, step.right.term, step, named)


def _plain(latex: str) -> str:
    """LaTeX without what makes no difference to a name."""
    return re.sub(r"[\s$&|{}]|\\(?:mathbf|mathrm|left|right|,|;|!)(?![a-z])", "", latex)


# --- one value against another ------------------------------------------------------------------


def _compared(asking: Asking, formula: str, accepted: Step | None, chosen: Candidate) -> End:
    question = asking.answer.question
    gold = accepted.right.term if accepted is not None else None
    latex = _bare(chosen.latex)
    if gold is None or chosen.term is None:
        return _as_formulas(asking, formula, latex, chosen)
    places, wanted = digits_shown(latex), digits_shown(_bare(value_of(formula)))
    if places is not None and wanted is None:
        return _decimal(asking, question, gold, chosen, places)
    known = asking.claim(chosen.term, "=", gold, digits=wanted)
    if known.outcome == "proved":
        return _equal(asking, question, gold, chosen, known.conditions)
    if known.outcome == "undecided":
        return End("open", "whether this is the answer could not be decided", chosen.span, latex,
                   (known.note,) if known.note else ())  # fmt: skip
    return _wrong(asking, chosen, known.note)


def _equal(
    asking: Asking, question: Question, gold: Term, chosen: Candidate, where: tuple[str, ...]
) -> End:
    latex = _bare(chosen.latex)
    if (
        question.policy.simplified
        and chosen.term is not None
        and (len(subterms(chosen.term)) > LONGER * len(subterms(gold)) + 2)
    ):
        return End("open", "equal to the answer, but is it in simplified form?", chosen.span, latex)
    if where:
        said = f"equal to the answer where {', '.join(where)}, and not defined or not the same"
        message = said + " elsewhere"
        if not question.policy.domain:
            return End("right", message, chosen.span, latex)
        if _says(asking):
            return End("open", message + "; are the conditions stated?", chosen.span, latex)
        return End("wrong", message + ": that has to be said", chosen.span, latex, half=True)
    return End("right", "this is the answer", chosen.span, latex)


def _says(asking: Asking) -> bool:
    """Whether the answer states any condition."""
    text = asking.answer.text
    return bool(re.search(r"\\neq?\b|<|>|\\[lg]eq?\b|\bonly\b|\bunless\b|\bexcept", text)) or any(
        s.kind == "assumption" for s in asking.answer.steps
    )


def _decimal(asking: Asking, question: Question, gold: Term, chosen: Candidate, places: int) -> End:
    """A decimal in place of an exact value: right to how many places?"""
    latex, value = _bare(chosen.latex), chosen.term
    if value is None:
        return End("open", "whether this is the answer could not be decided", chosen.span, latex)
    exactly = asking.claim(value, "=", gold)
    if exactly.outcome == "proved":
        return End("right", "this is the answer", chosen.span, latex)
    right = _right_places(asking, gold, value, places)
    asked = question.policy.decimals
    if right is None:
        known = asking.claim(gold, "=", value, digits=places)
        if known.outcome == "refuted":
            return _wrong(asking, chosen, known.note)
        return End("open", "whether these are digits of the answer could not be decided",
                   chosen.span, latex)  # fmt: skip
    said = f"equal to the answer to {right} decimal place{'s' if right != 1 else ''}"
    if asked is not None and right >= asked:
        return End("right", said, chosen.span, latex)
    link = asking.link_of(chosen.step) if chosen.step is not None else None
    if link is not None and link.standing != "wrong" and _after_wrong(asking, link):
        return End("carried", f"{said} only, but right work from a wrong line", chosen.span, latex)
    if asked is not None:
        return End("wrong", f"{said} only: {asked} are asked", chosen.span, latex)
    if question.policy.exact:
        return End("wrong", f"{said} only: the exact value is asked", chosen.span, latex)
    return End("open", f"{said}: does that count?", chosen.span, latex)


def _right_places(asking: Asking, gold: Term, value: Term, places: int) -> int | None:
    """To how many places a decimal shows the digits of a value; None where to none."""
    number = _number(value)
    if number is None:
        return None
    if asking.claim(gold, "=", value, digits=places).outcome == "proved":
        return places
    for count in range(places - 1, 0, -1):
        near = apply("abs", sub(gold, value))
        if asking.claim(near, "<", num(f"1/{2 * 10**count}")).outcome == "proved":
            return count
    return None


def _number(term: Term) -> Fraction | None:
    if term.op == "num":
        return Fraction(term.value)
    inner = _number(term.args[0]) if term.op == "neg" else None
    return None if inner is None else -inner


def _wrong(asking: Asking, chosen: Candidate, note: str) -> End:
    """An answer that is not the teacher's: a mistake, or right work from one."""
    latex = _bare(chosen.latex)
    notes = (note,) if note else ()
    if asking.contested:
        return End("open", "a name stands for two things here; is this the answer?", chosen.span,
                   latex, notes)  # fmt: skip
    link = asking.link_of(chosen.step) if chosen.step is not None else None
    if link is not None and link.standing != "wrong" and _after_wrong(asking, link):
        return End("carried", "not the answer, but right work from a wrong line", chosen.span,
                   latex, notes)  # fmt: skip
    return End("wrong", "this is not the answer", chosen.span, latex, notes)


def _after_wrong(asking: Asking, link: Link) -> bool:
    """Whether a link is right work from a wrong line before it."""
    if link.standing == "carried":
        return True
    for chain in asking.answer.derivations:
        if link.step in chain.steps:
            before = chain.steps[: chain.steps.index(link.step)]
            found = [asking.link_of(step) for step in before]
            if any(f is not None and f.standing == "wrong" for f in found):
                return True
    claim = link.step.claim
    earlier = [other.step for other in asking.links if other.standing == "wrong"]
    return claim is not None and any(follows(claim, step, asking.verdicts) for step in earlier)


def _as_formulas(asking: Asking, formula: str, latex: str, chosen: Candidate) -> End:
    """Sets, lists and the like, compared as formulas by themselves."""
    try:
        verdict = type(equal(value_of(formula), latex, budget=asking.verdicts.budget)).__name__
    except ReadingError:
        verdict = "Undecided"
    if verdict == "Proved":
        return End("right", "this is the answer", chosen.span, latex)
    if verdict == "Refuted" and not asking.definitions and not asking.answer.given:
        return _wrong(asking, chosen, "")
    return End("open", "whether this is the answer could not be decided", chosen.span, latex)


def _without_equation(asking: Asking, formula: str) -> End:
    """An answer that is a formula without a relation in a sentence."""
    source = Source(asking.answer.text)
    spans, _ = find_math(source, [])
    for span in reversed(list(spans)):
        latex = source.text[span.start : span.end]
        chosen = Candidate(latex, NOWHERE, None, None, False)
        end = _as_formulas(asking, formula, latex, chosen)
        if end.reached == "right":
            return End("right", end.message, None, latex)
    return End("open", f"no value was found for {name_of(formula) or 'the answer'}")


def _bare(latex: str) -> str:
    return re.sub(r"[$|]", "", latex).strip().rstrip(".,;").strip()
