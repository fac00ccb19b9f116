"""Locking documents: a proof of each link that is expected to hold, kept or found anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from proofs.check import check
from proofs.claim import Claim
from proofs.kernel import Proof
from proofs.verdict import Proved, Refuted, Verdict

from .cache import Store
from .course import Progress
from .derivation import Document, Step
from .locks import Lock, LockedJudge, StaleProofError, key_of, lock_of
from .marks import marks_of


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


def lock_documents(
    documents: Sequence[Document],
    former: Lock,
    *,
    budget: float = 2.0,
    progress: Progress | None = None,
) -> Locked:
    """The lock of the documents in a file: proofs in the `former` one that hold, and new ones.

    >>> from .reading import read_document
    >>> page = read_document("page.md", "Clearly $1 + 1 = 2$.")
    >>> locked = lock_documents([page], Lock())
    >>> locked.found, lock_documents([page], locked.lock).kept
    (1, 1)
    """
    judge = LockedJudge(former, lambda claim: check(claim, budget=budget))
    found: set[Claim] = set()

    def prove(claim: Claim) -> Verdict:
        try:
            verdict = judge.kept(claim)
        except StaleProofError:
            verdict = None
        if verdict is not None:
            return verdict
        found.add(claim)
        return judge.search(claim)

    proofs, troubles = _proofs(documents, prove, progress)
    lock = lock_of(proofs)
    new = len(found & proofs.keys())
    gone = len(former.proofs.keys() - lock.proofs.keys())
    return Locked(lock, len(proofs) - new, new, gone, troubles)


def check_lock(
    documents: Sequence[Document], lock: Lock, *, progress: Progress | None = None,
    seen: Store | None = None,
) -> Locked:  # fmt: skip
    """What there is to say of a lock, without searching for anything.

    What `seen` remembers to have replayed is not replayed again.

    >>> from .reading import read_document
    >>> page = read_document("page.md", "Clearly $1 + 1 = 2$.")
    >>> [trouble.reason for trouble in check_lock([page], Lock()).troubles]
    ['it has no proof in the lock']
    """
    judge = LockedJudge(lock, lambda claim: check(claim), seen)
    held: set[Claim] = set()
    troubles: list[Trouble] = []
    steps = list(_expected_to_hold(documents))
    for done, step in enumerate(steps, start=1):
        if step.claim is None or step.claim not in held:
            why = _unread(step) if step.claim is None else _fault(judge, step.claim)
            if step.claim is not None and not why:
                held.add(step.claim)
            else:
                troubles.append(Trouble(step.span.line, step.latex, why))
        if progress is not None:
            progress(done, len(steps))
    gone = len(lock.proofs.keys() - {key_of(claim) for claim in held})
    return Locked(lock, len(held), 0, gone, tuple(troubles))


def _fault(judge: LockedJudge, claim: Claim) -> str:
    """What is the matter with the proof of a claim; empty where it holds."""
    try:
        return "" if judge.holds(claim) else "it has no proof in the lock"
    except StaleProofError as error:
        return str(error)


def _proofs(
    documents: Sequence[Document],
    prove: Callable[[Claim], Verdict],
    progress: Progress | None,
) -> tuple[dict[Claim, Proof], tuple[Trouble, ...]]:
    """A proof for each link that is expected to hold, by `prove`, and the links without one."""
    proofs: dict[Claim, Proof] = {}
    troubles: list[Trouble] = []
    steps = list(_expected_to_hold(documents))
    for done, step in enumerate(steps, start=1):
        if step.claim not in proofs:
            verdict = None if step.claim is None else prove(step.claim)
            if step.claim is not None and isinstance(verdict, Proved):
                proofs[step.claim] = verdict.proof
            else:
                why = _unread(step) if verdict is None else _why(verdict)
                troubles.append(Trouble(step.span.line, step.latex, why))
        if progress is not None:
            progress(done, len(steps))
    return proofs, tuple(troubles)


def _expected_to_hold(documents: Sequence[Document]) -> Iterator[Step]:
    for document in documents:
        marks = marks_of(document).by_link
        for derivation in document.derivations:
            yield from (s for s in derivation.steps if s.is_judged and s.span not in marks)


def _unread(step: Step) -> str:
    return "" if step.problem is None else step.problem.message


def _why(verdict: Verdict) -> str:
    if isinstance(verdict, Proved):
        return "proved"
    return f"{'refuted' if isinstance(verdict, Refuted) else 'undecided'}: {verdict.reason}"


__all__ = ["Locked", "Trouble", "check_lock", "lock_documents"]
