r"""Vectors as arguments of functions of which nothing is known: `D(\mathbf{x})`.

What holds of `D(x)` for every function D and every number x holds whatever x is, as long as x is
nothing but what functions are applied to: so there the vector is read as a number. Derivatives,
sums and limits by the vector see to it that they are not taken for those by a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from proofs.kernel.terms import REAL, Term, is_family, subterms

from ..errors import ReadingError
from ..sources.tokens import Token
from .names import group_end, scan_name, spelled, split, starts_name

if TYPE_CHECKING:
    from ..statements.survey import Survey
    from .parser import Parser


_MARKS = str.maketrans("", "", "{}\\")


def argument(p: Parser, key: str, a: int, b: int) -> Term | None:
    r"""The x of `p(\mathbf{x})`, and the one of `p(x)` where x is a vector elsewhere.

    None for all else, and where one function has both x and a bold x as its argument: then they
    are not the same.
    """
    if a >= b or not starts_name(p.tokens[a]):
        return None
    try:
        use = scan_name(p.tokens, a, b)
    except ReadingError:
        return None
    survey, name = p.context.survey, use.base
    if use.end != b or use.sub is not None or name in p.local or p.context.known(name):
        return None
    if name in survey.bold and (_plain(key), name) in both_ways(survey):
        return None
    told = use.bold or _is_told(p, name)
    return p.context.scalar(name) if told and p.context.scalar(name).sort == REAL else None


def _is_told(p: Parser, name: str) -> bool:
    """Whether a name that is not bold is a vector: by its declaration, or by the formulas."""
    survey = p.context.survey
    if survey.kinds.of(name, p.tokens) or survey.is_column(name, p.tokens):
        return True
    return survey.declared.get(name) == "vector" or (
        name in survey.bold and name not in survey.indexed
    )


def both_ways(survey: Survey) -> frozenset[tuple[str, str]]:
    r"""The functions with a letter that is their argument both plain and bold in one formula:
    `p(\mathbf{x}) = p(x)^n`. A formula that begins with a relation goes on with the one before it.
    """
    if survey.both_ways is None:
        found: set[tuple[str, str]] = set()
        seen: dict[tuple[str, str], set[bool]] = {}
        for tokens in survey.formulas:
            if tokens and tokens[0].text not in ("=", "&"):
                seen = {}
            for key, name, bold in _applied(tokens):
                seen.setdefault((key, name), set()).add(bold)
            found |= {pair for pair, faces in seen.items() if len(faces) > 1}
        survey.both_ways = frozenset(found)
    return survey.both_ways


def _applied(tokens: Sequence[Token]) -> Iterable[tuple[str, str, bool]]:
    """Each function that is applied to a lone name, with that name and whether it is bold."""
    i, end = 0, len(tokens)
    while i < end:
        if not starts_name(tokens[i]):
            i += 1
            continue
        try:
            use = scan_name(tokens, i, end)
            i = max(use.end, i + 1)
            if use.end >= end or tokens[use.end].kind != "(":
                continue
            close = group_end(tokens, use.end, end)
            for a, b in split(tokens, use.end + 1, close):
                inner = scan_name(tokens, a, b) if a < b and starts_name(tokens[a]) else None
                if inner is not None and inner.end == b:
                    below = "" if use.sub is None else f"_{spelled(tokens, *use.sub)}"
                    yield _plain(use.base + below), inner.base, inner.bold
        except ReadingError:
            i += 1


def _plain(key: str) -> str:
    """A name without the braces of its subscripts, and without backslashes."""
    return key.translate(_MARKS)


def has_vectors(p: Parser, body: Term) -> bool:
    """Whether a vector is read as a number in a body: it may move with whatever the body does."""
    survey = p.context.survey
    return any(
        v.sort == REAL and (str(v.value) in survey.bold or _is_told(p, str(v.value)))
        for v in body.free
    )


def stands_as_number(body: Term, vector: Term) -> bool:
    """Whether a vector is read as a number somewhere in a body: what depends on it can't be seen.

    >>> from proofs.kernel.terms import add, app, elem, family, num, var
    >>> from ..statements.context import function_variable
    >>> x = var("x", family(rank=1))
    >>> value = app(function_variable("f", 1), var("x"))
    >>> stands_as_number(add(value, elem(x, num(1))), x), stands_as_number(elem(x, num(1)), x)
    (True, False)
    """
    if not is_family(vector):
        return False
    return any(v.op == "var" and v.sort == REAL and v.value == vector.value for v in subterms(body))
