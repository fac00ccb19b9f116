"""What was read, as SymPy has it: unevaluated where SymPy lets it be so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sympy as sp

from proofs.kernel.terms import Term, TermError
from proofs.translation import to_sympy

from .reading.expressions.values import (
    Arrow,
    Bracketed,
    Listed,
    NamedSet,
    Related,
    SetOperation,
    Several,
    Value,
)

_NAMED = {
    "reals": sp.S.Reals, "rationals": sp.S.Rationals, "integers": sp.S.Integers,
    "naturals": sp.S.Naturals0, "complexes": sp.S.Complexes, "empty": sp.S.EmptySet,
}  # fmt: skip
_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "union": lambda a, b: sp.Union(a, b, evaluate=False),
    "intersection": lambda a, b: sp.Intersection(a, b, evaluate=False),
    "difference": lambda a, b: sp.Complement(a, b, evaluate=False),
}


def expression(value: Value, bound_names: Sequence[tuple[str, str]] = ()) -> Any:
    """The SymPy object for a value. Raises TermError for what SymPy has none for.

    `bound_names` name what sums and integrals bind; see `proofs.translation.to_sympy`.

    >>> from proofs.kernel.terms import num
    >>> expression(Bracketed("[", (num(0), num(1)), ")"))
    Interval.Ropen(0, 1)
    """
    if isinstance(value, Term):
        return to_sympy(value, bound_names)
    return _MAKE[type(value)](value)


def _items(value: Any) -> list[Any]:
    out: list[Any] = []
    for item in value.items:
        out += _items(item) if isinstance(item, Several) else [expression(item)]
    return out


def _bracketed(value: Bracketed) -> Any:
    items = _items(value)
    if value.is_set:
        return sp.FiniteSet(*items)
    if len(items) == 2 and (value.is_half_open or value.opening == "["):
        return as_interval(value)
    return sp.Tuple(*items)


def as_interval(value: Bracketed) -> Any:
    """Two values in brackets as the interval between them."""
    low, high = _items(value)
    return sp.Interval(low, high, value.opening != "[", value.closing != "]")


def as_set(value: Value) -> Any:
    """A value where a set is needed: `(0, 1)` is an interval there."""
    if isinstance(value, Bracketed) and not value.is_set and len(value.items) == 2:
        return as_interval(value)
    if isinstance(value, Listed | Several):
        return sp.FiniteSet(*_items(value))
    made = expression(value)
    if not isinstance(made, sp.Set):
        raise TermError(f"not a set: {made}")
    return made


def _operation(value: SetOperation) -> Any:
    return _OPERATIONS[value.operation](as_set(value.left), as_set(value.right))


def _related(value: Related) -> Any:
    if value.relation in ("in", "notin"):
        inside = sp.Contains(expression(value.left), as_set(value.right), evaluate=False)
        return inside if value.relation == "in" else sp.Not(inside)
    if value.relation in ("=", "!="):
        made = sp.Eq if value.relation == "=" else sp.Ne
        return made(expression(value.left), expression(value.right), evaluate=False)
    small, large = as_set(value.left), as_set(value.right)
    if value.relation == "superset":
        small, large = large, small
    known = small.is_subset(large)
    if known is None:
        raise TermError("SymPy has no unevaluated inclusion of sets")
    return sp.true if known else sp.false


def _arrow(value: Arrow) -> Any:
    made = sp.Implies if value.relation == "implies" else sp.Equivalent
    return made(expression(value.left), expression(value.right), evaluate=False)


def _listed(value: Listed) -> Any:
    return sp.FiniteSet(*_items(value))


_MAKE: dict[type, Callable[[Any], Any]] = {
    Bracketed: _bracketed,
    Listed: _listed,
    SetOperation: _operation,
    NamedSet: lambda value: _NAMED[value.name],
    Related: _related,
    Arrow: _arrow,
    Several: lambda value: sp.FiniteSet(*_items(value)),
}
