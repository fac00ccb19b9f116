r"""Names that vary with another one, though no definition says how: y of `y' = x y`, of "y(x)".

Under a derivative, an integral, a limit in that name they are no constants.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ...regex import regex
from ..errors import ReadingError
from ..expressions.names import group_end, scan_name, spelled, starts_name
from ..sources.symbols import FUNCTION_LETTERS, GREEK
from ..sources.tokens import Token

ANY = "*"
_DIFFERENTIAL = frozenset({"d", "\\partial"})
_DOTS = frozenset({"\\dot", "\\ddot"})
VARYING = _DIFFERENTIAL | _DOTS | {"'", "("}
"""Signs without which no formula tells that a name varies with another one."""
_FUNCTION_OF = regex(
    r"\$\\?(?P<name>[A-Za-z]+)\$(?:\([^)]*\))?[^.$]{0,30}?\b(?:functions? of|depends? (?:up)?on"
    r"|(?:var(?:y|ies)|changes?|grows?|increases?|decreases?|decays?|shrinks?|rises?|falls?|evolves?"
    r"|drifts?)\s+(?:with|over|in|as)|(?:in|de)creasing\s+(?:in|with)|growing\s+with"
    r"|at (?:the )?time)(?:\s[^.$]{0,20})?\s\$\\?(?P<by>[A-Za-z]+)",
    re.IGNORECASE,
)
_FUNCTION_NAMED = regex(
    r"\bfunctions?\s+\$\\?(?P<name>[A-Za-z]+)\$\s+of\b[^.$]{0,20}(?:\$\\?(?P<by>[A-Za-z]+))?"
    r"|\b(?:(?P<time>time)-dependent|variable|unknown function)\s+\$\\?(?P<other>[A-Za-z]+)\$",
    re.IGNORECASE,
)
_BOTH = regex(
    r"\bBoth\s+\$\\?(?P<one>[A-Za-z]+)\$\s+and\s+\$\\?(?P<two>[A-Za-z]+)\$\s+depend\s+on\s+"
    r"\$\\?(?P<by>[A-Za-z]+)",
    re.IGNORECASE,
)
_IMPLICIT = regex(
    r"\bimplicit(?:ly)?\b[^.]{0,60}\bdifferentiat|\bdifferentiat\w+[^.]{0,80}\bimplicit",
    re.IGNORECASE,
)
_DERIVED = regex(
    r"\b(?:mean|average|sum|total|norm|maximum|minimum|variance|deviations?|normali[sz]\w+"
    r"|partition function|outputs?|predictions?|hidden state|loss|cost|data term|price|demand"
    r"|activations?)"
    r"\s+(?:is\s+|be\s+)?\$(?P<after>\\?[^$]{1,20}?)\$"
    r"|\$(?P<before>\\?[^$=]{1,20})\$(?:\s+and\s+\$(?P<second>\\?[^$=]{1,20})\$)?"
    r"\s*,?\s+(?:is|are|be|denotes?|the)\s+(?:the\s+)?(?:[\w'-]+\s+){0,2}"
    r"(?:mean|average|sum|total|norm|maximum|minimum|variance|standard deviation|normali[sz]\w+"
    r"|partition function|output|prediction|hidden state|loss|cost)\b",
    re.IGNORECASE,
)
"""Names of what is made of other quantities."""
ACCENTED = ("\\hat{", "\\bar{", "\\overline{", "\\widehat{")
ENTRIES = "[]"
"""Stands for the entries of families, by which a name varies."""
FUNCTION = "()"
"""Stands for what a function is written with."""
_CALLED_FUNCTION = regex(
    r"\$\\?(?P<name>[A-Za-z]+)\$(?:\s*(?:,|and)\s*\$\\?(?P<second>[A-Za-z]+)\$)?\s*,?\s+"
    r"(?:(?:are|be|is|being)\s+)?(?:(?:an?|the|two|some|given|known|input|smooth)\s+){0,3}"
    r"(?:functions?|signals?|filters?)\b(?!\s+of\b)",
    re.IGNORECASE,
)
_NORMED = regex(r"\b(?:batch|layer|instance|group)[- ]?norm|\bstandardi[sz]", re.IGNORECASE)
_NORMALIZES = regex(r"\$\\?(?P<name>[A-Za-z]+)\$\s+normali[sz]es\b", re.IGNORECASE)
_POLAR = regex(r"\b(?:polar|spherical|cylindrical) coordinates\b", re.IGNORECASE)
_AROUND, _STRAIGHT = ("r", "rho", "theta", "phi", "varphi"), ("x", "y", "z")
_DISTANCE = regex(
    r"\$\\?(?P<name>[A-Za-z]+)\$ (?:is|be|denotes?|as) the distance (?:from|of|to)\b", re.IGNORECASE
)
LOSSES = frozenset({"L", "J", "\\mathcal{L}", "\\mathcal{J}", "\\ell", "ell", "loss", "Loss"})
"""Names of losses, which depend on all parameters."""


NORMALIZERS = frozenset({"Z"})
"""What entries are divided by so that they add up to 1."""


def varying(formulas: Iterable[Sequence[Token]]) -> dict[str, set[str]]:
    r"""For each name by what it is differentiated, or what it is called with.

    >>> from ..sources.tokens import tokenize
    >>> varying([tokenize("y' = x y"), tokenize("u(t) = 1"), tokenize(r"\frac{dv}{ds}")])
    {'y': {'*'}, 'u': {'t'}, 'v': {'s'}}
    """
    out: dict[str, set[str]] = {}
    for tokens in formulas:
        for at, token in enumerate(tokens):
            if token.text in _DOTS and at + 2 < len(tokens):
                below = at + 2 if tokens[at + 1].kind == "{" else at + 1
                out.setdefault(tokens[below].text.lstrip("\\"), set()).add(ANY)
            elif token.text in _DIFFERENTIAL:
                _differentiated(tokens, at, out)
            elif token.kind in ("'", "(") and at and starts_name(tokens[at - 1]):
                by = _by(tokens, at)
                if by:
                    out.setdefault(tokens[at - 1].text.lstrip("\\"), set()).add(by)
    return out


def equations(formulas: Iterable[Sequence[Token]]) -> dict[str, set[str]]:
    r"""For each name that stands alone before an equals sign the names after it, on all the page;
    an entry is given by its index `[i]`, too, and families after the sign end in `_`.

    >>> from ..sources.tokens import tokenize
    >>> found = equations([tokenize(r"L = a^2 + w, a = w x, p_i = \sum_{j=1}^m r j")])
    >>> sorted(found["L"]), sorted(found["a"]), sorted(found["p"])
    (['a', 'w'], ['w', 'x'], ['[i]', 'm', 'r'])
    """
    out: dict[str, set[str]] = {}
    for tokens in formulas:
        for at, token in enumerate(tokens):
            if token.text not in _EQUALS or not at:
                continue
            heads, indices = _alone_before(tokens, at)
            for name in heads:
                below = _names_after(tokens, at + 1) - indices
                out.setdefault(name, set()).update(below, (f"[{i}]" for i in indices))
    return out


def valued(formulas: Iterable[Sequence[Token]]) -> set[str]:
    r"""The names that stand alone before an equals sign, and a value without them after it: a of
    `a = 2`, but no index that runs, `k = 1, \dots, n`.

    >>> from ..sources.tokens import tokenize
    >>> formulas = ["v = 20, g = 10", r"k = 1, \dots, n", "x = 2x"]
    >>> sorted(valued(tokenize(formula) for formula in formulas))
    ['g', 'v']
    """
    out: set[str] = set()
    for tokens in formulas:
        for at, token in enumerate(tokens):
            heads, indices = (
                _alone_before(tokens, at) if token.text in _EQUALS and at else ([], set())
            )
            numbered = bool(heads) and "_" in heads[0]
            if not heads or indices or numbered or heads[0] in _names_after(tokens, at + 1):
                continue
            end = at + 1
            while end < len(tokens) and tokens[end].text not in _ENDS:
                end += 1
            runs = any(t.text in _DOTTED for t in tokens[at + 1 : end + 3])
            if end > at + 1 and not runs:
                out.add(heads[0])
    return out


_DOTTED = frozenset({"\\dots", "\\ldots", "\\cdots", "\\dotsc"})
_EQUALS = frozenset({"=", ":="})
_ENDS = frozenset({"=", ":=", ",", ";", "row", "&", "<", ">", "\\le", "\\ge", "\\leq", "\\geq"})
_FARTHEST = 12
_BINDING = frozenset({"\\sum", "\\prod", "\\lim", "\\max", "\\min", "\\sup", "\\inf"})


def adding_up(formulas: Iterable[Sequence[Token]]) -> set[str]:
    r"""The families whose entries a formula adds up to a number.

    >>> from ..sources.tokens import tokenize
    >>> adding_up([tokenize(r"\sum_i p_i = 1"), tokenize(r"\sum_i q_i = r")])
    {'p'}
    """
    out: set[str] = set()
    for tokens in formulas:
        for at, token in enumerate(tokens):
            if token.text != "\\sum":
                continue
            first = _past_scripts(tokens, at + 1)
            if first >= len(tokens) or not starts_name(tokens[first]):
                continue
            try:
                use = scan_name(tokens, first, len(tokens))
            except ReadingError:
                continue
            after = tokens[use.end : use.end + 2]
            if len(after) == 2 and after[0].text == "=" and after[1].kind == "number":
                out.add(use.base)
    return out


def tied(formulas: Iterable[Sequence[Token]]) -> list[frozenset[str]]:
    r"""The names of each equation that only ties them to one another: `x + y = 10`, `2r = h`.

    No definition does, nor what may be an identity.

    >>> from ..sources.tokens import tokenize
    >>> texts = "x + 2y = 10, a x = 1, y = 3", r"V = x^2 h = 32", r"\frac{r}{h} = \frac{1}{2}"
    >>> [sorted(names) for names in tied(map(tokenize, texts))]
    [['x', 'y'], ['h', 'x'], ['h', 'r']]
    >>> tied([tokenize("y = 2x, (x + y)^2 = x^2 + 2 x y + y^2")])
    []
    """
    out: list[frozenset[str]] = []
    for tokens in formulas:
        start = 0
        for at, token in enumerate([*tokens, None]):
            if token is None or token.text in (",", ";", "row"):
                out += _ties(tokens[start:at])
                start = at + 1
    return out


def _ties(part: Sequence[Token]) -> Iterator[frozenset[str]]:
    """The names that are tied by a statement, for each of its equals signs that does."""
    signs = [i for i, t in enumerate(part) if t.text == "="]
    if not signs or not all(_is_plain(part, i) for i in range(len(part))):
        return
    edges = [-1, *signs, len(part)]
    sides = [part[a + 1 : b] for a, b in pairwise(edges)]
    for k, (left, right) in enumerate(pairwise(sides)):
        if (k == 0 and len(left) < 2) or not left or not right or right[0].text == "0":
            continue
        names = [{t.text for t in side if _is_varying(t)} for side in (left, right)]
        if names[0] != names[1] and len(names[0] | names[1]) > 1:
            yield frozenset(name.lstrip("\\") for name in names[0] | names[1])


def _is_varying(token: Token) -> bool:
    letter = token.kind == "letter" and token.text not in _COEFFICIENTS
    return letter or token.text in GREEK - {"\\pi"}


def _is_plain(part: Sequence[Token], at: int) -> bool:
    """Whether a token is arithmetic on numbers: no capital, no difference, no function."""
    token = part[at]
    following = part[at + 1].kind if at + 1 < len(part) else ""
    if token.kind == "letter":
        called = following == "(" and (at == 0 or token.text in FUNCTION_LETTERS)
        return token.text not in "de" and not called and (token.text.islower() or at == 0)
    if token.text in GREEK and following == "(":
        return False
    return token.kind in _PLAIN or token.text in _ARITHMETIC or token.text in GREEK


_PLAIN = frozenset({"number", "+", "-", "^", "{", "}", "(", ")", "/", "="})
_ARITHMETIC = frozenset("\\pi = \\cdot \\times \\frac \\tfrac \\dfrac \\sqrt".split())
_COEFFICIENTS = frozenset("abckmn")


def _past_scripts(tokens: Sequence[Token], at: int) -> int:
    """Where what follows a sign's scripts begins; past the end where brackets do not match."""
    while at + 1 < len(tokens) and tokens[at].kind in ("_", "^"):
        try:
            grouped = tokens[at + 1].kind == "{"
            at = group_end(tokens, at + 1, len(tokens)) + 1 if grouped else at + 2
        except ReadingError:
            return len(tokens)
    return at


def _alone_before(tokens: Sequence[Token], at: int) -> tuple[list[str], set[str]]:
    """The name that is all that stands before an equals sign, as a family and with its subscript,
    and the letters of that."""
    start = at
    while start and at - start < _FARTHEST and tokens[start - 1].text not in _ENDS:
        start -= 1
    if start == at or not starts_name(tokens[start]):
        return [], set()
    try:
        use = scan_name(tokens, start, at)
    except ReadingError:
        return [], set()
    if use.end != at:
        return [], set()
    if use.sub is None:
        return [use.base], set()
    letters = {t.text for t in tokens[use.sub[0] : use.sub[1]] if t.kind == "letter"}
    full = f"{use.base}_{spelled(tokens, *use.sub)}"
    return ([use.base, full] if letters else [full]), letters


def _names_after(tokens: Sequence[Token], at: int) -> set[str]:
    """The names up to the end of a side, but for those that sums and integrals bind."""
    found: set[str] = set()
    bound: set[str] = set()
    integral = False
    while at < len(tokens) and tokens[at].text not in _ENDS:
        text = tokens[at].text
        integral = integral or text == "\\int"
        if text in _BINDING and at + 2 < len(tokens) and tokens[at + 1].kind == "_":
            grouped = tokens[at + 2].kind == "{"
            bound.update(t.text.lstrip("\\") for t in tokens[at + 2 + grouped : at + 3 + grouped])
            at += 3
            while grouped and at < len(tokens) and tokens[at - 1].kind != "}":
                at += 1
            continue
        if starts_name(tokens[at]):
            try:
                use = scan_name(tokens, at, len(tokens))
            except ReadingError:
                at += 1
                continue
            if integral and use.base == "d" and use.sub is None and use.end < len(tokens):
                bound.add(tokens[use.end].text.lstrip("\\"))
            if use.sub is None:
                found.add(use.base)
            else:
                found |= {f"{use.base}_", f"{use.base}_{spelled(tokens, *use.sub)}"}
            at = max(use.end, at + 1)
            continue
        at += 1
    return found - bound


def _by(tokens: Sequence[Token], at: int) -> str:
    """By what a name varies that a prime or a bracket follows: x of `y(x)`, anything for `y'`."""
    if at > 1 and tokens[at - 2].kind in ("_", "^"):  # s_k(x)
        return ""
    if tokens[at].kind == "'":
        return ANY
    lone = at + 2 < len(tokens) and tokens[at + 2].text == ")" and starts_name(tokens[at + 1])
    return tokens[at + 1].text.lstrip("\\") if lone else ""


def _differentiated(tokens: Sequence[Token], at: int, out: dict[str, set[str]]) -> None:
    r"""`\frac{dy}{dx}`, `dy/dx`: y varies with x."""
    if at + 1 >= len(tokens) or not starts_name(tokens[at + 1]):
        return
    try:
        use = scan_name(tokens, at + 1, len(tokens))
    except ReadingError:
        return
    rest = [t.text for t in tokens[use.end : use.end + 4]]
    below = (
        use.end + 3 if rest[:2] == ["}", "{"] and rest[2:3] and rest[2] in _DIFFERENTIAL
        else use.end + 2 if rest[:1] == ["/"] and rest[1:2] and rest[1] in _DIFFERENTIAL else 0
    )  # fmt: skip
    if below and below < len(tokens):
        out.setdefault(use.base, set()).add(tokens[below].text.lstrip("\\"))


def told_to_vary(words: str) -> list[tuple[int, str, str]]:
    """What the words say of that, each with its place: "$y$ is a function of $x$"; of all names
    (without one) where they differentiate implicitly.

    >>> told_to_vary("Let $y$ be a function of $x$."), told_to_vary("a function $p$ of time")
    ([(4, 'y', 'x')], [(2, 'p', '*')])
    """
    out: list[tuple[int, str, str]] = []
    for match in _FUNCTION_OF.finditer(words):
        out.append((match.start(), match["name"], match["by"]))
    for match in _FUNCTION_NAMED.finditer(words):
        name = match["name"] or match["other"]
        by = match["by"] or ("t" if match["time"] else ANY)
        out.append((match.start(), name, by))
    for match in _BOTH.finditer(words):
        out += [(match.start(), match[which], match["by"]) for which in ("one", "two")]
    for match in _DERIVED.finditer(words):
        names = (match[which] for which in ("after", "before", "second"))
        out += [(match.start(), name.strip().lstrip("\\"), ANY) for name in names if name]
    for match in _CALLED_FUNCTION.finditer(words):
        named = (match["name"], match["second"])
        out += [(match.start(), name, FUNCTION) for name in named if name]
    for match in _NORMED.finditer(words):
        out += [(match.start(), name, ENTRIES) for name in ("mu", "sigma", "m", "s")]
    out += [(match.start(), match["name"], ANY) for match in _NORMALIZES.finditer(words)]
    for match in _POLAR.finditer(words):
        out += [(match.start(), a, b) for a in _AROUND for b in _STRAIGHT]
        out += [(match.start(), b, a) for a in _AROUND for b in _STRAIGHT]
    out += [(match.start(), match["name"], by) for match in _DISTANCE.finditer(words)
            for by in (*_STRAIGHT, ENTRIES)]  # fmt: skip
    out += [(match.start(), "", ANY) for match in _IMPLICIT.finditer(words)]
    return out
