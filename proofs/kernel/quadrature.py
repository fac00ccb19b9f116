"""Enclosures of integrals, of integrands that are meromorphic by their making.

Arb's integration asks whether an integrand is analytic on a ball. For the operators here no flag
is needed: they are entire, or (a division) have poles, at which the value is not finite. Whatever
has a branch (roots, logarithms, absolute values) is refused: there a tight wrong ball could come
out.
Source: F. Johansson, Numerical integration in arbitrary-precision ball arithmetic (2018).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import acb, arb, fmpq

from .balls import Undetermined, Value, ball
from .terms import Term

_ENTIRE: dict[str, Callable[[Any], Any]] = {
    "exp": lambda z: z.exp(),
    "sin": lambda z: z.sin(),
    "cos": lambda z: z.cos(),
    "sinh": lambda z: z.sinh(),
    "cosh": lambda z: z.cosh(),
    "tanh": lambda z: z.tanh(),
    "tan": lambda z: z.tan(),
}
MAX_POWER = 1_000
MAX_VALUES = 2_000
"""Most values of the integrand that are asked for."""


def integrate(body: Term, name: Term, ends: tuple[Value, Value], constant: Any) -> Value:
    """The integral of `body` over the real variable `name` between two finite values.

    `constant` gives the value of a part in which the variable doesn't occur. Raises Undetermined.
    """
    if name not in body.free:
        return ball(constant(body)) * (ball(ends[1]) - ball(ends[0]))
    _refuse_branches(body, name)
    known: dict[Term, Any] = {}

    def at(z: Any, _: bool) -> Any:
        return _value(body, name, z, constant, known)

    result = acb.integral(at, acb(ball(ends[0])), acb(ball(ends[1])), eval_limit=MAX_VALUES)
    if not result.is_finite():
        raise Undetermined("an integral that could not be enclosed")
    return arb(result.real)


def _refuse_branches(term: Term, name: Term) -> None:
    if name not in term.free or term is name:
        return
    powers = term.op == "pow" and term.args[1].op == "num" and term.args[1].sort.name == "nat"
    if term.op not in ("add", "neg", "mul", "div") and term.op not in _ENTIRE and not powers:
        raise Undetermined(f"an integrand with {term.op} has no enclosure")
    if powers and term.args[1].value > MAX_POWER:
        raise Undetermined("an integrand with a high power")
    for a in term.args:
        _refuse_branches(a, name)


def _value(term: Term, name: Term, z: Any, constant: Any, known: dict[Term, Any]) -> Any:
    if term is name:
        return z
    if name not in term.free:
        if term not in known:
            found = constant(term)
            known[term] = acb(found if isinstance(found, fmpq) else ball(found))
        return known[term]
    values = [_value(a, name, z, constant, known) for a in term.args]
    if term.op == "neg":
        return -values[0]
    if term.op == "div":
        return values[0] / values[1]
    if term.op == "pow":
        return values[0] ** int(term.args[1].value)
    if term.op in _ENTIRE:
        return _ENTIRE[term.op](values[0])
    out = values[0]
    for v in values[1:]:
        out = out + v if term.op == "add" else out * v
    return out
