"""Whole documents in TeX: no errors, no overfull boxes, nothing beyond the margins."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from derivations.derivation import Derivation
from derivations.library import TOPICS
from derivations.library.worked import link, worked
from derivations.writeup import (
    Block,
    Chain,
    CheckedWriteup,
    Display,
    Heading,
    Items,
    Paragraph,
    Table,
    Writeup,
    WriteupError,
    checked,
)
from derivations.writeups import write
from derivations.writeups.outputs import latex_document
from derivations.writing.tex.pdf import PdfError, overfull, pdf
from derivations.writing.tex.writeup import body

from .pages import beyond_the_margins, needs_poppler, needs_tex

LONG = " + ".join(f"a_{{{n}}}" for n in range(1, 40))
WORDS = "which is a reason that goes on for a good while, and names $x_1$ and $x_2$ too, " * 4

CHAINS = {
    "short": worked("short", "x", link("= x + 0", "add nothing"), link("= 0 + x", "")),
    "long sides": worked("long", LONG, link(f"= {LONG} + 0", "add nothing")),
    "long reasons": worked("words", "x", link("= x + 0", WORDS), link("= 0 + x", "swap them")),
    "long sides and reasons": worked(
        "both", "x", link(f"= x + ({LONG}) - ({LONG})", WORDS), link("= x + 0", WORDS),
        link("= x", "done"),
    ),
    "a long left side": worked(
        "left", "(a + b + c + d + e)^2 - (a + b + c + d + e)^2 + 7",
        link("= 7", "the same is added and taken away"), link("= 5 + 2", "as one sees"),
    ),
    "what can't be broken": worked(
        "fraction", "x", link(rf"= x + \frac{{({LONG}) - ({LONG})}}{{2}}", WORDS)
    ),
}  # fmt: skip
BLOCKS: dict[str, tuple[Block, ...]] = {
    **{name: (Chain(derivation),) for name, derivation in CHAINS.items()},
    "every chain": tuple(map(Chain, CHAINS.values())),
    "parts": (
        Chain(
            Derivation(
                "parts", (), None, "There are two cases.",
                (worked("a", "x", link("= x + 0", "add nothing"), opening="For $x > 0$:"),
                 worked("b", "x", link("= x - 0", "subtract it"), closing="Done with $x < 0$.")),
                "So it holds in both.",
            )
        ),
    ),
    "a long display": (Paragraph("See:"), Display(f"f(a) = {LONG}")),
    "a display that can't be broken": (Display(rf"\frac{{{LONG}}}{{2}}"),),
    "prose": (Heading("50% & {more} \\input{x}"), Paragraph("a_b, <c>, “d”, 设 " * 30)),
    "items": (Items(("$x$", "two"), numbered=True), Items(("one", WORDS))),
    "a table": (Table("Values & more", ("symbol", "value"), (("$v_{-1}$", "$3$"),) * 5, (1, 3)),),
    "a wide table": (Table("", ("a", "b", "c"), ((WORDS, WORDS, "$1.5$"),)),),
    "a long table": (Table("Long", ("a", "b"), tuple((str(n), "x") for n in range(90))),),
}  # fmt: skip


@pytest.fixture(scope="module")
def everything() -> tuple[bytes, str]:
    """The PDF of all blocks, and its log."""
    blocks = tuple(one for name, group in BLOCKS.items() for one in (Heading(name), *group))
    return pdf(latex_document(checked(Writeup("All & everything", blocks)), {}), {})


@needs_tex
def test_no_box_is_overfull(everything: tuple[bytes, str]) -> None:
    assert overfull(everything[1]) == []


@needs_tex
@needs_poppler
def test_nothing_stands_beyond_the_margins(everything: tuple[bytes, str], tmp_path: Path) -> None:
    assert beyond_the_margins(everything[0], tmp_path) == []


@needs_tex
@pytest.mark.parametrize("name", TOPICS)
def test_each_topic_of_the_library(name: str, tmp_path: Path) -> None:
    file = tmp_path / "topic.tex"
    write(name, file)
    beside = {one.name: one.read_bytes() for one in tmp_path.glob("*.pdf")}
    made, log = pdf(file.read_text(), beside)
    assert overfull(log) == []
    if shutil.which("pdftotext"):
        assert beyond_the_margins(made, tmp_path) == []


def test_a_side_that_may_not_be_written_is_written_as_it_was_read() -> None:
    derivation = CHAINS["short"]
    first = derivation.steps[0]
    left = type(first.left)(r"\input{x}", first.left.span, first.left.term)
    step = type(first)(left, "=", first.right, "claim", "", first.span, first.claim)
    writeup = Writeup("Strange", (Chain(Derivation("strange", (step,))),))
    text = body(checked(writeup), {})
    assert "input" not in text
    assert "x & = x + 0" in text


@pytest.mark.parametrize(
    "block",
    [Paragraph("a $5 note"), Paragraph(r"$\write18{ls}$"), Display(r"\csname x\endcsname")],
    ids=["a dollar alone", "a command in prose", "a command in a display"],
)
def test_what_cannot_be_written_is_said(block: Block) -> None:
    with pytest.raises(WriteupError):
        body(CheckedWriteup(Writeup("Wrong", (block,)), {}), {})


@needs_tex
def test_a_fault_that_tex_finds_is_said() -> None:
    document = "\\documentclass{article}\\begin{document}\n\\nosuchcommand\n\\end{document}"
    with pytest.raises(PdfError, match=r"could not set the document: Undefined control sequence"):
        pdf(document, {})


@needs_tex
def test_tex_runs_no_command_and_reads_no_file_from_elsewhere(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    secret = tmp_path / "secret.tex"
    secret.write_text("a secret")
    start = "\\documentclass{article}\\begin{document}x"
    pdf(f"{start}\\immediate\\write18{{touch {mark}}}\\end{{document}}", {})
    assert not mark.exists()
    with pytest.raises(PdfError):
        pdf(f"{start}\\input{{{secret}}}\\end{{document}}", {})
