"""A class side by side: workers that die, hang or eat memory, runs that are stopped, bad input."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from derivations.grading.batch import ATTEMPTS, STOPPED, Limits, attempt, run
from derivations.grading.grading import Plan, grade
from derivations.grading.marks import Mark
from derivations.grading.outputs import Outputs
from derivations.grading.worker import Job, Setting, Worker, WorkerError

from .classes import EXAMPLE, SUBMISSIONS, example_mark, example_sheet

FOLDER = EXAMPLE / "submissions"


def setting(**changed: object) -> Setting:
    sheet = example_sheet()
    return Setting(**{"sheet_name": sheet.name, "sheet_text": sheet.source, **changed})  # type: ignore[arg-type]


def jobs(copies: int = 1) -> list[Job]:
    return [
        Job(name, f"{Path(name).stem}{n}", (FOLDER / name).read_text())
        for n in range(copies)
        for name in SUBMISSIONS
    ]


def points(mark: Mark) -> tuple[object, ...]:
    return (mark.status, mark.points, mark.open, *((q.number, q.points) for q in mark.questions))


def test_a_class_is_marked_as_each_by_itself() -> None:
    marks = grade(example_sheet(), [FOLDER], Plan(limits=Limits(workers=2)))
    assert [m.file for m in marks] == list(SUBMISSIONS)
    assert [points(m) for m in marks] == [points(example_mark(m.file)) for m in marks]


def test_a_worker_that_dies_is_replaced() -> None:
    worker = Worker(setting())
    job = jobs()[0]
    try:
        worker.mark(job, 60)
        if worker.pid is None:
            raise AssertionError("no process")
        os.kill(worker.pid, signal.SIGKILL)
        assert points(attempt(worker, job, 60).mark) == points(example_mark(job.file))
    finally:
        worker.stop()


def test_a_worker_is_renewed_before_it_keeps_too_much_in_mind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("derivations.grading.worker.LIFE", 2)
    worker = Worker(setting())
    try:
        pids = []
        for job in jobs():
            assert points(worker.mark(job, 60).mark) == points(example_mark(job.file))
            pids.append(worker.pid)
        assert pids[0] == pids[1] != pids[2] == pids[3]
    finally:
        worker.stop()


def test_a_worker_that_hangs_costs_its_submission_only() -> None:
    worker = Worker(setting())
    try:
        worker.mark(jobs()[0], 60)
        if worker.pid is None:
            raise AssertionError("no process")
        os.kill(worker.pid, signal.SIGSTOP)
        start = time.monotonic()
        found = attempt(worker, jobs()[0], 1.0)
        assert found.mark.status == "stopped"
        assert found.mark.message == f"{STOPPED} (it took more than 1 s)"
        assert time.monotonic() - start < 10
        assert attempt(worker, jobs()[0], 60).mark.status == "marked"
    finally:
        worker.stop()


def test_a_worker_without_memory_costs_its_submission_only() -> None:
    worker = Worker(setting(memory=40_000_000))
    try:
        found = attempt(worker, jobs()[0], 60)
        assert found.mark.status == "stopped"
        assert found.mark.message.startswith(STOPPED)
        with pytest.raises(WorkerError):
            worker.mark(jobs()[0], 60)
    finally:
        worker.stop()


def test_workers_killed_at_random_change_no_mark() -> None:
    """As many as may hit one submission before it counts as its doing."""
    alive: list[Worker] = []
    over = Event()

    def kill() -> None:
        chance = random.Random(4)
        killed = 0
        while killed < ATTEMPTS - 1 and not over.wait(chance.uniform(0.2, 1.5)):
            pid = chance.choice(alive).pid if alive else None
            if pid is not None:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed += 1

    killer = Thread(target=kill)
    killer.start()
    try:
        wanted = jobs(3)
        limits = Limits(workers=2, seconds=60)
        found = dict(run(setting(), wanted, limits, alive.append))
    finally:
        over.set()
        killer.join()
    assert set(found) == set(wanted)
    for job, result in found.items():
        assert points(result.mark) == points(example_mark(job.file)), result.mark.message


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    plan = Plan(limits=Limits(workers=1), out=tmp_path / "out", cache=tmp_path / "c" / "v.sqlite")

    class Enough(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise Enough

    with pytest.raises(Enough):
        grade(example_sheet(), [FOLDER], plan, stop)
    assert len(Outputs(tmp_path / "out").known()) == 2
    with (tmp_path / "out" / "marks.jsonl").open("a") as out:
        out.write('{"key": "torn", "ma')  # a run that was cut off while it wrote
    seen: list[int] = []
    marks = grade(example_sheet(), [FOLDER], plan, lambda done, total: seen.append(done))
    assert seen == [2, 3, 4]
    assert [points(m) for m in marks] == [points(example_mark(m.file)) for m in marks]
    assert sorted(p.name for p in (tmp_path / "out" / "feedback").iterdir()) == [
        "ada.html", "ben.html", "chi.html", "dee.html",
    ]  # fmt: skip


def test_a_folder_with_all_kinds_of_bad_input(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    good = (FOLDER / "ada.md").read_text()
    secret = tmp_path / "secret.md"
    secret.write_text(good)
    (folder / "ok'\"name é.md").write_text(good)
    (folder / "empty.md").write_text("")
    (folder / "large.md").write_bytes(b" " * 50_000_000)
    (folder / "packed.zip").write_bytes(b"PK\x03\x04")
    (folder / "link.md").symlink_to(secret)
    (folder / "loop.md").symlink_to(folder / "loop.md")
    (folder / "gone.md").symlink_to(folder / "nothing.md")
    (folder / "twice.md").write_text(good)
    (folder / "twice.tex").write_text(good)
    (folder / "notes.docx").write_bytes(b"..")
    (folder / "latin.md").write_bytes("é".encode("latin-1"))
    (folder / "own").mkdir()
    (folder / "own" / "homework.md").write_text(good)
    (folder / "own" / "figure.png").write_bytes(b"\x89PNG")
    (folder / "void").mkdir()
    (folder / ".git").mkdir()
    (folder / "-rf.md").write_text(good)
    os.mkfifo(folder / "pipe.md")
    marks = {m.student: m for m in grade(example_sheet(), [folder], Plan(out=tmp_path / "out"))}
    said = {student: m.message for student, m in marks.items() if m.status != "marked"}
    assert {s for s in marks if s not in said} == {"ok'\"name é", "empty", "own", "-rf"}
    assert marks["empty"].points == 0
    assert marks["own"].points == marks["ok'\"name é"].points == example_mark("ada.md").points
    assert said["large"] == "has 50 MB, where at most 2 are read"
    assert said["packed"] == "is a zip archive: unpack it"
    assert said["link"] == "is a link to a place outside of the folder"
    assert said["loop"] == said["link"]
    assert "cannot be read" in said["gone"]
    assert "twice.md, twice.tex" in said["twice"]
    assert said["pipe"] == "is no ordinary file"
    assert said["void"] == "is a folder without a file in it"
    assert set(said) == {
        "large", "packed", "link", "loop", "gone", "twice", "notes", "latin", "void", "pipe",
    }  # fmt: skip
    assert len(list((tmp_path / "out" / "feedback").iterdir())) == len(marks)


def test_what_is_done_before_is_not_done_again(tmp_path: Path) -> None:
    plan = Plan(cache=tmp_path / "c" / "v.sqlite", out=tmp_path / "out")
    first = grade(example_sheet(), [FOLDER], plan)

    def nobody(*_: object) -> object:
        raise AssertionError("work for nobody")

    shutil.rmtree(tmp_path / "out")
    asked: list[object] = []
    plan = Plan(cache=plan.cache, out=plan.out, runner=lambda s, j, li: asked.extend(j) or iter(()))
    second = grade(example_sheet(), [FOLDER], plan)
    assert asked == []
    assert [points(m) for m in first] == [points(m) for m in second]
    assert (tmp_path / "out" / "feedback" / "ada.html").is_file()
