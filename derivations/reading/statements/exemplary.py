r"""Vectors of which the words may say more than is read, with values that fit whatever they say.

What fails for a label that is one-hot, `y = (1, 0, ...)`, and an output with positive entries that
add up to 1, fails also if the page says, in words that are not read, that they are so; and what is
differentiated by takes all values. Other vectors are orthonormal ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import (
    INT,
    ONE,
    TWO,
    Term,
    TermError,
    abstract,
    add,
    delta,
    div,
    eq,
    fam,
    le,
    mul,
    num,
    size,
    substitute,
    subterms,
    var,
)
from proofs.kernel.terms.definitions import Definition

from ...regex import regex

Example = Literal["one-hot", "positive", "any", "unit"]

_OUTPUT = regex(r"^(?:\\hat\{)?(?:[pqos]|pi)(?![a-zA-Z])|^\\hat\{")
"""Letters for outputs and probabilities, and all under a hat."""


def example(name: str, *, differentiated: bool, told: bool = False) -> Example:
    """Which values fit whatever the words may say of a vector of this name; `told`: they say that
    it is one-hot, or that its entries add up to 1.

    >>> example("y", differentiated=False), example("\\\\hat{y}", differentiated=False)
    ('one-hot', 'positive')
    >>> example("p", differentiated=False), example("p", differentiated=False, told=True)
    ('positive', 'one-hot')
    """
    if differentiated:
        return "any"
    if told and "hat" not in name:
        return "one-hot"
    return "positive" if _OUTPUT.match(name) else "one-hot"


def differentiated_by(terms: Iterable[Term]) -> frozenset[Term]:
    """The names by which, or by entries of which, some terms are differentiated."""
    points = (n.args[0] for term in terms for n in subterms(term) if n.op == "deriv")
    return frozenset[Term]().union(*(p.free for p in points if p.op in ("var", "elem")))


_SUMS = frozenset({"add", "matadd", "neg", "transpose", "fam", "sum"})
_PRODUCTS = frozenset({"mul", "matmul", "hadamard", "scaled"})


def degree(term: Term, name: Term) -> int | None:
    """How often a name is a factor of each summand of a term; None where that is not one number.

    >>> from proofs.kernel.terms import REAL
    >>> x, y = var("x", REAL), var("y", REAL)
    >>> degree(mul(x, y), x), degree(add(x, mul(TWO, x)), x), degree(add(x, y), x)
    (1, 1, None)
    """
    if name not in term.free:
        return 0
    if term is name:
        return 1
    if term.op == "elem" and all(name not in index.free for index in term.args[1:]):
        return degree(term.args[0], name)
    if term.op in _SUMS:
        bounds = term.args[:-1] if term.op in ("fam", "sum") else ()
        if any(name in bound.free and bound.op != "size" for bound in bounds):
            return None
        found = {degree(part, name) for part in term.args[len(bounds) :]}
        return found.pop() if len(found) == 1 else None
    if term.op in _PRODUCTS:
        degrees = [degree(a, name) for a in term.args]
        told = [d for d in degrees if d is not None]
        return sum(told) if len(told) == len(degrees) else None
    return None


def exemplary(claim: Claim, examples: Mapping[str, Example]) -> Claim | None:
    """The claim for such vectors, by their names, of one length of two or more; None where it can't
    be made."""
    bodies = [d.body for d in claim.definitions]
    names = frozenset[Term]().union(*(t.free for t in (claim.left, claim.right, *bodies)))
    families = sorted((v for v in names if v.sort.name == "family"), key=str)
    dims = [size(v, axis) for v in families for axis in range(v.sort.rank)]
    lengths = [le(TWO, dims[0]), *(eq(d, dims[0]) for d in dict.fromkeys(dims[1:]))] if dims else []
    chosen = {v: examples[str(v.value)] for v in families if str(v.value) in examples}
    values = {v: _value(size(v), kind) for v, kind in chosen.items() if kind in _FIXED}
    units = [v for v, kind in chosen.items() if kind == "unit"]
    values |= {v: _unit_of(v, k + 1) for k, v in enumerate(units)}
    lengths += [le(num(len(units)), dims[0])] if units else []
    try:
        definitions = [
            Definition(d.head, d.parameters, substitute(d.body, values)) for d in claim.definitions
        ]
        given = [substitute(c, values) for c in (*claim.given, *lengths)]
        return Claim(
            substitute(claim.left, values), claim.relation, substitute(claim.right, values),
            given=given, definitions=definitions, digits=claim.digits,
        )  # fmt: skip
    except (ClaimError, TermError):
        return None


_FIXED: tuple[Example, ...] = ("one-hot", "positive")


def _unit(length: Term, place: int) -> Term:
    """A unit vector, 1 at a place: several of them are orthonormal."""
    index = var("entry@example", INT)
    return fam(length, abstract(delta(index, num(place)), index))


def _unit_of(vector: Term, place: int) -> Term:
    """Such a unit vector of the length of a vector; for a family of vectors, this for each."""
    if vector.sort.rank == 1:
        return _unit(size(vector), place)
    return fam(size(vector), _unit(size(vector, 1), place))


def _value(length: Term, kind: Example) -> Term:
    """The first unit vector; or entries in the proportions 1 : 2 : 3 ..., which add up to 1."""
    index = var("entry@example", INT)
    if kind == "one-hot":
        return _unit(length, 1)
    whole = mul(length, add(length, ONE))
    return fam(length, abstract(div(mul(TWO, index), whole), index))
