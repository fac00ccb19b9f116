"""What a person gives a claim (SymPy expressions, relations and sets; numbers; terms), as terms.

>>> str(as_statement([True, False]))
'(true) and (false)'
>>> str(as_set({1, 2}))
'set(i, (i = 1) or (i = 2))'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .kernel.terms import BOOL, REAL, Term, TermError, abstract, both, either, eq, such_that, var


class ClaimError(ValueError):
    """What was given does not state a claim; the message says which part and why."""


def as_term(value: object) -> Term:
    """The term of a SymPy expression or Python number; a term as it is."""
    if isinstance(value, Term):
        return value
    from .translation import from_sympy

    term: Term = _refused(from_sympy, value)
    return term


def as_statement(value: object) -> Term:
    """The term of a SymPy relation or Boolean; of several in a list, that all hold."""
    if isinstance(value, list | tuple):
        return both(*map(as_statement, value))
    if isinstance(value, Term):
        term = value
    else:
        from .translation import statement_from_sympy

        term = _refused(statement_from_sympy, value)
    if term.sort != BOOL:
        raise ClaimError(f"a condition is a statement, not a value: {term}")
    return term


def as_set(value: object) -> Term:
    """The term of a SymPy set, or of a Python collection of numbers."""
    if isinstance(value, set | frozenset | list | tuple):
        member = var("member", REAL)
        elements = sorted(map(as_term, value), key=str)
        if any(member in e.free for e in elements):
            raise ClaimError("the name member stands for what is in a set here")
        return such_that(abstract(either(*(eq(member, e) for e in elements)), member))
    return as_term(value)


def as_conditions(sides: Sequence[object], given: Sequence[object]) -> tuple[Term, ...]:
    """Conditions as terms, with the bounds that the assumptions of SymPy's symbols state."""
    conditions = [as_statement(condition) for condition in given]
    for value in (*sides, *given):
        conditions += [c for c in _assumptions(value) if c not in conditions]
    return tuple(conditions)


def check_names(values: Sequence[object]) -> None:
    """Two different symbols of SymPy under one name would be taken for one: ClaimError."""
    if all(isinstance(v, Term | int) for v in values):
        return
    from .translation import check_names

    _refused(check_names, values)


def _assumptions(value: object) -> tuple[Term, ...]:
    if isinstance(value, Term):
        return ()
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(c for v in value for c in _assumptions(v))
    from .translation import assumptions

    found: tuple[Term, ...] = _refused(assumptions, value)
    return found


def _refused(translate: Callable[..., Any], value: object) -> Any:
    """What the translation gives; what it refuses, or is too deep for it, is no claim."""
    try:
        return translate(value)
    except TermError as error:
        raise ClaimError(str(error)) from error
    except RecursionError as error:
        raise ClaimError("nested too deep") from error
