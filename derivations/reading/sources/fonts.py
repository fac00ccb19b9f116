r"""Bold type around several names: `\mathbf{x, y}` is `\mathbf{x}, \mathbf{y}`.

Commas and signs between names say that there are several; `\mathbf{Loss}` stays one word.
"""

from __future__ import annotations

from collections.abc import Sequence

from .bars import Token
from .symbols import ACCENTS, GREEK

BOLD = frozenset({"\\mathbf", "\\boldsymbol", "\\bm", "\\pmb"})
_BETWEEN = frozenset({",", "+", "-", "="})
MAX_LETTERS = 2
"""Most letters side by side that are names, not a word."""


def spread(tokens: Sequence[Token]) -> list[Token]:
    r"""The tokens, with a bold type that stands around several names put around each.

    >>> from .tokens import tokenize
    >>> "".join(t.text for t in tokenize(r"\mathbf{\hat{y} - y}"))
    '\\mathbf{\\hat{y}}-\\mathbf{y}'
    """
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        found = _group(tokens, at) if tokens[at].text in BOLD else None
        if found is None:
            out.append(tokens[at])
            at += 1
            continue
        inside, at = found
        bold = tokens[at - len(inside) - 3].text
        for part in inside_names(inside):
            out += _wrapped(bold, part) if part[0].text not in _BETWEEN else part
    return out


def _group(tokens: Sequence[Token], at: int) -> tuple[list[Token], int] | None:
    """What stands in the braces after a font, and where it ends, if that is several names."""
    if at + 1 >= len(tokens) or tokens[at + 1].kind != "{":
        return None
    depth = 0
    for end in range(at + 1, len(tokens)):
        depth += (tokens[end].kind == "{") - (tokens[end].kind == "}")
        if depth == 0:
            inside = list(tokens[at + 2 : end])
            several = any(t.text in _BETWEEN for t in inside) and inside_names(inside)
            return (inside, end + 1) if several else None
    return None


def inside_names(tokens: Sequence[Token]) -> list[list[Token]]:
    """The names, and what stands between them; nothing where there is something else, or a word."""
    parts: list[list[Token]] = []
    at = run = 0
    while at < len(tokens):
        token = tokens[at]
        run = run + 1 if token.kind == "letter" else 0
        if run > MAX_LETTERS:
            return []
        end = at + 1
        if token.text in ACCENTS:
            while end < len(tokens) and tokens[end].text != "}":
                end += 1
            end += 1
            if at + 1 >= len(tokens) or tokens[at + 1].text != "{" or end > len(tokens):
                return []
        elif token.kind != "letter" and token.text not in GREEK | _BETWEEN:
            return []
        parts.append(list(tokens[at:end]))
        at = end
    return parts


def _wrapped(bold: str, name: Sequence[Token]) -> list[Token]:
    start, end = name[0].start, name[-1].end
    opening = [Token("command", bold, start, start), Token("{", "{", start, start)]
    return [*opening, *name, Token("}", "}", end, end)]
