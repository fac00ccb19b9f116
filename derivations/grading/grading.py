"""Grading a class: sheet and submissions in, marks out, by whoever does the work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..cache import Cache
from .batch import Limits, keep, mark_key, recalled, run
from .feedback import feedback
from .folder import Found, found_in, jobs_of
from .marks import Mark
from .outputs import Outputs
from .sheet import Sheet
from .worker import Job, Result, Setting

Runner = Callable[[Setting, Sequence[Job], Limits], Iterator[tuple[Job, Result]]]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Plan:
    """How a class is graded: by whom, within which limits, with which cache, into which folder."""

    budget: float = 2.0
    limits: Limits = field(default_factory=Limits)
    cache: Path | None = None
    out: Path | None = None
    runner: Runner = run


def grade(
    sheet: Sheet, paths: Sequence[Path], plan: Plan | None = None,
    progress: Progress = lambda done, total: None, *, one: bool = False,
) -> list[Mark]:  # fmt: skip
    """The mark of each submission in files and folders, in the order of the students.

    With `one`, a folder is one submission. What was marked before (in the cache, or in an earlier
    run's folder) is not marked again.
    """
    plan = plan or Plan()
    store = Cache(plan.cache) if plan.cache is not None else None
    outputs = Outputs(plan.out) if plan.out is not None else None
    setting = Setting(
        sheet.name, sheet.source, plan.budget, str(plan.cache) if plan.cache else None,
        feedback=outputs is not None,
    )  # fmt: skip
    try:
        return _Grading(sheet, setting, plan, store, outputs, progress).marks(
            found_in(paths, one=one)
        )
    finally:
        if store is not None:
            store.close()


@dataclass
class _Grading:
    sheet: Sheet
    setting: Setting
    plan: Plan
    store: Cache | None
    outputs: Outputs | None
    progress: Progress

    def marks(self, found: Sequence[Found]) -> list[Mark]:
        listed = jobs_of(found)
        marks = {m.student: m for m in listed if isinstance(m, Mark)}
        jobs = [job for job in listed if isinstance(job, Job)]
        keys = {job.student: mark_key(self.setting, job) for job in jobs}
        for mark in marks.values():
            self._write(mark, "")
        left = self._recall(jobs, keys, marks)
        total = len(listed)
        self.progress(total - len(left), total)
        for job, result in self.plan.runner(self.setting, left, self.plan.limits):
            marks[job.student] = result.mark
            if self.store is not None:
                keep(self.setting, job, result.mark, self.store)
            if self.outputs is not None:
                self.outputs.result(keys[job.student], result.mark)
            self._write(result.mark, result.page)
            self.progress(len(marks), total)
        ordered = [marks[student] for student in sorted(marks)]
        if self.outputs is not None:
            self.outputs.finish(self.sheet, keys, ordered)
        return ordered

    def _recall(
        self, jobs: Sequence[Job], keys: dict[str, str], marks: dict[str, Mark]
    ) -> list[Job]:
        """The jobs that are left once what is known from before is taken."""
        written = (
            self.outputs.known() if self.outputs is not None and self.store is not None else {}
        )
        left = []
        for job in jobs:
            known = written.get(keys[job.student])
            if known is None and self.store is not None:
                known = recalled(self.setting, job, self.store)
            if known is None or known.status != "marked":
                left.append(job)
                continue
            marks[job.student] = replace(known, file=job.file)
            if self.outputs is not None and not self._has_page(known, written, keys[job.student]):
                self._write(known, "")
        return left

    def _has_page(self, mark: Mark, written: dict[str, Mark], key: str) -> bool:
        return key in written and self.outputs is not None and self.outputs.has_page(mark)

    def _write(self, mark: Mark, page: str) -> None:
        if self.outputs is not None:
            self.outputs.page(mark, page or feedback(self.sheet, mark))


__all__ = ["Plan", "Progress", "Runner", "grade"]
