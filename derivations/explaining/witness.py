"""A refuted claim: both sides worked out at the witness, and how they compare there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from proofs.claim import Claim
from proofs.kernel.normal_forms.entries import written_out
from proofs.kernel.terms import (
    ZERO,
    Sort,
    Term,
    TermError,
    eq,
    neg,
    substitute,
    subterms,
    var,
)
from proofs.verdict import Refuted, Witness

from ..derivation import Derivation, Reason
from ..writing.latex import latex
from .equalities import definition_of, opened
from .explanation import NAME, SIGNS, Ground, NotProvedError, Row, chain, decimal, proved
from .numbers import evaluation, rational, rounded
from .replacing import replaced

FAILS = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
"""What holds of the two sides where the relation fails."""
PLACES = (4, 8, 12)


def at_witness(ground: Ground, verdict: Refuted) -> Derivation | None:
    """Both sides in numbers at the witness; None where it has none, or not of numbers."""
    witness, claim = verdict.witness, ground.claim
    if witness is None or claim.relation not in FAILS or claim.digits is not None:
        return None
    point = _Point(witness)
    here = ground.under(*point.facts)
    parts, shown, ends = [], [], []
    for name, side in (("left", claim.left), ("right", claim.right)):
        first, rows = _worked_out(here, point, side)
        end = rows[-1].term if rows else first
        ends.append(end)
        rows += _decimals(end)
        shown.append(_last(end, rows))
        if rows:
            parts.append(chain(here, name, first, rows, opening=f"The {name} side:"))
    where = point.shown
    opening = f"At {where}:" if where else ""
    return Derivation(NAME, (), None, opening, tuple(parts), _contrast(claim.relation, ends, shown))


class _Point:
    """A witness: lengths and numbers to put in for names, and numbers for entries."""

    def __init__(self, witness: Witness) -> None:
        at = dict(witness.at)
        if any(value.op in ("fun", "fam") for value in at.values()):
            raise NotProvedError("a witness that is a function or a vector")
        names = {n: v for n, v in at.items() if n.op == "var"}
        self.sizes = {n: v for n, v in names.items() if n.sort.name in ("nat", "int")}
        self.numbers = {n: v for n, v in names.items() if n not in self.sizes}
        self.entries: dict[Term, Term] = {}
        for name, value in at.items():
            if name.op == "elem":
                self.entries[self.sized(name)] = value
            elif name.op != "var":
                raise NotProvedError(f"a witness for {name}")
        self.at = witness.at
        self.shown = _equations(self.at)

    @property
    def facts(self) -> tuple[Term, ...]:
        """What holds at the point."""
        rows = {**self.numbers, **self.entries}
        return tuple(eq(name, value) for name, value in rows.items())

    def shown_of(self, term: Term) -> str:
        """The values of what occurs in a term, in LaTeX."""
        parts = set(subterms(term))
        return _equations([(n, v) for n, v in self.at if n in parts or self.sized(n) in parts])

    def sized(self, term: Term) -> Term:
        """A term with the lengths put in, its vectors being of these lengths."""
        families = [v for v in term.free if v.sort.name == "family" and v.sort.dims]
        renamed = {}
        for v in families:
            dims = tuple(substitute(d, self.sizes) for d in v.sort.dims)
            sort = Sort("family", v.sort.rank, dims, v.sort.element)
            renamed[v] = var(str(v.value), sort)
        return substitute(substitute(term, renamed), self.sizes)

    def put_in(self, term: Term) -> Term:
        """A term with numbers for names and entries."""
        return _plain(substitute(replaced(term, self.entries), self.numbers))


def _equations(at: Iterable[tuple[Term, Term]]) -> str:
    return ", ".join(f"${latex(n)} = {latex(v)}$" for n, v in at)


def _plain(term: Term) -> Term:
    """Without -0."""
    return replaced(term, {neg(ZERO): ZERO})


def _worked_out(ground: Ground, point: _Point, side: Term) -> tuple[Term, list[Row]]:
    """A side at the point: its definitions, sums written out, numbers put in, and worked out."""
    first, rows = point.sized(side), []
    plain = opened(ground, first)
    if plain is not first:
        rows.append(Row(plain, definition_of(ground, first)))
    for row in evaluation(plain, ground.wanted):
        if point.put_in(plain) is plain or row.reason.text != "write it out":
            break
        rows.append(row)
        plain = row.term
    put = _written_out(point.put_in(plain))
    if put is not plain:
        rows.append(Row(put, Reason(f"put in {point.shown_of(plain)}", "substitution")))
    return first, rows + evaluation(put, ground.wanted)


def worked_out_at(
    ground: Ground, side: Term, values: Mapping[Term, Term], name: str
) -> Derivation | None:
    """A term with numbers put in, worked out; None where there is nothing to put in."""
    put = _plain(substitute(side, values))
    if put is side:
        return None
    here = ground.under(*(eq(n, v) for n, v in values.items()))
    said = _equations((n, v) for n, v in values.items() if n in side.free)
    rows = [Row(put, Reason(f"put in {said}", "substitution")), *evaluation(put, ground.wanted)]
    try:
        return chain(here, name, side, rows, opening=f"In the {name}:")
    except NotProvedError:
        return None


def _written_out(term: Term) -> Term:
    try:
        return written_out(term)
    except TermError:
        return term


def _decimals(end: Term) -> list[Row]:
    """What a number that is not rational is to a few places."""
    if rational(end) is not None:
        return []
    about = rounded(end, PLACES[0])
    if about is None:
        raise NotProvedError(f"no value: {end}")
    return [Row(about, Reason(f"to {PLACES[0]} places", "enclosure"), "=", PLACES[0])]


def _last(end: Term, rows: list[Row]) -> str:
    if rows and rows[-1].digits is not None:
        return decimal(rows[-1].term, rows[-1].digits)
    return latex(end)


def _contrast(relation: str, ends: list[Term], shown: list[str]) -> str:
    """How the two values compare, which the kernel has to confirm."""
    fails = FAILS[relation]
    alike = shown[0] == shown[1] and fails == "!="
    if alike or proved(Claim(ends[0], fails, ends[1])) is None:
        raise NotProvedError(f"not proved: {ends[0]} {fails} {ends[1]}")
    return f"But ${shown[0]} {SIGNS[fails]} {shown[1]}$."
