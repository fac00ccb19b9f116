r"""What the formulas of a scope tell of the kinds of its names.

What is transposed, stands in a norm, or is differentiated by with a nabla, is no number: small
letters are vectors then, capitals matrices. Whether a vector is a column or a row, and what else
stands beside it, follows where one reading only makes sense of every formula. In doubt nothing is
said of a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from ..sources.symbols import GREEK, ROMAN
from ..sources.tokens import Token
from .elimination import Elimination, Formula
from .fitting import names_in
from .lengths import same_lengths
from .written import DIAGONALS, MEMBER, TRANSPOSES, Letters, Tree, sides_of, speaks_of_diagonals

if TYPE_CHECKING:
    from ..statements.survey import Survey

_IDENTITIES = frozenset({"I", "\\mathbf{I}", "\\mathbb{I}"})
"""Names of the unit matrix, of whatever size is needed."""
_TELLING = frozenset("\\top \\intercal \\| \\Vert \\lVert \\nabla \\otimes".split())
_MAY_TELL = _TELLING | DIAGONALS | ROMAN | {"T"}


@dataclass(slots=True)
class Kinds:
    """The kinds of names: c a column, r a row, m a matrix, and why.

    A family of vectors has the key of its members. `everywhere` are the names with which every
    formula of the scope makes sense; the others are such in the formulas that show it (`shown_in`,
    by the identity of their tokens). `numbers` are the names that can't be anything else;
    `doubtful_in` are those that stand in a formula beside vectors or matrices, are no numbers
    elsewhere, and would have to be numbers there; `open` has the kinds that others may have;
    `given` are the families one of whose members a formula says something of: `x_{k+1} = ...`.
    """

    kinds: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    everywhere: set[str] = field(default_factory=set)
    shown_in: dict[int, set[str]] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    doubtful_in: dict[int, set[str]] = field(default_factory=dict)
    open: dict[str, str] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)

    def of(self, key: str, tokens: Sequence[Token]) -> str:
        """The kind of a name in a formula; empty where nothing tells."""
        kind = self.kinds.get(key, "")
        told = kind and (key in self.everywhere or key in self.shown_in.get(id(tokens), ()))
        return kind if told else ""


def learned(survey: Survey, assumed: Mapping[str, str] | None = None) -> Kinds:
    """The kinds of the names that the formulas of a survey show to be no numbers.

    Some kinds may be `assumed`, each that of a name of which nothing is known otherwise.
    """
    out = Kinds()
    wholes = any(survey.declared[name] != "scalar" for name in survey.told)
    wholes = wholes or any(name.endswith(MEMBER) for name in survey.declared)
    if not (assumed or wholes) and (
        _MAY_TELL.isdisjoint(survey.signs) or not any(map(_tells, survey.formulas))
    ):
        return out
    letters = Letters(
        frozenset(survey.indices),
        frozenset(survey.heads | {n for n, w in survey.declared.items() if w == "function"}),
        frozenset(survey.bound),
        TRANSPOSES - {"T"} if survey.power_t else TRANSPOSES,
    )
    formulas = [Formula(tokens, sides_of(tokens, letters)) for tokens in survey.formulas]
    shown: dict[str, str] = {}
    for formula in formulas:
        here = dict(e for tree in formula.sides() for e in _evidence(tree))
        here = {key: why for key, why in here.items() if survey.declared.get(key) != "scalar"}
        out.shown_in[id(formula.tokens)] = set(here)
        shown = here | shown
    possible = _candidates(survey, formulas, shown)
    left = Elimination(
        possible | {k: v for k, v in (assumed or {}).items() if k in possible}, shown
    )
    left.run(formulas)
    for key, kind in left.candidates.items():
        if kind in ("c", "r", "m") and key not in _IDENTITIES:
            out.kinds[key], out.reasons[key] = kind, shown.get(key, ONLY)
            itself = left.candidates.get(key.removesuffix(MEMBER), "") if MEMBER in key else ""
            if key not in left.contested and itself not in ("c", "r"):  # x, and x_k an entry of it
                out.everywhere.add(key)
    out.open = {key: kinds for key, kinds in left.candidates.items() if len(kinds) > 1}
    out.numbers = {key for key, kind in left.candidates.items() if kind in ("n", "x")}
    for formula in formulas:
        _here(formula, left, out)
        heads = [sides[0] for sides, relations in formula.statements if relations[:1] in _GIVING]
        out.given |= {head.key for head in heads if head.op == "name"}
    settled = {key: kind for key, kind in left.candidates.items() if len(kind) == 1}
    same_lengths(survey, out, settled | out.kinds, [f.statements for f in formulas])
    return out


ONLY = "no other kind fits"
_GIVING = (("=",), (":=",))


def _here(formula: Formula, left: Elimination, out: Kinds) -> None:
    """Note the kinds of names that are not the same in all formulas, as they are in one."""
    told = out.shown_in[id(formula.tokens)]
    for key, kind in formula.own.items():
        out.numbers.discard(key)
        if kind in ("c", "r", "m") and out.kinds.setdefault(key, kind) == kind:
            out.reasons.setdefault(key, ONLY)
            told.add(key)
    told |= left.needed(formula, out.kinds.keys() & left.contested)
    names = {key for key in formula.names() if key in out.kinds}
    doubtful = {key for key in names if not out.of(key, formula.tokens)}
    if doubtful < names or any(out.kinds[key] == "m" for key in doubtful):
        out.doubtful_in[id(formula.tokens)] = doubtful


def _tells(tokens: Sequence[Token]) -> bool:
    """Whether a formula has a sign that only vectors and matrices have."""
    texts = [token.text for token in tokens]
    if speaks_of_diagonals(tokens):
        return True
    if not _TELLING.isdisjoint(texts):
        return True
    turned = "T" in texts
    return turned and any(b == "T" and a in ("^", "{") for a, b in pairwise(texts))


_SHOWING = {
    "turned": "it is transposed", "norm": "it has a norm", "entry": "an entry of it is taken",
    "gradient": "a gradient is taken in it", "determinant": "it has a determinant",
    "diagonal": "it stands on a diagonal",
}  # fmt: skip


def _evidence(tree: Tree) -> Iterator[tuple[str, str]]:
    """The names in a tree that are no numbers, and how that shows."""
    reason = _SHOWING.get(tree.op)
    if reason is not None:
        for key in () if _may_be_power(tree) else _summands(tree.parts[0]):
            yield key, reason
    if tree.op == "outer":
        for key in (key for part in tree.parts for key in _summands(part)):
            if not _is_capital(key):
                yield key, "an outer product is taken of it"
    if tree.op == "product":
        for before, part, sign in zip(tree.parts, tree.parts[1:], tree.signs, strict=False):
            transposed = before.op == "turned" and not _may_be_power(before)
            if sign in ("", "\\cdot") and transposed:
                for key in _summands(part):
                    if not _is_capital(key):
                        yield key, "it follows a transpose"
    for part in tree.parts:
        yield from _evidence(part)


def _may_be_power(tree: Tree) -> bool:
    """Whether a numeral is added in a transpose: `(1 + r)^T`, over T years."""
    return tree.op == "turned" and any(part.op == "number" for part in tree.parts[0].parts)


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
    survey: Survey, formulas: Sequence[Formula], shown: dict[str, str]
) -> dict[str, str]:
    """The kinds that each name may have by its letter, and by what the page declares."""
    keys = {key for f in formulas for tree in f.sides() for key in names_in(tree)}
    return {
        key: _possible(survey, key, key in shown, members=f"{key}{MEMBER}" in shown)
        for key in sorted(keys)
    }  # fmt: skip


def _possible(survey: Survey, key: str, shown: bool, *, members: bool) -> str:
    base = key.removesuffix(MEMBER)
    told = survey.declared.get(key, "")
    counts = key in survey.integers and key not in survey.indexed  # b_b: a vector and its index
    number = counts or told in ("scalar", "complex") or key in ("e", "i")
    if key != base and survey.declared.get(key) == "vector" and survey.ranks.get(base) == {1}:
        return "c"
    if key != base:  # an entry, or a vector of a family
        return "n" if not shown or _is_capital(base) or survey.ranks.get(base) != {1} else "cr"
    if number or told == "function":
        return "n"
    if told == "matrix" or survey.rank(key) == 2:
        return "m"
    if told == "vector" or key in survey.bold or key in survey.columns:
        return "m" if _is_capital(key) else "c" if told == "vector" else "cr"
    if _is_capital(key) and survey.ranks.get(key):  # X_i: its entries, or its rows
        return "" if members or not shown or survey.ranks[key] != {1} else "cr"
    if _is_capital(key):
        return "m" if shown else "nm"
    if not _is_small(key):
        return "n"
    if shown:
        return "cr"
    return "ncr" if survey.rank(key) is None else "xcr"  # y beside y_i: no number for all of them


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
