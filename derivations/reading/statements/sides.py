"""Sides as terms: a formula's tokens in its source, each side read, and the step between two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from proofs.claim import Claim
from proofs.kernel.terms import OO, Term, neg, var

from ...derivation import Kind, Side, Step
from ...regex import regex
from ..errors import EXPECTED, ReadingError, diagnostic
from ..expressions.form import form_of
from ..expressions.limits import GROWING, grown, without_infinity
from ..expressions.names import spelled
from ..expressions.parser import parse
from ..expressions.relations import Range, Relation
from ..sources.source import Source
from ..sources.tokens import Token
from .context import Context
from .signs import with_each_sign

_SIZED = regex(r"\\(?:left|[bB]igg?l?)\s*$")


@dataclass
class Value:
    """One side: its offsets (and tokens), and its term or why it can't be read.

    `form` is what stands over what in a side without a term; `unclear` tells that how far a
    derivative reaches is in doubt; `written_out`: something that it leaves out was put in.
    """

    side: Side
    start: int
    end: int
    facts: tuple[Term, ...] = ()
    notes: tuple[str, ...] = ()
    unknown: frozenset[Term] = frozenset()
    limits: frozenset[str] = frozenset()
    improper: bool = False
    error: ReadingError | None = None
    place: tuple[int, Range] | None = None
    form: str = ""
    unclear: bool = False
    written_out: bool = False

    @property
    def term(self) -> Term | None:
        """The term, if the side could be read."""
        return self.side.term


@dataclass(frozen=True)
class Formula:
    """A formula's tokens in its source, and what is known where it stands; over the indices
    `summed`, sums are implied."""

    source: Source
    tokens: Sequence[Token]
    context: Context
    start: int
    summed: frozenset[str] = frozenset()

    @cached_property
    def each_sign(self) -> tuple[Formula, Formula]:
        r"""The formula with the upper signs of each `\pm`, and with the lower ones."""
        upper, lower = with_each_sign(self.tokens)
        return replace(self, tokens=upper), replace(self, tokens=lower)

    def bounds(self, a: int, b: int) -> tuple[int, int]:
        """The offsets of the tokens from a to b, with a size command before them."""
        if a >= b:
            at = self.tokens[a - 1].end if a else self.start
            return at, at
        before = self.tokens[a - 1].end if a else self.start
        sized = _SIZED.search(self.source.text, before, self.tokens[a].start)
        return (sized.start() if sized else self.tokens[a].start), self.tokens[b - 1].end

    def side(self, place: Range, term: Term | None = None) -> Side:
        """A side as written, and its term."""
        start, end = self.bounds(*place)
        return Side(self.source.text[start:end], self.source.span(start, end), term)

    def value(self, place: Range) -> Value:
        """A side, read."""
        a, b = place
        start, end = self.bounds(a, b)
        if a >= b:
            error = ReadingError(EXPECTED, "nothing stands on this side", start, end)
            return Value(self.side(place), start, end, error=error)
        infinite = {"\\infty": OO, "+\\infty": OO, "-\\infty": neg(OO)}.get(
            spelled(self.tokens, a, b)
        )
        if infinite is not None:
            return Value(self.side(place, infinite), start, end)
        try:
            changed = without_infinity(self.tokens, a, b)
            if changed is not None:
                tokens, begin = changed
                term, parser = parse(tokens, self.context, begin, b, local={GROWING: var(GROWING)})
                term = grown(term)
                parser.notes.append("infinity is read as what a number tends to that grows")
            else:
                term, parser = parse(self.tokens, self.context, a, b, summed=self.summed)
        except ReadingError as error:
            return Value(
                self.side(place), start, end, error=error, place=self.here(place),
                form=self._form(a, b),
            )  # fmt: skip
        notes = tuple(dict.fromkeys(parser.notes))
        facts = tuple(dict.fromkeys(parser.facts))
        return Value(
            self.side(place, term), start, end, facts, notes, frozenset(parser.unknown),
            frozenset(parser.limits), parser.improper, place=self.here(place),
            unclear=parser.unclear,
        )  # fmt: skip

    def _form(self, a: int, b: int) -> str:
        """What stands over what in some tokens; nothing where that can't be seen."""
        try:
            return str(form_of(self.tokens, a, b))
        except ReadingError:
            return ""

    def here(self, place: Range) -> tuple[int, Range]:
        """A place with the tokens that it is a place in."""
        return id(self.tokens), place

    def relation_text(self, relation: Relation) -> str:
        """A relation as written; between the cells of a table, =."""
        start = self.tokens[relation.start].start
        return self.source.text[start : self.tokens[relation.end - 1].end] or "="


def step(
    formula: Formula, left: Value, relation: Relation, right: Value, *, kind: Kind,
    claim: Claim | None = None, notes: Sequence[str] = (), error: ReadingError | None = None,
    start: int | None = None, unknown: Sequence[str] = (), infinite: bool = False,
    partial: bool = False,
) -> Step:  # fmt: skip
    """A step as written; `start` is where a continuation line begins."""
    source = formula.source
    begin = left.start if start is None else start
    form = ""
    if error is not None and left is not right:
        forms = [v.form or ("" if v.term is None else str(v.term)) for v in (left, right)]
        form = f" {formula.relation_text(relation)} ".join(forms) if all(forms) else ""
    end = max(right.end, formula.tokens[relation.end - 1].end)
    return Step(
        left.side, formula.relation_text(relation), right.side, kind,
        source.text[begin:end], source.span(begin, end), claim, tuple(dict.fromkeys(notes)),
        None if error is None else diagnostic(error, source), tuple(unknown), form=form,
        infinite=infinite, partial=partial,
    )  # fmt: skip
