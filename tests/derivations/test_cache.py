"""The cache: what is found again is what was put in; what others could have written is not used."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from derivations import cache as module
from derivations.cache import Cache, CacheError, clear, default_path
from derivations.grading.folder import submission_at
from derivations.grading.marking import mark
from derivations.grading.verdicts import Verdicts

from .grading.classes import EXAMPLE, SUBMISSIONS, example_mark, example_sheet


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "verdicts.sqlite"


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_marks_from_the_cache_are_the_same(path: Path, name: str) -> None:
    submission = submission_at(EXAMPLE / "submissions" / name, example_sheet())
    first = mark(example_sheet(), submission, Verdicts(store=Cache(path)))
    again = Verdicts(store=Cache(path))
    second = mark(example_sheet(), submission, again)
    assert first.questions == second.questions == example_mark(name).questions


def test_what_has_been_found_is_not_judged_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = submission_at(EXAMPLE / "submissions" / "ada.md", example_sheet())
    mark(example_sheet(), submission, Verdicts(store=Cache(path)))

    def check(claim: object, **_: object) -> None:
        raise AssertionError(f"judged again: {claim}")

    monkeypatch.setattr("derivations.grading.verdicts.check", check)
    assert mark(example_sheet(), submission, Verdicts(store=Cache(path))).points == 35.88


def test_another_version_finds_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(path).put("claim", "proved")
    monkeypatch.setattr(module, "version", lambda: "another")
    assert Cache(path).get("claim") is None


def test_a_row_that_was_changed_is_not_used(path: Path) -> None:
    cache = Cache(path)
    cache.put("claim", "refuted")
    with sqlite3.connect(path) as other:
        other.execute("UPDATE kept SET value = 'proved'")
    assert cache.get("claim") is None


def test_the_file_is_the_persons_own(path: Path) -> None:
    Cache(path).close()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    path.chmod(0o666)
    with pytest.raises(CacheError, match="others can write to it"):
        Cache(path)


def test_a_link_is_no_cache(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CacheError, match="is a link"):
        Cache(path)


def test_a_file_that_is_no_cache(path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 20)
    path.chmod(0o600)
    with pytest.raises(CacheError, match="cannot be used as a cache"):
        Cache(path)


def test_several_processes_share_it(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from derivations.cache import Cache\n"
        "cache = Cache(Path(sys.argv[1]))\n"
        "for n in range(200):\n    cache.put(f'{sys.argv[2]}/{n}', str(n)); cache.put('same', 'x')"
    )
    arguments = [sys.executable, "-c", program, str(path)]
    running = [subprocess.Popen([*arguments, name]) for name in "abc"]
    assert [p.wait(timeout=120) for p in running] == [0, 0, 0]
    cache = Cache(path)
    assert all(cache.get(f"{name}/{n}") == str(n) for name in "abc" for n in range(200))
    assert cache.count() == 601


def test_a_program_without_sympy_has_a_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        raise module.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(module.metadata, "version", version)
    assert module.version.__wrapped__().startswith("none/none/")


def test_clearing(path: Path) -> None:
    cache = Cache(path)
    cache.put("claim", "proved")
    cache.close()
    assert clear(path)
    assert not clear(path)
    assert not path.exists()


def test_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DERIVE_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_path() == tmp_path / "derive" / "verdicts.sqlite"
    monkeypatch.setenv("DERIVE_CACHE", os.fspath(tmp_path / "own.sqlite"))
    assert default_path() == tmp_path / "own.sqlite"
