"""Formulas on a page, and the statements that each is made of, with their roles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from proofs.kernel.terms import Term

from ...derivation import Step
from ...regex import regex
from ..expressions.relations import Statement
from ..statements.context import Context
from ..statements.repeated import summed
from ..statements.sides import Formula
from ..words.cues import cue
from ..words.drawn import Drawn
from ..words.roles import Role, role
from ..words.sentences import Sentence
from .markdown import MathSpan
from .page import Place
from .rows import statements
from .source import Source
from .tokens import Token


@dataclass
class Unit:
    """A formula on the page: where it stands, what the words around it say; `struck` out or not."""

    span: MathSpan
    tokens: list[Token]
    place: Place
    cue: str
    sentence: int
    gap: str
    sentence_text: str
    after: str = ""
    solving: bool = False
    struck: bool = False
    said: Sentence = field(default_factory=Sentence)


@dataclass
class Part:
    """A statement of a formula, with its role.

    `steps` are made where it was dealt with before its turn; `solution` are the statements that
    give a solution together with this one (none where another of them stands for all); `without`
    are conditions of its sentence that belong to other claims, `cases` those that it is claimed in
    each of; it may be `drawn` from the condition before it, or one of several (`either`); a
    condition stands `aside` in the formula of what it is for; `alternatives` are the cases beside
    this one in the conclusion of an arrow (`x = 2 or x = 3`), whose `leader` it is.
    """

    unit: Unit
    formula: Formula
    statement: Statement
    role: Role
    cue: str
    steps: list[Step] | None = None
    solution: list[Part] | None = None
    without: frozenset[Term] = frozenset()
    cases: tuple[Term, ...] = ()
    aside: bool = False
    drawn: Drawn = ""
    either: bool = False
    alternatives: list[Part] = field(default_factory=list)
    leader: Part | None = None


def parts_of(unit: Unit, source: Source, context: Context) -> list[Part]:
    """The statements of a formula, each with its role."""
    implied = _implied_sums(unit.tokens, context)
    formula = Formula(source, unit.tokens, context, unit.span.start, implied)
    out: list[Part] = []
    said = unit.cue
    for position, statement in enumerate(statements(unit.tokens)):
        if statement.words or position:
            kept = said if position and statement.words == "or" else ""
            said = cue(statement.words, kept) if statement.words else said if position else ""
        out.append(Part(unit, formula, statement, "chain", said))
    claiming = [bool({r.kind for r in s.statement.relations} & {"=", "approx"}) for s in out]
    claims = any(claiming)
    for part, claimed in zip(out, claiming, strict=True):
        if part.statement.relations:
            beside = claims and not claimed
            said = "assume" if _is_let_with(part) else part.cue
            part.role = role(part.statement, unit.tokens, context, said, beside=beside)
    return out


_LET = regex(
    r"\s*(?:#.*\n\s*|(?:\d+|[a-z])[.)]\s+|[-*]\s+)*(?:now\s+|so\s+)?(?:let|suppose|consider|take|fix|choose|pick|assume)\b",
    re.IGNORECASE,
)
_WITH = regex(r"\b(?:such that|with|so that|satisfying|for which)\s*$", re.IGNORECASE)


def _is_let_with(part: Part) -> bool:
    """Whether a formula is what a name is let to meet: "Let $x$ be such that $x^2 = x + 1$"."""
    unit = part.unit
    opened = part.cue in ("such", "where", "solve") and _LET.match(unit.sentence_text)
    first = part.statement.sides[0][0] == 0
    return bool(opened) and first and _WITH.search(unit.gap.rstrip(" $")) is not None


def _implied_sums(tokens: list[Token], context: Context) -> frozenset[str]:
    """The indices that a formula sums over without a sign, where its page does so."""
    if not context.implied_sums:
        return frozenset()
    sides = [side for statement in statements(tokens) for side in statement.sides]
    return summed(tokens, sides, context.survey.indices | context.survey.used_indices)
