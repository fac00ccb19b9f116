"""A second opinion on verdicts, by z3 (the extra `smt`): for those who trust one program less.

z3 decides a part of what is claimed: rational functions, exponentials as positive numbers, roots,
integer floors, cases, and statements made of relations between them. It shares nothing with the
kernel but the terms and where they are defined. It proves nothing here: that it agrees changes no
verdict, that it disagrees is a fault in one of the two.
"""

from __future__ import annotations

from importlib import util

from ..opinion import Opinion
from ..verdict import Verdict

PACKAGE = "z3"
SECONDS = 2.0


class NoSolver(Exception):
    """z3 is not installed; the message says how to install it."""


def require_solver() -> None:
    """Raise NoSolver where z3 is not installed."""
    if util.find_spec(PACKAGE) is None:
        raise NoSolver(
            "a second opinion needs z3, which is not installed: pip install 'derivations[smt]'"
        )


def second_opinion(verdict: Verdict, *, seconds: float = SECONDS) -> Opinion:
    """What z3 says of a verdict, within about so many seconds. Raises NoSolver."""
    require_solver()
    from .questions import opinion

    return opinion(verdict, seconds)


__all__ = ["SECONDS", "NoSolver", "require_solver", "second_opinion"]
