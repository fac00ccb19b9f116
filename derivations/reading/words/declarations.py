"""What formulas say of names outright: ranges of indices, sets, heads of definitions, tuples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ...regex import regex
from ..errors import ReadingError
from ..expressions.names import (
    INDEX_LETTERS,
    NameUse,
    group_end,
    scan_name,
    spelled,
    split,
    starts_name,
)
from ..kinds.written import MEMBER
from ..sources.symbols import CLOSERS, DOTS, GREEK, OPENERS, RELATIONS

if TYPE_CHECKING:
    from ..statements.survey import Formula, Survey


WELL_KNOWN = frozenset({"sigma", "sigmoid", "softmax", "relu", "ReLU"})
"""Names of functions that mean the same everywhere, unless a page begins a formula with them."""
_LESS = frozenset(r for r, meaning in RELATIONS.items() if meaning in ("<=", "<"))


def _simple(tokens: Formula, a: int, b: int) -> str | None:
    """A number or a lone letter, as text."""
    if b - a == 1 and tokens[a].kind in ("number", "letter"):
        return tokens[a].text
    return None


_EXTREMES = frozenset({"\\max", "\\min", "\\sup", "\\inf"})


def sum_bounds(out: Survey, tokens: Formula, at: int, bounds: dict[str, str]) -> None:
    """The index and its bounds of a sum or product whose sign is at `at`."""
    letter, upper, lower, i = None, None, None, at + 1
    for _ in range(2):
        if i + 1 >= len(tokens) or tokens[i].kind not in "_^":
            break
        mark, grouped = tokens[i].kind, tokens[i + 1].kind == "{"
        try:
            close = group_end(tokens, i + 1, len(tokens)) if grouped else i + 1
        except ReadingError:
            return
        a, b = (i + 2, close) if grouped else (i + 1, i + 2)
        if mark == "_" and a < b and tokens[a].kind == "letter":
            letter = tokens[a].text
            lower = _simple(tokens, a + 2, b) if b - a > 1 else None
        elif mark == "^":
            out.integers.update(t.text for t in tokens[a:b] if t.kind == "letter")
            out.upper.update(t.text for t in tokens[a:b] if t.kind == "letter")
            upper = spelled(tokens, a, b)
        i = close + 1
    if letter is not None and tokens[at].text in _EXTREMES and letter not in INDEX_LETTERS:
        return  # \max_G: what is chosen best is no index
    if letter is not None:
        out.indices.add(letter)
        out.bound.add(letter)
        if upper is None:
            out.unbounded.add((id(tokens), letter))
        if upper is not None and lower is not None:
            bounds[letter] = upper if lower == "1" and bounds.get(letter, upper) == upper else "?"


def ellipsis(out: Survey, tokens: Formula, at: int) -> None:
    """`1, \\dots, K` and `x_1, \\dots, x_K`: K is an integer, and the range of what is counted."""
    start = at + 2 if at + 2 < len(tokens) and tokens[at + 1].kind == "," else at + 1
    stop = start
    while stop < len(tokens) and tokens[stop].kind in ("letter", "number", "-", "+", "_", "{", "}"):
        stop += 1
    letters = {t.text for t in tokens[start:stop] if t.kind == "letter"}
    if (
        start < stop
        and tokens[start].kind in ("letter", "number")
        and "_" not in {t.kind for t in tokens[start:stop]}
    ):
        head = tokens[:at]
        if head and tokens[at - 1].kind == ",":
            head = tokens[: at - 1]
        if head and head[-1].kind == "number":
            out.integers |= letters
            _counted(out, tokens, len(head), spelled(tokens, start, stop).rstrip("}"))


def _counted(out: Survey, tokens: Formula, end: int, upper: str) -> None:
    r"""`i = 1, \dots, K` and `i \in \{1, \dots, K\}`: the range of i."""
    i = end - 1
    first = tokens[i].text
    while i >= 0 and (tokens[i].kind in ("number", ",") or tokens[i].text == "\\{"):
        i -= 1
    if i < 1 or tokens[i].text not in ("=", "\\in") or tokens[i - 1].kind != "letter":
        return
    while i >= 0 and tokens[i].text not in ("=", "\\in"):
        i -= 1
    numbers = [t.text for t in tokens[i + 1 : end] if t.kind == "number"]
    if (numbers or [first])[0] == "1":
        out.ranges.setdefault(tokens[i - 1].text, set()).add(upper)
    out.indices.add(tokens[i - 1].text)


def declared_range(out: Survey, tokens: Formula, at: int) -> None:
    r"""`1 \leq k \leq K`: the range of k, and K is an integer."""
    if at < 1 or at + 3 >= len(tokens) or tokens[at + 2].text not in _LESS:
        return
    low, name, high = tokens[at - 1], tokens[at + 1], tokens[at + 3]
    if low.text == "1" and name.kind == "letter" and high.kind in ("letter", "number"):
        strict = RELATIONS[tokens[at].text] == "<" or RELATIONS[tokens[at + 2].text] == "<"
        after = tokens[at + 4].text if at + 4 < len(tokens) else ""
        if name.text in INDEX_LETTERS and not strict and after not in ("+", "-", "^", "_"):
            out.ranges.setdefault(name.text, set()).add(high.text)
            out.integers.add(name.text)
            if high.kind == "letter":
                out.integers.add(high.text)


def names_before(tokens: Formula, end: int) -> list[tuple[str, bool]]:
    r"""The names that are listed before the last one, and whether each is one of a family: A and
    B_i of `A, B_i, C \in`."""
    out: list[tuple[str, bool]] = []
    while end >= 2 and tokens[end - 1].text == ",":
        close = end - 1
        if tokens[close - 1].text in DOTS:
            end = close - 1
            continue
        found = None
        for start in range(close - 1, max(close - LONGEST_NAME, 0) - 1, -1):
            if tokens[start].text == "," or tokens[start].kind in ("text", "row"):
                break
            found = _whole_name(tokens, start, close) or found
        if found is None:
            return []
        sub = found.sub
        one_of = sub is not None and sub[1] - sub[0] == 1 and tokens[sub[0]].kind == "letter"
        number = "" if sub is None or one_of else f"_{spelled(tokens, *sub)}"
        out.append((f"{found.base}{number}", one_of))
        end = found.start
    separated = end == 0 or tokens[end - 1].kind in ("text", "row") or (
        tokens[end - 1].text in ("\\forall", "\\exists", "\\quad", ":")
    )  # fmt: skip
    return out if separated else []


def updated(tokens: Formula) -> list[str]:
    r"""The names that an arrow gives new values: x of `x \leftarrow x + 1`.

    >>> from ..sources.tokens import tokenize
    >>> updated(tokenize(r"x \leftarrow x + 1")), updated(tokenize("x = y"))
    (['x'], [])
    """
    out = []
    for at, token in enumerate(tokens):
        if token.text in _UPDATING:
            starts = range(at - 1, max(at - LONGEST_NAME, 0) - 1, -1)
            found = [use for s in starts if (use := _whole_name(tokens, s, at)) is not None]
            out += [found[-1].base] if found else []
    return out


_UPDATING = frozenset({"\\leftarrow", "\\gets", "\\longleftarrow"})
LONGEST_NAME = 12
"""Most tokens of a name with its accents and scripts."""


def _whole_name(tokens: Formula, start: int, end: int) -> NameUse | None:
    """The name that a range is, as a whole."""
    try:
        use = scan_name(tokens, start, end) if starts_name(tokens[start]) else None
    except ReadingError:
        return None
    return use if use is not None and use.end == end else None


def space_after(tokens: Formula, at: int) -> tuple[int, int] | None:
    r"""Where the set stands in which a name that is given lies: `x = [1, 2]^T \in \mathbb{R}^2`.

    >>> from ..sources.tokens import tokenize
    >>> space_after(tokenize(r"x = y \in \mathbb{R}^2, z"), 1)
    (4, 10)
    """
    begun, opened = 0, list[str]()
    for i in range(at, len(tokens)):
        token = tokens[i]
        if token.text in OPENERS or token.text.startswith("begin "):
            opened.append(token.text)
        elif token.text in ("}", "\\}") or token.text.startswith("end "):
            outer = [k for k, t in enumerate(opened) if t not in ("(", "[")]
            del opened[outer[-1] if outer else 0 :]  # with the brackets in it that are not closed
        elif token.text in CLOSERS and opened[-1:] and opened[-1] in ("(", "["):
            opened.pop()
        if opened:
            continue
        if token.text == "\\in" and not begun:
            begun = i + 1
        elif token.kind in (",", ";", "row", "text"):
            return (begun, i) if begun else None
        elif token.text in RELATIONS and token.text not in ("=", ":="):
            return None
    return (begun, len(tokens)) if begun else None


def member(out: Survey, tokens: Formula, at: int, key: str, *, one_of: bool = False) -> None:
    r"""`x \in \mathbb{R}^n`: x is a vector of length n; so is each `one_of` a family, `x_i`."""
    text = without_points(spelled(tokens, at, len(tokens)))
    if text in ("\\mathbb{R}", "\\mathbbR", "\\R"):
        out.declared[key] = "scalar"
    elif text in ("\\mathbb{C}", "\\mathbbC", "\\C"):
        out.declared[key] = "complex"
        before = at - 3  # z, w \\in C
        while before > 0 and tokens[before].text == "," and tokens[before - 1].kind == "letter":
            out.declared[tokens[before - 1].text] = "complex"
            before -= 2
    elif text.startswith(("\\mathbb{C}^", "\\mathbbC^")) and one_of:
        out.declared[f"{key}{MEMBER}"] = "complex vector or matrix"
    elif text.startswith(("\\mathbb{R}^", "\\mathbbR^")):
        size = text.partition("^")[2].strip("{}")
        out.declared[key] = "vector" if size.isalnum() else "matrix"
        if one_of:
            out.declared[f"{key}{MEMBER}"] = out.declared[key]
        sides = size.split("\\times")
        if len(sides) == 2 and all(s.isdigit() or (s.isalpha() and len(s) == 1) for s in sides):
            out.ranks.setdefault(key, set()).add(2)
            for axis, side in enumerate(sides):
                out.lengths.setdefault((key, axis), set()).add(side)
                out.integers |= {side} if side.isalpha() else set()
        if size.isalpha() and len(size) == 1:
            out.integers.add(size)
        if size.isdigit() or (size.isalpha() and len(size) == 1):
            place = (f"{key}{MEMBER}", 1) if one_of else (key, 0)
            out.lengths.setdefault(place, set()).add(size)


def without_points(space: str) -> str:
    r"""A set of numbers as it is written, without what is taken out of it.

    >>> without_points(r"\mathbb{C}\setminus\{0\}"), without_points(r"\mathbb{C}^*")
    ('\\mathbb{C}', '\\mathbb{C}')
    """
    return _POINTS.sub("", space)


_POINTS = regex(
    r"(?:\\setminus|\\backslash|(?<=[}CRZQ])(?:-|\\)\\?\{).*\Z|\^\{?(?:\*|\\ast|\\times)\}?\Z"
)
_OPENING = frozenset({"(", "[", "\\cdot"})


def after_transpose(tokens: Formula, at: int) -> int:
    """Where what follows a sign of transposition at `at` begins; 0 where there is no such sign."""
    if at >= len(tokens) or tokens[at].kind != "^":
        return 0
    sign = [t.text for t in tokens[at + 1 : at + 4]]
    if sign[:1] in (["T"], ["\\top"]):
        return at + 2
    return at + 4 if sign in (["{", "T", "}"], ["{", "\\top", "}"]) else 0


def columns(tokens: Formula, use: NameUse, declared: Mapping[str, str]) -> tuple[NameUse, ...]:
    r"""`u^T v`: small letters that are transposed, and what such a row multiplies, are vectors."""
    at = after_transpose(tokens, use.end)
    if not at or not (use.bold or _is_small(use)) or declared.get(use.base) == "scalar":
        return ()
    multiplied = at < len(tokens) and (starts_name(tokens[at]) or tokens[at].text in _OPENING)
    out = (use,)
    if not multiplied:
        return out if declared.get(use.base) == "vector" else ()
    if starts_name(tokens[at]):
        try:
            following = scan_name(tokens, at, len(tokens))
        except ReadingError:
            return out
        after = tokens[following.end].text if following.end < len(tokens) else ""
        if _is_small(following) and after not in ("(", "^", "'"):
            return (use, following)
    return out


def bold_pair(tokens: Formula, use: NameUse) -> tuple[NameUse, ...]:
    r"""Two bold small names that are added, or multiplied: `\mathbf{x} \cdot \mathbf{y}`."""
    sign = tokens[use.end].text if use.end + 1 < len(tokens) else ""
    before = tokens[use.start - 1].text if use.start else ""
    joined = sign in ("+", "-", "\\cdot") or (sign == "," and before == "\\langle")
    if not joined or not _is_small(use) or not starts_name(tokens[use.end + 1]):
        return ()
    try:
        following = scan_name(tokens, use.end + 1, len(tokens))
    except ReadingError:
        return ()
    return (use, following) if following.bold and _is_small(following) else ()


def lone_arguments(tokens: Formula) -> Iterator[tuple[str, str]]:
    """The names f and d of `f(d)` and `f'(d)`."""
    for i, token in enumerate(tokens[:-2]):
        if token.kind != "(" or not i or tokens[i + 2].kind != ")":
            continue
        at = i - 1
        while at > 0 and tokens[at].kind == "'":
            at -= 1
        yield tokens[at].text.lstrip("\\"), tokens[i + 1].text.lstrip("\\")


_NORMS = frozenset({"\\|", "\\Vert", "\\lVert", "\\rVert"})
NORMED = _NORMS | {"\\nabla"}
"""Signs that tell vectors."""


def normed_names(tokens: Formula, declared: Mapping[str, str]) -> tuple[list[str], list[list[str]]]:
    r"""The vectors of a formula with norms or gradients, and groups of them that are added.

    In `\|x - y\|` both are vectors; beside a norm, a gradient or a product with a matrix, so is
    what the page declares to be one.
    """
    texts = {t.text for t in tokens}
    if texts.isdisjoint(NORMED) and "matrix" not in declared.values():
        return [], []
    marks = [i for i, t in enumerate(tokens) if t.text in _NORMS]
    here = [t.text.lstrip("\\") for t in tokens]
    kinds = [declared.get(text, "") for text in here]
    multiplied = ("matrix", "vector") in pairwise(kinds)  # A x
    if not (marks or multiplied or "nabla" in here):
        return [], []
    names = [n for n, what in declared.items() if what == "vector" and n in here]
    groups = []
    for a, b in zip(marks[::2], marks[1::2], strict=False):
        inside = tokens[a + 1 : b]
        alone = all(t.kind in ("letter", "+", "-") for t in inside)
        letters = [t.text for t in inside if t.kind == "letter"]
        if alone and len(letters) == sum(t.kind != "letter" for t in inside) + 1:
            groups.append([n for n in letters if n.islower()])
    return list(dict.fromkeys([*names, *(n for g in groups for n in g)])), groups


def _is_small(use: NameUse) -> bool:
    """Whether a name is a small letter, Latin or Greek, perhaps with an accent."""
    core = use.base.partition("^{")[0].strip("'").rpartition("{")[2].strip("}").lstrip("\\")
    return core[:1].islower() and (len(core) == 1 or f"\\{core}" in GREEK)


def _arguments(tokens: Formula, at: int) -> tuple[list[NameUse] | None, int]:
    """The names between the bracket at `at` and its partner (None: not only names)."""
    try:
        close = group_end(tokens, at, len(tokens))
        names = []
        for a, b in split(tokens, at + 1, close):
            if a >= b or not starts_name(tokens[a]):
                return None, close
            use = scan_name(tokens, a, b)
            if use.end != b:
                return None, close
            names.append(use)
    except ReadingError:
        return None, at
    return names, close


def head(out: Survey, tokens: Formula, use: NameUse, key: str) -> None:
    """`f(x, y) =` and `S(x)_i =`: evidence that the name is a function."""
    names, close = _arguments(tokens, use.end)
    if names is None:
        return
    after = close + 1
    if after + 1 < len(tokens) and tokens[after].kind == "_":
        grouped = tokens[after + 1].kind == "{"
        after = (group_end(tokens, after + 1, len(tokens)) if grouped else after + 1) + 1
    if after < len(tokens) and tokens[after].kind == "&":
        after += 1
    if after < len(tokens) and RELATIONS.get(tokens[after].text) in ("=", ":="):
        before = tokens[use.start - 1] if use.start else None
        if key == "softmax" and key in spelled(tokens, after, len(tokens)):
            return  # softmax(x) = softmax(x + c) defines nothing
        if key in _LOGISTIC and not _stands_in(names, tokens, after):
            return  # sigma(s) = t is an equation for s
        if key not in WELL_KNOWN or before is None or before.kind in (",", "text", "row", "="):
            out.heads.add(key)
        for name in names:
            if name.sub is None and name.base in out.numbered_in.get(id(tokens), ()):
                out.ranks.setdefault(name.base, {1})


_LOGISTIC = ("sigma", "sigmoid")


def _stands_in(names: Sequence[NameUse], tokens: Formula, start: int) -> bool:
    """Whether one of some names stands after a place, so that a value is given for each of it."""
    known = {name.base for name in names}
    return any(t.text.lstrip("\\") in known for t in tokens[start:])


def several(out: Survey, tokens: Formula, use: NameUse) -> None:
    """`Theta = (a, b)`: a name for several at once."""
    if use.end + 1 >= len(tokens) or tokens[use.end + 1].kind != "(":
        return
    names, close = _arguments(tokens, use.end + 1)
    following = tokens[close + 1].kind if close + 1 < len(tokens) else ""
    plain = names is not None and len(names) > 1 and all(n.sub is None for n in names)
    if names and plain and following in ("", ",", ".", "text", ";"):
        out.tuples[use.base] = tuple(n.base for n in names)
