r"""Conditionals of TeX: the branch that is left out is not read."""

from __future__ import annotations

import pytest

from derivations.reading import read_document

PAGE = "\\documentclass{article}\n%s\\begin{document}\n%s\n\\end{document}\n"
BRANCHES = {
    # what stands before the page begins, and on it; the claims that are read
    "true": ("", r"\iftrue $1 = 1$ \else $2 = 2$ \fi", ["1 = 1"]),
    "false": ("", r"\iffalse $1 = 1$ \else $2 = 2$ \fi $3 = 3$", ["2 = 2", "3 = 3"]),
    "false, no else": ("", r"\iffalse $1 = 1$ \fi $3 = 3$", ["3 = 3"]),
    "within each other": (
        "", r"\iffalse $1 = 1$ \iftrue $2 = 2$ \else $3 = 3$ \fi $4 = 4$ \fi $5 = 5$", ["5 = 5"]
    ),
    "declared": ("\\newif\\ifsol\n", r"\ifsol $1 = 1$ \else $2 = 2$ \fi", ["2 = 2"]),
    "declared and set": (
        "\\newif\\ifsol\n\\soltrue\n", r"\ifsol $1 = 1$ \else $2 = 2$ \fi", ["1 = 1"]
    ),
    "set on the page": (
        "\\newif\\ifsol\n", r"\ifsol $1 = 1$ \fi \soltrue \ifsol $2 = 2$ \fi", ["2 = 2"]
    ),
    "in a comment": ("", "% \\iffalse\n$1 = 1$ % \\fi\n$2 = 2$", ["1 = 1", "2 = 2"]),
    "not closed": ("", r"$1 = 1$ \iffalse $2 = 2$", ["1 = 1"]),
    "not known": ("", r"\ifsol $1 = 1$ \else $2 = 2$ \fi", ["1 = 1", "2 = 2"]),
    "no conditional": ("", r"$1 = 1 \iff 2 = 2$", ["1 = 1", "2 = 2"]),
    "a macro": (
        "\\newif\\ifsol\n\\newcommand{\\k}{1}\n\\ifsol\\renewcommand{\\k}{2}\\fi\n", r"$\k = 1$",
        ["1 = 1"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "page", "claims"), BRANCHES.values(), ids=BRANCHES.keys())
def test_the_branch_that_is_left_out(before: str, page: str, claims: list[str]) -> None:
    document = read_document("page.tex", PAGE % (before, page))
    steps = [step for chain in document.derivations for step in chain.steps]
    assert [f"{s.left.term} = {s.right.term}" for s in steps] == claims
