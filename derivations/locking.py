"""Locking documents: a proof of each link that is expected to hold, kept or found anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from proofs.check import check
from proofs.claim import Claim
from proofs.verdict import Proved, Refuted

from .cache import Store
from .confined import confined
from .course import Course, Progress
from .derivation import Document, Step
from .judging import AFTERWARDS, REPLAYING
from .locks import Lock, LockedJudge, StaleProofError, data_of, key_of, lock_of
from .marks import marks_of

T = TypeVar("T")


@dataclass(frozen=True)
class Trouble:
    """A link without a proof: where it stands, what it says, and what is the matter."""

    line: int
    latex: str
    reason: str


@dataclass(frozen=True)
class Locked:
    """A lock: how many of its proofs were `kept` and `found`, how many of the former
    lock's are `gone`, and the links that have none."""

    lock: Lock
    kept: int = 0
    found: int = 0
    gone: int = 0
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True)
class _Found:
    """The proof of a claim as data, and whether it is a new one; or why there is none."""

    proof: object = None
    is_new: bool = False
    why: str = ""


def lock_documents(
    documents: Sequence[Document], former: Lock, *, budget: float = 2.0,
    progress: Progress | None = None, memory: int | None = None,
) -> Locked:  # fmt: skip
    """The lock of the documents in a file: proofs in the `former` one that hold, and new ones.

    With `memory`, they are looked for in a process that takes so many bytes at most and may die
    without harm; a claim at which it does has no proof.

    >>> from .reading import read_document
    >>> page = read_document("page.md", "Clearly $1 + 1 = 2$.")
    >>> locked = lock_documents([page], Lock())
    >>> locked.found, lock_documents([page], locked.lock).kept
    (1, 1)
    """
    steps = list(_expected_to_hold(documents))
    claims = _claims(steps)

    def prove(course: Course) -> list[_Found]:
        judge = LockedJudge(former, lambda claim: check(claim, budget=budget))
        return [
            course.part(
                partial(_proof, judge, claim, budget, course),
                lambda why, seconds: _Found(why=f"undecided: {why}"),
            )
            for claim in claims
        ]  # fmt: skip

    found = dict(zip(claims, _done(prove, len(claims), progress, memory), strict=True))
    proved = {claim: one.proof for claim, one in found.items() if one.proof is not None}
    lock = lock_of(proved)
    new = sum(found[claim].is_new for claim in proved)
    gone = len(former.proofs.keys() - lock.proofs.keys())
    troubles = _troubles(steps, {claim: one.why for claim, one in found.items()})
    return Locked(lock, len(proved) - new, new, gone, troubles)


def check_lock(
    documents: Sequence[Document], lock: Lock, *, progress: Progress | None = None,
    seen: Store | None = None, memory: int | None = None,
) -> Locked:  # fmt: skip
    """What there is to say of a lock, without searching for anything.

    What `seen` remembers to have replayed is not replayed again. With `memory`, proofs are replayed
    in a process that takes so many bytes at most, and may die without harm.

    >>> from .reading import read_document
    >>> page = read_document("page.md", "Clearly $1 + 1 = 2$.")
    >>> [trouble.reason for trouble in check_lock([page], Lock()).troubles]
    ['it has no proof in the lock']
    """
    steps = list(_expected_to_hold(documents))
    claims = _claims(steps)
    judge = LockedJudge(lock, check, seen)
    kept = [claim for claim in claims if judge.has(claim)]
    asked = [claim for claim in kept if not judge.remembers(claim)]

    def replay(course: Course) -> list[str]:
        return [
            course.part(
                partial(_fault, judge, claim, course),
                lambda why, seconds: f"the proof that was kept could not be replayed: {why}",
            )
            for claim in asked
        ]  # fmt: skip

    faults = dict.fromkeys(claims, "it has no proof in the lock") | dict.fromkeys(kept, "")
    faults |= zip(asked, _done(replay, len(asked), progress, memory), strict=True)
    for claim in asked:
        if not faults[claim]:
            judge.remember(claim)
    held = {key_of(claim) for claim in claims if not faults[claim]}
    gone = len(lock.proofs.keys() - held)
    return Locked(lock, len(held), 0, gone, _troubles(steps, faults))


def _done(
    do: Callable[[Course], list[T]], parts: int, progress: Progress | None, memory: int | None
) -> list[T]:
    """What comes of the parts, done here or, with `memory`, in a process of its own."""
    if memory is None or not parts:
        return do(Course(parts, progress))
    return confined(do, parts, memory=memory, progress=progress)


def _proof(judge: LockedJudge, claim: Claim, budget: float, course: Course) -> _Found:
    course.expect(REPLAYING)
    try:
        kept = judge.kept(claim)
    except StaleProofError:
        kept = None
    course.expect(budget)
    verdict = judge.search(claim) if kept is None else kept
    course.expect(AFTERWARDS)
    if isinstance(verdict, Proved):
        return _Found(data_of(verdict.proof), kept is None)
    return _Found(
        why=f"{'refuted' if isinstance(verdict, Refuted) else 'undecided'}: {verdict.reason}"
    )


def _fault(judge: LockedJudge, claim: Claim, course: Course) -> str:
    """What is the matter with the proof of a claim; empty where it holds."""
    course.expect(REPLAYING)
    try:
        judge.kept(claim)
    except StaleProofError as error:
        return str(error)
    return ""


def _troubles(steps: Sequence[Step], whys: Mapping[Claim, str]) -> tuple[Trouble, ...]:
    """The links without a proof, by why the claims have none."""
    found = ((step, _unread(step) if step.claim is None else whys[step.claim]) for step in steps)
    return tuple(
        Trouble(step.span.line, step.latex, why)
        for step, why in found
        if why or step.claim is None
    )  # fmt: skip


def _claims(steps: Sequence[Step]) -> list[Claim]:
    """What the links claim, each once."""
    return list(dict.fromkeys(step.claim for step in steps if step.claim is not None))


def _expected_to_hold(documents: Sequence[Document]) -> Iterator[Step]:
    for document in documents:
        marks = marks_of(document).by_link
        for derivation in document.derivations:
            yield from (s for s in derivation.steps if s.is_judged and s.span not in marks)


def _unread(step: Step) -> str:
    return "" if step.problem is None else step.problem.message


__all__ = ["Locked", "Trouble", "check_lock", "lock_documents"]
