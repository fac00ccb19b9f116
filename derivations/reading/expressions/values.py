"""What a formula stands for where it is no number: sets, tuples, intervals, lists, several values.

A number, a vector or a plain statement is a kernel term; these stand beside terms, and hold them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from proofs.kernel.terms import Term


@dataclass(frozen=True)
class Bracketed:
    r"""Values in brackets, as written: `(1, 2)`, `[0, 1)`, `\{1, 2, 3\}`.

    `opening` is one of ( [ {, `closing` one of ) ] }. Whether `(0, 1)` is a pair or an interval is
    for the use to tell.
    """

    opening: str
    items: tuple[Value, ...]
    closing: str

    @property
    def is_set(self) -> bool:
        """Whether it is a set written out."""
        return self.opening == "{"

    @property
    def is_half_open(self) -> bool:
        """Whether the brackets differ, as only those of an interval do."""
        return (self.opening, self.closing) in (("(", "]"), ("[", ")"), ("]", "]"), ("[", "["))


@dataclass(frozen=True)
class Listed:
    """Values in a row, `1, 2, 3` or `x = 1 or x = 2`; `joined` is "," or "or" or "and"."""

    items: tuple[Value, ...]
    joined: str = ","


@dataclass(frozen=True)
class SetOperation:
    """The union, the intersection or the difference of two sets, by name."""

    operation: str
    left: Value
    right: Value


@dataclass(frozen=True)
class NamedSet:
    """reals, rationals, integers, naturals, complexes or empty."""

    name: str


@dataclass(frozen=True)
class Related:
    """A relation between values of which one is no number: `x \\in [0, 1]`, `A \\subseteq B`.

    `relation` is one of = != in notin subset superset.
    """

    relation: str
    left: Value
    right: Value


@dataclass(frozen=True)
class Arrow:
    """`A \\implies B` (`relation` implies) or `A \\iff B` (iff)."""

    relation: str
    left: Value
    right: Value


@dataclass(frozen=True)
class Several:
    r"""The values that a formula with `\pm` stands for, the upper signs first."""

    items: tuple[Value, ...]


Value: TypeAlias = Term | Bracketed | Listed | SetOperation | NamedSet | Related | Arrow | Several
