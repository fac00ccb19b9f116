"""What every kind of question looks at: the answer, its links, and what the sheet states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import NAT, ONE, Term, TermError
from proofs.kernel.terms.definitions import Definition

from ...derivation import Span, Step
from ...reading.sources.symbols import RELATIONS
from ...reading.statements.claims import relevant
from ..believing import follows
from ..composing import Answer, plain_latex
from ..links import Link
from ..verdicts import Known, Verdicts

Reached = Literal["right", "wrong", "carried", "open", "missing"]


@dataclass(frozen=True)
class End:
    """One thing that a question wants: whether it was reached, where, and what to say of it.

    `half`: only half of its points are lost by being wrong.
    """

    reached: Reached
    message: str
    span: Span | None = None
    latex: str = ""
    notes: tuple[str, ...] = ()
    half: bool = False


@dataclass(frozen=True)
class Asking:
    """An answer with its links judged."""

    answer: Answer
    links: Sequence[Link]
    verdicts: Verdicts

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """What the names of the answer stand for: as its links have it, then as it says itself."""
        out: dict[Term, Definition] = {}
        for step in (*self.answer.claims, *self.answer.steps):
            for definition in step.claim.definitions if step.claim is not None else ():
                out.setdefault(definition.head, definition)
        for step in self.answer.steps:
            name, value = step.left.term, step.right.term
            if step.kind == "definition" and name is not None and name.op == "var" and value:
                try:
                    out.setdefault(name, Definition(name, (), value))
                except TermError:
                    continue
        for definition in self.answer.definitions:
            out.setdefault(definition.head, definition)
        return tuple({**out, **{d.head: d for d in self.answer.values}}.values())

    @cached_property
    def ranges(self) -> tuple[Term, ...]:
        """In which range the indices and lengths of the answer are, as reading has it."""
        found = [g for s in self.answer.steps if s.claim is not None for g in s.claim.given]
        return tuple(dict.fromkeys(g for g in found if _is_range(g)))

    @property
    def contested(self) -> bool:
        """Whether a name stands for two things in the answer."""
        seen: dict[Term, Definition] = {}
        asked = {d.head for d in self.answer.values}
        return any(
            d.head not in asked and seen.setdefault(d.head, d) != d
            for step in self.answer.steps
            if step.claim is not None
            for d in step.claim.definitions
        )

    @cached_property
    def free_names(self) -> frozenset[Term]:
        """The names that stand in the answer's links."""
        terms = [
            t for s in self.answer.steps if s.claim is not None
            for t in (s.claim.left, s.claim.right)
        ]  # fmt: skip
        return frozenset[Term]().union(*(t.free for t in terms))

    def claim(
        self, left: Term, relation: str, right: Term, *, digits: int | None = None,
        given: Sequence[Term] | None = None,
    ) -> Known:  # fmt: skip
        """What is known of a claim under the sheet's conditions and all definitions."""
        try:
            made = self.stated(left, relation, right, digits=digits, given=given)
        except (ClaimError, TermError) as error:
            return Known("undecided", note=str(error))
        return self.verdicts.claim(made)

    def stated(
        self, left: Term, relation: str, right: Term, *, digits: int | None = None,
        given: Sequence[Term] | None = None,
    ) -> Claim:  # fmt: skip
        """A claim under the conditions that it hangs on. Raises ClaimError or TermError."""
        conditions = (*self.answer.given, *self.ranges) if given is None else given
        known = _in_order(self.definitions, (left, right))
        closed = [c for c in conditions if not c.free]
        conditions = [*relevant((left, right), conditions, known), *closed]
        known = _in_order(self.definitions, (left, right, *conditions))
        return Claim(left, relation, right, given=conditions, digits=digits, definitions=known)

    def is_task(self, name: str, term: Term) -> bool:
        """Whether the question's words say that the name is equal to a term: what is to be worked
        out, and no work."""
        return any(term is told for told in self.tasks(name))

    def tasks(self, name: str) -> Iterator[Term]:
        """What the question's words say that a name is equal to."""
        wanted = plain_latex(name)
        for step in (*self.answer.related, *self.answer.settled):
            sides = (step.left, step.right)
            for side, other in (sides, sides[::-1]):
                if plain_latex(side.latex) == wanted and other.term is not None:
                    yield other.term

    def wrong_before(self, name: str, term: Term, step: Step, digits: int | None = None) -> int:
        """The wrong line that, believed, makes a value what the question says that a name is."""
        for told in self.tasks(name):
            try:
                claim = self.stated(told, "=", term, digits=digits)
            except (ClaimError, TermError):
                continue
            for link in self.links:
                apart = link.standing == "wrong" and link.counts and link.step is not step
                if apart and follows(claim, link.step, self.verdicts):
                    return link.step.right.span.line
        return 0

    def wrong_elsewhere(self, step: Step) -> int:
        """The line of a wrong link that a step may be right work from, though nothing joins them:
        one of another chain, no answer that stands alone; 0 where there is none."""
        chain = next((c.steps for c in self.answer.derivations if _holds(c.steps, step)), ())
        later = False
        lines = []
        for link in self.links:
            later = later or link.step is step
            apart = later and _holds(self.answer.by_value, link.step)
            wrong = link.standing == "wrong" and link.counts
            if wrong and not apart and not _holds((*chain, step), link.step):
                lines.append(link.step.right.span.line)
        return min(lines, default=0)

    def link_of(self, step: Step) -> Link | None:
        """The link that a step is."""
        return next((link for link in self.links if link.step is step), None)


def _holds(steps: Sequence[Step], step: Step) -> bool:
    return any(other is step for other in steps)


def _is_range(condition: Term) -> bool:
    """Whether a condition is 1 <= i or i <= n, for an index and a length."""
    if condition.op != "le" or not all(name.sort == NAT for name in condition.free):
        return False
    low, high = condition.args
    return high.op in ("var", "size") and (low is ONE or low.op == "var")


def _in_order(definitions: Sequence[Definition], terms: Sequence[Term]) -> tuple[Definition, ...]:
    """The definitions that terms rest on, each after those that it rests on itself."""
    table = {d.head: d for d in definitions}
    out: dict[Term, Definition] = {}

    def add(names: frozenset[Term], within: tuple[Term, ...]) -> None:
        for name in sorted(names & table.keys() - out.keys(), key=str):
            if name in within:
                raise TermError(f"the definition of {name} uses {name} itself")
            found = table[name]
            add(found.body.free - {*found.parameters}, (*within, name))
            out[name] = found

    for term in terms:
        add(term.free, ())
    return tuple(out.values())


def relation_of(step: Step) -> str:
    """The relation of a step, as claims name it; empty where there is none."""
    if step.claim is not None and step.claim.relation in RELATIONS.values():
        return step.claim.relation
    return RELATIONS.get(step.relation.strip(), "")
