r"""Equations that stand side by side in the columns of a display: `a &= b & c &= d`."""

from __future__ import annotations

from collections.abc import Sequence

from .symbols import RELATIONS, WIDE
from .tokens import Token

COLUMNS = frozenset(
    "align align* aligned alignat alignat* alignedat flalign flalign* split".split()
)
"""Environments whose columns are aligned in pairs."""

_Cells = list[list[Token]]


def by_columns(tokens: Sequence[Token]) -> list[Token]:
    r"""The tokens, with chains that go on below each other in one column put together.

    Where each further column holds equations alone, a row that begins with a relation goes on with
    the row above in its own column. Arguments of environments are left out.

    >>> from .tokens import tokenize
    >>> text = r"\begin{align} a &= b & c &= d \\ &= e & &= f \end{align}"
    >>> "".join(t.text for t in by_columns(tokenize(text))[1:-1])
    'a&=b\\\\&=e\\\\c&=d\\\\&=f'
    """
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        out.append(token)
        at += 1
        if token.kind != "env" or token.text.removeprefix("begin ") not in COLUMNS:
            continue
        at = _after_argument(tokens, at)
        end = _end(tokens, at)
        out += _reordered(list(tokens[at:end]))
        at = end
    return out


def _after_argument(tokens: Sequence[Token], at: int) -> int:
    """Past the `{2}` of alignat, or the `[t]` of aligned."""
    texts = [t.text for t in tokens[at : at + 3]]
    if len(texts) == 3 and (texts[0], texts[2]) in (("{", "}"), ("[", "]")):
        name = tokens[at - 1].text
        if texts[0] == "{" and "at" in name.removeprefix("begin "):
            return at + 3 if tokens[at + 1].kind == "number" else at
        if texts[0] == "[" and texts[1] in ("t", "b", "c") and name.endswith("ed"):
            return at + 3
    return at


def _end(tokens: Sequence[Token], at: int) -> int:
    """Where the environment ends in which a token stands."""
    depth = 0
    for i in range(at, len(tokens)):
        if tokens[i].kind == "env":
            depth += 1 if tokens[i].text.startswith("begin ") else -1
            if depth < 0:
                return i
    return len(tokens)


def _reordered(body: list[Token]) -> list[Token]:
    rows = _rows(body)
    width = max((len(row) + 1) // 2 for row in rows)
    breaks = [t for t in body if t.kind == "\\\\"]
    if width < 2 or not breaks:
        return body
    pairs = [[_pair(row, k) for row in rows] for k in range(width)]
    goes_on = [any(_goes_on(pair) for pair in column) for column in pairs]
    further = [pair for column in pairs[1:] for pair in column if any(pair)]
    if not any(goes_on) or not all(_is_equation(pair) for pair in further):
        return _joined(rows, body)
    before = [k for k in range(1, width) if not goes_on[k]]
    order = [*before, 0, *(k for k in range(1, width) if goes_on[k])]
    out: list[Token] = []
    mark = next(t for t in body if t.kind == "&")
    for k in order:
        for pair in pairs[k]:
            if any(pair):
                out += [breaks[0]] * bool(out)
                out += [*pair[0], mark, *pair[1]] if len(pair) > 1 else pair[0]
    return out


def _joined(rows: list[_Cells], body: list[Token]) -> list[Token]:
    """The rows, those that go on with an operator joined with their own column of the one above.

    What stands beside it, a reason or a condition, then comes after both.
    """
    marks = {t.kind: t for t in body}
    out: list[_Cells] = []
    for row in rows:
        operator = _first(row[:2]) in _OPERATORS and not row[0]
        relation = any(t.text in RELATIONS for cell in row[:2] for t in cell)
        if out and len(out[-1]) > 2 and operator and not relation:
            out[-1] = [out[-1][0], [*out[-1][1], *row[1]], *out[-1][2:], *row[2:]]
        else:
            out.append(row)
    if len(out) == len(rows):
        return body
    lines = [_between(row, marks["&"]) for row in out]
    return _between(lines, marks["\\\\"])


def _between(parts: list[list[Token]], sign: Token) -> list[Token]:
    """The parts, with a sign between each two."""
    return [t for k, part in enumerate(parts) for t in ([sign] * bool(k) + part)]


def _rows(body: Sequence[Token]) -> list[_Cells]:
    """The rows of an environment, each as its cells."""
    rows: list[_Cells] = [[[]]]
    depth = 0
    for token in body:
        if token.kind == "env":
            depth += 1 if token.text.startswith("begin ") else -1
        if depth == 0 and token.kind == "&":
            rows[-1].append([])
        elif depth == 0 and token.kind == "\\\\":
            rows.append([[]])
        else:
            rows[-1][-1].append(token)
    return rows


def _pair(row: _Cells, k: int) -> _Cells:
    """The cells of a row in one pair of columns, without wide spaces at the edges of the first."""
    cells = [list(cell) for cell in row[2 * k : 2 * k + 2]]
    while cells and cells[0] and cells[0][0].text in WIDE:
        cells[0].pop(0)
    return cells


def _goes_on(pair: _Cells) -> bool:
    """Whether a row goes on with the one above: nothing stands before its relation or operator."""
    first = _first(pair)
    return len(pair) == 2 and not pair[0] and (first in RELATIONS or first in _OPERATORS)


def _is_equation(pair: _Cells) -> bool:
    """`c &= d`, or `&= d`, or `&+ d`."""
    first = _first(pair)
    if RELATIONS.get(first) != "=" and (first not in _OPERATORS or pair[0]):
        return False
    cells = [*pair[0], *pair[1]]
    return all(t.kind != "text" for t in cells) and not any(t.text in RELATIONS for t in pair[0])


def _first(pair: _Cells) -> str:
    """The first sign of the second cell."""
    cell = pair[1] if len(pair) == 2 else []
    return next((t.text for t in cell if t.text not in WIDE), "")


_OPERATORS = frozenset("+ - \\pm \\mp \\cdot \\times".split())
