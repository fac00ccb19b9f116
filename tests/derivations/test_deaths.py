"""A claim over which the process dies, takes all memory or never ends, wherever claims are judged:
it costs that claim its verdict, and the rest of a run nothing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from derivations import collecting, confined, locking
from derivations.cli.commands import app
from derivations.confined import ConfinementError, Respondent
from derivations.grading import proofreading, verdicts
from derivations.grading.marking import mark
from derivations.grading.sheet import read_sheet
from derivations.grading.submission import read_submission
from derivations.grading.verdicts import JudgesApart, Verdicts
from derivations.writeups import filling
from proofs.claim import Claim
from proofs.verdict import Verdict

from .grading.classes import EXAMPLE
from .test_confined import allocate, die, hang

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes can't be copied here")

PAGE = """
Let $f(x) = x^2$.

- $f(3) = 9$
- $f(4) + 1 = 17$
- $f(x + 1) = (x + 1)^2 = x^2 + 2x + 1$
"""
FATAL = "f(4)"
DEATHS = {
    "takes all memory": (allocate, "too large: more than"),
    "aborts, as FLINT does": (die, "its process died (SIGABRT)"),
    "does not end": (hang, "the time is up"),
}
deaths = pytest.mark.parametrize(("happens", "reason"), DEATHS.values(), ids=DEATHS.keys())
At = Callable[[object, Callable[[], None]], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> At:
    """Let something happen where a module checks the fatal claim."""
    monkeypatch.delenv("DERIVE_DEBUG", raising=False)
    monkeypatch.setenv("DERIVE_CACHE", str(tmp_path / "cache" / "verdicts.sqlite"))
    monkeypatch.chdir(tmp_path)

    def set_up(module: object, happens: Callable[[], None]) -> None:
        check = module.check  # type: ignore[attr-defined]

        def changed(claim: Claim, **options: float) -> Verdict:
            if FATAL in str(claim):
                happens()
            return check(claim, **options)

        monkeypatch.setattr(module, "check", changed)

    return set_up


def derive(*arguments: str) -> Result:
    done = CliRunner().invoke(app, arguments)
    assert "Traceback" not in done.output
    return done


@deaths
def test_a_lock_has_the_other_proofs(at: At, happens: Callable[[], None], reason: str) -> None:
    at(locking, happens)
    Path("page.md").write_text(PAGE)
    done = derive("lock", "page.md", "--budget", "0.5")
    assert done.exit_code == 1
    assert "0 proofs kept, 3 new, 0 gone, 1 missing" in done.output
    assert f"page.md:5: f(4) + 1 = 17: undecided: {reason}" in done.output


@deaths
def test_the_other_proofs_of_a_lock_are_replayed(
    at: At, happens: Callable[[], None], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(locking, lambda: None)
    Path("page.md").write_text(PAGE)
    assert derive("lock", "page.md").exit_code == 0
    kept = locking.LockedJudge.kept
    monkeypatch.setattr(locking, "REPLAYING", 0.5)

    def changed(judge: locking.LockedJudge, claim: Claim) -> object:
        if FATAL in str(claim):
            happens()
        return kept(judge, claim)

    monkeypatch.setattr(locking.LockedJudge, "kept", changed)
    for _ in range(2):  # what replayed is remembered, what did not is not
        done = derive("lock", "--check", "page.md")
        assert done.exit_code == 1
        assert "3 proofs hold, 1 missing" in done.output
        assert f"the proof that was kept could not be replayed: {reason}" in done.output


@pytest.fixture
def run(pytester: pytest.Pytester) -> Callable[[], pytest.RunResult]:
    """Runs pytest, with the plugin that is installed."""
    return lambda: pytester.runpytest_inprocess("-o", "claims_budget=0.5")


@deaths
def test_the_other_links_of_a_page_are_tests(
    at: At, run: Callable[[], pytest.RunResult], pytester: pytest.Pytester,
    happens: Callable[[], None], reason: str,
) -> None:  # fmt: skip
    at(collecting, happens)
    (pytester.path / "page.claims.md").write_text(PAGE)
    (pytester.path / "other.claims.md").write_text("Clearly $2 + 2 = 4$.")
    start = time.monotonic()
    result = run()
    assert time.monotonic() - start < 10
    result.assert_outcomes(passed=4, failed=1)
    result.stdout.fnmatch_lines([f"*{reason}*".replace("(", "?").replace(")", "?")])


SUITE = r"""
def test_before(prove):
    assert prove("1 + 1 = 2").trust == "kernel"

def test_fatal(prove):
    prove("f(4) = 16", definitions=["f(x) = x^2"])

def test_after(prove):
    prove("f(3) = 9", definitions=["f(x) = x^2"])
"""


@deaths
def test_the_other_tests_that_prove_something_pass(
    at: At, run: Callable[[], pytest.RunResult], pytester: pytest.Pytester,
    happens: Callable[[], None], reason: str,
) -> None:  # fmt: skip
    at(collecting, happens)
    pytester.makepyfile(SUITE)
    result = run()
    result.assert_outcomes(passed=2, failed=1)
    told = reason.replace("(", "?").replace(")", "?")
    result.stdout.fnmatch_lines(["*undecided: f(4) = 16", f"*{told}*"])


def test_the_ends_of_a_chain_are_judged_beside_a_link_that_is_fatal(
    at: At, run: Callable[[], pytest.RunResult], pytester: pytest.Pytester
) -> None:
    """The link is not judged again for them, and the other is not blamed."""
    at(collecting, die)
    (pytester.path / "page.claims.md").write_text("Let $f(x) = x^2$.\n\n$$f(4) = 16 = 15 + 1$$\n")
    result = run()
    result.assert_outcomes(passed=1, failed=1)


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that are started."""
    fork, copies = os.fork, []

    def counted() -> int:
        copies.append(fork())
        return copies[-1]

    monkeypatch.setattr(os, "fork", counted)
    return copies


def test_one_process_for_a_run(
    run: Callable[[], pytest.RunResult], pytester: pytest.Pytester, copies: list[int]
) -> None:
    (pytester.path / "page.claims.md").write_text(PAGE)
    (pytester.path / "other.claims.md").write_text("Clearly $2 + 2 = 4$.")
    pytester.makepyfile("def test_one(prove): prove('1 + 1 = 2')")
    run().assert_outcomes(passed=6)
    assert len(copies) == 1
    with pytest.raises(ProcessLookupError):
        os.killpg(copies[0], 0)


def test_no_process_where_nothing_is_judged(
    run: Callable[[], pytest.RunResult], pytester: pytest.Pytester, copies: list[int]
) -> None:
    (pytester.path / "unread.claims.md").write_text("Then $(1 + = 2$.")
    run().assert_outcomes(failed=1)
    assert not copies


def test_nothing_is_written_but_a_word(at: At) -> None:
    at(filling, die)
    Path("page.md").write_text("Let $f(x) = x^2$. Then $f(4) = 16$. <!-- derive: prove -->\n")
    done = derive("write", "page.md", "-o", "out.md")
    assert done.exit_code == 2
    assert "page.md: its process died (SIGABRT)" in done.output
    assert not Path("out.md").exists()


def test_a_sheet_that_is_fatal_to_read_through_is_used_all_the_same(
    at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proofreading, "proofread", lambda *_: die())
    files = str(EXAMPLE / "sheet.md"), str(EXAMPLE / "solution.md")
    done = derive("grade", *files, "--no-cache", "--format", "json")
    assert done.exit_code == 0
    assert '"marks"' in done.stdout
    assert "warning: sheet.md: it is not proofread: its process died (SIGABRT)" in done.stderr


SHEET = """
Let $f(x) = x^2$.

**Question 1** (show, 4 points). Show that $f(x + 1) = x^2 + 2x + 1$.

Claim: $f(x + 1) = x^2 + 2x + 1$

**Question 2** (find, 4 points). What is $s = f(1) + f(3)$?

Answer: $s = 10$
"""
ANSWERS = """
**Answer 1.** $f(x + 1) = (x + 1)^2 = x^2 + x + 1 + x + f(4) - 16 = x^2 + 2x + 1$

**Answer 2.** $s = f(1) + f(3) = 1 + 9 = 11$
"""


@deaths
def test_the_other_claims_of_a_submission_are_marked(
    at: At, happens: Callable[[], None], reason: str
) -> None:
    at(verdicts, happens)
    sheet = read_sheet("sheet.md", SHEET)
    judges = JudgesApart(10**9)
    judged = Verdicts(0.5, judges=judges)
    try:
        first, second = mark(sheet, read_submission("ann.md", ANSWERS, sheet), judged).questions
    finally:
        judges.stop()
    assert [r.what for r in first.remarks] == ["right", "open", "open", "open"]  # and the end
    assert f"this step could not be decided{' in 0.5 s' if happens is hang else f': {reason}'}" in (
        first.remarks[1].message
    )
    assert (first.points, first.open) == (4, 3)
    assert [r.what for r in second.remarks if r.lost] == ["wrong"]
    assert judged.late  # what such a mark rests on is not kept


# --- a respondent by itself -----------------------------------------------------------------------


def test_a_respondent_keeps_what_it_knows_until_it_dies() -> None:
    seen: list[str] = []

    def answer(question: str, course: object) -> list[str]:
        if question == "die":
            die()
        seen.append(question)
        return seen

    respondent = Respondent(answer, memory=10**9)
    asked = ["a", "b", "die", "c"]
    assert [respondent.ask(q, lambda why, _: [why]) for q in asked] == [
        ["a"],
        ["a", "b"],
        ["its process died (SIGABRT), perhaps for want of memory (1 GB)"],
        ["c"],
    ]
    respondent.stop()
    assert seen == []


def test_a_fault_of_a_respondent_is_told_and_the_next_question_answered() -> None:
    respondent = Respondent(lambda number, course: 6 / number, memory=10**9)
    with pytest.raises(ConfinementError, match="ZeroDivisionError"):
        respondent.ask(0, lambda why, seconds: 0.0)
    assert respondent.ask(3, lambda why, seconds: 0.0) == 2
    respondent.stop()


def test_an_interruption_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(process: object) -> None:
        raise KeyboardInterrupt

    respondent = Respondent(lambda number, course: number, memory=10**9)
    assert respondent.ask(1, lambda why, seconds: 0) == 1
    monkeypatch.setattr(confined.Bounded, "hear", interrupted)
    child = respondent._process._child  # type: ignore[union-attr]
    with pytest.raises(KeyboardInterrupt):
        respondent.ask(2, lambda why, seconds: 0)
    with pytest.raises(ProcessLookupError):
        os.killpg(child, 0)


def test_memory_is_counted_beside_what_is_there_already() -> None:
    """In a suite that has loaded a lot, a claim has as much as in one that has not."""
    held = bytes(700_000_000)
    respondent = Respondent(lambda size, course: len(bytes(size)), memory=500_000_000)
    assert respondent.ask(10**8, lambda why, seconds: 0) == 10**8
    assert respondent.ask(10**9, lambda why, seconds: 0) == 0
    respondent.stop()
    assert len(held) == 700_000_000
