"""SymPy's functions that stand for terms in other functions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import sympy as sp

from ..kernel.terms import Term
from ..kernel.terms import derived as d

SPECIAL: dict[type, tuple[int, Callable[..., Term]]] = {
    sp.sinc: (1, d.sinc),
    sp.acot: (1, d.acot),
    sp.asec: (1, partial(d.of_reciprocal, "acos")),
    sp.acsc: (1, partial(d.of_reciprocal, "asin")),
    sp.asech: (1, partial(d.of_reciprocal, "acosh")),
    sp.acsch: (1, partial(d.of_reciprocal, "asinh")),
    sp.acoth: (1, partial(d.of_reciprocal, "atanh")),
    sp.atan2: (2, d.angle_of),
    sp.Mod: (2, d.remainder),
    sp.frac: (1, d.fractional_part),
    sp.gamma: (1, d.gamma),
    sp.RisingFactorial: (2, d.rising),
    sp.FallingFactorial: (2, d.falling),
}
"""For each the number of its arguments, and the term that it makes of theirs."""
