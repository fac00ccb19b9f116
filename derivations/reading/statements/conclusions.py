"""What is said to follow from the equation right before: judged under it.

`\\sigma(a) = p/(p + q)`, "it follows that" `p/q = e^a`: where nothing defines a, p and q, neither
is a claim about all of them, but the second follows from the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from proofs.kernel.terms import Term, eq

from ...derivation import Step
from ...regex import regex
from ..errors import ReadingError
from .claims import make_claim
from .sides import Formula, Value

_FOLLOWS = regex(
    r"\b(?:it (?:then )?follows|follows (?:from|that)|hence|therefore|thus|consequently|so that"
    r"|which (?:gives|implies|means|yields)|this (?:gives|implies|means|yields)"
    r"|implies|implying|we (?:then )?(?:get|obtain|have then|conclude))\b[^.$]{0,40}$",
    re.IGNORECASE,
)


def is_said_to_follow(words: str) -> bool:
    """Whether the words before a formula say that it follows from the one before them.

    >>> is_said_to_follow(" and it follows that "), is_said_to_follow(" Let us turn to ")
    (True, False)
    """
    return _FOLLOWS.search(words.rstrip().rstrip(":,")) is not None


def under_premise(
    formula: Formula, made: Step, sides: tuple[Value, Value], premise: tuple[Value, Value],
    given: Sequence[Term],
) -> Step | None:  # fmt: skip
    """A step that can't be judged by itself, judged under the equation before it; None where that
    says nothing of its names. Nothing is refuted so: other things may be meant to be known."""
    (left, right), (first, second) = sides, premise
    terms = left.term, right.term, first.term, second.term
    if any(t is None or t.sort.name == "family" for t in terms):
        return None
    a, b, p, q = (t for t in terms if t is not None)
    new = {str(u.args[0]) for value in sides for u in value.unknown}
    known = {str(u.args[0]) for value in premise for u in value.unknown}
    if not new <= known:
        return None
    try:
        claim = make_claim(
            a, "=", b, formula.context, given=[*given, eq(p, q)],
            facts=[*left.facts, *right.facts, *first.facts, *second.facts],
            place=(left.start, right.end),
        )  # fmt: skip
    except ReadingError:
        return None
    notes = (*made.notes, "under the equation before, which it is said to follow from")
    return replace(made, claim=claim, problem=None, form="", notes=notes,
                   unknown=tuple(sorted(new)) or ("the rest",))  # fmt: skip
