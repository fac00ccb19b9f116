"""A class: many submissions marked side by side, each on its own, results as they come."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Event, Thread

from ..cache import Store
from .marks import Mark, mark_of
from .verdicts import key_of
from .worker import Job, Result, Setting, Worker, WorkerError

ATTEMPTS = 4
"""How often a submission is tried whose worker dies, which may not be the submission's doing."""
STARTS = 20
"""How often a process is started for it, in case one dies before it has begun."""
STOPPED = "undecided: the check was stopped"


@dataclass(frozen=True)
class Limits:
    """How many workers there are (0: one for each core), and how long one submission may take."""

    workers: int = 0
    seconds: float = 300.0

    @property
    def count(self) -> int:
        """How many workers there are."""
        return self.workers or cores()


def cores() -> int:
    """How many cores this process may use.

    >>> cores() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def mark_key(setting: Setting, job: Job) -> str:
    """The key of a submission's mark: its text, the sheet, and the time for a claim.

    >>> setting = Setting("s.md", "...")
    >>> mark_key(setting, Job("a.md", "a", "x")) == mark_key(setting, Job("a.md", "a", "y"))
    False
    """
    sheet = (setting.sheet_name, setting.sheet_text, setting.budget)
    return key_of("mark", *sheet, job.file, job.student, job.text)


def recalled(setting: Setting, job: Job, store: Store) -> Mark | None:
    """The mark of a submission that was marked before."""
    text = store.get(mark_key(setting, job))
    if text is None:
        return None
    try:
        return mark_of(json.loads(text))
    except (ValueError, TypeError, KeyError):
        return None


def keep(setting: Setting, job: Job, mark: Mark, store: Store) -> None:
    """Keep a mark; not one that hangs on how fast the machine was."""
    if mark.status == "marked" and not mark.late:
        store.put(mark_key(setting, job), json.dumps(mark.as_data()))


def run(
    setting: Setting, jobs: Sequence[Job], limits: Limits,
    started: Callable[[Worker], None] = lambda worker: None,
) -> Iterator[tuple[Job, Result]]:  # fmt: skip
    """The results of all jobs, each as soon as it is there.

    A worker that dies, hangs or eats memory costs its submission the automatic result at most.
    """
    waiting: Queue[Job] = Queue()
    done: Queue[tuple[Job, Result]] = Queue()
    for job in jobs:
        waiting.put(job)
    stop = Event()
    workers = [Worker(setting) for _ in range(min(limits.count, len(jobs)))]
    threads = [
        Thread(target=_work, args=(worker, waiting, done, limits, stop), daemon=True)
        for worker in workers
    ]
    for worker, thread in zip(workers, threads, strict=True):
        started(worker)
        thread.start()
    try:
        for _ in jobs:
            yield done.get()
    finally:
        stop.set()
        for worker in workers:
            worker.stop()


def _work(
    worker: Worker, waiting: Queue[Job], done: Queue[tuple[Job, Result]], limits: Limits,
    stop: Event,
) -> None:  # fmt: skip
    while not stop.is_set():
        try:
            job = waiting.get_nowait()
        except Empty:
            return
        done.put((job, attempt(worker, job, limits.seconds, stop)))


def attempt(worker: Worker, job: Job, seconds: float, stop: Event | None = None) -> Result:
    """What a submission comes to; where its process dies, it is tried again a few times."""
    reason = ""
    begun = started = 0
    while begun < ATTEMPTS and started < STARTS:
        if stop is not None and stop.is_set():
            break
        try:
            return worker.mark(job, seconds)
        except WorkerError as error:
            reason = str(error)
            begun, started = begun + error.ready, started + 1
            if not error.again:
                break
    return Result(stopped(job, reason))


def stopped(job: Job, reason: str) -> Mark:
    """The mark of a submission that has no automatic result.

    >>> stopped(Job("a.md", "ann", ""), "its process died").message
    'undecided: the check was stopped (its process died)'
    """
    message = f"{STOPPED} ({reason})" if reason else STOPPED
    return Mark(job.student, job.file, "stopped", message=message, text=job.text)
