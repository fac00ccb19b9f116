"""What is written: feedback, grades, Gradescope's results and its autograder, run where it is."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from derivations.grading.feedback import feedback
from derivations.grading.gradescope import autograder, results
from derivations.grading.marks import Mark, QuestionMark, Remark
from derivations.grading.nbgrader import COLUMNS, for_a_person, grades
from derivations.grading.outputs import page_name
from derivations.grading.sheet import Sheet

from .classes import EXAMPLE, SUBMISSIONS, example_mark, example_sheet

HOSTILE = "<script>alert('&')</script>\x1b[2J"
STOPPED = Mark(HOSTILE, HOSTILE, "stopped", message="undecided: the check was stopped")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_grades_have_the_columns_of_nbgrader() -> None:
    made = rows(grades(example_sheet(), [example_mark("ada.md"), STOPPED]))
    assert tuple(made[0]) == COLUMNS
    assert (made[0]["student_id"], made[0]["score"], made[0]["max_score"]) == ("ada", "35.88", "40")
    assert (made[1]["student_id"], made[1]["score"]) == (HOSTILE, "")


@pytest.mark.parametrize("name", ['a,"b"', "a\nb", "=1+1", "@SUM(A1)", "Zoë", "名前"])
def test_names_do_not_break_the_table(name: str) -> None:
    made = rows(grades(example_sheet(), [Mark(name, "a.md", "stopped")]))
    assert len(made) == 1
    assert made[0]["student_id"] == (f"'{name}" if name[0] in "=@" else name)


def test_the_list_for_a_person_has_all_that_is_open() -> None:
    marks = [example_mark(name) for name in SUBMISSIONS]
    made = rows(for_a_person([*marks, STOPPED]))
    opened = [r for m in marks for q in m.questions for r in q.remarks if r.what == "open"]
    assert len(made) == len(opened) + 1
    assert made[-1]["message"] == STOPPED.message


def test_feedback_shows_each_line_and_what_is_said_of_it() -> None:
    page = feedback(example_sheet(), example_mark("ada.md"))
    lines = (EXAMPLE / "submissions" / "ada.md").read_text().split("\n")
    assert page.count('<span class="number">') == len(lines)
    assert "this step is not an equality" in page
    assert "at x = 1: 0.927670... on the left, 1.000000... on the right" in page
    assert "nearest true statement: <math" in page
    assert "35.88" in page


def test_feedback_hides_the_nearest_statement_where_the_sheet_says_so() -> None:
    sheet = example_sheet()
    hidden = Sheet(
        sheet.name, sheet.title, sheet.preamble,
        tuple(
            type(q)(**{**q.__dict__, "policy": type(q.policy)(nearest=False)})
            for q in sheet.questions
        ),
    )  # fmt: skip
    assert "nearest true statement" not in feedback(hidden, example_mark("ada.md"))
    assert "nearest true statement" not in results(hidden, example_mark("ada.md"))
    assert "nearest true statement" in results(sheet, example_mark("ada.md"))
    assert "in the answer asked for" in results(sheet, example_mark("ben.md"))
    assert "in the answer asked for" not in results(hidden, example_mark("ben.md"))


def test_nothing_of_a_submission_runs_in_its_page() -> None:
    remark = Remark("open", 1, 1, 1, 2, "", HOSTILE, (HOSTILE,))
    mark = Mark(
        HOSTILE, HOSTILE, "marked",
        (QuestionMark("1", "show", 2, 2, 2, (remark,)),),
        text=f"{HOSTILE}\n</div></body>",
    )  # fmt: skip
    page = feedback(example_sheet(), mark)
    assert "<script" not in page
    assert "</div></body>" not in page.replace("</div>\n</main>\n</body>", "")
    assert "default-src 'none'" in page


@pytest.mark.parametrize(
    "name", ["../up", "a/b", "a\\b", "A", "con?", "'q'", "名前", "..", "", "x" * 300, "a\0b"]
)
def test_the_name_of_a_page_is_safe(name: str) -> None:
    made = page_name(name)
    assert set(made) <= {*"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."}
    assert len(made) < 90
    assert made.count(".") == 1
    assert made != page_name(name + " ")
    assert made.lower() != page_name(name.lower() + "!").lower()


def test_results_for_gradescope() -> None:
    data = json.loads(results(example_sheet(), example_mark("dee.md")))
    tests = {t["number"]: t for t in data["tests"]}
    assert data["score"] == 27.17
    assert (tests["1"]["score"], tests["1"]["status"]) == (6, "passed")
    assert (tests["7"]["score"], tests["7"]["status"]) == (4.17, "failed")
    assert tests["2"]["tags"] == ["undecided"]
    assert not {"score", "status"} & set(tests["2"])
    assert "line 27: this step is not an equality" in tests["7"]["output"]
    assert all(t["max_score"] > 0 for t in data["tests"])


def test_results_of_what_was_stopped_leave_all_to_a_person() -> None:
    data = json.loads(results(example_sheet(), STOPPED))
    assert data["output"] == STOPPED.message
    assert all(t["tags"] == ["undecided"] and "score" not in t for t in data["tests"])


@pytest.mark.parametrize("name", ["ada.md", "chi.tex"])
def test_the_autograder_runs_where_it_is_unpacked(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(autograder(example_sheet()))) as packed:
        assert {"setup.sh", "run_autograder", "sheet.md"} <= set(packed.namelist())
        packed.extractall(tmp_path / "source")
    (tmp_path / "submission").mkdir()
    text = (EXAMPLE / "submissions" / name).read_bytes()
    (tmp_path / "submission" / name).write_bytes(text)
    setup, run = tmp_path / "source" / "setup.sh", tmp_path / "source" / "run_autograder"
    assert subprocess.run(["bash", "-n", setup]).returncode == 0
    environment = {**os.environ, "AUTOGRADER_ROOT": str(tmp_path), "PYTHON": sys.executable}
    subprocess.run(["bash", run], env=environment, check=True, cwd=tmp_path, timeout=120)
    data = json.loads((tmp_path / "results" / "results.json").read_text())
    assert data["score"] == example_mark(name).points
    assert len(data["tests"]) == 7


def test_the_autograder_is_the_same_bytes_for_the_same_sheet() -> None:
    assert autograder(example_sheet()) == autograder(example_sheet())
