"""A class on several machines: the same work, done by a Dask cluster (extra `cluster`).

Each Dask worker keeps a worker process of ours, so that a submission that hangs, dies or eats
memory costs there what it costs here: its own automatic result. The submissions' texts are sent;
the files need not be where the cluster is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from socket import create_connection
from threading import Lock
from typing import Any

from .batch import ATTEMPTS, Limits, attempt, stopped
from .marks import mark_of
from .worker import Job, Result, Setting, Worker

PATIENCE = 20.0
"""Seconds to wait for a scheduler to answer."""


def on_cluster(address: str) -> Callable[..., Iterator[tuple[Job, Result]]]:
    """What runs jobs on the cluster whose scheduler is at `address`.

    Raises ValueError where Dask is not there, or no scheduler answers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ValueError("--cluster needs Dask: pip install 'derivations[cluster]'") from error
    try:
        _knock(address)
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ValueError(f"{address}: no Dask scheduler answers: {error}") from error

    def run(setting: Setting, jobs: Sequence[Job], limits: Limits) -> Iterator[tuple[Job, Result]]:
        with client:
            yield from _results(client, replace(setting, cache=None), jobs, limits)

    return run


def _knock(address: str) -> None:
    """Raises OSError or ValueError where nobody listens at an address, at once."""
    from distributed.comm.addressing import get_address_host_port, parse_address

    scheme, _ = parse_address(address)
    if scheme in ("tcp", "tls"):
        host, port = get_address_host_port(address, strict=True)
        create_connection((host, port), timeout=PATIENCE).close()


def _results(
    client: Any, setting: Setting, jobs: Sequence[Job], limits: Limits
) -> Iterator[tuple[Job, Result]]:
    """The results as they come; a task whose worker died is run again by the scheduler."""
    from distributed import as_completed

    if not jobs:
        return
    shared = client.scatter(setting.__dict__, broadcast=True, hash=False)
    of = {
        client.submit(remotely, shared, job.__dict__, limits.seconds, pure=False,
                      retries=ATTEMPTS): job
        for job in jobs
    }  # fmt: skip
    for future in as_completed(list(of), loop=client.loop, raise_errors=False):
        job = of.pop(future)
        if future.status == "finished":
            data = future.result()
            yield job, Result(mark_of(data["mark"]), data["page"])
        else:
            yield job, Result(stopped(job, "the cluster gave it up"))
        future.release()


_WORKERS: dict[str, Worker] = {}
_LOCK = Lock()


def remotely(setting: dict[str, Any], job: dict[str, Any], seconds: float) -> dict[str, Any]:
    """The work of one task, on the cluster."""
    with _LOCK:  # one at a time in each process: a Dask worker may have several threads
        key = repr(sorted(setting.items()))
        worker = _WORKERS.get(key)
        if worker is None:
            for other in _WORKERS.values():
                other.stop()
            _WORKERS.clear()
            worker = _WORKERS[key] = Worker(Setting(**setting))
        result = attempt(worker, Job(**job), seconds)
    return {"mark": result.mark.as_data(), "page": result.page}
