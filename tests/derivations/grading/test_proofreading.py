"""A sheet that is not right itself: the teacher is told before any answer is marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from derivations.cli.commands import app
from derivations.grading.proofreading import proofread
from derivations.grading.sheet import read_sheet
from derivations.grading.verdicts import Verdicts

from .classes import EXAMPLE, example_sheet
from .other_class import SHEET

FAULTS = {
    "a claim that is false": (
        "(show, 2 points)\n\nClaim: $\\sin(2x) = 2 \\sin(x)$", "is refuted: at x = 1",
    ),
    "nothing to refute": (
        "(refute, 2 points)\n\nClaim: $(a + b)^2 = a^2 + 2 a b + b^2$", "nothing refutes it",
    ),
    "another answer than in its words": (
        "(find, 2 points). Compute $A = \\int_0^1 x dx$.\n\nAnswer: $A = \\frac{1}{3}$",
        "its own words say $A = \\int_0^1 x dx$, and its Answer is another",
    ),
    "another answer by a name that is asked": (
        "(find, 2 points). Find $u$ and $v = u^2$.\n\nAnswer: $u = 2$, $v = 5$",
        "its own words say $v = u^2$",
    ),
    "an answer that cannot be read": (
        "(find, 2 points)\n\nAnswer: $A = \\frac{1}{$", "a person marks every answer",
    ),
    "a claim that cannot be read": (
        "(show, 2 points)\n\nClaim: $\\frac{1}{x = 3$", "a person marks every answer",
    ),
    "half a condition": (
        "(choose, 2 points)\n\nCondition: $k + s =$\nUnknowns: $k$, $s$", "nothing stands on",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("question", "said"), FAULTS.values(), ids=FAULTS)
def test_what_is_wrong_is_said(question: str, said: str) -> None:
    (line,) = proofread(read_sheet("s.md", f"**Question 1** {question}"), Verdicts())
    assert line.startswith("s.md:1: question 1: ")
    assert said in line


@pytest.mark.parametrize("text", [example_sheet().source, SHEET], ids=["example", "other"])
def test_nothing_is_said_of_a_right_sheet(text: str) -> None:
    assert proofread(read_sheet("sheet.md", text), Verdicts()) == []


def test_the_command_says_it_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DERIVE_CACHE", str(tmp_path / "cache" / "verdicts.sqlite"))
    (tmp_path / "sheet.md").write_text("**Question 1** (show, 2 points)\n\nClaim: $1 + 1 = 3$\n")
    arguments = ["grade", str(tmp_path / "sheet.md"), str(EXAMPLE / "solution.md")]
    done = CliRunner().invoke(app, arguments)
    assert "warning: sheet.md:1: question 1: its claim $1 + 1 = 3$ is refuted" in done.stderr
    assert "solution" in done.stdout
