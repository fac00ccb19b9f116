"""Inequalities as combinations of known ones: facts, products of facts, and squares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Any

from ..kernel import InferenceError, Proof
from ..kernel.normal_forms.normal import Normalizer
from ..kernel.normal_forms.ratio import Ratio, Unsupported
from ..kernel.normal_forms.signs import NEG, NONNEG, NONZERO, POS
from ..kernel.terms import TWO, ZERO, Term, div, le, mul, num, power, sub
from ..problem import Problem
from .linear import nonnegative_combination
from .proving import prove

MAX_FACTS, MAX_NAMES, MAX_SQUARES = 16, 8, 60
MAX_SQUARED = 4
MAX_COLUMNS, MAX_TERMS = 600, 60
NUMBERS = ("nat", "int", "real")


@dataclass(frozen=True)
class _Fact:
    """`statement` says that poly / below >= 0 (or, for an equation, that it is 0)."""

    statement: Term
    poly: Any
    below: Any
    either_way: bool = False


@dataclass(frozen=True)
class _Column:
    """factor * poly of the fact; None for a term that is not negative by its signs."""

    fact: _Fact | None
    factor: Any
    value: Any


def by_combination(problem: Problem, hypotheses: tuple[Term, ...], goal: Term) -> Proof | None:
    """A proof by the rule of that name, its multipliers found by linear programming."""
    normalizer = problem.workspace.normalizer(hypotheses)
    relations = [
        h
        for h in hypotheses
        if h.op in ("lt", "le", "eq") and all(a.sort.name in NUMBERS for a in h.args)
    ][-MAX_FACTS:]
    try:
        gaps = [sub(s.args[1], s.args[0]) for s in (goal, *relations)]
        whole, *ratios = normalizer.ratios(*gaps)
        below = normalizer.poly_sign(whole.den) & NONZERO
    except Unsupported:
        return None
    if below not in (POS, NEG) or len(whole.num) > MAX_TERMS or whole.num.is_zero():
        return None
    facts = list(_facts(normalizer, relations, ratios))
    one = normalizer.ctx.constant(1)
    extras = [one]  # the goal as it is, and over a fact's divisor as well
    extras += [f.below for f in facts if not f.below.is_constant()]
    sign = 1 if below == POS else -1
    for place, extra in enumerate(extras):
        if extra in extras[:place]:
            continue
        target, divisor = whole.num * extra * sign, whole.den * extra * sign
        found = _found(problem, normalizer, facts, target, divisor)
        if found is not None:
            return _by_found(problem, hypotheses, goal, found)
    return None


def _found(
    problem: Problem, normalizer: Normalizer, facts: list[_Fact], target: Any, below: Any
) -> list[tuple[Term, Term]] | None:
    """Statements with multipliers, so that target/below is the sum of their gaps and the rest."""
    columns = _columns(normalizer, facts, target, below)
    found = nonnegative_combination(
        [_row(c.value) for c in columns], _row(target), lambda: problem.time_left() < 0
    )
    if found is None:
        return None
    out = []
    for place, share in found.items():
        fact, factor = columns[place].fact, columns[place].factor
        if fact is not None:
            above = (normalizer.poly_term(p) for p in (factor, fact.below))
            out.append((fact.statement, div(mul(num(share), *above), normalizer.poly_term(below))))
    return out


def _by_found(
    problem: Problem, hypotheses: tuple[Term, ...], goal: Term, found: list[tuple[Term, Term]]
) -> Proof | None:
    try:
        premises = [prove(problem, hypotheses, statement) for statement, _ in found]
        data: dict[str, object] = {"multipliers": tuple(m for _, m in found)}
        return problem.infer("sum of inequalities", hypotheses, goal, premises, data)
    except InferenceError:
        return None


def _row(poly: Any) -> dict[Any, int]:
    return {tuple(map(int, m)): int(c) for m, c in poly.to_dict().items()}


def _facts(
    normalizer: Normalizer, relations: Sequence[Term], ratios: Sequence[Ratio]
) -> Iterator[_Fact]:
    for statement, gap in zip(relations, ratios, strict=True):
        sign = normalizer.poly_sign(gap.den) & NONZERO
        if gap.num.is_zero() or sign not in (POS, NEG) or len(gap.num) > MAX_TERMS:
            continue
        poly, below = (gap.num, gap.den) if sign == POS else (-gap.num, -gap.den)
        yield _Fact(statement, poly, below, statement.op == "eq")


def _columns(normalizer: Normalizer, facts: list[_Fact], target: Any, below: Any) -> list[_Column]:
    """What may be added up: facts times what is not negative, squares, terms not negative."""
    one = normalizer.ctx.constant(1)
    polys = [target, *(f.poly for f in facts)]
    used = sorted({g for p in polys for g, d in enumerate(p.degrees()) if d > 0})
    degree = max(p.total_degree() for p in polys) + 1
    low = [g for g in used if not normalizer.signs[g] & ~NONNEG]
    factors = [one, *(normalizer.ctx.gen(g) for g in low[:MAX_NAMES])]
    factors += [f.poly for f in facts if not f.either_way]
    out: list[_Column] = []
    for fact in facts:
        for factor in factors:
            for way in (1, -1) if fact.either_way else (1,):
                out.append(_product(normalizer, fact, factor * way))
        missing = below // below.gcd(fact.below)  # what brings it to the divisor of the goal
        sign = normalizer.poly_sign(missing)
        if not missing.is_one() and sign in (POS, NEG):
            out.append(_product(normalizer, fact, missing if sign == POS else -missing))
    for square in _squares(normalizer, used, max(target.total_degree(), 2)):
        for factor in factors:
            if factor.total_degree() + square.poly.total_degree() <= degree:
                out.append(_product(normalizer, square, factor))
    monomials = {m for p in (target, *(c.value for c in out)) for m in p.monoms()}
    for monomial in sorted(monomials, key=lambda m: tuple(map(int, m))):
        poly = normalizer.ctx.from_dict({tuple(map(int, monomial)): 1})
        if not normalizer.poly_sign(poly) & ~NONNEG:
            out.append(_Column(None, one, poly))
    return [c for c in out if 0 < len(c.value) <= MAX_TERMS][:MAX_COLUMNS]


def _product(normalizer: Normalizer, fact: _Fact, factor: Any) -> _Column:
    whole = normalizer.settle(Ratio(fact.poly * factor, normalizer.ctx.constant(1)))
    if not whole.den.is_one():
        return _Column(None, factor, whole.num * 0)
    return _Column(fact, factor, whole.num)


def _squares(normalizer: Normalizer, used: list[int], degree: int) -> Iterator[_Fact]:
    """(m - m')^2 and (m + m')^2, for monomials of at most half the degree."""
    first = sorted(used, key=lambda g: (g not in normalizer.relations, g))  # roots have squares
    names = [normalizer.ctx.gen(g) for g in first[:MAX_NAMES]]
    one = normalizer.ctx.constant(1)
    monomials = list(names)
    if degree >= 4:
        few = names[:MAX_SQUARED]
        monomials = [*(a * b for a, b in combinations_with_replacement(few, 2)), *names]
    found = [a - b for i, a in enumerate(monomials) for b in monomials[i + 1 :]]
    found += [a - one for a in monomials]
    found += [a + b for i, a in enumerate(names) for b in [*names[i + 1 :], one]]
    for root in found[:MAX_SQUARES]:
        statement = le(ZERO, power(normalizer.poly_term(root), TWO))
        yield _Fact(statement, root * root, one)
