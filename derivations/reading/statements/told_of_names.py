r"""Conditions on the names of a claim that the words tell of all names, or by an interval: "all
variables are positive", "on $[0, \infty)$ we have ..."."""

from __future__ import annotations

from collections.abc import Sequence

from proofs.kernel.terms import Term

from ..sources.tokens import tokenize
from ..sources.units import Part
from ..tables.trace_rows import names_in
from ..words.adjectives import conditions
from ..words.givens import interval
from ..words.pinned import intervals
from .sides import Formula


def told_of_names(part: Part, given: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """What the words tell of the names of a claim: what is given, and what is perhaps meant."""
    unit, context = part.unit, part.formula.context
    start = part.statement.start
    of_all = [told for told in context.of_all if told.at < start or not told.given]
    source = part.formula.source.text
    begin, end = unit.span.start - len(unit.sentence_text), unit.span.outer_end
    said = [(begin + a, begin + b) for a, b in intervals(unit.sentence_text)]
    said += [(end + a, end + b) for a, b in intervals(source[end : end + 80])]
    if not (of_all or said):
        return [], []
    names = _names(part)
    certain = [
        c for told in of_all if told.given for v in names for c in conditions([told.kind], v)
    ]  # fmt: skip
    perhaps = [
        c for told in of_all if not told.given for v in names for c in conditions([told.kind], v)
    ]  # fmt: skip
    for a, b in said:
        tokens = tokenize(source, a, b)
        at = 1 if tokens and tokens[0].text == "\\left" else 0
        formula = Formula(part.formula.source, tokens, context, a)
        perhaps += [c for v in names for c in interval(formula, v, at, len(tokens))]
    held = set(given)
    certain = [c for c in dict.fromkeys(certain) if c not in held]
    held.update(certain)
    return certain, [c for c in dict.fromkeys(perhaps) if c not in held]


def _names(part: Part) -> list[Term]:
    """The names of numbers in a statement, but for those that are defined."""
    context = part.formula.context
    keys = [key for side in part.statement.sides for key, _ in names_in(part.formula, *side)]
    plain = [
        key for key in dict.fromkeys(keys)
        if not context.known(key) and context.survey.rank(key) is None
        and context.is_function(key) is not True and key not in ("d", "e", "i", "pi")
    ]  # fmt: skip
    return [v for v in map(context.scalar, plain) if v.sort.name == "real"]


__all__ = ["told_of_names"]
