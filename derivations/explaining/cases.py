"""An equality by cases: one chain for each sign of what its parts depend on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proofs.kernel.terms import ZERO, Term, eq, le, lt, neg, substitute, subterms
from proofs.kernel.terms.definedness import opposite
from proofs.methods.cases import splitting

from ..derivation import Derivation, Reason
from ..writing.latex import latex
from .equalities import opened, rows_between
from .explanation import NAME, Ground, NotProvedError, Row, chain
from .facts import Facts
from .replacing import replaced
from .tidying import tidy

MAX_QUANTITIES = 3


def by_cases(ground: Ground) -> Derivation | None:
    """Left = ... = right in each case; None where no quantity splits it into cases that go through.

    The cases are checked to cover all: the whole claim is proved before, and each case of it here.
    """
    claim = ground.claim
    if claim.relation != "=" or claim.digits is not None:
        return None
    for quantity in _quantities(ground):
        tending = any(t.op == "limit" for t in subterms(claim.statement))
        for cases in _cases(quantity)[tending:]:
            try:
                parts = tuple(_parts(ground, cases))
            except NotProvedError:
                continue
            if len(parts) > 1:
                return Derivation(NAME, (), None, "", parts, "")
    return None


def _quantities(ground: Ground) -> list[Term]:
    """What the value of an absolute value, a maximum or a step turns on; a name, if it is one."""
    statement = opened(ground, ground.claim.left), opened(ground, ground.claim.right)
    facts = Facts(ground.given)
    found: dict[Term, None] = {}
    for side in statement:
        for term in _closed(side):
            for quantity in splitting(eq(term, ZERO)):
                q = _name_of(tidy(quantity))
                if q.free and not facts.sign(q):
                    found[q] = None
        if any(t.op == "limit" for t in subterms(side)):
            found |= {v: None for v in sorted(side.free, key=str) if v.sort.name == "real"}
    return sorted(found, key=lambda q: q.op != "var")[:MAX_QUANTITIES]


def _closed(term: Term) -> Iterator[Term]:
    yield from (t for t in subterms(term) if not t.loose and t.sort.name != "bool")


def _name_of(quantity: Term) -> Term:
    """x for -x and 2x: what has the same cases."""
    if quantity.op == "neg":
        return _name_of(quantity.args[0])
    if quantity.op == "mul" and quantity.args[0].op == "num" and len(quantity.args) == 2:
        return _name_of(quantity.args[1])
    if quantity.op == "add" and ZERO in quantity.args and len(quantity.args) == 2:
        return _name_of(next(a for a in quantity.args if a is not ZERO))
    return quantity


def _cases(quantity: Term) -> tuple[tuple[Term, ...], ...]:
    """Ways to tell cases by the sign of a quantity, the one with fewer cases first."""
    low, high = ZERO, quantity
    if quantity.op == "add" and len(quantity.args) == 2 and quantity.args[1].op == "neg":
        low, high = quantity.args[1].args[0], quantity.args[0]  # a - b > 0 is a > b
    return (le(low, high), lt(high, low)), (lt(low, high), eq(high, low), lt(high, low))


def _parts(ground: Ground, cases: Sequence[Term]) -> Iterator[Derivation]:
    """A chain for each case that there is."""
    facts = Facts(ground.given)
    for case in cases:
        if not facts.holds(opposite(case)):
            yield _case(ground, case)


def _case(ground: Ground, case: Term) -> Derivation:
    claim, here = ground.claim, ground.under(case)
    left, rows = claim.left, []
    right = claim.right
    if case.op == "eq" and case.args[0].op == "var":
        values = {case.args[0]: case.args[1]}
        put = [_put_in(opened(ground, side), values) for side in (left, right)]
        if right.op == "cases":  # its conditions tell the case
            put[1] = right
        said = f"put in ${latex(case)}$"
        rows.append(Row(put[0], Reason(said, "substitution")))
        between = rows_between(here, put[0], put[1])
        if between is None:
            raise NotProvedError(f"no steps for {case}")
        rows += [r for r in between if r.term is not rows[-1].term]
        if put[1] is not right:
            rows.append(Row(right, Reason(said, "substitution")))
    else:
        between = rows_between(here, left, right)
        if between is None:
            raise NotProvedError(f"no steps for {case}")
        rows += between
    return chain(here, NAME, left, rows, opening=f"For ${_said(case, ground)}$:")


def _put_in(term: Term, values: dict[Term, Term]) -> Term:
    return replaced(substitute(term, values), {neg(ZERO): ZERO})


def _said(case: Term, ground: Ground) -> str:
    """x > 0 rather than 0 < x."""
    left, right = (latex(a, ground.wanted) for a in case.args)
    signs = {"lt": ">", "le": r"\ge"}
    turned = case.op in signs and (case.args[0] is ZERO or case.args[1].op == "var")
    return f"{right} {signs[case.op]} {left}" if turned else latex(case, ground.wanted)
