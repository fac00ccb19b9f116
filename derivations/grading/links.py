"""The links of an answer: which lines are wrong, and which only go on from a wrong line.

A wrong line is charged once. What follows it is charged no more when it is right work from it: a
true link, a link that is true once the wrong line is believed, or a return to a true value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import Term, TermError, rebuild
from proofs.kernel.terms.definitions import Definition, unfold

from ..derivation import Derivation, Step
from ..report import Assertion
from .verdicts import Verdicts

Standing = Literal["right", "wrong", "carried", "back", "open", "unjudged"]
MAX_SIDES = 6
"""Most earlier sides of a chain with which a later one is compared."""
MAX_BELIEVED = 12
"""Most wrong lines that later ones are tried to follow from."""


@dataclass(frozen=True)
class Link:
    """A link with its verdict, how it stands among the others, and why, where the verdict alone
    does not say. `from_line` is the wrong line that it is right work from."""

    step: Step
    judged: Assertion
    standing: Standing
    from_line: int = 0
    why: str = ""


def stand(chains: Sequence[Derivation], verdicts: Verdicts) -> list[Link]:
    """Every link of an answer in order, judged, and how it stands."""
    believed: list[tuple[Step, int]] = []
    doubtful = _set_twice(chains)
    out: list[Link] = []
    for chain in chains:
        out += _Chain(chain, verdicts, believed, doubtful).links()
    return out


def _set_twice(chains: Sequence[Derivation]) -> frozenset[Term]:
    """The names that an answer gives two different numbers, one after the other.

    Which of them holds for which formula is for a person to see.
    """
    seen: dict[Term, Term] = {}
    out = set()
    for step in (s for chain in chains for s in chain.steps):
        name, value = step.left.term, step.right.term
        if step.relation.strip() != "=" or name is None or name.op != "var" or value is None:
            continue
        if not value.free and seen.setdefault(name, value) is not value:
            out.add(name)
    return frozenset(out)


@dataclass(frozen=True)
class Side:
    """A side of a link by itself: its names unfolded, and under which conditions it stands."""

    term: Term
    given: tuple[Term, ...]


def _side(claim: Claim, *, right: bool) -> Side | None:
    try:
        term = unfold(claim.right if right else claim.left, claim.definitions)
        return Side(term, tuple(unfold(g, claim.definitions) for g in claim.given))
    except TermError:
        return None


@dataclass
class _Chain:
    """Goes along one chain. `sides` are those before a wrong or doubtful link."""

    chain: Derivation
    verdicts: Verdicts
    believed: list[tuple[Step, int]]
    doubtful: frozenset[Term]
    sides: list[Side] = field(default_factory=list)
    in_doubt: int | None = None

    def links(self) -> list[Link]:
        """The links, each with its standing."""
        out: list[Link] = []
        for position, step in enumerate(self.chain.steps, start=1):
            judged = self.verdicts.link(f"{self.chain.id}/{position}", step)
            link = Link(step, judged, _plainly(judged))
            if link.standing == "open":
                self._note_doubt(out, step)
            elif judged.verdict == "refuted":
                link = self._refuted(out, link)
            out.append(link)
        return out

    def _note_doubt(self, before: Sequence[Link], step: Step) -> None:
        """Keep the last side that is not in doubt, and which link came after it."""
        claim = before[-1].step.claim if before else step.claim
        if self.in_doubt is None and claim is not None and claim.relation == "=":
            self._keep(claim, right=bool(before))
            self.in_doubt = len(before)

    def _keep(self, claim: Claim, *, right: bool) -> None:
        side = _side(claim, right=right)
        if side is not None:
            self.sides.append(side)

    def _refuted(self, before: list[Link], link: Link) -> Link:
        claim = link.step.claim
        if claim is not None and _speaks_of(claim, self.doubtful):
            why = "judged with one of several values that a name has here: is that the one meant?"
            return replace(link, standing="open", why=why)
        found = _refuted(link, self.believed, self.sides[-MAX_SIDES:], self.verdicts)
        if self.in_doubt is not None:
            if found.standing == "back":  # what was in doubt differs from both of its neighbours
                why = "this line differs from the lines before and after it, which are equal"
                before[self.in_doubt] = replace(before[self.in_doubt], standing="wrong", why=why)
            elif found.standing == "wrong" and not self._differs(claim):
                why = "this line or the one before it, which could not be judged, is wrong"
                found = replace(found, standing="open", why=why)
            self.in_doubt = None
        if claim is not None and claim.relation == "=":
            self._keep(claim, right=False)
        if found.standing != "open" and len(self.believed) < MAX_BELIEVED:
            origin = found.from_line or link.step.right.span.line
            self.believed.append((link.step, origin))
        return found

    def _differs(self, claim: Claim | None) -> bool:
        """Whether a side surely differs from the one before what is in doubt."""
        if claim is None or not self.sides:
            return False
        made = _between(self.sides[-1], claim.right, claim)
        return made is not None and self.verdicts.claim(made).outcome == "refuted"


def _speaks_of(claim: Claim, names: frozenset[Term]) -> bool:
    heads = {d.head for d in claim.definitions}
    return any(
        not (t.free | heads).isdisjoint(names) for t in (claim.left, claim.right, *claim.given)
    )


def _plainly(judged: Assertion) -> Standing:
    if judged.verdict is None:
        return "unjudged"
    return _STANDING.get(judged.verdict, "open")


_STANDING: dict[str, Standing] = {"proved": "right", "refuted": "wrong"}


def _refuted(
    link: Link, believed: Sequence[tuple[Step, int]], sides: Sequence[Side], verdicts: Verdicts
) -> Link:
    """A refuted link: a mistake of its own, or not."""
    claim = link.step.claim
    if claim is None or claim.relation != "=":
        return link
    if any(_equal(side, claim.right, claim, verdicts) for side in reversed(sides)):
        return replace(link, standing="back")
    for earlier, origin in reversed(believed):
        if follows(claim, earlier, verdicts):
            return replace(link, standing="carried", from_line=origin)
    if len(believed) > 1:
        made = claim
        for earlier, _ in believed:
            made = _believing(made, earlier) or made
        if made != claim and verdicts.claim(made).outcome == "proved":
            return replace(link, standing="carried", from_line=believed[0][1])
    return link


def _equal(left: Side, right: Term, beside: Claim, verdicts: Verdicts) -> bool:
    made = _between(left, right, beside)
    return made is not None and verdicts.claim(made).outcome == "proved"


def _between(left: Side, right: Term, beside: Claim) -> Claim | None:
    """The equality of an earlier side and the right side of a claim, under what holds for both."""
    try:
        given = dict.fromkeys((*left.given, *beside.given))
        return Claim(left.term, "=", unfold(right, beside.definitions), given=given,
                     digits=beside.digits)  # fmt: skip
    except (ClaimError, TermError):
        return None


def follows(claim: Claim, earlier: Step, verdicts: Verdicts) -> bool:
    """Whether a claim is proved once an earlier, wrong line is believed."""
    made = _believing(claim, earlier)
    return made is not None and verdicts.claim(made).outcome == "proved"


def _believing(claim: Claim, earlier: Step) -> Claim | None:
    """The claim with the wrong right side of an earlier equality in place of its left side."""
    wrong = earlier.claim
    if wrong is None or wrong.relation != "=" or claim.constant_in or wrong.constant_in:
        return None
    try:
        return _redefined(claim, wrong) or _replaced(claim, wrong)
    except (ClaimError, TermError):
        return None


def _redefined(claim: Claim, wrong: Claim) -> Claim | None:
    """With f(x) = W believed, for a name f that the claim has a definition of."""
    head, names = wrong.left, []
    if head.op == "app":
        head, *names = head.args
    if head.op != "var" or any(n.op != "var" for n in names) or len(set(names)) != len(names):
        return None
    known = [d for d in claim.definitions if d.head is head]
    if not known or head in wrong.right.free:
        return None
    fixed = [g for g in wrong.given if not g.free.isdisjoint(names)]
    if fixed:  # believed for some x only
        return None
    body = unfold(wrong.right, wrong.definitions)
    if names and len(known[0].parameters) != len(names):
        return None
    made = Definition(head, tuple(names), body)
    others = [d for d in claim.definitions if d.head is not head]
    at = claim.definitions.index(known[0])
    before = [d for d in claim.definitions[:at] if d.head is not head]
    after = [d for d in others if d not in before]
    return _with(claim, claim.left, claim.right, (*before, made, *after))


def _replaced(claim: Claim, wrong: Claim) -> Claim | None:
    """With A = W believed, for an expression A that occurs in the claim once that is unfolded."""
    old = unfold(wrong.left, wrong.definitions)
    new = unfold(wrong.right, wrong.definitions)
    if old.op in ("num", "var") or old.loose:
        return None
    left = _put(unfold(claim.left, claim.definitions), old, new)
    right = _put(unfold(claim.right, claim.definitions), old, new)
    plain = unfold(claim.left, claim.definitions), unfold(claim.right, claim.definitions)
    if (left, right) == plain:
        return None
    if claim.digits is None and wrong.digits is not None and new in (left, right):
        other = left if right is new else right  # y = v, where v was rounded in the wrong line
        return Claim(other, "=", new, given=claim.given, digits=wrong.digits)
    return _with(claim, left, right, claim.definitions)


def _put(term: Term, old: Term, new: Term) -> Term:
    if term is old:
        return new
    if not term.args or term.depth < old.depth:
        return term
    args = tuple(_put(a, old, new) for a in term.args)
    return term if args == term.args else rebuild(term, args)


def _with(claim: Claim, left: Term, right: Term, definitions: Sequence[Definition]) -> Claim:
    return Claim(left, claim.relation, right, given=claim.given, definitions=definitions,
                 digits=claim.digits)  # fmt: skip


__all__ = ["Link", "Standing", "follows", "stand"]
