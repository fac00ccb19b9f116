"""Another class: each mistake is charged to its line, no right line is, the rest is a person's."""

from __future__ import annotations

from functools import cache

import pytest

from derivations.grading.marking import mark
from derivations.grading.marks import Mark
from derivations.grading.sheet import read_sheet
from derivations.grading.submission import read_submission
from derivations.grading.verdicts import Verdicts

from .other_class import CLASS, OPEN, PLANTED, SHEET


@cache
def marked(name: str) -> Mark:
    sheet = read_sheet("sheet.md", SHEET.lstrip())
    return mark(sheet, read_submission(name, CLASS[name].lstrip(), sheet), Verdicts())


@pytest.mark.parametrize("name", CLASS)
def test_exactly_the_planted_mistakes_are_charged(name: str) -> None:
    found = {
        (name, question.number, remark.line)
        for question in marked(name).questions
        for remark in question.remarks
        if remark.lost and question.answered
    }
    assert found == {place for place in PLANTED if place[0] == name}


@pytest.mark.parametrize("name", CLASS)
def test_only_what_nothing_decides_is_left_for_a_person(name: str) -> None:
    found = {(name, q.number) for q in marked(name).questions if q.needs_person}
    assert found == {place for place in OPEN if place[0] == name}


def test_the_right_answers_reach_all_points() -> None:
    assert (marked("eva.md").points, marked("eva.md").open) == (47, 0)


def test_what_follows_from_a_wrong_value_costs_nothing() -> None:
    said = {r.line: r.message for r in marked("ivo.md").questions[2].remarks if r.what == "carried"}
    assert said == {5: "not the answer, but right work from a wrong line"}
