"""Which formulas the words about their arithmetic reach, and which of these they touch."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ..sources.page import Place
from ..sources.tokens import Token
from ..sources.units import Unit
from .arithmetics import (
    ALL,
    ANGLES,
    DIGITS,
    EQUALITY,
    NUMBERS,
    NUMERALS,
    QUOTIENTS,
    Told,
    arithmetics,
    ordinary,
)
from .cues import rest_of_sentence
from .signs import redefined

_TRIGONOMETRIC = frozenset(
    "\\sin \\cos \\tan \\cot \\sec \\csc \\arcsin \\arccos \\arctan \\sin^{-1}".split()
)
_QUOTIENTS = frozenset("/ \\frac \\dfrac \\tfrac \\div \\over \\cfrac".split())
_ALIKE = (frozenset({"*", "\\ast"}), frozenset({"|", "\\lvert", "\\vert", "\\rvert"}),
          frozenset({"\\|", "\\Vert", "\\lVert"}))  # fmt: skip


@dataclass
class Arithmetics:
    """What the words of a page say of the arithmetic of its formulas, and where.

    `sentences` are from where to where each sentence with a formula goes, by its number.
    """

    told: Sequence[tuple[Told, Place]] = ()
    ordinary: Sequence[int] = ()
    sentences: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    outer: Mapping[str, str] = field(default_factory=dict)
    _last: tuple[int, list[Told]] = (-1, [])

    def of(self, unit: Unit) -> list[Told]:
        """What is said of a formula."""
        at = unit.span.start
        if self._last[0] != at:
            found = [told for told, place in self.told if self._reaches(told, place, unit)]
            self._last = at, found
        return self._last[1]

    def _reaches(self, told: Told, place: Place, unit: Unit) -> bool:
        begin, end = self.sentences.get(unit.sentence, (unit.span.start, unit.span.end))
        here = unit.place
        if begin <= told.start < end:
            return not self._over(told.end, unit.span.start)
        if told.reach == "sentence" or self._over(told.end, unit.span.start):
            return False
        if here.scope != place.scope:
            return told.reach == "section" and not place.item and place.scope in self._around(here)
        if here.item[: len(place.item)] != place.item:
            return False
        if told.reach == "paragraph" and here.paragraph != place.paragraph:
            return False
        return told.touches == ANGLES or told.start < unit.span.start

    def _over(self, start: int, end: int) -> bool:
        """Whether the words go back to real numbers between two places."""
        at = bisect_left(self.ordinary, start)
        return at < len(self.ordinary) and self.ordinary[at] < end

    def _around(self, place: Place) -> set[str]:
        scope, found = place.scope, {"intro"}
        while scope in self.outer and self.outer[scope] not in found:
            scope = self.outer[scope]
            found.add(scope)
        return found


def sentence_ranges(text: str, units: Sequence[Unit]) -> dict[int, tuple[int, int]]:
    """From where to where each sentence with a formula goes, by its number."""
    sentences: dict[int, tuple[int, int]] = {}
    for unit in units:
        begin = unit.span.start - len(unit.sentence_text)
        after = rest_of_sentence(text[unit.span.outer_end : unit.span.outer_end + 200])
        end = unit.span.outer_end + len(after)
        first, last = sentences.get(unit.sentence, (begin, end))
        sentences[unit.sentence] = (min(first, begin), max(last, end))
    return sentences


def arithmetics_of(
    words: str, sentences: Mapping[int, tuple[int, int]], place_at: Callable[[int], Place],
    outer: Mapping[str, str],
) -> Arithmetics:  # fmt: skip
    """What the words of a page say, without what is hidden of it."""
    told = [(one, place_at(one.start)) for one in (*arithmetics(words), *redefined(words))]
    return Arithmetics(told, ordinary(words), sentences, outer) if told else Arithmetics()


def with_dollars(text: str) -> str:
    r"""The same text with `$` for the brackets of formulas, `\(` and `\)`."""
    return text.replace("\\\\", "  ").replace("\\(", " $").replace("\\)", "$ ")


def touched(told: Told, tokens: Sequence[Token]) -> bool:
    """Whether what is said of a formula makes a difference to some of its tokens."""
    signs = {t.text for t in tokens}
    if told.touches == ALL:
        return True
    if told.touches == ANGLES:
        angles = sum(t.text in _TRIGONOMETRIC for t in tokens)
        return angles > sum(t.text in ("\\circ", "\\degree", "°") for t in tokens)
    if told.touches == NUMERALS:
        return any(t.kind == "number" and len(t.text) > 1 for t in tokens)
    if told.touches == NUMBERS:
        return all(t.kind != "letter" for t in tokens)
    if told.touches == QUOTIENTS:
        return not signs.isdisjoint(_QUOTIENTS)
    if told.touches in (EQUALITY, DIGITS):
        return False
    alike = next((group for group in _ALIKE if told.touches in group), {told.touches})
    return not signs.isdisjoint(alike)


__all__ = ["Arithmetics", "arithmetics_of", "sentence_ranges", "touched", "with_dollars"]
