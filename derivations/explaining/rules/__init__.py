"""The rules that a step may name, as data: one file a subject."""

from __future__ import annotations

from . import exponentials, powers, sums, trigonometry
from .rule import Rule

ALL: tuple[Rule, ...] = (
    *exponentials.RULES, *powers.RULES, *sums.RULES, *trigonometry.RULES,
)  # fmt: skip

__all__ = ["ALL", "Rule"]
