"""The scopes of a page beside one another: where else a name has a meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .context import Context


@dataclass
class Scopes:
    """All scopes of a page in their order, found by the names that they define, or use as families
    of a length: a page may have thousands of scopes."""

    _order: dict[int, int] = field(default_factory=dict)
    _defining: dict[str, dict[int, Context]] = field(default_factory=dict)
    _sized: dict[tuple[str, int], list[Context]] = field(default_factory=dict)

    def add(self, context: Context) -> None:
        """The next scope of the page."""
        self._order[id(context)] = len(self._order)
        context.page = self
        for base, axis in context.survey.lengths:
            if base not in context.survey.kinds.kinds:
                self._sized.setdefault((base, axis), []).append(context)

    def note(self, name: str, context: Context) -> None:
        """That a scope defines a name; what is no scope of the page is left out."""
        place = self._order.get(id(context))
        if place is not None:
            self._defining.setdefault(name, {})[place] = context

    def defining(self, name: str, *, beside: Context) -> list[Context]:
        """The scopes that define a name, but for one and those around it."""
        found = (scope for _, scope in sorted(self._defining.get(name, {}).items()))
        return [scope for scope in _beside(found, beside) if name in scope.definitions]

    def lengths(self, base: str, axis: int, *, beside: Context) -> set[str]:
        """How long a family is along an axis, as the others say."""
        found = self._sized.get((base, axis), ())
        told = {scope.survey.length(base, axis) for scope in _beside(found, beside)}
        return {length for length in told if length is not None}


def _beside(found: Iterable[Context], context: Context) -> Iterator[Context]:
    around = {id(scope) for scope in context.scopes()}
    return (scope for scope in found if id(scope) not in around)


__all__ = ["Scopes"]
