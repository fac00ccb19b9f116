"""Which numbers the unknowns of equations are: complex ones where the imaginary unit is used.

>>> from proofs.kernel.terms import I, eq, num, power, var
>>> x = var("x")
>>> left, right = in_complex_unknowns(eq(power(x, num(2)), num(-1)), eq(x, I), ())
>>> [v.sort.name for v in left.free]
['complex']
"""

from __future__ import annotations

from collections.abc import Iterable

from .kernel.terms import COMPLEX, REAL, Term, substitute, subterms, var

_REAL_SIGNS = frozenset("lt le abs re im conj arg max min floor ceil".split())
"""What is said of real numbers, or of the parts of complex ones, whose names then are real."""


def in_complex_unknowns(
    left: Term, right: Term, given: Iterable[Term], declared: Iterable[str] = ()
) -> tuple[Term, Term]:
    """Two statements made of equations, with the unknowns of both read as complex, if the unit i
    occurs; not those that `given` speaks of or that are `declared` real, nor any where a name is
    declared complex or where something is said of order, sizes or parts.
    """
    nodes = {t for side in (left, right) for t in subterms(side)}
    if not any(t.op == "i" for t in nodes) or any(t.op in _REAL_SIGNS for t in nodes):
        return left, right
    names = left.free | right.free
    if any(v.sort == COMPLEX for v in names):
        return left, right
    kept = {v for g in given for v in g.free} | {v for v in names if v.value in set(declared)}
    wider = {v: var(str(v.value), COMPLEX) for v in names if v.sort == REAL and v not in kept}
    return substitute(left, wider), substitute(right, wider)


def declared_real(values: Iterable[object]) -> tuple[str, ...]:
    """The names of SymPy's symbols that are said to be real."""
    symbols = (s for v in values for s in getattr(v, "free_symbols", ()))
    return tuple(str(s) for s in symbols if getattr(s, "is_real", None))
