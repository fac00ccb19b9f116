"""A closed form of a sum or product, by induction: where it begins, and one step on."""

from __future__ import annotations

from proofs.kernel.terms import (
    ONE,
    Term,
    add,
    construct,
    eq,
    instantiate,
    le,
    mul,
    num,
    rebuild,
    substitute,
)

from ..derivation import Derivation, Reason
from ..writing.latex import latex
from .equalities import rows_between
from .explanation import NAME, Ground, NotProvedError, Row, chain
from .facts import Facts
from .numbers import evaluation
from .products import collected
from .tidying import tidy

_JOIN = {"sum": (add, "term"), "prod": (mul, "factor")}


def by_induction(ground: Ground) -> Derivation | None:
    """From n to n + 1; None where the left side is no sum up to n, or the right side has one."""
    claim = ground.claim
    left, right = claim.left, claim.right
    if claim.relation != "=" or left.op not in _JOIN or left.args[1].op != "var":
        return None
    n = left.args[1]
    if n in left.args[0].free or n in left.args[2].free or left.args[0].op != "num":
        return None
    start = _start(ground, n, left.args[0])
    base = _base(ground, left, right, n, start)
    step = _step(ground, left, right, n)
    name = latex(n)
    closing = f"So it holds for every ${name} \\ge {latex(start)}$, by induction."
    return Derivation(NAME, (), None, f"By induction on ${name}$.", (base, step), closing)


def _start(ground: Ground, n: Term, lower: Term) -> Term:
    """The least n: as the conditions say, else that of an empty range."""
    facts = Facts(ground.given)
    for k in (lower, num(lower.value - 1)):
        if facts.holds(le(k, n)):
            return k
    raise NotProvedError(f"no least {n}")


def _base(ground: Ground, left: Term, right: Term, n: Term, start: Term) -> Derivation:
    at = {n: start}
    here = Ground(ground.claim, tuple(g for g in ground.given if n not in g.free), ground.wanted)
    first, last = substitute(left, at), substitute(right, at)
    rows = _worked_out(first, ground)
    middle = rows[-1].term if rows else first
    if last is not middle:
        reason = Reason(f"the right side for ${latex(eq(n, start))}$", "arithmetic")
        rows.append(Row(last, reason))
    opening = f"It begins with ${latex(eq(n, start))}$:"
    return chain(here, "base", first, rows, opening=opening)


def _worked_out(first: Term, ground: Ground) -> list[Row]:
    """A sum over a range of one or no term."""
    lower, upper, body = first.args
    if lower is upper:
        reason = Reason(f"there is one {_JOIN[first.op][1]}", "range")
        only = instantiate(body, lower)
        row = Row(only, reason)
        return [row, *evaluation(only, ground.wanted)]
    empty = num(0) if first.op == "sum" else ONE
    return [Row(empty, Reason(f"there is no {_JOIN[first.op][1]}", "range"))]


def _step(ground: Ground, left: Term, right: Term, n: Term) -> Derivation:
    following = add(n, ONE)
    first, last = (substitute(side, {n: following}) for side in (left, right))
    join, word = _JOIN[left.op]
    term = tidy(instantiate(left.args[2], following))
    split = join(construct(left.op, (left.args[0], n, left.args[2])), term)
    supposed = join(right, term)
    rows = [
        Row(split, Reason(f"split off the last {word}", "last term")),
        Row(supposed, Reason(f"the claim for ${latex(n)}$", "induction hypothesis")),
    ]
    goal = worked(last)
    between = rows_between(ground, supposed, goal)
    if between is None:
        raise NotProvedError("the step")
    if goal is not last:
        between.append(Row(last, Reason(f"the right side for ${latex(following)}$", "arithmetic")))
    name = latex(n)
    opening = f"If it holds for ${name}$, then for ${latex(following)}$:"
    return chain(ground, "step", first, [*rows, *between], opening=opening)


def worked(term: Term) -> Term:
    """A term with its sums worked out: n + 1 + 1 -> n + 2, 2 (n + 1) + 1 -> 2 n + 3."""
    if not term.args or term.loose:
        return term
    term = tidy(rebuild(term, tuple(worked(a) for a in term.args)))
    if term.op != "add":
        return term
    parts = []
    for p in term.args:
        if p.op == "mul" and len(p.args) == 2 and p.args[0].op == "num" and p.args[1].op == "add":
            parts += [mul(p.args[0], q) for q in p.args[1].args]
        else:
            parts.append(p)
    return collected(add(*parts))
