"""Functions with braces where brackets are meant, `p{x}`, or with braces around them, `{f}(x)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs.kernel.terms import Term

from . import chances, functions
from .names import classify, group_end, key_of, scan_name

if TYPE_CHECKING:
    from .parser import Parser


def argument_follows(p: Parser, key: str) -> bool:
    """Whether `{x}` stands at the place, after an f that has round brackets elsewhere: `f(x)`."""
    survey = p.context.survey
    if not p.at_text("{") or key not in survey.called or key in survey.bare or key in p.local:
        return False
    a, b = p.pos + 1, group_end(p.tokens, p.pos, p.end)
    bracketed = a < b and p.tokens[a].kind == "(" and group_end(p.tokens, a, b) == b - 1
    if not functions.is_lone_name(p, (a + 1, b - 1) if bracketed else (a, b)):
        return False
    p.notes.append(f"the braces after {key} are read as brackets")
    return True


def application(p: Parser, start: int, close: int) -> Term | None:
    """`{f}(x)`, the place being after the braces; None for all else."""
    if not functions.is_lone_name(p, (start + 1, close)):
        return None
    use = scan_name(p.tokens, start + 1, close)
    sub = classify(p.tokens, use.sub, p.context.survey.indices)
    key = key_of(use.base, sub)
    if sub.kind in ("index", "bad") or not (p.at_text("(") or argument_follows(p, key)):
        return None
    if chances.is_chance(p, key):
        return chances.value(p, key) if p.at_text("(") else None
    return functions.application(p, key, start + 1)
