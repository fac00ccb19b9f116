"""Steps of differentiation: one rule at a time, the outermost first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from proofs.kernel.terms import (
    INT,
    ONE,
    TWO,
    ZERO,
    Term,
    abstract,
    add,
    apply,
    derivative,
    div,
    exp,
    instantiate,
    mul,
    neg,
    num,
    power,
    sqrt,
    sub,
    total,
    var,
)
from proofs.kernel.terms.definedness import power_kind

from ..writing.latex import latex
from .facts import Facts
from .moves import Move
from .products import Product, collected, product_of, with_powers
from .replacing import replaced
from .tidying import tidy


def _square(t: Term) -> Term:
    return power(t, TWO)


SLOPES: dict[str, Callable[[Term, Term], Term]] = {
    "exp": lambda u, d: mul(d, exp(u)),
    "log": lambda u, d: div(d, u),
    "sin": lambda u, d: mul(d, apply("cos", u)),
    "cos": lambda u, d: neg(mul(d, apply("sin", u))),
    "tan": lambda u, d: div(d, _square(apply("cos", u))),
    "sinh": lambda u, d: mul(d, apply("cosh", u)),
    "cosh": lambda u, d: mul(d, apply("sinh", u)),
    "tanh": lambda u, d: mul(d, sub(ONE, _square(apply("tanh", u)))),
    "asin": lambda u, d: div(d, sqrt(sub(ONE, _square(u)))),
    "acos": lambda u, d: neg(div(d, sqrt(sub(ONE, _square(u))))),
    "atan": lambda u, d: div(d, add(ONE, _square(u))),
}
"""The derivative of each function of u, d being that of u. Source: DLMF 4.7, 4.20, 4.24, 4.34."""

_NAMES = {
    "exp": "$(e^x)' = e^x$", "log": "$(\\log x)' = 1/x$", "sin": "$\\sin' = \\cos$",
    "cos": "$\\cos' = -\\sin$", "tan": "$\\tan' = 1/\\cos^2$", "sinh": "$\\sinh' = \\cosh$",
    "cosh": "$\\cosh' = \\sinh$", "tanh": "$\\tanh' = 1 - \\tanh^2$",
    "asin": "$\\arcsin'(x) = 1/\\sqrt{1 - x^2}$", "acos": "$\\arccos'(x) = -1/\\sqrt{1 - x^2}$",
    "atan": "$\\arctan'(x) = 1/(1 + x^2)$",
}  # fmt: skip


def differentiate(term: Term, facts: Facts) -> Iterator[Move]:
    """d/dx of a sum, product, quotient, power or function, by the rule for it."""
    if term.op != "deriv" or term.value != 1 or term.args[0].op != "var":
        return
    x, body = term.args
    if x in body.free:  # another name is bound: f'(x) of a function that has x in it, too
        return
    inside = instantiate(body, x)
    found = _slope(inside, x)
    if found is not None:
        after, rule, text = found
        yield Move(with_powers(tidy(after)), rule, text, text)


def _d(body: Term, x: Term) -> Term:
    """The derivative of a part: at once of a polynomial, else left to a later step."""
    at_once = _polynomial(body, x)
    return derivative(x, abstract(body, x)) if at_once is None else at_once


def _polynomial(body: Term, x: Term) -> Term | None:
    """The derivative of a polynomial in x that is written as a sum of powers; None for others."""
    if x not in body.free:
        return ZERO
    slopes = []
    for p in body.args if body.op == "add" else (body,):
        if x not in p.free:
            continue
        product = product_of(p)
        rest = [(b, e) for b, e in product.powers if b is not x]
        exponent = dict(product.powers).get(x)
        if any(x in b.free or x in e.free for b, e in rest) or exponent is None:
            return None
        if exponent.op != "num" or exponent.value.denominator != 1 or exponent.value < 1:
            return None
        lower = ((x, num(exponent.value - 1)),) if exponent.value > 1 else ()
        slopes.append(Product(product.coefficient * exponent.value, (*rest, *lower)).term())
    return tidy(add(*slopes))


def _slope(body: Term, x: Term) -> tuple[Term, str, str] | None:
    slope = _polynomial(body, x)
    if slope is ZERO:
        return ZERO, "derivative of a constant", "the derivative of a constant is $0$"
    if slope is not None and body.op != "pow":
        many = body.op == "add" and len([p for p in body.args if x in p.free]) > 1
        text = "differentiate term by term" if many else "the power rule"
        if x not in slope.free and not many:
            text = "a linear function has its slope as derivative"
        return slope, "derivative of a polynomial", text
    way = _BY_OPERATOR.get(body.op)
    if way is not None:
        return way(body, x)
    if body.op in SLOPES:
        return _function(body, x)
    return None


def _sum(body: Term, x: Term) -> tuple[Term, str, str]:
    moving = [p for p in body.args if x in p.free]
    text = "differentiate term by term"
    if len(moving) < len(body.args):
        text = "the derivative of a constant is $0$" if len(moving) == 1 else text
    return add(*(_signed(p, x) for p in moving)), "sum rule", text


def _signed(p: Term, x: Term) -> Term:
    return neg(_d(p.args[0], x)) if p.op == "neg" else _d(p, x)


def _minus(body: Term, x: Term) -> tuple[Term, str, str]:
    return neg(_d(body.args[0], x)), "constant factor", "take the minus sign out"


def _product(body: Term, x: Term) -> tuple[Term, str, str] | None:
    fixed = [f for f in body.args if x not in f.free]
    moving = [f for f in body.args if x in f.free]
    if fixed:
        text = f"take the constant factor ${latex(tidy(mul(*fixed)))}$ out"
        return mul(*fixed, _d(mul(*moving), x)), "constant factor", text
    first, rest = moving[0], mul(*moving[1:])
    after = add(mul(_d(first, x), rest), mul(first, _d(rest, x)))
    return after, "product rule", "the product rule"


def _quotient(body: Term, x: Term) -> tuple[Term, str, str]:
    over, under = body.args
    if x not in under.free:
        text = f"take the constant factor ${latex(div(ONE, under))}$ out"
        return div(_d(over, x), under), "constant factor", text
    if x not in over.free:
        after = neg(div(mul(over, _d(under, x)), power(under, TWO)))
        return after, "reciprocal rule", "the reciprocal rule, $(1/u)' = -u'/u^2$"
    above = sub(mul(_d(over, x), under), mul(over, _d(under, x)))
    return div(above, power(under, TWO)), "quotient rule", "the quotient rule"


def _power(body: Term, x: Term) -> tuple[Term, str, str] | None:
    base, exponent = body.args
    if x in exponent.free:
        if x in base.free:
            return None
        text = "$(a^x)' = a^x \\log a$"
        after = mul(body, apply("log", base), _d(exponent, x))
        return after, "derivative of an exponential", text + _chained(exponent, x)
    if power_kind(exponent) == "real" and exponent.op == "var" and exponent.sort is INT:
        return None
    lower = tidy(power(base, collected(sub(exponent, ONE))))
    text = "the power rule" + _chained(base, x)
    return mul(exponent, lower, _d(base, x)), "power rule", text


def _root(body: Term, x: Term) -> tuple[Term, str, str] | None:
    inside = body.args[0]
    if body.value != 2:
        return None
    text = "$(\\sqrt{x})' = 1/(2 \\sqrt{x})$" + _chained(inside, x)
    return div(_d(inside, x), mul(TWO, body)), "derivative of a root", text


def _function(body: Term, x: Term) -> tuple[Term, str, str]:
    inside = body.args[0]
    text = _NAMES[body.op] + _chained(inside, x)
    return SLOPES[body.op](inside, _d(inside, x)), f"derivative of {body.op}", text


def _chained(inside: Term, x: Term) -> str:
    """What is added to a rule's name where its argument is not x itself."""
    if inside is x:
        return ""
    slope = _polynomial(inside, x)
    if slope is None or x not in slope.free:
        return ", and the chain rule"
    return f", and the chain rule with $({latex(inside)})' = {latex(slope)}$"


def _range(body: Term, x: Term) -> tuple[Term, str, str] | None:
    lower, upper, summand = body.args
    if x in lower.free or x in upper.free:
        return None
    name = var("_index", INT)
    inner = derivative(x, abstract(instantiate(summand, name), x))
    after = total(lower, upper, abstract(inner, name))
    return after, "sum rule", "differentiate term by term"


_BY_OPERATOR: dict[str, Callable[[Term, Term], tuple[Term, str, str] | None]] = {
    "add": _sum, "neg": _minus, "mul": _product, "div": _quotient, "pow": _power, "root": _root,
    "sum": _range,
}  # fmt: skip


def second(term: Term, facts: Facts) -> Iterator[Move]:
    """d^2/dx^2 f -> d/dx f', f' being worked out."""
    if term.op != "deriv" or term.value < 2 or term.args[0].op != "var":
        return
    x, body = term.args
    if x in body.free:
        return
    first = worked_out(derivative(x, body), facts)
    if first is None:
        return
    after = derivative(x, abstract(first, x), term.value - 1)
    text = f"the first derivative is ${latex(first)}$"
    yield Move(after, "second derivative", text, text, cost=1.5)


def worked_out(term: Term, facts: Facts) -> Term | None:
    """A derivative without any derivative left in it."""
    for _ in range(20):
        found = next((t for t in _derivatives(term)), None)
        if found is None:
            return tidy(collected(term)) if term.op == "add" else term
        move = next(differentiate(found, facts), None)
        if move is None:
            return None
        term = tidy(replaced(term, {found: move.term}))
    return None


def _derivatives(term: Term) -> Iterator[Term]:
    if term.op == "deriv":
        yield term
        return
    for a in term.args:
        yield from _derivatives(a)


RULES = frozenset(
    {
        "constant factor", "derivative of a constant", "derivative of a polynomial",
        "derivative of a root", "derivative of an exponential", "power rule", "product rule",
        "quotient rule", "reciprocal rule", "second derivative", "sum rule", "lemma",
    }
    | {f"derivative of {name}" for name in SLOPES}
)  # fmt: skip
"""The names of all steps of differentiation."""
STEPS = {"deriv": (differentiate, second)}
__all__ = ["RULES", "SLOPES", "STEPS", "differentiate", "worked_out"]
