"""Values as sets of real numbers, in the kernel's terms."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from proofs.kernel.terms import (
    FALSE,
    OO,
    REAL,
    SET,
    TRUE,
    ZERO,
    Term,
    abstract,
    both,
    either,
    eq,
    instantiate,
    is_integer,
    le,
    lt,
    neg,
    negation,
    such_that,
    var,
)

from .reading.expressions.values import Bracketed, Listed, NamedSet, SetOperation, Several, Value

_COUNTER = count()


class NoSet(ValueError):
    """A value that is no set of real numbers; the message says which."""


def set_of(value: Value) -> Term:
    """The set that a value is, a number as the set of it alone. Raises NoSet for what is none.

    >>> from proofs.kernel.terms import num
    >>> str(set_of(Bracketed("[", (num(0), num(1)), ")")))
    'set(i, (0 <= i) and (i < 1))'
    """
    if isinstance(value, Term) and value.sort == SET:
        return value
    name = var(f"element@{next(_COUNTER)}", REAL)
    return such_that(abstract(_holds(value, name), name))


def _holds(value: Value, name: Term) -> Term:
    """That the element is in the set."""
    if isinstance(value, NamedSet):
        made = _NAMED.get(value.name)
        if made is None:
            raise NoSet(f"the set of {value.name} is not stated in terms of real numbers")
        return made(name)
    if isinstance(value, SetOperation):
        left, right = _holds(value.left, name), _holds(value.right, name)
        return _OPERATIONS[value.operation](left, right)
    if isinstance(value, Bracketed) and not value.is_set:
        return _between(value, name)
    if isinstance(value, Bracketed | Listed | Several):
        return either(*(_holds(v, name) for v in value.items))
    if not isinstance(value, Term) or value.sort.name in ("family", "bool", "function"):
        raise NoSet("what is no number as an element")
    if value.sort == SET:
        return instantiate(value.args[0], name)
    if value in (OO, neg(OO)):
        raise NoSet("infinity as an element")
    return eq(name, value)


def _between(value: Bracketed, name: Term) -> Term:
    """That the element lies between the ends of an interval."""
    if len(value.items) != 2:
        raise NoSet("a tuple that is no interval")
    low, high = value.items
    if not (isinstance(low, Term) and isinstance(high, Term)):
        raise NoSet("an interval between what are no numbers")
    if low.sort.name in ("family", "bool") or high.sort.name in ("family", "bool"):
        raise NoSet("an interval between what are no numbers")
    parts = []
    if low is not neg(OO):
        parts.append((le if value.opening == "[" else lt)(low, name))
    if high is not OO:
        parts.append((le if value.closing == "]" else lt)(name, high))
    return both(*parts)


_NAMED: dict[str, Callable[[Term], Term]] = {
    "reals": lambda x: TRUE,
    "empty": lambda x: FALSE,
    "integers": is_integer,
    "naturals": lambda x: both(is_integer(x), le(ZERO, x)),
}
_OPERATIONS: dict[str, Callable[[Term, Term], Term]] = {
    "union": either,
    "intersection": both,
    "difference": lambda a, b: both(a, negation(b)),
}
