"""Integrals: an antiderivative and its values at the ends; first taken apart, or by parts."""

from __future__ import annotations

from collections.abc import Iterator

from proofs.finding import ask
from proofs.kernel.normal_forms.normal import Normalizer
from proofs.kernel.normal_forms.ratio import Unsupported
from proofs.kernel.terms import (
    ONE,
    OO,
    Term,
    TermError,
    abstract,
    add,
    apply,
    derivative,
    instantiate,
    integral,
    limit,
    mul,
    neg,
    rebuild,
    sub,
    substitute,
)
from proofs.methods.elementary import elementary

from ..writing.latex import latex
from .differentiation import worked_out
from .facts import Facts, is_infinite
from .moves import Move
from .numbers import rational
from .products import Product, product_of, worked
from .replacing import replaced
from .tidying import tidy

SECONDS = 1.5
_LARGE = 2.6
_BY_PARTS = ("exp", "sin", "cos", "sinh", "cosh")


def term_by_term(term: Term, facts: Facts) -> Iterator[Move]:
    """int (f + g) -> int f + int g"""
    lower, upper, body = term.args
    if body.op != "add" or is_infinite(lower) or is_infinite(upper):
        return
    parts = [integral(lower, upper, p) if p.op != "neg" else neg(integral(lower, upper, p.args[0]))
             for p in body.args]  # fmt: skip
    text, back = "integrate term by term", "put the integrals together"
    yield Move(tidy(add(*parts)), "linearity", text, back)


def constant_out(term: Term, facts: Facts) -> Iterator[Move]:
    """int c f -> c int f"""
    lower, upper, body = term.args
    name = facts.letters.name(term)
    product = product_of(instantiate(body, name))
    fixed = [(b, e) for b, e in product.powers if name not in b.free | e.free]
    moving = [(b, e) for b, e in product.powers if name in b.free | e.free]
    factor = Product(product.coefficient, tuple(fixed)).term()
    if factor is ONE or not moving or is_infinite(lower) or is_infinite(upper):
        return
    rest = abstract(Product(type(product.coefficient)(1), tuple(moving)).term(), name)
    text = f"take the constant factor ${latex(factor)}$ out"
    yield Move(tidy(mul(factor, integral(lower, upper, rest))), "linearity", text, text)


def antiderivative(term: Term, facts: Facts) -> Iterator[Move]:
    """int_0^1 t^2 dt -> 1^3/3 - 0^3/3, for (t^3/3)' = t^2"""
    lower, upper, body = term.args
    if is_infinite(lower):
        return
    name = facts.letters.name(term)
    inside = instantiate(body, name)
    for found, cost in _antiderivatives(inside, name, facts):
        if upper is not OO and all(facts.sign(end) > 0 for end in (lower, upper)):
            found = replaced(found, {apply("abs", name): name})  # log |x|, where x is positive
        text = f"an antiderivative of ${latex(inside)}$ is ${latex(found)}$"
        start = substitute(found, {name: lower})
        if upper is OO:
            after = sub(limit(OO, abstract(found, name)), start)
        else:
            after = sub(substitute(found, {name: upper}), start)
        yield Move(after, "fundamental theorem", text, text, cost=cost)


def _antiderivatives(inside: Term, name: Term, facts: Facts) -> Iterator[tuple[Term, float]]:
    """An antiderivative from the table, or else what SymPy proposes: a larger step. The kernel
    differentiates it when it checks the link."""
    try:
        known = elementary(Normalizer(facts.given), inside, name)
    except (Unsupported, TermError):
        known = None
    if known is not None:
        parts = inside.op == "mul" and any(f.op in _BY_PARTS for f in inside.args)
        many = parts and len([f for f in inside.args if name in f.free]) > 1
        yield presented(known), _LARGE if many else 1.0
        return
    found = ask("antiderivative", inside, name, seconds=SECONDS)
    if found is not None:
        yield presented(found), _LARGE


def presented(term: Term) -> Term:
    """An antiderivative as it is written: x^3/3 + x.

    >>> from proofs.kernel.terms import div, num, root, var
    >>> str(presented(div(mul(num(4), var("x")), root(num(4), 2))))
    '2*x'
    """
    if not term.args or term.loose:
        return term
    term = tidy(rebuild(term, tuple(presented(a) for a in term.args)))
    if term.op == "root" and term.value == 2 and rational(term) is not None:
        return rational(term) or term
    return product_of(term).term() if term.op in ("mul", "div") else term


def by_parts(term: Term, facts: Facts) -> Iterator[Move]:
    """int_a^b t e^t dt -> b e^b - a e^a - int_a^b e^t dt"""
    lower, upper, body = term.args
    if body.op != "mul" or is_infinite(lower) or is_infinite(upper):
        return
    name = facts.letters.name(term)
    for place, factor in enumerate(body.args):
        if factor.op not in _BY_PARTS:
            continue
        rest = instantiate(mul(*(f for i, f in enumerate(body.args) if i != place)), name)
        slope = worked_out(derivative(name, abstract(rest, name)), facts)
        table = _antiderivatives(instantiate(factor, name), name, facts)
        whole = next((found for found, _ in table), None)
        if slope is None or whole is None or rest.op == "exp":
            continue
        edge = tidy(mul(rest, whole))
        ends = sub(*(substitute(edge, {name: end}) for end in (upper, lower)))
        remaining = integral(lower, upper, abstract(tidy(mul(slope, whole)), name))
        said = f"$u = {latex(tidy(rest))}$, $v' = {latex(instantiate(factor, name))}$"
        yield Move(sub(ends, remaining), "by parts", f"by parts with {said}", said, cost=1.2)


def derivative_of_integral(term: Term, facts: Facts) -> Iterator[Move]:
    """d/dx int_a^x f -> f(x)"""
    if term.op != "deriv" or term.value != 1 or term.args[0].op != "var":
        return
    x, body = term.args
    inside = instantiate(body, x)
    if inside.op != "integral" or inside.args[1] is not x or x in inside.args[0].free:
        return
    if x in inside.args[2].free:
        return
    after = instantiate(inside.args[2], x)
    text = "the fundamental theorem: the derivative of an integral in its upper end"
    yield Move(tidy(worked(after)), "fundamental theorem", text, text)


STEPS = {
    "integral": (antiderivative, term_by_term, constant_out, by_parts),
    "deriv": (derivative_of_integral,),
}
__all__ = ["STEPS"]
