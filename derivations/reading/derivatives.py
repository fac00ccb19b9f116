"""Derivatives written as fractions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs.kernel.terms import REAL, Term, abstract, var
from proofs.kernel.terms import derivative as derivative_term

from . import atoms
from .binders import bind, real_name, release
from .errors import NOTATION
from .hidden import revealed
from .names import group_end

if TYPE_CHECKING:
    from .parser import Parser


def derivative(p: Parser) -> Term | None:
    r"""`\frac{d}{dx} f(x)` and `\frac{\partial f(x, y)}{\partial x}`; None for other fractions."""
    start, tokens = p.pos, p.tokens
    if start + 1 >= p.end or tokens[start + 1].kind != "{":
        return None
    close = group_end(tokens, start + 1, p.end)
    if close + 1 >= p.end or tokens[close + 1].kind != "{":
        return None
    end = group_end(tokens, close + 1, p.end)
    above, below = (start + 2, close), (close + 2, end)
    sign = tokens[above[0]].text
    if below[1] - below[0] < 2 or sign not in ("d", "\\partial") or tokens[below[0]].text != sign:
        return None
    p.pos = end + 1
    use = real_name(p, below[0] + 1, below[1], start)
    if use.end != below[1] or tokens[above[0] + 1].kind == "^" or use.base in p.local:
        raise p.fault(NOTATION, "a derivative of higher order, or by more than a name", start)
    if use.base in p.context.survey.integers:
        raise p.fault(NOTATION, f"a derivative by the integer {use.base}", start)
    name = var(use.base, REAL)
    p.binders.append(("deriv", use.base))
    shadowed, outer = bind(p, use.base, name)
    derived, p.derived = p.derived, p.derived | {use.base}
    body = atoms.inside(p, above[0] + 1, above[1]) if above[1] - above[0] > 1 else p.term()
    release(p, use.base, shadowed, outer)
    p.derived = derived
    p.doubtful = outer
    body = revealed(p, body, name, start)
    if body.sort.name == "family" or name not in body.free:
        raise p.fault(
            NOTATION, f"a derivative of what does not show {use.base}", start,
            help=f"write it with its argument, as f({use.base})",
        )  # fmt: skip
    return p.make(start, lambda v: derivative_term(name, abstract(v, name)), body)
