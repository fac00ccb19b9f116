"""Layout taken off a formula: environments, alignment marks, rows that only break a line."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import BRACKETS, TOO_BIG, ReadingError
from ..expressions.relations import Range
from .columns import COLUMNS, by_columns
from .strays import with_strays
from .symbols import (
    CLOSERS,
    GREEK,
    LABELLED,
    LAYOUT_ENVIRONMENTS,
    OPENERS,
    OTHER_RELATIONS,
    RELATIONS,
    WIDE,
)
from .tokens import Token

MAX_BRACKETS = 100
_SIGNS = frozenset({"-", "\\pm", "\\mp"})
_LAYOUT = frozenset({"env", "&", "\\\\", "row"})
_OPERATORS = frozenset({"+", "-", "*", "/", "\\cdot", "\\times", "\\ast", "\\div"})


def flatten(tokens: Sequence[Token]) -> list[Token]:
    r"""The tokens without layout environments and alignment marks; `row` ends a row.

    Raises ReadingError where such an environment is not closed.

    >>> from .tokens import tokenize
    >>> [t.kind for t in flatten(tokenize(r"\begin{aligned} a &= b \\ &= c \end{aligned}"))]
    ['letter', '=', 'letter', 'row', '=', 'letter']
    """
    kinds = {token.kind for token in tokens}
    if kinds.isdisjoint(_LAYOUT):
        plain = _with_plain_scripts(list(tokens)) if "{" in kinds else list(tokens)
        plain = _without_spaces(plain)
        return with_strays(plain, [(0, len(plain))])
    out: list[Token] = []
    inner = marks = 0
    layout: list[Token] = []
    tokens = by_columns(tokens)
    for at, token in enumerate(tokens):
        if token.kind == "env":
            side, _, name = token.text.partition(" ")
            if name in LAYOUT_ENVIRONMENTS:
                if side == "begin":
                    layout.append(token)
                elif not layout or layout.pop().text != f"begin {name}":
                    raise _alone(token)
                continue
            inner += 1 if side == "begin" else -1
        elif token.kind == "&" and inner <= 0:
            marks += 1
            if not _between_columns(tokens, at, layout, marks):
                continue
            token = Token("command", "\\quad", token.start, token.end)
        elif token.kind == "\\\\" and inner <= 0:
            marks = 0
            token = Token("row", "row", token.start, token.end)
        out.append(token)
    if layout:
        raise _alone(layout[-1])
    joined = _joined(_without_spaces(_with_plain_scripts(out)))
    return with_strays(joined, rows_of(joined))


def _with_plain_scripts(tokens: list[Token]) -> list[Token]:
    r"""`\theta{_k}` as `\theta_{k}`: a group that holds a script of the name before it."""
    before = ""
    for token in tokens:
        if before == "{" and token.kind in ("_", "^"):
            break
        before = token.kind
    else:
        return tokens
    out: list[Token] = []
    for at, token in enumerate(tokens):
        opens = token.kind == "{" and at + 1 < len(tokens) and tokens[at + 1].kind in ("_", "^")
        if opens and at and (tokens[at - 1].kind == "letter" or tokens[at - 1].text in GREEK):
            out.append(tokens[at + 1])
            out.append(token)
        elif not (out and at and out[-1] is tokens[at - 1] and out[-1].kind == "{" and (
            len(out) > 1 and out[-2] is token
        )):  # fmt: skip
            out.append(token)
    return out


def _without_spaces(tokens: list[Token]) -> list[Token]:
    r"""The tokens without wide spaces that separate nothing, and empty groups before operators.

    `x \\quad + 1` is one expression, and so is a row that begins with `\\quad + 1` or `{}+ 1`; a
    space before a condition separates: `x = y \\quad -1 < x`.
    """
    opened = False
    for token in tokens:
        if token.text in WIDE or (opened and token.kind == "}"):
            break
        opened = token.kind == "{"
    else:
        return tokens
    out: list[Token] = []
    skip = -1
    for at, token in enumerate(tokens):
        if at <= skip:
            continue
        before = out[-1].text if out else "row"
        first = before == "row" or before in WIDE or before in _OPERATORS or _is_relation(before)
        if token.kind == "{" and first and _empty_before_operator(tokens, at):
            skip = at + 1
            continue
        if token.text in WIDE and (first or before in OPENERS or _goes_on(tokens, at + 1)):
            continue
        out.append(token)
    return out


def _empty_before_operator(tokens: Sequence[Token], at: int) -> bool:
    texts = [t.text for t in tokens[at + 1 : at + 3]]
    return len(texts) == 2 and texts[0] == "}" and (texts[1] in _OPERATORS or texts[1] in _SIGNS)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands after a space plainly belongs to what stands before it."""
    text = tokens[at].text if at < len(tokens) else "row"
    if text == "{" and _empty_before_operator(tokens, at):
        text = tokens[at + 2].text
    if text == "row" or text in WIDE or text in CLOSERS or _is_relation(text):
        return True
    if text in _OPERATORS - {"-"}:
        return True
    if text not in _SIGNS:
        return False
    for token in tokens[at:]:
        if token.text in WIDE or token.kind in ("row", "text", ",", ";"):
            break
        if _is_relation(token.text):
            return False  # x = y \quad -1 < x
    return True


def _between_columns(tokens: Sequence[Token], at: int, layout: Sequence[Token], marks: int) -> bool:
    """Whether an alignment mark, the last of some in a row, stands between two columns.

    One beside a relation does not. `marks` counts those of the row as far as this one; two or more
    side by side pass over a column: `&= 2x && (3)`.
    """
    if not layout or layout[-1].text.removeprefix("begin ") not in COLUMNS:
        return False
    first = at
    while first > 0 and tokens[first - 1].text == "&":
        first -= 1
    beside = [tokens[i].text for i in (first - 1, at + 1) if 0 <= i < len(tokens)]
    if any(_is_relation(text) or text.startswith("end ") or text == "&" for text in beside):
        return False
    return first < at or marks % 2 == 0


def _alone(token: Token) -> ReadingError:
    """The error that an environment only begins, or only ends."""
    side, _, name = token.text.partition(" ")
    message = (
        f"the environment {name} is not closed"
        if side == "begin"
        else (f"the environment {name} was not opened")
    )
    return ReadingError(BRACKETS, message, token.start, token.end)


def too_deep(tokens: Sequence[Token]) -> None:
    """Raises ReadingError where brackets are nested deeper than is read."""
    depth = 0
    for token in tokens if len(tokens) > MAX_BRACKETS else ():
        if token.text in OPENERS:
            depth += 1
            if depth > MAX_BRACKETS:
                raise ReadingError(
                    TOO_BIG, f"brackets nested more than {MAX_BRACKETS} deep", token.start,
                    token.end, label="too deep",
                )  # fmt: skip
        elif token.text in CLOSERS:
            depth -= 1


def rows_of(tokens: Sequence[Token]) -> list[Range]:
    """The rows, without the signs that end them."""
    found: list[Range] = []
    start = 0
    for i in [*(i for i, t in enumerate(tokens) if t.kind == "row"), len(tokens)]:
        if start < i:
            found.append((start, i))
        start = i + 1
    return found


def _joined(tokens: list[Token]) -> list[Token]:
    """The tokens, without the ends of rows whose next row is plainly the rest of them."""
    rows = rows_of(tokens)
    if len(rows) < 2:
        return tokens
    out: list[Token] = list(tokens[slice(*rows[0])])
    start = 0
    for row in rows[1:]:
        following = list(tokens[slice(*row)])
        both = [*out[start:], *following]
        if not _continues(both, (0, len(out) - start), (len(out) - start, len(both))):
            last = out[-1]
            out.append(Token("row", "row", last.end, last.end))
            start = len(out)
        out += following
    return out


def _continues(tokens: Sequence[Token], before: Range, row: Range) -> bool:
    a, b = row
    last = tokens[before[1] - 1].text
    if _depth(tokens, *before) > 0 and _depth(tokens, before[0], b) == 0:
        return True
    if last in _OPERATORS:
        return True
    first = tokens[a].text
    relation = any(_is_relation(t.text) for t in tokens[a:b])
    return first in _OPERATORS and (first != "-" or not relation)


def _is_relation(text: str) -> bool:
    return text in RELATIONS or text in OTHER_RELATIONS or text in LABELLED


def _depth(tokens: Sequence[Token], a: int, b: int) -> int:
    opening = sum(t.text in OPENERS or t.text.startswith("begin ") for t in tokens[a:b])
    return opening - sum(t.text in CLOSERS or t.text.startswith("end ") for t in tokens[a:b])
