r"""What the formulas of a scope tell of the kinds of its names.

What is transposed, stands in a norm, or is differentiated by with a nabla, is no number: small
letters are vectors then, capitals matrices. Whether a vector is a column or a row, and what else
stands beside it, follows where one reading only makes sense of every formula. In doubt nothing is
said of a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..sources.symbols import GREEK
from ..sources.tokens import Token
from .fitting import fitting, names_in
from .lengths import same_lengths
from .written import MEMBER, TRANSPOSES, Letters, Tree, sides_of

if TYPE_CHECKING:
    from ..statements.survey import Survey

MAX_ROUNDS = 8
_IDENTITIES = frozenset({"I", "\\mathbf{I}", "\\mathbb{I}"})
"""Names of the unit matrix, of whatever size is needed."""
_TELLING = frozenset({"\\top", "\\intercal", "\\|", "\\Vert", "\\lVert", "\\nabla"})


@dataclass
class Kinds:
    """The kinds of names: c a column, r a row, m a matrix, and why.

    A family of vectors has the key of its members. `everywhere` are the names with which every
    formula of the scope makes sense; the others are such in the formulas that show it (`shown_in`,
    by the identity of their tokens). `numbers` are the names that can't be anything else.
    """

    kinds: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    everywhere: set[str] = field(default_factory=set)
    shown_in: dict[int, set[str]] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)

    def of(self, key: str, tokens: Sequence[Token]) -> str:
        """The kind of a name in a formula; empty where nothing tells."""
        kind = self.kinds.get(key, "")
        told = kind and (key in self.everywhere or key in self.shown_in.get(id(tokens), ()))
        return kind if told else ""


@dataclass
class _Formula:
    tokens: Sequence[Token]
    sides: list[tuple[tuple[Tree, ...], tuple[str, ...]]]

    def trees(self) -> Iterator[Tree]:
        for sides, _ in self.sides:
            yield from sides


def learned(survey: Survey) -> Kinds:
    """The kinds of the names that the formulas of a survey show to be no numbers."""
    out = Kinds()
    if not any(map(_tells, survey.formulas)):
        return out
    letters = Letters(
        frozenset(survey.indices),
        frozenset(survey.heads | {n for n, w in survey.declared.items() if w == "function"}),
        frozenset(survey.bound),
        TRANSPOSES - {"T"} if "T" in survey.integers else TRANSPOSES,
    )
    formulas = [_Formula(tokens, sides_of(tokens, letters)) for tokens in survey.formulas]
    shown: dict[str, str] = {}
    for formula in formulas:
        here = dict(e for tree in formula.trees() for e in _evidence(tree))
        here = {key: why for key, why in here.items() if survey.declared.get(key) != "scalar"}
        out.shown_in[id(formula.tokens)] = set(here)
        shown = here | shown
    candidates = _candidates(survey, formulas, shown)
    misfits = _narrowed(formulas, candidates, shown)
    for key, kind in candidates.items():
        if kind not in ("c", "r", "m") or key in _IDENTITIES:
            continue
        if key in shown or key not in misfits:
            out.kinds[key] = kind
            out.reasons[key] = shown.get(key, "no other kind fits")
        if key not in misfits:
            out.everywhere.add(key)
    out.numbers = {key for key, kind in candidates.items() if kind == "n"}
    for formula in formulas:
        out.shown_in[id(formula.tokens)] |= _needed(formula, out.kinds.keys() & misfits, candidates)
    settled = {key: kind for key, kind in candidates.items() if len(kind) == 1}
    same_lengths(survey, out, settled, [f.sides for f in formulas])
    return out


def _tells(tokens: Sequence[Token]) -> bool:
    """Whether a formula has a sign that only vectors and matrices have."""
    for i, token in enumerate(tokens):
        if token.text in _TELLING:
            return True
        if token.text == "T" and i and tokens[i - 1].text in ("^", "{"):
            return True
    return False


def _meant_as_numbers(trees: Sequence[Tree], candidates: dict[str, str]) -> set[str]:
    """The names of a formula without sense that would have one if they were numbers, all of them
    or one; of a formula that is wrong in any case, none."""
    names = {key for tree in trees for key in names_in(tree)}
    if fitting(trees, candidates | dict.fromkeys(names, "n")) is not None:
        return names
    return {key for key in names if fitting(trees, candidates | {key: "n"}) is not None}


def _needed(formula: _Formula, keys: set[str], candidates: dict[str, str]) -> set[str]:
    """The names that are no numbers in a formula which makes sense, for else it would make none."""
    found = set()
    here = {key for tree in formula.trees() for key in names_in(tree)} & keys
    trees = list(formula.trees())
    if here and all(fitting([tree], candidates) is not None for tree in trees):
        for key in here:
            as_number = candidates | {key: "n"}
            if any(fitting([tree], as_number) is None for tree in trees):
                found.add(key)
    return found


def _evidence(tree: Tree) -> Iterator[tuple[str, str]]:
    """The names in a tree that are no numbers, and how that shows."""
    reason = {"turned": "it is transposed", "norm": "it has a norm",
              "gradient": "a gradient is taken in it"}.get(tree.op)  # fmt: skip
    if reason is not None:
        for key in _summands(tree.parts[0]):
            yield key, reason
    if tree.op == "product":
        for before, part, sign in zip(tree.parts, tree.parts[1:], tree.signs, strict=False):
            if sign in ("", "\\cdot") and before.op == "turned":
                for key in _summands(part):
                    if not _is_capital(key):
                        yield key, "it follows a transpose"
    for part in tree.parts:
        yield from _evidence(part)


def _summands(tree: Tree) -> Iterator[str]:
    """The names that are added up in a tree, perhaps times numerals."""
    if tree.op == "name":
        yield tree.key
    elif tree.op == "sum":
        for part in tree.parts:
            yield from _summands(part)
    elif tree.op == "product":
        names = [part for part in tree.parts if part.op != "number"]
        if len(names) == 1:
            yield from _summands(names[0])


def _candidates(
    survey: Survey, formulas: Sequence[_Formula], shown: dict[str, str]
) -> dict[str, str]:
    """The kinds that each name may have by its letter, and by what the page declares."""
    keys = {key for f in formulas for tree in f.trees() for key in names_in(tree)}
    return {key: _possible(survey, key, key in shown) for key in sorted(keys)}


def _possible(survey: Survey, key: str, shown: bool) -> str:
    base = key.removesuffix(MEMBER)
    told = survey.declared.get(key, "")
    counts = key in survey.integers and key not in survey.indexed  # b_b: a vector and its index
    number = counts or told in ("scalar", "complex") or key in ("e", "i")
    if key != base:  # an entry, or a vector of a family
        return "n" if not shown or _is_capital(base) or survey.ranks.get(base) != {1} else "cr"
    if number or told == "function":
        return "n"
    if told == "matrix" or survey.rank(key) == 2:
        return "m"
    if told == "vector" or key in survey.bold or key in survey.columns:
        return "m" if _is_capital(key) else "c" if told == "vector" else "cr"
    if _is_capital(key):
        return "m" if shown else "nm"
    if not _is_small(key):
        return "n"
    return "cr" if shown else "ncr"


def _core(key: str) -> str:
    """The letter of a name, without accents, labels and subscripts."""
    stem = key.partition("^{")[0].partition("_")[0].strip("'")
    return stem.rpartition("{")[2].strip("}").lstrip("\\")


def _is_capital(key: str) -> bool:
    core = _core(key)
    return core[:1].isupper() and (len(core) == 1 or f"\\{core}" in GREEK)


def _is_small(key: str) -> bool:
    core = _core(key)
    return core[:1].islower() and (len(core) == 1 or f"\\{core}" in GREEK)


def _narrowed(
    formulas: Sequence[_Formula], candidates: dict[str, str], shown: dict[str, str]
) -> set[str]:
    """Leave the candidates with which the formulas make sense; the names of those that don't."""
    misfits: set[str] = set()
    seen: dict[tuple[int, ...], tuple[str, ...]] = {}
    for defaults in (False, True):
        if defaults:  # a vector is a column where nothing tells
            for key in shown:
                candidates[key] = "c" if candidates[key] == "cr" else candidates[key]
        for equal in (False, True):
            for _ in range(MAX_ROUNDS):
                if not _round(formulas, candidates, misfits, seen, equal=equal):
                    break
    return misfits


def _round(
    formulas: Sequence[_Formula], candidates: dict[str, str], misfits: set[str],
    seen: dict[tuple[int, ...], tuple[str, ...]], *, equal: bool,
) -> bool:  # fmt: skip
    """Narrow by each side, or by each pair of sides said to be equal; whether anything changed.

    `seen` has the candidates with which some sides were looked at last.
    """
    changed = False
    for formula in formulas:
        for sides, relations in formula.sides:
            groups = [[tree] for tree in sides]
            if equal:
                pairs = zip(sides, sides[1:], relations, strict=False)
                groups = [[a, b] for a, b, relation in pairs if relation in ("=", ":=")]
            for trees in groups:
                which = tuple(map(id, trees))
                known = tuple(candidates[key] for tree in trees for key in names_in(tree))
                if not known or seen.get(which) == known:
                    continue
                found = fitting(trees, candidates)
                seen[which] = known
                if found is None:
                    names = set() if equal else _meant_as_numbers(trees, candidates)
                    changed = changed or not names <= misfits
                    misfits |= names
                    continue
                for key, kinds in found.items():
                    if kinds and kinds != candidates.get(key, ""):
                        candidates[key] = kinds
                        changed = True
    return changed
