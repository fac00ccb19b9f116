"""Inequalities: the difference of the sides as a square, or as something whose sign is seen."""

from __future__ import annotations

from collections.abc import Iterator

from proofs.kernel.terms import ONE, ZERO, Term, abstract, derivative, lt, neg, sub, substitute

from ..derivation import Derivation, Reason
from ..writing.latex import latex
from .differentiation import worked_out
from .equalities import between, opened, rows_between
from .explanation import NAME, SIGNS, Ground, NotProvedError, Row, chain
from .facts import Facts
from .letters import letters_of
from .rewriting import Rewriter
from .search import nearby
from .squares import completed
from .tidying import tidy

_TURNED = {"<": ">", "<=": ">=", ">": ">", ">=": ">="}
RELATIONS = tuple(_TURNED)


def by_difference(ground: Ground) -> Derivation | None:
    """A >= B, for A - B = (x - y)^2 >= 0."""
    claim = ground.claim
    if claim.relation not in RELATIONS:
        return None
    larger, smaller = claim.left, claim.right
    if claim.relation in ("<", "<="):
        larger, smaller = smaller, larger
    sign = _TURNED[claim.relation]
    facts = Facts(ground.given, letters_of((larger, smaller, *ground.given), ground.wanted))
    if opened(ground, smaller) is ZERO:
        first = larger
    elif opened(ground, larger) is ZERO:
        first, sign = smaller, {">": "<", ">=": "<="}[sign]
    else:
        first = sub(larger, smaller)
    for rows in _ways(ground, first, facts, sign):
        try:
            said = "" if first in (larger, smaller) else _so(ground)
            return chain(ground, NAME, first, rows, ends=ground.state(first, sign, ZERO),
                         closing=said)  # fmt: skip
        except NotProvedError:
            continue
    return None


def _so(ground: Ground) -> str:
    claim = ground.claim
    left, right = (latex(a, ground.wanted) for a in (claim.left, claim.right))
    return f"So ${left} {SIGNS[claim.relation]} {right}$."


def _ways(ground: Ground, first: Term, facts: Facts, sign: str) -> Iterator[list[Row]]:
    """Chains from the difference to 0, the last link being the inequality."""
    plain = opened(ground, first)
    for start in dict.fromkeys((first, plain)):
        squares = completed(tidy(start), facts)
        for goal in _forms(tidy(start), facts, squares):
            why = _why(goal, facts, sign)
            if why is None:
                continue
            rows = [] if goal is first else _to(ground, first, goal)
            if rows is None and goal is squares:
                rows = [Row(goal, Reason("complete the squares", "completing squares"))]
            if rows is not None:
                yield _ended(rows, facts, sign, why)


def _to(ground: Ground, first: Term, goal: Term) -> list[Row] | None:
    """Rows from the difference to another form of it, with its names kept or opened."""
    closed = between(ground, first, goal)
    return closed if closed is not None else rows_between(ground, first, goal)


def _ended(rows: list[Row], facts: Facts, sign: str, why: str) -> list[Row]:
    """The rows up to the first whose sign is seen, and the inequality."""
    for place, row in enumerate(rows):
        seen = _why(row.term, facts, sign)
        if seen is not None:
            rows, why = rows[: place + 1], seen
            break
    return [*rows, Row(ZERO, Reason(why, "sign"), sign)]


def _forms(plain: Term, facts: Facts, squares: Term | None) -> Iterator[Term]:
    """Forms of the difference whose sign may be seen, the nearest first."""
    yield plain
    factored = facts.factored(plain)
    if factored is not None:
        yield factored
    if squares is not None:
        yield squares
    yield from nearby(plain, Rewriter(facts))


def _why(term: Term, facts: Facts, sign: str) -> str | None:
    """Why the sign of a term is seen from how it is written; None where it isn't."""
    strict = sign in ("<", ">")
    negative = sign in ("<", "<=")
    if negative:
        if term.op != "neg":
            return None
        term = term.args[0]
    found = _seen(term, facts)
    if found is None or (strict and not found[0]):
        return None
    return found[1]


def _seen(term: Term, facts: Facts) -> tuple[bool, str] | None:
    """Whether a term is seen to be positive (or only not negative), and by what."""
    if term.op == "num":
        return (term.value > 0, "a positive number") if term.value >= 0 else None
    if term.op == "exp":
        return True, "an exponential is positive"
    if term.op == "pow" and term.args[1].op == "num" and term.args[1].value % 2 == 0:
        return False, "a square is not negative"
    if term.op in ("root", "abs"):
        return False, "a root is not negative" if term.op == "root" else "an absolute value"
    if term.op in ("var", "elem"):
        if facts.sign(term) > 0:
            return True, f"${latex(term)} > 0$"
        return None
    if term.op not in ("add", "mul", "div", "sum"):
        return None
    parts = [_seen(a, facts) for a in term.args] if term.op != "sum" else [None]
    if any(p is None for p in parts):
        return None
    known = [p for p in parts if p is not None]
    strict = [p[0] for p in known]
    if term.op == "add":
        positive = any(strict)
        words = "a sum of positive numbers is positive" if all(strict) else "no summand is negative"
        if not any(strict) and all(p[1].startswith("a square") for p in known):
            words = "a sum of squares is not negative"
        return positive, words
    reasons = dict.fromkeys(p[1] for a, p in zip(term.args, known, strict=True) if a.op != "num")
    if all(strict):
        return True, "numerator and denominator are positive" if term.op == "div" else (
            next(iter(reasons)) if len(reasons) == 1 else "every factor is positive"
        )
    return False, next(iter(reasons)) if len(reasons) == 1 else "no factor is negative"


def by_slope(ground: Ground) -> Derivation | None:
    """f(x) >= 0, for f falls up to a point at which it is 0, and rises from there."""
    claim = ground.claim
    if claim.relation not in ("<=", ">="):
        return None
    larger, smaller = claim.left, claim.right
    if claim.relation == "<=":
        larger, smaller = smaller, larger
    names = sorted((v for v in larger.free | smaller.free if v.sort.name == "real"), key=str)
    if len(names) != 1:
        return None
    x = names[0]
    difference = opened(ground, sub(larger, smaller))
    facts = Facts(ground.given, letters_of((difference,)))
    slope = worked_out(derivative(x, abstract(difference, x)), facts)
    if slope is None:
        return None
    for place in (ZERO, ONE, neg(ONE)):
        if facts.equal(substitute(difference, {x: place}), ZERO):
            return _about(ground, difference, x, tidy(slope), place)
    return None


def _about(ground: Ground, f: Term, x: Term, slope: Term, place: Term) -> Derivation:
    """The slope, its sign on both sides of the point, and the value there."""
    first = derivative(x, abstract(f, x))
    rows = rows_between(ground, first, slope)
    if rows is None:
        raise NotProvedError("the slope")
    name, at = latex(x), latex(place)
    parts = [chain(ground, "slope", first, rows, opening="The slope of the difference:")]
    for case, sign, said in (
        (lt(x, place), "<", f"It falls for ${name} < {at}$:"),
        (lt(place, x), ">", f"It rises for ${name} > {at}$:"),
    ):
        here = ground.under(case)
        reason = Reason(f"${latex(case)}$", "sign")
        parts.append(chain(here, "sign", slope, [Row(ZERO, reason, sign)], opening=said))
    value = substitute(f, {x: place})
    rows = rows_between(ground, value, ZERO)
    if not rows:
        raise NotProvedError("the value")
    opening = f"So it is least at ${name} = {at}$, where it is $0$:"
    parts.append(chain(ground, "value", value, rows, opening=opening))
    return Derivation(NAME, (), None, "", tuple(parts), _so(ground))


__all__ = ["by_difference", "by_slope"]
