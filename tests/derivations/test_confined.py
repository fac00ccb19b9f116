"""Judging in a process that may die: that costs one link, in bounded time and memory."""

from __future__ import annotations

import faulthandler
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.hostile import doubling
from derivations import confined as confined_module
from derivations import judging
from derivations.cli.app import app
from derivations.confined import ConfinementError, judge_confined
from derivations.course import Course
from derivations.derivation import Document
from derivations.documents import check_text
from derivations.judging import judge_document
from derivations.reading import read_document
from derivations.report import Report
from proofs.claim import Claim
from proofs.verdict import Verdict

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes can't be copied here")

PAGE = """
Let $f(x) = x^2$. Then $2 + 2 = 4$, $f(3) = 7$ and $f(3) = 9$.

$$f(x + 1) = (x + 1)^2 = x^2 + 2x + 1 = x(x + 2) + 1$$

Clearly $(1 + = 2$, and $\\int_0^1 x \\, dx = 1/2$.
"""
SMALL = 600_000_000
BUDGET = 0.4
ROOT = Path(__file__).parents[2]
MEMORY = 4_000_000_000


def without_times(report: Report) -> Report:
    return replace(report, assertions=tuple(replace(a, seconds=0.0) for a in report.assertions))


def confined(document: Document, memory: int = MEMORY) -> Report:
    return judge_confined(document, memory=memory, budget=BUDGET)


def allocate() -> None:
    kept = []
    while True:
        kept.append(bytes(10**8))  # of which nothing is touched


def hang() -> None:
    while True:
        pass


def die() -> None:
    faulthandler.disable()
    os.abort()


def leave() -> None:
    os._exit(3)


DEATHS = {
    "takes all memory": (allocate, r"too large: more than 0.6 GB of memory"),
    "does not end": (hang, r"the time is up"),
    "aborts, as FLINT does": (die, r"its process died \(SIGABRT\), perhaps for want of memory"),
    "ends the process": (leave, r"its process died \(status 3\)"),
}


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The traces of the processes that die here are of no use."""
    monkeypatch.delenv("DERIVE_DEBUG", raising=False)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Callable[[], None]], None]:
    """Let something happen where a claim whose text has a part in it is checked."""
    check = judging.check

    def set_up(part: str, happens: Callable[[], None]) -> None:
        def changed(claim: Claim, **options: float) -> Verdict:
            if part in str(claim):
                happens()
            return check(claim, **options)

        monkeypatch.setattr(judging, "check", changed)

    return set_up


def test_the_report_is_the_same() -> None:
    page = read_document("page.md", PAGE)
    told: list[tuple[int, int]] = []
    report = judge_confined(
        page, memory=MEMORY, progress=lambda done, total: told.append((done, total))
    )
    assert without_times(report) == without_times(judge_document(page))
    assert [done for done, _ in told] == list(range(1, told[-1][1] + 1))


@pytest.mark.parametrize(("happens", "reason"), DEATHS.values(), ids=DEATHS.keys())
def test_a_death_costs_one_link(at: Callable, happens: Callable[[], None], reason: str) -> None:
    page = read_document("page.md", PAGE)
    plain = without_times(judge_document(page, budget=BUDGET)).assertions
    at("f(3) = 7", happens)
    start = time.monotonic()
    report = confined(page, SMALL)
    assert time.monotonic() - start < BUDGET + 5
    found = without_times(report).assertions
    (hit,) = (k for k, (a, b) in enumerate(zip(plain, found, strict=True)) if a != b)
    assert found[hit].verdict == "undecided"
    told = found[hit].diagnostic
    assert told is not None
    assert told.label.startswith(reason.replace("\\", "")), told.label


def test_a_process_that_hangs_is_ended_in_time(at: Callable) -> None:
    at("f(x + 1) =", hang)
    report = confined(read_document("page.md", PAGE))
    late = [a for a in report.assertions if a.verdict == "undecided"]
    assert late
    for link in late:
        assert BUDGET <= link.seconds < BUDGET + 1.5
        assert "in 0.4 s" in link.message


def test_a_death_at_the_ends_leaves_the_links(at: Callable) -> None:
    page = read_document("page.md", PAGE)
    plain = judge_document(page)
    at("f(x + 1) = x*", die)
    report = confined(page)
    assert [c.first_equals_last for c in report.chains] == ["undecided"]
    assert [a.verdict for a in report.assertions] == [a.verdict for a in plain.assertions]


def test_every_link_may_die(at: Callable) -> None:
    at("", die)
    report = confined(read_document("page.md", PAGE))
    assert {a.verdict for a in report.assertions if a.kind == "claim"} == {
        "undecided",
        "unreadable",
    }


def test_a_fault_outside_of_the_links_is_told() -> None:
    def fail() -> None:
        raise RuntimeError("boom")

    with pytest.raises(ConfinementError, match="RuntimeError: boom"):
        judge_confined(read_document("page.md", PAGE), memory=MEMORY, prepare=fail)


def test_a_process_that_never_comes_as_far_as_a_link_is_told() -> None:
    with pytest.raises(ConfinementError, match="SIGABRT"):
        judge_confined(read_document("page.md", PAGE), memory=MEMORY, prepare=die)


def test_no_process_is_left(at: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    fork, copies = os.fork, []

    def counted() -> int:
        copies.append(fork())
        return copies[-1]

    monkeypatch.setattr(os, "fork", counted)
    at("f(3) = 7", hang)
    check_text("page.md", PAGE, memory=MEMORY, budget=BUDGET)
    assert len(copies) == 2
    for copy in copies:
        with pytest.raises(ProcessLookupError):
            os.killpg(copy, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="address space has no limit here")
def test_flint_that_ends_its_process_costs_one_link(tmp_path: Path) -> None:
    """What is printed on the way stays out of the report."""
    text = "Clearly $2 + 2 = 4$.\n\n" + doubling(r"\sin(# + x) + \cos(#)") + "\n\nSo $3 + 3 = 6$.\n"
    (tmp_path / "page.md").write_text(text)
    command = [sys.executable, "-m", "derivations.cli", "check", "--format", "json"]
    done = subprocess.run(
        [*command, "--memory", "0.3", tmp_path / "page.md"],
        cwd=ROOT, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    links = [a for a in json.loads(done.stdout)["assertions"] if a["kind"] == "claim"]
    assert [a["verdict"] for a in links] == ["proved", "undecided", "proved"]


def test_a_part_of_any_work_may_die() -> None:
    def work(course: Course) -> list[object]:
        parts: list[Callable[[], object]] = [lambda: 1, die, lambda: 3]
        return [course.part(part, lambda why, seconds: why) for part in parts]

    first, second, third = confined_module.confined(work, 3, memory=MEMORY)
    assert (first, third) == (1, 3)
    assert "its process died (SIGABRT)" in str(second)


def test_what_is_proved_at_the_command_line_may_die(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derivations.cli.proving._explained", lambda *_: die())
    ran = CliRunner().invoke(app, ["prove", "x = x"])
    assert ran.exit_code == 1
    assert "undecided" in ran.output
    assert "SIGABRT" in ran.output
