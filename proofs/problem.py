"""Problem: a claim made ready to be decided, and what the methods share while they try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic

from .claim import Claim
from .kernel import Proof, Workspace, infer
from .kernel.definitions import unfold
from .kernel.terms import Term, make, rebuild


@dataclass
class Problem:
    """`statement` is to be decided under `given`; names that the claim defines are unfolded.

    `deadline` is a value of `time.monotonic`; `tried` names what was tried, for the person.
    `existing` proves, under `given`, that limits, integrals and the like are defined.
    """

    claim: Claim
    statement: Term
    given: tuple[Term, ...]
    deadline: float
    workspace: Workspace
    tried: list[str] = field(default_factory=list)
    existing: tuple[Proof, ...] = ()

    @property
    def sides(self) -> tuple[Term, Term]:
        """The two sides of the relation."""
        return self.statement.args[0], self.statement.args[1]

    def time_left(self) -> float:
        """Seconds until the deadline, perhaps negative."""
        return self.deadline - monotonic()

    def infer(
        self, rule: str, hypotheses: Sequence[Term], goal: Term,
        premises: Sequence[Proof] = (), data: dict[str, object] | None = None,
    ) -> Proof:  # fmt: skip
        """A step by the kernel, in this problem's workspace. Raises InferenceError."""
        return infer(rule, tuple(hypotheses), goal, tuple(premises), data, self.workspace)

    def antiderivative(self, body: Term, name: Term) -> Term | None:
        """What SymPy proposes as an antiderivative; waited for no longer than there is time."""
        from .finding import ask

        return ask("antiderivative", body, name, seconds=self.time_left())

    def folded(self, proof: Proof) -> Proof:
        """The proof about the claim as it was stated, its defined names not unfolded."""
        claim = self.claim
        if not claim.definitions:
            return proof
        extra = proof.sequent.hypotheses[len(self.given) :]
        goal = _fold(proof.sequent.goal, self.statement, claim.statement)
        data: dict[str, object] = {"definitions": claim.definitions}
        return self.infer("definition", (*claim.given, *extra), goal, [proof], data)


def _fold(goal: Term, unfolded: Term, stated: Term) -> Term:
    if goal is unfolded:
        return stated
    if goal.args == unfolded.args and goal.value == unfolded.value:  # near, for shown
        return make(goal.op, stated.args, goal.value, goal.sort)
    if goal.op in ("judged", "somewhere", "not"):
        return rebuild(goal, (_fold(goal.args[0], unfolded, stated),))
    return goal


def prepare(claim: Claim, budget: float) -> Problem:
    """The claim with its definitions unfolded. Raises TermError where that grows too large."""
    deadline = monotonic() + budget
    return Problem(
        claim,
        unfold(claim.statement, claim.definitions),
        tuple(unfold(g, claim.definitions) for g in claim.given),
        deadline,
        Workspace(deadline=deadline),
    )
