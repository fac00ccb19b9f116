"""LaTeX sources: sections, lists, theorems, comments, tables."""

from __future__ import annotations

import pytest

from derivations.documents import check_text
from derivations.reading.sources.latex_source import is_latex, lay_out_latex
from derivations.reading.sources.source import Source

HEAD = "\\documentclass{article}\n% $1 = 2$\n\\newcommand{\\x}{$1 = 3$}\n\\begin{document}\n"
FOOT = "\n\\end{document}\n$1 = 4$\n"

SOURCES = {
    "displays": (
        "\\begin{align*}\n(a+b)^2 &= a^2 + 2ab + b^2 \\\\\n &= a^2 + b^2\n\\end{align*}\n"
        "\\[ 1 + 1 = 2 \\] and \\( 2 + 2 = 5 \\)",
        ["proved", "refuted", "proved", "refuted"],
    ),
    "comments": ("So $1 + 1 = 2$ % not $1 = 2$\nand 50\\% of $4 = 2 + 2$.", ["proved", "proved"]),
    "verbatim": ("\\begin{verbatim}\n$1 = 2$\n\\end{verbatim}\n$1 = 1$", ["proved"]),
    "an assumption ends with its item": (
        "\\begin{enumerate}\n\\item Let $x > 0$. Then $|x| = x$.\n\\item Now $|x| = x$.\n"
        "\\end{enumerate}",
        ["assumption", "proved", "refuted"],
    ),
    "an item is no list inside": (
        "\\begin{enumerate}\n\\item Let $x > 0$.\n\\begin{itemize}\n\\item $|x| = x$\n"
        "\\end{itemize}"
        "\n\\item $|x| = x$\n\\end{enumerate}",
        ["assumption", "proved", "refuted"],
    ),
    "a proof goes on with its theorem": (
        "\\begin{lemma}\nLet $x > 0$.\n\\end{lemma}\n\\begin{proof}\nSo $|x| = x$.\n\\end{proof}\n"
        "In general $|x| = x$.",
        ["assumption", "proved", "refuted"],
    ),
    "a lemma on one line": (
        "\\begin{lemma} Let $x > 0$. So $|x| = x$. \\end{lemma}\nIn general $|x| = x$.",
        ["assumption", "proved", "refuted"],
    ),
    "what is not compiled": (
        "\\iffalse Let $x > 0$. \\fi \\verb|Let $x > 0$.| Now $|x| = x$.",
        ["refuted"],
    ),
    "a macro of a group": (
        "\\def\\a{3}{\\def\\a{2} $\\a + 1 = 3$.} Then $\\a + 1 = 4$.",
        ["proved", "proved"],
    ),
    "a name anew in another section": (
        "\\section{A}\nLet $f(x) = 2x$. So $f(1) = 2$.\n"
        "\\section{B}\nLet $f(x) = 3x$. So $f(1) = 3$.",
        ["definition", "proved", "definition", "proved"],
    ),
    "parts with letters": (
        "(a) Let $x > 0$. Then $|x| = x$. \\\\\n\n(b) Now $|x| = x$.",
        ["assumption", "proved", "refuted"],
    ),
    "words in commands": ("\\textbf{Let} $x > 0$. Then $|x| = x$.", ["assumption", "proved"]),
    "indented text is no code": ("\n\n    So $1 + 1 = 2$.", ["proved"]),
    "a table": (
        "\\begin{tabular}{c|c|c}\n\\hline\n$u_1$ & $= 3$ & \\\\\n$u_2$ & $= 2 u_1$ & $= 7$ \\\\\n"
        "\\end{tabular}",
        ["definition", "definition", "refuted"],
    ),
    "labels and tags": (
        "\\begin{equation}\\label{a=b}\n1 + 1 = 2 \\tag{3 = 4}\n\\end{equation} see \\eqref{a=b}",
        ["proved"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SOURCES.values(), ids=SOURCES.keys())
def test_links_are(text: str, expected: list[str]) -> None:
    report = check_text("source.tex", HEAD + text + FOOT)
    found = [a.verdict or a.kind for a in report.assertions]
    assert found == expected
    assert report.diagnostics == ()


def test_sections_stand_in_each_other() -> None:
    text = "\\section{One}\n\\subsection{Two}\n\\section{Three}\n"
    assert lay_out_latex(Source(text)).outer == {"one": "intro", "two": "one", "three": "intro"}


def test_a_page_with_environments_is_no_latex_source() -> None:
    assert not is_latex("page.md", "\\begin{align} a &= b \\end{align}")
