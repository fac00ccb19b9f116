"""The rules that a step may name, as data: one file a subject."""

from __future__ import annotations

from . import exponentials, limits, powers, sums, trigonometry
from .rule import Rule

LAWS = limits.LAWS
"""Rules about every function: each instance has to be proved anew."""
ALL: tuple[Rule, ...] = (
    *exponentials.RULES, *powers.RULES, *sums.RULES, *trigonometry.RULES, *limits.KNOWN, *LAWS,
)  # fmt: skip

__all__ = ["ALL", "LAWS", "Rule"]
