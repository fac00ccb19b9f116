"""What is asked, one kind a file: whether an answer's end is reached, and how that is known."""

from __future__ import annotations

from .asking import Asking, End
from .choose import choose
from .find import find
from .refute import refute
from .show import show

KINDS = {"show": show, "find": find, "trace": find, "choose": choose, "refute": refute}
"""For each kind of question, what tells whether its ends are reached."""

__all__ = ["KINDS", "Asking", "End"]
