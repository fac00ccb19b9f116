"""Every command of docs/regression-tests.md is run, and what is beside it is looked into."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from fnmatch import fnmatchcase
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "regression-tests.md"
PLUGIN = "derivations.pytest_plugin"
COMMANDS = {"pytest": ["-m", "pytest"], "derive": ["-m", "derivations.cli"]}

Block = tuple[str, str, str]


def blocks() -> list[Block]:
    """Language, file name and text of the blocks of code on the page."""
    found = (t for t in MarkdownIt().parse(PAGE.read_text()) if t.type == "fence")
    return [(*f"{t.info} ".split(" ")[:2], t.content) for t in found]  # type: ignore[misc]


def run(command: str, folder: Path) -> str:
    """What a command of the page prints; pytest has the plugin, installed here or not."""
    name, *arguments = shlex.split(command)
    known = any(e.value == PLUGIN for e in entry_points(group="pytest11"))
    if name == "pytest":
        arguments += ["-p", "no:cacheprovider", *(() if known else ("-p", PLUGIN))]
    done = subprocess.run(
        [sys.executable, *COMMANDS[name], *arguments],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "COLUMNS": "120",
            "PYTHONOPTIMIZE": "",  # under it, pytest warns that it leaves asserts out
            "DERIVE_CACHE": str(folder / "cache" / "verdicts.sqlite"),
        },
        capture_output=True,
        text=True,
    )
    return done.stdout


def fits(expected: str, printed: str) -> bool:
    """Whether lines were printed in this order; `...` stands for anything."""
    rest = printed.splitlines()
    free = False
    for line in expected.splitlines():
        if line == "...":
            free = True
            continue
        pattern = re.sub(r"([\[\]?*])", r"[\1]", line).replace("...", "*")
        while rest and not fnmatchcase(rest[0], pattern):
            if not free:
                return False
            rest.pop(0)
        if not rest:
            return False
        rest.pop(0)
        free = False
    return free or not rest


def test_every_command_prints_what_the_page_shows(tmp_path: Path) -> None:
    ran = 0
    for language, name, text in blocks():
        if name:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        elif language == "console":
            command, _, expected = text.partition("\n")
            printed = run(command.removeprefix("$ "), tmp_path)
            assert fits(expected, printed), f"{command}\n{printed}"
            ran += 1
    assert ran == 7


def test_what_is_not_printed_does_not_fit() -> None:
    assert fits("...\na [1]\n...", "x\na [1]\ny")
    assert not fits("...\na [1]\n...", "x\na [2]\ny")
    assert not fits("a", "x\na")


def test_hooks_name_commands_and_files_that_exist() -> None:
    yaml = pytest.importorskip("yaml")
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert [hook["id"] for hook in hooks] == ["derive-check", "derive-lock"]
    for hook in hooks:
        assert {"id", "name", "entry", "language", "files"} <= hook.keys()
        assert hook["language"] == "python"
        assert re.search(hook["files"], "notes/a.claims.md")
        assert not re.search(hook["files"], "notes/claims.md")
        name, *options = shlex.split(hook["entry"])
        done = subprocess.run(
            [sys.executable, *COMMANDS[name], options[0], "--help"], capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert all(option in done.stdout for option in options[1:])


def test_the_workflow_is_one() -> None:
    yaml = pytest.importorskip("yaml")
    workflow = yaml.safe_load((ROOT / "docs" / "workflow.yml").read_text())
    (job,) = workflow["jobs"].values()
    assert job["runs-on"] == "ubuntu-latest"
    assert all(("run" in step) != ("uses" in step) for step in job["steps"])
    runs = " ".join(step.get("run", "") for step in job["steps"])
    assert "derive lock --check" in runs
    assert "pytest" in runs
