"""What is asked, one kind a file: whether an answer's end is reached, and how that is known."""

from __future__ import annotations

from collections.abc import Callable

from proofs.kernel.terms import Term

from .asking import Asking, End
from .choose import choose, chosen_values
from .find import find, known_values
from .refute import refute
from .show import show

Kind = Callable[[Asking], list[End]]
Values = Callable[[Asking], list[dict[Term, Term]]]

KINDS: dict[str, Kind] = {
    "show": show,
    "find": find,
    "trace": find,
    "choose": choose,
    "refute": refute,
}
"""For each kind of question, what tells whether its ends are reached."""

VALUES: dict[str, Values] = {
    "find": known_values, "trace": lambda asking: [],
    "choose": chosen_values, "refute": chosen_values, "show": lambda asking: [],
}  # fmt: skip
"""For each kind, the values that its equations may be about: an equation that is to be solved is
true at its solution, and claims no more."""

__all__ = ["KINDS", "VALUES", "Asking", "End"]
