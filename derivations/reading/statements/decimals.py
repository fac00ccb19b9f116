"""Decimals in a value: a lone one claims its digits; roundings in a sum claim those of the sum."""

from __future__ import annotations

from ..errors import AMBIGUOUS, ReadingError
from ..sources.symbols import CLOSERS, OPENERS
from .claims import digits_shown
from .sides import Formula, Value

_SUMMED = 2
"""How many rounded addends there may be for their sum to be off by at most a unit."""


def claimed(formula: Formula, left: Value, right: Value) -> tuple[int | None, str]:
    """To how many places `left = right` is claimed (None: exactly), and a note on that.

    A row such as `12 - 0.0123` stands for the exact value that its left side has, each of its
    decimals rounded. Raises ReadingError where decimals stand in products: how exact those are
    meant to be can't be told.
    """
    shown = digits_shown(right.side.latex)
    if shown is not None:
        return shown, ""
    places = _addends(formula, right)
    if not places:
        return None, ""
    if len(places) > _SUMMED:
        raise _doubt(right, "more than two roundings in one sum")
    return min(places), "the decimals in it are read as rounded"


def _addends(formula: Formula, value: Value) -> list[int]:
    """The places of the decimals that are addends of the value by themselves."""
    tokens = [t for t in formula.tokens if value.start <= t.start and t.end <= value.end]
    found: list[int] = []
    depth, addend = 0, 0
    for i, token in enumerate(tokens):
        depth += (token.text in OPENERS) - (token.text in CLOSERS)
        if token.kind in "+-" and depth == 0:
            addend = i + 1
        if token.kind == "number" and "." in token.text:
            after = tokens[i + 1].kind if i + 1 < len(tokens) else "+"
            if i != addend or depth or after not in "+-":
                raise _doubt(value, "decimals in a product")
            found.append(len(token.text.partition(".")[2]))
    return found


def _doubt(value: Value, what: str) -> ReadingError:
    return ReadingError(
        AMBIGUOUS, f"{what}: to how many digits is this meant?", value.start, value.end,
        notes=("help: write the value itself, or exact numbers",),
    )  # fmt: skip
