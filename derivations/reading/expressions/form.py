r"""The form of an expression: which operators stand over which operands, whatever they mean.

`\overline{a} \oplus \overline{b}` has a form though nobody has said what the operation is, and
`E[X Y]` has one whether E is a number or an expectation. A link of which only the form is known is
shown as it was understood, and never judged. Each token is in the form, or there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from ..errors import BRACKETS, EXPECTED, TOO_BIG, ReadingError
from ..sources.strays import KIND as STRAY
from ..sources.symbols import (
    ACCENTS,
    ARROWS,
    BOLD,
    CLOSERS,
    FONTS,
    LABELLED,
    OPENERS,
    OTHER_RELATIONS,
    RELATIONS,
    ROMAN,
    STACKED,
    WIDE,
)
from ..sources.tokens import Token

MAX_DEPTH = 60
"""Deepest nesting of a form."""

_SIGNS = frozenset("+ - \\pm \\mp \\cup \\cap \\setminus \\backslash \\land \\lor".split())
_TIMES = frozenset(
    "* / \\cdot \\times \\ast \\div \\odot \\otimes \\oplus \\circ \\star \\bullet \\mod".split()
)
_BETWEEN = frozenset(RELATIONS) | OTHER_RELATIONS | ARROWS | frozenset("\\not : \\colon".split())
_LISTING = frozenset({",", ";", "."}) | WIDE
_LARGE = frozenset(
    "\\sum \\prod \\int \\iint \\oint \\lim \\max \\min \\sup \\inf \\bigcup \\bigcap \\limsup"
    " \\liminf \\arg \\argmax \\argmin".split()
)
_BEFORE = frozenset("\\neg \\forall \\exists \\nabla \\partial \\Re \\Im \\triangle".split())
_OVER = ACCENTS | BOLD | FONTS | ROMAN | frozenset("\\mathbb \\boxed \\square".split())
_DECORATED = frozenset("\\underbrace \\overbrace".split())
_TWO = frozenset("\\frac \\binom".split())
_BARS = {"|": "|", "\\vert": "\\vert", "\\lvert": "\\rvert", "\\|": "\\|", "\\Vert": "\\Vert"}
_MARKS = frozenset({"'", "!", "\\prime", "\\%"})
_LONE = frozenset("\\top \\intercal \\dagger \\prime * \\star \\ast + - \\circ \\cdot".split())
"""What may be a whole script by itself, or the place of an argument: `A^\\top`, `f(\\cdot)`."""
_NO_ATOM = (
    _SIGNS | _TIMES | _BETWEEN | _LISTING | LABELLED | STACKED | CLOSERS | _MARKS
    | frozenset("_ ^ & row \\\\ \\rvert \\mid # \\pmod \\choose \\atop".split())
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """An operator over its operands; without operands, a sign of the source."""

    sign: str
    parts: tuple[Form, ...] = ()

    def __str__(self) -> str:
        if not self.parts:
            return self.sign
        if self.sign in _SCRIPTS:
            base, script = self.parts
            return (
                f"{base}{self.sign}{{{script}}}" if script.parts else f"{base}{self.sign}{script}"
            )
        if self.sign in _INFIX:
            return self.sign.join(str(p) for p in self.parts)
        return f"{self.sign}({', '.join(str(p) for p in self.parts)})"


_INFIX = frozenset({"", " "})
_SCRIPTS = frozenset({"_", "^"})


def form_of(tokens: Sequence[Token], a: int, b: int) -> Form:
    r"""The form of what the tokens from a to b write.

    Raises ReadingError where brackets don't match, an operand is missing, or a token has no place.

    >>> from ..sources.tokens import tokenize
    >>> tokens = tokenize(r"\overline{a} \oplus E[X | Y]")
    >>> str(form_of(tokens, 0, len(tokens)))
    '\\overline(a) \\oplus E[X | Y]'
    """
    reader = _FormReader(tokens, a, b)
    found = reader.listed()
    if reader.at < b:
        raise reader.misplaced()
    return found


class _FormReader:
    """A place in a token list, read from left to right; `inside` counts the brackets around."""

    def __init__(self, tokens: Sequence[Token], a: int, b: int) -> None:
        self.tokens, self.at, self.end = tokens, a, b
        self.depth = self.inside = 0
        self.bars: list[str] = []

    def text(self, ahead: int = 0) -> str:
        """The token at the place, or some places on; nothing at the end."""
        at = self.at + ahead
        return self.tokens[at].text if at < self.end else ""

    def misplaced(self, message: str = "") -> ReadingError:
        token = self.tokens[min(self.at, self.end - 1)] if self.tokens else Token("", "", 0, 0)
        said = message or (
            f"{token.text} cannot stand here" if self.at < self.end else "something is missing here"
        )
        return ReadingError(EXPECTED, said, token.start, token.end)

    def take(self) -> Form:
        self.at += 1
        return Form(self.tokens[self.at - 1].text)

    def deeper(self, read: Callable[[], Form]) -> Form:
        """What `read` reads, one level down."""
        self.depth += 1
        self.require_room(self.depth)
        found = read()
        self.depth -= 1
        return found

    def require_room(self, depth: int) -> None:
        if depth > MAX_DEPTH:
            token = self.tokens[min(self.at, self.end - 1)]
            raise ReadingError(
                TOO_BIG, f"nested more than {MAX_DEPTH} deep", token.start, token.end
            )

    # --- from the loosest to the tightest ------------------------------------------------------

    def listed(self) -> Form:
        """Expressions between commas and relations, and (in brackets) between single bars."""
        parts = []
        if self.inside and (self.text() in _BETWEEN):  # W_{:, j}, x_{<t}
            parts.append(self._between())
            if self.text() in CLOSERS:
                return parts[0]
        if self.text() not in _LISTING or not parts:
            parts.append(self.deeper(self.sum))
        while self.at < self.end:
            text = self.text()
            if text in _LISTING or (text == "\\mid" or (self.inside and self._parts_bars())):
                parts.append(self._between())
                if self.at == self.end or self.text() in CLOSERS:
                    break  # "f(x), " before what goes on elsewhere
            elif text in _BETWEEN or text in LABELLED or text in STACKED:
                parts.append(self._between())
            else:
                break
            if self.text() in _LISTING or (self.inside and self.text() in CLOSERS):
                continue
            parts.append(self.deeper(self.sum))
        return parts[0] if len(parts) == 1 else Form(" ", tuple(parts))

    def _parts_bars(self) -> bool:
        """Whether a bar here parts two things, as in `p(x | y)`, and closes nothing."""
        return self.text() in ("|", "\\vert", "\\|", "\\parallel") and not self.bars

    def _between(self) -> Form:
        """A separator or relation, with its label."""
        text = self.text()
        made = [self.take()]
        if text in LABELLED or text in STACKED:
            made += [self._script() for _ in range(1 if text in LABELLED else 2)]
        while self.text() in ("|", "\\vert") and made[0].sign in ("|", "\\vert", "\\mid"):
            made.append(self.take())  # KL(p || q)
        if self.text() in ("=", "\\mid", "|") and text in (":", "\\not", "\\mid", "<", ">"):
            made.append(self.take())
        return made[0] if len(made) == 1 else Form("", tuple(made))

    def sum(self) -> Form:
        """Terms with signs between and before them."""
        parts: list[Form] = []
        while self.text() in _SIGNS:
            parts.append(self.take())
        if parts and not self._starts():
            if len(parts) == 1 and (self.at == self.end or self.text() in CLOSERS):
                return parts[0]  # x^{+}
            raise self.misplaced()
        parts.append(self.term())
        while self.text() in _SIGNS:
            parts.append(self.take())
            while self.text() in _SIGNS:
                parts.append(self.take())
            parts.append(self.term())
        return parts[0] if len(parts) == 1 else Form(" ", tuple(parts))

    def term(self) -> Form:
        """Factors side by side, or with signs of multiplication between them."""
        parts = [self.factor()]
        while True:
            if self.text() in _TIMES:
                parts.append(self.take())
                while self.text() in _SIGNS:
                    parts.append(self.take())
                parts.append(self.factor())
            elif self._starts() and not self._closes_bars():
                parts.append(self.factor())
            else:
                return parts[0] if len(parts) == 1 else Form(" ", tuple(parts))

    def _closes_bars(self) -> bool:
        text = self.text()
        if text in ("|", "\\vert", "\\|", "\\Vert"):
            return bool(self.bars) or bool(self.inside)
        return False

    def _starts(self) -> bool:
        """Whether an operand may begin here."""
        text = self.text()
        if not text or text in _NO_ATOM or self.tokens[self.at].kind == STRAY:
            return False
        return not text.startswith("end ")

    def factor(self) -> Form:
        """An atom with its scripts, primes and arguments."""
        if self.text() in _TIMES and (
            self.at + 1 == self.end or self.text(1) in CLOSERS | _LISTING | {"|"}
        ):
            return self.take()  # f(\cdot), f(\cdot, y)
        found = self.deeper(self.atom)
        for over in count():  # each script and mark is over all before it
            self.require_room(over)
            text = self.text()
            if text in ("_", "^"):
                self.at += 1
                found = Form(text, (found, self._script()))
            elif text in _MARKS:
                found = Form("", (found, self.take()))
            elif text in ("|", "\\vert", "\\rvert") and self.text(1) in ("_", "^"):
                found = Form("", (found, self.take()))  # an evaluation bar
            elif text in ("(", "[") and not found.parts:
                found = Form("", (found, self.deeper(self._bracket)))
            else:
                break
        return found

    def _script(self) -> Form:
        """What stands in a script or an argument: a group, or one token."""
        if self.text() == "{":
            return self.deeper(lambda: self._group(empty=True))
        if self.text() in _LONE or self.text() == ":":
            return self.take()
        token = self.tokens[min(self.at, self.end - 1)]
        if token.kind == "number" and len(token.text) > 1:
            raise self.misplaced(f"only the first digit of {token.text} is taken here")
        return self.deeper(self.atom)

    # --- atoms ---------------------------------------------------------------------------------

    def atom(self) -> Form:
        """A sign, a bracket, a fraction, or an operator with what it stands over."""
        if not self._starts():
            raise self.misplaced()
        text = self.text()
        if text == "{":
            return self._group(empty=self.text(2) in ("_", "^"))
        if text in OPENERS and text != "\\lvert":
            return self._bracket()
        if text in _BARS:
            return self._in_bars()
        if text.startswith("begin "):
            return self._environment()
        if text in _TWO:
            name = self.take().sign
            if self.tokens[min(self.at, self.end - 1)].kind == "number" and len(self.text()) == 2:
                return Form(name, tuple(Form(digit) for digit in self.take().sign))
            return Form(name, (self._script(), self._script()))
        if text == "\\sqrt":
            self.at += 1
            order = (self._bracket(),) if self.text() == "[" else ()
            return Form(text, (*order, self._script()))
        if text in _OVER or text in _DECORATED:
            self.at += 1
            return Form(text, (self._script(),))
        if text in _LARGE or text in _BEFORE:
            return self._operator()
        return self._sign()

    def _sign(self) -> Form:
        """A number, a name, or three letters and more that run together."""
        token = self.tokens[self.at]
        stop = self.at + 1
        if token.kind == "letter":
            while (
                stop < self.end
                and self.tokens[stop].kind == "letter"
                and self.tokens[stop].start == self.tokens[stop - 1].end
            ):
                stop += 1
            if stop - self.at < 3:
                stop = self.at + 1
        elif token.kind not in ("number", "text", "command") and not token.text.isalnum():
            raise self.misplaced()
        word = "".join(t.text for t in self.tokens[self.at : stop])
        self.at = stop
        return Form(word)

    def _operator(self) -> Form:
        """A large operator with its scripts, over the term that follows; it may stand alone."""
        name = self.take()
        parts: list[Form] = []
        while self.text() in ("_", "^"):
            mark = self.take().sign
            parts.append(Form(mark, (Form(""), self._script())))
        if self.text() in _SIGNS or self._starts():
            while self.text() in _SIGNS:
                parts.append(self.take())
            parts.append(self.deeper(self.term))
        elif not parts and name.sign in _LARGE:
            raise self.misplaced()
        return Form(name.sign, tuple(parts)) if parts else name

    def _group(self, *, empty: bool = False) -> Form:
        """What stands in braces."""
        return self._enclosed("}", empty=empty)

    def _bracket(self) -> Form:
        """What stands in brackets, with them; a half-open interval has two kinds."""
        opening = self.text()
        closing = frozenset({OPENERS[opening]})
        if opening in ("(", "["):
            closing = frozenset({")", "]"})
        found = self._enclosed(*closing, empty=True)
        closed = self.tokens[self.at - 1].text
        return Form("", (Form(opening), found, Form(closed)))

    def _enclosed(self, *closing: str, empty: bool) -> Form:
        opening = self.tokens[self.at]
        self.at += 1
        if empty and self.text() in closing:
            self.at += 1
            return Form("")
        self.inside += 1
        bars, self.bars = self.bars, []
        found = self.listed()
        self.bars, self.inside = bars, self.inside - 1
        if self.text() not in closing:
            raise ReadingError(
                BRACKETS, f"{opening.text} is not closed", opening.start, opening.end
            )
        self.at += 1
        return found

    def _in_bars(self) -> Form:
        """An absolute value or a norm."""
        opening = self.text()
        double = opening == "|" and self.text(1) == "|"
        opening = "||" if double else opening
        self.at += 2 if double else 1
        self.bars.append(opening)
        found = self.listed()
        self.bars.pop()
        closing = _BARS.get(opening, "|")
        if self.text() != closing or (double and self.text(1) != "|"):
            raise self.misplaced(f"{opening} is not closed")
        self.at += 2 if double else 1
        return Form(opening, (found,))

    def _environment(self) -> Form:
        """A matrix or cases: cells in rows."""
        name = self.text().removeprefix("begin ")
        self.at += 1
        cells: list[Form] = []
        while self.text() != f"end {name}":
            if self.at >= self.end:
                raise self.misplaced(f"the environment {name} is not closed")
            if self.text() in ("&", "\\\\", "row", "\\hline"):
                cells.append(self.take())
            else:
                self.inside += 1
                cells.append(self.listed())
                self.inside -= 1
        self.at += 1
        return Form(name, tuple(cells) or (Form(""),))


__all__ = ["Form", "form_of"]
