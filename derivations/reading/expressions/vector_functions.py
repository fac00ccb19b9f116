r"""Functions of vectors that mean the same everywhere: softmax, unless the page defines its own.

`\text{softmax}(x)_i`, `softmax_i(x)` and `\text{softmax}(x + c)` with a number c; and functions of
numbers that are used on vectors, `\sigma(\mathbf{z})`, which act entry by entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs.kernel.terms import (
    NAT,
    ONE,
    Term,
    abstract,
    div,
    elem,
    exp,
    fam,
    size,
    total,
    transpose,
    var,
)

from ..errors import UNDEFINED
from . import atoms, kinded
from .names import group_end

if TYPE_CHECKING:
    from .parser import Parser

VECTOR_FUNCTIONS = frozenset({"softmax"})


def softmax(x: Term) -> Term:
    """The vector of e^{x_i} over their sum.

    >>> from proofs.kernel.terms import family
    >>> str(softmax(var("x", family(rank=1))))
    'fam(i=size(x), exp(x[i])/sum(j=1..size(x), exp(x[j])))'
    """
    i, j = var("i@softmax", NAT), var("j@softmax", NAT)
    over = total(ONE, size(x), abstract(exp(elem(x, j)), j))
    return fam(size(x), abstract(div(exp(elem(x, i)), over), i))


def is_standard(p: Parser, key: str) -> bool:
    """Whether a name is such a function here, as the page defines none of that name."""
    context = p.context
    free = not context.known(key) and key not in context.survey.heads and key not in p.local
    return key in VECTOR_FUNCTIONS and free and p.at_text("(")


def value(p: Parser, key: str, start: int) -> Term:
    """The function at the vector that stands in brackets at the place."""
    close = group_end(p.tokens, p.pos, p.end)
    p.vectors += 1
    argument = atoms.inside(p, p.pos + 1, close, listed=True)
    p.vectors -= 1
    p.pos = close + 1
    column = kinded.laid_down(argument)
    if column.sort.name != "family" or column.sort.rank != 1:
        raise p.fault(UNDEFINED, f"{key} takes a vector here", start)
    p.notes.append(f"{key} is e^{{x_i}} over the sum of all e^{{x_j}}")
    return softmax(column) if column is argument else transpose(softmax(column))
