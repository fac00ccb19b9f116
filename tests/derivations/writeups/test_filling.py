"""Documents with marked claims: their steps are filled in, once, and nothing that is not proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivations.documents import check_text
from derivations.writeup import Paragraph
from derivations.writeups import WritingError, write
from derivations.writeups.filling import UnprovedError, as_writeup, filled_in
from derivations.writeups.marks import LATEX, MARKDOWN, MarkError, cleared, marks
from derivations.writeups.steps import steps_of

MD = r"""# Notes

Let $\sigma(x) = \frac{1}{1 + e^{-x}}$.

1. We have $\sigma(x) + \sigma(-x) = 1$. <!-- derive: prove -->
   It goes on.
2. For $x > 0$:

   $$\sqrt{x^2} = x$$
   <!--derive:prove-->

```
<!-- derive: prove -->
```

The mark is `<!-- derive: prove -->`, and $2x = 5x$ is wrong.
"""
TEX = r"""\documentclass{article}
\usepackage{amsmath}
\begin{document}
For $x > 0$ we have
\[ \sqrt{x^2} = x. \]
% derive: prove
Then \begin{align*}
  (a + b)^2 &= a^2 + 2ab + b^2
\end{align*} % derive: prove
and so on: 50\% derive: prove nothing.
\end{document}
"""
DOCUMENTS = {"notes.md": MD, "notes.tex": TEX}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_filling_in_again_changes_nothing(name: str) -> None:
    once = filled_in(name, DOCUMENTS[name], steps_of)
    assert once != DOCUMENTS[name]
    assert filled_in(name, once, steps_of) == once


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_of_the_document_itself_changes(name: str) -> None:
    style = LATEX if name.endswith(".tex") else MARKDOWN
    assert cleared(filled_in(name, DOCUMENTS[name], steps_of), style) == DOCUMENTS[name]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_filled_in_is_proved_when_it_is_read(name: str) -> None:
    before = check_text(name, DOCUMENTS[name])
    after = check_text(name, filled_in(name, DOCUMENTS[name], steps_of))
    assert after.count("proved") > before.count("proved") + 2
    for verdict in ("refuted", "undecided", "unreadable"):
        assert after.count(verdict) == before.count(verdict)


def test_it_is_set_in_as_its_list_is() -> None:
    text = filled_in("notes.md", MD, steps_of)
    start = text.index("<!-- derive: begin -->")
    assert text[:start].endswith("<!-- derive: prove -->\n   ")
    assert "\n   $$\n   \\begin{aligned}\n" in text
    assert text.count("<!-- derive: begin -->") == 2


def test_latex_needs_amsmath_only() -> None:
    text = filled_in("notes.tex", TEX, steps_of)
    assert text.count("% derive: begin\n\\begin{align*}\n") == 2
    assert "\\reason" not in text


def test_a_claim_that_changes_gets_new_steps() -> None:
    page = "We have $(a + b)^2 = a^2 + 2ab + b^2$. <!-- derive: prove -->\n"
    once = filled_in("page.md", page, steps_of)
    other = once.replace("$(a + b)^2 = a^2 + 2ab + b^2$", "$(a - b)^2 = a^2 - 2ab + b^2$")
    again = filled_in("page.md", other, steps_of)
    assert "a^{2} + 2 a b" not in again
    assert again == filled_in("page.md", page.replace("+", "-", 1).replace("+ 2", "- 2"), steps_of)


FAULTS = [
    ("$x = 2x$ <!-- derive: prove -->", 1, "not proved, so nothing is filled in: x = 2x: "),
    (r"a" "\n\n" r"$\nosuch = 1$ <!-- derive: prove -->", 3, "not read, so nothing is filled in"),
    ("Let $x > 0$. <!-- derive: prove -->", 1, "no claim stands before this mark"),
    ("$1 = 1$", 1, "no claim is marked: put <!-- derive: prove --> after one"),
    ("$$\n1 = 1\n<!-- derive: prove -->\n$$", 3, "stands inside a formula"),
    ("$1 = 1$ <!-- derive: prove -->\n<!-- derive: begin -->", 2, "a beginning or an end only"),
]


@pytest.mark.parametrize(("text", "line", "said"), FAULTS, ids=[said for _, _, said in FAULTS])
def test_what_cannot_be_filled_in(text: str, line: int, said: str) -> None:
    with pytest.raises(MarkError) as raised:
        filled_in("page.md", text, steps_of)
    assert said in str(raised.value)
    assert raised.value.line == line


def test_marks_in_code_are_none() -> None:
    assert [mark.line for mark in marks(MD, MARKDOWN)] == [5, 10]


def test_an_unproved_claim_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("$1 = 1$ <!-- derive: prove -->\n\n$x = 2x$ <!-- derive: prove -->\n")
    before = page.read_bytes()
    with pytest.raises(WritingError, match=r"page\.md:3: not proved") as raised:
        write(str(page), page)
    assert raised.value.unproved
    assert page.read_bytes() == before
    with pytest.raises(UnprovedError):
        filled_in("page.md", page.read_text(), steps_of)


def test_ends_of_lines_and_the_byte_order_mark_stay(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"\xef\xbb\xbf$2x = x + x$ <!-- derive: prove -->\r\nend\r\n")
    write(str(page), page)
    data = page.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf$2x")
    assert data.count(b"\n") == data.count(b"\r\n") > 5


def test_by_itself_a_claim_has_its_conditions_and_definitions() -> None:
    said = [block.text for block in as_writeup("page.md", MD, steps_of).blocks
            if isinstance(block, Paragraph)]  # fmt: skip
    assert said == [r"With $\sigma(x) = \frac{1}{1 + e^{-x}}$:", "For $0 < x$:"]


@pytest.mark.parametrize("suffix", [".tex", ".html"])
def test_a_document_as_another_kind(tmp_path: Path, suffix: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(MD)
    out = tmp_path / f"out{suffix}"
    write(str(page), out)
    assert ("\\sigma" if suffix == ".tex" else "<math") in out.read_text()


@pytest.mark.parametrize(
    ("source", "output", "said"),
    [
        ("none.md", "out.md", "none.md: there is no such file"),
        ("none", "out.tex", 'no topic "none"; there are: '),
        ("page.md", "out.doc", "one of .tex, .pdf, .html, .md"),
        ("page.tex", "out.md", "is filled in as what it is"),
    ],
)
def test_what_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, output: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text(MD)
    (tmp_path / "page.tex").write_text(TEX)
    with pytest.raises(WritingError) as raised:
        write(source, Path(output))
    assert said in str(raised.value)
    assert not raised.value.unproved
