"""Writeup: a worked solution as blocks, and the check that it has to pass before it is written.

A library topic or an explanation makes a `Writeup`; `checked` judges every link in it; the writers
take only what `checked` returns, so nothing is printed as a step that is not proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from proofs.check import check
from proofs.claim import Claim
from proofs.verdict import Proved, Undecided

from .derivation import Derivation, Step

# Text, everywhere in these blocks, is prose with its mathematics between dollar signs.


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is that of a question, 2 of a part of it."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of text."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list of texts, with bullets or numbers."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Display:
    """A formula by itself, in LaTeX, that claims nothing: a definition, or what is given."""

    latex: str


@dataclass(frozen=True)
class Chain:
    """A derivation, with its reasons: the one block that claims something."""

    derivation: Derivation


@dataclass(frozen=True)
class Table:
    """Rows of cells, each a text, below the `head`; `rules` are the rows above which a line goes.

    `claims` are what the rows claim, where they claim something: they have to be proved too.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    rules: tuple[int, ...] = ()
    claims: tuple[Claim, ...] = ()


class Picture(Protocol):
    """Something that can be drawn, as vectors."""

    def save(self, path: Path) -> None:
        """Draw it into a file; its suffix, .svg or .pdf, says how."""


@dataclass(frozen=True)
class Figure:
    """A picture; `name` is the stem of its file, `caption` also what is read out in its place."""

    name: str
    caption: str
    picture: Picture


Block = Heading | Paragraph | Items | Display | Chain | Table | Figure


@dataclass(frozen=True)
class Writeup:
    """A title, and blocks in the order in which they are read."""

    title: str
    blocks: tuple[Block, ...]

    def steps(self) -> Iterator[Step]:
        """Every link of every chain."""
        for block in self.blocks:
            if isinstance(block, Chain):
                yield from block.derivation.all_steps()

    def claims(self) -> Iterator[Claim]:
        """Everything that has to be proved: links, the ends of chains, the rows of tables."""
        for block in self.blocks:
            if isinstance(block, Chain):
                yield from _claims(block.derivation)
            elif isinstance(block, Table):
                yield from block.claims


def _claims(derivation: Derivation) -> Iterator[Claim]:
    for step in derivation.steps:
        if step.claim is not None:
            yield step.claim
    if derivation.ends is not None:
        yield derivation.ends
    for part in derivation.parts:
        yield from _claims(part)


class WriteupError(ValueError):
    """A writeup that can't be written: a step of it is not proved, or can't be shown."""


@dataclass(frozen=True)
class CheckedWriteup:
    """A writeup all of whose claims are proved; `checked` makes it."""

    writeup: Writeup
    verdicts: Mapping[Claim, Proved] = field(repr=False)


def checked(writeup: Writeup, *, budget: float = 10.0) -> CheckedWriteup:
    """The writeup with the proof of every claim in it, for at most `budget` seconds each.

    Raises WriteupError at the first that is not proved by the kernel alone.

    >>> from proofs.kernel.terms import num
    >>> from .derivation import NOWHERE, Side
    >>> one, two = (Side(str(n), NOWHERE, num(n)) for n in (1, 2))
    >>> claim = Claim(num(1), "=", num(2))
    >>> step = Step(one, "=", two, "claim", "1 = 2", NOWHERE, claim)
    >>> checked(Writeup("Wrong", (Chain(Derivation("wrong", (step,))),)))
    Traceback (most recent call last):
    derivations.writeup.WriteupError: not a step that may be written, 1 = 2: the sides differ
    """
    verdicts: dict[Claim, Proved] = {}
    for step in writeup.steps():
        if step.claim is None:
            raise WriteupError(f"nothing is claimed by the step {step.latex}")
    for claim in writeup.claims():
        if claim in verdicts:
            continue
        verdict = check(claim, budget=budget, strict=True)
        if not isinstance(verdict, Proved):
            why = ("undecided, " if isinstance(verdict, Undecided) else "") + verdict.reason
            raise WriteupError(f"not a step that may be written, {claim}: {why}")
        verdicts[claim] = verdict
    return CheckedWriteup(writeup, verdicts)


__all__ = [
    "Block", "Chain", "CheckedWriteup", "Display", "Figure", "Heading", "Items", "Paragraph",
    "Picture", "Table", "Writeup", "WriteupError", "checked",
]  # fmt: skip
