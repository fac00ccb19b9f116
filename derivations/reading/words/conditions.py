"""Conditions in the words of a page: values that names are set to, cases, what a comma ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...derivation import Kind, Step
from ...regex import regex
from ..errors import ReadingError
from ..expressions.names import spelled
from ..sources.units import Part, Unit
from ..statements.chains import ChainReader
from ..statements.implications import arrow_before
from ..statements.links import unjudged_steps, unread_step
from ..statements.sides import Formula
from ..statements.solutions import is_value
from ..tables.trace_rows import names_in
from .assumed import Assumption, Assumptions
from .assumptions import fixing, own_case, rival_cases
from .changed import changes, only_spoken_of
from .clauses import exemplifies, puts_in, tries
from .cues import DERIVED, says_any
from .givens import statements_of
from .introduced import (
    called_name,
    constant_bound,
    introduces,
    is_function_here,
    lone_names,
    quantified,
)
from .roles import is_rate, is_simple

_ITEM = regex(
    r"(?:\A|(?<!\s)[^\S\n]*\n)\s*+(?:(?:[-*+]\s++|\d{1,3}[.)]\s++|\\item\s*+)+(?:\*\*)?"
    r"(?:\([a-z]{1,4}\))?(?:\*\*)?\s*\Z|(?:\*\*)?\([a-z]{1,4}\)(?:\*\*)?\s*\Z)"
)


@dataclass
class ConditionReader(ChainReader):
    """Reads what the statements of a sentence assume; `_changing` is the one whose words let names
    change."""

    _changing: tuple[str, int] = ("", -1)

    def _unread(self, part: Part, error: ReadingError) -> None:
        made = unread_step(part.formula, part.statement, error)
        if made is not None:
            self.found.append((part.unit.place, [made], None))
        self._last = None

    def _unjudged(self, part: Part, kind: Kind) -> None:
        steps = unjudged_steps(part.formula, part.statement, kind)
        self.found.append((part.unit.place, steps, None))
        self._last = None
        if part.role == "declaration":
            self._add(part, statements_of(part.formula, part.statement))

    def _note_growing(self, unit: Unit, parts: Sequence[Part]) -> None:
        r"""`for large $k$`, and `as $k \to \infty$`."""
        context = self.contexts[unit.place.scope]
        formula = Formula(self.source, unit.tokens, context, unit.span.start)
        sides = (0, len(unit.tokens)), (0, 0)
        if parts and not parts[0].statement.relations:
            return
        if parts:
            arrow = unit.tokens[parts[0].statement.relations[0].start - 1 :][:2]
            sides = parts[0].statement.sides[0], parts[0].statement.sides[-1]
            to = spelled(unit.tokens, *sides[1]) in ("\\infty", "+\\infty")
            tends = any(t.text in ("\\to", "\\rightarrow") for t in arrow)
            if not (to and tends and len(parts) == 1 and len(parts[0].statement.sides) == 2):
                return
        elif not re.search(r"\b(?:large|big|growing)\s*$", unit.gap):
            return
        name = formula.value(sides[0]).term
        if name is not None and name.op == "var":
            self.growing.append((str(name.value), unit.place))

    def _generic(self, unit: Unit, parts: Sequence[Part]) -> None:
        """`suppose it holds for $n$`: from here on n has no value that it was given before."""
        if parts or unit.cue not in ("for", "let", "assume", "if"):
            return
        context = self.contexts[unit.place.scope]
        formula = Formula(self.source, unit.tokens, context, unit.span.start)
        name = formula.value((0, len(unit.tokens))).term
        if name is not None and name.op == "var":
            self.assumptions.release(name, unit.place.scope)

    def _introduced(self, unit: Unit) -> None:
        """`Let $f$ be a convex function`: what f was before is not meant from here on."""
        names = lone_names(unit.tokens) if self.page else []
        held = self._changing == (unit.place.scope, unit.sentence)
        changed = bool(names) and changes(unit.gap, held)
        self._changing = (unit.place.scope, unit.sentence) if changed else ("", -1)
        known = self.contexts[unit.place.scope].defined
        for name in names if changed else ():
            found = known(name)
            if found is None or not found.parameters:
                self._contest(name, unit.place.scope)
        before = self.source.text[max(unit.span.outer_start - 200, 0) : unit.span.outer_start]
        after = self.source.text[unit.span.outer_end : unit.span.outer_end + 200]
        context = self.contexts[unit.place.scope]
        constant = constant_bound(unit.tokens) if self.page else ""
        if constant and introduces(before, ""):
            context.introduce(constant)
        if names and introduces(before, after):
            for name in names:
                context.introduce(name)
        if names and (introduces(before, after) or says_any(unit.gap)):
            self.renewed.setdefault(unit.place.scope, {}).update(
                dict.fromkeys(names, unit.sentence)
            )
        called = called_name(unit.tokens) if self.page else ""
        functions = [called] if called and introduces(before, after) else []
        functions += names if names and is_function_here(before, after) else []
        for name in functions:
            plain = context.survey.rank(name) is None and not context.survey.declared.get(name)
            if plain and name in context.survey.called:
                context.survey.declared[name] = "function"

    def _of_every(self, parts: Sequence[Part]) -> None:
        """`For every $x$, $x^2 > 4$`: what follows the comma is said of it, not assumed."""
        before = None
        for part in parts:
            first, before = part.unit is not before, part.unit
            if part.role != "assumption" or not first or part.cue not in ("for", "forall"):
                continue
            start = part.unit.span.outer_start
            names = quantified(self.source.text[max(start - 200, 0) : start])
            own = {key for side in part.statement.sides for key, _ in names_in(part.formula, *side)}
            if own and own <= set(names):
                part.role, part.cue = "chain", ""

    def _after_condition(self, parts: Sequence[Part]) -> None:
        r"""`for all $t \in \mathbb{R}$, $t^2 \geq 0$`: what follows the comma is said."""
        then = (k for k, part in enumerate(parts) if re.search(r"\bthen\b", part.unit.gap))
        last = max(then, default=-1)
        for k, (before, part) in enumerate(itertools.pairwise(parts)):
            if k + 2 <= last:
                continue  # `if a = 1, b > 2, then ...`
            conditional = before.role in ("assumption", "setting", "declaration")
            comma = part.unit is not before.unit and part.unit.gap.strip() == ","
            context = part.formula.context
            sides = part.statement.sides
            plain = all(is_simple(part.unit.tokens, side, context) for side in sides)
            if conditional and comma and part.role == "assumption" and not plain:
                part.role = "chain"
            told = before.role in ("chain", "constraint") and before.cue == part.cue
            if told and comma and part.role == "setting" and part.cue in ("for", "if"):
                part.role = "constraint"  # `at h'(t) = 20 - 10 t = 0, t = 2`
        self._claimed_too(parts)

    def _claimed_too(self, parts: Sequence[Part]) -> None:
        """`if t > 0, |t| = t and t + |t| = 2t`; `|t| = t if t > 0 and |t| = -t if t < 0`."""
        for k, part in enumerate(parts[1:], start=1):
            before, carried = parts[k - 1], part.unit.gap.strip(" ,\n") == "and"
            if part.role != "assumption" or part.unit is before.unit or not carried:
                continue
            context, sides = part.formula.context, part.statement.sides
            if all(is_simple(part.unit.tokens, side, context) for side in sides):
                continue
            if before.cue in ("assume", "let") and is_rate(part.unit.tokens, sides[0], context):
                continue  # `suppose A = a b and da/dt = 1`
            after = parts[k + 1] if k + 1 < len(parts) else None
            own = after is not None and after.unit.gap.strip(" ,\n") in ("if", "for", "when")
            if before.role == "chain" or (own and any(p.role == "chain" for p in parts[:k])):
                part.role = "chain"

    def _settings(self, parts: Sequence[Part]) -> None:
        """`k = 8, d = 1` at the beginning of a list item: what holds in it."""
        self._set_in_a_row(parts)
        self._put_in(parts)
        lead: list[Part] = []
        for part in parts:
            gap = part.unit.gap if not lead or part.unit is not lead[-1].unit else ","
            begins = not lead and bool(_ITEM.search(gap)) and part.statement.start < (
                part.unit.tokens[0].end
            )  # fmt: skip
            follows = bool(lead) and gap.strip(" ,;\n") in ("", "and")
            free = part.role in ("chain", "setting", "constraint") and is_value(part)
            if not (begins or follows) or not free or self._is_defined(part):
                break
            lead.append(part)
        arrow = lead and lead[-1].statement.arrow == "premise"
        if arrow and any(_leads_back(p) for p in parts if p.unit is lead[-1].unit):
            return  # `x = 1 \Rightarrow x^2 = 1 \Leftrightarrow x = 1`
        case = len(lead) == 1 and _colon_after(parts, 1)
        if (
            len(lead) > 1
            or arrow
            or case
            or (lead and len(lead) < len(parts) and _maps(parts[len(lead)]))
        ):
            for part in lead:
                part.role, part.cue = "setting", "case" if case else part.cue or "let"

    def _set_in_a_row(self, parts: Sequence[Part]) -> None:
        """`with w = 1, b = 0, x = 2`: three values or more in a row, none of them derived."""
        run: list[Part] = []
        for part in [*parts, None]:
            beside = part is not None and run and part.unit is run[-1].unit
            gap = "," if beside else part.unit.gap.strip(" ,;\n") if part is not None else "."
            free = part is not None and part.role in ("chain", "setting", "constraint") and (
                part.cue != "solve" and is_value(part) and not self._is_defined(part)
            )  # fmt: skip
            if run and (not free or gap not in ("", "and", ",")):
                if len(run) > 2 and not (run[0].unit.solving or DERIVED.search(run[0].unit.gap)):
                    for one in run:
                        one.role = "setting"
                run = []
            if free and part is not None:
                run.append(part)

    def _put_in(self, parts: Sequence[Part]) -> None:
        """`Testing $x = 1$`, `$x = 1$ gives $4 = 4$`: a value that is put in for a moment; `the
        line $x = 1$` is none."""
        for part in parts:
            if part.role not in ("chain", "setting") or not is_value(part):
                continue
            claimed = part.role == "chain"
            if only_spoken_of(part.unit.gap) or (claimed and exemplifies(part.unit.gap)):
                if part.steps is None:
                    part.role, part.cue = "constraint", ""
                    self._leave_open_here(part)
                continue
            end = part.unit.span.outer_end
            base = part.formula.context.inductive and not part.cue
            told = base or tries(part.unit.gap) or puts_in(self.source.text[end : end + 40])
            if told and claimed and not self._is_defined(part):
                part.role, part.cue = "setting", "for"

    def _is_defined(self, part: Part) -> bool:
        name = part.formula.value(part.statement.sides[0]).term
        return name is None or part.formula.context.known(str(name.value))

    def _is_set_anew(self, part: Part) -> bool:
        """`d = 7` in another item or paragraph than the one that set d before."""
        derived = DERIVED.search(part.unit.gap) is not None
        if derived:
            return False
        end = part.unit.span.outer_end
        following = self.source.text[end : end + 4]
        return bool(self._set_elsewhere(part, here=following.lstrip(" *_").startswith(":")))

    def _is_found_anew(self, part: Part) -> bool:
        """`then d = 7` in a paragraph after the list item that set d to another one: that is over.

        Where text goes on after a list, it can't be told from the last item's.
        """
        setters = [a for a in self._set_elsewhere(part) if a.place.item]
        if any(a.place.item != part.unit.place.item for a in setters):
            return False
        value = part.formula.value(part.statement.sides[-1]).term
        if not setters or any(value in a.statement.args for a in setters):
            return False
        for setter in setters:
            if setter.subject is not None:
                self.assumptions.release(setter.subject, setter.place.scope)
        return True

    def _set_elsewhere(self, part: Part, *, here: bool = False) -> list[Assumption]:
        """What gives a name its value, where that is in other items or paragraphs, or `here`."""
        if not self.page or not is_value(part) or self._is_defined(part):
            return []
        name = part.formula.value(part.statement.sides[0]).term
        place = part.unit.place
        setters = fixing(self.assumptions, name, place, part.unit.sentence, self.outer)
        apart = here or all(
            (a.place.scope, a.place.item, a.place.paragraph)
            != (place.scope, place.item, place.paragraph)
            for a in setters
        )
        return setters if apart else []

    def _assume(self, part: Part) -> list[Step]:
        """An assumption or a setting `k = 8`: given from here on."""
        statement, formula = part.statement, part.formula
        self._suppose_of_functions(part)
        given = statements_of(formula, statement)
        self._add(part, given)
        if not given:
            self._leave_open(part)
        notes = [] if given else ["not read: it is not used as an assumption"]
        return unjudged_steps(part.formula, part.statement, "assumption", notes)

    def _suppose_of_functions(self, part: Part) -> None:
        """`Suppose $f(1) = 1$`: it is not the f of another section."""
        context, sides = part.formula.context, part.statement.sides
        tokens = part.unit.tokens[sides[0][0] : sides[-1][1]]
        for token, following in itertools.pairwise(tokens):
            name = token.text.lstrip("\\")
            calls = following.kind == "(" and name in context.survey.called
            if self.page and calls and not context.known(name) and context.elsewhere(name):
                context.introduce(name)

    def _forget(self, *parts: Part) -> None:
        """Alternatives (`c = 0 or c = 1`) are not assumed; nothing is refuted of their names."""
        for part in parts:
            self._leave_open(part)
        places = {(p.unit.place, p.unit.sentence, p.statement.start) for p in parts}
        self.assumptions = Assumptions(
            a for a in self.assumptions if (a.place, a.sentence, a.offset) not in places
        )

    def _own_cases(self, parts: Sequence[Part]) -> None:
        """`A for t > 0 and B for t < 0`: each claim is under its own case, not under both."""
        if not parts:
            return
        sentence = parts[0].unit.sentence
        held = self.assumptions.of_sentence(parts[0].unit.place.scope, sentence)
        claims = [p for p in parts if p.role == "chain" and p.steps is None]
        if self._in_turn(held, claims):
            return
        for cases in rival_cases(held):
            if not claims:
                return
            if len(claims) == 1 and len({c.statement for c in cases}) > 1:
                claims[0].cases = tuple(dict.fromkeys(c.statement for c in cases))
                claims[0].without |= frozenset(claims[0].cases)
                continue
            after = claims[0].statement.start < cases[0].offset
            for part in claims:
                own = own_case(cases, part.statement.start, after=after)
                part.without = frozenset(
                    c.statement for c in cases if c is not own
                ) | part.without  # fmt: skip

    def _respectively(self, parts: Sequence[Part]) -> None:
        """`for $x > 0$ (resp. $x < 0$)`: another condition like the one before it."""
        for before, part in itertools.pairwise(parts):
            if self._is_second(part.statement.start) and before.role in ("assumption", "setting"):
                part.role, part.cue = before.role, before.cue

    def _in_turn(self, held: Sequence[Assumption], claims: Sequence[Part]) -> bool:
        """`for $x > 0$ (resp. $x < 0$), A (resp. B)`: each claim is under its own condition."""
        second = {a.statement for a in held if self._is_second(a.offset)}
        first = {a.statement for a in held} - second
        if not second:
            return self._in_order(held, claims)
        twice = any(self._is_second(part.statement.start) for part in claims)
        for part in claims:
            other = first if self._is_second(part.statement.start) else second
            part.without |= frozenset(other if twice else first | second)
            if not twice and len(held) == len(second) * 2 == 2 and len(claims) == 1:
                part.cases = tuple(dict.fromkeys(a.statement for a in held))
            part.either = part.either or not (twice or part.cases)
        return True

    def _in_order(self, held: Sequence[Assumption], claims: Sequence[Part]) -> bool:
        """`for $x > 0$ and $x < 0$, A and B, respectively`: the first claim is under the first."""
        said = claims[0].unit.said.words if claims else ""
        if len(held) < 2 or "respectively" not in said.lower():
            return False
        for k, part in enumerate(claims):
            paired = len(held) == len(claims) and part.statement.start > held[-1].offset
            own = held[k].statement if paired else None
            part.without |= frozenset(a.statement for a in held) - {own}
            part.either = part.either or own is None
        return True

    def _is_second(self, offset: int) -> bool:
        """Whether "resp." stands right before an offset."""
        return _RESPECTIVELY.search(self.source.text[max(offset - 24, 0) : offset]) is not None


_RESPECTIVELY = regex(r"\bresp(?:\.|ectively)?,?(?:\s|\$|(?:for|if|when|that)\b)*\Z", re.IGNORECASE)


def _leads_back(part: Part) -> bool:
    r"""Whether an arrow leads from a statement to the one before: `\Leftrightarrow x = 1`."""
    found = arrow_before(part)
    return found is not None and found[0] in ("iff", "follows")


def _colon_after(parts: Sequence[Part], count: int) -> bool:
    """Whether a colon stands after the first statements: `- $t = 1$: ...`."""
    if count >= len(parts) or parts[count].unit is parts[count - 1].unit:
        return False
    return parts[count].unit.gap.lstrip(" *_").startswith(":")


def _maps(part: Part) -> bool:
    """Whether a statement begins with an arrow: what stands before it is set."""
    return part.statement.arrow == "conclusion" or (
        bool(part.statement.relations) and part.statement.sides[0][0] == part.statement.sides[0][1]
    )
