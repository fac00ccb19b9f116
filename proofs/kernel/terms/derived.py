"""Functions that are written by means of others: what they abbreviate, as terms.

>>> from . import var
>>> str(sinc(var("x")))
'cases(sin(x)/x if x != 0; 1)'
"""

from __future__ import annotations

from .constructors import ONE, PI, TWO, ZERO, add, apply, cases, div, mul, neg, sub
from .nodes import Term, TermError
from .statements import both, eq, le, lt, ne

MAX_FACTORS = 40


def sinc(x: Term) -> Term:
    """sin x / x, and 1 at 0."""
    return cases(div(apply("sin", x), x), ne(x, ZERO), ONE)


def acot(x: Term) -> Term:
    """The arc cotangent between -pi/2 and pi/2: atan(1/x), and pi/2 at 0."""
    return cases(apply("atan", div(ONE, x)), ne(x, ZERO), div(PI, TWO))


def of_reciprocal(name: str, x: Term) -> Term:
    """f(1/x): asec x = acos(1/x), acsch x = asinh(1/x), ..."""
    return apply(name, div(ONE, x))


def angle_of(y: Term, x: Term) -> Term:
    """The angle from -pi to pi of the point (x, y) other than (0, 0): atan2(y, x)."""
    arc = apply("atan", div(y, x))
    return cases(
        arc, lt(ZERO, x),
        add(arc, PI), both(lt(x, ZERO), le(ZERO, y)),
        sub(arc, PI), both(lt(x, ZERO), lt(y, ZERO)),
        div(PI, TWO), both(eq(x, ZERO), lt(ZERO, y)),
        neg(div(PI, TWO)), both(eq(x, ZERO), lt(y, ZERO)),
    )  # fmt: skip


def remainder(a: Term, b: Term) -> Term:
    """a - b floor(a/b), which is between 0 and b."""
    return sub(a, mul(b, apply("floor", div(a, b))))


def fractional_part(a: Term) -> Term:
    """a - floor(a)."""
    return sub(a, apply("floor", a))


def gamma(a: Term) -> Term:
    """(a - 1)! for an integer a. Raises TermError for others."""
    if a.sort.name not in ("nat", "int"):
        raise TermError(f"the gamma function at {a}, which is not an integer")
    return apply("factorial", sub(a, ONE))


def rising(a: Term, count: Term) -> Term:
    """a (a+1) ... (a+k-1), for a k that is a small number."""
    return mul(*(add(a, j) for j in _steps(count)))


def falling(a: Term, count: Term) -> Term:
    """a (a-1) ... (a-k+1), for a k that is a small number."""
    return mul(*(sub(a, j) for j in _steps(count)))


def _steps(count: Term) -> list[Term]:
    from .constructors import num

    if count.op != "num" or count.sort.name != "nat" or count.value > MAX_FACTORS:
        raise TermError(f"a product of {count} factors is not written out")
    return [num(j) for j in range(int(count.value))]
