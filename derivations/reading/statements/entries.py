r"""Families that the page gives entry by entry: `\tilde{w}_{kj} = w_{kj}/2`, `b_{k0} = ...`.

Such an entry is read as what it stands for. A rule for a number as index goes before one for
letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import ReadingError
from ..expressions.names import classify, scan_name, starts_name
from ..sources.tokens import Token
from .survey import Survey


@dataclass(frozen=True)
class EntryRule:
    """The entries of `base` at `pattern` (letters and numbers) are what the tokens a to b write."""

    base: str
    pattern: tuple[str, ...]
    tokens: Sequence[Token]
    a: int
    b: int
    offset: int

    @property
    def numbers(self) -> int:
        """How many of the indices are numbers."""
        return sum(p.isdigit() for p in self.pattern)


def entry_rule(
    tokens: Sequence[Token], left: tuple[int, int], right: tuple[int, int], survey: Survey
) -> EntryRule | None:
    r"""The rule that `left = right` states; None where it states none.

    >>> from .survey import survey
    >>> from ..sources.tokens import tokenize
    >>> tokens = tokenize("b_{k0} = w_k")
    >>> entry_rule(tokens, (0, 6), (7, 10), survey([tokens])).pattern
    ('k', '0')
    """
    a, b = left
    if a >= b or right[0] >= right[1] or not starts_name(tokens[a]):
        return None
    try:
        use = scan_name(tokens, a, b)
    except ReadingError:
        return None
    sub = classify(tokens, use.sub, survey.indices)
    if use.end != b or sub.kind != "index" or len(sub.parts) < 2 or use.bold:
        return None
    pattern = tuple(tokens[x].text for x, y in sub.parts if y - x == 1)
    letters = [p for p in pattern if p.isalpha()]
    if len(pattern) != len(sub.parts) or len(set(letters)) != len(letters):
        return None
    return EntryRule(use.base, pattern, tokens, *right, tokens[a].start)
