"""Submissions: answers are found by heading, number or label; what can't be read says why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from derivations.documents import DocumentError
from derivations.grading.folder import submission_at
from derivations.grading.marking import mark
from derivations.grading.submission import read_submission
from derivations.grading.verdicts import Verdicts

from .classes import EXAMPLE, example_sheet

SEVENTH = "$A = \\int_0^1 x e^{-x} dx = 1 - \\frac{2}{e}$"


@pytest.mark.parametrize(
    "heading",
    [
        "**Answer 7.**", "**Answer 7:**", "## Answer 7", "# 7", "### 7.", "## Question 7: the area",
        "**Solution to Question 7.**", "## Problem 7", "**Q7.**", "**7.**", "## area",
        "## The area", "### Ex 7", "__Answer 7__",
    ],
)  # fmt: skip
def test_headings(heading: str) -> None:
    found = read_submission("a.md", f"# Me\n\n{heading}\n\n{SEVENTH}\n", example_sheet())
    assert [(p.number, p.start) for p in found.parts] == [("7", 3)]
    assert mark(example_sheet(), found, Verdicts()).questions[6].points == 5


@pytest.mark.parametrize("heading", ["**Answer 77.**", "**Answer**", "## Notes", "Answer 7", "- 7"])
def test_no_headings_of_an_answer(heading: str) -> None:
    found = read_submission("a.md", f"{heading}\n\n{SEVENTH}\n", example_sheet())
    assert found.parts == ()
    assert found.loose


def test_questions_that_are_copied_are_not_the_answer() -> None:
    text = f"**Question 7.** Is $1 = 2$?\n\n**Answer 7.** {SEVENTH}\n"
    found = read_submission("a.md", text, example_sheet())
    assert [(p.number, p.start) for p in found.parts] == [("7", 3)]
    assert not found.loose


def test_a_formula_in_the_line_of_the_heading_keeps_its_column() -> None:
    text = "**Answer 7.** $A = 1 - 1$"
    found = read_submission("a.md", text, example_sheet())
    question = mark(example_sheet(), found, Verdicts()).questions[6]
    assert [(r.line, text[r.column - 1]) for r in question.remarks if r.lost] == [(1, "1")]


def test_a_notebook() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["## Answer 7\n", "\n", SEVENTH]},
        {"cell_type": "code", "source": "## Answer 3"},
    ]
    found = read_submission("a.ipynb", json.dumps({"cells": cells}), example_sheet())
    assert [p.number for p in found.parts] == ["7"]


def test_an_answer_that_may_stand_elsewhere_goes_to_a_person() -> None:
    text = f"Some of it: {SEVENTH}\n\n**Answer 5.** Take $k = 8$, $s = 2$, $p = 3$, $d = 1$.\n"
    found = mark(example_sheet(), read_submission("a.md", text, example_sheet()), Verdicts())
    assert all(q.open == q.possible for q in found.questions if q.number != "5")


def test_an_answer_given_twice_goes_to_a_person() -> None:
    text = f"**Answer 7.** {SEVENTH}\n\n**Answer 7.** No: $A = 1$.\n"
    found = mark(example_sheet(), read_submission("a.md", text, example_sheet()), Verdicts())
    assert found.questions[6].open == 5


def test_an_empty_submission_earns_nothing() -> None:
    found = mark(example_sheet(), read_submission("a.md", "", example_sheet()), Verdicts())
    assert (found.points, found.open) == (0, 0)
    assert not any(q.answered for q in found.questions)


def test_an_answer_with_a_broken_formula_is_not_charged_for_what_was_not_read() -> None:
    text = "**Answer 7.** We get $A = \\frac{1}{2$ and so $A = 1 - \\frac{2}{e}$.\n"
    found = mark(example_sheet(), read_submission("a.md", text, example_sheet()), Verdicts())
    assert found.questions[6].needs_person
    assert found.questions[6].points == 5


def test_a_broken_answer_keeps_no_other_from_being_marked() -> None:
    text = (
        "**Answer 1.** $$\\begin{aligned} x &= \\frac{1 \n\n```\n\n**Answer 5.** It is $k = 8$.\n"
        "```\n\n**Answer 7.** " + SEVENTH
    )
    found = mark(example_sheet(), read_submission("a.md", text, example_sheet()), Verdicts())
    assert found.questions[6].points == 5


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04....", "is a zip archive"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"a\0b", "is not text"),
        (b"\xff\xfea\0", "UTF-16"),
        (b" " * 3_000_000, "has 3 MB, where at most 2 are read"),
    ],
    ids=["a zip", "a PDF", "binary", "UTF-16", "too large"],
)
def test_a_file_that_cannot_be_marked(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=said):
        submission_at(path, example_sheet())


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="cannot be read"):
        submission_at(tmp_path / "a.md", example_sheet())


def test_the_example_in_latex_has_its_answers() -> None:
    found = submission_at(EXAMPLE / "submissions" / "chi.tex", example_sheet())
    assert [p.number for p in found.parts] == ["1", "2", "3", "5", "6", "7"]
    assert not found.loose
