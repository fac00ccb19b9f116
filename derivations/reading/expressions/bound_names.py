"""Names while they are bound in the parser: by a sum, a limit, an integral or a derivative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs.kernel.terms import Term

if TYPE_CHECKING:
    from .parser import Parser


def bind(p: Parser, name: str, bound: Term) -> tuple[Term | None, frozenset[str]]:
    """Bind a name; what `release` needs to undo that."""
    shadowed = p.local.get(name)
    p.local[name] = bound
    outer = p.doubtful
    p.doubtful = outer - {name}
    return shadowed, outer


def release(p: Parser, name: str, shadowed: Term | None, outer: frozenset[str]) -> None:
    """Undo a `bind`; from here on the name is doubtful."""
    if shadowed is None:
        del p.local[name]
    else:
        p.local[name] = shadowed
    p.doubtful = outer | {name}
