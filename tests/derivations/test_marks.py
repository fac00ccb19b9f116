"""Marks on a page: which link each is about."""

from __future__ import annotations

import pytest

from derivations.marks import marks_of
from derivations.reading import read_document

# Each page, and for each link in order what is expected of it.
PAGES = {
    "after a formula": ("So $1 = 2$. <!-- expected refuted -->", ["refuted"]),
    "in brackets": ("So $1 = 2$ (expected refuted).", ["refuted"]),
    "with a colon": ("So $1 = 2$. <!-- Expected: refuted -->", ["refuted"]),
    "between two": ("So $1 = 2$ (expected refuted), and $2 = 2$.", ["refuted", None]),
    "after two": ("So $2 = 2$, and $1 = 2$ (expected refuted).", [None, "refuted"]),
    "the last of a chain": ("So $2 = 1 + 1 = 3$ (expected refuted).", [None, "refuted"]),
    "before a display": ("<!-- expected refuted -->\n$$1 = 2$$\n\n$$2 = 2$$", ["refuted", None]),
    "below a display": ("$$\n1 = 2\n$$\n<!-- expected refuted -->\n\n$$2 = 2$$", ["refuted", None]),
    "in a list": ("- $1 = 1$\n- $1 = 2$ (expected refuted)\n- $2 = 2$", [None, "refuted", None]),
    "opening an item": ("- $1 = 1$\n- (expected refuted) $1 = 2$", [None, "refuted"]),
    "undecided": ("So $f(x) = f(x + 1)$ (expected undecided).", ["undecided"]),
    "prose": ("As expected, refuted claims count. So $1 = 2$.", [None]),
}


@pytest.mark.parametrize(("text", "expected"), PAGES.values(), ids=PAGES)
def test_the_link_that_a_mark_is_about(text: str, expected: list[str | None]) -> None:
    document = read_document("page.md", text)
    marks = marks_of(document)
    steps = [s for d in document.derivations for s in d.steps if s.is_judged]
    assert [marks.by_link.get(step.span) for step in steps] == expected
    assert not marks.loose


def test_a_comment_in_latex_marks_the_row_before_it() -> None:
    text = (
        "\\begin{document}\n\\begin{align}\n x + x &= 2x \\\\\n"
        " &= 3x % expected refuted\n\\end{align}\n\\end{document}\n"
    )
    document = read_document("page.tex", text)
    marks = marks_of(document)
    steps = [s for d in document.derivations for s in d.steps if s.is_judged]
    assert [marks.by_link.get(step.span) for step in steps] == [None, "refuted"]


def test_a_mark_about_nothing_is_said() -> None:
    (told,) = marks_of(read_document("page.md", "So $1 = 2$.\n\n(expected refuted)")).loose
    assert (told.code, told.span.line) == ("D013", 3)
