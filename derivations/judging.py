"""Judging: every link of a document by the one checker, and the Report of what was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from proofs.check import check
from proofs.claim import Claim
from proofs.opinion import Opinion
from proofs.verdict import Proved, Refuted, Undecided, Verdict

from . import messages
from .assertions import Judge, assertion, conclusion, stopped
from .course import Course, Progress
from .derivation import Derivation, Diagnostic, Document, Step
from .faults import raise_where_sought
from .report import Assertion, Chain, Outcome, Report
from .tacit import as_meant

Ask = Callable[[Verdict], Opinion]
"""A second opinion on a verdict."""
AFTERWARDS, ASKING, REPLAYING = 5.0, 20.0, 60.0
"""Seconds in which what comes after a check is over (the nearest true statement: in a second, on
a machine that is not busy); z3; and the replay of a proof, which another machine may have found."""


@dataclass(frozen=True)
class _Ends:
    """What is said of first = last: nothing where it is no claim."""

    outcome: Outcome | None = None
    told: tuple[Diagnostic, ...] = ()
    conclusion: Assertion | None = None


def judge_document(
    document: Document, *, budget: float = 2.0, progress: Progress | None = None,
    ask: Ask | None = None, course: Course | None = None,
) -> Report:  # fmt: skip
    """The report on a document: every claim judged, for at most `budget` seconds each.

    `progress(done, total)` is called after each claim. A claim that stands in the document twice is
    judged once. `ask` gives a second opinion on each verdict. `course` does the parts of the work.

    >>> judge_document(Document("empty.md", "", (), ())).assertions
    ()
    """
    course = course or Course(number_of_parts(document), progress)
    judge = _judge(budget, course)
    assertions: list[Assertion] = []
    chains: list[Chain] = []
    diagnostics = list(document.diagnostics)
    for derivation in document.derivations:
        links: list[Assertion] = []
        for position, step in enumerate(derivation.steps, start=1):
            link, told = _link(f"{derivation.id}/{position}", step, judge, budget, ask, course)
            links.append(link)
            diagnostics += told
        if len(links) > 1:
            ends = _ends(derivation, links, judge, course)
            names = tuple(link.id for link in links)
            chains.append(Chain(names, ends.outcome, ends.conclusion))
            diagnostics += ends.told
            if ends.outcome == "proved":
                links = [_true_end(link) for link in links]
        assertions += links
    return Report(
        document.name, document.text, tuple(assertions), tuple(chains), tuple(diagnostics)
    )


def number_of_parts(document: Document) -> int:
    """How many parts the work has: the links that claim something, and the ends of chains."""
    return sum(
        sum(step.claim is not None for step in d.steps) + (d.ends is not None)
        for d in document.derivations
    )


def _link(
    name: str, step: Step, judge: Judge, budget: float, ask: Ask | None, course: Course
) -> tuple[Assertion, list[Diagnostic]]:
    """A link, with a second opinion where one is asked for, and what is to be told beside it."""
    claim = step.claim
    if claim is None:
        return assertion(name, step, judge, budget), []

    def work() -> tuple[Assertion, list[Diagnostic]]:
        link = assertion(name, step, judge, budget)
        if ask is None or link.verdict is None:
            return link, []
        verdict = judge(claim)
        course.expect(ASKING)
        return _asked(link, step, ask(verdict))

    def instead(why: str, seconds: float) -> tuple[Assertion, list[Diagnostic]]:
        return stopped(name, step, why, seconds, budget), []

    return course.part(work, instead)


def _ends(derivation: Derivation, links: list[Assertion], judge: Judge, course: Course) -> _Ends:
    """What is said of the ends of a chain."""
    if derivation.ends is None:
        return _Ends()

    def work() -> _Ends:
        if not derivation.ends_sure and any(link.verdict not in ("proved", None) for link in links):
            return _Ends()
        ends = _verdict_on_ends(derivation, judge)
        if not derivation.ends_sure and not isinstance(ends, Proved):
            return _Ends()
        told = _ends_differ(derivation, links, ends) if isinstance(ends, Refuted) else []
        reached = None
        if isinstance(ends, Proved) and any(link.verdict is not None for link in links):
            reached = conclusion(derivation.id, links, ends)
        return _Ends(None if ends is None else _outcome(ends), tuple(told), reached)

    return course.part(work, lambda why, seconds: _Ends("undecided"))


def _verdict_on_ends(derivation: Derivation, judge: Judge) -> Verdict | None:
    """What is said of first = last, where that is a claim; nothing where the checker fails."""
    if derivation.ends is None:
        return None
    if any(step.under is not None for step in derivation.steps):
        return None
    try:
        ends = judge(derivation.ends)
        return as_meant(ends, judge) if isinstance(ends, Refuted) else ends
    except Exception as fault:  # noqa: BLE001 -- whatever it is, the links are judged by themselves
        raise_where_sought(fault)
        return None


def _asked(link: Assertion, step: Step, opinion: Opinion) -> tuple[Assertion, list[Diagnostic]]:
    """A link with the second opinion on it; a disagreement is a message of its own."""
    told = [messages.disagreement(step, opinion)] if opinion.says == "disagrees" else []
    return replace(link, second_opinion=opinion.says), told


def _judge(budget: float, course: Course) -> Judge:
    """`check`, with a memory of what it said in this document."""
    known: dict[Claim, Verdict] = {}

    def judge(claim: Claim) -> Verdict:
        if claim not in known:
            course.expect(budget)
            known[claim] = check(claim, budget=budget)
            course.expect(AFTERWARDS)
        return known[claim]

    return judge


def _outcome(verdict: Verdict) -> Outcome:
    if isinstance(verdict, Undecided):
        return "undecided"
    return "proved" if isinstance(verdict, Proved) else "refuted"


def _ends_differ(
    derivation: Derivation, links: list[Assertion], verdict: Refuted
) -> list[Diagnostic]:
    if any(link.verdict == "refuted" for link in links):
        return []  # the message about that link says it better
    all_proved = all(link.verdict in ("proved", None) for link in links)
    return [messages.ends_differ(derivation, verdict, all_proved=all_proved)]


def _true_end(link: Assertion) -> Assertion:
    told = link.diagnostic
    if link.verdict != "refuted" or told is None:
        return link
    note = "note: the chain's first and last sides are equal all the same"
    return replace(link, diagnostic=replace(told, notes=(*told.notes, note)))
