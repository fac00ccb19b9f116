"""A class on a Dask cluster of worker processes: the marks are those of one machine."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from derivations.cli.commands import app
from derivations.grading.batch import Limits
from derivations.grading.cluster import on_cluster

from .classes import EXAMPLE, example_mark
from .test_batch import jobs, points, setting

distributed = pytest.importorskip("distributed")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None,
        local_directory=str(tmp_path),
    ) as made:  # fmt: skip
        yield made


def test_results_are_complete_and_the_same_though_a_worker_is_killed(cluster: Any) -> None:
    victim = next(iter(cluster.workers.values())).pid
    wanted = jobs(5)
    found = {}
    for job, result in on_cluster(cluster.scheduler_address)(setting(), wanted, Limits(seconds=60)):
        found[job] = result
        if len(found) == 3:  # while it works on others
            os.kill(victim, signal.SIGKILL)
    assert victim not in {worker.pid for worker in cluster.workers.values() if worker.is_alive()}
    assert set(found) == set(wanted)
    for job, result in found.items():
        assert points(result.mark) == points(example_mark(job.file)), result.mark.message


def test_the_command_gives_the_work_to_a_cluster(cluster: Any, tmp_path: Path) -> None:
    out = tmp_path / "marks"
    arguments = ["grade", str(EXAMPLE), "-o", str(out), "--no-cache"]
    done = CliRunner().invoke(app, [*arguments, "--cluster", cluster.scheduler_address])
    assert done.exit_code == 1, done.output
    assert done.stdout == CliRunner().invoke(app, arguments).stdout
    assert len(list((out / "feedback").iterdir())) == 4


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = CliRunner().invoke(app, ["grade", str(EXAMPLE), "--cluster", "tcp://127.0.0.1:1"])
    assert done.exit_code == 2
    assert "pip install 'derivations[cluster]'" in done.stderr


def test_no_cluster_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derivations.grading.cluster.PATIENCE", 1.0)
    with pytest.raises(ValueError, match="no Dask scheduler answers"):
        on_cluster("tcp://127.0.0.1:1")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "tcp://", ""])
def test_the_command_says_that_nobody_answers(address: str) -> None:
    done = CliRunner().invoke(app, ["grade", str(EXAMPLE), "--cluster", address or ":"])
    assert done.exit_code == 2
    assert "no Dask scheduler answers" in done.stderr
    assert "fault" not in done.stderr


def test_the_commands_of_the_page_are_run(tmp_path: Path) -> None:
    page = (EXAMPLE.parents[1] / "docs" / "grading.md").read_text()
    block = re.search(r"```sh\n(.*?)```", page, re.DOTALL)
    assert block is not None
    install, *rest = [line.partition("#")[0].split() for line in block[1].strip().split("\n")]
    assert install == ["pip", "install", "'derivations[cluster]'"]
    extra = [r for r in metadata.requires("derivations") or () if "cluster" in r]
    assert any(r.startswith("distributed") for r in extra)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    scheduler, worker, grade = (
        [word.replace("that-machine:8786", f"127.0.0.1:{port}") for word in line] for line in rest
    )
    scheduler += ["--host", "127.0.0.1", "--port", port, "--no-dashboard"]
    worker += ["--no-dashboard", "--local-directory", str(tmp_path)]
    shutil.copytree(EXAMPLE / "submissions", tmp_path / "handed-in")
    shutil.copy(EXAMPLE / "sheet.md", tmp_path)
    dask = str(Path(sys.executable).parent / "dask")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = [subprocess.Popen([dask, *scheduler[1:]], cwd=tmp_path, **quiet)]  # type: ignore[call-overload]
    try:
        _wait_for(int(port))
        running.append(subprocess.Popen([dask, *worker[1:]], cwd=tmp_path, **quiet))  # type: ignore[call-overload]
        done = subprocess.run(
            [sys.executable, "-m", "derivations.cli", *grade[1:], "--no-cache"], cwd=tmp_path,
            capture_output=True, text=True, timeout=120,
            env={**os.environ, "PYTHONPATH": str(EXAMPLE.parents[1])},
        )  # fmt: skip
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait(timeout=30)
    assert done.returncode == 1, done.stderr
    assert (tmp_path / "marks" / "grades.csv").read_text().count("\n") == 5


def _wait_for(port: int) -> None:
    for _ in range(300):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError("the scheduler did not start")
