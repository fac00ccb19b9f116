"""Problem sheets: what is read of them, and what is said of those that can't be used."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivations.grading.policy import Policy, PolicyError, read_policy
from derivations.grading.sheet import SheetError, read_sheet

from .classes import example_sheet

GOOD = "**Question 1** (show, 2 points). Why?\n\nClaim: $1 + 1 = 2$\n"


def test_the_example_sheet() -> None:
    sheet = example_sheet()
    assert sheet.title == "Problem sheet 4: scores, layers and slopes"
    assert [(q.number, q.kind, float(q.points)) for q in sheet.questions] == [
        ("1", "show", 6), ("2", "show", 6), ("3", "find", 6), ("4", "trace", 8),
        ("5", "choose", 5), ("6", "refute", 4), ("7", "find", 5),
    ]  # fmt: skip
    assert [q.label for q in sheet.questions][:3] == ["swish", "shift", "odds"]
    assert sheet.questions[3].policy == Policy(decimals=4, line=Fraction(1))
    assert sheet.questions[6].policy == Policy(exact=True)


def test_what_students_read_holds_no_answer() -> None:
    for question in example_sheet().questions:
        assert "Answer:" not in question.text
        assert "Condition:" not in question.text


def test_a_latex_sheet_is_the_same_sheet() -> None:
    source = "\n".join([
        r"\documentclass{article}", r"\begin{document}", r"\title{Sheet}", "Points: 2.5",
        r"\section*{Question 1.2 (find, 2.5 points)} \label{odds} Find $z$. % not this",
        r"Answer: $z = 1$", r"\end{document}",
    ])  # fmt: skip
    sheet = read_sheet("sheet.tex", source)
    question = sheet.questions[0]
    assert (question.number, question.kind, question.points) == ("1.2", "find", Fraction(5, 2))
    assert question.label == "odds"
    assert question.stated("Answer") == ("z = 1",)
    assert sheet.title == "Sheet"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# Nothing", "there is no question"),
        (GOOD + GOOD, "s.md:4: question 1 stands in line 1 already"),
        ("Points: 3\n\n" + GOOD, "said to have 3 points, but its questions have 2"),
        ("Points: many\n\n" + GOOD, "'many' is no number of points"),
        (GOOD.replace("show", "prove"), "none of show, find, choose, refute, trace"),
        (GOOD.replace("(show, 2 points)", ""), "states no kind and points"),
        (GOOD.replace("2 points", "two points"), "'two' is no number of points"),
        (GOOD.replace("Claim: ", ""), "needs a line that begins with Claim:"),
        (GOOD.replace("$", ""), "Claim holds no formula"),
        (GOOD + "Policy: gentle", "'gentle' is no policy"),
        ("Claim: $x$\n\n" + GOOD, "Claim stands before the first question"),
    ],
    ids=[
        "no question", "two of one number", "points that do not add up", "no points",
        "no such kind", "no kind", "points in words", "no claim", "a claim without dollars",
        "no such policy", "a field too early",
    ],
)  # fmt: skip
def test_a_sheet_that_cannot_be_used_says_where_and_why(text: str, said: str) -> None:
    with pytest.raises(SheetError) as caught:
        read_sheet("s.md", text)
    assert said in str(caught.value)
    assert all(line.startswith("s.md:") for line in str(caught.value).split("\n"))


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(SheetError) as caught:
        read_sheet("s.md", "Points: 9\n" + GOOD + GOOD.replace("Claim:", "Clam:"))
    assert len(str(caught.value).split("\n")) == 3


@pytest.mark.parametrize("words", ["", "decimals", "decimals 1.5", "line -1", "exact exact"])
def test_a_policy_that_is_not_known(words: str) -> None:
    with pytest.raises(PolicyError):
        read_policy(words)
