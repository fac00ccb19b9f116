"""Sums whose sign is left out, on a page that says so: see `statements/repeated.py`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from proofs.kernel.terms import (
    INT,
    NAT,
    ONE,
    Term,
    abstract,
    size,
    substitute,
    subterms,
    total,
    var,
)

from ..errors import AMBIGUOUS, ReadingError
from ..statements.repeated import letters_at, stands_beside
from .binders import length_of

if TYPE_CHECKING:
    from .parser import Parser


def with_sums(p: Parser, term: Term, start: int) -> Term:
    """A product that ends at the place, summed over each index that stands in it twice; the
    outermost one of its side, over each that the statement sums over."""
    if term.sort.name == "family":
        return term
    here = _summed_at(p, start, p.pos)
    counts = Counter(here.values())
    inner = p.products > 1 and len(counts) > 0
    everywhere = _summed_at(p, 0, len(p.tokens)) if inner else {}
    beside = stands_beside(p.tokens, start, everywhere) if inner else frozenset()
    for letter, count in sorted(counts.items()):
        places = {at for at, found in here.items() if found == letter}
        name = var(letter, NAT)
        if letter in p.local or name not in term.free:
            continue
        if letter in beside and count > 1:
            raise _how_far(p, letter, start)
        if letter in beside:
            continue
        if count == 1 and inner:
            continue
        if places & p.implied:
            if places <= p.implied:
                continue
            raise _how_far(p, letter, start)
        p.implied |= places
        term = _sum(p, term, letter, start)
    return term


def _how_far(p: Parser, letter: str, start: int) -> ReadingError:
    """`(u_i v_i)(u_i v_i)`: the square of a sum, or a sum of squares?"""
    return p.fault(
        AMBIGUOUS, f"how far does the sum over {letter} reach that is implied here?", start,
        help="write the sign of the sum",
    )  # fmt: skip


def _summed_at(p: Parser, a: int, b: int) -> dict[int, str]:
    """Where indices that are summed over stand between two places."""
    survey = p.context.survey
    found = letters_at(p.tokens, a, b, survey.indices | survey.used_indices)
    return {at: letter for at, letter in found.items() if letter in p.summed}


def _sum(p: Parser, term: Term, letter: str, start: int) -> Term:
    name, index = var(letter, NAT), var(letter, INT)
    lengths = [
        size(node.args[0], axis)
        for node in subterms(term) if node.op == "elem" and not node.args[0].loose
        for axis, at in enumerate(node.args[1:]) if at is name
    ]  # fmt: skip
    body = substitute(term, {name: index})
    upper = length_of(p, letter, lengths, start, body)
    p.notes.append(f"the sum over {letter} is implied")
    return p.make(start, lambda b: total(ONE, upper, abstract(b, index)), body)
