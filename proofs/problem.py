"""Problem: a claim made ready to be decided, and what the methods share while they try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic

from .claim import Claim
from .kernel import Proof, Workspace, infer
from .kernel.normal_forms.entries import has_matrices, written_out
from .kernel.terms import Term, TermError, abstract, instantiate, is_family, make, rebuild
from .kernel.terms.definitions import unfold

SHORT = 0.3
"""With fewer seconds left, no answer may be for want of time."""


@dataclass
class Problem:
    """`statement` is to be decided under `given`; names that the claim defines are unfolded.

    `deadline` is a value of `time.monotonic`; `tried` names what was tried, for the person.
    `existing` proves, under `given`, that limits, integrals and the like are defined. `asked` keeps
    the antiderivatives that were sought. Vectors and
    matrices are written out by their entries; `as_stated` is what it was before that.
    """

    claim: Claim
    statement: Term
    given: tuple[Term, ...]
    deadline: float
    workspace: Workspace
    tried: list[str] = field(default_factory=list)
    existing: tuple[Proof, ...] = ()
    asked: dict[Term, Term | None] = field(default_factory=dict)
    as_stated: tuple[Term, tuple[Term, ...]] | None = None

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
        """What SymPy proposes as an antiderivative; waited for as long as half the time left."""
        from .finding import ask

        key = abstract(body, name)
        if key not in self.asked:
            found = ask("antiderivative", body, name, seconds=self.time_left() / 2)
            if found is None and self.time_left() < SHORT:
                return None
            self.asked[key] = None if found is None else abstract(found, name)
        known = self.asked[key]
        return None if known is None else instantiate(known, name)

    def has_sought(self, body: Term, name: Term) -> bool:
        """Whether SymPy has been asked for that antiderivative already."""
        return abstract(body, name) in self.asked

    def folded(self, proof: Proof) -> Proof:
        """The proof about the claim as it was stated: operators on families are not written out,
        and defined names not unfolded."""
        if self.as_stated is not None:
            unfolded, given = self.as_stated
            extra = proof.sequent.hypotheses[len(self.given) :]
            goal = _fold(proof.sequent.goal, self.statement, unfolded)
            proof = self.infer("written out", (*given, *extra), goal, [proof])
        return self.with_names(proof)

    def with_names(self, proof: Proof) -> Proof:
        """The proof about the claim with its defined names not unfolded."""
        claim = self.claim
        if not claim.definitions:
            return proof
        given, statement = self.given, self.statement
        if self.as_stated is not None:
            statement, given = self.as_stated
        extra = proof.sequent.hypotheses[len(given) :]
        goal = _fold(proof.sequent.goal, statement, claim.statement)
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
    """The claim with its definitions unfolded, and its numbers made from vectors and matrices
    written out. Raises TermError where that grows too large."""
    deadline = monotonic() + budget
    statement = unfold(claim.statement, claim.definitions)
    given = tuple(unfold(g, claim.definitions) for g in claim.given)
    workspace = Workspace(deadline=deadline)
    if not has_matrices(statement, *given):
        return Problem(claim, statement, given, deadline, workspace)
    stated = (statement, given)
    try:
        plain = statement if _of_families(statement) else written_out(statement)
        given = tuple(written_out(g) for g in given)
    except TermError:  # a determinant or inverse of symbolic size: only as it stands
        return Problem(claim, statement, stated[1], deadline, workspace, as_stated=stated)
    return Problem(claim, plain, given, deadline, workspace, as_stated=stated)


def _of_families(statement: Term) -> bool:
    return statement.op in ("eq", "ne") and all(is_family(a) for a in statement.args)
