r"""Functions of vectors by what they are said to map: `f : \mathbb{R}^n \to \mathbb{R}`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..errors import ReadingError
from ..expressions.names import scan_name, starts_name
from ..sources.tokens import Token

_REALS = ("\\mathbbR", "\\mathbfR", "\\R", "R")
_TO = frozenset({"\\to", "\\rightarrow", "\\longrightarrow"})


def of_vectors(tokens: Sequence[Token]) -> Iterator[tuple[str, tuple[str, ...]]]:
    r"""The functions with values in R that a formula declares on spaces of vectors, each with the
    exponents of its factors: empty for R itself.

    >>> from ..sources.tokens import tokenize
    >>> list(of_vectors(tokenize(r"f : \mathbb{R}^n \to \mathbb{R}")))
    [('f', ('n',))]
    >>> list(of_vectors(tokenize(r"k \colon \mathbb{R}^{d} \times \mathbb{R}^{d} \to \mathbb{R}")))
    [('k', ('d', 'd'))]
    >>> list(of_vectors(tokenize(r"S \colon \mathbb{R}^d \to \mathbb{R}^d")))
    []
    """
    texts = [t.text for t in tokens]
    for at, text in enumerate(texts):
        if text not in (":", "\\colon") or at == 0:
            continue
        end = next((k for k in range(at + 1, len(texts)) if texts[k] in _TO), None)
        name = _name_before(tokens, at)
        if end is None or name is None:
            continue
        domain = _spaces(texts[at + 1 : end])
        if domain is not None and any(domain) and _are_numbers(texts[end + 1 : end + 9]):
            yield name, domain


def _are_numbers(texts: Sequence[str]) -> bool:
    """Whether the set that a formula goes on with is one of real numbers: R itself, an interval."""
    if texts[:1] in (["["], ["("], ["\\left"]):
        return True
    values = _spaces(texts)
    return bool(values) and values is not None and not values[0]


def _name_before(tokens: Sequence[Token], at: int) -> str | None:
    for start in range(max(at - 4, 0), at):
        if starts_name(tokens[start]):
            try:
                use = scan_name(tokens, start, at)
            except ReadingError:
                continue
            return use.base if use.end == at else None
    return None


def _spaces(texts: Sequence[str]) -> tuple[str, ...] | None:
    r"""The exponents of R in `\mathbb{R}^m \times \mathbb{R}`, one after the other; None where
    another set stands there first."""
    out: list[str] = []
    written = "".join(texts).replace("{", "").replace("}", "")
    for factor in written.split("\\times"):
        plain = next((w for w in _REALS if factor.startswith(w)), "")
        if not plain:
            return tuple(out) or None
        exponent = factor.removeprefix(plain)
        out.append(exponent[1:].strip() if exponent.startswith("^") else "")
    return tuple("" if e == "1" else e for e in out)
