"""Equations and inequalities solved: equivalent statements, each by one step."""

from __future__ import annotations

from fractions import Fraction

from proofs.kernel.terms import ONE, ZERO, Term, either, eq, le, lt, num, sub, subterms
from proofs.verdict import Refuted

from ..derivation import Derivation, Reason
from ..writing.latex import latex
from .equalities import opened
from .explanation import NAME, Ground, Row, chain
from .facts import Facts
from .products import Product, collected, product_of
from .tidying import tidy, unordered
from .witness import worked_out_at

_MAKE = {"lt": lt, "le": le}


def by_equivalence(ground: Ground) -> Derivation | None:
    """One statement made into the other, equivalent at each step."""
    claim = ground.claim
    if claim.relation != "iff":
        return None
    first, last = claim.left, claim.right
    rows = _solved(first, Facts(ground.given)) or []
    if not rows:
        back = _solved(last, Facts(ground.given))
        if not back:
            return None
        terms = [last, *(r.term for r in back)]
        if unordered(terms[-1]) is not unordered(first):
            return None
        rows = [Row(terms[i], back[i].reason, "iff") for i in range(len(back) - 1, -1, -1)]
    if rows[-1].term is not last:
        rows[-1] = Row(last, rows[-1].reason, "iff")
    return chain(ground, NAME, first, rows)


def _solved(statement: Term, facts: Facts) -> list[Row] | None:
    """The rows that solve an equation or inequality in one unknown; None where none are known."""
    if statement.op == "eq":
        return _equation(statement, facts)
    if statement.op in _MAKE:
        return _inequality(statement)
    return None


def _inequality(statement: Term) -> list[Row] | None:
    """a x + b < c -> a x < c - b -> x < (c - b)/a, or > where a is negative."""
    left, right = statement.args
    on_the_right = not left.free  # 7 <= 3 x + 1
    line = _line(tidy(collected(sub(right, left) if on_the_right else sub(left, right))))
    if line is None:
        return None
    x, slope, offset = line
    make = _MAKE[statement.op]

    def related(term: Term, bound: Fraction, turned: bool) -> Term:
        first, second = (num(bound), term) if on_the_right is not turned else (term, num(bound))
        return make(first, second)

    scaled = related(Product(slope, ((x, ONE),)).term(), -offset, False)
    solved = related(x, -offset / slope, slope < 0)
    rows = []
    if unordered(tidy(scaled)) is not unordered(tidy(statement)):
        rows.append(Row(scaled, Reason("bring the numbers to one side", "addition"), "iff"))
    if slope != 1:
        said = f"divide by ${latex(num(slope))}$"
        said += ", which is negative: the sign turns" if slope < 0 else ""
        rows.append(Row(solved, Reason(said, "division"), "iff"))
    return rows or None


def _line(term: Term) -> tuple[Term, Fraction, Fraction] | None:
    """The name, slope and offset of a x + b."""
    name, slope, offset = None, Fraction(0), Fraction(0)
    for part in term.args if term.op == "add" else (term,):
        product = product_of(part)
        if not product.powers:
            offset += product.coefficient
        elif len(product.powers) == 1 and product.powers[0][1] is ONE and name is None:
            name, slope = product.powers[0][0], product.coefficient
        else:
            return None
    return None if name is None or name.op != "var" else (name, slope, offset)


def _equation(statement: Term, facts: Facts) -> list[Row] | None:
    """p = q -> p - q = 0 -> f g = 0 -> f = 0 or g = 0 -> x = a or x = b"""
    left, right = statement.args
    rows: list[Row] = []
    whole = left
    if right is not ZERO:
        whole = tidy(collected(sub(left, right)))
        rows.append(Row(eq(whole, ZERO), Reason("bring all to one side", "addition"), "iff"))
    factored = facts.factored(whole) if whole.op == "add" else whole
    if factored is not None and factored is not whole:
        rows.append(Row(eq(factored, ZERO), Reason("factor", "factor"), "iff"))
    product = factored if factored is not None else whole
    factors = [f for f in (product.args if product.op == "mul" else (product,)) if f.op != "num"]
    bases = list(dict.fromkeys(f.args[0] if f.op == "pow" else f for f in factors))
    if len(bases) > 1:
        said = "a product is $0$ where one of its factors is"
        rows.append(Row(either(*(eq(f, ZERO) for f in bases)), Reason(said, "zero product"), "iff"))
    lines = [_line(f) for f in bases]
    if all(line is not None for line in lines):
        solved = either(*(eq(x, num(-b / a)) for x, a, b in (line for line in lines if line)))
        if not rows or solved is not rows[-1].term:
            rows.append(Row(solved, Reason("solve each" if len(bases) > 1 else "solve it",
                                           "linear equation"), "iff"))  # fmt: skip
    return rows or None


def at_solution(ground: Ground, verdict: Refuted) -> Derivation | None:
    """Two statements that are not equivalent, at values at which only one holds."""
    claim, witness = ground.claim, verdict.witness
    if claim.relation not in ("iff", "implies") or witness is None:
        return None
    values = dict(witness.at)
    if any(n.op != "var" for n in values):
        return None
    parts = []
    for name, side in (("first", claim.left), ("second", claim.right)):
        for statement in _relations(opened(ground, side)):
            for part in statement.args:
                found = worked_out_at(ground, part, values, name)
                if found is not None:
                    parts.append(found)
    where = ", ".join(f"${latex(n)} = {latex(v)}$" for n, v in witness.at)
    said = verdict.reason.split(" at ")[0]
    return Derivation(NAME, (), None, f"At {where}:", tuple(parts), f"So {said}.")


def _relations(statement: Term) -> list[Term]:
    return [t for t in subterms(statement) if t.op in ("eq", "lt", "le", "ne") and not t.loose]


__all__ = ["at_solution", "by_equivalence"]
