r"""Blocks: letters in a matrix written out that may be matrices themselves.

The transpose of `\begin{pmatrix} A & B \\ C & D \end{pmatrix}` has the transposes of its blocks
for blocks, and neither its trace nor its determinant is what it is of numbers. What holds entry by
entry holds of blocks, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from proofs.kernel.terms import Term, subterms

from ..errors import ReadingError
from .rewriting import closure

if TYPE_CHECKING:
    from .context import Context

_NOT_BY_BLOCKS = frozenset({"transpose", "trace", "det", "inverse", "norm", "dot"})


def perhaps_blocks(sides: Sequence[Term], context: Context) -> str:
    """Why an entry of a matrix in some sides may be a matrix; empty where that changes nothing."""
    try:
        bodies = [d.body for d in closure(sides, context)]
    except ReadingError:
        bodies = []
    whole = [node for term in (*sides, *bodies) for node in subterms(term)]
    if all(node.op not in _NOT_BY_BLOCKS for node in whole):
        return ""
    names = {v for node in whole if node.op == "fam" for v in _letters(node, context)}
    return f"{min(names)} may be a matrix, a block of a larger one" if names else ""


def _letters(matrix: Term, context: Context) -> Iterator[str]:
    """The letters in the entries of a matrix written out that no one calls numbers: all, where the
    page speaks of blocks, else capital ones."""
    if matrix.sort.rank != 2 or matrix.args[1].op != "fam":
        return
    for node in subterms(matrix):
        if node.op != "var" or node.sort.name not in ("real", "family"):
            continue
        name = str(node.value)
        capital = node.sort.name == "real" and name.lstrip("\\")[:1].isupper() and len(name) == 1
        numbers = context.known(name) or context.survey.declared.get(name) == "scalar"
        if (capital or context.blocks) and not numbers and name not in context.survey.kinds.numbers:
            yield name
