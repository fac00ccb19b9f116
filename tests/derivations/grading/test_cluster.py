"""A class on a Dask cluster of worker processes: the marks are those of one machine."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from derivations.grading.batch import Limits
from derivations.grading.cluster import on_cluster

from .classes import example_mark
from .test_batch import jobs, points, setting

distributed = pytest.importorskip("distributed")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
        local_directory=str(tmp_path),
    ) as made:  # fmt: skip
        yield made


def test_results_are_complete_and_the_same_though_a_worker_is_killed(cluster: Any) -> None:
    victims = [worker.pid for worker in cluster.workers.values()]
    killer = Timer(3.0, lambda: os.kill(victims[0], signal.SIGKILL))
    killer.start()
    wanted = jobs(5)
    found = dict(on_cluster(cluster.scheduler_address)(setting(), wanted, Limits(seconds=60)))
    killer.join()
    assert set(found) == set(wanted)
    for job, result in found.items():
        assert points(result.mark) == points(example_mark(job.file)), result.mark.message


def test_no_cluster_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derivations.grading.cluster.PATIENCE", 1.0)
    with pytest.raises(ValueError, match="no Dask scheduler answers"):
        on_cluster("tcp://127.0.0.1:1")
