r"""Formulas as trees of products, sums and transposes, as far as the kinds of names show in them.

What this grammar has no place for is "any": nothing is told by it of what stands around, only of
what stands within.

>>> from ...reading.sources.tokens import tokenize
>>> sides, _ = sides_of(tokenize("u^T v + 1 = f(x)"), Letters())[0]
>>> [str(side) for side in sides]
['sum(product(turned(u), v), number)', 'any(x)']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..errors import ReadingError
from ..expressions.names import classify, group_end, key_of, scan_name, split, starts_name
from ..expressions.relations import Statement
from ..sources.rows import statements
from ..sources.ruled import within_lines
from ..sources.symbols import (
    DOTS,
    FUNCTION_LETTERS,
    FUNCTIONS,
    GREEK,
    MATRIX_ENVIRONMENTS,
    ROMAN,
    WORD_FUNCTIONS,
)
from ..sources.tokens import Token

MAX_DEPTH, MAX_LEVELS = 30, 100
"""Most brackets within each other that are read; most levels of a tree."""
MEMBER = "_{()}"
"""Ends the key of a family whose members are told apart by one index: `v_{()}` for `v_c`."""


TRANSPOSES = frozenset({"T", "\\top", "\\intercal"})


def counts_with_t(formulas: Iterable[Sequence[Token]]) -> bool:
    """Whether T is a number in some formula, so that `x^T` may be a power: `T + 1`, `t < T`.

    >>> from ..sources.tokens import tokenize
    >>> counts_with_t([tokenize("x^T A")]), counts_with_t([tokenize("(1 + r)^{T + 1}")])
    (False, True)
    """
    for tokens in formulas:
        for i, token in enumerate(tokens):
            if token.text == "T":
                before = tokens[i - 1].text if i else ""
                after = tokens[i + 1].text if i + 1 < len(tokens) else ""
                added = after in "+-" and i + 2 < len(tokens) and tokens[i + 2].kind == "number"
                if before in _COUNTING or after in _COUNTING or (after and added):
                    return True
    return False


def speaks_of_diagonals(tokens: Sequence[Token]) -> bool:
    r"""Whether a formula has `\operatorname{diag}` in it, or `\text{diag}`.

    >>> from ..sources.tokens import tokenize
    >>> [speaks_of_diagonals(tokenize(text)) for text in (r"\operatorname{diag}(s)", "d a")]
    [True, False]
    """
    if any(t.text in DIAGONALS for t in tokens):
        return True
    upright = [i + 2 for i, t in enumerate(tokens) if t.text in ROMAN]
    return any("".join(t.text for t in tokens[i : i + 4]) in DIAGONALS for i in upright)


_COUNTING = frozenset({"/", "<", ">", "\\le", "\\leq", "\\ge", "\\geq", "\\lt", "\\gt"})


class Tree(NamedTuple):
    """An operator over its operands; of a name, its key; of a product, the signs between."""

    op: str
    parts: tuple[Tree, ...] = ()
    key: str = ""
    signs: tuple[str, ...] = ()

    def __str__(self) -> str:
        inside = ", ".join(map(str, self.parts))
        return self.key or (f"{self.op}({inside})" if self.parts else self.op)


NUMBER, ANY = Tree("number"), Tree("any")


@dataclass(frozen=True)
class Letters:
    """What a scope says of letters: which are indices, functions, families of several indices.

    `bound` names stand for what differs from place to place, and tell nothing; `transposes` are the
    superscripts of a transpose.
    """

    indices: frozenset[str] = frozenset("ijklmn")
    functions: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()
    transposes: frozenset[str] = TRANSPOSES


class _Unclear(Exception):
    """A place for which there is no grammar here."""


def sides_of(
    tokens: Sequence[Token], letters: Letters
) -> list[tuple[tuple[Tree, ...], tuple[str, ...]]]:
    """The sides of each statement of a formula, with the kinds of relations between them."""
    try:
        found = statements(tokens)
    except ReadingError:
        return []
    if not found and tokens:
        return [((_Reader(tokens, 0, len(tokens), letters).whole(),), ())]
    return [(_sides(tokens, s, letters), tuple(r.kind for r in s.relations)) for s in found]


def _sides(tokens: Sequence[Token], statement: Statement, letters: Letters) -> tuple[Tree, ...]:
    return tuple(
        _Reader(tokens, a, b, letters).whole() if a < b else ANY for a, b in statement.sides
    )


_SIGNS = frozenset({"+", "-", "\\pm", "\\mp"})
_TIMES = frozenset({"\\cdot", "*", "\\times", "\\ast"})
_ALIKE = frozenset({"\\odot", "\\circ"})
_NORMS = frozenset({"\\|", "\\Vert", "\\lVert"})
_OPENING = frozenset({"(", "[", "{"})
_MATRICES = frozenset(f"begin {name}" for name in (*MATRIX_ENVIRONMENTS - {"vmatrix"}, "array"))
_SAME = frozenset({"sigma", "sigmoid", "softmax", "relu", "ReLU"}) | set(WORD_FUNCTIONS)
"""Functions whose values are of the kind of their argument: entry by entry, or a softmax."""
_OF_NUMBERS = frozenset({"\\exp", "exp"})
"""Functions that are not meant entry by entry."""
_NUMBERS = frozenset({"det", "tr", "trace", "Tr"})
DIAGONALS = frozenset({"diag", "Diag"})
"""Names of the matrix with a vector on its diagonal; of a matrix they are in doubt."""


def _if_shallow(tree: Tree) -> Tree:
    """The tree; any, where it has more levels than are gone into: a^a^a^..."""
    level: list[Tree] = [tree]
    for _ in range(MAX_LEVELS):
        level = [part for one in level for part in one.parts]
        if not level:
            return tree
    return ANY


@dataclass
class _Reader:
    """A place in a formula's tokens, read from left to right."""

    tokens: Sequence[Token]
    at: int
    end: int
    letters: Letters
    depth: int = 0
    apart: list[Tree] = field(default_factory=list)

    def whole(self) -> Tree:
        """The tree of all tokens; where some are not understood, any."""
        try:
            found = self.sum()
            if self.at < self.end:
                raise _Unclear
        except (_Unclear, ReadingError):
            return _if_shallow(Tree("any", tuple(self.apart)))
        return _if_shallow(Tree("beside", (found, *self.apart)) if self.apart else found)

    def text(self) -> str:
        return self.tokens[self.at].text if self.at < self.end else ""

    def inside(self, a: int, b: int) -> Tree:
        """The tree of the tokens from a to b."""
        if self.depth > MAX_DEPTH or a >= b:
            raise _Unclear
        inner = _Reader(self.tokens, a, b, self.letters, self.depth + 1)
        found = inner.sum()
        if inner.at < b:
            raise _Unclear
        self.apart += inner.apart
        return found

    def separate(self, a: int, b: int) -> Tree:
        """What stands from a to b, of which nothing is told by what stands around."""
        if self.depth > MAX_DEPTH or a >= b:
            return ANY
        return _Reader(self.tokens, a, b, self.letters, self.depth + 1).whole()

    def after(self, read: Callable[[], Tree]) -> Tree:
        """What stands after a sign such as that of a sum, which reaches over it."""
        if self.depth > MAX_DEPTH:
            raise _Unclear
        self.depth += 1
        found = read()
        self.depth -= 1
        return found

    def sum(self) -> Tree:
        """Terms with signs between and before them."""
        parts = []
        while True:
            while self.text() in _SIGNS:
                self.at += 1
            parts.append(self.term())
            if self.text() not in _SIGNS:
                return parts[0] if len(parts) == 1 else Tree("sum", tuple(parts))

    def term(self) -> Tree:
        """Factors side by side or with signs between; quotients with a stroke."""
        parts, signs = [self.factor()], []
        while self.at < self.end:
            text = self.text()
            if text in _TIMES:
                self.at += 1
                while self.text() in _SIGNS:
                    self.at += 1
                parts.append(self.factor())
                signs.append(text)
            elif text == "/":
                self.at += 1
                over = Tree("over", (_product(parts, signs), self.factor()))
                parts, signs = [over], []
            elif text in _ALIKE:
                self.at += 1
                parts, signs = [Tree("alike", (_product(parts, signs), self.factor()))], []
            elif text == "\\otimes":
                self.at += 1
                parts, signs = [Tree("outer", (_product(parts, signs), self.factor()))], []
            elif self._starts():
                parts.append(self.factor())
                signs.append("")
            else:
                break
        return _product(parts, signs)

    def _starts(self) -> bool:
        token = self.tokens[self.at]
        text = token.text
        known = text in _OPENING or text in _HANDLERS or text in _MATRICES or text in FUNCTIONS
        return token.kind == "number" or known or starts_name(token)

    def factor(self) -> Tree:
        """An atom with its scripts."""
        found = self.atom()
        while self.at < self.end:
            text = self.text()
            if text == "^":
                found = self._raised(found)
            elif text == "_":
                self._script()
                found = Tree("entry", (found,))
            elif text == "'":
                self.at += 1
                found = Tree("any", (found,))
            elif text == "!":
                self.at += 1
                found = NUMBER
            else:
                break
        return found

    def _script(self) -> tuple[int, int]:
        """The tokens of the script whose sign stands at the place."""
        self.at += 1
        if self.at >= self.end:
            raise _Unclear
        if self.text() == "{":
            close = group_end(self.tokens, self.at, self.end)
            a, self.at = self.at + 1, close + 1
            return a, close
        self.at += 1
        return self.at - 1, self.at

    def _raised(self, base: Tree) -> Tree:
        a, b = self._script()
        text = "".join(t.text for t in self.tokens[a:b])
        if text in self.letters.transposes:
            return Tree("turned", (base,))
        if text == "-1" or text.isdigit():
            return Tree("power", (base,))
        if base.key == "e" and base.op == "name":
            return Tree("number of", (self.inside(a, b),))
        if self.tokens[a].kind in ("letter", "number", "-", "command"):
            return Tree("power", (base,))
        raise _Unclear

    # --- atoms -------------------------------------------------------------------------------

    def atom(self) -> Tree:
        """A number, a name with its argument, a bracket, a fraction or a norm."""
        if self.at >= self.end:
            raise _Unclear
        token = self.tokens[self.at]
        if token.kind == "number":
            self.at += 1
            return NUMBER
        if token.text in _OPENING:
            return self._bracket()
        handler = _HANDLERS.get(token.text)
        if handler is not None:
            return handler(self)
        if token.text in _MATRICES:
            return self._matrix()
        if token.text in FUNCTIONS:
            return self._function()
        if starts_name(token):
            return self._name()
        raise _Unclear

    def _bracket(self) -> Tree:
        a, close = self.at + 1, group_end(self.tokens, self.at, self.end)
        self.at = close + 1
        parts = split(self.tokens, a, close)
        if len(parts) > 1 or a >= close:
            return self._listed("columns", parts)
        return self.inside(a, close)

    def _matrix(self) -> Tree:
        """A matrix or a column that is written out: of its entries, what each tells by itself."""
        a, close = self.at + 1, group_end(self.tokens, self.at, self.end)
        if self.tokens[self.at].text == "begin array" and a < close and self.tokens[a].text == "{":
            a = group_end(self.tokens, a, close) + 1
        self.at = close + 1
        rows = [row for row in split(self.tokens, a, close, "\\\\") if row[0] < row[1]]
        cells = [cell for row in rows for cell in split(self.tokens, *row, "&")]
        parts = [part for cell in cells for part in split(self.tokens, *cell)]
        op = "rows" if len(rows) == len(cells) > 1 else "columns" if len(rows) == 1 else "any"
        return self._listed(op, [within_lines(self.tokens, *part) for part in parts])

    def _listed(self, op: str, parts: Sequence[tuple[int, int]]) -> Tree:
        """A list with dots in it, by its last entry; of others, what each entry tells by itself."""
        trees = tuple(self.separate(*part) for part in parts)
        dotted = any(b - a == 1 and self.tokens[a].text in DOTS for a, b in parts)
        return Tree(op if dotted else "any", trees[-1:] if dotted else trees)

    def _function(self) -> Tree:
        """`\\exp(x)`, `\\log x`: of the kind of its argument."""
        op = "number of" if self.text() in _OF_NUMBERS else "alike"
        self.at += 1
        if self.text() == "^":
            self._script()
        return Tree(op, (self.after(self.factor),))

    def _name(self) -> Tree:
        use = scan_name(self.tokens, self.at, self.end)
        sub = classify(self.tokens, use.sub, self.letters.indices)
        self.at = use.end
        called = self.text() == "("
        if use.base == "d" and called is False and self._differential(use.end):
            raise _Unclear
        if called and use.base in _NUMBERS:
            return Tree("determinant", (self._bracket(),))
        if use.base in DIAGONALS and sub.kind == "none":
            return self._diagonal()
        if called and use.base in _SAME and sub.kind == "none":
            op = "number of" if use.base in _OF_NUMBERS else "alike"
            return Tree(op, (self._bracket(),))
        if called:
            close = group_end(self.tokens, self.at, self.end)
            parts = split(self.tokens, self.at + 1, close)
            if self._is_function(use.base, parts):
                self.at = close + 1
                return Tree("any", tuple(self.separate(*part) for part in parts))
        if use.base in self.letters.bound and sub.kind == "none":
            return NUMBER
        if sub.kind == "index":
            return Tree("name", key=f"{use.base}{MEMBER}") if len(sub.parts) == 1 else NUMBER
        if sub.kind == "number":
            return Tree("name", key=key_of(use.base, sub))
        if sub.kind == "bad":
            raise _Unclear
        return Tree("name", key=key_of(use.base, sub))

    def _diagonal(self) -> Tree:
        """`\\text{diag}(d)`, `\\text{diag}\\{a, b\\}`."""
        if self.text() not in ("(", "[", "\\{"):
            return Tree("diagonal", (self.after(self.factor),))
        a, close = self.at + 1, group_end(self.tokens, self.at, self.end)
        parts = split(self.tokens, a, close)
        self.at = close + 1
        if len(parts) == 1:
            return Tree("diagonal", (self.inside(a, close),))
        return Tree("diagonal of", tuple(self.separate(*part) for part in parts))

    def _is_function(self, base: str, parts: Sequence[tuple[int, int]]) -> bool:
        """Whether a name takes what stands in the brackets after it as its arguments."""
        if base in self.letters.functions or base in FUNCTION_LETTERS or len(parts) > 1:
            return True
        a, b = parts[0]
        lone = a < b and starts_name(self.tokens[a]) and scan_name(self.tokens, a, b).end == b
        return lone or (len(base.lstrip("\\")) > 1 and f"\\{base}" not in GREEK and "{" not in base)

    def _differential(self, at: int) -> bool:
        """Whether a d before a place is that of `dx`."""
        return at < self.end and self.tokens[at].kind == "letter" and (
            self.tokens[at].start == self.tokens[at - 1].end
        )  # fmt: skip

    def _fraction(self) -> Tree:
        places = []
        self.at += 1
        for _ in range(2):
            if self.text() != "{":
                if self.at >= self.end:
                    raise _Unclear
                places.append((self.at, self.at + 1))
                self.at += 1
                continue
            close = group_end(self.tokens, self.at, self.end)
            places.append((self.at + 1, close))
            self.at = close + 1
        above, below = places
        if below[0] < below[1] and self.tokens[below[0]].text in ("\\partial", "d"):
            inner = self.separate(above[0] + 1, above[1])
            return Tree("any", (inner,))
        return Tree("over", (self.inside(*above), self.inside(*below)))

    def _root(self) -> Tree:
        self.at += 1
        if self.text() == "[":
            self.at = group_end(self.tokens, self.at, self.end) + 1
        return Tree("alike", (self.after(self.factor),))

    def _total(self) -> Tree:
        """A sum over a range: of the kind of its summands."""
        self.at += 1
        while self.text() in ("_", "^"):
            self._script()
        return Tree("sum", (self.after(self.term),))

    def _norm(self) -> Tree:
        opening = self.at
        closing = {"\\lVert": "\\rVert"}.get(self.text(), self.text())
        close = next((i for i in range(opening + 1, self.end) if self.tokens[i].text == closing), 0)
        if not close:
            raise _Unclear
        found = Tree("norm", (self.inside(opening + 1, close),))
        self.at = close + 1
        if self.text() == "_":
            self._script()
        return found

    def _nabla(self) -> Tree:
        self.at += 1
        if self.text() != "_":
            raise _Unclear
        a, b = self._script()
        return Tree("gradient", (self.inside(a, b), self.after(self.factor)))

    def _determinant(self) -> Tree:
        self.at += 1
        return Tree("determinant", (self.after(self.factor),))

    def _constant(self) -> Tree:
        self.at += 1
        return NUMBER


_HANDLERS: dict[str, Callable[[_Reader], Tree]] = {
    "\\frac": _Reader._fraction, "\\sqrt": _Reader._root, "\\sum": _Reader._total,
    "\\nabla": _Reader._nabla, "\\det": _Reader._determinant,
    "\\pi": _Reader._constant, "\\infty": _Reader._constant,
    **dict.fromkeys(_NORMS, _Reader._norm),
}  # fmt: skip


def _product(parts: Sequence[Tree], signs: Sequence[str]) -> Tree:
    if len(parts) == 1:
        return parts[0]
    return Tree("product", tuple(parts), signs=tuple(signs))
