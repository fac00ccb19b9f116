"""LaTeX mathematics as a list of tokens with their places in the source.

Layout is gone (spacing, sizes, labels); what a reader must see is all there. Unicode letters and
signs become the commands that they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_letters
from string import digits as _DIGITS

from ...regex import regex
from ..errors import AMBIGUOUS, COMMAND, EXPECTED, TOO_BIG, ReadingError
from .bars import Pairs, Token, evaluated
from .fonts import BOLD, spread
from .macros import (
    DEFINING,
    MAX_CALLS,
    MAX_DEPTH,
    Macro,
    TwoMeanings,
    arguments_at,
    definition_end,
    macro_at,
    macros_of,
)
from .symbols import ALIASES, DELIMITERS, KNOWN, LAYOUT, LAYOUT_WITH_ARGUMENT, OLD_FONTS, UNICODE

MAX_LENGTH = 20_000
"""Longest formula, in characters."""
MAX_DIGITS = 3_000
"""Longest number, in digits, wherever it stands: Python makes no numbers of much longer ones."""


_TOKEN = regex(
    r"""
    (?P<letter>[A-Za-z])
  | (?P<space>[\s\u200b-\u200f\u2060\ufeff]+|%[^\n]*\n|~)
  | (?P<words>\\(?:text|textrm|textbf|textit|mbox|intertext|textnormal)\s*\{(?P<inside>[^{}]*)\})
  | (?P<env>\\(?:begin|end)\s*\{\s*(?P<name>[A-Za-z]+\*?)\s*\})
  | (?P<row>\\\\(?:\s*\[\s*-?[\d.]+\s*[a-z]{2}\s*\])?)
  | (?P<size>\\(?:m?left|m?right|[bB]igg?[lrm]?|middle)(?![A-Za-z])\s*\.?)
  | (?P<character>\\char\s*"(?P<code>[0-9A-F]{1,6}))
  | (?P<command>\\(?:[A-Za-z]+|.))
  | (?P<number>(?:\d+(?:(?:\{,\}|,)\d{3}(?!\d))+(?:\.\d+)?|\d+\.\d+|\.\d+|\d+)
       (?:E[+-]?\d{1,3}(?!\d))?)
  | (?P<dots>\.\.\.)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CALLED = regex(
    r"(?P<name>softmax|sigmoid|relu|ReLU|tanh|softplus)\([A-Za-z](?:\s*,\s*[A-Za-z])*\)\Z"
)
_ONE_NAME = regex(r"\s*\{|\s*\\?[A-Za-z]+\s*\}")
"""What a font of old LaTeX reaches no further than: `{\bf x}`, `\bf{x}`."""
_LEFT = ("\\left", "\\mleft", "\\bigl", "\\Bigl", "\\biggl", "\\Biggl")
_RIGHT = ("\\right", "\\mright", "\\bigr", "\\Bigr", "\\biggr", "\\Biggr")
_made = tuple.__new__  # a token, at half the cost
_SINGLE = dict.fromkeys(ascii_letters, "letter") | {c: c for c in "-+=^_(){}[],/;:<>!'*"}
"""Characters that are a token each, with its kind."""
_PLAIN = KNOWN - LAYOUT - LAYOUT_WITH_ARGUMENT - OLD_FONTS.keys() - DEFINING
"""Commands that stand for themselves wherever they stand."""
_AT_ONCE = frozenset(c for c in _PLAIN if c[1:].isalpha()) - set(
    "\\text \\textrm \\textbf \\textit \\mbox \\intertext \\textnormal".split()
)
"""Those with letters that nothing after them belongs to."""
_WORD = regex(r"\\[A-Za-z]+")
_AFTER_DIGIT = frozenset(ascii_letters + " \\-+=^_()}[]/;:<>!'*") - {"E"}
"""Characters that go on no number."""
_DELIMITER = regex("|".join(re.escape(d) for d in DELIMITERS))


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    r"""The tokens of `text[start:end]`, with offsets into `text`.

    Raises ReadingError at a command that is not known.

    >>> [t.text for t in tokenize(r"\frac12 \, x_1")]
    ['\\frac', '12', 'x', '_', '1']
    """
    stop = len(text) if end is None else end
    tokens = _tokens(text, start, stop, _Expansion(macros_of(text)))
    return tokens if BOLD.isdisjoint([t.text for t in tokens]) else spread(tokens)


@dataclass
class _Expansion:
    """The macros of a source, where they are called, and how many more calls there may be."""

    macros: Mapping[str, list[tuple[int, Macro]]]
    at: int | None = None
    calls: int = MAX_CALLS
    depth: int = 0
    tokens: int = MAX_LENGTH


def _tokens(text: str, start: int, stop: int, expansion: _Expansion) -> list[Token]:
    out: list[Token] = []
    pairs = Pairs()
    sided, at = "", start
    while at < stop:
        a, raw = at, text[at]
        plain = _SINGLE.get(raw)
        if plain is not None and not sided:
            at += 1
            out.append(_made(Token, (plain, raw, a, at)))
            continue
        if raw == " ":
            at += 1
            continue
        if raw == "\\" and not sided:
            word = _WORD.match(text, at, stop)
            name = word.group() if word is not None else ""
            if name in _AT_ONCE and name not in expansion.macros:
                at += len(name)
                out.append(_made(Token, ("command", name, a, at)))
                continue
        if raw in _DIGITS and not sided and (at + 1 == stop or text[at + 1] in _AFTER_DIGIT):
            at += 1
            out.append(_made(Token, ("number", raw, a, at)))
            continue
        spaced = _SPACED.match(text, at, stop) if raw in "~\\" and not sided else None
        if spaced is not None:
            at = spaced.end()
            out.append(Token("command", "\\quad", a, at))
            continue
        match = _TOKEN.match(text, at, stop)
        if match is None:
            break
        at = b = match.end()
        kind = match.lastgroup or "other"
        if kind == "space":
            continue
        if kind == "inside" or kind == "name":
            kind = "words" if kind == "inside" else "env"
        raw = match.group()
        if kind == "size":
            sided = "l" if raw.startswith(_LEFT) else "r" if raw.startswith(_RIGHT) else ""
            pairs.note(raw, len(out), a, b)
            continue
        if kind == "words":
            called = _CALLED.match(text, match.start("inside"), match.end("inside"))
            if called is not None:  # \text{softmax(x)}
                out.append(Token("text", called["name"], a, called.end("name")))
                out += _tokens(text, called.end("name"), match.end("inside"), expansion)
                continue
            token = Token("text", match.group("inside").strip(), a, b)
        elif kind == "env":
            side = "begin" if raw.startswith("\\begin") else "end"
            token = Token("env", f"{side} {match.group('name')}", a, b)
        elif kind == "row":
            token = Token("\\\\", "\\\\", a, b)
        elif kind == "command":
            if raw in _PLAIN and not sided and raw not in expansion.macros:
                out.append(Token("command", raw, a, b))
                continue
            if raw in DEFINING:
                after = definition_end(text, a, stop)
                if after is not None:
                    at = after
                    continue
            macro = _called(raw, a, b, expansion) if raw in expansion.macros else None
            if macro is not None:
                found, at = _expanded(text, raw, macro, a, b, stop, expansion)
                out += [_sided(t, sided) if sided and not i else t for i, t in enumerate(found)]
                sided = sided if not found else ""
                continue
            if raw in LAYOUT:
                continue
            if raw in OLD_FONTS and _ONE_NAME.match(text, b, stop):
                raw = OLD_FONTS[raw]
            if raw in LAYOUT_WITH_ARGUMENT:
                at = _after_argument(text, b, stop)
                if raw == "\\hspace" and _is_wide(text[b:at]):
                    out.append(Token("command", "\\quad", a, at))
                continue
            first, *more = _command(raw, a, b)
            out.append(_sided(first, sided) if sided else first)
            out += more
            sided = ""
            continue
        elif kind in ("number", "letter"):
            if len(raw) > MAX_DIGITS:
                raise ReadingError(TOO_BIG, f"a number of more than {MAX_DIGITS} digits", a, b)
            token = Token(kind, raw, a, b)
        elif kind == "dots":
            token = Token("command", "\\dots", a, b)
        elif kind == "character":
            token = _other(chr(min(int(match.group("code"), 16), 0x10FFFF)), a, b)
        else:
            token = _other(raw, a, b)
        if sided:
            token, sided = _sided(token, sided), ""
        out.append(token)
    return evaluated(out, pairs)


def _called(raw: str, a: int, b: int, expansion: _Expansion) -> Macro | None:
    """The macro that a name stands for at a place; None where it is the command of TeX there."""
    at = a if expansion.at is None else expansion.at
    try:
        return macro_at(expansion.macros[raw], at, builtin=raw in KNOWN or raw in ALIASES)
    except TwoMeanings as doubt:
        raise ReadingError(
            AMBIGUOUS,
            f"which definition of {raw} holds here?",
            a,
            b,
            label="defined more than once",
        ) from doubt


def _expanded(
    text: str, raw: str, macro: Macro, a: int, b: int, stop: int, expansion: _Expansion
) -> tuple[list[Token], int]:
    """The tokens that a call of a macro stands for, all in its place, and where the call ends."""
    outermost = expansion.at is None
    at = a if expansion.at is None else expansion.at
    expansion.calls -= 1
    if expansion.calls < 0 or expansion.depth >= MAX_DEPTH:
        raise ReadingError(
            TOO_BIG, f"the macro {raw} grows without end", a, b, label="expanded too often"
        )
    given = arguments_at(macro, text, b, stop)
    if given is None:
        raise ReadingError(
            EXPECTED, f"the macro {raw} takes {macro.parameters} arguments", a, b,
            label="an argument is missing",
        )  # fmt: skip
    arguments, end = given
    inside = macro.expanded(arguments)
    if len(inside) > MAX_LENGTH:
        raise ReadingError(TOO_BIG, f"the macro {raw} grows too long", a, b, label="too long")
    expansion.at, expansion.depth = at, expansion.depth + 1
    try:
        found = _tokens(inside, 0, len(inside), expansion)
    except ReadingError as error:
        if error.code == TOO_BIG and not outermost:
            raise
        raise ReadingError(
            error.code, f"in the macro {raw}: {error}", a, end, label=error.label,
            notes=error.notes,
        ) from error  # fmt: skip
    expansion.at, expansion.depth = (None if outermost else at), expansion.depth - 1
    expansion.tokens -= len(found)
    if expansion.tokens < 0:
        raise ReadingError(TOO_BIG, f"the macro {raw} grows too long", a, b, label="too long")
    return [Token(t.kind, t.text, a, end) for t in found], end


def _command(raw: str, a: int, b: int) -> list[Token]:
    """The token of a command; of a delimiter with letters run into it (`lvertx`), theirs too."""
    if raw in KNOWN:
        return [Token("command", raw, a, b)]
    alias = ALIASES.get(raw)
    if alias is not None:
        return [_plain(alias, a, b)]
    found = _DELIMITER.match(raw)
    if found is None:
        hint = "help: write it with standard commands, or leave it out"
        raise ReadingError(
            COMMAND, f"unknown command {raw}", a, b, label="not known", notes=(hint,)
        )
    at = a + found.end()
    letters = [Token("letter", raw[i - a], i, i + 1) for i in range(at, b)]
    return [*_command(found.group(), a, at), *letters]


def _plain(text: str, a: int, b: int) -> Token:
    """What a command or a sign of Unicode stands for: a command, a letter or a sign."""
    if len(text) > 1:
        return Token("command", text, a, b)
    return Token("letter" if text.isalpha() else text, text, a, b)


def _after_argument(text: str, at: int, stop: int) -> int:
    while at < stop and text[at] in " *":
        at += 1
    if at >= stop or text[at] != "{":
        return at
    close = text.find("}", at, stop)
    return at if close < 0 else close + 1


_SPACED = regex(r"(?:(?:~|\\[ ;:]|\\enspace(?![A-Za-z]))\s*){4,}")
"""Spaces that are together as wide as a `quad`."""
_LENGTH = regex(r"\s*\*?\s*\{\s*(\d*\.?\d+)\s*(em|ex|cm|mm|pt|in|pc)\s*\}")
_EMS = {"em": 1.0, "ex": 0.43, "cm": 2.85, "mm": 0.285, "pt": 0.1, "in": 7.2, "pc": 1.2}


def _is_wide(argument: str) -> bool:
    """Whether the argument of a space makes it as wide as a `quad`, about.

    >>> _is_wide("{2cm}"), _is_wide("*{3pt}"), _is_wide("{-2em}")
    (True, False, False)
    """
    length = _LENGTH.fullmatch(argument)
    return length is not None and float(length[1]) * _EMS[length[2]] >= 0.95


def _other(raw: str, a: int, b: int) -> Token:
    command = "\\%" if raw == "%" else UNICODE.get(raw)  # a comment would end with its line
    return Token(raw, raw, a, b) if command is None else _plain(command, a, b)


def _sided(token: Token, side: str) -> Token:
    """A bar that `left` or `right` stood before says which side it is on."""
    if token.text in ("|", "\\vert", "\\mid"):
        return Token("command", "\\lvert" if side == "l" else "\\rvert", token.start, token.end)
    return token


__all__ = ["MAX_LENGTH", "Token", "tokenize"]
