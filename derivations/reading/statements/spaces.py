r"""What is said to lie in a space, `[x_1, \dots, x_n]^T \in \mathbb{R}^n`: is it as long?"""

from __future__ import annotations

from proofs.kernel.terms import Term, is_family, shape

from ...derivation import Step
from ..expressions.names import group_end, spelled, split
from ..expressions.relations import Range, Relation
from .claims import make_claim
from .sides import Formula, Value, step

_FIELDS = ("\\mathbbR", "\\mathbb{R}", "\\R", "\\mathbbC", "\\mathbb{C}", "\\C")


def in_space(
    formula: Formula, left: Value, relation: Relation, right: Value, place: Range,
    start: int | None = None,
) -> Step | None:  # fmt: skip
    """The step that says that a side lies in the space that stands at `place`; None for others.

    Lengths that are other numbers are claimed to be equal, which is refuted; otherwise nothing is:
    that its entries are real is not judged.
    """
    sides = _lengths(formula, place)
    if sides is None or spelled(formula.tokens, relation.start, relation.end) not in ("\\in", "∈"):
        return None
    found = shape(left.term) if left.term is not None and is_family(left.term) else ()
    pairs = zip(found, sides, strict=True) if len(found) == len(sides) else ()
    unlike = [(x, y) for x, y in pairs if y is not None and x is not y and x.op == y.op == "num"]
    if unlike:
        notes = [*left.notes, "its lengths are judged"]
        claim = make_claim(unlike[0][0], "=", unlike[0][1], formula.context,
                           place=(left.start, right.end))  # fmt: skip
        return step(formula, left, relation, right, kind="claim", claim=claim, notes=notes,
                    start=start)  # fmt: skip
    return step(formula, left, relation, right, kind="assumption", notes=left.notes, start=start)


def _lengths(formula: Formula, place: Range) -> list[Term | None] | None:
    r"""The lengths m and n of `\mathbb{R}^{m \times n}`; None where no such space is written."""
    tokens, (a, b) = formula.tokens, place
    at = next((i for i in range(a, b) if tokens[i].text == "^"), b)
    if at + 1 >= b or spelled(tokens, a, at) not in _FIELDS:
        return None
    first, end = at + 1, at + 2
    if tokens[first].text == "{":
        first, end = first + 1, group_end(tokens, first, b)
        if end + 1 != b:
            return None
    elif end != b:
        return None
    ranges = [r for r in split(tokens, first, end, "\\times") if r[0] < r[1]]
    return [formula.value(r).term for r in ranges]
