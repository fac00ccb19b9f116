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

from .indefinite import NoDerivative, SameSlope, is_indefinite, same_slope
from .inputs import ClaimError, as_conditions, as_set, as_statement, as_term, check_names
from .kernel.terms import (
    BOOL,
    COMPLEX,
    OO,
    PI,
    REAL,
    SET,
    TRUE,
    ZERO,
    Term,
    abstract,
    add,
    apply,
    approx,
    both,
    defined,
    eq,
    exists,
    iff,
    implies,
    instantiate,
    is_integer,
    le,
    lt,
    mul,
    ne,
    neg,
    negation,
    shown,
    subterms,
    tends,
    var,
)
from .kernel.terms.definitions import Definition, unfold
from .kernel.terms.statements import MAX_PLACES
from .showing import Showable
from .unknowns import declared_real, in_complex_unknowns

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
_MINUS_OO = neg(OO)
_BETWEEN_STATEMENTS = ("iff", "implies", "and", "exists")


@dataclass(frozen=True, init=False)
class Claim(Showable):
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
    constant_in: Term | None = None

    def __init__(
        self,
        left: object,
        relation: str,
        right: object,
        *,
        given: Iterable[object] = (),
        definitions: Iterable[Definition] = (),
        digits: int | None = None,
        constant_in: object = None,
    ) -> None:
        if relation not in _MAKE:
            raise ClaimError(f"no such relation: {relation!r}; one of {', '.join(RELATIONS)}")
        if digits is not None and relation not in ("=", "approx"):
            raise ClaimError("only an equality claims what the digits of a decimal show")
        if digits is not None and (type(digits) is not int or not 0 <= digits <= MAX_PLACES):
            raise ClaimError(f"digits are an integer from 0 to {MAX_PLACES}")
        given = tuple(given)
        check_names((left, right, *given))
        read = as_statement if relation in ("iff", "implies") else as_term
        sides = read(left), as_set(right) if relation == "in" else read(right)
        conditions = _conditions((left, right), given)
        if relation in ("iff", "implies"):
            sides = in_complex_unknowns(*sides, conditions, declared_real((left, right)))
        self._put(sides[0], relation, sides[1], conditions)
        self._put_more(tuple(definitions), digits)
        object.__setattr__(self, "constant_in", _variable(constant_in))
        _check_sides(self)
        _check_indefinite(self)

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
    def all_of(cls, claims: Iterable[object], *, given: Iterable[object] = ()) -> Claim:
        """The conjunction of claims, each under its own conditions and `given`.

        >>> x = var("x")
        >>> print(Claim.all_of([Claim(x, "=", x), Claim(x, "<", x)]))
        x = x and x < x
        """
        parts = tuple(part if isinstance(part, Claim) else _stated(part) for part in claims)
        if not parts:
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
        cls, unknowns: object, statement: object, *,
        given: Iterable[object] = (), definitions: Iterable[Definition] = (),
    ) -> Claim:  # fmt: skip
        """There are values of the `unknowns` for which `statement` (a relation or claim) holds.

        `unknowns` is a symbol or variable, or several; a mapping gives the values that are claimed
        to do, and then it is about these.

        >>> p, n = var("p"), var("n")
        >>> print(Claim.exists({p: n}, Claim(p, "=", n)))
        exists(i, i = n)
        """
        chosen = unknowns if isinstance(unknowns, Mapping) else dict.fromkeys(_listed(unknowns))
        names = [as_term(name) for name in chosen]
        if not names:
            raise ClaimError("what is to exist has to be named")
        given = tuple(given)
        check_names((*chosen, statement, *given))
        said = statement.statement if isinstance(statement, Claim) else as_statement(statement)
        own = statement.given if isinstance(statement, Claim) else ()
        conditions = (*own, *_conditions((*chosen, statement), given))
        about = [c for c in conditions if not c.free.isdisjoint(names)]
        body = both(*about, said)
        for name in reversed(names):
            body = _quantified(name, body)
        values = tuple(None if v is None else as_term(v) for v in chosen.values())
        if None in values and any(v is not None for v in values):
            raise ClaimError("a value for each unknown, or none")
        claim = object.__new__(cls)
        rest = tuple(c for c in conditions if c not in about)
        claim._put(body, "exists", TRUE, tuple(dict.fromkeys(rest)))
        claim._put_more(tuple(definitions), None, (), values)
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
        """`term`, a limit, an integral or an infinite sum, has no finite value.

        >>> from proofs.kernel.terms import ONE, REAL, ZERO, bound, div, limit
        >>> print(Claim.diverges(limit(ZERO, div(ONE, bound(0, REAL)))))
        limit(i=0, 1/i) diverges
        """
        claim = cls(term, "=", term, given=given)
        if not _may_diverge(claim.left):
            raise ClaimError(f"only a limit, an integral or a series diverges: {claim.left}")
        object.__setattr__(claim, "relation", "diverges")
        return claim

    def slopes(self) -> SameSlope | None:
        """What a claim that holds up to a constant says of derivatives; None for other claims."""
        sides = self.left, self.right
        told = self.constant_in is not None
        if self.parts or not (told or is_indefinite(*sides, definitions=self.definitions)):
            return None
        return same_slope(
            *sides, name=self.constant_in, given=self.given, definitions=self.definitions
        )

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
                towards = "oo" if end is OO else "-oo" if end is _MINUS_OO else ""
                if towards and _may_diverge(side):
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
        constant = f" up to a constant in {self.constant_in}" if self.constant_in else ""
        return f"{self.left} {self.relation} {self.right}{constant}{given}"


def _may_diverge(term: Term) -> bool:
    """Whether a term is a limit, an integral or an infinite sum."""
    return term.op in ("limit", "integral") or (term.op == "sum" and term.args[1].op == "oo")


def _conditions(sides: tuple[object, ...], given: tuple[object, ...]) -> tuple[Term, ...]:
    """Conditions as terms, those of a claim with its own, and the bounds that symbols state."""
    plain: list[object] = []
    for condition in given:
        if isinstance(condition, Claim):
            plain += [*condition.given, condition.statement]
        else:
            plain.append(condition)
    values = [v for v in sides if not isinstance(v, Claim)]
    return as_conditions(values, plain)


def _listed(unknowns: object) -> Iterable[object]:
    return unknowns if isinstance(unknowns, Iterable) else (unknowns,)


def _stated(relation: object) -> Claim:
    """The claim that a relation between values, or another statement, is true."""
    statement = as_statement(relation)
    conditions = as_conditions([relation], [])
    names = {"eq": "=", "ne": "!=", "lt": "<", "le": "<="}
    if statement.op in names:
        left, right = statement.args
        return Claim(left, names[statement.op], right, given=conditions)
    return Claim(TRUE, "implies", statement, given=conditions)


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
    ranks = tuple(s.rank if s.name == "family" else 0 for s in (left, right))
    if ranks[0] != ranks[1]:
        kind = {0: "a number", 1: "a vector", 2: "a matrix"}
        shown = [kind.get(rank, f"a family of {rank} indices") for rank in ranks]
        raise ClaimError(f"{shown[0]} on the left, {shown[1]} on the right: {claim}")
    if any(ranks) and claim.relation not in ("=", "!="):
        raise ClaimError(f"vectors and matrices are equal or not, never {claim.relation}: {claim}")


def _variable(name: object) -> Term | None:
    if name is None:
        return None
    found = as_term(name)
    if found.op != "var" or found.sort != REAL:
        raise ClaimError(f"a constant is one in a real variable: {found}")
    return found


def _check_indefinite(claim: Claim) -> None:
    """That integrals without bounds stand where it does not matter which constants they have."""
    try:
        slopes = claim.slopes()
    except NoDerivative as error:
        raise ClaimError(f"{error}: {claim}") from error
    if slopes is not None and (claim.relation != "=" or claim.digits is not None):
        raise ClaimError(f"an integral without bounds is a side of = only: {claim}")


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
    """What is claimed of the values that are given for the unknowns: that they are of the sorts of
    these, too."""
    sorts: list[Term] = []
    for value in values:
        if value is None:
            continue
        body, unknown = statement.args[0], statement.value
        if value.sort == COMPLEX:
            sorts.append(eq(apply("im", value), ZERO))
        elif unknown == "int" and value.sort.name not in ("nat", "int"):
            sorts.append(is_integer(value))
        if unknown == "real" and any(t.op == "pow" and t.args[1].loose for t in subterms(body)):
            value = add(value, mul(ZERO, PI))  # x^r for a real r that is 2 is no x^2
        statement = instantiate(body, value)
    return both(*sorts, statement)


def _quantified(name: Term, body: Term) -> Term:
    if name.op != "var" or name.sort.name not in ("nat", "int", "real"):
        raise ClaimError(f"an unknown is a variable that stands for a real number: {name}")
    if name.sort.name == "nat":
        body = both(le(ZERO, name), body)
    return exists(abstract(body, name), "real" if name.sort == REAL else "int")


__all__ = ["RELATIONS", "Claim", "ClaimError"]
