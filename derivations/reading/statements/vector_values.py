r"""Entries of a function's value without its argument: `S_i (\delta_{ij} - S_j)` for S(z).

Where a chain begins with a derivative by an entry of a vector, `\frac{\partial S_i}{\partial z_j}`,
the argument is that vector.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import ReadingError
from ..expressions.names import NameUse, group_end, scan_name, starts_name
from ..expressions.vector_functions import VECTOR_FUNCTIONS
from ..sources.tokens import Token
from .context import Context, Defined


def vector_of(by: tuple[Token, ...], context: Context) -> tuple[Token, ...]:
    """The z of `z_j`, where that is an entry of a vector that has no definition; else nothing."""
    if not by:
        return ()
    use = scan_name(by, 0, len(by))
    if use.sub is None or use.end != len(by) or use.label is not None:
        return ()
    if context.survey.rank(use.base) != 1 or context.known(use.base):
        return ()
    return tuple(by[: _mark(by, use)])


def with_argument(
    tokens: Sequence[Token], use: NameUse, end: int, vector: tuple[Token, ...], context: Context
) -> tuple[list[Token], bool] | None:  # fmt: skip
    """`S(z)_i` for an `S_i`, and whether it may be S of another vector; None for other names, and
    where an argument follows."""
    if not vector or use.sub is None or use.label is not None or use.bold:
        return None
    found = _defined(context, use.base)
    standard = use.base in VECTOR_FUNCTIONS and not context.known(use.base)
    if (found is None and not standard) or _is_called(tokens, use.end, end):
        return None
    at = _mark(tokens, use)
    place = tokens[at]
    signs = [Token(kind, kind, place.start, place.end) for kind in "()"]
    inner = [Token(t.kind, t.text, place.start, place.end) for t in vector]
    written = [*tokens[use.start : at], signs[0], *inner, signs[1], *tokens[at : use.end]]
    return written, found is None or _parameter(found) != vector[-1].text.lstrip("\\")


def _mark(tokens: Sequence[Token], use: NameUse) -> int:
    """Where the sign of a name's subscript stands."""
    first = (use.sub or (use.end, use.end))[0] - 1
    return first - 1 if tokens[first].kind == "{" else first


def _defined(context: Context, base: str) -> Defined | None:
    """The definition of a function of one vector, whose value is a vector."""
    found = context.defined(base) or context.elsewhere(base)
    return found if found is not None and found.is_of_vectors else None


def _parameter(found: Defined) -> str:
    return str(found.definition.parameters[0].value).partition("@")[0]


def _is_called(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether brackets follow, with one name in them."""
    if at >= end or tokens[at].kind != "(":
        return False
    try:
        close = group_end(tokens, at, end)
        name = starts_name(tokens[at + 1]) and scan_name(tokens, at + 1, close).end == close
    except (ReadingError, IndexError):
        return True
    return name
