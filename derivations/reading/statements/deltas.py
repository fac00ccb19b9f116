r"""Whether the deltas of a page are Kronecker's, though its words don't name him.

They are where the page differentiates, has one beside a diagonal matrix, or sums over repeated
indices without a sign, each of its deltas has two letters for indices, and none is given a value:
`\delta_{ij} = ...` defines another delta, and `\delta_j` may be an error term.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..kinds.written import speaks_of_diagonals
from ..sources.symbols import RELATIONS
from ..sources.tokens import Token

_DIFFERENTIATING = frozenset({"\\partial", "\\nabla"})
_BEFORE = frozenset({"=", "row", ",", "&"})


def only_kronecker(formulas: Iterable[Sequence[Token]], *, anywhere: bool = False) -> bool:
    r"""Whether every delta in the formulas is one of Kronecker; they needn't differentiate where
    one may be met `anywhere`.

    >>> from ..sources.tokens import tokenize
    >>> slope = tokenize(r"\frac{\partial x_i}{\partial x_j}")
    >>> only_kronecker([slope, tokenize(r"y_j = \delta_{ij} y_i")])
    True
    >>> only_kronecker([slope, tokenize(r"\delta_{ij} = a_i b_j")])
    False
    """
    differentiated, met = anywhere, False
    for tokens in formulas:
        diagonal = speaks_of_diagonals(tokens)
        for at, token in enumerate(tokens):
            differentiated = differentiated or token.text in _DIFFERENTIATING
            if token.text == "\\delta" and len(tokens) > 1:  # one alone is spoken of
                met, differentiated = True, differentiated or diagonal
                if not _has_two_indices(tokens, at) or _is_given(tokens, at):
                    return False
    return met and differentiated


def _has_two_indices(tokens: Sequence[Token], at: int) -> bool:
    marks = [t.text for t in tokens[at + 1 : at + 3]]
    if marks != ["_", "{"]:
        return False
    inside: list[Token] = []
    for token in tokens[at + 3 : at + 8]:
        if token.text == "}":
            letters = [t for t in inside if t.text != ","]
            return len(letters) == 2 and all(t.kind == "letter" for t in letters)
        inside.append(token)
    return False


def _is_given(tokens: Sequence[Token], at: int) -> bool:
    """Whether the delta stands alone before an equals sign that begins a formula or a row."""
    close = next(i for i in range(at, len(tokens)) if tokens[i].text == "}")
    following = tokens[close + 1].text if close + 1 < len(tokens) else ""
    first = at == 0 or (tokens[at - 1].text in _BEFORE and tokens[at - 1].text != "=")
    if [t.text for t in tokens[close + 2 :]] in (["0"], ["1"]):
        return False  # "where \\delta_{ij} = 1"
    return first and RELATIONS.get(following) in ("=", ":=")
