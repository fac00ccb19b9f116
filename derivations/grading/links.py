"""The links of an answer: which lines are wrong, and which only go on from a wrong line.

A wrong line is charged once. What follows it is charged no more when it is right work from it: a
true link, a link that is true once the wrong line is believed, or a return to a true value.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import Term, TermError
from proofs.kernel.terms.definitions import unfold

from ..derivation import Derivation, Step
from ..reading.statements.claims import digits_shown
from ..report import Assertion
from .believing import follows, follows_from_all
from .roundings import as_rounded
from .verdicts import Verdicts

Standing = Literal["right", "wrong", "carried", "back", "open", "unjudged"]
MAX_SIDES = 6
"""Most earlier sides of a chain with which a later one is compared."""
MAX_BELIEVED = 12
"""Most wrong lines that later ones are tried to follow from."""


@dataclass(frozen=True)
class Link:
    """A link with its verdict, how it stands among the others, and why, where the verdict alone
    does not say. `from_line` is the wrong line that it is right work from. `counts`: it is working,
    and not an answer by itself."""

    step: Step
    judged: Assertion
    standing: Standing
    from_line: int = 0
    why: str = ""
    counts: bool = True


def stand(
    chains: Sequence[Derivation], verdicts: Verdicts, fixed: Collection[Term] = ()
) -> list[Link]:
    """Every link of an answer in order, judged, and how it stands.

    `fixed` names have one value, which the sheet says.
    """
    believed: list[tuple[Step, int]] = []
    doubtful = _set_twice(chains, verdicts) - {*fixed}
    out: list[Link] = []
    for chain in chains:
        out += _Chain(chain, verdicts, believed, doubtful).links()
    return out


def _set_twice(chains: Sequence[Derivation], verdicts: Verdicts) -> frozenset[Term]:
    """The names that an answer gives two different numbers, one after the other.

    Which of them holds for which formula is for a person to see.
    """
    seen: dict[Term, Term] = {}
    out = set()
    for step in (s for chain in chains for s in chain.steps):
        name, value = step.left.term, step.right.term
        if step.relation.strip() != "=" or name is None or name.op != "var" or value is None:
            continue
        before = value if value.free else seen.setdefault(name, value)
        if before is not value and not _same_number(before, value, step, verdicts):
            out.add(name)
    return frozenset(out)


def _same_number(one: Term, other: Term, step: Step, verdicts: Verdicts) -> bool:
    """Whether a number is another, or what that is to the digits shown."""
    known = step.claim.definitions if step.claim is not None else ()
    try:
        one, other = (unfold(t, known) for t in (one, other))
        made = Claim(one, "=", other, digits=digits_shown(step.right.latex))
    except (ClaimError, TermError):
        return False
    return verdicts.claim(made).outcome == "proved"


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
            link = self._plain(step, judged)
            if link.standing == "open":
                self._note_doubt(out, step)
            elif link.standing == "wrong":
                link = self._refuted(out, link)
            out.append(link)
        return out

    def _plain(self, step: Step, judged: Assertion) -> Link:
        """A link by itself, without the others."""
        standing = _plainly(judged)
        rounded = as_rounded(step, self.verdicts) if standing == "wrong" else None
        return Link(step, judged, standing) if rounded is None else (
            Link(step, judged, rounded[0], why=rounded[1])
        )  # fmt: skip

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
    if claim is None:
        return link
    if claim.relation == "=" and any(
        _equal(side, claim.right, claim, verdicts) for side in reversed(sides)
    ):
        return replace(link, standing="back")
    for earlier, origin in reversed(believed):
        if follows(claim, earlier, verdicts):
            return replace(link, standing="carried", from_line=origin)
    if claim.relation == "=" and follows_from_all(claim, [step for step, _ in believed], verdicts):
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


__all__ = ["Link", "Standing", "stand"]
