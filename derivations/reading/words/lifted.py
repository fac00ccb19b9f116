r"""Words that take back what was assumed before: "without this assumption", "let now $x$ be any".

Where they are met, what was assumed before them is in doubt: it proves nothing there, and nothing
is refuted that holds under it. Words that turn to the other cases ("for the remaining $x$") let
nothing be refuted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from proofs.kernel.terms import Term

from ...regex import regex
from ..sources.page import Place
from ..sources.units import Unit
from .assumed import Assumption

_NAME = r"\$\s*(?P<name>\\?[A-Za-z]+)\s*\$"
_THING = (
    r"(?:assumptions?|conditions?|restrictions?|hypothes[ie]s|requirements?|constraints?|positivity"
    r"|premises?|suppositions?)"
)
Reach = Literal["section", "paragraph", "sentence"]
_LIFTING: tuple[tuple[Reach, str], ...] = (
    ("section", r"\b(?:no longer|not any ?more) (?:\w+ )?(?:assum|requir|suppos|need|restrict)\w*"
                rf"(?:[^.;$]{{0,30}}{_NAME})?"),
    ("section", r"\b(?:drop|lift|remov|discard|relax|abandon|forget|waiv|giv)\w*(?: up)?\s+"
                rf"(?:\w+ ){{0,3}}{_THING}"),
    ("section", rf"\b(?:now )?vary(?:ing)? {_NAME}"),
    ("section", rf"\blet (?:now |us now )?{_NAME} (?:now |again )?(?:be|denote)\s+"
                r"(?:now\s+|again\s+)?(?:an?|any|some)\s+(?:\w+\s+){0,2}"
                r"(?:number|real|integer|scalar|value|point|element)"),
    ("section", r"\b(?:let|take|suppose|consider)\s+(?:now\s+|again\s+)?"
                r"\$\s*(?P<name>\\?[A-Za-z]+)\s*\\in\s*\\mathbb\s*\{?\s*[RZQCN]\b"),
    ("section", rf"\b(?:as|since|because)\s+{_NAME} (?:was|is|were) arbitrary"),
    ("section", r"\b(?:alternatively|instead|conversely|otherwise),?\s+(?:let us\s+)?"
                r"(?:(?:assume|suppose|if|let|when|we (?:get|have))\b|\$)"),
    ("sentence", rf"\bwithout (?:\w+ ){{0,3}}{_THING}"),
    ("sentence", r"\bwithout (?:assuming|requiring|supposing)\b"),
    ("sentence", r"\b(?:do|does|did) not (?:assume|require|suppose|need|use) (?:this|it|that)\b"),
    ("sentence",
     r"\b(?:is|are|was|were)(?: not| never|n['\u2019]t) (?:needed|necessary|required|assumed)\b"),
    ("sentence", r"\b(?:superfluous|unnecessary|dispensable)\b"),
    ("sentence", r"\b(?:(?:regardless|irrespective|independently) of|whatever|no matter)\b"
                 rf"(?:[^.,;:$]{{0,30}}{_NAME})?"),
    ("sentence", r"\bof (?:any|either|arbitrary|whatever) sign\b|\bof both signs\b"),
    ("sentence", r"\bfor (?:all|any|every|each|arbitrary|general)(?: (?:real|possible))?"
                 rf"(?: numbers?| values?(?: of)?)? {_NAME}"),
)  # fmt: skip
_TURNING = regex(
    rf"\bfor (?:the |all )?(?:other|remaining|rest of the)(?: values?(?: of)?)? {_NAME}"
    r"|\bin (?:the |all )?(?:opposite|other|contrary|remaining|complementary) cases?\b"
    r"|\b(?:if|when|where|whenever) (?:this|it|that|the (?:first|former)) "
    r"(?:fails|is (?:not|false|violated|wrong)|does ?n[o']t)|\bif not(?=,| then\b)"
    r"|\b(?:suppose|assume|say)(?: that)?,? (?:not\b(?! that)|otherwise\b"
    r"|(?:it|this|that) (?:is|does|fails) ?(?:not|false|wrong)?"
    r"|the (?:opposite|contrary|reverse)\b)"
    r"|(?:\A|[.;]\s*)else\b(?! if)",
    re.IGNORECASE,
)
"""Words that turn to the cases that were left out."""
_ABSURD = regex(
    r"(?<!\bfor )(?<!\bby )(?<!\bto )(?<!\bwards )\b(?:a|an|this|the|our) (?:\w+ )?"
    r"(?:contradiction|absurdity)\b(?! (?:proof|argument)\b)"
    r"|\bwhich is (?:absurd|impossible)\b|\bthis is (?:absurd|impossible)\b",
    re.IGNORECASE,
)
"""Words that reach a contradiction: what was supposed is over."""
_OWN = regex(
    r"\bnot only\b|\bin all other cases\b|\$\s*or\s+(?P<lasting>negative|positive|zero|not)\b"
    r"|\b(?P<doubtful>positive|negative|non-?negative|non-?zero|real)\s*(?:\?|with probability\b)",
    re.IGNORECASE,
)
"""Words that take back a condition of their own sentence."""


_NEAR = 100
"""How far from such words a condition of their own sentence stands at most, in characters."""
_ASIDE = regex(
    r"(?<!\w)\((?=(?:for|if|let|when|assum\w+|suppos\w+|with|where)\b)"
    r"[^()]{1,300}(?:\([^()]{0,80}\)[^()]{0,200}){0,3}\.\s*\)",
    re.IGNORECASE,
)
"""A sentence in brackets: what it assumes ends with it."""


@dataclass(frozen=True)
class Lift:
    """Words at an offset that take back what was assumed: of a name, or (None) all of it.

    `own`: also what their own sentence assumes; `turned`: they turn to the other cases; what stands
    before `first` is not meant; `supposed`: only what was supposed, and from the next sentence on.
    """

    at: int
    reach: Reach
    name: str | None
    own: bool = False
    turned: bool = False
    first: int = -1
    supposed: bool = False


_PATTERNS = tuple((reach, regex(p, re.IGNORECASE)) for reach, p in _LIFTING)


def lifts(text: str) -> list[Lift]:
    """The words of a text that take back what was assumed.

    >>> [(lift.reach, lift.name) for lift in lifts("We no longer assume $x$ positive.")]
    [('section', 'x')]
    >>> lifts("The loss is small for positive weights, without loss of generality.")
    []
    """
    return sorted(_found(text), key=lambda lift: lift.at)


def _found(text: str) -> Iterator[Lift]:
    for reach, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            name = match.groupdict().get("name")
            yield Lift(match.start(), reach, name.removeprefix("\\") if name else None)
    for match in _ABSURD.finditer(text):
        yield Lift(match.start(), "section", None, turned=True, supposed=True)
    for match in _TURNING.finditer(text):
        yield Lift(match.start(), "paragraph", None, turned=True)
    for match in _ASIDE.finditer(text):
        yield Lift(match.end(), "section", None, first=match.start())
    for match in _OWN.finditer(text):
        lasting = match["lasting"] or match["doubtful"]
        yield Lift(match.start(), "section" if lasting else "sentence", None, own=True)


@dataclass
class Lifts:
    """What the words of a page take back, where, and from where on it was said."""

    told: Sequence[tuple[Lift, int, Place]] = ()
    sentences: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    def at(self, unit: Unit) -> list[tuple[Lift, int]]:
        """What the words take back at a formula, each with the offset from which that is said."""
        return [(lift, since) for lift, since, at in self.told if self._reaches(lift, at, unit)]

    def doubted(self, held: Sequence[Assumption], given: Sequence[Term], unit: Unit) -> list[Term]:
        """Those of the given statements that the words have taken back at a formula."""
        found = self.at(unit)
        if not found:
            return []
        own: dict[Term, list[Assumption]] = {}
        for a in held:
            own.setdefault(a.statement, []).append(a)
        return [g for g in given if g in own and all(_lifted(a, found) for a in own[g])]

    def _reaches(self, lift: Lift, place: Place, unit: Unit) -> bool:
        if lift.first >= 0 and lift.at > unit.span.start:
            return False
        begin, end = self.sentences.get(unit.sentence, (unit.span.start, unit.span.end))
        if begin <= lift.at < end:
            return not lift.supposed
        if lift.reach == "sentence" or lift.at > unit.span.start or place.scope != unit.place.scope:
            return False
        if unit.place.item[: len(place.item)] != place.item:
            return False
        return lift.reach == "section" or place.paragraph == unit.place.paragraph


def _lifted(a: Assumption, found: Sequence[tuple[Lift, int]]) -> bool:
    """Whether one of some words takes back an assumption that was made before them."""
    names = {str(v.value) for v in a.statement.free}
    return any(
        (lift.first <= a.offset < since or (lift.own and abs(a.offset - lift.at) < _NEAR))
        and (lift.name is None or lift.name in names)
        and (not lift.supposed or a.cue == "assume")
        for lift, since in found
    )


def lifts_of(
    seen: str, sentences: Mapping[int, tuple[int, int]], place_at: Callable[[int], Place]
) -> Lifts:
    """What the words of a page take back; `seen` is its text without what is hidden."""
    spans = sorted(sentences.values())
    starts = [begin for begin, _ in spans]
    told = []
    for lift in lifts(seen):
        k = bisect_right(starts, lift.at) - 1
        within = k >= 0 and lift.at < spans[k][1] and lift.first < 0
        told.append((lift, spans[k][0] if within else lift.at, place_at(lift.at)))
    return Lifts(told, sentences)


__all__ = ["Lift", "Lifts", "lifts", "lifts_of"]
