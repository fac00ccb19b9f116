"""D(A): the conditions under which a term, as written, is defined.

>>> from . import div, log, num, sqrt, sub, var
>>> x = var("x")
>>> [str(c) for c in definedness(div(log(x), sub(x, num(1))))]
['0 < x', 'x - 1 != 0']
>>> [str(c) for c in definedness(sqrt(div(x, x)))]
['x != 0', '0 <= x/x']
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from . import (
    FALSE,
    ONE,
    OO,
    ZERO,
    Term,
    add,
    apply,
    both,
    defined,
    either,
    eq,
    forall,
    instantiate,
    is_integer,
    le,
    lt,
    mul,
    ne,
    neg,
    negation,
    picked,
    subterms,
)

_OPPOSITE = {"eq": ne, "ne": eq}


@lru_cache(maxsize=8192)
def closed_rational(term: Term) -> Fraction | None:
    """The exact value of a closed term of rational arithmetic; None for all other terms.

    >>> from . import div, num
    >>> closed_rational(div(num(4), num(2)))
    Fraction(2, 1)
    """
    if term.op == "num":
        exact: Fraction = term.value
        return exact
    if term.op not in ("neg", "add", "mul", "div", "pow") or term.free or term.loose:
        return None
    values = [closed_rational(a) for a in term.args]
    if any(v is None for v in values):
        return None
    known = [v for v in values if v is not None]
    if term.op == "neg":
        return -known[0]
    if term.op == "add":
        return sum(known, Fraction(0))
    if term.op == "div":
        return known[0] / known[1] if known[1] else None
    if term.op == "pow":
        return _closed_power(*known)
    out = Fraction(1)
    for v in known:
        out *= v
        if out.numerator.bit_length() + out.denominator.bit_length() > 4096:
            return None
    return out


def _closed_power(base: Fraction, exponent: Fraction) -> Fraction | None:
    bits = base.numerator.bit_length() + base.denominator.bit_length()
    if exponent.denominator != 1 or bits * abs(exponent) > 4096 or (exponent < 0 and not base):
        return None
    return base ** int(exponent)


def power_kind(exponent: Term) -> str:
    """Which of the powers `base^exponent` is: "integer", "rational" (a fixed p/q) or "real".

    A closed exponent counts by its value, so that x^(4/2) is x^2.
    """
    exact = closed_rational(exponent)
    if exact is not None:
        return "integer" if exact.denominator == 1 else "rational"
    return "integer" if exponent.sort.name in ("nat", "int") else "real"


def opposite(statement: Term) -> Term:
    """The statement that holds exactly where `statement`, its terms being defined, does not."""
    op, args = statement.op, statement.args
    if op in _OPPOSITE:
        return _OPPOSITE[op](*args)
    if op == "lt":
        return le(args[1], args[0])
    if op == "le":
        return lt(args[1], args[0])
    if op == "not":
        return args[0]
    if op == "and":
        return either(*(opposite(a) for a in args))
    if op == "or":
        return both(*(opposite(a) for a in args))
    return negation(statement)


@lru_cache(maxsize=8192)
def definedness(term: Term) -> tuple[Term, ...]:
    """Conditions, inner ones first, that together say that `term` is defined.

    A condition may itself rely on those before it being met. Limits, derivatives, integrals and
    infinite sums contribute `defined(...)` of themselves: that they exist has to be proved.
    """
    if not term.args:
        return (defined(term),) if term is OO or term.op == "i" else ()
    special = _SPECIAL.get(term.op)
    if special is not None:
        return special(term)
    out: dict[Term, None] = {}
    for a in term.args:
        out.update(dict.fromkeys(definedness(a)))
    out.update(dict.fromkeys(_own(term)))
    return tuple(out)


def defined_with(value: Term, parts: Iterable[Term]) -> Term:
    """A number, defined only where all of some numbers are: 0 times what it does not mention is
    added. A function that is passed on counts where it is applied, a vector that is mentioned where
    its entries are. Raises TermError where that cannot be said of it: of a vector.

    >>> from . import div, num, var
    >>> str(defined_with(num(1), [div(num(2), var("x"))])), str(defined_with(num(1), [var("x")]))
    ('1 + 0*(2/x)', '1')
    """
    known: set[Term] | None = None
    extra = []
    for part in dict.fromkeys(parts):
        needs = definedness(part)
        whole = part.sort.name == "family" and part in subterms(value)
        if not needs or part.sort.name == "function" or whole:
            continue
        known = set(definedness(value)) if known is None else known
        if not known.issuperset(needs):
            known.update(needs)
            extra.append(mul(ZERO, part))
    return add(value, *extra) if extra else value


def _own(term: Term) -> tuple[Term, ...]:
    """The condition that the operator itself adds, its arguments being defined."""
    op, args = term.op, term.args
    if op == "div":
        return (ne(args[1], ZERO),)
    if op == "pow":
        return _power(args[0], args[1])
    if op == "root" and isinstance(term.value, int) and term.value % 2 == 0:
        return (le(ZERO, args[0]),)
    if op == "log":
        return (lt(ZERO, args[0]),)
    if op in ("tan", "sec"):
        return (ne(apply("cos", args[0]), ZERO),)
    if op in ("cot", "csc"):
        return (ne(apply("sin", args[0]), ZERO),)
    if op in ("coth", "csch"):
        return (ne(args[0], ZERO),)
    if op in ("asin", "acos"):
        return (le(neg(ONE), args[0]), le(args[0], ONE))
    if op == "acosh":
        return (le(ONE, args[0]),)
    if op == "atanh":
        return (lt(neg(ONE), args[0]), lt(args[0], ONE))
    if op == "factorial":
        return (*_integral(args[0]), le(ZERO, args[0]))
    if op == "binomial":
        return (*_integral(args[0]), *_integral(args[1]), le(ZERO, args[0]), le(ZERO, args[1]))
    return ()


def _power(base: Term, exponent: Term) -> tuple[Term, ...]:
    exact = closed_rational(exponent)
    if exact is not None:
        if exact.denominator == 1:
            return (ne(base, ZERO),) if exact < 0 else ()
        return (le(ZERO, base),) if exact > 0 else (lt(ZERO, base),)
    if exponent.sort.name == "nat":
        return ()
    if exponent.sort.name == "int":
        return (either(ne(base, ZERO), le(ZERO, exponent)),)
    return (either(lt(ZERO, base), both(eq(base, ZERO), lt(ZERO, exponent))),)


def _integral(index: Term) -> tuple[Term, ...]:
    exact = closed_rational(index)
    if exact is not None and exact.denominator == 1:
        return ()
    return () if index.sort.name in ("nat", "int") else (is_integer(index),)


def _range(term: Term) -> tuple[Term, ...]:
    """Sums, products, and statements about every index: each summand must be defined."""
    lower, upper, body = term.args
    if upper is OO:
        return (defined(term),)
    out: dict[Term, None] = {}
    for end in (lower, upper):
        out.update(dict.fromkeys((*definedness(end), *_integral(end))))
    out.update(dict.fromkeys(forall(lower, upper, c) for c in definedness(body)))
    return tuple(out)


def _extreme(term: Term) -> tuple[Term, ...]:
    """A largest or smallest term: there is one, and every term is defined."""
    lower, upper, _ = term.args
    return (*_range(term), le(lower, upper)) if upper is not OO else (defined(term),)


def _cases(term: Term) -> tuple[Term, ...]:
    """The chosen branch is defined, the conditions up to it are, and some branch is chosen."""
    parts = term.args
    out: dict[Term, None] = {}
    passed: list[Term] = []  # the conditions of the branches before, one of which may hold
    for value, condition in zip(parts[0::2], parts[1::2], strict=False):
        for c in definedness(condition):
            out[either(*passed, c)] = None
        for c in definedness(value):
            out[either(*passed, opposite(condition), c)] = None
        passed.append(condition)
    if len(parts) % 2:
        for c in definedness(parts[-1]):
            out[either(*passed, c)] = None
    else:
        out[either(*passed)] = None
    return tuple(out)


def _existence(term: Term) -> tuple[Term, ...]:
    """That it exists, which has to be proved; and before it what that asks for in any case: of a
    derivative, a value at the point; of a limit, what does not depend on its variable."""
    out: dict[Term, None] = {}
    if term.op == "deriv":
        point, body = term.args
        out.update(dict.fromkeys((*definedness(point), *definedness(instantiate(body, point)))))
    elif term.op == "limit":
        out.update(dict.fromkeys(c for c in definedness(term.args[1]) if not c.loose))
    out[defined(term)] = None
    return tuple(out)


def _vector(term: Term) -> tuple[Term, ...]:
    length, body = term.args
    return (*definedness(length), *(forall(ONE, length, c) for c in definedness(body)))


def _entry(term: Term) -> tuple[Term, ...]:
    """An entry: its index is an integer; of a family that is written out, one within its length."""
    head, *indices = term.args
    out: dict[Term, None] = {}
    for index in indices:
        out.update(dict.fromkeys((*definedness(index), *_integral(index))))
    if head.op == "fam":
        length, index = head.args[0], indices[0]
        out.update(dict.fromkeys(definedness(length)))
        out.update(dict.fromkeys((le(ONE, index), le(index, length))))
        if index.sort.name in ("nat", "int"):
            out.update(dict.fromkeys(definedness(picked(head, *indices))))
        else:
            out[defined(term)] = None
    else:
        out.update(dict.fromkeys(definedness(head)))
    return tuple(out)


def _function(term: Term) -> tuple[Term, ...]:
    return () if not definedness(term.args[-1]) else (defined(term),)


def _whole(term: Term) -> tuple[Term, ...]:
    """What is made of whole families: lengths have to agree, and a matrix to have an inverse, which
    is said of its entries once it is written out."""
    out = dict.fromkeys(c for a in term.args for c in definedness(a))
    out[defined(term)] = None
    return tuple(out)


def _defined(term: Term) -> tuple[Term, ...]:
    return ()


_SPECIAL = {
    "sum": _range, "prod": _range, "greatest": _extreme, "least": _extreme,
    "forall": _range, "cases": _cases, "limit": _existence,
    "deriv": _existence, "integral": _existence, "fam": _vector, "fun": _function,
    "defined": _defined, "elem": _entry,
    **dict.fromkeys("matadd hadamard matmul matpow inverse trace det dot".split(), _whole),
}  # fmt: skip


def strictly(condition: Term) -> Term:
    """A statement that is met on an open set wherever it is met, and that implies `condition`."""
    op, args = condition.op, condition.args
    if op in ("ne", "lt", "isint", "true"):  # among integers, each point is open
        return condition
    if op == "le":
        return condition if all(map(_is_whole, args)) else lt(*args)
    if op in ("and", "or"):
        return (both if op == "and" else either)(*(strictly(a) for a in args))
    if op == "forall" and range_stays(condition):
        return forall(args[0], args[1], strictly(args[2]))
    return FALSE


def range_stays(ranged: Term) -> bool:
    """Whether the range of a sum or a `forall` is the same nearby: no bound depends on a real name.

    For all i from 1 to ceil(x) is met at x = 1 by one i, and just after it needs a second one.
    """
    return all(map(_of_integers, ranged.args[:2]))


def _of_integers(term: Term) -> bool:
    """Whether all names in a term stand for integers, or families of integers."""
    sorts = ((v.sort.element if v.sort.name == "family" else v.sort.name) for v in term.free)
    return all(name in ("nat", "int") for name in sorts)


def _is_whole(term: Term) -> bool:
    """Whether a term is an integer made of integers: it stays the same nearby."""
    return term.sort.name in ("nat", "int") and _of_integers(term)
