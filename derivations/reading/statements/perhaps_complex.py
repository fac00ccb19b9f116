"""Names that may be meant as complex numbers, vectors or matrices, though nothing says so of each
of them."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from proofs.kernel.terms import Term

from ...regex import regex
from .context import Context

_LETTERS = frozenset({"z", "w", "zeta", "\\zeta"})
"""Letters for complex numbers, on pages that speak of such."""
_DOMAIN = regex(
    r"\b(?:in|on|over) (?:the )?(?:whole |entire |extended )?complex "
    r"(?:plane|numbers|field|domain)\b"
    r"|\bcomplex (?:logarithm|(?:square )?roots?|powers?|exponential|functions?)\b"
    r"|\bover \$?\s*\\mathbb\s*\{?\s*C\b"
    r"|\bfor (?:all |any |every |each |arbitrary |general |two )?complex "
    r"(?:numbers?|values|variables?|arguments?)\b",
    re.IGNORECASE,
)
"""Words that let all that a sentence says be meant of complex numbers."""


_REAL = regex(
    r"\breal\b[^.$\n]{0,20}\$\s*\\?([A-Za-z]+)\s*\$"
    r"|\$\s*\\?([A-Za-z]+)\s*\$[^.$\n]{0,20}\b(?:real|positive|negative)\b",
    re.IGNORECASE,
)


def perhaps_complex(
    sides: Sequence[Term], context: Context, *, sentence: str, around: str,
    given: Sequence[Term], drawn_from: Set[Term] | None,
) -> str:  # fmt: skip
    """Why the sides of a claim may be meant of complex numbers; nothing where they are not.

    The words of its `sentence` may say so, or its letters, unless those `around` call them real;
    and what is drawn from an equation
    (with the names `drawn_from`) may have other values there, as x^3 = 1 has more roots.
    """
    free = frozenset[Term]().union(*(side.free for side in sides))
    ordered = frozenset[Term]().union(*(c.free for c in given if c.op in ("lt", "le")))
    told: set[str] = set()
    if context.imaginary_here and not context.alone:
        every = _DOMAIN.search(sentence) is not None
        names = _real_names(free - ordered, context)
        real = {name for row in _REAL.finditer(around) for name in row.groups() if name}
        told = {n for n in names if every or n.partition("_")[0] in _LETTERS} - real
    if context.perhaps_complex and drawn_from is not None and not drawn_from.isdisjoint(free):
        told |= _real_names((free | drawn_from) - ordered, context)
    return f"is {min(told)} real, or complex?" if told else ""


_NO_NUMBERS = regex(
    r"(?:\b(?:for|of|with|on|between)\s+(?:all |any |every |each |arbitrary |general |two |square "
    r"|invertible |non-?zero |real |n ?[x\u00d7] ?n )*|\(\s*)"
    r"(?P<kind>matri(?:x|ces)|vectors?|operators?|quaternions?|permutations?|linear maps?)\b"
    r"(?=\s*(?:[.,;:)\n]|\Z|in\b|of\b|as\b|too\b|over\b|we\b))",
    re.IGNORECASE,
)


def perhaps_no_numbers(sides: Sequence[Term], context: Context, *, sentence: str) -> str:
    """Why the names of a claim may be meant as matrices or the like, of which its sentence speaks;
    nothing where some are read as such, or are said to be numbers."""
    free = frozenset[Term]().union(*(side.free for side in sides))
    if context.alone or not free or any(v.sort.name != "real" for v in free):
        return ""
    found = _NO_NUMBERS.search(sentence)
    if found is None:
        return ""
    names = _real_names(free, context)
    undefined = {n for n in names if not context.known(n)}
    return f"is {min(undefined)} a number? the words speak of {found['kind']}" if undefined else ""


def _real_names(names: Set[Term], context: Context) -> set[str]:
    """Those of some names that are taken as real numbers, though nothing says so."""
    declared = context.survey.declared
    real = {str(v.value) for v in names if v.sort.name == "real"}
    return {n for n in real if declared.get(n) not in ("scalar", "real")}


__all__ = ["perhaps_complex", "perhaps_no_numbers"]
