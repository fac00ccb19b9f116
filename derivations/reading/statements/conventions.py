r"""Values that hang on a convention which the page does not tell: `(-8)^{1/3}`, `\log 100 = 2`."""

from __future__ import annotations

import math

from proofs.kernel.terms import Term, subterms

from .samples import closed_value

_CLOSE = 0.006


def conventional(a: Term, b: Term) -> str:
    """What is in doubt in an equation between two terms; nothing for most.

    >>> from proofs.kernel.terms import log, num
    >>> conventional(log(num(100)), num(2)), conventional(log(num(1)), num(0))
    ('which base has this logarithm?', '')
    """
    for side in (a, b):
        if any(_odd_root(node) for node in subterms(side)):
            return "an odd root of a negative number: the real one, or the principal value?"
    for one, other in ((a, b), (b, a)):
        if one.op == "log" and not (one.free or other.free or one.loose):
            natural, claimed = closed_value(one), closed_value(other)
            if natural is None or claimed is None or abs(natural - claimed) < _CLOSE:
                continue
            if any(abs(natural / math.log(base) - claimed) < _CLOSE for base in (10, 2)):
                return "which base has this logarithm?"
    return ""


def _odd_root(node: Term) -> bool:
    """Whether a term is a power of a negative number with an odd denominator in the exponent."""
    if node.op != "pow" or node.free or node.loose:
        return False
    base, exponent = node.args
    inner = exponent.args[0] if exponent.op == "neg" else exponent
    if inner.op != "div" or any(part.op != "num" for part in inner.args):
        return False
    value = closed_value(base)
    return value is not None and value < 0 and int(inner.args[1].value) % 2 == 1
