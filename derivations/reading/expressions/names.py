r"""Names as they are written: a letter or word with its fonts, accents, primes and scripts.

`\tilde{\omega}_{kj}^{(2)}` is the name `\tilde{\omega}^{(2)}` with two indices; `v_{-1}` is a name
of its own; `x_{max}` too. What a subscript means depends on which letters are indices.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ..errors import AMBIGUOUS, BRACKETS, EXPECTED, NOTATION, ReadingError
from ..sources.symbols import (
    ACCENTS,
    BOLD,
    CALLED_WORDS,
    CLOSERS,
    FONTS,
    GREEK,
    GROUPING,
    OPENERS,
    ROMAN,
    WORDS,
)
from ..sources.tokens import Token

INDEX_LETTERS = frozenset("ijklmn")
"""Letters that are an index wherever they are a subscript."""
_ARROWED = frozenset({"\\vec", "\\overrightarrow"})
_LETTERS = frozenset({"letter", "number"})
_LONGEST_WORD = max(map(len, WORDS))
_NAMING = GREEK | ACCENTS | BOLD | FONTS | ROMAN


def plain_letter(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a letter stands at `at` that no script, prime, bracket or letter touches."""
    if tokens[at].kind != "letter":
        return False
    if at and tokens[at - 1].kind == "letter" and tokens[at - 1].end == tokens[at].start:
        return False
    if at + 1 >= end:
        return True
    following = tokens[at + 1]
    if following.kind in _TOUCHING:
        return False
    return following.kind != "letter" or following.start != tokens[at].end


_TOUCHING = frozenset("_^'([{!:")


class NameUse(NamedTuple):
    """A name where it stands, from token `start` to token `end`.

    `base` is the name without subscripts, as LaTeX (`x`, `omega` for the plain Greek letter,
    `\\tilde{x}^{(2)}`); `sub` and `label` are the token ranges of what stands in the subscript and
    in a superscript that is part of the name.
    """

    base: str
    bold: bool
    sub: tuple[int, int] | None
    label: tuple[int, int] | None
    start: int
    end: int


CONNECTIVES = frozenset(
    "if and or where for otherwise is with when so then are let which since as to hence thus"
    " therefore because such that given assume suppose but while here else on in of by".split()
)
"""Upright words between statements, which are no names."""


def starts_name(token: Token) -> bool:
    """Whether a name may begin with this token."""
    if token.kind == "text":
        return token.text.isalpha() and token.text.lower() not in CONNECTIVES
    return token.kind == "letter" or (token.kind == "command" and token.text in _NAMING)


def group_end(tokens: Sequence[Token], at: int, end: int) -> int:
    """The position of the bracket that closes the one at `at`.

    Raises ReadingError where there is none.
    """
    depth = 0
    for i in range(at, end):
        token = tokens[i]
        text = token.text
        if text not in GROUPING and token.kind != "env":
            continue
        if text in OPENERS or text.startswith("begin "):
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                return i
    opening = tokens[at]
    raise ReadingError(
        BRACKETS, f"{opening.text} is not closed", opening.start, opening.end, label="opened here"
    )


def word_run(tokens: Sequence[Token], at: int, end: int) -> int:
    """Where a run of letters without space between them ends."""
    i = at + 1
    while i < end and tokens[i].kind == "letter" and tokens[i].start == tokens[i - 1].end:
        i += 1
    return i


def spelled(tokens: Sequence[Token], a: int, b: int) -> str:
    """The tokens' text put together."""
    return "".join([t.text for t in tokens[a:b]])


def scan_name(tokens: Sequence[Token], at: int, end: int) -> NameUse:
    r"""The name that begins at token `at`, with its scripts (a power is not part of it).

    Raises ReadingError where no name stands.

    >>> from ..sources.tokens import tokenize
    >>> use = scan_name(tokenize(r"\tilde{\omega}_{kj}^{(2)} x"), 0, 16)
    >>> use.base, use.sub, use.end
    ('\\tilde{\\omega}^{(2)}', (6, 8), 15)
    """
    latex, bold, i, inner = _stem(tokens, at, end)
    sub: tuple[int, int] | None = inner
    label: tuple[int, int] | None = None
    primes = ""
    while i < end:
        kind = tokens[i].kind
        if kind == "'":
            primes += "'"
            i += 1
        elif kind == "_" and sub is None:
            sub, i = _script(tokens, i, end)
        elif kind == "^" and label is None:
            found = _label(tokens, i, end)
            if found is None:
                break
            label, i = found
        else:
            break
    base = latex[1:] if latex in GREEK else latex
    base += primes
    if label is not None:
        base = f"{latex}{primes}^{{{spelled(tokens, *label)}}}"
    return NameUse(base, bold, sub, label, at, i)


def _stem(
    tokens: Sequence[Token], at: int, end: int
) -> tuple[str, bool, int, tuple[int, int] | None]:
    """The name's own sign: its LaTeX, whether bold, what follows, and a subscript inside."""
    token = tokens[at]
    if token.kind == "letter":
        stop = word_run(tokens, at, min(end, at + _LONGEST_WORD + 1))
        word = spelled(tokens, at, stop)
        called = (stop < end and tokens[stop].kind == "(") or (
            at > 0 and tokens[at - 1].text == "\\partial"
        )
        one = word in WORDS or (called and word in CALLED_WORDS)
        return (word, False, stop, None) if one else (token.text, False, at + 1, None)
    if token.kind == "text":
        return token.text, False, at + 1, None
    if token.text in GREEK:
        return token.text, False, at + 1, None
    command = token.text
    a, b, after = _argument(tokens, at + 1, end)
    if command in ROMAN or command in FONTS:
        word = spelled(tokens, a, b)
        if not word.isalpha():
            raise ReadingError(NOTATION, f"{command} over {word}", token.start, tokens[b - 1].end)
        one = command in ROMAN and len(word) >= 1
        return (word if one else f"{command}{{{word}}}"), False, after, None
    if command in _ARROWED and b - a > 1 and all(t.kind in _LETTERS for t in tokens[a:b]):
        return f"\\vec{{{spelled(tokens, a, b)}}}", True, after, None
    if a >= b or not starts_name(tokens[a]):
        raise ReadingError(NOTATION, f"{command} over no name", token.start, token.end)
    inner = scan_name(tokens, a, b)
    if inner.end != b:
        raise ReadingError(
            NOTATION, f"{command} over more than one name", token.start, tokens[b - 1].end
        )
    if command in BOLD:
        latex = f"\\{inner.base}" if f"\\{inner.base}" in GREEK else inner.base
        return latex, True, after, inner.sub
    latex = f"\\{inner.base}" if f"\\{inner.base}" in GREEK else inner.base
    return f"{command}{{{latex}}}", inner.bold, after, inner.sub


def _argument(tokens: Sequence[Token], at: int, end: int) -> tuple[int, int, int]:
    if at >= end:
        last = tokens[at - 1]
        raise ReadingError(EXPECTED, f"{last.text} has no argument", last.start, last.end)
    if tokens[at].kind == "{":
        close = group_end(tokens, at, end)
        return at + 1, close, close + 1
    return at, at + 1, at + 1


def _script(tokens: Sequence[Token], at: int, end: int) -> tuple[tuple[int, int], int]:
    """What stands in the script after `_` or `^` at `at`, and where reading goes on."""
    mark = tokens[at]
    if at + 1 >= end:
        raise ReadingError(EXPECTED, f"nothing follows {mark.text}", mark.start, mark.end)
    a, b, after = _argument(tokens, at + 1, end)
    if tokens[a].kind == "number" and tokens[at + 1].kind != "{" and len(tokens[a].text) > 1:
        number = tokens[a]
        raise ReadingError(
            AMBIGUOUS,
            f"only the first digit of {number.text} is in the script",
            number.start,
            number.end,
            label="braces are missing",
            notes=(f"help: write {mark.text}{{{number.text}}}",),
        )
    return (a, b), after


def _label(tokens: Sequence[Token], at: int, end: int) -> tuple[tuple[int, int], int] | None:
    """A superscript that is part of the name: `(2)`, `[1]`, a star, primes."""
    if at + 1 >= end:
        return None
    following = tokens[at + 1]
    if following.text in ("*", "\\star", "\\ast", "\\dagger", "\\prime"):
        return (at + 1, at + 2), at + 2
    if following.kind != "{":
        return None
    close = group_end(tokens, at + 1, end)
    a, b = at + 2, close
    if b - a == 1 and tokens[a].text in ("*", "\\star", "\\ast", "\\dagger", "\\prime"):
        return (a, b), close + 1
    if b - a >= 3 and tokens[a].text in "([" and group_end(tokens, a, b) == b - 1:
        return (a, b), close + 1
    return None


class Subscript(NamedTuple):
    """What a subscript is: `kind` none, number, label (part of the name), index, or bad."""

    kind: str
    text: str
    parts: tuple[tuple[int, int], ...]


NO_SUBSCRIPT = Subscript("none", "", ())


def classify(
    tokens: Sequence[Token], sub: tuple[int, int] | None, indices: Collection[str]
) -> Subscript:
    r"""What the subscript in the token range `sub` is, where `indices` are the index letters.

    >>> from ..sources.tokens import tokenize
    >>> classify(tokenize("kj"), (0, 2), "ijk").kind, classify(tokenize("c"), (0, 1), "ij").kind
    ('index', 'label')
    """
    if sub is None:
        return NO_SUBSCRIPT
    a, b = sub
    inside = tokens[a:b]
    text = spelled(tokens, a, b)
    if not inside:
        return Subscript("bad", text, ())
    if all(t.kind in ("number", "-", "+") for t in inside) and inside[-1].kind == "number":
        single = len(inside) == 1 or (len(inside) == 2 and inside[0].kind == "-")
        return Subscript("number" if single else "bad", text, (sub,))
    if all(t.kind in ("letter", "text") or t.text in ROMAN or t.kind in "{}" for t in inside):
        word = "".join(t.text for t in inside if t.kind in ("letter", "text"))
        upright = any(t.kind == "text" or t.text in ROMAN for t in inside)
        if upright or word in WORDS or not all(c in indices for c in word):
            return Subscript("label" if word.isalnum() else "bad", word, ())
    return _indices(tokens, a, b, indices, text)


def _indices(
    tokens: Sequence[Token], a: int, b: int, indices: Collection[str], text: str
) -> Subscript:
    inside = tokens[a:b]
    if any(t.kind == "," for t in inside):
        parts = split(tokens, a, b)
    elif any(t.kind in "+-" for t in inside):
        parts = [(a, b)]
    else:
        parts = [(i, i + 1) for i in range(a, b)]
    good = all(
        x < y and all(t.kind in ("letter", "number", "+", "-") for t in tokens[x:y])
        for x, y in parts
    )
    letters = [t.text for t in inside if t.kind == "letter"]
    if len(inside) == 1 and inside[0].text in GREEK:
        return Subscript("label", inside[0].text, ())
    if not good:
        return Subscript("bad", text, ())
    if all(c in indices for c in letters):
        return Subscript("index", text, tuple(parts))
    plain = all(t.kind in ("letter", "number") for t in inside)
    return Subscript("label" if plain else "bad", text, ())


def split(tokens: Sequence[Token], a: int, b: int, mark: str = ",") -> list[tuple[int, int]]:
    """The ranges between commas that stand outside all brackets."""
    out, start, depth = [], a, 0
    for i in range(a, b):
        text = tokens[i].text
        if text in OPENERS or text.startswith("begin "):
            depth += 1
        elif text in CLOSERS or text.startswith("end "):
            depth -= 1
        elif text == mark and depth == 0:
            out.append((start, i))
            start = i + 1
    return [*out, (start, b)]


def key_of(base: str, sub: Subscript) -> str:
    """The full name of a scalar whose subscript is part of it: `x_1`, `v_{-1}`, `x_max`."""
    if sub.kind in ("none", "index"):
        return base
    plain = base.isalnum() and (sub.text.isalnum() or sub.text[1:].isalpha())
    text = sub.text.lstrip("\\")
    if plain:
        return f"{base}_{text}"
    latex = f"\\{base}" if f"\\{base}" in GREEK else base
    return f"{latex}_{{{sub.text}}}"


def is_numbered(tokens: Sequence[Token]) -> bool:
    """Whether a formula starts with a name that has a number: `x_0 = 1`, a value to start from."""
    if not tokens or not starts_name(tokens[0]):
        return False
    try:
        sub = scan_name(tokens, 0, len(tokens)).sub
    except ReadingError:
        return False
    return sub is not None and all(t.kind in ("number", "{", "}") for t in tokens[slice(*sub)])


def derived_stem(key: str) -> tuple[str, int]:
    """The function whose derivative a name is, and of which order: `f''`, `f^{(3)}`.

    >>> derived_stem("f''"), derived_stem("f^{(3)}"), derived_stem("f")
    (('f', 2), ('f', 3), ('f', 0))
    """
    ordinal = re.fullmatch(r"(.+)\^\{\((\d)\)\}", key)
    if ordinal is not None:
        return ordinal[1].lstrip("\\"), int(ordinal[2])
    stem = key.rstrip("'")
    return stem, len(key) - len(stem)
