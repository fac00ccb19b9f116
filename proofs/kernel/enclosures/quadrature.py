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

from ..terms import Term, subterms
from ..terms.definedness import power_kind
from .balls import Undetermined, Value, ball, only_integer

Operation = Callable[[Any, bool], Any]

_I = acb(0, 1)
NOT_A_NUMBER = acb(arb.nan())


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


Values = Callable[[Term], Value]
"""Gives the value of a part in which the variable doesn't occur."""


def integrate(
    body: Term, name: Term, ends: tuple[Value, Value], constant: Values, allowed: int
) -> Value:
    """The integral of `body` over the real variable `name` between two finite values.

    At most `allowed` values of parts of the integrand are worked out. Raises Undetermined.
    """
    if name not in body.free:
        return ball(constant(body)) * (ball(ends[1]) - ball(ends[0]))
    parts = [node for node in subterms(body) if name in node.free]
    for node in parts:
        _refuse_corners(node, name)
    known = {a: _fixed(a, constant) for node in parts for a in node.args if name not in a.free}
    left = [allowed]

    def at(z: Any, analytic: bool) -> Any:
        left[0] -= len(parts)
        if left[0] < 0:
            return NOT_A_NUMBER
        values = dict(known)
        for node in parts:  # children before parents
            values[node] = z if node is name else _value(node, values, analytic)
        return values[body]

    result = acb.integral(at, acb(ball(ends[0])), acb(ball(ends[1])), eval_limit=MAX_VALUES)
    if not result.is_finite() or left[0] < 0 or not result.imag.contains(0):
        raise Undetermined("an integral that could not be enclosed")
    return arb(result.real)


def _refuse_corners(term: Term, name: Term) -> None:
    if term is name or term.op in _ARITHMETIC or term.op in _OPERATIONS:
        return
    if term.op == "pow" and name not in term.args[1].free:
        return
    if term.op == "root" and term.value % 2 == 0:
        return
    raise Undetermined(f"an integrand with {term.op} has no enclosure")


def _fixed(term: Term, constant: Values) -> Any:
    found = constant(term)
    return acb(found if isinstance(found, fmpq) else ball(found))


def _value(term: Term, values: dict[Term, Any], analytic: bool) -> Any:
    """A part's value from those of its own parts; not a number where one of them isn't finite."""
    parts = [values[a] for a in term.args]
    if not all(p.is_finite() for p in parts):
        return NOT_A_NUMBER
    if term.op == "pow":
        return _power(parts[0], parts[1], term.args[1], analytic)
    if term.op == "root":
        return _root(parts[0], term.value, analytic)
    if term.op == "neg":
        return -parts[0]
    if term.op == "div":
        return parts[0] / parts[1]
    if term.op in _OPERATIONS:
        return _OPERATIONS[term.op](parts[0], analytic)
    out = parts[0]
    for p in parts[1:]:
        out = out + p if term.op == "add" else out * p
    return out


def _power(base: Any, exponent: Any, written: Term, analytic: bool) -> Any:
    """base^exponent for a fixed exponent: a whole one exactly, any other by the logarithm."""
    whole = only_integer(exponent.real) if power_kind(written) == "integer" else None
    if whole is not None and abs(int(whole)) <= MAX_POWER:
        power = int(whole)
        return base**power if power >= 0 else 1 / base ** (-power)
    return (base.log(analytic=analytic) * exponent).exp()


def _root(base: Any, index: int, analytic: bool) -> Any:
    if index == 2:
        return base.sqrt(analytic=analytic)
    return (base.log(analytic=analytic) / index).exp()
