"""Lengths of vectors and matrices that have to agree for products and sums to make sense."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

from .fitting import Misfit, kind_of
from .written import MEMBER, Tree

if TYPE_CHECKING:
    from ..statements.survey import Survey
    from .learning import Kinds

Statements = Sequence[tuple[tuple[Tree, ...], tuple[str, ...]]]
Axis = tuple[str, int]
"""A name and the place of its index, from 0 on."""
_ONE: Axis = ("", 1)
LENGTHS = "dDpPmMrRsSqQlLNKabcgh"
"""Letters for lengths that the page does not give, if they mean nothing else."""


class _Classes:
    """Axes of one length each, and what these are called."""

    def __init__(self, invented: Set[str]) -> None:
        self._above: dict[Axis, Axis] = {}
        self._named: dict[Axis, str] = {}
        self._invented = invented
        self.replaced: dict[str, str] = {}

    def top(self, axis: Axis) -> Axis:
        """The axis that stands for all of this length."""
        while (above := self._above.get(axis)) is not None:
            axis = above
        return axis

    def name(self, axis: Axis) -> str:
        return self._named.get(self.top(axis), "")

    def call(self, axis: Axis, name: str) -> None:
        self._named[self.top(axis)] = name

    def _left(self, name: str) -> str:
        """The letter that is left for one that was made up."""
        while name in self.replaced:
            name = self.replaced[name]
        return name

    def join(self, a: Axis | None, b: Axis | None) -> None:
        """Two axes of one length, unless the page gives them two; of letters that were made up for
        lengths before, one is left."""
        if a is None or b is None:
            return
        a, b = self.top(a), self.top(b)
        names = sorted(
            {self._left(self.name(a)), self._left(self.name(b))} - {""},
            key=lambda n: (n in self._invented, n),
        )
        if a == b or len([n for n in names if n not in self._invented]) > 1:
            return
        if len(names) > 1:
            self.replaced[names[1]] = names[0]
        self._above[a] = b
        if names:
            self.call(b, names[0])


def same_lengths(
    survey: Survey, kinds: Kinds, settled: Mapping[str, str], formulas: Sequence[Statements]
) -> None:
    """Give the axes of the names whose kind was learned lengths, the same where they must agree;
    `settled` are the kinds of all names that have one only, numbers too."""
    classes = _Classes(frozenset(survey.invented))
    classes.call(_ONE, "1")
    for key in kinds.kinds:
        for axis in _axes(key, kinds.kinds[key]):
            given = survey.length(key if axis else key.removesuffix(MEMBER), axis)
            if given:
                classes.call((key, axis), given)
    for statements in formulas:
        for sides, _ in statements:
            shapes = [_shape(tree, settled, classes) for tree in sides]
            if len(sides) > 1 and sides[0].op == "name":
                _join(classes, shapes[0], shapes[1])
    _named(survey, kinds, classes)
    _replace(survey, classes.replaced)


def _named(survey: Survey, kinds: Kinds, classes: _Classes) -> None:
    """Note the lengths in the survey, with new letters where the page has none."""
    used = {t.text for tokens in survey.formulas for t in tokens if t.kind == "letter"}
    used |= {name for names in survey.lengths.values() for name in names}
    fresh = [letter for letter in LENGTHS if letter not in used]
    for key, kind in kinds.kinds.items():
        for axis in _axes(key, kind):
            name = classes.name((key, axis))
            if not name and fresh:
                name = fresh.pop(0)
                classes.call((key, axis), name)
                survey.invented.add(name)
            if name:
                survey.lengths[key, axis] = {name}
                survey.upper |= {name} if name.isalpha() else set()
                survey.integers |= {name} if name.isalpha() else set()


def _replace(survey: Survey, replaced: Mapping[str, str]) -> None:
    """Put one letter for several that were made up for a length."""
    for axis, names in survey.lengths.items():
        (name,) = names if len(names) == 1 else ("",)
        while name in replaced:
            name = replaced[name]
            survey.lengths[axis] = {name}


def _axes(key: str, kind: str) -> tuple[int, ...]:
    """The indices of a name: a family of vectors has one before that of its members."""
    return (0, 1) if key.endswith(MEMBER) or kind == "m" else (0,)


Shape = tuple[Axis | None, Axis | None]
_UNKNOWN: Shape = (None, None)


def _shape(tree: Tree, kinds: Mapping[str, str], classes: _Classes) -> Shape:
    """The rows and columns of a tree's value; what has to agree within it is joined."""
    shapes = [_shape(part, kinds, classes) for part in tree.parts]
    if tree.op == "name":
        return _of_name(tree.key, kinds)
    if tree.op == "turned":
        return shapes[0][1], shapes[0][0]
    if tree.op in ("sum", "alike"):
        told = [s for s in shapes if s != _UNKNOWN]
        for other in told[1:] if _kind(tree, kinds) not in ("n", None) else ():
            _join(classes, told[0], other)
        return told[0] if told else _UNKNOWN
    if tree.op == "product":
        return _of_product(tree, shapes, kinds, classes)
    if tree.op == "power" and _kind(tree, kinds) == "m":
        classes.join(*shapes[0])  # of a square matrix
    if tree.op == "determinant":
        classes.join(*shapes[0])
        return _UNKNOWN
    if tree.op in ("rows", "columns") and _kind(tree, kinds) == "m":
        return (None, shapes[0][1]) if tree.op == "rows" else (shapes[0][0], None)
    if tree.op == "diagonal" and _kind(tree.parts[0], kinds) in ("c", "r"):
        length = shapes[0][0] if shapes[0][1] is _ONE else shapes[0][1]
        return length, length
    if tree.op in ("over", "power", "beside"):
        return shapes[0]
    return _UNKNOWN


def _of_name(key: str, kinds: Mapping[str, str]) -> Shape:
    kind = kinds.get(key)
    last = (key, 1) if key.endswith(MEMBER) else (key, 0)
    if kind == "c":
        return last, _ONE
    if kind == "r":
        return _ONE, last
    return ((key, 0), (key, 1)) if kind == "m" else _UNKNOWN


def _of_product(
    tree: Tree, shapes: list[Shape], kinds: Mapping[str, str], classes: _Classes
) -> Shape:
    told = [s for s, part in zip(shapes, tree.parts, strict=True) if _kind(part, kinds) != "n"]
    if any(s == _UNKNOWN for s in told):
        return _UNKNOWN
    vectors = len(told) == 2 and all(_ONE in shape for shape in told)
    dotted = vectors and "\\cdot" in tree.signs and _kind(tree, kinds) == "n"
    if dotted and len({shape.index(_ONE) for shape in told}) == 1:
        _join(classes, *told)  # u \cdot v
        return _UNKNOWN
    for (_, inner), (outer, _) in itertools.pairwise(told):
        if _ONE not in (inner, outer):
            classes.join(inner, outer)
    if not told or _kind(tree, kinds) in ("n", None):
        return _UNKNOWN
    return told[0][0], told[-1][1]


def _kind(tree: Tree, kinds: Mapping[str, str]) -> str | None:
    try:
        return kind_of(tree, kinds)
    except Misfit:
        return None


def _join(classes: _Classes, a: Shape, b: Shape) -> None:
    for mine, other in zip(a, b, strict=True):
        classes.join(mine, other)
