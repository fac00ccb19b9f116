"""First links of chains that define a name, or say what its value is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from proofs.kernel.terms import REAL, Term, var

from ..expressions.relations import Statement
from ..sources.units import Part
from ..words.assumptions import fixing, holding
from ..words.cues import (
    DERIVED,
)
from .defining import Made, define_part, given_by_rule, head_of
from .heads import Head, match_head
from .links import Chain
from .naming import named
from .open_equations import OpenEquations
from .pieces import domain_declared, interval_after, is_of_unread_arguments, with_value
from .sides import Value, step
from .solutions import is_value


@dataclass
class DefinitionReader(OpenEquations):
    """Reads the links that are definitions. `used` and `mentioned` are the names that each scope
    has used in a claim, and spoken of."""

    used: dict[str, set[str]] = field(default_factory=dict)
    mentioned: dict[str, set[str]] = field(default_factory=dict)
    _given_here: dict[str, int] = field(default_factory=dict)

    def _head(self, part: Part) -> Head | None:
        place, sentence = part.unit.place, part.unit.sentence
        given = holding(self.assumptions, place, sentence, self.outer)
        used = self.used.get(place.scope, set())
        head = head_of(part, page=self.page, used=used, given=given) or self._another_piece(part)
        if head is None or head.called or part.statement.relations[0].kind == ":=":
            return head
        left = part.formula.value(part.statement.sides[0]).term
        if part.statement.arrow or (left is not None and left.op == "elem" and not head.indices):
            return None
        derived = DERIVED.search(part.unit.gap) is not None
        tied = self._tied(part.unit, given) if part.drawn and not head.called else ()
        if any(str(v.value) == head.key for v in tied):
            return None  # `if e^x = y, then x = \\log y`
        known = derived or head.key in self.mentioned.get(place.scope, set())
        if known and self.page and part.cue not in ("let", "where") and is_value(part):
            return None  # `then x = 0`: what x is found to be
        name = part.formula.context.scalar(head.key)
        fixed = fixing(self.assumptions, name, place, sentence, self.outer)
        return None if fixed else head

    def _place(self, part: Part, side: int) -> tuple[int, int]:
        return part.formula.bounds(*part.statement.sides[side])

    def _first(self, part: Part, chain: Chain) -> Value:
        """The first side; where the first link is a definition, its step is made here."""
        formula, statement = part.formula, part.statement
        made = given_by_rule(part)
        if made is None:
            head = self._head(part)
            made = define_part(part, head, self._conditions_on(part, head)) if head else None
        left = formula.value(statement.sides[0])
        if made is None:
            made = self._another_value(part, left)
        if made is None:
            return left
        notes, error = made
        left.error = None
        right = formula.value(statement.sides[1])
        unread = right.error
        right.error = None
        relation = statement.relations[0]
        made_step = step(formula, left, relation, right, kind="definition", notes=notes,
                         error=error)  # fmt: skip
        if (error is not None and unread is not None) or right.term is None:
            right.error = unread
        chain.steps.append(made_step)
        chain.kinds.append(relation.kind if relation.kind != ":=" else "=")
        chain.values += [left, right]
        return right

    def _conditions_on(self, part: Part, head: Head) -> list[Term] | None:
        """What the sentence says of the arguments for which a function is given; None where it says
        more than is read."""
        if not head.called or not self.page:
            return []
        end = part.unit.span.outer_end
        words = self.source.text[end : end + 120]
        if is_of_unread_arguments(part.unit.sentence_text[-200:], words):
            return None
        names = {part.unit.tokens[use.start].text.lstrip("\\") for use in head.parameters}
        known = part.formula.context.defined(head.key)
        several = known is not None and bool(known.pieces)
        held = self.assumptions.of_sentence(part.unit.place.scope, part.unit.sentence)
        found = [
            a.statement for a in held
            if a.statement not in part.without and a.cue != "let"
            and any(str(v.value) in names for v in a.statement.free)
            and (a.statement.op != "eq" or a.cue == "if" or several)
        ]  # fmt: skip
        if len(head.parameters) == 1:
            name = var(next(iter(names)), REAL)
            context = part.formula.context
            start = part.unit.span.start
            before = part.unit.sentence_text + self.source.text[start : min(end, start + 200)]
            found += interval_after(words, name, context) or []
            found += [c for c in domain_declared(before, head.key, name, context) if c not in found]
        if found:
            self._given_here[head.key] = part.unit.sentence
        return found

    def _another_piece(self, part: Part) -> Head | None:
        """The head of `f(x) = -x^2 for x < 0`, after another piece of f."""
        head = match_head(part.unit.tokens, *part.statement.sides[0], part.formula.context)
        known = part.formula.context.defined(head.key) if head is not None else None
        if head is None or known is None or not known.pieces:
            return None
        return head if self._conditions_on(part, head) else None

    def _another_value(self, part: Part, left: Value) -> Made | None:
        """`and f(0) = 1`: the value of a function where the pieces given before say nothing."""
        term, sides = left.term, part.statement.sides
        if term is None or term.op != "app" or term.args[0].op != "var" or len(term.args) != 2:
            return None
        key, context = str(term.args[0].value), part.formula.context
        known = context.defined(key)
        if known is None or self._given_here.get(key) != part.unit.sentence:
            return None
        value = part.formula.value(sides[1]).term
        own = with_value(known, term.args[1], value) if value is not None else None
        if own is None:
            return None
        context.definitions[key] = own
        return ["another piece of it"], None

    def _second_definition(self, part: Part, chain: Chain, left: Value) -> Value | None:
        """`y = f(x) = x^2`: after y, f is defined too."""
        formula, sides = part.formula, part.statement.sides
        rest = Statement(sides[1:], part.statement.relations[1:], left.start)
        head = match_head(part.unit.tokens, *sides[1], formula.context)
        if head is None or not head.called or formula.context.known(head.key):
            return None
        made = define_part(Part(part.unit, formula, rest, "chain", part.cue), head)
        if made is None:
            return None
        right = formula.value(sides[2])
        relation = part.statement.relations[1]
        chain.steps.append(step(formula, left, relation, right, kind="definition", notes=made[0],
                                error=made[1]))  # fmt: skip
        chain.kinds.append("=")
        chain.values.append(right)
        return right

    def _named(
        self, part: Part, k: int, chain: Chain, sides: tuple[Value, Value], given: Sequence[Term],
        begin: int | None,
    ) -> bool:  # fmt: skip
        """Take the link to a new name that stands last as a definition, if it is one."""
        scope = part.unit.place.scope
        seen = self.used.get(scope, set()), self.mentioned.get(scope, set())
        defining = bool(chain.steps) and all(s.kind == "definition" for s in chain.steps)
        made = named(part, k, defining=defining, seen=seen, given=given) if self.page else None
        if made is None or sides[0].term is None:
            return False
        relation = part.statement.relations[k]
        chain.values += [] if chain.values else [sides[0]]
        chain.steps.append(step(part.formula, sides[0], relation, sides[1], kind="definition",
                                notes=made[0], error=made[1], start=begin))  # fmt: skip
        chain.kinds.append("=")
        chain.values.append(sides[1])
        return True
