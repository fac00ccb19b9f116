"""Which formulas of an answer may be the value that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proofs.kernel.terms import Term

from ...derivation import Derivation, Span, Step
from ..composing import name_of, plain_latex, value_of
from .asking import Asking


@dataclass(frozen=True)
class Candidate:
    """What may be the answer: an expression, its place, and the step whose side it is."""

    latex: str
    span: Span
    term: Term | None
    step: Step | None
    named: bool


def candidates(asking: Asking, name: str) -> Iterator[Candidate]:
    """What may be the answer: the values of the name, the last first; without one, chains' ends."""
    chains = asking.answer.derivations
    wanted = plain_latex(name)
    named = []
    for chain in chains:
        for at, step in enumerate(chain.steps):
            if step.relation.strip() not in ("=", ":=", "\\approx", ""):
                continue
            if wanted and plain_latex(step.left.latex) == wanted:
                end = _end_of(chain.steps[at:])
                named.append(_candidate(end, end.right.latex, named=True))
            elif wanted and plain_latex(step.right.latex) == wanted and at == len(chain.steps) - 1:
                first = chain.steps[0]
                side = first.left
                named.append(Candidate(side.latex, side.span, side.term, first, True))
    named += _concluded(chains, wanted)
    yield from reversed(named)
    if named:
        return
    for chain in reversed(chains):
        last = chain.steps[-1]
        if last.kind in ("claim", "definition", "constraint") and not _aside(last):
            start = chain.steps[0].left.term  # what is asked for, though not by its name
            named_so = start is not None and asking.is_task(name, start)
            yield _candidate(last, last.right.latex, named=named_so)


def values_listed(asking: Asking) -> list[str]:
    r"""The values that are named one by one, `x_1 = 2`, `x_2 = 3` or `x = 2` or `x = 3`."""
    ends = [_end_of(chain.steps) for chain in asking.answer.derivations]
    firsts = [chain.steps[0].left.latex for chain in asking.answer.derivations]
    names = [re.sub(r"_(\w|\{\w+\})$", "", plain_latex(latex)) for latex in firsts]
    values = [
        bare(end.right.latex) for name, end in zip(names, ends, strict=True)
        if name == names[-1] and end.right.term is not None and not end.right.term.free
    ]  # fmt: skip
    return values if re.fullmatch(r"\\?[A-Za-z]+", names[-1]) else []


def _concluded(chains: Sequence[Derivation], wanted: str) -> Iterator[Candidate]:
    r"""The value in `... \implies z = ln a`, where the equation is a side."""
    for step in (s for chain in chains for s in chain.steps):
        for side in (step.right, step.left):
            if not wanted or plain_latex(name_of(side.latex)) != wanted:
                continue
            term = side.term.args[1] if side.term is not None and side.term.op == "eq" else None
            yield Candidate(value_of(side.latex), side.span, term, step, True)
            break


def _aside(step: Step) -> bool:
    return step.relation.strip() not in ("=", ":=", "\\approx") and not step.relation.startswith(
        "\\x"
    )


def _end_of(steps: tuple[Step, ...]) -> Step:
    """The step at which a run of equalities ends."""
    last = steps[0]
    for step in steps:
        if step.relation.strip() not in ("=", ":=", "\\approx", ""):
            break
        last = step
    return last


def _candidate(step: Step, latex: str, *, named: bool) -> Candidate:
    return Candidate(latex, step.right.span, step.right.term, step, named)


def worked_out_only(latex: str) -> bool:
    """Whether a side is the task itself rather than a value: an integral, a sum, a limit."""
    return bool(re.search(r"\\(?:int|sum|prod|lim|frac\{d)|'", latex))


def bare(latex: str) -> str:
    """A formula without what stands around it: dollar signs, the bars of a table, a full stop."""
    return re.sub(r"[$|]", "", latex).strip().rstrip(".,;").strip()
