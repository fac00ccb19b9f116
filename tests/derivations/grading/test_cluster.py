"""A class on a Dask cluster of worker processes: the marks are those of one machine."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
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
