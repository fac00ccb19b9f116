r"""Brackets without their partner, marked, so that they spoil no more than their own side.

`A = (B + C, \quad D = E` has one side that can't be read; without the mark, the bracket would
hide every sign of a relation after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..errors import BRACKETS, ReadingError
from .symbols import CLOSERS, GROUPING, OPENERS
from .tokens import Token

KIND = "stray"


def with_strays(tokens: list[Token], rows: Iterable[tuple[int, int]]) -> list[Token]:
    r"""The tokens, those brackets that nothing in their row closes or opens marked as strays.

    >>> from .tokens import tokenize
    >>> [t.kind for t in with_strays(tokenize("f(x = [1)"), [(0, 7)])]
    ['letter', 'stray', 'letter', '=', '[', 'number', ')']
    """
    found = [i for a, b in rows for i in _strays(tokens, a, b)]
    if not found:
        return tokens
    out = list(tokens)
    for i in found:
        out[i] = Token(KIND, f"{KIND} {out[i].text}", out[i].start, out[i].end)
    return out


def fault(token: Token) -> ReadingError:
    """The error that a stray bracket stands somewhere."""
    sign = token.text.removeprefix(f"{KIND} ")
    if sign in OPENERS or sign.startswith("begin "):
        told, label = f"{sign} is not closed", "opened here"
    else:
        told, label = f"{sign} without its partner", "closes nothing"
    return ReadingError(BRACKETS, told, token.start, token.end, label=label)


def _strays(tokens: Sequence[Token], a: int, b: int) -> list[int]:
    """The brackets in a row without their partner."""
    open_at: list[int] = []
    out: list[int] = []
    for i in range(a, b):
        token = tokens[i]
        text = token.text
        if text not in GROUPING and token.kind != "env":
            continue
        if text in OPENERS or text.startswith("begin "):
            open_at.append(i)
        elif open_at and OPENERS.get(tokens[open_at[-1]].text) == text:
            open_at.pop()
        elif text in CLOSERS or text.startswith("end "):
            partner = next(
                (k for k in reversed(open_at[-_REACH:]) if _partners(tokens[k].text, text)), None
            )
            if partner is None:
                out.append(i)
                continue
            while open_at[-1] != partner:
                out.append(open_at.pop())
            open_at.pop()
    return [*out, *open_at]


_REACH = 100
"""How many open brackets are tried as the partner of a closing one."""


def _partners(opening: str, closing: str) -> bool:
    if opening.startswith("begin "):
        return closing == "end" + opening[5:]
    if opening in ("(", "[") and closing in (")", "]"):
        return True  # half-open intervals
    return OPENERS.get(opening) == closing
