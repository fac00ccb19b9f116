"""One value against another: a formula of the answer held against the teacher's."""

from __future__ import annotations

import re
from fractions import Fraction

from proofs.kernel.terms import Term, apply, num, sub, subterms
from proofs.methods.decimals import NOT_ROUNDED

from ...derivation import Step
from ...equality import equal
from ...reading import ReadingError
from ...reading.sources.markdown import find_math
from ...reading.sources.source import Source
from ...reading.statements.claims import digits_shown
from ..believing import follows
from ..composing import name_of, plain_latex, value_of
from ..links import Link
from ..marks import beside_answer
from ..sheet import Question
from .asking import Asking, End
from .candidates import Candidate, bare, values_listed, worked_out_only

LONGER = 2
"""An answer that is to be simplified is at most so many times as long as the teacher's."""


def compared(asking: Asking, formula: str, accepted: Step | None, chosen: Candidate) -> End:
    """Whether a formula of the answer is the value that the sheet accepts."""
    question = asking.answer.question
    gold = accepted.right.term if accepted is not None else None
    latex = bare(chosen.latex)
    if _is_the_task(asking, formula, chosen):
        return End("open", "the task in other words, or is it the answer?", chosen.span, latex)
    if gold is None or chosen.term is None:
        return as_formulas(asking, formula, latex, chosen)
    places, wanted = digits_shown(latex), digits_shown(bare(value_of(formula)))
    if places is not None and wanted is None:
        return _decimal(asking, formula, gold, chosen, places)
    known = asking.claim(chosen.term, "=", gold, digits=wanted)
    if known.outcome == "proved":
        return _equal(asking, question, gold, chosen, known.conditions)
    if known.outcome == "undecided":
        return End("open", "whether this is the answer could not be decided", chosen.span, latex,
                   (known.note,) if known.note else ())  # fmt: skip
    return _wrong(asking, formula, chosen, known.note)


def _is_the_task(asking: Asking, formula: str, chosen: Candidate) -> bool:
    """Whether a side is what is to be worked out: an integral where a number is asked, or the side
    of an equation in the question's words."""
    if worked_out_only(chosen.latex) and not worked_out_only(value_of(formula)):
        return True
    return chosen.term is not None and asking.is_task(name_of(formula), chosen.term)


def _equal(
    asking: Asking, question: Question, gold: Term, chosen: Candidate, where: tuple[str, ...]
) -> End:
    latex = bare(chosen.latex)
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


def _decimal(asking: Asking, formula: str, gold: Term, chosen: Candidate, places: int) -> End:
    """A decimal in place of an exact value: right to how many places?"""
    latex, value = bare(chosen.latex), chosen.term
    if value is None:
        return End("open", "whether this is the answer could not be decided", chosen.span, latex)
    exactly = asking.claim(value, "=", gold)
    if exactly.outcome == "proved":
        return End("right", "this is the answer", chosen.span, latex)
    right = _right_places(asking, gold, value, places)
    policy = asking.answer.question.policy
    asked = policy.decimals
    if right is None:
        known = asking.claim(gold, "=", value, digits=places)
        if known.outcome == "refuted":
            return _wrong(asking, formula, chosen, known.note)
        return End("open", "whether these are digits of the answer could not be decided",
                   chosen.span, latex)  # fmt: skip
    said = f"equal to the answer to {right} decimal place{'s' if right != 1 else ''}"
    if asked is not None and right >= asked:
        told = asking.claim(gold, "=", value, digits=places).caveats
        return End("right", said, chosen.span, latex, tuple(c for c in told if c == NOT_ROUNDED))
    link = asking.link_of(chosen.step) if chosen.step is not None else None
    if link is not None and link.standing != "wrong" and _after_wrong(asking, link):
        return End("carried", f"{said} only, but right work from a wrong line", chosen.span, latex)
    if asked is not None:
        return End("wrong", f"{said} only: {asked} are asked", chosen.span, latex)
    if policy.exact:
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


def _wrong(asking: Asking, formula: str, chosen: Candidate, note: str) -> End:
    """An answer that is not the teacher's: a mistake, or right work from one."""
    latex = bare(chosen.latex)
    notes = (beside_answer(note),) if note else ()
    link = asking.link_of(chosen.step) if chosen.step is not None else None
    carried = link is not None and link.standing != "wrong" and _after_wrong(asking, link)
    if carried or _line_before(asking, formula, chosen):
        return End("carried", "not the answer, but right work from a wrong line", chosen.span,
                   latex, notes)  # fmt: skip
    if asking.contested:
        return End("open", "a name stands for two things here; is this the answer?", chosen.span,
                   latex, notes)  # fmt: skip
    line = asking.wrong_elsewhere(chosen.step) if chosen.step is not None else 0
    if line and not (link is not None and link.standing == "wrong" and link.counts):
        why = f"not the answer: is it right work from line {line}, which is wrong?"
        return End("open", why, chosen.span, latex, notes)
    return End("wrong", "this is not the answer", chosen.span, latex, notes)


def _line_before(asking: Asking, formula: str, chosen: Candidate) -> int:
    """The wrong line from which the question's own equation gives a value; 0 where none is."""
    if chosen.term is None or chosen.step is None:
        return 0
    digits = digits_shown(bare(chosen.latex))
    return asking.wrong_before(name_of(formula), chosen.term, chosen.step, digits)


def _after_wrong(asking: Asking, link: Link) -> bool:
    """Whether a link is right work from a wrong line before it."""
    if link.standing == "carried":
        return True
    for chain in asking.answer.derivations:
        if link.step in chain.steps:
            before = chain.steps[: chain.steps.index(link.step)]
            found = [asking.link_of(step) for step in before]
            if any(f is not None and f.standing in ("wrong", "carried") for f in found):
                return True
    claim = link.step.claim
    earlier = [other.step for other in asking.links if other.standing == "wrong"]
    return claim is not None and any(follows(claim, step, asking.verdicts) for step in earlier)


def as_formulas(asking: Asking, formula: str, latex: str, chosen: Candidate) -> End:
    """Sets, lists and the like, compared as formulas by themselves."""
    if _is_quoted(asking, latex):
        return End("open", "the task in other words, or is it the answer?", chosen.span, latex)
    verdict = _by_themselves(asking, formula, latex)
    if verdict == "Proved":
        return End("right", "this is the answer", chosen.span, latex)
    if is_set(value_of(formula)) and not is_set(latex):
        listed = ", ".join(values_listed(asking))
        if listed and _by_themselves(asking, formula, rf"\{{{listed}\}}") == "Proved":
            return End("right", "its elements are the answer", chosen.span, listed)
    elif verdict == "Refuted" and not _speaks_of_known(asking, chosen, value_of(formula)):
        return _wrong(asking, formula, chosen, "")
    return End("open", "whether this is the answer could not be decided", chosen.span, latex)


def _is_quoted(asking: Asking, latex: str) -> bool:
    """Whether a statement stands in the question's own words."""
    source = Source(asking.answer.question.text)
    spans, _ = find_math(source, [])
    told = {plain_latex(source.text[span.start : span.end]) for span in spans}
    return is_set(latex) and plain_latex(latex) in told


def _by_themselves(asking: Asking, formula: str, latex: str) -> str:
    """The name of the verdict on two formulas."""
    try:
        return type(equal(value_of(formula), latex, budget=asking.verdicts.budget)).__name__
    except ReadingError:
        return "Undecided"


def is_set(latex: str) -> bool:
    """Whether a formula has the look of a set, a list, or a statement that holds for some."""
    return bool(re.search(r"\\\{|\\in\b|,|;|<|>|\\[lg]eq?\b|\\pm|\\cup|\\infty|\\emptyset", latex))


def _speaks_of_known(asking: Asking, chosen: Candidate, value: str) -> bool:
    """Whether the page says something of a name that stands in one of two formulas."""
    known = {d.head for d in asking.definitions} | {v for g in asking.answer.given for v in g.free}
    words = set(re.findall(r"[A-Za-z]+", f"{chosen.latex} {value}"))
    return any(not words.isdisjoint(re.findall(r"[A-Za-z]+", str(name))) for name in known)
