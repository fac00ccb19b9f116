"""Ctrl-C at any moment: files are whole, what is new is whole or absent; the next run goes on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest

from derivations.locks import read_lock

ROOT = Path(__file__).parents[2]
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
TIMES = {"lock": 3, "check": 2, "write": 1, "grade": 1}
PAGE = "".join(
    f"For all $x$, $\\sum_{{k=1}}^{{n}} {i} k = \\frac{{{i} n (n+1)}}{{2}}$ and"
    f" $(x + {i})^2 = x^2 + {2 * i} x + {i * i}$.\n\n"
    for i in range(2, 8)
)
OLD = "what was there before\n"


def command(folder: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "derivations.cli", *words]


def surroundings(folder: Path) -> dict[str, str]:
    here = {"PYTHONPATH": str(ROOT), "DERIVE_CACHE": str(folder / "cache" / "verdicts.sqlite")}
    return {**os.environ, **here}


def interrupted(folder: Path, words: tuple[str, ...], share: float) -> tuple[int, str]:
    """The status and complaints of a command that gets a Ctrl-C after a share of its time."""
    with subprocess.Popen(
        command(folder, *words), cwd=folder, env=surroundings(folder), start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # in the background, too
    ) as running:  # fmt: skip
        sleep(share)
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all of them
        _, told = running.communicate(timeout=60)
    return running.returncode, told


def finished(folder: Path, words: tuple[str, ...]) -> float:
    """How long a command takes that nobody interrupts."""
    start = monotonic()
    done = subprocess.run(
        command(folder, *words), cwd=folder, env=surroundings(folder), capture_output=True,
        text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return monotonic() - start


def lock(folder: Path) -> None:
    found = read_lock(folder / "page.md.lock")
    assert found is not None
    assert len(found.proofs) >= 12


def report(folder: Path) -> None:
    assert json.loads((folder / "report.json").read_text())["summary"]["proved"] == 12


def written(folder: Path) -> None:
    assert (folder / "out.tex").read_text().rstrip().endswith(r"\end{document}")


def grades(folder: Path) -> None:
    rows = (folder / "out" / "grades.csv").read_text().splitlines()
    assert len(rows) > 4
    for line in (folder / "out" / "marks.jsonl").read_text().splitlines():
        json.loads(line)


COMMANDS: dict[str, tuple[tuple[str, ...], str, Callable[[Path], None]]] = {
    "lock": (("lock", "page.md"), "page.md.lock", lock),
    "check": (("check", "page.md", "--format", "json", "-o", "report.json"), "report.json", report),
    "write": (("write", "sigmoid", "-o", "out.tex"), "out.tex", written),
    "grade": (("grade", "sheet/sheet.md", "sheet/submissions", "-o", "out"), "out", grades),
}


def prepare(folder: Path) -> None:
    folder.mkdir()
    (folder / "page.md").write_text(PAGE)
    shutil.copytree(ROOT / "examples" / "sheet", folder / "sheet")


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups here")
@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_written_is_whole(name: str, tmp_path: Path) -> None:
    words, output, is_whole = COMMANDS[name]
    calm = tmp_path / "calm"
    prepare(calm)
    length = finished(calm, words)
    is_whole(calm)
    chance = Random(name)
    for time in range(40 if LONG else TIMES[name]):
        folder = tmp_path / f"time{time}"
        prepare(folder)
        before = set(folder.iterdir())
        status, told = interrupted(folder, words, chance.uniform(0.1, 1.05) * length)
        assert status in (0, 1, 130, -signal.SIGINT), told
        if (folder / output).is_file() or (status in (0, 1) and "interrupted" not in told):
            is_whole(folder)
        left = {path.name for path in set(folder.iterdir()) - before}
        beside = {"out-sigmoid-to-step.pdf"} if (folder / output).is_file() else set()
        assert left <= {output, "cache"} | beside, left
        check_cache(folder)
        finished(folder, words)
        is_whole(folder)


def check_cache(folder: Path) -> None:
    path = folder / "cache" / "verdicts.sqlite"
    if path.exists():
        with sqlite3.connect(path) as there:
            assert there.execute("pragma integrity_check").fetchone() == ("ok",)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups here")
def test_what_was_there_stays(tmp_path: Path) -> None:
    folder = tmp_path / "page"
    prepare(folder)
    (folder / "report.json").write_text(OLD)
    interrupted(folder, COMMANDS["check"][0], 0.3)
    if (folder / "report.json").read_text() != OLD:
        report(folder)
