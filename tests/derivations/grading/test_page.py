"""docs/grading.md: the files that it shows are made, and every command in it is run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from derivations.cli.commands import app

PAGE = (Path(__file__).parents[3] / "docs" / "grading.md").read_text()
FILES = re.findall(r"^```markdown (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
BLOCKS = re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DERIVE_CACHE", str(tmp_path / "cache" / "verdicts.sqlite"))
    for name, text in FILES:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_every_command_runs_and_says_what_is_shown(folder: Path) -> None:
    tried = 0
    for block in BLOCKS:
        for part in block.split("$ ")[1:]:
            command, *shown = part.strip().split("\n")
            program, *arguments = shlex.split(command)
            assert program == "derive"
            done = CliRunner().invoke(app, arguments)
            assert done.exit_code in (0, 1), (command, done.output)
            said = " ".join(done.stdout.split())
            for line in shown:
                assert " ".join(line.split()) in said, (line, done.stdout)
            tried += 1
    assert tried >= 10
    assert len(FILES) == 3
    for made in ("marks/grades.csv", "marks/feedback/bob.html", "autograder.zip", "results.json",
                 "ann.xml", "bob.sarif"):  # fmt: skip
        assert (folder / made).is_file(), made


def test_the_policies_and_kinds_on_the_page_are_those_that_there_are() -> None:
    from derivations.grading.policy import _FLAGS
    from derivations.grading.sheet import KINDS

    rows = set(re.findall(r"^\| (.*?) \|", PAGE, re.MULTILINE))
    named = {word for row in rows for word in re.findall(r"`([^`]+)`", row)}
    assert {flag for flag in _FLAGS if flag != "nearest shown"} <= named
    assert set(KINDS) <= rows
