"""Formulas as MathML: each that may be written converts, and says what it said."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from derivations.derivation import Derivation
from derivations.library import TOPICS, topic
from derivations.writeup import Chain, Display, Heading, Items, Paragraph, Table, Writeup
from derivations.writing.html.mathml import mathml
from derivations.writing.mathematics import COMMANDS, MathematicsError
from derivations.writing.prose import Formula, pieces

SHOWN = [
    (r"\operatorname{tr}(A)", "<mi>tr</mi><mo"),
    (
        r"\operatorname*{arg\,max}_k x_k",
        '<mo movablelimits="true" lspace="0" rspace="0">arg\u2009max',
    ),
    (r"\log x", '<mi>log</mi><mspace width="0.167em"></mspace><mi>x</mi>'),
    (r"\log(x)", "<mi>log</mi><mo"),
    (r"\lim_{x \to 0} x", "<munder><mo movablelimits"),
    (r"\infty", "<mi>∞</mi>"),
    (r"\sum_{i=1}^n i", "<munderover><mo>∑</mo>"),
    (r"x \leqslant y", "<mo>≤</mo>"),
    (r"(-x)", '<mo form="prefix" lspace="0" rspace="0">−</mo>'),
    (r"{}- x", "<mrow></mrow><mo>−</mo>"),
    (r"\begin{aligned} a &= b \\ &= c \end{aligned}", "<mtable"),
    (r"\mathrm{loss}", "<mi>loss</mi>"),
    (r"x'", "<mo>′</mo>"),
    (r"x < y", "<mo>&lt;</mo>"),
]


@pytest.mark.parametrize(("latex", "part"), SHOWN, ids=[latex for latex, _ in SHOWN])
def test_a_formula_is_shown(latex: str, part: str) -> None:
    assert part in mathml(latex)


def test_no_script_gets_through() -> None:
    for latex in (r"\text{<script>alert(1)</script>}", r"<script>alert(1)</script>"):
        try:
            made = mathml(latex)
        except MathematicsError:
            continue
        assert "<script" not in made


ARGUMENTS = {
    r"\left": r"\left( x \right)", r"\right": r"\left( x \right)",
    r"\middle": r"\left( x \middle| y \right)", r"\operatorname*": r"\operatorname*{x}",
    r"\frac": r"\frac{x}{y}", r"\dfrac": r"\dfrac{x}{y}", r"\tfrac": r"\tfrac{x}{y}",
    r"\binom": r"\binom{x}{y}", r"\dbinom": r"\dbinom{x}{y}", r"\tbinom": r"\tbinom{x}{y}",
    r"\overset": r"\overset{x}{y}", r"\underset": r"\underset{x}{y}",
    r"\stackrel": r"\stackrel{x}{=}", r"\nolimits": r"\sum\nolimits_x",
    r"\begin": r"\begin{matrix} x \end{matrix}", r"\end": r"\begin{matrix} x \end{matrix}",
    "\\\\": r"\begin{matrix} x \\ y \end{matrix}",
}  # fmt: skip


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_that_may_be_written_converts(command: str) -> None:
    sized = command.lstrip("\\").lower().startswith("big") and "cup cap oplus otimes".split()
    if sized and not any(command.endswith(name) for name in sized):
        latex = f"{command}("
    else:
        latex = ARGUMENTS.get(
            command, f"{command}{{x}}" if command[1:].isalpha() else f"x {command}"
        )
    root = ElementTree.fromstring(mathml(latex))
    assert "".join(root.itertext()).strip() or command in (
        "\\phantom", "\\ ", "\\,", "\\;", "\\:", "\\!",
    )  # fmt: skip


def formulas(writeup: Writeup) -> Iterator[str]:
    for block in writeup.blocks:
        match block:
            case Heading(text, _) | Paragraph(text):
                yield from _within(text)
            case Items(items, _):
                for item in items:
                    yield from _within(item)
            case Display(latex):
                yield latex
            case Table():
                for cell in (block.caption, *block.head, *(c for row in block.rows for c in row)):
                    yield from _within(cell)
            case Chain(derivation):
                yield from _of_chain(derivation)


def _within(text: str) -> Iterator[str]:
    return (piece.latex for piece in pieces(text) if isinstance(piece, Formula))


def _of_chain(derivation: Derivation) -> Iterator[str]:
    yield from _within(derivation.opening + derivation.closing)
    for step in derivation.steps:
        yield from (step.left.latex, step.right.latex)
        if step.reason is not None:
            yield from _within(step.reason.text)
    for part in derivation.parts:
        yield from _of_chain(part)


@pytest.mark.parametrize("name", TOPICS)
def test_every_formula_of_the_library_converts(name: str) -> None:
    for latex in formulas(topic(name).write()):
        for display in (False, True):
            ElementTree.fromstring(mathml(latex, display=display))
