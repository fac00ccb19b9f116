"""Normal forms of numbers, names, sums, products, quotients and powers."""

from __future__ import annotations

from .definedness import closed_rational, power_kind
from .normal import Normalizer, handles
from .powers import rational_power, real_power, symbolic_power
from .ratio import Ratio, Unsupported, minus, product_of, rational_value, reduced, sum_of, to_power
from .signs import ANY, NONNEG, POS
from .terms import Term, instantiate, rebuild, substitute


@handles("num")
def _num(n: Normalizer, term: Term) -> Ratio:
    return n.constant(term.value)


@handles("var")
def _var(n: Normalizer, term: Term) -> Ratio:
    value = n.values.get(term)
    if value is not None:
        return n.ratio(value)
    if term.sort.name not in ("nat", "int", "real"):
        raise Unsupported(f"{term} is of sort {term.sort.name}")
    return n.generator(term, NONNEG if term.sort.name == "nat" else ANY)


@handles("pi")
def _pi(n: Normalizer, term: Term) -> Ratio:
    return n.generator(term, POS)


@handles("add")
def _add(n: Normalizer, term: Term) -> Ratio:
    return sum_of([n.ratio(a) for a in term.args], n.ctx)


@handles("neg")
def _neg(n: Normalizer, term: Term) -> Ratio:
    return minus(n.ratio(term.args[0]))


@handles("mul")
def _mul(n: Normalizer, term: Term) -> Ratio:
    return product_of([n.ratio(a) for a in term.args], n.ctx)


@handles("div")
def _div(n: Normalizer, term: Term) -> Ratio:
    a, b = (n.ratio(x) for x in term.args)
    return reduced(a.num * b.den, a.den * b.num)


@handles("pow")
def _pow(n: Normalizer, term: Term) -> Ratio:
    base, exponent = term.args
    kind = power_kind(exponent)
    exact = closed_rational(exponent)
    if exact is not None and kind == "integer":
        return to_power(n.ratio(base), int(exact))
    if exact is not None:
        return rational_power(n, n.ratio(base), exact)
    given = n.ratio(exponent)
    value = rational_value(given)
    if kind == "integer":
        if value is not None and value.denominator == 1:
            return to_power(n.ratio(base), int(value))
        return symbolic_power(n, n.ratio(base), given)
    return real_power(n, n.ratio(base), given)


@handles("size")
def _size(n: Normalizer, term: Term) -> Ratio:
    return n.generator(term, NONNEG)


@handles("elem", "app")
def _applied(n: Normalizer, term: Term) -> Ratio:
    head, *args = term.args
    if term.op == "elem" and head.op == "fam" and args[0].sort.name in ("nat", "int"):
        return n.ratio(instantiate(head.args[-1], args[0]))
    if head.op != "var":
        raise Unsupported(f"{head} is not a name")
    if term.sort.name not in ("nat", "int", "real"):
        raise Unsupported(f"{term} is of sort {term.sort.name}")
    plain = (head, *(n.term(n.ratio(a)) for a in args))
    return n.generator(rebuild(term, plain))


@handles("limit", "deriv", "integral")
def _opaque(n: Normalizer, term: Term) -> Ratio:
    return n.generator(substitute(term, n.values))
