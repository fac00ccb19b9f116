"""Continuity and differentiation of terms, by rules; and functions that vanish at infinity.

Each answer comes with conditions, all strict and about the same point, that suffice for it: since
they are strict relations between continuous terms, they hold nearby as well.
Source: W. Rudin, Principles of Mathematical Analysis, chapters 4 and 5.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache
from itertools import count

from ..normal_forms.ratio import TooLarge, Unsupported
from ..terms import (
    BINDERS,
    FALSE,
    INT,
    ONE,
    TRUE,
    TWO,
    ZERO,
    Term,
    abstract,
    add,
    app,
    apply,
    both,
    defined,
    derivative,
    div,
    either,
    eq,
    forall,
    instantiate,
    le,
    log,
    lt,
    make,
    mul,
    ne,
    neg,
    num,
    picked,
    power,
    root,
    sub,
    substitute,
    subterms,
    total,
)
from ..terms.definedness import closed_rational, definedness, power_kind, range_stays, strictly

Conditions = tuple[Term, ...]
MAX_ORDER = 8
MAX_NODES = 4_000
_COUNTER = count()  # names that stand for bound ones while a body is worked on, each used once

EVERYWHERE = frozenset("add neg mul exp sin cos atan sinh cosh tanh sech asinh abs max min".split())
"""Operators that are continuous wherever their arguments are, with no condition of their own."""


CLOSED_DOMAIN = frozenset({"root", "asin", "acos", "acosh"})
"""Operators that are continuous on all of their domain, its edges included."""


def continuity(term: Term, names: Collection[Term], *, within: bool = False) -> Conditions:
    """Conditions under which `term` is continuous in all of `names` together, near the point.

    With `within`, only as a function on the set where it is defined: sqrt is so at 0, too. What
    does not depend on the names counts as a constant; that it is defined is not said here. Raises
    Unsupported where no rule applies.
    """
    return _continuity(term, frozenset(names), within)


@lru_cache(maxsize=4096)
def _continuity(term: Term, names: frozenset[Term], within: bool) -> Conditions:
    if term.free.isdisjoint(names):
        return ()
    if term.op == "var":
        return ()
    if term.op in ("sum", "prod"):
        lower, upper, body = term.args
        _fixed((lower, upper), names)
        return tuple(forall(lower, upper, c) for c in _continuity(body, names, within))
    if term.op == "elem" and term.args[0].op == "fam":
        _fixed((term.args[0].args[0], *term.args[1:]), names)
        return _continuity(picked(*term.args), names, within)
    if term.op == "deriv":
        return _continuity_of_slope(term, names, within)
    if term.op in ("elem", "cases", "floor", "ceil", "app", "limit", "integral", "delta"):
        raise Unsupported(f"no rule for the continuity of {term.op}")
    inner = tuple(dict.fromkeys(c for a in term.args for c in _continuity(a, names, within)))
    if within and term.op in CLOSED_DOMAIN:
        return inner
    return (*inner, *_own_continuity(term, names))


def _continuity_of_slope(term: Term, names: frozenset[Term], within: bool) -> Conditions:
    """A derivative is what the rules give wherever it exists by them, on an open set."""
    value, _ = evaluate_derivative(term)
    exists = openly(defined(term))
    if exists is FALSE:
        raise Unsupported("a derivative that need not exist nearby")
    return (exists, *_continuity(value, names, within))


def _fixed(terms: Collection[Term], names: Collection[Term]) -> None:
    if any(not t.free.isdisjoint(names) for t in terms):
        raise Unsupported("a range that depends on the variable")


def _own_continuity(term: Term, names: Collection[Term]) -> Conditions:
    op, args = term.op, term.args
    if op in EVERYWHERE:
        return ()
    if op == "root":
        return () if term.value % 2 else (lt(ZERO, args[0]),)
    if op == "pow":
        return _power_condition(args[0], args[1])
    strict = _STRICT.get(op)
    if strict is None:
        raise Unsupported(f"no rule for the continuity of {op}")
    return strict(args)


def _power_condition(base: Term, exponent: Term) -> Conditions:
    exact = closed_rational(exponent)
    if power_kind(exponent) == "integer":
        if exact is not None:
            return () if exact >= 0 else (ne(base, ZERO),)
        return () if exponent.sort.name == "nat" else (either(ne(base, ZERO), le(ZERO, exponent)),)
    return (lt(ZERO, base),)


_STRICT: dict[str, Callable[[tuple[Term, ...]], Conditions]] = {
    "div": lambda a: (ne(a[1], ZERO),),
    "log": lambda a: (lt(ZERO, a[0]),),
    "tan": lambda a: (ne(apply("cos", a[0]), ZERO),),
    "sec": lambda a: (ne(apply("cos", a[0]), ZERO),),
    "cot": lambda a: (ne(apply("sin", a[0]), ZERO),),
    "csc": lambda a: (ne(apply("sin", a[0]), ZERO),),
    "coth": lambda a: (ne(a[0], ZERO),),
    "csch": lambda a: (ne(a[0], ZERO),),
    "asin": lambda a: (lt(neg(ONE), a[0]), lt(a[0], ONE)),
    "acos": lambda a: (lt(neg(ONE), a[0]), lt(a[0], ONE)),
    "acosh": lambda a: (lt(ONE, a[0]),),
    "atanh": lambda a: (lt(neg(ONE), a[0]), lt(a[0], ONE)),
    "sign": lambda a: (ne(a[0], ZERO),),
    "heaviside": lambda a: (ne(a[0], ZERO),),
}


# --- derivatives ----------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def differentiate(term: Term, name: Term) -> tuple[Term, Conditions]:
    """The derivative in a real variable, and conditions that suffice for it.

    Raises Unsupported where no rule applies.

    >>> from ..terms import exp, var
    >>> x = var("x")
    >>> str(differentiate(exp(mul(TWO, x)), x)[0])
    'exp(2*x)*(2*1)'
    """
    if name not in term.free:
        return ZERO, ()
    if term is name:
        return ONE, ()
    op, args = term.op, term.args
    if op == "sum":
        lower, upper, body = args
        _fixed((lower, upper), (name,))
        index = make("var", (), ("term", next(_COUNTER)), INT)
        inside, needed = differentiate(instantiate(body, index), name)
        return (
            total(lower, upper, abstract(inside, index)),
            tuple(forall(lower, upper, abstract(c, index)) for c in needed),
        )
    if op == "deriv":
        return differentiate_derivative(term, name)
    if op == "integral":
        return _differentiate_integral(term, name)
    if op == "app":
        return _differentiate_application(term, name)
    if op == "elem" and args[0].op == "fam":
        _fixed((args[0].args[0], *args[1:]), (name,))
        return differentiate(picked(*args), name)
    special = _DERIVATIVES.get(op)
    if special is None:
        raise Unsupported(f"no rule for the derivative of {op}")
    slopes: list[Term] = []
    conditions: Conditions = ()
    for a in args:
        slope, needs = differentiate(a, name)
        slopes.append(slope)
        conditions = (*conditions, *needs)
    value, own = special(term, slopes)
    if op in CORNERED and own:
        still = unmoved(term, name)
        own = own if still is FALSE else tuple(either(c, still) for c in own)
    return value, tuple(dict.fromkeys((*conditions, *own)))


CORNERED = frozenset({"abs", "sign", "heaviside", "max", "min"})
"""Operators with a derivative of 0 wherever what stands in them does not move."""


def unmoved(term: Term, name: Term) -> Term:
    """A statement without the name under which a term is the same for all values of the name.

    x_j + delta_jk (t - x_k), in t: delta_jk = 0.
    """
    return _unmoved(term, name, {})


def _unmoved(term: Term, name: Term, known: dict[Term, Term]) -> Term:
    if name not in term.free:
        return TRUE
    if term not in known:
        known[term] = _unmoved_here(term, name, known)
    return known[term]


def _unmoved_here(term: Term, name: Term, known: dict[Term, Term]) -> Term:
    if term.op in ("sum", "prod"):
        lower, upper, body = term.args
        inside = _unmoved(body, name, known)
        apart = name not in lower.free | upper.free and inside is not FALSE
        return forall(lower, upper, inside) if apart else FALSE
    if term.op in BINDERS or not term.args:
        return FALSE
    moving = [_unmoved(a, name, known) for a in term.args if name in a.free]
    ways = [] if FALSE in moving else [both(*moving)]
    if term.op == "mul":
        ways += [eq(a, ZERO) for a in term.args if name not in a.free]
    return either(*ways)


def _differentiate_application(term: Term, name: Term) -> tuple[Term, Conditions]:
    """d/dx f(u(x)) = f'(u(x)) u'(x), of an unknown f that has a derivative at u(x).

    Sound at the point alone, unlike the other rules: f need not have one nearby. So no derivative
    of the result is taken (that of `f'(u)` is Unsupported), and f(x) itself has no rule.
    Source: Rudin, theorem 5.5.
    """
    f, *arguments = term.args
    moving = [i for i, a in enumerate(arguments) if name in a.free]
    if f.op != "var" or f.sort.element == "opaque" or name in f.free or len(moving) != 1:
        raise Unsupported("the derivative of an application in more than one argument")
    place = moving[0]
    inner = arguments[place]
    if inner.sort.name != "real" or term.sort.name != "real":
        raise Unsupported("the derivative of a function of what is no real number")
    slope, conditions = differentiate(inner, name)
    at = make("var", (), ("slope", next(_COUNTER)))
    body = abstract(app(f, *arguments[:place], at, *arguments[place + 1 :]), at)
    outer = derivative(inner, body)
    return mul(outer, slope), (*conditions, defined(outer))


def is_primitive(term: Term, name: Term) -> bool:
    """Whether a term is f(x), or f(x, y), whose derivative in x is nothing simpler."""
    return term.op == "app" and term.args[0].op == "var" and name in term.args[1:]


def _differentiate_integral(term: Term, name: Term) -> tuple[Term, Conditions]:
    """d/dx integral_{a(x)}^{b(x)} f = f(b) b' - f(a) a', for an f that is continuous everywhere."""
    lower, upper, body = term.args
    if name in body.free or not exists_everywhere(term):
        raise Unsupported("the derivative of an integral whose integrand is not simply continuous")
    slopes: list[Term] = []
    conditions: Conditions = ()
    for end in (upper, lower):
        slope, needs = differentiate(end, name)
        slopes.append(mul(instantiate(body, end), slope))
        conditions = (*conditions, *needs)
    return sub(*slopes), conditions


def exists_everywhere(term: Term) -> bool:
    """Whether an integral exists for all finite ends: its integrand is continuous everywhere."""
    lower, upper, body = term.args
    if any(e.op == "oo" or (e.op == "neg" and e.args[0].op == "oo") for e in (lower, upper)):
        return False
    inside = instantiate(body, make("var", (), ("slope", next(_COUNTER))))
    try:
        return not definedness(inside) and not continuity(inside, inside.free)
    except Unsupported:
        return False


def differentiate_derivative(term: Term, name: Term) -> tuple[Term, Conditions]:
    """The derivative of an inner derivative: that is worked out first."""
    value, conditions = evaluate_derivative(term)
    slope, needs = differentiate(value, name)
    point, body = term.args
    around = (openly(c) for c in definedness(instantiate(body, point)) if name in c.free)
    return slope, (*conditions, *needs, *around)


def _variable(term: Term) -> Term:
    """A name that is not in a term: the same for the same term, so that what was worked out of it
    is met again."""
    taken = (v.value[1] for v in term.free if isinstance(v.value, tuple) and v.value[0] == "along")
    return make("var", (), ("along", 1 + max(taken, default=0)))


@lru_cache(maxsize=4096)
def evaluate_derivative(term: Term) -> tuple[Term, Conditions]:
    """What `deriv(point, body)` is, at its point, with conditions there.

    >>> from ..terms import power, var
    >>> x = var("x")
    >>> square = power(x, TWO)
    >>> str(evaluate_derivative(derivative(x, abstract(square, x)))[0])
    '2*x^1*1'
    """
    point, body = term.args
    if term.value > MAX_ORDER:
        raise TooLarge(f"a derivative of an order above {MAX_ORDER}")
    name = _variable(term)
    value = instantiate(body, name)
    if is_primitive(value, name):
        raise Unsupported("the derivative of a function of which nothing is known")
    conditions: Conditions = ()
    for _ in range(term.value):
        value, needs = differentiate(value, name)
        conditions = (*conditions, *needs)
        if sum(1 for _ in subterms(value)) > MAX_NODES:
            raise TooLarge(f"a derivative of more than {MAX_NODES} parts")
    at = {name: point}
    return substitute(value, at), tuple(substitute(c, at) for c in conditions)


@lru_cache(maxsize=4096)
def openly(condition: Term) -> Term:
    """A statement met on an open set wherever it is met, that implies `condition`; as `strictly`,
    and for a derivative that exists: the conditions under which the rules give it.

    >>> from ..terms import var
    >>> x = var("x")
    >>> str(openly(defined(derivative(x, abstract(log(x), x)))))
    '(0 < x) and (x != 0)'
    """
    if condition.op in ("and", "or"):
        return (both if condition.op == "and" else either)(*map(openly, condition.args))
    if condition.op == "forall" and range_stays(condition):
        lower, upper, body = condition.args
        name = make("var", (), ("slope", next(_COUNTER)), INT)
        return forall(lower, upper, abstract(openly(instantiate(body, name)), name))
    if condition.op != "defined" or condition.args[0].op != "deriv":
        return strictly(condition)
    term = condition.args[0]
    try:
        value, conditions = evaluate_derivative(term)
    except Unsupported:
        return FALSE
    inside = definedness(instantiate(term.args[1], term.args[0]))
    needs = (*definedness(term.args[0]), *inside, *conditions, *definedness(value))
    parts = [openly(c) for c in dict.fromkeys(needs)]
    flat = [p for part in parts for p in (part.args if part.op == "and" else (part,))]
    return both(*dict.fromkeys(p for p in flat if p is not TRUE))


Slope = tuple[Term, Conditions]


Rule = Callable[[Term, list[Term]], Slope]


def _chain(outer: Callable[[Term], Term], needs: Callable[[Term], Conditions]) -> Rule:
    """outer(u) u', where `outer` is the derivative of a function of one argument."""
    return lambda term, d: (mul(outer(term.args[0]), d[0]), needs(term.args[0]))


def _none(_: Term) -> Conditions:
    return ()


def _product(term: Term, d: list[Term]) -> Slope:
    parts = []
    for i, slope in enumerate(d):
        if slope is not ZERO:
            others = [a for j, a in enumerate(term.args) if j != i]
            parts.append(mul(*others, slope))
    return add(*parts), ()


def _quotient(term: Term, d: list[Term]) -> Slope:
    a, b = term.args
    above = sub(mul(d[0], b), mul(a, d[1]))
    return div(above, power(b, TWO)), (ne(b, ZERO),)


def _power(term: Term, d: list[Term]) -> Slope:
    base, exponent = term.args
    if d[1] is ZERO:
        exact = closed_rational(exponent)
        if power_kind(exponent) == "integer":
            if exact == 0:
                return ZERO, ()
            lowered = num(exact - 1) if exact is not None else sub(exponent, ONE)
            if exact is not None:
                own: Conditions = () if exact > 0 else (ne(base, ZERO),)
            else:
                own = (either(ne(base, ZERO), le(ONE, exponent)),)
            return mul(exponent, power(base, lowered), d[0]), own
        return mul(exponent, power(base, sub(exponent, ONE)), d[0]), (lt(ZERO, base),)
    if power_kind(exponent) == "integer":
        raise Unsupported("a derivative in an integer exponent")
    inner = add(mul(d[1], log(base)), div(mul(exponent, d[0]), base))
    return mul(term, inner), (lt(ZERO, base),)


def _root(term: Term, d: list[Term]) -> Slope:
    inside, index = term.args[0], term.value
    below = mul(num(index), power(root(inside, index), num(index - 1)))
    return div(d[0], below), (ne(inside, ZERO) if index % 2 else lt(ZERO, inside),)


def _extreme(term: Term, d: list[Term]) -> Slope:
    if len(term.args) != 2:
        raise Unsupported("the derivative of a maximum of more than two")
    a, b = term.args
    ahead = sub(b, a) if term.op == "max" else sub(a, b)  # where it is positive, b counts
    return add(d[0], mul(apply("heaviside", ahead), sub(d[1], d[0]))), (ne(a, b),)


def _squared(u: Term) -> Term:
    return power(u, TWO)


_DERIVATIVES: dict[str, Rule] = {
    "add": lambda term, d: (add(*d), ()),
    "neg": lambda term, d: (neg(d[0]), ()),
    "mul": _product,
    "div": _quotient,
    "pow": _power,
    "root": _root,
    "max": _extreme,
    "min": _extreme,
    "exp": _chain(lambda u: apply("exp", u), _none),
    "log": _chain(lambda u: div(ONE, u), lambda u: (lt(ZERO, u),)),
    "sin": _chain(lambda u: apply("cos", u), _none),
    "cos": _chain(lambda u: neg(apply("sin", u)), _none),
    "tan": _chain(
        lambda u: add(ONE, _squared(apply("tan", u))), lambda u: (ne(apply("cos", u), ZERO),)
    ),
    "cot": _chain(
        lambda u: neg(add(ONE, _squared(apply("cot", u)))),
        lambda u: (ne(apply("sin", u), ZERO),),
    ),
    "sec": _chain(
        lambda u: mul(apply("sec", u), apply("tan", u)), lambda u: (ne(apply("cos", u), ZERO),)
    ),
    "csc": _chain(
        lambda u: neg(mul(apply("csc", u), apply("cot", u))),
        lambda u: (ne(apply("sin", u), ZERO),),
    ),
    "sinh": _chain(lambda u: apply("cosh", u), _none),
    "cosh": _chain(lambda u: apply("sinh", u), _none),
    "tanh": _chain(lambda u: sub(ONE, _squared(apply("tanh", u))), _none),
    "sech": _chain(lambda u: neg(mul(apply("sech", u), apply("tanh", u))), _none),
    "coth": _chain(lambda u: sub(ONE, _squared(apply("coth", u))), lambda u: (ne(u, ZERO),)),
    "csch": _chain(
        lambda u: neg(mul(apply("csch", u), apply("coth", u))), lambda u: (ne(u, ZERO),)
    ),
    "asin": _chain(
        lambda u: div(ONE, root(sub(ONE, _squared(u)), 2)), lambda u: (lt(neg(ONE), u), lt(u, ONE))
    ),
    "acos": _chain(
        lambda u: neg(div(ONE, root(sub(ONE, _squared(u)), 2))),
        lambda u: (lt(neg(ONE), u), lt(u, ONE)),
    ),
    "atan": _chain(lambda u: div(ONE, add(ONE, _squared(u))), _none),
    "asinh": _chain(lambda u: div(ONE, root(add(_squared(u), ONE), 2)), _none),
    "acosh": _chain(lambda u: div(ONE, root(sub(_squared(u), ONE), 2)), lambda u: (lt(ONE, u),)),
    "atanh": _chain(
        lambda u: div(ONE, sub(ONE, _squared(u))), lambda u: (lt(neg(ONE), u), lt(u, ONE))
    ),
    "abs": _chain(lambda u: apply("sign", u), lambda u: (ne(u, ZERO),)),
    "sign": _chain(lambda u: ZERO, lambda u: (ne(u, ZERO),)),
    "heaviside": _chain(lambda u: ZERO, lambda u: (ne(u, ZERO),)),
}
