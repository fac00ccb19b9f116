r"""How wide a formula comes out, about, in em of its own size; and where a wide one may be broken.

The widths are those of Computer Modern: enough to tell what fits into a line.

>>> width("x + y") < width(r"\sum_{i=1}^{n} x_i + y") < width(r"\text{a number of words}")
True
"""

from __future__ import annotations

from collections.abc import Sequence

from .prose import Formula, pieces
from .tokens import TEXT, group_end, joined, tokens

_SCRIPT = 0.78
"""The size of indices and exponents against that of what they stand at."""

_RELATIONS = frozenset(
    "= < > \\le \\leq \\ge \\geq \\ne \\neq \\approx \\equiv \\to \\iff \\implies \\Rightarrow"
    " \\Leftrightarrow \\in \\sim \\mapsto \\propto".split()
)
_SIGNS = frozenset("+ - \\cdot \\times \\pm \\mp \\div \\odot \\otimes \\cup \\cap".split())
_NOTHING = frozenset("{ } \\displaystyle \\textstyle \\limits \\! ^ _ &".split())
_BARE = frozenset("\\mathrm \\mathbf \\mathit \\mathbb \\mathcal \\boldsymbol \\overline".split())
_OPENING = frozenset("( [ \\{ \\lfloor \\lceil \\langle \\lvert \\lVert".split())
_CLOSING = frozenset(") ] \\} \\rfloor \\rceil \\rangle \\rvert \\rVert".split())
_LIMITS = frozenset("\\sum \\prod \\lim \\max \\min \\sup \\inf \\bigcup \\bigcap".split())
_SPACES = {"\\,": 0.17, "\\:": 0.23, "\\;": 0.28, "\\ ": 0.33, "\\quad": 1.0, "\\qquad": 2.0}
_NARROW = frozenset(". , ; : ! ' | [ ]".split())


def _measured(table: str) -> dict[str, float]:
    """The widths in thousandths of an em, each after its letters."""
    words = table.split()
    pairs = zip(words[::2], words[1::2], strict=True)
    return {letter: int(size) / 1000 for letters, size in pairs for letter in letters.split("|")}


_ITALIC = _measured(
    r"a 529 b|c|\delta|\tau 435 d|k 520 e|g|o|q|r|s|z|v|y|p|\theta|\epsilon 490 f|u|x|h 590 i|t 361"
    r" j|l|I 440 m|w 880 n|\mu|\alpha|\omega|\phi|\psi 640 A|B|C|E|G|O|Q|R|N 850 D|H|K|X 930"
    r" F|L|P|S|U|Z 750 J|T|V|Y 720 M|W 1080 ( 389 ) 389"
)
_UPRIGHT = _measured(
    "a|o|g|v|x|y|k|q 525 b|d|h|n|p|u 556 c|e|z|s 444 f|j|r|t|(|) 390 i|l|.|,|;|:|'|! 280 m|w 833"
)


def width(latex: str) -> float:
    """The width of a formula in a display, in em."""
    return _wide(tokens(latex))


def line_width(text: str) -> float:
    """The width of a text with its mathematics in one line, in em."""
    return sum(
        width(piece.latex) if isinstance(piece, Formula) else text_width(piece.text)
        for piece in pieces(text)
    )


def text_width(words: str) -> float:
    """The width of words, in em of their size."""
    return sum(map(_letter, words))


def _letter(letter: str) -> float:
    if letter == " ":
        return 0.34
    return _UPRIGHT.get(letter, 0.75 if letter.isupper() else 0.5)


def _wide(parts: Sequence[str]) -> float:
    total = 0.0
    position = 0
    while position < len(parts):
        size, position = _next(parts, position)
        total += size
    return total


def _next(parts: Sequence[str], at: int) -> tuple[float, int]:
    """The width of what stands at a position with its indices, and the position after it."""
    part, after = parts[at], at + 1
    if part == "\\begin":
        return _environment(parts, at)
    if part in TEXT or part in ("\\operatorname", "\\operatorname*"):
        end = group_end(parts, after)
        body = text_width("".join(parts[after + 1 : end - 1]))
        body += 0 if part in TEXT else 0.34
    elif part in ("\\frac", "\\dfrac", "\\tfrac", "\\binom"):
        middle = group_end(parts, after)
        end = group_end(parts, middle)
        body = max(_wide(parts[after:middle]), _wide(parts[middle:end])) + 0.3
    elif part == "\\sqrt":
        if parts[after : after + 1] == ("[",) and "]" in parts[after:]:
            after = parts.index("]", after) + 1
        end = group_end(parts, after)
        body = _wide(parts[after:end]) + 1.1
    elif part in _BARE:
        end = group_end(parts, after)
        body = _wide(parts[after:end]) * 1.1
    elif part == "{":
        end = group_end(parts, at)
        body = _wide(parts[after : end - 1])
    else:
        body, end = _symbol(part), after
    return _with_scripts(parts, end, body, stacked=part in _LIMITS)


def _with_scripts(
    parts: Sequence[str], at: int, body: float, *, stacked: bool
) -> tuple[float, int]:
    scripts = 0.0
    while at < len(parts) and parts[at] in ("_", "^"):
        end = group_end(parts, at + 1)
        scripts = max(scripts, _SCRIPT * _wide(parts[at + 1 : end]) + 0.05)
        at = end
    return (max(body, scripts) if stacked else body + scripts), at


def _symbol(part: str) -> float:
    if part in _NOTHING:
        return 0.0
    if part in _SPACES:
        return _SPACES[part]
    if part in _RELATIONS:
        return 1.35
    if part in ("\\cdot", "\\ast"):
        return 0.75
    if part in _SIGNS:
        return 1.23
    if part in ("\\left", "\\right"):
        return 0.35
    if part in ("\\sum", "\\prod", "\\int", "\\lim", "\\max", "\\min", "\\log"):
        return 1.6
    if len(part) > 2 and part[1:] in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan"):
        return 0.5 * len(part)
    return _ITALIC.get(part, 0.28 if part in _NARROW else 0.5 if part.isdigit() else 0.65)


def _environment(parts: Sequence[str], at: int) -> tuple[float, int]:
    """A matrix or cases: its columns, each as wide as its widest entry."""
    depth, end = 0, at
    while end < len(parts):
        depth += {"\\begin": 1, "\\end": -1}.get(parts[end], 0)
        end += 1
        if depth == 0:
            break
    body = parts[group_end(parts, at + 1) : end - 1]
    rows: list[list[list[str]]] = [[[]]]
    depth = 0
    for part in body:
        depth += {"{": 1, "\\begin": 1, "}": -1, "\\end": -1}.get(part, 0)
        if depth == 0 and part == "&":
            rows[-1].append([])
        elif depth == 0 and part == "\\\\":
            rows.append([[]])
        else:
            rows[-1][-1].append(part)
    columns = max(map(len, rows))
    wide = sum(
        max(_wide(row[c]) if c < len(row) else 0.0 for row in rows) + 1.0 for c in range(columns)
    )
    return _with_scripts(parts, group_end(parts, end), wide + 0.8, stacked=False)


# --- breaking -------------------------------------------------------------------------------------


def broken(latex: str, room: float) -> tuple[str, ...]:
    r"""The formula in lines of at most `room`, broken before signs that stand in no brackets.

    Where that is not enough, also before those in brackets that do not grow; what can't be broken
    stays whole, however wide. A line that goes on begins with `{}`, so that its sign is still one
    between two things.

    >>> broken("a + b - c", 3.5)
    ('a+b', '{}-c')
    >>> broken(r"\left(a + b\right)", 2.0)
    ('\\left(a + b\\right)',)
    """
    if width(latex) <= room:
        return (latex,)
    lines: list[str] = []
    for deep in (0, 1, 2):
        lines = list(_filled(_cut(tokens(latex), deep), room))
        if all(width(line) <= room for line in lines):
            break
    return tuple(lines) if len(lines) > 1 else (latex,)


def segments(latex: str) -> tuple[str, ...]:
    r"""The formula in pieces, cut before each sign that stands in no brackets.

    >>> segments("a + (b - c) - d")
    ('a', '{}+(b-c)', '{}-d')
    """
    cut = _cut(tokens(latex), 0)
    if len(cut) == 1:
        return (latex,)
    return tuple(("{}" if n else "") + joined(part) for n, part in enumerate(cut))


def _cut(parts: Sequence[str], deep: int) -> list[list[str]]:
    """Cut before each sign and relation within at most `deep` brackets, and in no group."""
    cut: list[list[str]] = [[]]
    groups = brackets = 0
    for position, part in enumerate(parts):
        before = parts[position - 1] if position else "("
        if part in ("{", "\\begin", "\\left"):
            groups += 1
        elif part in ("}", "\\end", "\\right"):
            groups -= 1
        elif before in ("\\left", "\\right"):
            pass
        elif part in _OPENING:
            brackets += 1
        elif part in _CLOSING:
            brackets -= 1
        elif part in _SIGNS | _RELATIONS and groups == 0 and brackets <= deep and _binary(before):
            cut.append([])
        cut[-1].append(part)
    return [["{", "}", *cut[1]], *cut[2:]] if len(cut) > 1 and cut[0] == ["{", "}"] else cut


def _binary(before: str) -> bool:
    """Whether a sign after this token stands between two things."""
    return before not in _SIGNS | _RELATIONS | _OPENING | {"^", "_", "{", ",", "&", "\\\\"}


def _filled(cut: list[list[str]], room: float) -> list[str]:
    lines = [cut[0]]
    for part in cut[1:]:
        if _wide(lines[-1]) + _wide(part) <= room:
            lines[-1] = [*lines[-1], *part]
        else:
            lines.append(["{", "}", *part])
    return [joined(line) for line in lines]
