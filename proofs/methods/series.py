"""Infinite series: geometric ones, and those of fractions whose partial sums collapse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace as changed
from fractions import Fraction
from typing import Any

from flint import fmpq, fmpq_poly

from ..claim import Claim
from ..kernel import InferenceError, Proof
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.rules.ranges import fresh_indices
from ..kernel.rules.series import remainder
from ..kernel.terms import (
    ONE,
    Term,
    add,
    div,
    eq,
    instantiate,
    le,
    mul,
    neg,
    num,
    power,
    sub,
    substitute,
    total,
)
from ..problem import Problem
from .induction import inductive

MAX_APART = 40

Parts = tuple[object, ...]


def by_series(problem: Problem, hypotheses: tuple[Term, ...], term: Term) -> Proof | None:
    """A proof of `term = value` for a series that converges; None where none is found."""
    lower, _, body = term.args
    if lower.op != "num":
        return None
    (index,) = fresh_indices(1, term, *hypotheses)
    f = instantiate(body, index)
    for value, parts in (*_geometric(f, lower, index), *_collapsing(problem, f, lower, index)):
        try:
            partial = eq(total(lower, index, body), add(value, *remainder(index, parts)))
            facts = (*hypotheses, le(lower, index))
            premise = _partial_sums(problem, facts, partial, index, lower)
            data: dict[str, object] = {"index": index, "parts": parts}
            return problem.infer("series", hypotheses, eq(term, value), [premise], data)
        except (InferenceError, Unsupported):
            continue
    return None


def _partial_sums(
    problem: Problem, hypotheses: tuple[Term, ...], goal: Term, index: Term, lower: Term
) -> Proof:
    inner = changed(
        problem, claim=Claim(goal.args[0], "=", goal.args[1]), statement=goal, given=hypotheses
    )
    return inductive(inner, index, lower)


# --- geometric series -----------------------------------------------------------------------------


def _geometric(f: Term, lower: Term, index: Term) -> Iterator[tuple[Term, Parts]]:
    """c r^k: from a on, c r^a/(1 - r), with c r/(1 - r) r^n left after n."""
    found = _as_power(f, index)
    if found is None or found[1] is ONE:
        return
    c, r = found
    below = sub(ONE, r)
    value = div(mul(c, power(r, lower)), below)
    yield value, (neg(div(mul(c, r), below)), "power", r)


def _as_power(f: Term, index: Term) -> tuple[Term, Term] | None:
    """(c, r) with f = c r^k; None for another kind."""
    if index not in f.free:
        return f, ONE
    if f.op == "neg":
        inner = _as_power(f.args[0], index)
        return None if inner is None else (neg(inner[0]), inner[1])
    if f.op in ("mul", "div"):
        parts = [_as_power(a, index) for a in f.args]
        known = [p for p in parts if p is not None]
        if len(known) < len(parts):
            return None
        join: Callable[..., Term] = mul if f.op == "mul" else div
        return join(*(c for c, _ in known)), _simple(join, [r for _, r in known])
    if f.op == "pow" and index not in f.args[0].free:
        return _power(f.args[0], f.args[1], index)
    return None


def _simple(join: Callable[..., Term], ratios: list[Term]) -> Term:
    if join is mul:
        kept = [r for r in ratios if r is not ONE]
        return mul(*kept)
    return ratios[0] if ratios[1] is ONE else div(*ratios)


def _power(base: Term, exponent: Term, index: Term) -> tuple[Term, Term] | None:
    """b^(m k + d) = b^d (b^m)^k, for m = 1, -1, 2, -2."""
    offset = substitute(exponent, {index: num(0)})
    from ..kernel.normal_forms.normal import Normalizer

    for m in (1, -1, 2, -2):
        try:
            same = Normalizer().equal(exponent, add(mul(num(m), index), offset))
        except Unsupported:
            return None
        if same:
            at_0 = Normalizer().equal(offset, num(0))
            size = base if abs(m) == 1 else power(base, num(2))
            ratio = size if m > 0 else div(ONE, size)
            return (ONE if at_0 else power(base, offset)), ratio
    return None


# --- series that collapse -------------------------------------------------------------------------


def _collapsing(
    problem: Problem, f: Term, lower: Term, index: Term
) -> Iterator[tuple[Term, Parts]]:
    """A fraction P(k)/Q(k) with linear factors k + b that are integers apart, in partial fractions.

    sum_{k=a}^n 1/(k + b) is moved to the largest b; since the shares add up to 0, only ends are
    left: 1/(k (k+1)) -> 1/a - 1/(n+1).
    """
    shares = _shares(problem, f, index)
    if not shares:
        return
    start = Fraction(lower.value)
    highest = max(shares)
    value, parts = Fraction(0), []
    for b, share in shares.items():
        if (highest - b).denominator != 1 or highest - b > MAX_APART or start + b <= 0:
            return
        for step in range(int(highest - b)):
            value += share / (start + b + step)
            parts += [num(-share), "reciprocal", num(b + step + 1)]
    if not sum(shares.values()):
        yield num(value), tuple(parts)


def _shares(problem: Problem, f: Term, index: Term) -> dict[Fraction, Fraction] | None:
    """A for each A/(k + b) of a fraction in k alone, whose divisor has simple linear factors."""
    try:
        normalizer = problem.workspace.normalizer(())
        (whole,) = normalizer.ratios(f)
    except Unsupported:
        return None
    place = normalizer.places.get(index)
    if place is None:
        return None
    above, below = (_univariate(side, place) for side in whole)
    if above is None or below is None or above.degree() >= below.degree():
        return None
    out: dict[Fraction, Fraction] = {}
    slope = below.derivative()
    for factor, multiplicity in below.factor()[1]:
        if multiplicity != 1 or factor.degree() != 1:
            return None
        root = -factor[0] / factor[1]
        share = above(root) / slope(root)
        out[-_fraction(root)] = _fraction(share)
    return out


def _univariate(poly: Any, place: int) -> fmpq_poly | None:
    rows = [0] * (max(int(poly.degrees()[place]), 0) + 1)
    for monomial, c in poly.to_dict().items():
        if sum(monomial) != monomial[place]:
            return None
        rows[int(monomial[place])] = int(c)
    return fmpq_poly(rows)


def _fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))
