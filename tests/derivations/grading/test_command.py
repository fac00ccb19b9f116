"""`derive grade` as a person meets it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from derivations.cli.commands import app

from .classes import EXAMPLE


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "cache" / "verdicts.sqlite"
    monkeypatch.setenv("DERIVE_CACHE", str(path))
    return path


def derive(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_a_class(tmp_path: Path) -> None:
    done = derive("grade", EXAMPLE, "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "ada" in done.stdout
    assert "dee: question 2, line 13: the claim is stated" in done.stdout
    assert (tmp_path / "out" / "grades.csv").read_text().count("\n") == 5
    assert (tmp_path / "out" / "needs-a-person.csv").is_file()
    assert len(list((tmp_path / "out" / "feedback").iterdir())) == 4


def test_one_submission_with_nothing_left_for_a_person(own_cache: Path) -> None:
    arguments = ("grade", EXAMPLE / "sheet.md", EXAMPLE / "solution.md", "--format", "json")
    done = derive(*arguments, "--no-cache")
    assert done.exit_code == 0
    mark = json.loads(done.stdout)["marks"][0]
    assert mark["student"] == "solution"
    assert sum(q["points"] for q in mark["questions"]) == 40
    assert not own_cache.exists()


def test_results_for_gradescope(tmp_path: Path) -> None:
    out = tmp_path / "results.json"
    derive("grade", EXAMPLE / "sheet.md", EXAMPLE / "solution.md", "--gradescope", out)
    assert json.loads(out.read_text())["score"] == 40
    done = derive("grade", EXAMPLE / "sheet.md", EXAMPLE / "submissions", "--gradescope", out)
    assert done.exit_code == 2
    assert "--gradescope is for one submission, and here are 4" in done.stderr


def test_the_autograder(tmp_path: Path) -> None:
    out = tmp_path / "a.zip"
    done = derive("grade", "--gradescope-zip", EXAMPLE / "sheet.md", "-o", out)
    assert done.exit_code == 0
    assert "run_autograder" in zipfile.ZipFile(out).namelist()


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (None, "cannot be read"),
        ("# Nothing", "there is no question"),
        ("**Question 1** (show, 2 points).\n\nClaim: $1 = 1$\n" * 2, "question 1 stands in line 1"),
    ],
    ids=["no sheet", "no question", "two of one number"],
)
def test_a_sheet_that_cannot_be_used(tmp_path: Path, sheet: str | None, said: str) -> None:
    path = tmp_path / "sheet.md"
    if sheet is not None:
        path.write_text(sheet)
    done = derive("grade", path, EXAMPLE / "submissions")
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04....", "is a zip archive: unpack it"),
        (b"a" * 50_000_000, "has 50 MB, where at most 2 are read"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\0\1", "is not text"),
    ],
    ids=["a zip", "50 MB", "a PDF", "no text"],
)
def test_a_sheet_that_is_no_document(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "sheet.md").write_bytes(data)
    done = derive("grade", tmp_path / "sheet.md", EXAMPLE / "submissions")
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize("option", ["-o", "--gradescope"])
def test_a_place_that_cannot_be_written_to(tmp_path: Path, option: str) -> None:
    (tmp_path / "file").write_text("")
    place = tmp_path / "file" / "out"
    done = derive("grade", EXAMPLE / "sheet.md", EXAMPLE / "solution.md", option, place)
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
    assert "fault" not in done.stderr


def test_what_cannot_be_marked_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    good = (EXAMPLE / "solution.md").read_text()
    secret = tmp_path / "secret.md"
    secret.write_text(good)
    for name in ('O\'Brien "x".md', "名前.md", "-rf.md", "a\\b.md"):
        (folder / name).write_text(good)
    (folder / "large.md").write_bytes(b" " * 50_000_000)
    (folder / "packed.zip").write_bytes(b"PK\x03\x04")
    (folder / "out.md").symlink_to(secret)
    (folder / "empty.md").write_text("")
    done = derive("grade", EXAMPLE / "sheet.md", folder, "-o", tmp_path / "out")
    assert done.exit_code == 1
    rows = (tmp_path / "out" / "grades.csv").read_text().split("\n")
    assert sum(row.endswith("40,0,40,40") for row in rows) == 4
    assert sum(row.endswith(",0,0,0,40") for row in rows) == 1
    for said in ("has 50 MB", "is a zip archive", "is a link to a place outside of the folder"):
        assert said in done.stdout
    assert len(list((tmp_path / "out" / "feedback").iterdir())) == 8


@pytest.mark.parametrize("names", [(), ("missing.md",)], ids=["none", "one that is not there"])
def test_no_submissions(names: tuple[str, ...]) -> None:
    assert derive("grade", EXAMPLE / "sheet.md", *names).exit_code == 2


def test_a_folder_without_a_sheet(tmp_path: Path) -> None:
    done = derive("grade", tmp_path)
    assert done.exit_code == 2
    assert "there is no sheet.md or sheet.tex in this folder" in done.stderr


def test_the_cache_can_be_cleared(own_cache: Path) -> None:
    derive("grade", EXAMPLE / "sheet.md", EXAMPLE / "solution.md")
    assert own_cache.is_file()
    assert derive("cache", "path").stdout.strip() == str(own_cache)
    assert "deleted" in derive("cache", "clear").stdout
    assert not own_cache.exists()
    assert "there was none" in derive("cache", "clear").stdout


def test_a_cache_that_others_can_write_to_is_not_used(own_cache: Path) -> None:
    own_cache.parent.mkdir(mode=0o700)
    own_cache.touch()
    own_cache.chmod(0o666)
    done = derive("grade", EXAMPLE / "sheet.md", EXAMPLE / "solution.md")
    assert done.exit_code == 2
    assert "others can write to it (chmod go-w); go on with --no-cache" in done.stderr
