"""`derive prove`: one claim, proved or refuted, with its steps."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from .app import COULD_NOT_RUN, MEMORY, REFUTED, app, complain, guarded, seconds

if TYPE_CHECKING:
    from ..course import Course
    from ..derivation import Step
    from ..writing.explanation import Explained


class ExplanationFormat(StrEnum):
    """How an explanation is written."""

    text = "text"
    latex = "latex"
    json = "json"


@app.command()
def prove(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim in LaTeX: A = B.")],
    given: Annotated[
        list[str] | None, typer.Option(metavar="LATEX", help="A condition: x > 0.")
    ] = None,
    define: Annotated[
        list[str] | None, typer.Option(metavar="LATEX", help="A definition: f(x) = x^2.")
    ] = None,
    form: Annotated[
        ExplanationFormat, typer.Option("--format", help="How to write it.")
    ] = ExplanationFormat.text,
    budget: Annotated[
        float,
        typer.Option(callback=seconds, metavar="SECONDS", help="The most time for one step."),
    ] = 2.0,
) -> None:
    """Prove or refute one claim, with its steps.

    Exit status: 0 proved; 1 refuted or undecided; 2 it can't be read, or it could not run.
    """
    work = guarded(lambda: _prove(claim, given or [], define or [], form, budget), memory=MEMORY)
    raise typer.Exit(work)


def _prove(
    claim: str, given: list[str], define: list[str], form: ExplanationFormat, budget: float
) -> int:
    from ..confined import confined
    from ..reading import ReadingError, read_chains

    try:
        chains = read_chains(claim, define, given)
    except ReadingError as error:
        complain(_unreadable(claim, error))
        return COULD_NOT_RUN
    steps = [step for chain in chains for step in chain.steps if step.claim is not None]
    explained = confined(
        lambda course: _judged(steps, budget, course), len(steps), memory=int(MEMORY * 1e9)
    )
    _write(explained, form)
    sys.stdout.flush()
    return 0 if all(e.outcome == "proved" for e in explained) else REFUTED


EXPLAINED = 10
"""How many budgets the steps of a proof may take together."""


def _judged(steps: list[Step], budget: float, course: Course) -> list[Explained]:
    """Each link judged and explained; one that takes too much memory or time is undecided."""

    def part(step: Step) -> Explained:
        def instead(why: str, _: float) -> Explained:
            return Explained(shown_link(step), "undecided", message=why)

        def work() -> Explained:
            course.expect(EXPLAINED * budget)
            return _explained(step, budget)

        return course.part(work, instead)

    from ..writing.explanation import Explained
    from ..writing.rows import shown_link

    return [part(step) for step in steps]


def _unreadable(claim: str, error: object) -> str:
    start, end = getattr(error, "start", 0), getattr(error, "end", 0)
    place = f", at {claim[start:end]!r}" if 0 <= start < end <= len(claim) else ""
    return f"the claim can't be read{place}: {error}"


def _explained(step: Step, budget: float) -> Explained:
    """What a link claims, judged and explained."""
    from proofs.check import check
    from proofs.verdict import Proved, Refuted

    from ..explaining import ExplanationError, in_latex
    from ..writeups.steps import steps_of
    from ..writing.explanation import Explained
    from ..writing.latex import latex
    from ..writing.rows import shown_link

    claim, stated = step.claim, shown_link(step)
    if claim is None:
        return Explained(stated, "undecided", message="nothing is claimed here")
    verdict = check(claim, budget=budget, strict=True)
    try:
        found = steps_of(step, budget=budget)
    except ExplanationError as error:
        return Explained(stated, "undecided", message=str(error))
    if isinstance(verdict, Refuted):
        shown = found if found.steps or found.parts else None
        return Explained(stated, "refuted", shown, message=in_latex(claim, verdict.reason))
    if not isinstance(verdict, Proved):
        return Explained(stated, "undecided", message=verdict.reason)
    conditions = tuple(map(latex, verdict.conditions))
    return Explained(stated, "proved", found, conditions, verdict.caveats)


def _write(explained: list[Explained], form: ExplanationFormat) -> None:
    from ..writing.explanation import explanation_json, explanation_latex, explanation_text

    if form is ExplanationFormat.json:
        typer.echo(explanation_json(explained))
        return
    if form is ExplanationFormat.latex:
        typer.echo("\n".join(map(explanation_latex, explained)), nl=False)
        return
    from rich.console import Console

    console = Console(highlight=False)
    width = console.width if console.is_terminal else 100
    for number, one in enumerate(explained):
        if number:
            console.print()
        console.print(explanation_text(one, width=width), soft_wrap=True, end="")
