"""Bound names: de Bruijn indices raised, filled, made; substitution without capture.

Source: N. G. de Bruijn, Lambda calculus notation with nameless dummies (1972).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from . import constructors as c
from . import matrices as m
from . import statements as s
from .nodes import BINDERS, INT, NAT, Sort, Term, TermError


def rebuild(term: Term, args: tuple[Term, ...]) -> Term:
    """The same operator on other arguments; sorts are computed anew."""
    if args == term.args:
        return term
    if term.op == "app":
        return c.app(*args, sort=term.sort)
    return construct(term.op, args, term.value)


def construct(op: str, args: tuple[Term, ...], value: object = None) -> Term:
    """The term that the constructor of `op` makes. Raises TermError if there is none such."""
    if op in _PLAIN:
        return _PLAIN[op](*args)
    if op in _VALUED:
        return _VALUED[op](*args, value)
    return c.apply(op, *args)


Memo = dict[tuple[Term, int], Term]


def shift(term: Term, by: int, cutoff: int = 0) -> Term:
    """Raise the bound indices that reach out of `term` by `by` levels."""
    return term if by == 0 else _shift(term, by, cutoff, {})


def _shift(term: Term, by: int, level: int, memo: Memo) -> Term:
    if term.loose <= level:
        return term
    if term.op == "bound":
        return c.bound(term.value + by, term.sort)
    return _walk(term, level, memo, lambda a, inner: _shift(a, by, inner, memo))


@lru_cache(maxsize=16_384)  # the summands of one sum are met at many points
def instantiate(body: Term, value: Term) -> Term:
    """A binder's body with `value` for its bound name."""
    return _instantiate(body, value, 0, {})


def _instantiate(body: Term, value: Term, level: int, memo: Memo) -> Term:
    if body.loose <= level:
        return body
    if body.op == "bound":
        index: int = body.value
        return shift(value, level) if index == level else c.bound(index - 1, body.sort)
    return _walk(body, level, memo, lambda a, inner: _instantiate(a, value, inner, memo))


def picked(family: Term, *index: Term) -> Term:
    """What a family that is written out has at an index: its body there, entry of entry.

    >>> i, j = c.bound(0), c.bound(1)
    >>> str(picked(c.fam(c.TWO, c.fam(c.TWO, c.add(j, c.mul(c.TWO, i)))), c.ONE, c.TWO))
    'fam(i=2, 1 + 2*i)[2]'
    """
    inner = instantiate(family.args[1], index[0])
    return inner if len(index) == 1 else c.elem(inner, *index[1:])


def abstract(term: Term, name: Term) -> Term:
    """The body of a binder of the variable `name`: its occurrences become `bound(0)`.

    >>> n = c.var("n")
    >>> instantiate(abstract(c.neg(n), n), c.ONE) is c.neg(c.ONE)
    True
    """
    return _abstract(term, name, 0, {})


def _abstract(term: Term, name: Term, level: int, memo: Memo) -> Term:
    if term is name:
        return c.bound(level, INT if name.sort == NAT else name.sort)
    if name not in term.free and term.loose <= level:
        return term
    if term.op == "bound":
        return c.bound(term.value + 1, term.sort)
    if term.op == "var":
        raise TermError(f"the length of {term} is a bound name")
    return _walk(term, level, memo, lambda a, inner: _abstract(a, name, inner, memo))


def substitute(term: Term, values: Mapping[Term, Term]) -> Term:
    """The term with other terms for free variables; binders are not captured."""
    if all(name is value for name, value in values.items()):
        return term
    return _substitute(term, values, 0, {})


def put_in(term: Term, values: Mapping[Term, Term]) -> Term:
    """The term at particular values: `substitute`, where that says the same of these.

    Raises TermError where a power would become one of another kind: x^r is defined for x >= 0 alone
    for a real r that is 2, and x^2 for all x.

    >>> from .constructors import ONE, TWO, power, var
    >>> from .nodes import NAT
    >>> x, n = var("x"), var("n", NAT)
    >>> str(put_in(power(x, n), {n: TWO}))
    'x^2'
    >>> put_in(power(x, c.div(n, TWO)), {n: TWO})
    Traceback (most recent call last):
        ...
    proofs.kernel.terms.nodes.TermError: x^(2/2) would be another kind of power
    """
    return _substitute(term, values, 0, {}, _same_power)


def _same_power(term: Term, args: tuple[Term, ...]) -> Term:
    from .definedness import power_kind

    out = rebuild(term, args)
    if term.op == "pow" and power_kind(args[1]) != power_kind(term.args[1]):
        raise TermError(f"{out} would be another kind of power")
    return out


Rebuild = Callable[[Term, tuple[Term, ...]], Term]


def _substitute(
    term: Term, values: Mapping[Term, Term], level: int, memo: Memo, again: Rebuild = rebuild
) -> Term:
    if term.free.isdisjoint(values):
        return term
    if term.op == "var":
        found = values.get(term)
        if found is not None:
            return shift(found, level)
        dims = tuple(_substitute(d, values, 0, memo, again) for d in term.sort.dims)
        return c.var(str(term.value), Sort("family", term.sort.rank, dims, term.sort.element))
    return _walk(
        term, level, memo, lambda a, inner: _substitute(a, values, inner, memo, again), again
    )


def _walk(
    term: Term, level: int, memo: Memo, change: Callable[[Term, int], Term],
    again: Rebuild = rebuild,
) -> Term:  # fmt: skip
    """The term with its children changed, each at its own level; shared parts are done once."""
    key = (term, level)
    found = memo.get(key)
    if found is None:
        if term.op in BINDERS:
            *outer, body = term.args
            args = (*(change(a, level) for a in outer), change(body, level + 1))
        else:
            args = tuple(change(a, level) for a in term.args)
        found = memo[key] = again(term, args)
    return found


@lru_cache(maxsize=1_024)
def subterms(term: Term) -> tuple[Term, ...]:
    """Every distinct term inside, itself included, children before parents."""
    out: list[Term] = []
    seen: set[Term] = set()
    stack: list[tuple[Term, bool]] = [(term, False)]
    while stack:
        node, done = stack.pop()
        if done:
            out.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((a, False) for a in reversed(node.args))
    return tuple(out)


@lru_cache(maxsize=4_096)
def operators(term: Term) -> frozenset[str]:
    """The operators that occur in a term."""
    return frozenset([node.op for node in subterms(term)])


_PLAIN: dict[str, Callable[..., Term]] = {
    "add": c.add,
    "mul": c.mul,
    "neg": c.neg,
    "div": c.div,
    "pow": c.power,
    "max": c.maximum,
    "min": c.minimum,
    "binomial": c.binomial,
    "delta": c.delta,
    "cases": c.cases,
    "elem": c.elem,
    "fam": c.fam,
    "fun": c.fun,
    "sum": c.total,
    "prod": c.product,
    "greatest": c.greatest,
    "least": c.least,
    "integral": c.integral,
    "eq": s.eq,
    "ne": s.ne,
    "lt": s.lt,
    "le": s.le,
    "approx": s.approx,
    "isint": s.is_integer,
    "defined": s.defined,
    "and": s.both,
    "or": s.either,
    "not": s.negation,
    "implies": s.implies,
    "iff": s.iff,
    "forall": s.forall,
    "set": s.such_that,
    "judged": s.judged,
    "somewhere": s.somewhere,
    "identity": m.identity,
    "zeros": m.zeros,
    "ones": m.ones,
    "diag": m.diag,
    "matadd": m.matadd,
    "scaled": m.scaled,
    "hadamard": m.hadamard,
    "inverse": m.inverse,
    "trace": m.trace,
    "det": m.det,
    "dot": m.dot,
    "norm": m.norm,
}
_VALUED: dict[str, Callable[..., Term]] = {
    "root": c.root,
    "size": c.size,
    "limit": c.limit,
    "deriv": c.derivative,
    "shown": s.shown,
    "near": s.near,
    "matmul": lambda *args: m.matmul(*args[:-1], kind=args[-1]),
    "transpose": m.transpose,
    "matpow": m.matpow,
    "tends": s.tends,
    "exists": s.exists,
}
