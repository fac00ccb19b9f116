r"""A formula cut into statements: rows, and pieces between commas, words and arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..errors import EXPECTED, ReadingError
from ..expressions.names import group_end
from ..expressions.relations import Range, Relation, Statement, split_sides
from .layout import rows_of
from .symbols import ARROWS, CLOSERS, DOTS, OPENERS, WIDE
from .tokens import Token


def statements(tokens: Sequence[Token]) -> list[Statement]:
    r"""The statements of a formula, rows in order. What has no relation is no statement.

    >>> from .layout import flatten
    >>> from .tokens import tokenize
    >>> [len(s.relations) for s in statements(flatten(tokenize(r"a = b = c, \quad d < 1")))]
    [2, 1]
    """
    out: list[Statement] = []
    for a, b in rows_of(tokens):
        found = _pieces(tokens, a, b)
        if not found and out and _is_expression(tokens, a, b):
            out[-1] = _with_rest(tokens, out[-1], a, b)
        out += found
    return out


def _is_expression(tokens: Sequence[Token], a: int, b: int) -> bool:
    r"""Whether a row or piece without a relation is part of what is said, and no number of an
    equation, mark of an end, or task: `(3)`, `\square`, `\max_x f(x)`."""
    while b > a and tokens[b - 1].text in (".", ",", ";"):
        b -= 1
    texts = [t.text for t in tokens[a:b]]
    if not texts or texts[0] in _NO_REST or any(t.kind == "text" for t in tokens[a:b]):
        return False
    bracketed = texts[0] in "([" and texts[-1] in ")]" and len(texts) <= 5
    tag = bracketed and all(t.isalnum() or t in ("*", "'") for t in texts[1:-1])
    return not tag and any(t.kind in ("letter", "number") for t in tokens[a:b])


_NO_REST = DOTS | frozenset(
    "\\max \\min \\arg \\argmax \\argmin \\sup \\inf \\square \\blacksquare \\checkmark \\forall"
    " \\exists \\therefore \\because \\operatorname \\mathrm".split()
)


def _with_rest(tokens: Sequence[Token], statement: Statement, a: int, b: int) -> Statement:
    """A statement after which an expression stands without a relation: is it the rest of it?"""
    if statement.problem is not None:
        return statement
    fault = ReadingError(
        EXPECTED, "an expression stands alone after this: is it a part of it?", tokens[a].start,
        tokens[b - 1].end, label="no relation here",
    )  # fmt: skip
    return replace(statement, problem=fault)


@dataclass(frozen=True)
class _Piece:
    a: int
    b: int
    words: str
    comma: bool
    arrow: bool


def _pieces(tokens: Sequence[Token], a: int, b: int) -> list[Statement]:
    """The statements of one row."""
    cut = _cut(tokens, a, b)
    out: list[Statement] = []
    waiting: list[_Piece] = []
    skip = -1
    for k, piece in enumerate(cut):
        if k <= skip:
            continue
        sides, relations = split_sides(tokens, piece.a, piece.b)
        start = tokens[piece.a].start
        if not relations:
            waiting.append(piece)
            continue
        follows = k + 1 < len(cut) and cut[k + 1].arrow
        arrow = "conclusion" if piece.arrow else "premise" if follows else ""
        listed = [w for w in waiting if w.b > w.a]
        if listed and piece.comma and not any(w.words for w in listed[1:]):
            out += _listed(tokens, listed, sides, relations, start, piece.words)
            waiting = []
            continue
        waiting = []
        after, skip = _tail(tokens, cut, k)
        problem = None
        if after == "range":
            sides = (*sides[:-1], (sides[-1][0], cut[skip].b))
            relations = tuple(Relation("other", r.start, r.end) for r in relations)
        elif after == "loose":
            last = tokens[cut[k + 1].a]
            problem = ReadingError(
                EXPECTED, "an expression stands alone after the comma", last.start,
                tokens[cut[k + 1].b - 1].end, label="no relation here",
            )  # fmt: skip
        out.append(Statement(sides, relations, start, piece.words, arrow, problem))
    loose = next((w for w in waiting if not (w.words or w.comma or w.arrow)), None)
    if out and loose is not None and _is_expression(tokens, loose.a, loose.b):
        out[-1] = _with_rest(tokens, out[-1], loose.a, loose.b)
    if cut and not out and len(cut) == 2 and cut[1].arrow and cut[0].a < cut[0].b:
        out.append(_tends(cut, tokens))
    return out


def _tends(cut: list[_Piece], tokens: Sequence[Token]) -> Statement:
    first, second = cut
    arrow = Relation("other", first.b, second.a)
    return Statement(((first.a, first.b), (second.a, second.b)), (arrow,), tokens[first.a].start)


def _listed(
    tokens: Sequence[Token], listed: list[_Piece], sides: tuple[Range, ...],
    relations: tuple[Relation, ...], start: int, words: str,
) -> list[Statement]:  # fmt: skip
    """`x, y > 0`: the relation holds for each; anything else before a comma is a problem."""
    kinds = {r.kind for r in relations}
    if kinds <= {"<", "<=", ">", ">=", "other"} and len(relations) == 1:
        return [
            *(Statement(((w.a, w.b), sides[1]), relations, tokens[w.a].start, w.words)
              for w in listed),
            Statement(sides, relations, start, words),
        ]  # fmt: skip
    first = listed[0]
    fault = ReadingError(
        EXPECTED, "an expression stands alone before the comma", tokens[first.a].start,
        tokens[listed[-1].b - 1].end, label="no relation here",
    )  # fmt: skip
    return [Statement(sides, relations, start, words, problem=fault)]


def _tail(tokens: Sequence[Token], cut: list[_Piece], k: int) -> tuple[str, int]:
    """Whether pieces after a comma belong to this one: a range with dots, or a loose value."""
    j = k
    while j + 1 < len(cut) and cut[j + 1].comma:
        if split_sides(tokens, cut[j + 1].a, cut[j + 1].b)[1]:
            break
        j += 1
    if j == k:
        return "", -1
    inside = [tokens[i].text for piece in cut[k + 1 : j + 1] for i in range(piece.a, piece.b)]
    if any(t in DOTS for t in inside):
        return "range", j
    return "loose", -1


def _cut(tokens: Sequence[Token], a: int, b: int) -> list[_Piece]:
    """The row cut at commas, wide spaces, words and arrows that stand outside brackets."""
    out: list[_Piece] = []
    depth, start, words = 0, a, ""
    comma = arrow = declared = ranging = False

    def close(end: int) -> None:
        nonlocal words, comma, arrow
        stop = end
        while stop > start and tokens[stop - 1].text in (".", ",", ";"):
            stop -= 1
        if stop > start:
            beside = _in_brackets(tokens, start, stop) if out and not comma and not arrow else []
            out.extend(beside or [_Piece(start, stop, words, comma, arrow)])
            words, comma, arrow = "", False, False

    for i in range(a, b):
        token = tokens[i]
        text = token.text
        if text in OPENERS or text.startswith("begin "):
            depth += 1
        elif text in CLOSERS or text.startswith("end "):
            depth -= 1
        elif depth == 0:
            if text == "\\forall" or (text == ":" and ranging):
                close(i)
                start, ranging = i + 1, text == "\\forall"
                words, comma = f"{words} {'forall' if ranging else 'then'}".strip(), False
                continue
            declared = declared or text == ":"
            mark = (
                "comma" if text in (",", ";") else "wide" if text in WIDE
                else "words" if token.kind == "text" and _separates(tokens, i, a, b)
                else "arrow" if text in ARROWS and not declared else ""
            )  # fmt: skip
            if mark:
                close(i)
                start = i + 1
                declared = False
                comma = comma or mark == "comma"
                arrow = mark == "arrow" or (arrow and mark == "wide")
                if mark == "words":
                    words, comma = f"{words} {text}".strip(), False
    close(b)
    return out


def _in_brackets(tokens: Sequence[Token], a: int, b: int) -> list[_Piece]:
    r"""The condition in brackets beside a statement: `|x| = x \quad (x > 0)`."""
    if tokens[a].text != "(" or group_end(tokens, a, b) != b - 1 or b - a < 5:
        return []
    inside = _cut(tokens, a + 1, b - 1)
    if not all(split_sides(tokens, piece.a, piece.b)[1] for piece in inside):
        return []
    return [replace(piece, words=piece.words or "for") for piece in inside]


def _separates(tokens: Sequence[Token], i: int, a: int, b: int) -> bool:
    """Words between statements, not a name in an expression: `\\text{loss} = 1`."""
    text = tokens[i].text
    return bool(not text.isalpha() or text.lower() in _CONNECTIVES)


_CONNECTIVES = frozenset(
    "if and or where for otherwise is with when so then are let which since as to hence thus"
    " therefore because such that given assume suppose but while here unless except iff otherwise"
    " else whenever provided".split()
)
