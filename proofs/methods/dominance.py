"""Limits at infinity of quotients of exponentials, one of which outgrows or equals all others.

e^{ca}/(e^{ca} + e^{cb}), a > b: 1/(1 + v), where v = e^{-c(a-b)} vanishes as c -> oo.
"""

from __future__ import annotations

from ..kernel import InferenceError, Proof
from ..kernel.calculus.differentiation import differentiate
from ..kernel.normal_forms.normal import Normalizer
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.normal_forms.signs import POS, ZERO_SIGN
from ..kernel.rules.derivatives import fresh, replace
from ..kernel.terms import (
    ONE,
    OO,
    ZERO,
    Term,
    eq,
    instantiate,
    lt,
    mul,
    neg,
    sub,
    substitute,
    subterms,
    var,
)
from ..problem import Problem

MAX_RATES = 12


def by_dominance(problem: Problem, hypotheses: tuple[Term, ...], term: Term) -> Proof | None:
    """A proof of `term = value` for a limit at infinity; None where none is found."""
    point, body = term.args
    name = fresh(term, *hypotheses)
    f = instantiate(body, name if point is OO else neg(name))
    far = problem.workspace.normalizer((*hypotheses, lt(ONE, name)))
    try:
        plain = far.normal_term(f)
        rates = _rates(far, plain, name)
        highest = _highest(far, rates)
        if highest is None:
            return None
        return _from(problem, hypotheses, term, plain, name, rates, highest)
    except (InferenceError, Unsupported):
        return None


def _rates(far: Normalizer, plain: Term, name: Term) -> dict[Term, Term]:
    """How fast each exponential grows: c a for e^{c a}, as a function of c."""
    out: dict[Term, Term] = {}
    for node in subterms(plain):
        if node.op == "exp" and name in node.free:
            slope = far.normal_term(differentiate(node.args[0], name)[0])
            if name in slope.free or len(out) >= MAX_RATES:
                raise Unsupported("not e^{ct}")
            out[node] = slope
    return out


def _highest(far: Normalizer, rates: dict[Term, Term]) -> Term | None:
    """The exponential that none outgrows, as far as that is known."""
    for node, rate in rates.items():
        others = (far.sign(sub(rate, other)) for other in rates.values())
        if all(sign in (POS, ZERO_SIGN, POS | ZERO_SIGN) for sign in others):
            return node
    return None


def _from(
    problem: Problem, hypotheses: tuple[Term, ...], term: Term, plain: Term, name: Term,
    rates: dict[Term, Term], highest: Term,
) -> Proof | None:  # fmt: skip
    here = problem.workspace.normalizer(hypotheses)
    whole = var(f"{name.value}_h")
    replaced = {highest: whole}
    slots: list[Term] = []
    parts: list[object] = []
    for node, rate in rates.items():
        gap = here.normal_term(sub(rates[highest], rate))
        if node is highest:
            continue
        if here.sign(gap) == ZERO_SIGN:
            replaced[node] = whole
            continue
        slot = var(f"{name.value}_{len(slots)}")
        slots.append(slot)
        parts += [0, 0, gap]
        replaced[node] = mul(slot, whole)
    positive = tuple(lt(ZERO, s) for s in (*slots, whole))
    normalizer = problem.workspace.normalizer((*hypotheses, *positive))
    outer = normalizer.normal_term(replace(plain, replaced))
    if whole in outer.free or name in outer.free:
        return None
    value = substitute(outer, dict.fromkeys(slots, ZERO))
    data: dict[str, object] = {"outer": outer, "slots": tuple(slots), "parts": tuple(parts)}
    return problem.infer("limit at infinity", hypotheses, eq(term, value), (), data)
