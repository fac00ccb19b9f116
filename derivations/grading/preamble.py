r"""What a sheet says before its first question, as it is said on the page of one answer.

A bold parameter, as in `S(\mathbf{x})_i = ...`, is bound in its definition. Where a question and
its answer have a plain x and no bold one, theirs is another name, and the parameter takes another
letter, so that nobody has to ask which of the two is meant.
"""

from __future__ import annotations

import re
from functools import partial

_BOLD = r"\\(?:mathbf|boldsymbol|bm|vec)\s*(?:\{\s*([A-Za-z])\s*\}|\s([A-Za-z]))"
_FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$]+\$|\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)
_LETTERS = "qwrtghuvyzabcdpslfkxnm"


def for_answer(preamble: str, rest: str) -> str:
    r"""The preamble, its bold parameters renamed where the rest means something else by a letter.

    >>> for_answer(r"Let $S(\mathbf{x})_i = e^{\mathbf{x}_i}$.", "For $x > 0$ it is $q$.")
    'Let $S(\\mathbf{w})_i = e^{\\mathbf{w}_i}$.'
    >>> for_answer(r"Let $\mathbf{x}$ be a vector.", "For $x > 0$.")
    'Let $\\mathbf{x}$ be a vector.'
    """
    taken = set(re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", f"{preamble} {rest}"))
    bold_later = set(_bold(rest))
    for letter in dict.fromkeys(_bold(preamble)):
        if letter in bold_later or not _is_parameter(preamble, letter) or not _plain(rest, letter):
            continue
        other = next((c for c in _LETTERS if c not in taken), None)
        if other is not None:
            taken.add(other)
            preamble = re.sub(_BOLD, partial(_renamed, letter, other), preamble)
    return preamble


def _bold(text: str) -> list[str]:
    return [a or b for a, b in re.findall(_BOLD, text)]


def _renamed(letter: str, other: str, match: re.Match[str]) -> str:
    return f"\\mathbf{{{other}}}" if (match[1] or match[2]) == letter else match[0]


def _is_parameter(preamble: str, letter: str) -> bool:
    """Whether every formula in which a bold letter stands defines a function of it."""
    head = re.compile(rf"^[\s$\\(\[]*\\?\w+\s*(?:\{{\w+\}})?\s*\(\s*(?:{_BOLD})\s*\)[^=]*=")
    told = [m[0] for m in _FORMULA.finditer(preamble) if letter in _bold(m[0])]
    outside = letter in _bold(_FORMULA.sub("", preamble))
    return not outside and all(
        (match := head.match(formula)) is not None and letter in match.groups() for formula in told
    )


def _plain(text: str, letter: str) -> bool:
    return any(
        re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])|\d{letter}(?![A-Za-z])", m[0])
        for m in _FORMULA.finditer(text)
    )


__all__ = ["for_answer"]
