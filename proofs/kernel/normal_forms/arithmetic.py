"""Normal forms of numbers, names, sums, products, quotients and powers."""

from __future__ import annotations

from ..calculus.differentiation import evaluate_derivative
from ..terms import (
    ONE,
    REAL,
    Term,
    abstract,
    both,
    instantiate,
    integral,
    le,
    make,
    picked,
    rebuild,
    substitute,
)
from ..terms.definedness import closed_rational, definedness, power_kind
from .monomials import MIN_LENGTH, sum_of_monomials
from .normal import Normalizer, handles
from .powers import integer_power, rational_power, real_power, symbolic_power
from .ratio import (
    Ratio,
    Unsupported,
    inverse,
    minus,
    product_of,
    rational_value,
    reduced,
    sum_of,
)
from .signs import ANY, NONNEG, POS


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
    if len(term.args) < MIN_LENGTH:
        return sum_of([n.ratio(a) for a in term.args], n.ctx)
    plain, others = sum_of_monomials(n, term.args)
    return sum_of([plain, *(n.ratio(a) for a in others)], n.ctx)


@handles("neg")
def _neg(n: Normalizer, term: Term) -> Ratio:
    return minus(n.ratio(term.args[0]))


@handles("mul")
def _mul(n: Normalizer, term: Term) -> Ratio:
    return product_of([n.ratio(a) for a in term.args], n.ctx)


@handles("div")
def _div(n: Normalizer, term: Term) -> Ratio:
    a, b = n.ratio(term.args[0]), n.ratio(term.args[1])
    if a.num.is_one() and a.den.is_one():
        return inverse(b)
    if a.den.is_one() and b.den.is_one():
        return reduced(a.num, b.num)
    return reduced(a.num * b.den, a.den * b.num)


@handles("pow")
def _pow(n: Normalizer, term: Term) -> Ratio:
    base, exponent = term.args
    kind = power_kind(exponent)
    exact = closed_rational(exponent)
    if exact is not None and kind == "integer":
        return integer_power(n, n.ratio(base), int(exact))
    if exact is not None:
        return rational_power(n, n.ratio(base), exact)
    given = n.ratio(exponent)
    value = rational_value(given)
    if kind == "integer":
        if value is not None and value.denominator == 1:
            return integer_power(n, n.ratio(base), int(value))
        return symbolic_power(n, n.ratio(base), given)
    return real_power(n, n.ratio(base), given)


@handles("size")
def _size(n: Normalizer, term: Term) -> Ratio:
    return n.generator(term, NONNEG)


@handles("elem", "app")
def _applied(n: Normalizer, term: Term) -> Ratio:
    head, *args = term.args
    if term.op == "elem" and head.op == "fam" and args[0].sort.name in ("nat", "int"):
        return n.ratio(picked(head, *args))
    if head.op != "var":
        raise Unsupported(f"{head} is not a name")
    if term.sort.name not in ("nat", "int", "real"):
        raise Unsupported(f"{term} is of sort {term.sort.name}")
    plain = [n.term(n.ratio(a)) for a in args]
    length = n.symmetric.get(head)
    if length is not None and str(plain[0]) > str(plain[1]):
        inside = (s for i in plain for s in (le(ONE, i), le(i, length)))
        if all(i.sort.name in ("nat", "int") for i in plain) and n.follows(both(*inside)):
            plain.reverse()
    return n.generator(rebuild(term, (head, *plain)))


@handles("integral")
def _integral(n: Normalizer, term: Term) -> Ratio:
    """An integral as one generator, its integrand in normal form.

    Where the integral as written exists, its integrand is defined, but for finitely many points,
    and there equal to its normal form; so both integrals exist and are equal.
    """
    lower, upper, body = term.args
    name = make("var", (), ("integral", n.depth), REAL)
    n.levels.add(name.value)
    n.depth += 1
    try:
        inside = abstract(n.term(n.settle(n.ratio(instantiate(body, name)))), name)
    finally:
        n.depth -= 1
    first, last = (e if _infinite(e) else n.term(n.ratio(e)) for e in (lower, upper))
    return n.generator(integral(first, last, inside))


def _infinite(end: Term) -> bool:
    return end.op == "oo" or (end.op == "neg" and end.args[0].op == "oo")


@handles("limit")
def _limit(n: Normalizer, term: Term) -> Ratio:
    return n.generator(substitute(term, n.values))


@handles("deriv")
def _derivative(n: Normalizer, term: Term) -> Ratio:
    """What the rules give, where their conditions follow; else a generator."""
    try:
        value, conditions = evaluate_derivative(term)
        settled = all(n.follows(c) for c in (*conditions, *definedness(value)))
    except Unsupported:
        settled = False
    return n.ratio(value) if settled else n.generator(substitute(term, n.values))
