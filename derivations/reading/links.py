"""Links of one chain: its sides as terms, and each pair of neighbours as a claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from proofs.claim import Claim
from proofs.kernel.terms import OO, Term, eq, neg

from ..derivation import Kind, Side, Step
from .claims import digits_shown, make_claim
from .context import Context
from .errors import ARROW, EXPECTED, NOTATION, ReadingError, diagnostic
from .guards import Guard
from .names import spelled
from .parser import parse
from .relations import Range, Relation, Statement
from .rewriting import expand, given_by_entries
from .source import Source
from .symbols import RELATIONS
from .tokens import Token

_SIZED = re.compile(r"\\(?:left|[bB]igg?l?)\s*$")
_SHAPE_WORDS = re.compile(r"conv|pool|flatten|stride|pad|layer|reshape|upsampl|relu", re.IGNORECASE)


@dataclass
class Value:
    """One side: its place, and its term or why it can't be read."""

    side: Side
    start: int
    end: int
    facts: tuple[Term, ...] = ()
    notes: tuple[str, ...] = ()
    unknown: frozenset[Term] = frozenset()
    limits: frozenset[str] = frozenset()
    error: ReadingError | None = None

    @property
    def term(self) -> Term | None:
        """The term, if the side could be read."""
        return self.side.term


@dataclass
class Chain:
    """A chain while it is read: the values met, the steps made, what labels have added."""

    steps: list[Step] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    given: list[Term] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    claimed: list[bool] = field(default_factory=list)


@dataclass(frozen=True)
class Formula:
    """A formula's tokens in its source, and what is known where it stands."""

    source: Source
    tokens: Sequence[Token]
    context: Context
    start: int

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
            term, parser = parse(self.tokens, self.context, a, b)
        except ReadingError as error:
            return Value(self.side(place), start, end, error=error)
        notes = tuple(dict.fromkeys(parser.notes))
        facts = tuple(dict.fromkeys(parser.facts))
        return Value(
            self.side(place, term), start, end, facts, notes, frozenset(parser.unknown),
            frozenset(parser.limits),
        )  # fmt: skip

    def relation_text(self, relation: Relation) -> str:
        """A relation as written."""
        start = self.tokens[relation.start].start
        return self.source.text[start : self.tokens[relation.end - 1].end]


def step(
    formula: Formula, left: Value, relation: Relation, right: Value, *, kind: Kind,
    claim: Claim | None = None, notes: Sequence[str] = (), error: ReadingError | None = None,
    start: int | None = None,
) -> Step:  # fmt: skip
    """A step as written; `start` is where a continuation line begins."""
    source = formula.source
    begin = left.start if start is None else start
    end = max(right.end, formula.tokens[relation.end - 1].end)
    return Step(
        left.side, formula.relation_text(relation), right.side, kind,
        source.text[begin:end], source.span(begin, end), claim, tuple(dict.fromkeys(notes)),
        None if error is None else diagnostic(error, source),
    )  # fmt: skip


def unread_step(formula: Formula, statement: Statement, error: ReadingError) -> Step | None:
    """A statement as a whole, with the reason why it can't be read; None for an empty one."""
    a, b = statement.sides[0][0], statement.sides[-1][1]
    if a >= b:
        return None
    start, end = formula.bounds(a, b)
    whole = Value(formula.side((a, b)), start, end)
    return step(formula, whole, Relation("other", b - 1, b), whole, kind="claim", error=error)


def unjudged_steps(
    formula: Formula, statement: Statement, kind: Kind, notes: Sequence[str] = ()
) -> list[Step]:
    """The links of a statement that is not judged, each side read where that can be."""
    values = [formula.value(s) for s in statement.sides]
    return [
        step(formula, a, r, b, kind=kind, notes=notes)
        for a, r, b in zip(values, statement.relations, values[1:], strict=False)
    ]


def label_meaning(
    formula: Formula, relation: Relation
) -> tuple[str, Term | None, ReadingError | None]:
    """What an arrow's label says: a reason, a condition `c = 0` to assume, or something else."""
    tokens = formula.tokens
    a, b = relation.label or (relation.end, relation.end)
    start = tokens[relation.start].start
    end = tokens[relation.end - 1].end
    inside = tokens[a:b]
    unknown = ReadingError(
        ARROW, "what this arrow's label says is not judged yet", start, end,
        label="labelled arrow",
    )  # fmt: skip
    if not inside:
        return "", None, unknown
    words = any(t.kind == "text" for t in inside)
    related = [i for i in range(a, b) if tokens[i].text in RELATIONS]
    plain = formula.source.text[inside[0].start : inside[-1].end]
    if words and not related and not any(t.kind == "," for t in inside):
        if _SHAPE_WORDS.search(plain):
            return "", None, unknown
        return f"reason: {plain}", None, None
    if len(related) == 1 and tokens[related[0]].text == "=" and not words:
        at = related[0]
        name, number = formula.value((a, at)), formula.value((at + 1, b))
        a_name = name.term is not None and name.term.op == "var"
        if a_name and name.term and number.term is not None and not number.term.free:
            return f"under {plain}", eq(name.term, number.term), None
    return "", None, unknown


def link(
    formula: Formula, chain: Chain, left: Value, relation: Relation, right: Value, *,
    given: Sequence[Term], guard: Guard, single: bool, start: int | None = None,
) -> Step:  # fmt: skip
    """The step from one side to the next."""
    notes = [*left.notes, *right.notes]
    kind = relation.kind
    unread = left.error or right.error
    if kind == "label":
        reason, condition, fault = label_meaning(formula, relation)
        if fault is None and condition is not None and left.term is not None:
            chain.given.append(condition)
        if fault is not None:
            return step(formula, left, relation, right, kind="claim", notes=notes, error=fault,
                        start=start)  # fmt: skip
        notes.append(reason)
        kind = "="
        families = [v.term is not None and v.term.sort.name == "family" for v in (left, right)]
        if reason.startswith("reason") and unread is None and families[0] != families[1]:
            notes.append("the arrow is read as: hence")
            return step(formula, left, relation, right, kind="constraint", notes=notes,
                        start=start)  # fmt: skip
    if unread is not None:
        return step(formula, left, relation, right, kind="claim", error=unread, start=start)
    if kind == "other" or left.term is None or right.term is None:
        a, b = formula.tokens[relation.start].start, formula.tokens[relation.end - 1].end
        fault = ReadingError(
            NOTATION, f"the relation {formula.relation_text(relation)} is not judged yet", a, b
        )
        return step(formula, left, relation, right, kind="claim", error=fault, start=start)
    told = replace(guard, given=[*given, *chain.given])
    try:
        verdict = told.judge(
            _expanded(formula, left), kind, _expanded(formula, right), single=single
        )
    except ReadingError as error:
        return step(
            formula, left, relation, right, kind="claim", notes=notes, error=error, start=start
        )
    if verdict.error is not None or verdict.kind != "claim":
        return step(
            formula, left, relation, right, kind=verdict.kind, notes=[*notes, *verdict.notes],
            error=verdict.error, start=start,
        )  # fmt: skip
    try:
        claim = make_claim(
            left.term, kind, right.term, formula.context, given=[*given, *chain.given],
            facts=[*left.facts, *right.facts],
            digits=(digits_shown(left.side.latex), digits_shown(right.side.latex)),
            place=(left.start, right.end),
        )  # fmt: skip
    except ReadingError as error:
        return step(formula, left, relation, right, kind="claim", notes=notes, error=error,
                    start=start)  # fmt: skip
    for term in (left.term, right.term):
        notes += given_by_entries(term, formula.context)
    return step(formula, left, relation, right, kind="claim", claim=claim, notes=notes,
                start=start)  # fmt: skip


def _expanded(formula: Formula, value: Value) -> Value:
    """The value with entries that the page gives replaced by what they stand for."""
    if value.term is None:
        return value
    place = (value.start, value.end)
    term = expand(value.term, formula.context, place)
    return value if term is value.term else replace(value, side=replace(value.side, term=term))


def ends(formula: Formula, chain: Chain, given: Sequence[Term], guard: Guard) -> Claim | None:
    """First = last, for a chain of two equalities or more between numbers."""
    if len(chain.values) < 3 or any(k not in ("=", "label") for k in chain.kinds):
        return None
    if any(s.problem is not None and s.problem.code == ARROW for s in chain.steps):
        return None
    first, last = chain.values[0], chain.values[-1]
    if first.term is None or last.term is None or first.term is last.term:
        return None
    if "family" in (first.term.sort.name, last.term.sort.name):
        return None
    told = replace(guard, given=[*given, *chain.given])
    try:
        verdict = told.judge(_expanded(formula, first), "=", _expanded(formula, last), single=False)
        if verdict.error is not None or verdict.kind != "claim":
            return None
        return make_claim(
            first.term, "=", last.term, formula.context, given=[*given, *chain.given],
            facts=[*first.facts, *last.facts],
            digits=(digits_shown(first.side.latex), digits_shown(last.side.latex)),
            place=(first.start, last.end),
        )  # fmt: skip
    except ReadingError:
        return None
