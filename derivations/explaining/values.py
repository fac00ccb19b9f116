"""Closed terms: worked out from the inside, exactly or to the digits that are shown."""

from __future__ import annotations

from proofs.kernel.terms import Term

from ..derivation import Derivation, Reason
from .equalities import definition_of, opened
from .explanation import NAME, Ground, Row, chain
from .numbers import evaluation, rational, rounded
from .tidying import tidy, unordered

MORE_PLACES = 2
MAX_PARTS = 6


def by_value(ground: Ground) -> Derivation | None:
    """A number worked out step by step, until it is the right side."""
    claim = ground.claim
    if claim.relation != "=" or claim.digits is not None or claim.left.free - _heads(ground):
        return None
    first, rows = opened(ground, claim.left), []
    if first is not claim.left:
        rows.append(Row(first, definition_of(ground, claim.left)))
    rows += evaluation(first, ground.wanted)
    end = rows[-1].term if rows else claim.left
    if not rows or unordered(tidy(end)) is not unordered(tidy(claim.right)):
        return None
    if end is not claim.right:
        rows[-1] = Row(claim.right, rows[-1].reason)
    return chain(ground, NAME, claim.left, rows)


def _heads(ground: Ground) -> set[Term]:
    return {d.head for d in ground.claim.definitions}


def by_digits(ground: Ground) -> Derivation | None:
    """A number to the digits that are shown: its parts to a few more places, then the whole."""
    claim = ground.claim
    if claim.digits is None or claim.left.free - _heads(ground):
        return None
    rows: list[Row] = []
    first = opened(ground, claim.left)
    if first is not claim.left:
        rows.append(Row(first, definition_of(ground, claim.left)))
    parts = tuple(_parts(ground, first, claim.digits + MORE_PLACES))
    said = f"to {claim.digits} places" if claim.digits else "to the nearest integer"
    rows.append(Row(claim.right, Reason(said, "enclosure"), "=", claim.digits))
    if not parts:
        return chain(ground, NAME, claim.left, rows, ends=claim)
    whole = chain(ground, NAME, claim.left, rows, ends=claim, opening="Together:")
    return Derivation(NAME, (), None, "", (*parts, whole), "")


def _parts(ground: Ground, term: Term, places: int) -> list[Derivation]:
    """The parts that are not whole numbers, each to so many places."""
    found = [p for p in _summands(term) if p is not term and not _short(p)]
    out = []
    for part in found[:MAX_PARTS]:
        about = rounded(part, places)
        if about is not None:
            row = Row(about, Reason(f"to {places} places", "enclosure"), "=", places)
            out.append(chain(ground, "part", part, [row]))
    return out


def _summands(term: Term) -> list[Term]:
    parts = term.args if term.op == "add" else ()
    return [p.args[0] if p.op == "neg" else p for p in parts]


def _short(term: Term) -> bool:
    """Whether it is a number with few decimals, such as 36 or 1/4."""
    value = rational(term)
    if value is None:
        return False
    amount = value.args[0] if value.op == "neg" else value
    return amount.op == "num" and 10**4 % amount.value.denominator == 0


__all__ = ["by_digits", "by_value"]
