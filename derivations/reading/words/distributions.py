r"""Vectors whose entries add up to 1, as the words say: one-hot labels, probability distributions.

"where $y$ is a one-hot vector", "the entries of $p$ sum to one"; and, on a page that speaks of
one-hot vectors without a name, the label y beside a prediction `\hat{y}`. That entries are 0 or 1,
or positive, may be meant too: so nothing that is said of such a vector is refuted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...regex import regex

if TYPE_CHECKING:
    from ..statements.survey import Survey

_NAME = r"\${1,2}\s*(?P<name>\\?[A-Za-z]+|\\hat\{?\s*[a-z]\s*\}?)\s*\${1,2}"
_KINDS = r"(?:one[- ]hot|(?:probability |discrete )?distribution|probability vector)"
_SUM = (
    r"\\sum\s*_\s*\{?\s*[a-z](?:\s*=\s*1)?\s*\}?\s*(?:\^\s*\{?\s*\w\s*\}?)?\s*"
    r"(?P<name>[A-Za-z]|\\(?:pi|alpha|phi|theta)|\\hat\{?\s*[a-z]\s*\}?)"
    r"\s*_\s*\{?\s*[a-z]\s*\}?\s*=\s*"
)
_SAID = (
    regex(rf"{_NAME} (?:is|are|be|denotes?|being) (?:an? |the |our )?(?:\w+ )?{_KINDS}"),
    regex(rf"one[- ]hot(?:[- ](?:encoded|encoding|labels?|targets?|vectors?|of))* {_NAME}"),
    regex(rf"{_NAME} (?:sums?|adds? up) to (?:1|one|\$1\$)\b"),
    regex(
        r"\b(?:with|where|since|because|as|assuming|given|provided|such)\s+(?:that\s+)?\${1,2}\s*"
        rf"{_SUM}1\s*\$"
    ),
    regex(rf"(?:entries|components|elements) of {_NAME} (?:sum|add up) to (?:1|one|\$1\$)"),
)
_UNNAMED = regex(r"\bone[- ]hot\b", re.IGNORECASE)


def summing_to_one(words: str) -> list[tuple[int, str]]:
    r"""The places where a text tells of such vectors, each with the name; without one, "".

    >>> text = "where $y$ is the one-hot label, and the entries of $p$ sum to one"
    >>> sorted({name for _, name in summing_to_one(text)})
    ['', 'p', 'y']
    >>> summing_to_one("the sum over the one-hot vector is 1")
    [(17, '')]
    """
    found = [(m.start(), m["name"].lstrip("\\")) for said in _SAID for m in said.finditer(words)]
    unnamed = [(m.start(), "") for m in _UNNAMED.finditer(words)]
    return sorted([(at, _plain(name)) for at, name in found] + unnamed)


def _plain(name: str) -> str:
    return name if "hat" not in name else f"\\hat{{{name.strip('{} ')[-1]}}}"


def speaks_of_label(words: str, at: int) -> bool:
    """Whether the words at a place speak of a one-hot vector: what it is, no case of a question."""
    return _UNNAMED.search(words, at, at + 80) is not None


def told_since(words: str, at: int) -> int:
    r"""Where the paragraph begins that something told at a place is said for: its own, or the one
    before, which a "where" goes on with.

    >>> text = "So $p = 1$.\n\n$$q = y$$\n\nwhere $y$ is one-hot. Then"
    >>> text[told_since(text, text.index("one-hot")) :][:9]
    '$$q = y$$'
    """
    start = _paragraph(words, at)
    if _GOES_ON.match(words, start):
        before = len(words[:start].rstrip())
        return _paragraph(words, before) if before else start
    return start


def _paragraph(words: str, at: int) -> int:
    """Where the paragraph begins that a place lies in."""
    first = max(at - 4000, 0)
    return max((blank.end() for blank in _BLANK.finditer(words, first, at)), default=first)


_BLANK = regex(r"\n[ \t]*\n\s*")
_GOES_ON = regex(r"(?:where|with|and|since|because|as|here)\b", re.IGNORECASE)


def summed(words: str) -> frozenset[str]:
    r"""The names of which a formula says what their entries add up to, whatever stands before it.

    It may be a claim, so that it is no reason for one; but nothing is refuted of such a vector.

    >>> sorted(summed(r"and $\sum_{i=1}^n w_i = 1$. Then"))
    ['w']
    """
    return frozenset(m["name"].lstrip("\\") for m in re.finditer(rf"{_SUM}\d", words))


def label(survey: Survey) -> frozenset[str]:
    """The label beside its prediction, in the formulas of a page."""
    predicted = "\\hat{y}" in survey.indexed or "\\hat{y}" in survey.bold
    return frozenset({"y"} if predicted and survey.rank("y") == 1 else ())
