"""Limits that are known, and the laws of limits."""

from __future__ import annotations

from proofs.kernel.terms import ONE, REAL, ZERO, add, apply, bound, div, exp, limit, log, mul, sub

from .names import a, c, p
from .rule import Rule

_T = bound(0, REAL)

KNOWN = (
    Rule("sine over its argument", limit(ZERO, div(apply("sin", _T), _T)), ONE,
         "$\\lim_{t \\to 0} \\sin(t)/t = 1$", source="DLMF 4.31.1"),
    Rule("slope of the exponential at 0", limit(ZERO, div(sub(exp(_T), ONE), _T)), ONE,
         "$\\lim_{t \\to 0} (e^t - 1)/t = 1$", source="DLMF 4.4.12"),
    Rule("slope of the logarithm at 1", limit(ZERO, div(log(add(ONE, _T)), _T)),
         ONE, "$\\lim_{t \\to 0} \\log(1 + t)/t = 1$", source="DLMF 4.4.11"),
)  # fmt: skip
LAWS = (
    Rule("constant factor of a limit", limit(a, mul(c, p())), mul(c, limit(a, p())),
         "take the constant factor $<c>$ out of the limit"),
)  # fmt: skip
