"""Terms: what was written, as an immutable, interned, sorted tree with nameless binders.

A term is an operator, its arguments, and (for leaves) a value. Equal terms are one object, so that
`is` and `==` agree and a memo on terms is cheap. Bound names are de Bruijn indices: `bound(0)` is
the innermost binder's. Nothing is simplified here: `x/x` stays `x/x`, and `e^x e^c` stays a product.

Sources: N. G. de Bruijn, Lambda calculus notation with nameless dummies (1972); hash-consing as in
J.-C. Filliatre and S. Conchon, Type-safe modular hash-consing (2006).

>>> x = var("x")
>>> str(div(x, x)), div(x, x) is div(x, x)
('x/x', True)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from weakref import WeakValueDictionary

MAX_DEPTH = 200
"""Deepest nesting of a term; deeper input is refused where it is built."""


class TermError(ValueError):
    """A term that cannot be built: wrong number or sort of arguments, or a size bound exceeded."""


@dataclass(frozen=True)
class Sort:
    """What a term ranges over.

    `name` is one of nat, int, real, complex, bool, family, function. A family of rank r is an array
    with r integer indices, each from 1; `dims` are its lengths where they are known (else empty) and
    `element` the sort of its entries. A function of rank r takes r arguments.
    """

    name: str
    rank: int = 0
    dims: tuple[Term, ...] = ()
    element: str = "real"


NAT, INT, REAL, COMPLEX, BOOL = (Sort(n) for n in ("nat", "int", "real", "complex", "bool"))
_WIDTH = {"nat": 0, "int": 1, "real": 2, "complex": 3}


def family(*dims: Term, rank: int | None = None, element: str = "real") -> Sort:
    """The sort of arrays with the given lengths, or of `rank` indices with lengths unknown.

    >>> family(var("K", NAT)).rank, family(rank=2).dims
    (1, ())
    """
    return Sort("family", len(dims) if rank is None else rank, dims, element)


def function(arity: int) -> Sort:
    """The sort of unknown functions of `arity` real arguments."""
    return Sort("function", arity)


class Term:
    """One node; made by the constructors below, never directly.

    `free` holds the free variables (as terms), `loose` one more than the highest bound index that
    reaches out of the term (0: closed under its binders), `depth` the nesting.
    """

    __slots__ = ("__weakref__", "_hash", "args", "depth", "free", "loose", "op", "sort", "value")

    op: str
    args: tuple[Term, ...]
    value: object
    sort: Sort
    free: frozenset[Term]
    loose: int
    depth: int

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("terms are immutable")

    def __hash__(self) -> int:
        return self._hash  # type: ignore[attr-defined,no-any-return]

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            isinstance(other, Term)
            and hash(self) == hash(other)
            and self.op == other.op
            and self.value == other.value
            and self.sort == other.sort
            and self.args == other.args
        )

    def __str__(self) -> str:
        from .text import text

        return text(self)

    __repr__ = __str__

    def __reduce__(self) -> tuple[Callable[[list[object]], Term], tuple[list[object]]]:
        from .data import load, save

        return load, (save(self),)


_TABLE: WeakValueDictionary[tuple[object, ...], Term] = WeakValueDictionary()
_EMPTY: frozenset[Term] = frozenset()

# Operators that bind one name in their last argument.
BINDERS = frozenset({"sum", "prod", "integral", "forall", "fam", "fun", "limit", "deriv"})


def make(op: str, args: tuple[Term, ...] = (), value: object = None, sort: Sort = REAL) -> Term:
    """The one term with this operator, arguments, value and sort. Used by the constructors."""
    key = (op, args, value, sort)
    found = _TABLE.get(key)
    if found is not None:
        return found
    depth = 1 + max((a.depth for a in args), default=0)
    if depth > MAX_DEPTH:
        raise TermError(f"nested more than {MAX_DEPTH} deep")
    term = object.__new__(Term)
    put = object.__setattr__
    put(term, "op", op)
    put(term, "args", args)
    put(term, "value", value)
    put(term, "sort", sort)
    put(term, "depth", depth)
    put(term, "_hash", hash(key))
    if op == "bound":
        put(term, "free", _EMPTY)
        put(term, "loose", value + 1)  # type: ignore[operator]
    elif op == "var":
        free = frozenset((term,))
        for dim in sort.dims:
            free |= dim.free
        put(term, "free", free)
        put(term, "loose", 0)
    else:
        if len(args) == 1:
            put(term, "free", args[0].free)
        else:
            put(term, "free", frozenset().union(*(a.free for a in args)) if args else _EMPTY)
        loose = max((a.loose for a in args), default=0)
        if op in BINDERS:
            outer = max((a.loose for a in args[:-1]), default=0)
            loose = max(outer, args[-1].loose - 1)
        put(term, "loose", loose)
    return _TABLE.setdefault(key, term)


# --- leaves -------------------------------------------------------------------------------------


def num(value: int | Fraction | str) -> Term:
    """An exact rational number; a decimal literal is given as a string, `num("0.25")`.

    >>> num("0.25") is num(Fraction(1, 4))
    True
    """
    exact = Fraction(value)
    sort = (NAT if exact >= 0 else INT) if exact.denominator == 1 else REAL
    return make("num", (), exact, sort)


def var(name: str, sort: Sort = REAL) -> Term:
    """A free variable. Two variables of one name but different sorts are different variables."""
    return make("var", (), name, sort)


def bound(index: int, sort: Sort = INT) -> Term:
    """The name bound by the binder `index` levels out."""
    return make("bound", (), index, sort)


ZERO, ONE, TWO = num(0), num(1), num(2)
PI = make("pi")
OO = make("oo")
"""Plus infinity: only as a bound of a range, a point of a limit, or a whole side."""
I = make("i", sort=COMPLEX)  # noqa: E741
TRUE, FALSE = make("true", sort=BOOL), make("false", sort=BOOL)

# --- arithmetic ---------------------------------------------------------------------------------


def _join(args: Iterable[Term], least: str = "nat") -> Sort:
    widest = least
    for a in args:
        name = a.sort.name
        if name not in _WIDTH:
            raise TermError(f"a number is needed here, not a {name}: {a}")
        if _WIDTH[name] > _WIDTH[widest]:
            widest = name
    return {"nat": NAT, "int": INT, "real": REAL, "complex": COMPLEX}[widest]


def add(*args: Term) -> Term:
    """A sum as written, any number of summands (none: 0)."""
    if not args:
        return ZERO
    return args[0] if len(args) == 1 else make("add", args, sort=_join(args))


def mul(*args: Term) -> Term:
    """A product as written, any number of factors (none: 1)."""
    if not args:
        return ONE
    return args[0] if len(args) == 1 else make("mul", args, sort=_join(args))


def neg(a: Term) -> Term:
    """Minus a."""
    return make("neg", (a,), sort=_join((a,), "int"))


def sub(a: Term, b: Term) -> Term:
    """a - b, kept as a + (-b)."""
    return add(a, neg(b))


def div(a: Term, b: Term) -> Term:
    """a / b, defined where b is not 0."""
    return make("div", (a, b), sort=_join((a, b), "real"))


def power(a: Term, b: Term) -> Term:
    """a^b in the sense of `definedness.power_kind`: integer or real exponent."""
    integral = b.sort.name == "nat" and a.sort.name in ("nat", "int")
    sort = a.sort if integral else _join((a, b), "real")
    return make("pow", (a, b), sort=sort)


def sqrt(a: Term) -> Term:
    """The nonnegative square root, defined for a >= 0."""
    return root(a, 2)


def root(a: Term, n: int) -> Term:
    """The real n-th root; for odd n defined for every real a, for even n where a >= 0."""
    if n < 2:
        raise TermError("the index of a root is an integer of at least 2")
    return make("root", (a,), n, _join((a,), "real"))


REAL_FUNCTIONS = frozenset(
    "exp log sin cos tan cot sec csc asin acos atan sinh cosh tanh coth sech csch"
    " asinh acosh atanh abs sign heaviside".split()
)
INTEGER_FUNCTIONS = frozenset({"floor", "ceil", "factorial"})


def apply(name: str, a: Term) -> Term:
    """A function of one argument that the kernel knows, by name: `apply("exp", x)`."""
    if name in INTEGER_FUNCTIONS:
        _join((a,))
        return make(name, (a,), sort=NAT if name == "factorial" else INT)
    if name not in REAL_FUNCTIONS:
        raise TermError(f"not a known function: {name}")
    return make(name, (a,), sort=_join((a,), "int" if name in ("abs", "sign") else "real"))


def exp(a: Term) -> Term:
    """e^a."""
    return apply("exp", a)


def log(a: Term) -> Term:
    """The natural logarithm, defined for a > 0."""
    return apply("log", a)


def maximum(*args: Term) -> Term:
    """The largest of one or more numbers."""
    if not args:
        raise TermError("max of nothing")
    return make("max", args, sort=_join(args))


def minimum(*args: Term) -> Term:
    """The smallest of one or more numbers."""
    if not args:
        raise TermError("min of nothing")
    return make("min", args, sort=_join(args))


def binomial(n: Term, k: Term) -> Term:
    """n over k, for integers 0 <= k <= n, and 0 for k > n >= 0."""
    _join((n, k))
    return make("binomial", (n, k), sort=NAT)


def delta(i: Term, j: Term) -> Term:
    """Kronecker's delta: 1 where i = j, else 0."""
    _join((i, j))
    return make("delta", (i, j), sort=NAT)


def cases(*parts: Term) -> Term:
    """value1, condition1, value2, condition2, ... [, otherwise]: the first condition that holds.

    >>> x = var("x")
    >>> str(cases(x, le(ZERO, x), neg(x)))
    'cases(x if 0 <= x; -x)'
    """
    if not parts or any(c.sort != BOOL for c in parts[1::2]):
        raise TermError("cases: values and conditions in turn, and perhaps a last value")
    return make("cases", parts, sort=_join(parts[0::2]))


# --- families, functions, binders -----------------------------------------------------------------


def elem(a: Term, *index: Term) -> Term:
    """The entry of a family at integer indices; of a written-out family, the entry's own term."""
    if a.sort.name != "family" or a.sort.rank != len(index):
        raise TermError(f"{a} has not {len(index)} indices")
    if a.op == "fam" and len(index) == 1:
        return instantiate(a.args[-1], index[0])
    return make("elem", (a, *index), sort=Sort(a.sort.element))


def fam(length: Term, body: Term) -> Term:
    """The vector of `length` entries whose entry number `bound(0)` is `body`.

    >>> v = fam(num(3), power(bound(0), num(2)))
    >>> str(elem(v, num(2)))
    '2^2'
    """
    _join((length, body))
    return make("fam", (length, body), sort=family(length))


def vector(*entries: Term) -> Term:
    """A vector written out, entry by entry, as a family by cases on its index."""
    parts: list[Term] = []
    for position, entry in enumerate(entries[:-1], start=1):
        parts += [shift(entry, 1), eq(bound(0), num(position))]
    return fam(num(len(entries)), cases(*parts, shift(entries[-1], 1)))


def size(a: Term, axis: int = 0) -> Term:
    """The length of a family along an axis; known lengths are put in at once."""
    if a.sort.name != "family":
        raise TermError(f"{a} has no length")
    if a.op == "cases":
        return size(a.args[0], axis)
    return a.sort.dims[axis] if a.sort.dims else make("size", (a,), axis, NAT)


def app(f: Term, *args: Term, sort: Sort = REAL) -> Term:
    """An unknown or defined function's value; `sort` is that of the value.

    A written-out function (`fun`) of one argument is applied at once.
    """
    if f.sort.name != "function" or f.sort.rank != len(args):
        raise TermError(f"{f} does not take {len(args)} arguments")
    if f.op == "fun" and len(args) == 1:
        return instantiate(f.args[0], args[0])
    return make("app", (f, *args), sort=sort)


def fun(body: Term) -> Term:
    """The function that takes `bound(0)` (real) to `body`: `fun(apply("tanh", bound(0, REAL)))`."""
    return make("fun", (body,), sort=function(1))


def total(lower: Term, upper: Term, body: Term) -> Term:
    """The sum of `body` for `bound(0)` from lower to upper; 0 where upper < lower.

    >>> str(total(ONE, var("n", NAT), bound(0)))
    'sum(i=1..n, i)'
    """
    return make("sum", (lower, upper, body), sort=_join((body,)))


def product(lower: Term, upper: Term, body: Term) -> Term:
    """The product of `body` for `bound(0)` from lower to upper; 1 where upper < lower."""
    return make("prod", (lower, upper, body), sort=_join((body,)))


def integral(lower: Term, upper: Term, body: Term) -> Term:
    """The integral of `body` over `bound(0)` (real) from lower to upper."""
    return make("integral", (lower, upper, body), sort=_join((body,), "real"))


def limit(point: Term, body: Term, side: str = "both") -> Term:
    """The limit of `body` as `bound(0)` (real) tends to `point`; `side` is both, left or right."""
    if side not in ("both", "left", "right"):
        raise TermError(f"no such side of a limit: {side}")
    return make("limit", (point, body), side, _join((body,), "real"))


def derivative(point: Term, body: Term, order: int = 1) -> Term:
    """The derivative of given order of `bound(0)` (real) -> `body`, at `point`."""
    if order < 1:
        raise TermError("the order of a derivative is at least 1")
    return make("deriv", (point, body), order, _join((body,), "real"))


# --- statements -----------------------------------------------------------------------------------


def eq(a: Term, b: Term) -> Term:
    """a = b (two numbers, or two families entry by entry)."""
    return make("eq", (a, b), sort=BOOL)


def ne(a: Term, b: Term) -> Term:
    """a != b."""
    return make("ne", (a, b), sort=BOOL)


def lt(a: Term, b: Term) -> Term:
    """a < b."""
    return make("lt", (a, b), sort=BOOL)


def le(a: Term, b: Term) -> Term:
    """a <= b."""
    return make("le", (a, b), sort=BOOL)


def shown(a: Term, literal: Term, digits: int) -> Term:
    """a, rounded to `digits` places after the point, is the decimal `literal`."""
    return make("shown", (a, literal), digits, BOOL)


def approx(a: Term, b: Term) -> Term:
    """a is about b, as people write it: no claim that chains."""
    return make("approx", (a, b), sort=BOOL)


def is_integer(a: Term) -> Term:
    """a is an integer."""
    return make("isint", (a,), sort=BOOL)


def defined(a: Term) -> Term:
    """The term `a`, as written, is defined."""
    return make("defined", (a,), sort=BOOL)


def judged(statement: Term) -> Term:
    """Each side is defined where the other is, somewhere at all, and there `statement` holds."""
    return make("judged", (statement,), sort=BOOL)


def somewhere(statement: Term) -> Term:
    """There is a point at which the sequent's hypotheses hold and `statement` does (see rules)."""
    return make("somewhere", (statement,), sort=BOOL)


def near(a: Term, literal: Term, digits: int) -> Term:
    """a is off the decimal `literal` by less than one unit of its last place."""
    return make("near", (a, literal), digits, BOOL)


def both(*args: Term) -> Term:
    """All of the statements (none: true)."""
    return TRUE if not args else args[0] if len(args) == 1 else make("and", args, sort=BOOL)


def either(*args: Term) -> Term:
    """At least one of the statements (none: false)."""
    return FALSE if not args else args[0] if len(args) == 1 else make("or", args, sort=BOOL)


def negation(a: Term) -> Term:
    """The statement does not hold."""
    return make("not", (a,), sort=BOOL)


def forall(lower: Term, upper: Term, body: Term) -> Term:
    """`body` holds for every integer `bound(0)` from lower to upper."""
    return make("forall", (lower, upper, body), sort=BOOL)


RELATIONS = frozenset({"eq", "ne", "lt", "le"})

# --- binders, substitution ------------------------------------------------------------------------


def rebuild(term: Term, args: tuple[Term, ...]) -> Term:
    """The same operator on other arguments; sorts are computed anew."""
    if args == term.args:
        return term
    if term.op == "app":
        return app(*args, sort=term.sort)
    return construct(term.op, args, term.value)


def construct(op: str, args: tuple[Term, ...], value: object = None) -> Term:
    """The term that the constructor of `op` makes. Raises TermError if there is none such."""
    if op in _PLAIN:
        return _PLAIN[op](*args)
    if op in _VALUED:
        return _VALUED[op](*args, value)
    return apply(op, *args)


def shift(term: Term, by: int, cutoff: int = 0) -> Term:
    """Raise the bound indices that reach out of `term` by `by` levels."""
    if by == 0 or term.loose <= cutoff:
        return term
    if term.op == "bound":
        return bound(term.value + by, term.sort)  # type: ignore[operator]
    return _map_children(term, lambda a, inner: shift(a, by, cutoff + inner))


def instantiate(body: Term, value: Term, level: int = 0) -> Term:
    """A binder's body with `value` for its bound name."""
    if body.loose <= level:
        return body
    if body.op == "bound":
        index: int = body.value  # type: ignore[assignment]
        if index == level:
            return shift(value, level)
        return bound(index - 1, body.sort) if index > level else body
    return _map_children(body, lambda a, inner: instantiate(a, value, level + inner))


def abstract(term: Term, name: Term, level: int = 0) -> Term:
    """The body of a binder of the variable `name`: its occurrences become `bound(0)`.

    >>> n = var("n", NAT)
    >>> instantiate(abstract(power(n, n), n), num(3)) is power(num(3), num(3))
    True
    """
    if term is name:
        return bound(level, name.sort)
    if term.op == "bound":
        index: int = term.value  # type: ignore[assignment]
        return bound(index + 1, term.sort) if index >= level else term
    if name not in term.free and term.loose <= level:
        return term
    return _map_children(term, lambda a, inner: abstract(a, name, level + inner))


def substitute(term: Term, values: Mapping[Term, Term]) -> Term:
    """The term with other terms for free variables; binders are not captured."""
    if not values:
        return term
    return _substitute(term, values, 0, {})


def _substitute(
    term: Term, values: Mapping[Term, Term], level: int, memo: dict[tuple[Term, int], Term]
) -> Term:
    if term.op == "var":
        found = values.get(term)
        if found is not None:
            return shift(found, level)
        if term.sort.dims and not term.free.isdisjoint(values):
            dims = tuple(_substitute(d, values, 0, memo) for d in term.sort.dims)
            return var(str(term.value), Sort("family", term.sort.rank, dims, term.sort.element))
        return term
    if term.free.isdisjoint(values):
        return term
    key = (term, level)
    found = memo.get(key)
    if found is None:
        found = _map_children(term, lambda a, inner: _substitute(a, values, level + inner, memo))
        memo[key] = found
    return found


def _map_children(term: Term, change: Callable[[Term, int], Term]) -> Term:
    if term.op in BINDERS:
        *outer, body = term.args
        args = (*(change(a, 0) for a in outer), change(body, 1))
    else:
        args = tuple(change(a, 0) for a in term.args)
    return rebuild(term, args)


def subterms(term: Term) -> Iterable[Term]:
    """Every distinct term inside, itself included, children before parents."""
    seen: set[Term] = set()
    stack: list[tuple[Term, bool]] = [(term, False)]
    while stack:
        node, done = stack.pop()
        if done:
            yield node
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((a, False) for a in reversed(node.args))


_PLAIN: dict[str, Callable[..., Term]] = {
    "add": add, "mul": mul, "neg": neg, "div": div, "pow": power, "max": maximum,
    "min": minimum, "binomial": binomial, "delta": delta, "cases": cases, "elem": elem,
    "fam": fam, "fun": fun, "sum": total, "prod": product, "integral": integral, "eq": eq,
    "ne": ne, "lt": lt, "le": le, "approx": approx, "isint": is_integer, "defined": defined,
    "and": both, "or": either, "not": negation, "forall": forall,
    "judged": judged, "somewhere": somewhere,
}  # fmt: skip
_VALUED: dict[str, Callable[..., Term]] = {
    "root": root, "size": size, "limit": limit, "deriv": derivative, "shown": shown,
    "near": near,
}  # fmt: skip
