r"""Vectors whose entries add up to 1, as the words say: one-hot labels, probability distributions.

"where $y$ is a one-hot vector", "the entries of $p$ sum to one"; and, on a page that speaks of
one-hot vectors without a name, the label y beside a prediction `\hat{y}`. That entries are 0 or 1,
or positive, may be meant too: so nothing that is said of such a vector is refuted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..statements.survey import Survey

_NAME = r"\$+\s*(?P<name>\\?[A-Za-z]+|\\hat\{?\s*[a-z]\s*\}?)\s*\$+"
_KINDS = r"(?:one[- ]hot|(?:probability |discrete )?distribution|probability vector)"
_SUM = (
    r"\\sum\s*_\s*\{?\s*[a-z](?:\s*=\s*1)?\s*\}?\s*(?:\^\s*\{?\s*\w\s*\}?)?\s*"
    r"(?P<name>[A-Za-z]|\\(?:pi|alpha|phi|theta)|\\hat\{?\s*[a-z]\s*\}?)"
    r"\s*_\s*\{?\s*[a-z]\s*\}?\s*=\s*"
)
_SAID = (
    re.compile(rf"{_NAME} (?:is|are|be|denotes?|being) (?:an? |the |our )?(?:\w+ )?{_KINDS}"),
    re.compile(rf"one[- ]hot(?:[- ](?:encoded|encoding|labels?|targets?|vectors?|of))* {_NAME}"),
    re.compile(rf"{_NAME} (?:sums?|adds? up) to (?:1|one|\$1\$)\b"),
    re.compile(
        r"\b(?:with|where|since|because|as|assuming|given|provided|such)\s+(?:that\s+)?\$+\s*"
        rf"{_SUM}1\s*\$"
    ),
    re.compile(rf"(?:entries|components|elements) of {_NAME} (?:sum|add up) to (?:1|one|\$1\$)"),
)
_UNNAMED = re.compile(r"\bone[- ]hot\b", re.IGNORECASE)


def summing_to_one(words: str) -> tuple[frozenset[str], bool]:
    r"""The names of such vectors in a text, and whether it speaks of one without a name.

    >>> text = "where $y$ is the one-hot label, and the entries of $p$ sum to one"
    >>> sorted(summing_to_one(text)[0])
    ['p', 'y']
    >>> summing_to_one("the sum over the one-hot vector is 1")
    (frozenset(), True)
    """
    found = {m["name"].lstrip("\\") for said in _SAID for m in said.finditer(words)}
    plain = {name if "hat" not in name else f"\\hat{{{name.strip('{} ')[-1]}}}" for name in found}
    return frozenset(plain), not plain and _UNNAMED.search(words) is not None


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
