"""Locks: proofs beside documents that are replayed, and that no edit makes say more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from derivations.cli.commands import app
from derivations.docstrings import documents_of
from derivations.locks import LockError, lock_path, read_lock

ROOT = Path(__file__).parents[2]

PAGE = r"""
Let $\sigma(x) = \frac{1}{1 + e^{-x}}$.

- $\sigma(x) + \sigma(-x) = 1$
- $\frac{d}{dx} \sigma(x) = \sigma(x) (1 - \sigma(x))$
- $\frac{x^2 - 1}{x - 1} = x + 1$

For $a > 0$ we have $\sqrt{a^2} = a$.
"""
WRONG = r"""
Let $\sigma(x) = \frac{1}{1 + e^{-x}}$.

- $\sigma(-x) = \sigma(x) - 1$
- $\frac{d}{dx} \sigma(x) = \sigma(x) (1 + \sigma(x))$
- $\frac{x^2 - 1}{x - 1} = x - 1$

For $a < 1$ we have $\sqrt{a^2} = a$.
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "cache" / "verdicts.sqlite"
    monkeypatch.setenv("DERIVE_CACHE", str(path))
    return path


@pytest.fixture
def derive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs `derive` in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Result:
        done = CliRunner().invoke(app, arguments)
        assert "Traceback" not in done.output
        return done

    return run


@pytest.fixture
def locked(tmp_path: Path, derive: Callable[..., Result]) -> Path:
    """A page with its lock."""
    path = tmp_path / "page.claims.md"
    path.write_text(PAGE)
    assert derive("lock", path.name, "--budget", "60").exit_code == 0
    return path


def test_every_proof_is_written_beside_the_document(locked: Path) -> None:
    data = json.loads(lock_path(locked).read_text())
    assert len(data["proofs"]) == 4
    assert lock_path(locked).name == "page.claims.md.lock"
    assert [p.name for p in sorted(locked.parent.iterdir())] == [locked.name, f"{locked.name}.lock"]


def test_a_second_time_writes_the_same(locked: Path, derive: Callable[..., Result]) -> None:
    before = lock_path(locked).read_bytes()
    assert "4 proofs kept, 0 new, 0 gone, 0 missing" in derive("lock", locked.name).output
    assert lock_path(locked).read_bytes() == before


def test_check_says_that_the_lock_is_right(locked: Path, derive: Callable[..., Result]) -> None:
    done = derive("lock", "--check", locked.name)
    assert done.exit_code == 0
    assert "4 proofs hold, 0 missing" in done.output


def test_a_changed_claim_is_searched_for_again(locked: Path, derive: Callable[..., Result]) -> None:
    locked.write_text(PAGE.replace("= x + 1", "= 1 + x"))
    done = derive("lock", "--check", locked.name)
    assert done.exit_code == 1
    assert "page.claims.md:6: " in done.output
    assert "it has no proof in the lock" in done.output
    assert "3 proofs kept, 1 new, 1 gone, 0 missing" in derive("lock", locked.name).output
    assert derive("lock", "--check", locked.name).exit_code == 0


def test_a_proof_of_no_link_is_said(locked: Path, derive: Callable[..., Result]) -> None:
    locked.write_text(PAGE.partition("For $a > 0$")[0])
    done = derive("lock", "--check", locked.name)
    assert done.exit_code == 1
    assert "1 proofs in the lock are of no link" in done.output


def test_a_wrong_link_gets_no_proof(tmp_path: Path, derive: Callable[..., Result]) -> None:
    (tmp_path / "a.claims.md").write_text("So $1 + 1 = 3$, and $1 + 1 = 2$.")
    done = derive("lock", "a.claims.md")
    assert done.exit_code == 1
    assert "a.claims.md:1: 1 + 1 = 3: refuted" in done.output
    assert "0 proofs kept, 1 new, 0 gone, 1 missing" in done.output


def test_what_is_marked_needs_no_proof(tmp_path: Path, derive: Callable[..., Result]) -> None:
    (tmp_path / "a.claims.md").write_text("So $1 + 1 = 3$ (expected refuted).\n\nAnd $1 + 1 = 2$.")
    assert derive("lock", "a.claims.md").exit_code == 0
    assert derive("lock", "--check", "a.claims.md").exit_code == 0


def test_without_a_lock_there_is_nothing_to_check(
    tmp_path: Path, derive: Callable[..., Result]
) -> None:
    (tmp_path / "a.claims.md").write_text(PAGE)
    assert derive("lock", "--check", "a.claims.md").exit_code == 2
    assert derive("lock", "none.claims.md").exit_code == 2


def test_docstrings_are_locked_too(tmp_path: Path, derive: Callable[..., Result]) -> None:
    (tmp_path / "a.py").write_text('"""Clearly $x + x = 2x$."""\n')
    assert "1 new" in derive("lock", "a.py").output
    assert derive("lock", "--check", "a.py").exit_code == 0


NOT_LOCKS = {
    "no JSON": "{",
    "another version": '{"version": 99, "proofs": {}}',
    "a list": "[]",
    "proofs that are a list": '{"version": 1, "proofs": []}',
    "a row that is no row": '{"version": 1, "proofs": {"a": 1}}',
    "nested without end": "[" * 100_000,
    "terms that are none": '{"version": 1, "terms": [["f", 1, 2, [7]]], "proofs": {}}',
}


@pytest.mark.parametrize("text", NOT_LOCKS.values(), ids=NOT_LOCKS)
def test_what_is_no_lock_is_said(tmp_path: Path, derive: Callable[..., Result], text: str) -> None:
    (tmp_path / "a.claims.md").write_text(PAGE)
    path = tmp_path / "a.claims.md.lock"
    path.write_text(text)
    with pytest.raises(LockError):
        read_lock(path)
    assert derive("lock", "--check", "a.claims.md").exit_code == 2
    assert "4 new" in derive("lock", "a.claims.md").output


# --- edits that may make a run fail, and never a wrong claim pass ---------------------------------


def rows_of(path: Path) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = json.loads(lock_path(path).read_text())["proofs"]
    return rows


def put_rows(path: Path, rows: dict[str, list[Any]]) -> None:
    data = json.loads(lock_path(path).read_text())
    lock_path(path).write_text(json.dumps({**data, "proofs": rows}))


def steps_of(row: list[Any]) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = row[1]["steps"]
    return steps


def truncated(row: list[Any]) -> None:
    steps_of(row).pop()


def beheaded(row: list[Any]) -> None:
    steps_of(row).pop(0)


def turned_round(row: list[Any]) -> None:
    steps_of(row).reverse()


def emptied(row: list[Any]) -> None:
    steps_of(row).clear()


def without_hypotheses(row: list[Any]) -> None:
    for step in steps_of(row):
        step["hypotheses"] = []
        step["data"].pop("conditions", None)
        step["data"].pop("definitions", None)


def other_terms(row: list[Any]) -> None:
    for step in steps_of(row):
        step["goal"] = {"t": 0}


def terms_out_of_range(row: list[Any]) -> None:
    for step in steps_of(row):
        step["goal"] = {"t": 1_000_000}


def no_proof(row: list[Any]) -> None:
    row[1] = "proved"


DAMAGE = (
    truncated, beheaded, turned_round, emptied, other_terms, terms_out_of_range, no_proof,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_a_damaged_proof_fails_and_is_found_again(
    locked: Path, derive: Callable[..., Result], damage: Callable[[list[Any]], None]
) -> None:
    rows = rows_of(locked)
    for row in rows.values():
        damage(row)
    put_rows(locked, rows)
    done = derive("lock", "--check", locked.name)
    assert done.exit_code == 1
    assert "0 proofs hold, 4 missing" in done.output
    assert "0 proofs kept, 4 new, 0 gone, 0 missing" in derive("lock", locked.name).output


def keys_of(path: Path, text: str) -> list[str]:
    """The keys that the claims of another text have."""
    from derivations.locks import key_of

    other = path.with_name("other.md")
    other.write_text(text)
    claims = [s.claim for d in documents_of(other)[0].derivations for s in d.steps if s.claim]
    other.unlink()
    return [key_of(claim) for claim in claims]


@pytest.mark.parametrize("edit", [None, without_hypotheses], ids=["as it is", "no conditions"])
def test_the_proof_of_a_true_claim_does_not_prove_a_wrong_one(
    locked: Path, derive: Callable[..., Result], edit: Callable[[list[Any]], None] | None
) -> None:
    """Proofs put under the keys of wrong claims, each under each."""
    rows = rows_of(locked)
    wrong = keys_of(locked, WRONG)
    assert len(wrong) == 4
    assert rows.keys().isdisjoint(wrong)
    locked.write_text(WRONG)
    for row in rows.values():
        if edit is not None:
            edit(row)
        put_rows(locked, dict.fromkeys(wrong, row))
        done = derive("lock", "--check", locked.name)
        assert done.exit_code == 1
        assert "0 proofs hold, 4 missing" in done.output
    done = derive("lock", locked.name)
    assert "0 proofs kept, 0 new" in done.output
    assert done.exit_code == 1


def test_pytest_fails_where_a_proof_no_longer_replays(
    locked: Path, pytester: pytest.Pytester
) -> None:
    from importlib.metadata import entry_points

    plugin = "derivations.pytest_plugin"
    known = any(e.value == plugin for e in entry_points(group="pytest11"))
    run = [*(() if known else ("-p", plugin)), str(locked)]
    pytester.runpytest_inprocess(*run).assert_outcomes(passed=4)
    rows = rows_of(locked)
    truncated(next(iter(rows.values())))
    put_rows(locked, rows)
    result = pytester.runpytest_inprocess(*run)
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["*the proof that was kept*"])


# --- what has replayed before ---------------------------------------------------------------------


class Tally:
    """A count that the copies of this process add to as well."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clear()

    def add(self) -> None:
        with self.path.open("ab") as file:
            file.write(b"+")

    def clear(self) -> None:
        self.path.write_bytes(b"")

    def __len__(self) -> int:
        return self.path.stat().st_size


@pytest.fixture
def replays(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Tally:
    """How many proofs are replayed."""
    from derivations import locks

    tally = Tally(tmp_path_factory.mktemp("replays") / "tally")
    replay = locks.replay

    def counted(data: object, workspace: object = None) -> object:
        tally.add()
        return replay(data, workspace)  # type: ignore[arg-type]

    monkeypatch.setattr(locks, "replay", counted)
    return tally


def test_what_replayed_before_is_not_replayed_again(
    locked: Path, derive: Callable[..., Result], replays: Tally
) -> None:
    assert "4 proofs hold" in derive("lock", "--check", locked.name).stdout
    assert len(replays) == 4
    assert "4 proofs hold" in derive("lock", "--check", locked.name).stdout
    assert len(replays) == 4
    assert "4 proofs hold" in derive("lock", "--check", locked.name, "--no-cache").stdout
    assert len(replays) == 8


def test_a_lock_that_was_edited_is_replayed_whole(
    locked: Path, derive: Callable[..., Result], replays: Tally
) -> None:
    derive("lock", "--check", locked.name)
    rows = rows_of(locked)
    truncated(next(iter(rows.values())))
    put_rows(locked, rows)
    replays.clear()
    done = derive("lock", "--check", locked.name)
    assert "3 proofs hold, 1 missing" in done.stdout
    assert done.exit_code == 1
    assert len(replays) == 4
    assert derive("lock", "--check", locked.name).exit_code == 1


def test_another_version_of_the_program_replays(
    locked: Path, derive: Callable[..., Result], replays: Tally,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    derive("lock", "--check", locked.name)
    monkeypatch.setattr("derivations.cache.version", lambda: "another")
    derive("lock", "--check", locked.name)
    assert len(replays) == 8


def test_a_changed_claim_is_not_taken_for_the_one_before(
    locked: Path, derive: Callable[..., Result]
) -> None:
    derive("lock", "--check", locked.name)
    locked.write_text(WRONG)
    done = derive("lock", "--check", locked.name)
    assert "0 proofs hold, 4 missing" in done.stdout


def test_a_cache_that_others_can_write_to_is_not_asked(
    locked: Path, derive: Callable[..., Result], replays: Tally, own_cache: Path
) -> None:
    derive("lock", "--check", locked.name)
    own_cache.chmod(0o666)
    assert "4 proofs hold" in derive("lock", "--check", locked.name).stdout
    assert len(replays) == 8


def test_pytest_replays_once(locked: Path, pytester: pytest.Pytester, replays: Tally) -> None:
    from importlib.metadata import entry_points

    plugin = "derivations.pytest_plugin"
    known = any(e.value == plugin for e in entry_points(group="pytest11"))
    run = [*(() if known else ("-p", plugin)), str(locked)]
    for wanted, options in ((4, ()), (4, ()), (8, ("-o", "claims_cache=no"))):
        pytester.runpytest_inprocess(*run, *options).assert_outcomes(passed=4)
        assert len(replays) == wanted


# --- without SymPy --------------------------------------------------------------------------------

BLOCKED = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("sympy", "latex2sympy2", "mpmath"):
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocked())
from derivations.cli import main
main()
"""


@pytest.mark.parametrize("seed", ["0", "7"])
def test_replay_needs_no_sympy_and_no_order_of_sets(locked: Path, seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, "lock", "--check", str(locked)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
    )
    assert "4 proofs hold, 0 missing" in done.stdout, done.stderr
    assert done.returncode == 0


def test_python_without_asserts_says_the_same(locked: Path) -> None:
    rows = rows_of(locked)
    truncated(next(iter(rows.values())))
    put_rows(locked, rows)
    done = subprocess.run(
        [sys.executable, "-O", "-m", "derivations.cli", "lock", "--check", str(locked)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert "3 proofs hold, 1 missing" in done.stdout
    assert done.returncode == 1
