"""Vectors and matrices: equal by their entries; products of what is written out."""

from __future__ import annotations

from proofs.claim import Claim
from proofs.kernel.normal_forms.entries import written_out
from proofs.kernel.terms import (
    INT,
    ONE,
    Term,
    elem,
    is_family,
    le,
    matrix,
    num,
    shape,
    substitute,
    subterms,
    var,
)
from proofs.verdict import Refuted, Witness

from ..derivation import Derivation, Reason
from ..writing.latex import latex
from .equalities import rows_between
from .explanation import NAME, Ground, NotProvedError, Row, chain, proved
from .facts import Facts
from .numbers import evaluation, rational
from .tidying import tidy

MAX_LENGTH = 6
_INDICES = "ijklmnpq"


def by_entries(ground: Ground) -> Derivation | None:
    """The entry of the left side, written out, as that of the right side."""
    claim = ground.claim
    heads = _heads(claim.left, claim.right)
    if claim.relation == "=" and heads is not None:
        return _written(Ground(Claim(*heads), (), ground.wanted))
    if claim.relation != "=" or not (is_family(claim.left) and is_family(claim.right)):
        return None
    if not claim.left.free:
        return _written(ground)
    taken = {str(v.value) for v in claim.statement.free}
    letters = [n for n in _INDICES if n not in taken][: len(shape(claim.left))]
    index = tuple(var(n, INT) for n in letters)
    dims = shape(claim.left)
    inside = [c for i, d in zip(index, dims, strict=True) for c in (le(ONE, i), le(i, d))]
    here = ground.under(*inside)
    first, last = elem(claim.left, *index), elem(claim.right, *index)
    where = ", ".join(latex(i) for i in index)
    plain = [tidy(_within(written_out(side), here)) for side in (first, last)]
    rows = [Row(plain[0], Reason(f"the entry ${where}$", "entries"))]
    between = rows_between(here, plain[0], plain[1]) if plain[0] is not plain[1] else []
    if between is None:
        return None
    rows += between
    rows.append(Row(last, Reason(f"the entry ${where}$", "entries")))
    return chain(here, NAME, first, rows)


def _within(term: Term, ground: Ground) -> Term:
    """An entry at an index of which it is known that it lies within the lengths."""
    if term.op == "cases" and Facts(ground.given).holds(term.args[1]):
        return term.args[0]
    return term


def _lengths(a: Term) -> list[int] | None:
    dims = shape(a)
    if all(d.op == "num" and d.value <= MAX_LENGTH for d in dims):
        return [int(d.value) for d in dims]
    return None


def _heads(left: Term, right: Term) -> tuple[Term, str, Term] | None:
    """The vectors of which any entry is equal, where these have no names in them."""
    if left.op != "elem" or right.op != "elem" or left.args[1:] != right.args[1:]:
        return None
    closed = not left.args[0].free and not right.args[0].free
    named = all(i.op == "var" for i in left.args[1:])
    return (left.args[0], "=", right.args[0]) if closed and named else None


def _written(ground: Ground) -> Derivation | None:
    """A family of known size, entry by entry in numbers."""
    claim = ground.claim
    lengths = _lengths(claim.left)
    if lengths is None:
        return None
    rows = _in_numbers(claim.left, lengths)
    if not rows:
        return None
    rows[-1] = Row(claim.right, rows[-1].reason)
    return chain(ground, NAME, claim.left, rows)


def _in_numbers(term: Term, lengths: list[int]) -> list[Row]:
    """A family whose entries are closed: first as they come about, then worked out."""
    columns = lengths[1] if len(lengths) == 2 else 1
    index = [
        [(num(i), num(j)) if len(lengths) == 2 else (num(i),) for j in range(1, columns + 1)]
        for i in range(1, lengths[0] + 1)
    ]
    entries = [[_opened(elem(term, *at)) for at in row] for row in index]
    values = [[v for e in row if (v := rational(e)) is not None] for row in entries]
    if [len(row) for row in values] != [len(row) for row in entries]:
        return []
    rows = []
    if entries != values:
        rows.append(Row(_matrix(entries), Reason("each row times each column", "entries")))
    rows.append(Row(_matrix(values), Reason("work out the entries", "arithmetic")))
    return rows


def _matrix(entries: list[list[Term]]) -> Term:
    return matrix(*(tuple(row) for row in entries))


def _opened(term: Term) -> Term:
    """An entry as it comes about, its sums written out."""
    found = written_out(term)
    rows = evaluation(found)
    return rows[0].term if rows and rows[0].reason.text == "write it out" else found


def by_number_of_matrices(ground: Ground) -> Derivation | None:
    """A trace, a determinant, a number made of matrices: written out by entries."""
    claim = ground.claim
    if claim.relation != "=" or is_family(claim.left) or claim.digits is not None:
        return None
    if not any(is_family(t) for t in subterms(claim.left)):
        return None
    plain = [written_out(side) for side in (claim.left, claim.right)]
    if plain == [claim.left, claim.right]:
        return None
    said = Reason("written out by entries", "entries")
    rows = [Row(plain[0], said)] if plain[0] is not claim.left else []
    if not plain[0].free:
        worked = evaluation(plain[0], ground.wanted)
        rows += worked
        if not rows or tidy(rows[-1].term) is not tidy(claim.right):
            return None
        rows[-1] = Row(claim.right, rows[-1].reason)
        return chain(ground, NAME, claim.left, rows)
    between = rows_between(ground, plain[0], plain[1]) if plain[0] is not plain[1] else []
    if between is None:
        return None
    rows += between
    if plain[1] is not claim.right:
        rows.append(Row(claim.right, said))
    return chain(ground, NAME, claim.left, rows)


def at_matrices(ground: Ground, verdict: Refuted) -> Derivation | None:
    """Both sides of a refuted equality of matrices, at the matrices that refute it."""
    witness, claim = verdict.witness, ground.claim
    if witness is None or claim.relation != "=" or not is_family(claim.left):
        return None
    values = _families(witness)
    parts, ends = [], []
    for name, side in (("left", claim.left), ("right", claim.right)):
        put = substitute(side, values)
        lengths = _lengths(put)
        if lengths is None:
            return None
        rows = _in_numbers(put, lengths)
        if not rows:
            return None
        ends.append(rows[-1].term)
        opening = f"The {name} side, ${latex(side)}$:"
        parts.append(chain(Ground(claim, ()), name, put, rows, opening=opening))
    if proved(Claim(ends[0], "!=", ends[1])) is None:
        raise NotProvedError("the contrast")
    shown = ", ".join(f"${latex(n)} = {latex(v)}$" for n, v in values.items())
    return Derivation(NAME, (), None, f"For {shown}:", tuple(parts), "These differ.")


def _families(witness: Witness) -> dict[Term, Term]:
    """The matrices and vectors of a witness, and its lengths."""
    values = {n: v for n, v in witness.at if n.op == "var"}
    entries: dict[Term, dict[tuple[int, ...], Term]] = {}
    for name, v in witness.at:
        if name.op == "elem" and all(i.op == "num" for i in name.args[1:]):
            at = tuple(int(i.value) for i in name.args[1:])
            entries.setdefault(name.args[0], {})[at] = v
    for name, known in entries.items():
        rows = max(at[0] for at in known)
        columns = max(at[1] if len(at) == 2 else 1 for at in known)
        places = [
            [(i, j) if name.sort.rank == 2 else (i,) for j in range(1, columns + 1)]
            for i in range(1, rows + 1)
        ]
        if any(at not in known for row in places for at in row):
            raise NotProvedError("entries that are not given")
        values[name] = _matrix([[known[at] for at in row] for row in places])
    return values


__all__ = ["at_matrices", "by_entries", "by_number_of_matrices"]
