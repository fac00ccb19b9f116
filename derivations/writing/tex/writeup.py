r"""A checked writeup as LaTeX: the blocks in order, and what they need of a preamble."""

from __future__ import annotations

from collections.abc import Mapping

from proofs.claim import Claim
from proofs.verdict import Proved

from ...derivation import Derivation
from ...writeup import (
    Block,
    Chain,
    CheckedWriteup,
    Display,
    Figure,
    Heading,
    Items,
    Paragraph,
    Table,
    WriteupError,
)
from ..mathematics import MathematicsError, permitted
from ..rows import rows
from ..widths import broken, width
from .chain import LINE, chain
from .table import table
from .text import tex

PACKAGES = "amsmath, amssymb, mathtools, array, booktabs, caption, float, longtable, adjustbox"
"""What a document has to load that takes in a fragment."""

MACROS = r"""\providecommand{\reason}[1]{\mbox{\small #1}}
\providecommand{\wrappedreason}[2]{\parbox[t]{#1}{\raggedright\small #2\strut}}
\providecommand{\fitted}[2]{\adjustbox{max width=#1}{$\displaystyle #2$}}
\providecommand{\drawing}[1]{\adjustbox{max width=\linewidth, max totalheight=0.42\textheight}{%
  \includegraphics{#1}}}
\allowdisplaybreaks
\setlength{\jot}{5pt}
\captionsetup{skip=6pt}
\renewcommand{\arraystretch}{1.2}
"""
"""Commands of our own that the blocks use."""


def body(checked: CheckedWriteup, files: Mapping[str, str]) -> str:
    """The blocks of a writeup, for a document that has the packages and the macros.

    `files` are those of the figures, by their names, as LaTeX is to find them. Raises WriteupError
    where something in it can't be written.
    """
    verdicts = checked.verdicts
    try:
        parts = [_block(block, verdicts, files) for block in checked.writeup.blocks]
    except MathematicsError as error:
        raise WriteupError(str(error)) from error
    return _paragraphs(parts)


def fragment(checked: CheckedWriteup, files: Mapping[str, str]) -> str:
    r"""The same as a file to \input into a document of one's own."""
    return f"% Needs the packages {PACKAGES}.\n{MACROS}\n{body(checked, files)}"


def _block(block: Block, verdicts: Mapping[Claim, Proved], files: Mapping[str, str]) -> str:
    match block:
        case Heading(text, level):
            return f"\\{'section' if level == 1 else 'subsection'}*{{{tex(text)}}}"
        case Paragraph(text):
            return tex(text)
        case Items(items, numbered):
            kind = "enumerate" if numbered else "itemize"
            lines = "".join(f"  \\item {tex(item)}\n" for item in items)
            return f"\\begin{{{kind}}}\n{lines}\\end{{{kind}}}"
        case Display(formula):
            return display(formula)
        case Chain(derivation):
            return _paragraphs(_derivation(derivation, verdicts)).rstrip()
        case Table():
            return table(block)
        case Figure(name, caption, _):
            return (
                "\\begin{figure}[H]\n  \\centering\n"
                f"  \\drawing{{{files[name]}}}\n  \\caption*{{{tex(caption)}}}\n\\end{{figure}}"
            )


def _paragraphs(parts: list[str]) -> str:
    """The parts as paragraphs; a display goes on with the paragraph before it."""
    out = ""
    for part in parts:
        joins = part.startswith((r"\[", r"\begin{align")) and out and not out.endswith("}\n")
        out += ("" if joins or not out else "\n") + part + "\n"
    return out


def display(formula: str) -> str:
    """A formula by itself, in lines where it is too long for one."""
    lines = broken(permitted(formula), LINE)
    if len(lines) > 1:
        inner = " \\\\\n  ".join(("&\\quad " if n else "& ") + one for n, one in enumerate(lines))
        return f"\\begin{{align*}}\n  {inner}\n\\end{{align*}}"
    if width(formula) > LINE:
        return rf"\[ \fitted{{\linewidth}}{{{formula}}} \]"
    return rf"\[ {formula} \]"


def _derivation(derivation: Derivation, verdicts: Mapping[Claim, Proved]) -> list[str]:
    parts = [tex(derivation.opening)] if derivation.opening else []
    if derivation.steps:
        parts.append(chain(rows(derivation, verdicts)))
    for part in derivation.parts:
        parts += _derivation(part, verdicts)
    if derivation.closing:
        parts.append(tex(derivation.closing))
    return parts
