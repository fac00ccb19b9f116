r"""equal(gold, pred): one answer against another, proved or refuted.

>>> equal(r"\frac{1}{1+e^{-x}}", r"\frac{e^x}{1+e^x}").method
'normal form'
>>> equal(r"\{1, 2\}", r"\{2, 1\}").conditions
()
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from proofs.check import check
from proofs.claim import Claim, ClaimError
from proofs.kernel.enclosures.enclosure import Undetermined, decide
from proofs.kernel.terms import (
    BOOL,
    FALSE,
    OO,
    REAL,
    SET,
    ZERO,
    Term,
    TermError,
    abstract,
    both,
    either,
    eq,
    lt,
    neg,
    negation,
    num,
    shape,
    substitute,
    subterms,
    such_that,
    var,
)
from proofs.kernel.terms.definedness import definedness
from proofs.verdict import Proved, Undecided, Verdict

from .reading import ReadingError, called_in_one, read_answers
from .reading.expressions.values import Arrow, Bracketed, Listed, Related, Several, Value
from .reading.statements.claims import digits_shown
from .reading.statements.context import function_variable
from .sets import NoSet, set_of

Decimals = Literal["exact", "shown"]


def equal(
    gold: str,
    pred: str,
    *,
    given: Sequence[str] = (),
    decimals: Decimals = "exact",
    budget: float = 2.0,
) -> Verdict:
    r"""Whether two answers are equal: numbers, vectors, matrices, statements, sets, lists.

    Statements are equal where they have the same solutions, intervals and inequalities where they
    hold the same numbers; `1, 2` stands for the set of these, `x = 5` against a number for 5. A
    decimal is exact, or with decimals="shown" claims what its digits show. `given` are conditions.

    Raises ReadingError, its message naming the answer, where one can't be read by itself.
    """
    try:
        left, right, *conditions = read_answers([gold, pred, *given])
    except ReadingError as error:
        for latex in (gold, pred, *given):
            read_answers([latex])
        return Undecided(_UNSTATED, f"read together, the answers are in doubt: {error}")
    if called_in_one([gold, pred]):
        names = ", ".join(called_in_one([gold, pred]))
        return Undecided(_UNSTATED, f"a function in one answer and a factor in the other: {names}")
    try:
        claim = claim_of(left, right, _given(conditions))
        if decimals == "shown":
            claim = _shown(claim, gold, pred)
    except (ClaimError, TermError, NoSet) as error:
        return Undecided(_UNSTATED, f"no claim can be made of the two: {error}")
    if any(map(_two_roots, (claim.left, claim.right))):
        return Undecided(claim, "the odd root of a negative number: the real or the principal one?")
    verdict = check(claim, budget=budget)
    if not isinstance(verdict, Undecided):
        return verdict
    return _of_any_meaning(claim, budget) or _both_without_solution(claim, budget) or verdict


def _two_roots(term: Term) -> bool:
    """Whether an odd root is taken of a number that is surely negative."""
    return any(
        node.op == "root" and node.value % 2 and not node.free and not node.loose
        and _negative(node.args[0])
        for node in subterms(term)
    )  # fmt: skip


def _negative(number: Term) -> bool:
    try:
        return decide(lt(number, ZERO), {}) is True
    except Undetermined:
        return False


_UNSTATED = Claim(var("gold"), "=", var("pred"))
"""Stands for the claim where none could be stated."""


def claim_of(left: Value, right: Value, given: Sequence[Term] = ()) -> Claim:
    """The claim that two values are equal. Raises ClaimError, TermError or NoSet for none."""
    for a, b in ((left, right), (right, left)):
        named = _assigned(a)
        if named is not None and not _is_statement(b):
            return claim_of(named, b, given) if a is left else claim_of(b, named, given)
    statements = [_statement(v) if _is_statement(v) else None for v in (left, right)]
    if statements[0] is not None and statements[1] is not None:
        return Claim(statements[0], "iff", statements[1], given=given)
    for statement, other in zip(statements, (right, left), strict=True):
        if statement is not None:
            return Claim(_solutions(statement), "=", set_of(other), given=given)
    if isinstance(left, Term) and isinstance(right, Term):
        return _between_terms(left, right, given)
    pair = _tuples(left, right)
    if pair is not None:
        return _between_tuples(*pair, given)
    return Claim(set_of(left), "=", set_of(right), given=given)


def _between_terms(left: Term, right: Term, given: Sequence[Term]) -> Claim:
    dims = shape(left), shape(right)
    if len(dims[0]) != len(dims[1]):
        return _counts(_rows_and_columns(left), _rows_and_columns(right), given)
    if any(a.op == b.op == "num" and a is not b for a, b in zip(*dims, strict=True)):
        return _counts(dims[0], dims[1], given)
    return Claim(left, "=", right, given=given)


def _rows_and_columns(value: Term) -> tuple[Term, ...]:
    dims = shape(value)
    return (*dims, *([num(1)] * (2 - len(dims))))


def _counts(left: Sequence[Term], right: Sequence[Term], given: Sequence[Term]) -> Claim:
    """That two shapes agree: what is refuted first where they don't."""
    if all(a is b for a, b in zip(left, right, strict=True)):
        raise TermError("a number, or a vector, against a matrix of the same shape")
    return Claim.all_of([Claim(a, "=", b) for a, b in zip(left, right, strict=True)], given=given)


def _tuples(left: Value, right: Value) -> tuple[Bracketed, Bracketed] | None:
    """Both values as tuples or lists with an order, if that is what they are."""
    if not (isinstance(left, Bracketed) and isinstance(right, Bracketed)):
        return None
    if left.is_set or right.is_set or left.is_half_open or right.is_half_open:
        return None
    infinite = any(v in (OO, neg(OO)) for v in (*left.items, *right.items))
    return None if infinite else (left, right)


def _between_tuples(left: Bracketed, right: Bracketed, given: Sequence[Term]) -> Claim:
    if len(left.items) != len(right.items):
        return Claim(num(len(left.items)), "=", num(len(right.items)))
    if left.opening != right.opening:
        raise TermError(f"{left.opening}...{left.closing} against {right.opening}...")
    parts = [claim_of(a, b) for a, b in zip(left.items, right.items, strict=True)]
    return Claim.all_of(parts, given=given)


# --- statements and their solutions --------------------------------------------------------------


def _is_statement(value: Value) -> bool:
    if isinstance(value, Listed | Several):
        return any(_is_statement(v) for v in value.items)
    if isinstance(value, Related) and value.relation == "=":
        return False
    return isinstance(value, Related | Arrow) or (isinstance(value, Term) and value.sort == BOOL)


def _statement(value: Value) -> Term:
    """The statement that a value makes; several solutions in a row are alternatives."""
    if isinstance(value, Term):
        if value.sort != BOOL:
            raise TermError(f"not a statement: {value}")
        return value
    if isinstance(value, Related):
        return _relation(value)
    if isinstance(value, Listed) and value.joined == "and":
        return both(*map(_statement, value.items))
    if isinstance(value, Listed) and value.joined == ",":
        return _in_a_row(value.items)
    if isinstance(value, Listed | Several):
        return either(*map(_statement, value.items))
    raise TermError("an implication against another statement")


def _in_a_row(items: Sequence[Value]) -> Term:
    """`x = 1, x = 2` are alternatives, `x = 1, y = 2` hold together, `x = 1, 2` goes on."""
    first = items[0]
    named = _name(first)
    if named is None:
        return both(*map(_statement, items))
    made = [
        eq(named, v) if isinstance(v, Term) and v.sort != BOOL else _statement(v) for v in items
    ]
    again = all(_name(v) in (named, None) for v in items)
    return either(*made) if again else both(*made)


def _of_any_meaning(claim: Claim, budget: float) -> Proved | None:
    """What holds of every function holds of those whose meaning is not known here."""
    heads = {
        v for side in (claim.left, claim.right) for v in side.free
        if v.sort.name == "function" and v.sort.element == "opaque"
    }  # fmt: skip
    if not heads or claim.given:
        return None
    swap = {v: function_variable(str(v.value), v.sort.rank) for v in heads}
    try:
        left, right = (substitute(side, swap) for side in (claim.left, claim.right))
        verdict = check(Claim(left, claim.relation, right), budget=budget)
    except (ClaimError, TermError):
        return None
    return verdict if isinstance(verdict, Proved) else None


def _both_without_solution(claim: Claim, budget: float) -> Proved | None:
    """That neither of two statements has a solution, which makes them equal as answers.

    Only where they speak of the same names, or are defined everywhere: that `1/x = 0` and `1/y = 0`
    have none is not the same fact.
    """
    sides = claim.left, claim.right
    if claim.relation != "iff":
        return None
    apart = sides[0].free != sides[1].free
    if apart and any(_conditional(side) for side in sides):
        return None
    parts = [Claim(side, "iff", FALSE, given=claim.given) for side in sides]
    verdict = check(Claim.all_of(parts, given=claim.given), budget=budget)
    if not isinstance(verdict, Proved):
        return None
    return replace(verdict, caveats=(*verdict.caveats, "neither has a solution"))


def _conditional(statement: Term) -> bool:
    """Whether something in a statement is not defined everywhere."""
    if statement.op in ("and", "or", "not", "iff", "implies"):
        return any(map(_conditional, statement.args))
    return any(definedness(side) for side in statement.args)


def _name(value: Value) -> Term | None:
    """The x of `x = ...`."""
    if isinstance(value, Term) and value.op == "eq" and value.args[0].op == "var":
        return value.args[0]
    return None


def _assigned(value: Value) -> Value | None:
    """The 5 of `y = 5`, where y stands on the left alone."""
    named = _name(value)
    if named is not None and isinstance(value, Term) and named not in value.args[1].free:
        return value.args[1]
    if isinstance(value, Related) and value.relation == "=" and _plain_name(value.left):
        return value.right
    return None


def _plain_name(value: Value) -> bool:
    if isinstance(value, Bracketed):
        return all(map(_plain_name, value.items))
    return isinstance(value, Term) and value.op == "var"


def _relation(value: Related) -> Term:
    """`x \\in S` and the like as a statement."""
    if value.relation in ("in", "notin") and isinstance(value.left, Term):
        inside = Claim(value.left, "in", set_of(value.right)).statement
        return inside if value.relation == "in" else negation(inside)
    raise TermError(f"a relation between sets ({value.relation}) inside a statement")


def _solutions(statement: Term) -> Term:
    """The set of the values of the one name in a statement for which it holds."""
    names = [v for v in statement.free if v.sort == REAL]
    if len(names) != 1 or len(statement.free) != 1:
        raise TermError("a set against a statement in several names, or in none")
    return such_that(abstract(statement, names[0]))


def _given(values: Sequence[Value]) -> list[Term]:
    return [_statement(v) for v in values]


# --- decimals -----------------------------------------------------------------------------------


def _shown(claim: Claim, gold: str, pred: str) -> Claim:
    """The claim, with a side that is a bare decimal taken for what its digits show."""
    if claim.relation != "=" or SET in (claim.left.sort, claim.right.sort):
        return claim
    digits = digits_shown(gold.strip("$ ")), digits_shown(pred.strip("$ "))
    if digits == (None, None):
        return claim
    left, right, places = (
        (claim.left, claim.right, digits[1])
        if digits[1] is not None
        else (claim.right, claim.left, digits[0])
    )
    return Claim(left, "=", right, given=claim.given, digits=places)


__all__ = ["Decimals", "claim_of", "equal"]
