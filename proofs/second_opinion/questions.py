"""What z3 says of a verdict: that it agrees, that it disagrees, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import z3

from ..kernel.terms import Term, TermError, eq, substitute
from ..kernel.terms.definedness import definedness
from ..kernel.terms.definitions import unfold
from ..opinion import Opinion
from ..verdict import Proved, Refuted, Verdict, Witness
from .fragment import RELATIONS, Fragment, NotSpoken, translated

Answer = Literal["none", "some", "perhaps"]
"""Whether there are points: none, one at least, or z3 cannot tell."""
COMPOUND = ("and", "or", "not", "implies", "iff", "isint")
MEMORY_MB = 1_000


@dataclass(frozen=True)
class _Question:
    """A claim as formulas: where it is judged, and what it says there."""

    hypotheses: tuple[Term, ...]
    domain: tuple[Term, ...]
    statement: Term
    seconds: float

    def at(self, witness: Witness) -> tuple[_Question, list[Term]]:
        """The question at a point, and the values of entries there."""
        values = {name: value for name, value in witness.at if name.op == "var"}
        put = [
            tuple(substitute(t, values) for t in terms)
            for terms in (self.hypotheses, self.domain, (self.statement,))
        ]
        entries = [
            eq(substitute(name, values), value) for name, value in witness.at if name.op != "var"
        ]
        return _Question(put[0], put[1], put[2][0], self.seconds), entries

    def points(self, holds: bool | None, *more: Term) -> Answer:
        """Whether there are points at which the statement holds, or fails (None: any), and `more`
        does."""

        def formulas(fragment: Fragment) -> list[Any]:
            out = [fragment.truth(t) for t in (*self.hypotheses, *more)]
            out += [fragment.relation(t) for t in self.domain]
            if holds is not None:
                compound = self.statement.op in COMPOUND
                said = (fragment.truth if compound else fragment.relation)(self.statement)
                out.append(said if holds else z3.Not(said))
            return out

        fragment, found = translated(formulas)
        solver = z3.Solver()
        solver.set("timeout", max(1, int(1000 * self.seconds)))
        solver.add(*fragment.facts, *found)
        answer = solver.check()
        if answer == z3.unsat:
            return "none"
        return "some" if answer == z3.sat and fragment.exact else "perhaps"


def opinion(verdict: Verdict, seconds: float) -> Opinion:
    """What z3 says of a verdict, asked at most four times for so many seconds in all."""
    z3.set_param("memory_max_size", MEMORY_MB)
    if not isinstance(verdict, Proved | Refuted):
        return Opinion("silent", "nothing was decided")
    if isinstance(verdict, Proved) and verdict.caveats:
        return Opinion("silent", "proved with a caveat")
    try:
        question = _question(verdict, seconds / 4)
        if isinstance(verdict, Proved):
            return _of_proved(question)
        return _of_refuted(question, verdict)
    except (NotSpoken, TermError) as outside:
        return Opinion("silent", f"outside what is asked: {outside}")
    except z3.Z3Exception as error:
        return Opinion("silent", f"z3: {error}")


def _question(verdict: Proved | Refuted, seconds: float) -> _Question:
    stated = verdict.claim
    if stated.parts or stated.values or stated.digits is not None or stated.slopes() is not None:
        raise NotSpoken("a claim of another kind")
    claim = stated.unfolded()
    where = verdict.conditions if isinstance(verdict, Proved) else ()
    hypotheses = (*claim.given, *(unfold(c, stated.definitions) for c in where))
    statement = claim.statement
    if statement.op in RELATIONS:
        domain = [c for side in statement.args for c in definedness(side)]
        return _Question(hypotheses, tuple(dict.fromkeys(domain)), statement, seconds)
    if statement.op in COMPOUND:
        return _Question(hypotheses, (), statement, seconds)
    raise NotSpoken(f"a statement of another kind, {statement.op}")


def _of_proved(question: _Question) -> Opinion:
    if question.points(None) == "none":
        return Opinion("disagrees", "there is no point at which both sides are defined")
    failing = question.points(False)
    if failing == "none":
        return Opinion("agrees", "there is no point at which it fails")
    if failing == "some":
        return Opinion("disagrees", "there is a point at which it fails")
    return Opinion("silent", "z3 cannot tell")


def _of_refuted(question: _Question, verdict: Refuted) -> Opinion:
    if verdict.witness is None:
        return _of_undefined(question)
    if question.points(False) == "none":
        return Opinion("disagrees", "there is no point at which it fails")
    there, values = question.at(verdict.witness)
    if there.points(None, *values) == "none":
        return Opinion("disagrees", "the witness does not meet the conditions")
    held = there.points(True, *values)
    if held == "none":
        return Opinion("agrees", "it fails at the witness")
    if held == "some":
        return Opinion("disagrees", "it holds at the witness")
    return Opinion("silent", "z3 cannot tell")


def _of_undefined(question: _Question) -> Opinion:
    """Refuted without a witness: a side is defined nowhere, or has another value or none."""
    if question.points(None) == "none":
        return Opinion("agrees", "there is no point at which both sides are defined")
    failing = question.points(False)
    if failing == "some":
        return Opinion("agrees", "there is a point at which it fails")
    if failing == "none" and question.points(None) == "some":
        return Opinion("disagrees", "there is no point at which it fails")
    return Opinion("silent", "z3 cannot tell")


__all__ = ["opinion"]
