"""Enclosures of integrals, of integrands that honour Arb's question whether they are analytic.

Arb asks for values on balls, and at times for a value only if the integrand is analytic on the
whole ball. Entire functions always are; a division has poles, at which the value is not finite;
roots and logarithms are told what is asked, and give no finite value on a ball that meets their
cut; inverse functions are written by those. What has corners (absolute values, floors) is refused:
without an answer to the question, a tight wrong ball could come out.
Source: F. Johansson, Numerical integration in arbitrary-precision ball arithmetic (2018).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import acb, arb, fmpq

from .balls import Undetermined, Value, ball
from .terms import Term

Operation = Callable[[Any, bool], Any]

_I = acb(0, 1)


def _atan(z: Any, analytic: bool) -> Any:
    """atan z = (log(1 + iz) - log(1 - iz)) / 2i."""
    return ((1 + _I * z).log(analytic=analytic) - (1 - _I * z).log(analytic=analytic)) / (2 * _I)


def _asin(z: Any, analytic: bool) -> Any:
    """asin z = -i log(iz + sqrt(1 - z^2))."""
    return -_I * (_I * z + (1 - z * z).sqrt(analytic=analytic)).log(analytic=analytic)


_OPERATIONS: dict[str, Operation] = {
    "exp": lambda z, _: z.exp(),
    "sin": lambda z, _: z.sin(),
    "cos": lambda z, _: z.cos(),
    "tan": lambda z, _: z.sin() / z.cos(),
    "cot": lambda z, _: z.cos() / z.sin(),
    "sec": lambda z, _: 1 / z.cos(),
    "csc": lambda z, _: 1 / z.sin(),
    "sinh": lambda z, _: z.sinh(),
    "cosh": lambda z, _: z.cosh(),
    "tanh": lambda z, _: z.sinh() / z.cosh(),
    "log": lambda z, analytic: z.log(analytic=analytic),
    "atan": _atan,
    "asin": _asin,
}
_ARITHMETIC = frozenset({"add", "neg", "mul", "div"})
MAX_POWER = 1_000
MAX_VALUES = 3_000
"""Most values of the integrand that are asked for."""


def integrate(body: Term, name: Term, ends: tuple[Value, Value], constant: Any) -> Value:
    """The integral of `body` over the real variable `name` between two finite values.

    `constant` gives the value of a part in which the variable doesn't occur. Raises Undetermined.
    """
    if name not in body.free:
        return ball(constant(body)) * (ball(ends[1]) - ball(ends[0]))
    _refuse_corners(body, name)
    known: dict[Term, Any] = {}

    def at(z: Any, analytic: bool) -> Any:
        return _value(body, name, z, analytic, constant, known)

    result = acb.integral(at, acb(ball(ends[0])), acb(ball(ends[1])), eval_limit=MAX_VALUES)
    if not result.is_finite():
        raise Undetermined("an integral that could not be enclosed")
    return arb(result.real)


def _refuse_corners(term: Term, name: Term) -> None:
    if name not in term.free or term is name:
        return
    if term.op == "pow":
        if name in term.args[1].free:
            raise Undetermined("an integrand with the variable in an exponent")
    elif term.op == "root":
        if term.value % 2:
            raise Undetermined("an integrand with an odd root")
    elif term.op not in _ARITHMETIC and term.op not in _OPERATIONS:
        raise Undetermined(f"an integrand with {term.op} has no enclosure")
    for a in term.args:
        _refuse_corners(a, name)


def _value(
    term: Term, name: Term, z: Any, analytic: bool, constant: Any, known: dict[Term, Any]
) -> Any:
    if term is name:
        return z
    if name not in term.free:
        if term not in known:
            found = constant(term)
            known[term] = acb(found if isinstance(found, fmpq) else ball(found))
        return known[term]
    if term.op == "pow":
        return _power(_value(term.args[0], name, z, analytic, constant, known), analytic,
                      constant(term.args[1]))  # fmt: skip
    values = [_value(a, name, z, analytic, constant, known) for a in term.args]
    if term.op == "root":
        return _root(values[0], term.value, analytic)
    if term.op == "neg":
        return -values[0]
    if term.op == "div":
        return values[0] / values[1]
    if term.op in _OPERATIONS:
        return _OPERATIONS[term.op](values[0], analytic)
    out = values[0]
    for v in values[1:]:
        out = out + v if term.op == "add" else out * v
    return out


def _power(base: Any, analytic: bool, exponent: Value) -> Any:
    """base^exponent for a fixed exponent: a whole one exactly, any other by the logarithm."""
    if isinstance(exponent, fmpq) and exponent.q == 1:
        whole = int(exponent.p)
        if abs(whole) > MAX_POWER:
            raise Undetermined("an integrand with a high power")
        return base**whole if whole >= 0 else 1 / base ** (-whole)
    return (base.log(analytic=analytic) * acb(ball(exponent))).exp()


def _root(base: Any, index: int, analytic: bool) -> Any:
    if index == 2:
        return base.sqrt(analytic=analytic)
    return (base.log(analytic=analytic) / index).exp()
