"""The nearest true statement: a small edit of what was written that the kernel proves.

>>> from proofs.kernel.terms import TWO, add, num, power, var
>>> x = var("x")
>>> wrong = Claim(power(add(x, num(1)), TWO), "=", add(power(x, TWO), x, num(1)))
>>> [str(t) for t in nearest(wrong, prove_equality)]
['x^2 + 2*x + 1']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice
from time import monotonic

from .claim import Claim
from .kernel.definitions import unfold
from .kernel.enclosure import Undetermined, compare, enclose
from .kernel.terms import (
    BINDERS,
    INTEGER_FUNCTIONS,
    ONE,
    REAL_FUNCTIONS,
    TWO,
    Term,
    TermError,
    add,
    apply,
    div,
    mul,
    neg,
    num,
    power,
    rebuild,
    shift,
)
from .methods.algebra import by_normal_form
from .points import generic_points, points
from .problem import prepare
from .verdict import Proved

MAX_EDITS = 1_500
MAX_FOUND = 3
POINTS = 6

Prove = Callable[[Claim], bool]


def prove_equality(claim: Claim, budget: float = 0.3) -> bool:
    """Whether an equality is proved by normal form, with no further conditions."""
    try:
        verdict = by_normal_form(prepare(claim, budget))
    except TermError:
        return False
    return isinstance(verdict, Proved) and not verdict.conditions


def nearest(
    claim: Claim,
    prove: Prove = prove_equality,
    *,
    most: int = MAX_FOUND,
    seconds: float = 0.05,
) -> tuple[Term, ...]:
    """Right sides that make an equality true, each one edit away, the simplest first.

    None for other relations, and for a decimal that shows its digits; at most `most`, and what is
    found in `seconds`.
    """
    if claim.relation != "=" or claim.digits is not None:
        return ()
    end = monotonic() + seconds
    left = unfold(claim.left, claim.definitions)
    given = tuple(unfold(g, claim.definitions) for g in claim.given)
    right = unfold(claim.right, claim.definitions)
    probes = _probes(left, right, given, end)
    if not probes:
        return ()
    found: list[Term] = []
    seen = {claim.right}
    for edited in islice(edits(claim.right), MAX_EDITS):
        if monotonic() > end:
            break
        if edited in seen:
            continue
        seen.add(edited)
        if _agrees(edited, claim, probes) and prove(_with(claim, edited)):
            found.append(edited)
            if len(found) >= 3 * most:
                break
    return tuple(sorted(found, key=lambda t: len(str(t)))[:most])


def _with(claim: Claim, right: Term) -> Claim:
    return Claim(claim.left, "=", right, given=claim.given, definitions=claim.definitions)


Probe = tuple[dict[Term, Term], object]


def _probes(left: Term, right: Term, given: tuple[Term, ...], end: float) -> list[Probe]:
    """Points at which the left side has a value, with that value."""
    out: list[Probe] = []
    for source in (generic_points, points):
        for point in islice(source((left, right), given, end), 4 * POINTS):
            try:
                out.append((point, enclose(left, point)))
            except Undetermined:
                continue
            if len(out) >= POINTS:
                return out
    return out


def _agrees(edited: Term, claim: Claim, probes: list[Probe]) -> bool:
    """Whether the edited side has the left side's value at every probe, as far as can be seen."""
    seen = 0
    try:
        plain = unfold(edited, claim.definitions)
    except TermError:
        return False
    for point, value in probes:
        try:
            order = compare(enclose(plain, point), value)  # type: ignore[arg-type]
        except Undetermined:
            continue
        if order not in (None, 0):
            return False
        seen += 1
    return seen > 0


# --- edits ----------------------------------------------------------------------------------------


def edits(term: Term) -> Iterator[Term]:
    """The term with one of its parts changed, in the ways in which people slip."""
    names = sorted((v for v in term.free if v.op == "var"), key=str)
    for kind in (_brackets, _signs, _numbers, _powers, _missing, lambda t: _names(t, names)):
        yield from _everywhere(term, kind)
    yield from _cross_terms(term, names)


def _everywhere(term: Term, change: Callable[[Term], Iterator[Term]]) -> Iterator[Term]:
    yield from change(term)
    for place, child in enumerate(term.args):
        if term.sort.name == "bool":
            return
        for new in _everywhere(child, change):
            args = (*term.args[:place], new, *term.args[place + 1 :])
            try:
                yield rebuild(term, args)
            except TermError:
                continue


def _number(term: Term) -> bool:
    return term.sort.name in ("nat", "int", "real")


def _brackets(term: Term) -> Iterator[Term]:
    """f(u + v) -> f(u) + v, and out of a sum: sum (u + v) -> sum u + v."""
    functions = REAL_FUNCTIONS | INTEGER_FUNCTIONS
    if term.op in functions and term.args[0].op == "add":
        parts = term.args[0].args
        for i, part in enumerate(parts):
            rest = add(*parts[:i], *parts[i + 1 :])
            yield add(apply(term.op, rest), part)
    if term.op == "sum" and term.args[2].op == "add":
        parts = term.args[2].args
        for i, part in enumerate(parts):
            if not any(level == 0 for level, _ in part.holes):
                rest = add(*parts[:i], *parts[i + 1 :])
                yield add(rebuild(term, (*term.args[:2], rest)), shift(part, -1))
    if term.op == "mul" and term.args[-1].op == "add":
        first, *rest_of_sum = term.args[-1].args
        yield add(mul(*term.args[:-1], first), *rest_of_sum)
    if term.op == "add" and term.args[0].op == "mul":
        *factors, last = term.args[0].args
        yield mul(*factors, add(last, *term.args[1:]))


def _signs(term: Term) -> Iterator[Term]:
    if not _number(term) or term.op in BINDERS:
        return
    yield term.args[0] if term.op == "neg" else neg(term)


def _numbers(term: Term) -> Iterator[Term]:
    """Twice, half; and a number one up or down."""
    if not _number(term):
        return
    if term.op == "num":
        value: Fraction = term.value
        for other in (value + 1, value - 1, 2 * value, value / 2):
            yield num(other)
        if value:
            yield num(1 / value)
        return
    yield mul(TWO, term)
    yield div(term, TWO)


def _powers(term: Term) -> Iterator[Term]:
    """A square that is missing, or too many."""
    if term.op == "pow" and term.args[1] is TWO:
        yield term.args[0]
    elif _number(term) and term.op != "num":
        yield power(term, TWO)


def _missing(term: Term) -> Iterator[Term]:
    """A summand or factor left out; one too many, or 1 missing."""
    if term.op in ("add", "mul"):
        make, other = (add, mul) if term.op == "add" else (mul, add)
        for i in range(len(term.args)):
            yield make(*term.args[:i], *term.args[i + 1 :])
        yield other(*term.args)
    if _number(term) and term.op != "num":
        yield add(term, ONE)
        yield add(term, num(-1))


def _cross_terms(term: Term, names: list[Term]) -> Iterator[Term]:
    """A product of two names that is missing, once or twice: x^2 + y^2 -> x^2 + y^2 + 2 x y."""
    plain = [n for n in names if _number(n)]
    for i, a in enumerate(plain):
        for b in plain[i + 1 :]:
            for missing in (mul(a, b), mul(TWO, a, b)):
                yield add(term, missing)
                yield add(term, neg(missing))


def _names(term: Term, names: list[Term]) -> Iterator[Term]:
    """One name for another of the same sort."""
    if term.op == "var":
        yield from (n for n in names if n is not term and n.sort == term.sort)
