"""Equations that are left open: to be solved, or said under a condition; they may hold nearby."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from proofs.kernel.terms import Term, TermError, eq, is_family, substitute
from proofs.kernel.terms.definitions import unfold

from ...derivation import Step
from ...regex import regex
from ..errors import ReadingError
from ..sources.page import Place
from ..sources.units import Part, Unit
from ..words.assumed import MOST_RECENT, Assumption
from ..words.assumptions import fixing
from ..words.clauses import restates
from ..words.cues import (
    asks_to_solve,
    is_of_other_numbers,
    last_sentence,
)
from ..words.drawn import is_let
from .conditioned import beside_equations
from .context import Context
from .entries import in_recurrence
from .grounds import Grounds
from .heads import match_head
from .links import Chain
from .rewriting import closure
from .samples import agree_at_samples
from .sides import Value
from .solutions import Constraint

_STEPS = 3
"""How many paragraphs after an equation the steps that solve it may stand."""


@dataclass
class OpenEquations(Grounds):
    """Keeps the equations of a page that are no claims.

    `constraints` are those that were left to be solved, `told` those that stand over a relation and
    were used there.
    """

    constraints: list[Constraint] = field(default_factory=list)
    told: list[Constraint] = field(default_factory=list)
    _asked_at: Place | None = None
    _constrained: set[str] = field(default_factory=set)
    _recurrent: set[str] = field(default_factory=set)
    _looked_at: int = 0

    def _tied(self, unit: Unit, given: Sequence[Term]) -> frozenset[Term]:
        """The names in the equations that are assumed right before a formula, not by a value."""
        return frozenset[Term]().union(*(e.free for e in self._equations_near(unit, given)))

    def _equations_near(self, unit: Unit, given: Sequence[Term]) -> list[Term]:
        place = unit.place
        told = {g for g in given if g.op == "eq"}
        if not told:
            return []
        held = self.assumptions.living([place.scope], unit.sentence, place.paragraph)
        return [
            a.statement for a in held
            if place.paragraph - a.place.paragraph <= 1 and a.statement in told and not _is_value(a)
        ]  # fmt: skip

    def _constrained_names(self) -> Set[str]:
        """The families in the equations that were left to be solved so far."""
        for kept in self.constraints[self._looked_at :]:
            self._constrained |= {str(v.value) for v in kept.statement.free if is_family(v)}
            self._recurrent |= in_recurrence(kept.statement)
        self._looked_at = len(self.constraints)
        return self._constrained

    def _drop_equations(self, scope: str, since: int) -> None:
        """Forget what was left to be solved in a scope from an offset on."""
        self.constraints = [
            c for c in self.constraints if c.place.scope != scope or c.offset < since
        ]  # fmt: skip
        self._looked_at = min(self._looked_at, len(self.constraints))

    def _beside_equations(self, made: Step, part: Part) -> Step:
        """A link with what it claims where the equations hold that stand right before it."""
        if made.claim is None or not self.page:
            return made
        place = part.unit.place
        near = [
            c.statement for c in (*self.told[-MOST_RECENT:], *self.constraints[-MOST_RECENT:])
            if c.place.scope == place.scope and 0 <= place.paragraph - c.place.paragraph <= 1
            and c.offset != part.statement.start  # no other link of the same chain
        ]  # fmt: skip
        ordered = {c.free: c for c in near if c.op in ("lt", "le")}  # the last of each name
        context = part.formula.context
        kept = [_put_in(c, context) for c in near if ordered.get(c.free, c) is c]
        return beside_equations(made, kept)

    def _tell(self, made: Step, part: Part) -> None:
        """Keep an equation under which something was said."""
        a, b = made.left.term, made.right.term
        if a is not None and b is not None and made.relation == "=" and _is_of_numbers(a, b):
            self.told.append(
                Constraint(eq(a, b), part.unit.place, part.unit.span.start, made.latex)
            )

    def _to_solve(self, part: Part, chain: Chain) -> None:
        """Keep the links that turned out to be equations with unknowns."""
        for made in chain.steps[chain.done[0] :]:
            a, b = made.left.term, made.right.term
            if (
                made.kind == "constraint"
                and made.relation == "="
                and a is not None
                and b is not None
            ):
                if "family" in (a.sort.name, b.sort.name) or not (a.free | b.free):
                    continue
                alone = len(part.statement.sides) == 2 and not part.statement.arrow
                if alone and a.op == "var":
                    self._given_anew(part, a, b)
                kept = Constraint(eq(a, b), part.unit.place, part.statement.start, made.latex)
                self.constraints.append(kept)
                if self.page and (part.cue == "since" or is_let(part.unit.gap)):  # `let p + q = 1`
                    self._add(part, [kept.statement])
                elif self.page and asks_to_solve(part.unit.sentence_text):
                    self._ask(part, kept.statement)

    def _given_anew(self, part: Part, name: Term, value: Term) -> None:
        """`Model B uses $L = x^3$`, after another L: which one is meant from here on is open."""
        found = part.formula.context.defined(str(name.value))
        body = self._set_to(part, name) if found is None else found.definition.body
        if not self.page or body is None or (body.free and not value.free):
            return  # at a point, `L = 4`
        if self._differ(part, name if found is not None else body, value, ()):
            self._contest(str(name.value), part.unit.place.scope)

    def _differ(self, part: Part, a: Term, b: Term, given: Sequence[Term]) -> bool:
        """Whether two terms differ, as far as samples tell."""
        try:
            definitions = closure((a, b, *given), part.formula.context)
        except ReadingError:
            return False
        return agree_at_samples(a, b, given=given, definitions=definitions) is False

    def _contest(self, key: str, scope: str) -> None:
        """From here on, a name may have another value than the one that it was given."""
        context = self.contexts[scope]
        name = context.scalar(key)
        values = (a for a in self.assumptions.recent(scope) if a.statement.op == "eq")
        if not context.known(key) and all(a.subject is not name for a in values):
            return
        self.assumptions.release(context.scalar(key), scope)
        found = context.defined(key)
        if found is not None:
            context.define(key, replace(found, contested=True))
        self.contested.setdefault(scope, set()).add(key)
        names = self.untold.setdefault(scope, set())
        names.add((key, None))

    def _is_another(self, part: Part, left: Value, right: Value, given: Sequence[Term]) -> bool:
        """Whether a first link gives a name that has a value, or a function, another one: by a
        formula that differs, and words that draw nothing."""
        a, b, context = left.term, right.term, part.formula.context
        head = match_head(part.unit.tokens, *part.statement.sides[0], context)
        if not self.page or head is None or a is None or b is None or part.statement.arrow:
            return False
        found, words = context.defined(head.key), _own_words(part)
        body = self._set_to(part, a) if found is None and a.op == "var" else None
        if body is not None and not body.free and not is_family(a):
            b = substitute(b, {a: body})
            anew = not restates(words) or b is not right.term
            return anew and self._differ(part, body, b, ())
        if found is None or found.contested or is_family(a) or part.cue in ("let", "where"):
            return False
        other_item = found.item != part.unit.place.item
        if restates(words) if words.strip() else not other_item:
            return False
        if found.definition.body.free and not b.free:
            return False  # at a point
        return self._differ(part, a, b, given)

    def _has_value(self, made: Step, part: Part) -> bool:
        """Whether a name in a link was given a number, by no more than an equation."""
        sides = [t for t in (made.left.term, made.right.term) if t is not None]
        context = part.formula.context
        found = [context.defined(str(v.value)) for side in sides for v in side.free]
        return any(f is not None and not f.parameters and not f.definition.body.free for f in found)

    def _contest_head(self, part: Part) -> None:
        """Note that the name, or the function, on the left of a statement is given anew."""
        head = match_head(part.unit.tokens, *part.statement.sides[0], part.formula.context)
        if head is not None:
            self._contest(head.key, part.unit.place.scope)

    def _left_open(self, made: Step) -> Step:
        """A link that may give a name another value: it is no claim then."""
        told = "it may give the name on its left another value: not judged"
        return replace(made, kind="constraint", claim=None, notes=(*made.notes, told))

    def _set_to(self, part: Part, name: Term) -> Term | None:
        """The value that an assumption gives a name at a statement, if it is one alone."""
        place, sentence = part.unit.place, part.unit.sentence
        values = {
            side for a in fixing(self.assumptions, name, place, sentence, self.outer)
            for side in a.statement.args if side is not name
        }  # fmt: skip
        return values.pop() if len(values) == 1 else None

    def _ask(self, part: Part, equation: Term) -> None:
        """Keep an equation that is to be solved: the steps that follow are drawn from it, if it is
        meant in real numbers."""
        unit = part.unit
        following = self.source.text[unit.span.outer_end : unit.span.outer_end + 60]
        if is_of_other_numbers(f"{unit.sentence_text} {following}"):
            self._asked_at = None
            return
        self._add(replace(part, cue="solve"), [equation])
        self._asked_at = part.unit.place

    def _is_solving(self, part: Part) -> bool:
        """Whether a statement stands among the steps that solve an equation."""
        asked, here = self._asked_at, part.unit.place
        if asked is None or (asked.scope, asked.item) != (here.scope, here.item):
            return False
        return here.paragraph - asked.paragraph <= _STEPS


def _is_of_numbers(*terms: Term) -> bool:
    """Whether terms stand for numbers, with names in them."""
    named = any(term.free for term in terms)
    return named and all(term.sort.name in ("real", "nat", "int") for term in terms)


def _is_value(assumption: Assumption) -> bool:
    """Whether a name is said to have a value: `x = 2`."""
    return assumption.subject is not None and assumption.statement.args[0].op == "var"


def _own_words(part: Part) -> str:
    """The words of its sentence between the formula before and a statement, or before that one."""
    gap = part.unit.gap
    own = _SIGNS.sub(" ", gap[last_sentence(gap) :])
    return own if own.strip() else _SIGNS.sub(" ", _MATH.sub(" ", part.unit.sentence_text))


_MATH = regex(r"\$[^$]*\$")
_SIGNS = regex(r"\\[a-z]+|[^A-Za-z\s]")


def _put_in(condition: Term, context: Context) -> Term:
    """A condition with what its names are defined to be; as it is where that is not clear."""
    try:
        return unfold(condition, closure((condition,), context))
    except (ReadingError, TermError):
        return condition
