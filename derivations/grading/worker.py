"""A worker: a process of its own that marks submissions one by one, and may die without harm.

Claims are judged in one more process, a copy of it, which takes so much memory and time: what is
too much for it costs a claim. What is too much for the worker costs a submission.

It speaks in lines of JSON: first what holds for all (the sheet, the time for a claim, the cache),
then one line for each submission, each answered by one line.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proofs.memory import limit_memory

from ..workers import LineProcess, ProcessDiedError, ProcessLateError, answering, reply
from .marks import Mark, mark_of

MEMORY = 4_000_000_000
"""The most bytes of memory that a worker may use."""
LIFE = 200
"""How many submissions a process marks, so that what it keeps in mind never grows with a class."""
_START = "from derivations.grading.worker import serve; serve()"


@dataclass(frozen=True)
class Setting:
    """What holds for all submissions of a run."""

    sheet_name: str
    sheet_text: str
    budget: float = 2.0
    cache: str | None = None
    feedback: bool = False
    memory: int = MEMORY


@dataclass(frozen=True)
class Job:
    """One submission: the name of its file, whose it is, and its text."""

    file: str
    student: str
    text: str


@dataclass(frozen=True)
class Result:
    """What a submission came to, and the page for the student, where that was asked for."""

    mark: Mark
    page: str = ""


class WorkerError(Exception):
    """A worker that died, hung, or ran out of memory.

    `again` tells whether to try once more; `ready` whether it had begun with the submission.
    """

    def __init__(self, message: str, *, again: bool, ready: bool = True) -> None:
        super().__init__(message)
        self.again = again
        self.ready = ready


class Worker:
    """The near end of a worker process, which is started when it is first needed."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._process: LineProcess | None = None
        self._marked = 0

    @property
    def pid(self) -> int | None:
        """The number of its process, while one is running."""
        return None if self._process is None else self._process.pid

    def mark(self, job: Job, seconds: float) -> Result:
        """What a submission comes to. Raises WorkerError; then a new process takes the next."""
        if self._marked >= LIFE:
            self.stop()
        ready = self._process is not None
        try:
            process = self._process or self._start(seconds)
            ready = True
            answer = json.loads(process.ask(json.dumps(job.__dict__), seconds))
            self._marked += 1
        except ProcessLateError:
            self.stop()
            raise WorkerError(f"it took more than {seconds:g} s", again=False) from None
        except ProcessDiedError:
            self.stop()
            raise WorkerError("its process died", again=True, ready=ready) from None
        if "memory" in answer:
            self.stop()
            raise WorkerError("it ran out of memory", again=False)
        if "fault" in answer:
            raise WorkerError(f"internal fault, please report it: {answer['fault']}", again=False)
        return Result(mark_of(answer["mark"]), answer["page"])

    def _start(self, seconds: float) -> LineProcess:
        process = self._process = LineProcess(_START)
        process.ask(json.dumps(self.setting.__dict__), seconds)
        return process

    def stop(self) -> None:
        """End its process, and those that it started."""
        process, self._process, self._marked = self._process, None, 0
        if process is not None:
            process.stop()


# --- the far end ----------------------------------------------------------------------------------


def serve() -> None:
    """The worker's work: an answer for each line, until there are no more."""
    out = answering()
    lines = iter(sys.stdin.readline, "")
    setting = Setting(**json.loads(next(lines)))
    limit_memory(setting.memory)
    answer = _answering(setting)
    reply(out, "ready")
    for line in lines:
        try:
            said = answer(Job(**json.loads(line)))
        except MemoryError:
            said = {"memory": True}
        except Exception as fault:  # noqa: BLE001 -- one submission's fault is no other's
            said = {"fault": f"{type(fault).__name__}: {fault}"}
        reply(out, json.dumps(said))


def _answering(setting: Setting) -> Any:
    """A function that marks a submission."""
    from ..cache import Cache, CacheError, Store
    from .feedback import feedback
    from .marking import mark
    from .sheet import read_sheet
    from .submission import read_submission
    from .verdicts import JudgesApart, Verdicts

    sheet = read_sheet(setting.sheet_name, setting.sheet_text)
    store: Store | None = None
    if setting.cache is not None:
        try:
            store = Cache(Path(setting.cache))
        except CacheError:
            store = None
    judges = JudgesApart(setting.memory)

    def answer(job: Job) -> dict[str, Any]:
        submission = read_submission(job.file, job.text, sheet, job.student)
        made = mark(sheet, submission, Verdicts(setting.budget, store, judges))
        page = feedback(sheet, made) if setting.feedback else ""
        return {"mark": made.as_data(), "page": page}

    return answer
