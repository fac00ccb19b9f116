r"""Random variables, as the words name them: "Let $X$ and $Y$ be independent random variables"."""

from __future__ import annotations

import re

from ...regex import regex

_LETTER = r"(?:\\[a-z]+|[A-Za-z])(?:_\{?[0-9A-Za-z]\}?)?"
_LIST = rf"\${{1,2}}\s*{_LETTER}(?:\s*,\s*{_LETTER}){{0,60}}\s*(?:(?:\\sim|\\in)[^$]{{0,200}})?\$"
_NAMES = rf"(?P<names>{_LIST}(?:\s*(?:,|and|,\s*and)\s*{_LIST}){{0,60}})"
_KIND = r"(?:real[- ]valued |discrete |scalar |independent |two |bounded |any |arbitrary ){0,8}"
_SAID = (
    regex(rf"{_KIND}random (?:variables?|numbers?)\s+{_NAMES}", re.IGNORECASE),
    regex(
        rf"{_NAMES} (?:is|are|be|being|denotes?|denote) (?:an? |the |our )?{_KIND}"
        r"random (?:variables?|numbers?)", re.IGNORECASE,
    ),
)  # fmt: skip
_BARE = regex(r"\brandom variables?,? (?P<names>[A-Z](?:(?:, |,? and )[A-Z])*)(?=[\s,.:;)])")
_ONE = regex(r"(?<![A-Za-z\\_{])[A-Za-z](?![A-Za-z_])|\\[a-z]+(?![a-z_])")


def named(words: str) -> list[tuple[int, frozenset[str]]]:
    r"""The random variables that a text names by letters without an index, with the places.

    >>> sorted(named("Let $X$ and $Y$ be random variables, $a$ a number.")[0][1])
    ['X', 'Y']
    >>> named("random variables $X_1, X_2$"), named("a random walk $X$")
    ([], [])
    """
    out = []
    for said in _SAID:
        for found in said.finditer(words):
            formulas = re.findall(r"\$+([^$]*)\$", found["names"])
            plain = (re.split(r"\\sim|\\in(?![a-z])", formula)[0] for formula in formulas)
            names = frozenset(m.group().lstrip("\\") for text in plain for m in _ONE.finditer(text))
            if names:
                out.append((found.start(), names))
    for found in _BARE.finditer(words):
        out.append((found.start(), frozenset(re.findall("[A-Z]", found["names"]))))
    return out


_EXPECTED = regex(
    r"random variable|\bexpectations?\b|\bexpected value|\bvariances?\b|期望|方差", re.IGNORECASE
)


def expected(words: str) -> list[int]:
    """Where the words speak of expectations."""
    return [m.start() for m in _EXPECTED.finditer(words)]


def families(words: str) -> list[int]:
    """Where the words speak of random vectors and matrices."""
    found = re.finditer(r"\brandom (?:\w+ )?(?:vectors?|matri(?:x|ces)|tensors?)\b", words, re.I)
    return [m.start() for m in found]
