"""Constructors of terms that are numbers, families and functions. None of them simplifies.

>>> x = var("x")
>>> str(div(x, x)), div(x, x) is div(x, x)
('x/x', True)
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from .nodes import BOOL, COMPLEX, INT, NAT, REAL, Sort, Term, TermError, family, function, make

MAX_NUMBER_BITS = 10_000
"""Longest number that is written out."""

_WIDTH = {"nat": 0, "int": 1, "real": 2, "complex": 3}
_NUMBERS = {"nat": NAT, "int": INT, "real": REAL, "complex": COMPLEX}

# --- leaves -------------------------------------------------------------------------------------


@lru_cache(maxsize=4_096)
def _is_short(text: str) -> bool:
    """Whether a numeral is none whose value would take long to be worked out: 1e30000000."""
    _, _, exponent = text.lower().partition("e")
    digits = exponent.strip().lstrip("+-")
    return len(text) <= MAX_NUMBER_BITS and len(digits) <= len(str(MAX_NUMBER_BITS)) + 1


def num(value: int | Fraction | str) -> Term:
    """An exact rational number; a decimal literal is given as a string, `num("0.25")`.

    >>> num("0.25") is num(Fraction(1, 4))
    True
    """
    if type(value) is int and -_MANY <= value <= _MANY:
        return _small(value)
    if isinstance(value, str) and not (value.isdigit() or _is_short(value)):
        raise TermError(f"no number, or one of more than {MAX_NUMBER_BITS} bits")
    if isinstance(value, str) and len(value) > MAX_NUMBER_BITS:
        raise TermError(f"a number of more than {MAX_NUMBER_BITS} bits")
    exact = Fraction(value)
    if exact.numerator.bit_length() + exact.denominator.bit_length() > MAX_NUMBER_BITS:
        raise TermError(f"a number of more than {MAX_NUMBER_BITS} bits")
    return _number(exact)


_MANY = 1_000


@lru_cache(maxsize=2 * _MANY + 1)
def _small(value: int) -> Term:
    """A small integer: they are met often, and kept."""
    return _number(Fraction(value))


def _number(exact: Fraction) -> Term:
    sort = (NAT if exact.numerator >= 0 else INT) if exact.denominator == 1 else REAL
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
        if name == widest:
            continue
        if name not in _WIDTH:
            raise TermError(f"a number is needed here, not a {name}: {a}")
        if _WIDTH[name] > _WIDTH[widest]:
            widest = name
    return _NUMBERS[widest]


def require_numbers(*args: Term) -> None:
    """Raise TermError where one of the terms is no number."""
    _join(args)


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
    if type(n) is not int or n < 2:
        raise TermError("the index of a root is an integer of at least 2")
    return make("root", (a,), n, _join((a,), "real"))


REAL_FUNCTIONS = frozenset(
    "exp log sin cos tan cot sec csc asin acos atan sinh cosh tanh coth sech csch"
    " asinh acosh atanh abs sign heaviside".split()
)
COMPLEX_FUNCTIONS = frozenset({"re", "im", "conj", "arg"})
"""Real and imaginary part, conjugate, principal argument in (-pi, pi]."""
INTEGER_FUNCTIONS = frozenset({"floor", "ceil", "factorial"})


def apply(name: str, a: Term) -> Term:
    """A function of one argument that the kernel knows, by name: `apply("exp", x)`."""
    if name in INTEGER_FUNCTIONS:
        _join((a,))
        return make(name, (a,), sort=NAT if name == "factorial" else INT)
    if name in COMPLEX_FUNCTIONS:
        sort = _join((a,), "real")
        return make(name, (a,), sort=sort if name == "conj" else REAL)
    if name not in REAL_FUNCTIONS:
        raise TermError(f"not a known function: {name}")
    if name == "abs" and a.sort == COMPLEX:
        return make(name, (a,), sort=REAL)
    return make(name, (a,), sort=_join((a,), "int" if name in ("abs", "sign") else "real"))


def exp(a: Term) -> Term:
    """e^a."""
    return make("exp", (a,), sort=_join((a,), "real"))


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
    >>> str(cases(x, make("le", (ZERO, x), sort=BOOL), neg(x)))
    'cases(x if 0 <= x; -x)'
    """
    if not parts or any(c.sort != BOOL for c in parts[1::2]):
        raise TermError("cases: values and conditions in turn, and perhaps a last value")
    return make("cases", parts, sort=_join(parts[0::2]))


# --- families, functions, binders -----------------------------------------------------------------


def elem(a: Term, *index: Term) -> Term:
    """The entry of a family at integer indices; one that is written out has them from 1 on."""
    if a.sort.name != "family" or a.sort.rank != len(index):
        raise TermError(f"{a} has not {len(index)} indices")
    _join(index)
    return make("elem", (a, *index), sort=Sort(a.sort.element))


def fam(length: Term, body: Term) -> Term:
    """The vector of `length` entries whose entry number `bound(0)` is `body`.

    Of a vector as body, the matrix of such rows, all of one length.

    >>> v = fam(num(3), power(bound(0), num(2)))
    >>> str(elem(v, num(2)))
    'fam(i=3, i^2)[2]'
    >>> fam(num(2), fam(num(3), mul(bound(0), bound(1)))).sort.rank
    2
    """
    require_numbers(length)
    if body.sort.name != "family":
        complex_ = _join((body,)) == COMPLEX
        return make(
            "fam", (length, body), sort=family(length, element="complex" if complex_ else "real")
        )
    from .binding import shift

    if any(level == 0 for a in _lengths(body) for level, _ in a.holes):
        raise TermError("rows of different lengths")
    inner = tuple(shift(a, -1) for a in _lengths(body))
    return make("fam", (length, body), sort=family(length, *inner, element=body.sort.element))


def _lengths(a: Term) -> tuple[Term, ...]:
    return tuple(size(a, axis) for axis in range(a.sort.rank))


def vector(*entries: Term) -> Term:
    """A vector written out, entry by entry, as a family by cases on its index.

    >>> str(vector(num(7), num(8)))
    '[7, 8]'
    """
    from .binding import shift
    from .statements import eq

    if not entries:
        raise TermError("a vector without entries")
    parts: list[Term] = []
    for position, entry in enumerate(entries, start=1):
        parts += [shift(entry, 1), eq(bound(0), num(position))]
    return fam(num(len(entries)), cases(*parts))


def size(a: Term, axis: int = 0) -> Term:
    """The length of a family along an axis; known lengths are put in at once."""
    if a.sort.name != "family":
        raise TermError(f"{a} has no length")
    if type(axis) is not int or not 0 <= axis < a.sort.rank:
        raise TermError(f"{a} has no axis {axis}")
    return a.sort.dims[axis] if a.sort.dims else make("size", (a,), axis, NAT)


def app(f: Term, *args: Term, sort: Sort = REAL) -> Term:
    """An unknown or defined function's value; `sort` is that of the value.

    A written-out function (`fun`) of one argument is applied at once; its value is defined only
    where the argument is, which it may not mention.
    """
    if f.sort.name != "function" or f.sort.rank != len(args):
        raise TermError(f"{f} does not take {len(args)} arguments")
    if f.op == "fun" and len(args) == 1:
        from .binding import instantiate
        from .definedness import defined_with

        return defined_with(instantiate(f.args[0], args[0]), args)
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


def greatest(lower: Term, upper: Term, body: Term) -> Term:
    """The largest `body` for `bound(0)` from lower to upper; defined where there is one.

    >>> str(greatest(ONE, var("n", NAT), bound(0)))
    'greatest(i=1..n, i)'
    """
    return make("greatest", (lower, upper, body), sort=_join((body,)))


def least(lower: Term, upper: Term, body: Term) -> Term:
    """The smallest `body` for `bound(0)` from lower to upper; defined where there is one."""
    return make("least", (lower, upper, body), sort=_join((body,)))


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
    if type(order) is not int or order < 1:
        raise TermError("the order of a derivative is at least 1")
    return make("deriv", (point, body), order, _join((body,), "real"))
