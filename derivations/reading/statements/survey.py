"""What each name of a scope is, judged from how it is used there: vector, function, index, length.

A survey is taken of all formulas of a scope before any is read, so that `x_1` means the same in all
of them: an entry where `x_i` occurs too, a name of its own where it doesn't.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..errors import ReadingError
from ..expressions.names import (
    INDEX_LETTERS,
    NameUse,
    Subscript,
    classify,
    key_of,
    plain_letter,
    scan_name,
    spelled,
    starts_name,
    word_run,
)
from ..kinds import Kinds, counts_with_t, learned
from ..sources.symbols import ARROWS, DOTS, FUNCTION_LETTERS, RELATIONS, WORDS
from ..sources.tokens import Token
from ..words.declarations import (
    NORMED,
    after_transpose,
    bold_pair,
    columns,
    declared_range,
    ellipsis,
    head,
    lone_arguments,
    member,
    names_before,
    normed_names,
    several,
    space_after,
    sum_bounds,
)
from .mappings import of_vectors
from .varying import VARYING, adding_up, equations, tied, varying

Formula = Sequence[Token]
_BIG = frozenset({"\\sum", "\\prod", "\\max", "\\min", "\\bigcup", "\\sup", "\\inf"})
_LESS = frozenset(r for r, meaning in RELATIONS.items() if meaning in ("<=", "<"))


@dataclass(slots=True)
class Survey:
    """The uses of names in some formulas; names are bases as `names.scan_name` gives them.

    `invented` are the letters of lengths that the formulas don't name; `power_t` tells that T is a
    number, so that `x^T` is no transpose; `assumed` are kinds of names that are supposed, and
    `alternatives` the surveys with one kind more, once they are asked for.
    `signs` are the texts of all tokens of the formulas.
    `told` are those of which the words tell what they are.
    `implied`: the signs of sums over repeated indices are left out in them.
    """

    formulas: list[Formula] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)
    implied: bool = False
    bold: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    declared: dict[str, str] = field(default_factory=dict)
    ranks: dict[str, set[int]] = field(default_factory=dict)
    integers: set[str] = field(default_factory=set)
    indices: set[str] = field(default_factory=lambda: set(INDEX_LETTERS))
    used_indices: set[str] = field(default_factory=set)
    indexed: set[str] = field(default_factory=set)
    tuples: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: dict[str, set[str]] = field(default_factory=dict)
    lengths: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    indexed_by: dict[str, set[tuple[str, int]]] = field(default_factory=dict)
    bound: set[str] = field(default_factory=set)
    upper: set[str] = field(default_factory=set)
    solo: set[str] = field(default_factory=set)
    assigned: set[str] = field(default_factory=set)
    indexed_in: dict[int, set[str]] = field(default_factory=dict)
    juxtaposed: set[int] = field(default_factory=set)
    numbered_in: dict[int, set[str]] = field(default_factory=dict)
    with_label_index: set[str] = field(default_factory=set)
    derived: set[str] = field(default_factory=set)
    alone_in: dict[int, set[tuple[str, str]]] = field(default_factory=dict)
    columns: set[str] = field(default_factory=set)
    columns_in: dict[int, set[str]] = field(default_factory=dict)
    unbounded: set[tuple[int, str]] = field(default_factory=set)
    given_by: dict[int, frozenset[str]] = field(default_factory=dict)
    recurrent: set[str] = field(default_factory=set)
    varying: dict[str, set[str]] = field(default_factory=dict)
    equations: dict[str, set[str]] = field(default_factory=dict)
    adding_up: set[str] = field(default_factory=set)
    tied: list[frozenset[str]] = field(default_factory=list)
    _together: dict[tuple[int, str], dict[tuple[str, int], None]] = field(default_factory=dict)
    put_together: dict[int, set[int]] = field(default_factory=dict)
    kinds: Kinds = field(default_factory=Kinds)
    invented: set[str] = field(default_factory=set)
    power_t: bool = False
    assumed: dict[str, str] = field(default_factory=dict)
    alternatives: dict[tuple[str, str], Survey] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    of_vectors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    both_ways: frozenset[tuple[str, str]] | None = None
    _uses: list[tuple[Formula, NameUse, dict[str, str]]] = field(default_factory=list)
    _paired: list[tuple[Formula, NameUse]] = field(default_factory=list)
    _braced: set[str] = field(default_factory=set)

    def rank(self, base: str) -> int | None:
        """The number of indices of a family; None for what is none or has several ranks."""
        ranks = self.ranks.get(base)
        if ranks is None:
            return 1 if base in self.bold or self.declared.get(base) == "vector" else None
        return next(iter(ranks)) if len(ranks) == 1 else None

    def declared_otherwise(self, kind: str) -> set[str]:
        """The names that are declared, but for those that only words say to be of a kind."""
        return {n for n, what in self.declared.items() if what != kind or n not in self.told}

    def is_column(self, key: str, tokens: Formula) -> bool:
        """Whether the formula transposes the name, or multiplies a row by it."""
        return key in self.columns_in.get(id(tokens), ())

    def entries_in(self, base: str, tokens: Formula) -> bool:
        """Whether the formula takes entries of the family."""
        if base in self.indexed_in.get(id(tokens), ()):
            return True
        return base in self.numbered_in.get(id(tokens), ()) and self.rank(base) is not None

    def length(self, base: str, axis: int) -> str | None:
        """The length of a family along an axis, a number or a name, where all uses agree."""
        found = self.lengths.get((base, axis), set())
        text = next(iter(found)) if len(found) == 1 else "?"
        return text if text.isdigit() or (len(text) == 1 and text.isalpha()) else None


def survey(
    formulas: Iterable[Formula], *, implied: bool = False, told: Mapping[str, str] | None = None
) -> Survey:
    r"""The survey of some formulas; of some names the words have `told` what they are.

    >>> from ..sources.tokens import tokenize
    >>> s = survey([tokenize(r"S(\mathbf{x})_i = e^{x_i} / \sum_{j=1}^K e^{x_j}")])
    >>> s.rank("x"), s.length("x", 0), sorted(s.heads), sorted(s.integers)
    (1, 'K', ['S'], ['K', 'i', 'j'])
    """
    out = Survey(implied=implied)
    for tokens in formulas:
        out.formulas.append(tokens)
        here = {t.text for t in tokens}
        out.signs |= here
        if not here.isdisjoint(_EQUALS):
            out.given_by[id(tokens)] = _index_of_head(tokens)
            if out.given_by[id(tokens)] and _is_of_itself(tokens):
                out.recurrent.add(scan_name(tokens, 0, len(tokens)).base)
        _walk(out, tokens)
        if not here.isdisjoint(_COLONS):
            out.of_vectors.update(of_vectors(tokens))
        alone = set(lone_arguments(tokens)) if "(" in here else None
        if alone:
            out.alone_in[id(tokens)] = alone
    for name, what in (told or {}).items():
        if name not in out.declared:
            out.declared[name] = what
            out.told.add(name)
    _finish(out)
    if not out.signs.isdisjoint(VARYING):
        out.varying = varying(out.formulas)
    if not out.signs.isdisjoint(_EQUALS):
        out.equations, out.tied = equations(out.formulas), tied(out.formulas)
        out.adding_up = adding_up(out.formulas)
    return out


def _index_of_head(tokens: Formula) -> frozenset[str]:
    """The k of `z_k = \\sum_j W_{kj} h_j`, and so of what else stands at k there: the entries of z
    are given one by one."""
    if not tokens or not starts_name(tokens[0]):
        return frozenset()
    try:
        use = scan_name(tokens, 0, len(tokens))
    except ReadingError:
        return frozenset()
    following = tokens[use.end].text if use.end < len(tokens) else ""
    if use.sub is None or following not in _EQUALS:
        return frozenset()
    inside = tokens[use.sub[0] : use.sub[1]]
    letters = [t for t in inside if t.text != ","]
    plain = all(t.kind == "letter" for t in letters)
    return frozenset(t.text for t in letters) if plain else frozenset()


def _is_of_itself(tokens: Formula) -> bool:
    r"""Whether an entry is given by others of the same name: `h_t = \\tanh(w h_{t-1})`."""
    use = scan_name(tokens, 0, len(tokens))
    written = [t.text for t in tokens[use.start : (use.sub or (use.end,))[0]]]
    rest = [t.text for t in tokens[use.end :]]
    long = len(written)
    return any(rest[i : i + long] == written for i in range(len(rest) - long + 1))


_EQUALS = frozenset({"=", ":=", "\\coloneqq", "\\equiv"})
_COLONS = frozenset({":", "\\colon"})


def _walk(out: Survey, tokens: Formula) -> None:
    bounds: dict[str, str] = {}
    seen: set[tuple[str, str, str]] = set()
    i, end = 0, len(tokens)
    while i < end:
        token = tokens[i]
        if token.kind in _PASSED:
            i += 1
            continue
        text = token.text
        if text in ("d", "\\partial") and _below(tokens, i):
            out.derived.add(tokens[i + 1].text)
        if text == ")" and i + 1 < end and tokens[i + 1].kind in ("(", "'"):
            _functions_together(out, tokens, i)
        if text in _BIG:
            sum_bounds(out, tokens, i, bounds)
        elif text in DOTS:
            ellipsis(out, tokens, i)
        elif text in _LESS:
            declared_range(out, tokens, i)
        elif text == "\\binom":
            out.integers.update(t.text for t in tokens[i + 1 : i + 7] if t.kind == "letter")
        elif starts_name(token):
            if plain_letter(tokens, i, end):
                _plain_use(out, tokens, i, bounds, seen)
                i += 1
                continue
            try:
                use = scan_name(tokens, i, end)
            except ReadingError:
                i += 1
                continue
            out._uses.append((tokens, use, bounds))
            first = not (i and tokens[i - 1].kind == "letter" and tokens[i - 1].end == token.start)
            run = word_run(tokens, i, end) - i if token.kind == "letter" and first else 0
            if run == 2:
                out.juxtaposed.add(id(tokens))
            if 0 < run <= 2:
                out.solo.update(t.text for t in tokens[i : i + run])
            _scripts(out, tokens, use)
            if use.bold or after_transpose(tokens, use.end):
                out._paired.append((tokens, use))
            i = max(use.end, i + 1)
            continue
        i += 1


_PASSED = frozenset(
    {"number", "+", "-", "=", "^", "_", "{", "}", "(", "[", "]", "/", "!", "'", "|"}
)
"""Tokens that tell nothing by themselves."""
_TOGETHER = frozenset({"+", "-", "*", "/", "\\cdot", "\\circ"})
_MOST_TOGETHER = 16


def _functions_together(out: Survey, tokens: Formula, close: int) -> None:
    """The letters f and g of `(f + g)(x)`: they are no factors there."""
    found: list[int] = []
    for i in range(close - 1, max(close - _MOST_TOGETHER, -1), -1):
        token = tokens[i]
        if token.kind == "(":
            letters = {tokens[j].text for j in found}
            if len(found) > 1 and letters <= FUNCTION_LETTERS:
                out.put_together.setdefault(id(tokens), set()).update(found)
            return
        if token.kind == "letter":
            found.append(i)
        elif token.text not in _TOGETHER and token.kind != "number":
            return


def _plain_use(
    out: Survey, tokens: Formula, i: int, bounds: dict[str, str], seen: set[tuple[str, str, str]]
) -> None:
    """A letter by itself; among the same neighbours it need be noted but once."""
    letter = tokens[i].text
    before = tokens[i - 1].text if i else ""
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if following in _TELLING or (letter, before, following) not in seen:
        seen.add((letter, before, following))
        out._uses.append((tokens, NameUse(letter, False, None, None, i, i + 1), bounds))
        out.solo.add(letter)


_TELLING = frozenset({"=", ":=", "\\in", "\\colon"})


def _below(tokens: Formula, i: int) -> bool:
    """Whether a sign of differentiation at i begins the lower part of a fraction."""
    above = i > 1 and tokens[i - 1].kind == "{" and tokens[i - 2].kind == "}"
    return above and i + 1 < len(tokens) and starts_name(tokens[i + 1])


def _scripts(out: Survey, tokens: Formula, use: NameUse) -> None:
    """Letters in index arithmetic (`t-1`) are indices; letters after `!` are integers."""
    if use.sub is not None:
        inside = tokens[use.sub[0] : use.sub[1]]
        numbers = any(t.kind == "number" for t in inside)
        if numbers and any(t.kind in "+-" for t in inside):
            out.indices.update(t.text for t in inside if t.kind == "letter")
    if use.end < len(tokens) and tokens[use.end].kind == "!":
        out.integers.add(use.base)


def _finish(out: Survey) -> None:
    """Classify every use, now that the indices of the whole scope are known."""
    scripted = [(tokens, use) for tokens, use, _ in out._uses if use.sub is not None]
    for tokens, use in scripted:
        if use.end < len(tokens) and tokens[use.end - 1].kind in ("letter", "}"):
            _last_entry(out, tokens, use)
    for tokens, use in scripted:
        if classify(tokens, use.sub, out.indices).kind == "number":
            out.numbered_in.setdefault(id(tokens), set()).add(use.base)
    if scripted:
        _index_families(out)
    for tokens, use, bounds in out._uses:
        sub = classify(tokens, use.sub, out.indices)
        if use.bold:
            out.bold.add(use.base)
        following = tokens[use.end].text if use.end < len(tokens) else ""
        if sub.kind == "index" and following != "(":
            _index_use(out, tokens, use, sub, bounds)
        elif sub.kind == "index":  # the i of S_i(1 - S_j)
            letters = {tokens[a].text for a, b in sub.parts if b - a == 1}
            out.used_indices |= letters & INDEX_LETTERS
        key = key_of(use.base, sub) if sub.kind in ("number", "label") else use.base
        if sub.kind == "number" and following == "\\in" and use.end + 1 < len(tokens):
            for listed, one_of in (*names_before(tokens, use.start), (key, False)):
                member(out, tokens, use.end + 1, listed, one_of=one_of)
        if sub.kind == "none" or sub.kind == "label" or sub.kind == "index":
            _call_or_bare(out, tokens, use, key, following)
        if use.label is not None:
            _label_index(out, tokens, use.label, use.base)
    out.bare |= out._braced - out.called  # p_G{x} beside p_G(x)
    out.power_t = "T" in out.integers or ("T" in out.signs and counts_with_t(out.formulas))
    _columns(out)
    out.integers |= out.used_indices
    out.upper |= {t for names in out.lengths.values() for t in names if t.isalpha()}
    for base in [b for b, names in out.tuples.items() if not any(out.rank(n) for n in names)]:
        del out.tuples[base]
    out.kinds = learned(out)


def _columns(out: Survey) -> None:
    """Note the vectors among the transposed names; those that are multiplied have one length."""
    normed = not out.signs.isdisjoint(NORMED) or "matrix" in out.declared.values()
    if not (out._paired or out._together or normed):
        return
    used = {t.text for tokens in out.formulas for t in tokens if t.kind == "letter"}
    fresh = [letter for letter in _LENGTHS if letter not in used]
    for tokens, first in out._paired:
        if first.end < len(tokens) and tokens[first.end].kind == "^":
            if out.power_t and spelled(tokens, first.end, first.end + 2) == "^T":
                continue  # \sum_{t=0}^T: a power
            uses = columns(tokens, first, out.declared)
        else:
            uses = bold_pair(tokens, first)
        keys = [key for use in uses if (key := _vector_key(out, tokens, use)) is not None]
        small = [key for key, use in zip(keys, uses, strict=False) if not use.bold]
        if any(out.declared.get(use.base) == "vector" for use in uses):
            small += [name for name, what in out.declared.items() if what == "vector"]
        out.columns.update(key for key in keys if key in small)
        out.columns_in.setdefault(id(tokens), set()).update(small)
        _one_length(out, [(key, 0) for key in keys], fresh)

    for tokens in out.formulas if normed else ():
        names, groups = normed_names(tokens, out.declared)
        names = [n for n in names if out.ranks.get(n, {1}) == {1}]
        if names:
            out.columns.update(names)
            out.columns_in.setdefault(id(tokens), set()).update(names)
        for group_ in groups:
            _one_length(out, [(n, 0) for n in group_ if n in names], fresh)
    for group in _joined(out):  # \sum_i x_i y_i
        _one_length(out, group, fresh)


def _joined(out: Survey) -> Iterator[list[tuple[str, int]]]:
    """The axes that have one length: those that one index runs over, and all that are linked so.

    Where two lengths of such axes have names of their own, only those of one index each.
    """
    groups = [list(group) for group in out._together.values()]
    linked: list[list[tuple[str, int]]] = []
    for group in groups:
        touching = [other for other in linked if not set(other).isdisjoint(group)]
        linked = [other for other in linked if other not in touching]
        linked.append(list(dict.fromkeys(axis for part in (*touching, group) for axis in part)))
    for whole in linked:
        if len({out.length(*axis) for axis in whole} - {None}) <= 1:
            yield whole
        else:
            yield from (group for group in groups if not set(group).isdisjoint(whole))


def _one_length(out: Survey, axes: Sequence[tuple[str, int]], fresh: list[str]) -> None:
    """Give some axes the length that one of them has, or a letter where none has one."""
    known = {out.length(*axis) for axis in axes} - {None}
    if len(axes) < 2 or len(known) > 1 or not (known or fresh):
        return
    length = known.pop() or "" if known else fresh.pop(0)
    if not any(out.lengths.get(axis) == {length} for axis in axes):
        out.invented.add(length)
    for axis in axes:
        out.lengths.setdefault(axis, {length})


def _vector_key(out: Survey, tokens: Formula, use: NameUse) -> str | None:
    """The full name of a vector; None for what has indices."""
    sub = classify(tokens, use.sub, out.indices)
    vector = sub.kind != "none" or out.ranks.get(use.base, {1}) == {1}
    plain = sub.kind in ("none", "label", "number")
    return key_of(use.base, sub) if plain and vector else None


_LENGTHS = "dDpPmMrRsSqQlLNK"
"""Letters for the length of vectors that the page does not give one, if they mean nothing else."""


def _index_families(out: Survey) -> None:
    """`y_a` and `y_b`: a name with several letters as its subscript is a family."""
    letters: dict[str, set[str]] = {}
    called = {
        use.base for tokens, use, _ in out._uses
        if use.sub is None and use.end < len(tokens) and tokens[use.end].kind == "("
    }  # fmt: skip
    for tokens, use, _ in out._uses:
        if use.base in called:
            continue  # f_x and f_{xy} beside f(x, y)
        if use.sub is not None and use.label is None:
            inside = tokens[use.sub[0] : use.sub[1]]
            plain = all(t.kind == "letter" and t.text.islower() for t in inside)
            if plain and 1 <= len(inside) <= 2 and spelled(tokens, *use.sub) not in WORDS:
                letters.setdefault(use.base, set()).add(spelled(tokens, *use.sub))
    plain_names = {use.base for _, use, _ in out._uses if use.sub is None}
    for subscripts in letters.values():
        if subscripts <= plain_names:  # D_x and D_y, where x and y are names of their own
            continue
        if len(subscripts) > 1 and not subscripts <= INDEX_LETTERS:
            out.indices |= {c for s in subscripts for c in s}


def _last_entry(out: Survey, tokens: Formula, use: NameUse) -> None:
    r"""`\dots, x_K`: K is an index and an integer."""
    before = [t.text for t in tokens[max(use.start - 12, 0) : use.start]]
    if use.sub is None or not any(t in DOTS for t in before):
        return
    letters = [t.text for t in tokens[use.sub[0] : use.sub[1]] if t.kind == "letter"]
    if len(letters) == 1:
        out.indices.add(letters[0])
        out.integers.add(letters[0])
        immediate = before[-1:] in ([","], ["\\\\"], ["&"]) and before[-2:-1] and before[-2] in DOTS
        if immediate and use.sub[1] - use.sub[0] == 1 and "0" not in before:
            out.lengths.setdefault((use.base, 0), set()).add(letters[0])


def _index_use(
    out: Survey, tokens: Formula, use: NameUse, sub: Subscript, bounds: dict[str, str]
) -> None:
    out.indexed.add(use.base)
    out.indexed_in.setdefault(id(tokens), set()).add(use.base)
    out.ranks.setdefault(use.base, set()).add(len(sub.parts))
    for axis, (a, b) in enumerate(sub.parts):
        out.used_indices.update(t.text for t in tokens[a:b] if t.kind == "letter")
        letter = tokens[a].text
        if b - a == 1 and tokens[a].kind == "letter":
            runs = out.implied or (id(tokens), letter) in out.unbounded
            if runs or letter in out.given_by.get(id(tokens), ()):
                group = out._together.setdefault((id(tokens), letter), {})
                group[use.base, axis] = None
            out.indexed_by.setdefault(letter, set()).add((use.base, axis))
            if letter in bounds:
                out.lengths.setdefault((use.base, axis), set()).add(bounds[letter])


def _call_or_bare(out: Survey, tokens: Formula, use: NameUse, key: str, following: str) -> None:
    before = tokens[use.start - 1].text if use.start else ""
    if following == "(":
        out.called.add(key)
        head(out, tokens, use, key)
        return
    if following == ":" and any(t.text in ARROWS | {"\\mapsto"} for t in tokens[use.end :]):
        out.declared[key] = "function"
        return
    if following == "\\in" and use.end + 1 < len(tokens):
        last = key, key == use.base and use.sub is not None
        for listed, one_of in (*names_before(tokens, use.start), last):
            member(out, tokens, use.end + 1, listed, one_of=one_of)
        return
    if following == "{":
        out._braced.add(key)
        return
    lone = before in ("", "(", ",") and following in ("", ")", ",")
    put_together = use.start in out.put_together.get(id(tokens), ())
    if not lone and not put_together and use.sub is None and before not in ("\\partial", "d"):
        out.bare.add(key)
    if (
        following in ("=", ":=")
        and before in ("", ",", "row")
        and (use.sub is None or key != use.base)
    ):
        space = space_after(tokens, use.end)
        if space:
            member(out, tokens[: space[1]], space[0], key)
    if following in ("=", ":=") and before in ("", ","):
        out.assigned.add(key)
        if not use.bold:
            several(out, tokens, use)


def _label_index(out: Survey, tokens: Formula, label: tuple[int, int], base: str) -> None:
    """Names with a letter that is summed over in their superscript: `x^{(i)}`."""
    letters = {t.text for t in tokens[label[0] : label[1]] if t.kind == "letter"}
    if letters & out.bound:
        out.with_label_index.add(base)
