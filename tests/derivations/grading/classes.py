"""The example class, and answers made for one test."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from derivations.grading.folder import submission_at
from derivations.grading.marking import mark
from derivations.grading.marks import Mark, QuestionMark
from derivations.grading.sheet import Sheet, read_sheet
from derivations.grading.submission import read_submission
from derivations.grading.verdicts import Verdicts

EXAMPLE = Path(__file__).parents[3] / "examples" / "sheet"
SUBMISSIONS = ("ada.md", "ben.md", "chi.tex", "dee.md")


@cache
def example_sheet() -> Sheet:
    path = EXAMPLE / "sheet.md"
    return read_sheet(path.name, path.read_text())


@cache
def example_mark(name: str) -> Mark:
    folder = EXAMPLE if name == "solution.md" else EXAMPLE / "submissions"
    return mark(example_sheet(), submission_at(folder / name, example_sheet()), Verdicts())


def marked(question: str, answer: str, *, before: str = "", name: str = "ann.md") -> QuestionMark:
    """The mark of one answer to one question; `question` is what follows its number."""
    sheet = read_sheet("sheet.md", f"{before}\n\n**Question 1** {question}")
    text = answer if "Answer" in answer else f"**Answer 1.** {answer}"
    return mark(sheet, read_submission(name, text, sheet), Verdicts()).questions[0]


def charged(mark: QuestionMark) -> list[int]:
    """The lines that cost something."""
    return [r.line for r in mark.remarks if r.lost and r.what == "wrong"]


def whats(mark: QuestionMark) -> set[str]:
    return {r.what for r in mark.remarks}
