r"""Sequences that are convolved: `[1, 2, 3] * [1, 0] \xrightarrow{convolve} [...]`.

The length of the result tells whether the convolution is full, valid or the same. Whether the
second sequence still has to be reversed (a convolution) or has been already (a correlation) is for
the entries to say, where just one of the two gives them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from proofs.kernel.terms import ZERO, Term, add, mul

from ..errors import AMBIGUOUS, LENGTHS, ReadingError
from ..expressions.names import group_end, split
from ..expressions.relations import Range
from ..statements.samples import closed_value
from ..statements.sides import Formula

_STAR = frozenset({"*", "\\ast", "\\star", "\\circledast"})


def convolved(formula: Formula, place: Range) -> tuple[list[Term], list[Term]] | None:
    """The two sequences that a side convolves; None for another side."""
    a, b = place
    tokens = formula.tokens
    if a >= b or tokens[a].text not in ("[", "("):
        return None
    try:
        close = group_end(tokens, a, b)
    except ReadingError:
        return None
    at = close + 1
    if at + 1 >= b or tokens[at].text not in _STAR or tokens[at + 1].text not in ("[", "("):
        return None
    if group_end(tokens, at + 1, b) != b - 1:
        return None
    first, second = (_entries(formula, x, y) for x, y in ((a, close), (at + 1, b - 1)))
    return (first, second) if len(first) > 1 and len(second) > 1 else None


def _entries(formula: Formula, opening: int, closing: int) -> list[Term]:
    values = [formula.value(p) for p in split(formula.tokens, opening + 1, closing)]
    terms = [v.term for v in values if v.term is not None and v.term.sort.name != "family"]
    return terms if len(terms) == len(values) else []


def operations(label: str, words: str) -> frozenset[str]:
    """Which operations a label and the words around allow.

    A kernel that was flipped already is correlated.

    >>> sorted(operations("", "the flipped kernel is convolved"))
    ['convolution', 'correlation']
    """
    found = {label} if label else set()
    if re.search(r"convol", words, re.IGNORECASE):
        found.add("convolution")
    if re.search(r"correlat|flipped|reversed|without (?:kernel )?flip", words, re.IGNORECASE):
        found.add("correlation")
    return frozenset(found)


def result_of(
    first: Sequence[Term], second: Sequence[Term], written: Sequence[Term],
    allowed: frozenset[str], place: tuple[int, int],
) -> tuple[list[Term], str]:  # fmt: skip
    """The entries of the operation of the length of what is written, and how it was read.

    Raises ReadingError where the length fits no mode, and where what the words allow and what the
    entries say differ.
    """
    found = {}
    for name, kernel in (("convolution", list(second)), ("correlation", list(second)[::-1])):
        full = _full(first, kernel)
        found[name] = _cut(full, len(first), len(second), len(written), place)
    agreed = [name for name, (_, entries) in found.items() if _agree(entries, written)]
    closed = all(closed_value(t) is not None for t in (*first, *second, *written))
    fitting = [name for name in agreed if name in allowed] if closed else sorted(allowed)
    if (agreed and not fitting) or (not closed and len(allowed) != 1):
        raise ReadingError(
            AMBIGUOUS, "is the second sequence reversed already, or not yet?", *place,
            notes=("help: say whether it is a convolution, or a correlation",),
        )  # fmt: skip
    name = (fitting or sorted(allowed))[0]
    mode, entries = found[name]
    already = ", the second sequence taken as reversed already" if name == "correlation" else ""
    return entries, f"the star is read as the {mode} {name}{already}"


def _full(first: Sequence[Term], kernel: Sequence[Term]) -> list[Term]:
    """The full convolution, entry by entry."""
    out = []
    for n in range(len(first) + len(kernel) - 1):
        parts = [
            mul(first[i], kernel[n - i]) for i in range(len(first)) if 0 <= n - i < len(kernel)
        ]
        out.append(add(*parts) if len(parts) > 1 else parts[0] if parts else ZERO)
    return out


def _cut(
    full: list[Term], m: int, k: int, length: int, place: tuple[int, int]
) -> tuple[str, list[Term]]:
    """The part of a full convolution that has the length of the result."""
    short = min(m, k)
    if length == m + k - 1:
        return "full", full
    if length == abs(m - k) + 1:
        return "valid", full[short - 1 : short - 1 + length]
    if length == max(m, k) and short % 2:
        return "same", full[short // 2 : short // 2 + length]
    if length == max(m, k):
        raise ReadingError(
            AMBIGUOUS, "a kernel of even length: which entries does 'same' keep?", *place
        )
    raise ReadingError(
        LENGTHS, f"a convolution of {m} and {k} entries has not {length}", *place,
        notes=(f"help: full has {m + k - 1}, same {max(m, k)}, valid {abs(m - k) + 1}",),
    )  # fmt: skip


def _agree(entries: Sequence[Term], written: Sequence[Term]) -> bool:
    for a, b in zip(entries, written, strict=True):
        x, y = closed_value(a), closed_value(b)
        if x is None or y is None or abs(x - y) > 1e-9:
            return False
    return True
