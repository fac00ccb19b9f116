"""Claim: what is said, about which variables, under which conditions.

>>> from proofs.kernel.terms import num, power, sqrt, var
>>> x = var("x")
>>> print(Claim(sqrt(power(x, num(2))), "=", x, given=[Claim(x, "<", num(5))]))
sqrt(x^2) = x  given x < 5
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .kernel.definitions import Definition
from .kernel.statements import MAX_PLACES
from .kernel.terms import (
    BOOL,
    OO,
    Term,
    TermError,
    approx,
    defined,
    eq,
    le,
    lt,
    ne,
    neg,
    negation,
    shown,
    tends,
)


class ClaimError(ValueError):
    """What was given does not state a claim; the message says which part and why."""


_MAKE: dict[str, Callable[[Term, Term], Term]] = {
    "=": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": lambda a, b: lt(b, a),
    ">=": lambda a, b: le(b, a),
    "approx": approx,
}
RELATIONS = tuple(_MAKE)


@dataclass(frozen=True, init=False)
class Claim:
    """`left relation right`, wherever the conditions `given` hold and both sides are defined.

    Sides are SymPy expressions or terms; `relation` is one of = != < <= > >= approx; `given` holds
    claims, SymPy relations or truth-valued terms; `definitions` are unfolded first. With `digits`,
    the right side is a decimal that claims what its digits show, to that many places.
    Raises ClaimError where something given is none of these.
    """

    left: Term
    relation: str
    right: Term
    given: tuple[Term, ...]
    definitions: tuple[Definition, ...]
    digits: int | None

    def __init__(
        self,
        left: object,
        relation: str,
        right: object,
        *,
        given: Iterable[object] = (),
        definitions: Iterable[Definition] = (),
        digits: int | None = None,
    ) -> None:
        if relation not in _MAKE:
            raise ClaimError(f"no such relation: {relation!r}; one of {', '.join(RELATIONS)}")
        if digits is not None and relation not in ("=", "approx"):
            raise ClaimError("only an equality claims what the digits of a decimal show")
        if digits is not None and (type(digits) is not int or not 0 <= digits <= MAX_PLACES):
            raise ClaimError(f"digits are an integer from 0 to {MAX_PLACES}")
        given = tuple(given)
        _check_names((left, right, *given))
        conditions: list[Term] = []
        for condition in given:
            if isinstance(condition, Claim):
                conditions += [*condition.given, condition.statement]
            else:
                conditions.append(_statement(condition))
        for side in (left, right, *given):
            conditions += [c for c in _assumptions(side) if c not in conditions]
        put = object.__setattr__
        put(self, "left", _term(left))
        put(self, "relation", relation)
        put(self, "right", _term(right))
        put(self, "given", tuple(conditions))
        put(self, "definitions", tuple(definitions))
        put(self, "digits", digits)
        for side in (self.left, self.right):
            if side.sort == BOOL:
                raise ClaimError(f"a side of {relation} is a statement, not a value: {side}")

    @classmethod
    def diverges(cls, term: object, *, given: Iterable[object] = ()) -> Claim:
        """`term`, a limit or an integral, has no finite value.

        >>> from proofs.kernel.terms import ONE, REAL, ZERO, bound, div, limit
        >>> print(Claim.diverges(limit(ZERO, div(ONE, bound(0, REAL)))))
        limit(i=0, 1/i) diverges
        """
        claim = cls(term, "=", term, given=given)
        if claim.left.op not in ("limit", "integral"):
            raise ClaimError(f"only a limit or an integral diverges: {claim.left}")
        object.__setattr__(claim, "relation", "diverges")
        return claim

    @property
    def statement(self) -> Term:
        """The claim without its conditions, as a truth-valued term."""
        if self.digits is not None:
            return shown(self.left, self.right, self.digits)
        if self.relation == "diverges":
            return negation(defined(self.left))
        if self.relation == "=":
            for side, end in ((self.left, self.right), (self.right, self.left)):
                towards = "oo" if end is OO else "-oo" if end is neg(OO) else ""
                if towards and side.op in ("limit", "integral"):
                    return tends(side, towards)
        return _MAKE[self.relation](self.left, self.right)

    def __str__(self) -> str:
        given = f"  given {', '.join(map(str, self.given))}" if self.given else ""
        if self.relation == "diverges":
            return f"{self.left} diverges{given}"
        return f"{self.left} {self.relation} {self.right}{given}"


def _term(value: object) -> Term:
    if isinstance(value, Term):
        return value
    from .translation import from_sympy

    term: Term = _refused(from_sympy, value)
    return term


def _assumptions(value: object) -> tuple[Term, ...]:
    """The bounds that the assumptions of SymPy's symbols state."""
    if isinstance(value, Term | Claim):
        return ()
    from .translation import assumptions

    found: tuple[Term, ...] = _refused(assumptions, value)
    return found


def _check_names(values: tuple[object, ...]) -> None:
    """Two different symbols of SymPy under one name would be taken for one."""
    if all(isinstance(v, Term | Claim | int) for v in values):
        return
    from .translation import check_names

    _refused(check_names, values)


def _refused(translate: Callable[..., Any], value: object) -> Any:
    """What the translation gives; what it refuses, or is too deep for it, is no claim."""
    try:
        return translate(value)
    except TermError as error:
        raise ClaimError(str(error)) from error
    except RecursionError as error:
        raise ClaimError("nested too deep") from error


def _statement(value: object) -> Term:
    term = _term(value)
    if term.sort != BOOL:
        raise ClaimError(f"a condition is a statement, not a value: {term}")
    return term
