"""The kinds that are left to names once those with which some formula makes no sense are gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..sources.tokens import Token
from .fitting import fitting, names_in
from .written import Tree

MAX_ROUNDS = 8


@dataclass
class Formula:
    """A formula's tokens and its statements, each as its sides and the relations between them.

    `own` are the kinds of names that mean something else here than in other formulas.
    """

    tokens: Sequence[Token]
    statements: list[tuple[tuple[Tree, ...], tuple[str, ...]]]
    own: dict[str, str] = field(default_factory=dict)

    def sides(self) -> Iterator[Tree]:
        """The sides of all statements."""
        for sides, _ in self.statements:
            yield from sides

    def names(self) -> set[str]:
        """The keys of all names."""
        return {key for tree in self.sides() for key in names_in(tree)}

    def groups(self, *, equal: bool) -> Iterator[list[Tree]]:
        """Each side by itself, or the pairs that are said to be equal."""
        for sides, relations in self.statements:
            if equal:
                pairs = zip(sides, sides[1:], relations, strict=False)
                yield from ([a, b] for a, b, relation in pairs if relation in ("=", ":="))
            else:
                yield from ([side] for side in sides)


class Elimination:
    """Narrows the kinds that names may have, by one formula after another, until none tells more.

    `candidates` are what is left, `contested` the names that some formula makes sense with only if
    they are something else there. `shown` are the names that are no numbers for sure.
    """

    def __init__(self, candidates: Mapping[str, str], shown: Mapping[str, str]) -> None:
        self.candidates = dict(candidates)
        self.contested: set[str] = set()
        self._first, self._shown = dict(candidates), shown
        self._seen: dict[tuple[int, ...], tuple[str, ...]] = {}

    def run(self, formulas: Sequence[Formula]) -> None:
        """Go through the formulas, each side first, then equalities; last, a vector is a column
        where nothing tells."""
        for defaults in (False, True):
            if defaults:
                for key in self._shown:
                    left = self.candidates[key]
                    self.candidates[key] = "c" if left == "cr" else left
            for equal in (False, True):
                for _ in range(MAX_ROUNDS):
                    changes = [
                        self._narrow(formula, trees, equal=equal)
                        for formula in formulas for trees in formula.groups(equal=equal)
                    ]  # fmt: skip
                    if not any(changes):
                        break

    def here(self, formula: Formula) -> dict[str, str]:
        """What is left to the names where they stand in a formula."""
        return self.candidates | formula.own if formula.own else self.candidates

    def _narrow(self, formula: Formula, trees: list[Tree], *, equal: bool) -> bool:
        """Narrow by sides that are of one kind; whether anything changed."""
        here = self.here(formula)
        which = tuple(map(id, trees))
        known = tuple(here[key] for tree in trees for key in names_in(tree))
        if not known or self._seen.get(which) == known:
            return False
        self._seen[which] = known
        found = fitting(trees, here)
        if found is None:
            return False if equal else self._contest(formula, trees, here)
        changed = False
        for key, kinds in found.items():
            if kinds and kinds != here[key]:
                (formula.own if key in formula.own else self.candidates)[key] = kinds
                changed = True
        return changed

    def _contest(self, formula: Formula, trees: list[Tree], here: dict[str, str]) -> bool:
        """Note which names a formula without sense means otherwise; whether any is new."""
        names = sorted({key for tree in trees for key in names_in(tree)})
        here = {key: here[key] for key in names}
        for key in names:  # what is narrowed by other formulas
            if key in self._shown or self._first[key] == here[key] or key in formula.own:
                continue
            found = fitting(trees, here | {key: self._first[key]})
            if found is not None:
                formula.own[key] = found[key]
                self.contested.add(key)
                return True
        before = len(self.contested)
        if fitting(trees, here | dict.fromkeys(names, "n")) is not None:
            self.contested |= set(names)
        else:
            alone = (key for key in names if fitting(trees, here | {key: "n"}) is not None)
            self.contested |= set(alone)
        return len(self.contested) > before

    def needed(self, formula: Formula, keys: set[str]) -> set[str]:
        """The names that are no numbers in a formula which makes sense, for else it makes none."""
        left, trees, names = self.here(formula), list(formula.sides()), formula.names()
        here, among = {key: left[key] for key in names}, names & keys
        if not among or any(fitting([tree], here) is None for tree in trees):
            return set()
        return {
            key for key in among
            if any(fitting([tree], here | {key: "n"}) is None for tree in trees)
        }  # fmt: skip
