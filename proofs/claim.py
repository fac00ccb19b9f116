"""Claim: what is said, about which variables, under which conditions.

>>> from proofs.kernel.terms import num, power, sqrt, var
>>> x = var("x")
>>> print(Claim(sqrt(power(x, num(2))), "=", x, given=[Claim(x, "<", num(5))]))
sqrt(x^2) = x  given x < 5
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from .kernel.definitions import Definition, unfold
from .kernel.statements import MAX_PLACES
from .kernel.terms import (
    BOOL,
    OO,
    REAL,
    SET,
    TRUE,
    ZERO,
    Term,
    TermError,
    abstract,
    approx,
    both,
    defined,
    eq,
    exists,
    iff,
    implies,
    instantiate,
    le,
    lt,
    ne,
    neg,
    negation,
    shown,
    tends,
    var,
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
    "iff": iff,
    "implies": implies,
    "in": lambda a, b: instantiate(b.args[0], a),
}
RELATIONS = tuple(_MAKE)
_BETWEEN_STATEMENTS = ("iff", "implies", "and", "exists")


@dataclass(frozen=True, init=False)
class Claim:
    """`left relation right`, wherever the conditions `given` hold and both sides are defined.

    Sides are SymPy expressions or terms; `relation` is one of = != < <= > >= approx in iff implies;
    the sides of the last two are statements, the right side of "in" is a set, and "=" may stand
    between two sets. `given` holds claims, SymPy relations or truth-valued terms; `definitions` are
    unfolded first. With `digits`, the right side is a decimal that claims what its digits show, to
    that many places. Raises ClaimError where something given is none of these.

    `Claim.all_of` and `Claim.exists` make the other kinds; `parts` and `values` are theirs.
    """

    left: Term
    relation: str
    right: Term
    given: tuple[Term, ...]
    definitions: tuple[Definition, ...]
    digits: int | None
    parts: tuple[Claim, ...] = ()
    values: tuple[Term | None, ...] = ()

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
        as_term = _statement if relation in ("iff", "implies") else _term
        self._put(as_term(left), relation, as_term(right), _conditions((left, right), given))
        self._put_more(tuple(definitions), digits)
        _check_sides(self)

    def _put(self, left: Term, relation: str, right: Term, given: tuple[Term, ...]) -> None:
        put = object.__setattr__
        put(self, "left", left)
        put(self, "relation", relation)
        put(self, "right", right)
        put(self, "given", given)

    def _put_more(
        self, definitions: tuple[Definition, ...], digits: int | None,
        parts: tuple[Claim, ...] = (), values: tuple[Term | None, ...] = (),
    ) -> None:  # fmt: skip
        put = object.__setattr__
        put(self, "definitions", definitions)
        put(self, "digits", digits)
        put(self, "parts", parts)
        put(self, "values", values)

    @classmethod
    def all_of(cls, claims: Iterable[Claim], *, given: Iterable[object] = ()) -> Claim:
        """The conjunction of claims, each under its own conditions and `given`.

        >>> x = var("x")
        >>> print(Claim.all_of([Claim(x, "=", x), Claim(x, "<", x)]))
        x = x and x < x
        """
        parts = tuple(claims)
        if not parts or not all(isinstance(part, Claim) for part in parts):
            raise ClaimError("a conjunction is of one claim or more")
        shared = _conditions((), tuple(given))
        claim = object.__new__(cls)
        claim._put(both(*(p.statement for p in parts)), "and", TRUE, shared)
        known = [d for p in parts for d in p.definitions]
        claim._put_more(tuple(dict.fromkeys(known)), None, parts)
        _check_sorts(claim)
        return claim

    @classmethod
    def exists(
        cls, unknowns: Mapping[Any, object] | Iterable[object], statement: object, *,
        given: Iterable[object] = (), definitions: Iterable[Definition] = (),
    ) -> Claim:  # fmt: skip
        """There are values of the `unknowns` for which `statement` (a relation or claim) holds.

        `unknowns` are symbols or variables; a mapping gives the values that are claimed to do, and
        then it is about these.

        >>> p, n = var("p"), var("n")
        >>> print(Claim.exists({p: n}, Claim(p, "=", n)))
        exists(i, i = n)
        """
        given = tuple(given)
        body = _statement(statement.statement if isinstance(statement, Claim) else statement)
        values: list[Term | None] = []
        names = list(unknowns)
        for name in reversed(names):
            body = _quantified(_term(name), body)
        if isinstance(unknowns, Mapping) and None in unknowns.values():
            raise ClaimError("a value for each unknown, or none")
        for name in names:
            given_value = unknowns[name] if isinstance(unknowns, Mapping) else None
            values.append(None if given_value is None else _term(given_value))
        if not values:
            raise ClaimError("what is to exist has to be named")
        claim = object.__new__(cls)
        own = statement.given if isinstance(statement, Claim) else ()
        claim._put(body, "exists", TRUE, (*own, *_conditions((), given)))
        claim._put_more(tuple(definitions), None, (), tuple(values))
        _check_sorts(claim)
        return claim

    def unfolded(self, *, given: Iterable[Term] = ()) -> Claim:
        """The same claim under further conditions, with its defined names unfolded."""
        known = self.definitions
        claim = copy(self)
        conditions = tuple(unfold(g, known) for g in (*given, *self.given))
        sides = unfold(self.left, known), unfold(self.right, known)
        claim._put(sides[0], self.relation, sides[1], tuple(dict.fromkeys(conditions)))
        parts = tuple(part.unfolded() for part in self.parts)
        values = tuple(v if v is None else unfold(v, known) for v in self.values)
        claim._put_more((), self.digits, parts, values)
        return claim

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
        if self.relation == "exists" and None not in self.values:
            return _exhibited(self.left, self.values)
        if self.relation in ("and", "exists"):
            return self.left
        if self.left.sort == SET:
            return _same_members(self.left, self.right)
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
        if self.parts:
            return " and ".join(map(str, self.parts)) + given
        if self.relation == "exists":
            return f"{self.left}{given}"
        return f"{self.left} {self.relation} {self.right}{given}"


def _conditions(sides: tuple[object, ...], given: tuple[object, ...]) -> tuple[Term, ...]:
    """Conditions as terms, with the bounds that SymPy's symbols state."""
    conditions: list[Term] = []
    for condition in given:
        if isinstance(condition, Claim):
            conditions += [*condition.given, condition.statement]
        else:
            conditions.append(_statement(condition))
    for side in (*sides, *given):
        conditions += [c for c in _assumptions(side) if c not in conditions]
    return tuple(conditions)


def _check_sides(claim: Claim) -> None:
    """That the sides are of the sorts that the relation is between."""
    _check_sorts(claim)
    left, right = claim.left.sort, claim.right.sort
    if claim.relation in _BETWEEN_STATEMENTS:
        return
    if claim.relation == "in":
        if right != SET or left in (BOOL, SET):
            raise ClaimError(f'"in" stands between a number and a set: {claim}')
        return
    if SET in (left, right) and (left, claim.relation) != (right, "="):
        raise ClaimError(f"a set is a side of = with a set, or the right side of in: {claim}")
    for side in (claim.left, claim.right):
        if side.sort == BOOL:
            raise ClaimError(f"a side of {claim.relation} is a statement, not a value: {side}")


def _check_sorts(claim: Claim) -> None:
    """That no name stands for things of two sorts."""
    seen: dict[object, Term] = {}
    for term in (claim.left, claim.right, *claim.given):
        for name in term.free:
            if seen.setdefault(name.value, name) is not name:
                raise ClaimError(f"{name} stands for two different things")


def _same_members(a: Term, b: Term) -> Term:
    """A = B between sets: an element is in the one exactly where it is in the other."""
    taken = {str(v.value) for v in a.free | b.free}
    name = next(n for n in (*"xtuvwyz", "element", "element_") if n not in taken)
    element = var(name, REAL)
    return iff(instantiate(a.args[0], element), instantiate(b.args[0], element))


def _exhibited(statement: Term, values: tuple[Term | None, ...]) -> Term:
    """What is claimed of the values that are given for the unknowns."""
    for value in values:
        if value is not None:
            statement = instantiate(statement.args[0], value)
    return statement


def _quantified(name: Term, body: Term) -> Term:
    if name.op != "var" or name.sort.name not in ("nat", "int", "real"):
        raise ClaimError(f"an unknown is a variable that stands for a real number: {name}")
    if name.sort.name == "nat":
        body = both(le(ZERO, name), body)
    return exists(abstract(body, name), "real" if name.sort == REAL else "int")


def _term(value: object) -> Term:
    if isinstance(value, Term):
        return value
    from .translation import from_sympy

    term: Term = _refused(from_sympy, value)
    return term


def _translated_statement(value: object) -> Term:
    from .translation import statement_from_sympy

    term: Term = _refused(statement_from_sympy, value)
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
    term = value if isinstance(value, Term) else _translated_statement(value)
    if term.sort != BOOL:
        raise ClaimError(f"a condition is a statement, not a value: {term}")
    return term
