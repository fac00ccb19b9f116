"""The steps of a claim on a page, with the page's own letters for what is bound."""

from __future__ import annotations

from dataclasses import replace

from ..derivation import Derivation, Side, Step
from ..explaining import explain
from ..reading import ReadingError, read_answer
from ..writeup import WriteupError


def steps_of(step: Step, *, budget: float = 2.0) -> Derivation:
    """What a link claims, worked out.

    Raises WriteupError where it claims nothing, ExplanationError where it is undecided.
    """
    if step.claim is None:
        raise WriteupError(f"nothing is claimed by the step {step.latex}")
    return _as_written(explain(step.claim, names=letters(step), budget=budget), step)


def _as_written(derivation: Derivation, page: Step) -> Derivation:
    """The derivation with the sides of the claim as the page has them."""
    written = {side.term: side.latex for side in (page.left, page.right) if side.term is not None}

    def side(one: Side) -> Side:
        found = None if one.term is None else written.get(one.term)
        return one if found is None else replace(one, latex=" ".join(found.split()))

    def link(one: Step) -> Step:
        left, right = side(one.left), side(one.right)
        text = f"{left.latex} {one.relation} {right.latex}"
        return replace(one, left=left, right=right, latex=text)

    return replace(
        derivation,
        steps=tuple(map(link, derivation.steps)),
        parts=tuple(_as_written(part, page) for part in derivation.parts),
    )


def letters(step: Step) -> tuple[tuple[str, str], ...]:
    """The letters that a page has for what its sums, limits and integrals bind, each with the
    operator.

    >>> from ..reading import read_chains
    >>> letters(read_chains("\\\\sum_{m=1}^3 m = 6")[0].steps[0])
    (('sum', 'm'),)
    """
    found: list[tuple[str, str]] = []
    for side in (step.left.latex, step.right.latex):
        try:
            found += read_answer(side)[2]
        except ReadingError:
            continue
    return tuple(dict.fromkeys(found))
