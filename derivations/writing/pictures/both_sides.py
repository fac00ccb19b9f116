"""Both sides of a refuted claim, with the witness at which they differ."""

from __future__ import annotations

from fractions import Fraction

from proofs.kernel.terms import Term, substitute
from proofs.verdict import Refuted

from ..latex import latex
from .curves import Curve, Curves, Mark

_AROUND = Fraction(3)


def both_sides(verdict: Refuted) -> Curves | None:
    """The two sides around the witness, along the first of its variables; None where there is none.

    All other variables have the values that they have in the witness.

    >>> from proofs import Claim, check
    >>> from proofs.kernel.terms import exp, mul, num, var
    >>> x = var("x")
    >>> picture = both_sides(check(Claim(exp(x), "=", mul(num(3), x))))
    >>> [curve.name for curve in picture.curves]
    ['$e^{x}$', '$3 x$']
    """
    claim, witness = verdict.claim, verdict.witness
    if witness is None or claim.relation not in ("=", "<", "<=", ">", ">=", "approx"):
        return None
    along = next(((name, value) for name, value in witness.at if _drawable(name, value)), None)
    if along is None or any(name.op != "var" for name, _ in witness.at):
        return None
    variable, value = along
    middle = Fraction(str(value.value))
    rest = {name: at for name, at in witness.at if name is not variable}
    sides = [
        Curve(substitute(_unfolded(verdict, side), rest), variable, f"${latex(side)}$")
        for side in (claim.left, claim.right)
    ]
    points = tuple(Mark(middle, side.at(middle)) for side in sides)
    if any(point.y != point.y for point in points):
        return None
    fixed = ", ".join(f"${latex(other)} = {latex(at)}$" for other, at in rest.items())
    along_axis = f"${latex(variable)}$" + (f", with {fixed}" if fixed else "")
    return Curves(
        tuple(sides), (middle - _AROUND, middle + _AROUND), along_axis, "", points,
        ((points[0], points[1]),),
    )  # fmt: skip


def _drawable(name: Term, value: Term) -> bool:
    return name.op == "var" and name.sort.name == "real" and value.op == "num"


def _unfolded(verdict: Refuted, side: Term) -> Term:
    from proofs.kernel.terms.definitions import unfold

    return unfold(side, verdict.claim.definitions)
