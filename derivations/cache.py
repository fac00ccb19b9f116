"""The cache: what claims, submissions and kept proofs came to, in a person's own file (SQLite).

A row is an outcome under a key: a digest of the claim or submission, all that it rests on, and the
version of the program down to its sources, so that nothing outlives a change of any of these. What
is kept is the outcome and no proof: the file is trusted as far as its owner is. It is used only
where it belongs to whoever runs the program and nobody else can write to it; a row that does not
match its own digest is not used. Several processes may share it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import stat
from functools import cache as once
from importlib import metadata
from pathlib import Path
from threading import Lock
from typing import Protocol

WAIT = 30.0
"""Seconds to wait for another process that writes."""


class Store(Protocol):
    """Where outcomes are kept: a text under a key."""

    def get(self, key: str) -> str | None:
        """The text under a key, if one is kept."""

    def put(self, key: str, value: str) -> None:
        """Keep a text."""


class CacheError(ValueError):
    """A cache that may not be used; the message says why."""


def default_path() -> Path:
    """Where the cache is: what DERIVE_CACHE names, or in the person's folder for caches."""
    named = os.environ.get("DERIVE_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "derive" / "verdicts.sqlite"


def own_cache() -> Cache | None:
    """The person's cache; None where it may not be used."""
    try:
        return Cache(default_path())
    except CacheError:
        return None


@once
def version() -> str:
    """The version of the program: a digest of its sources, and what it computes with."""
    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    for package in ("proofs", "derivations"):
        for path in sorted((root / package).rglob("*.py")):
            digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    libraries = "/".join(map(_installed, ("sympy", "python-flint")))
    return f"{libraries}/{digest.hexdigest()}"


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"


class Cache:
    """Outcomes kept on disk, under keys that say all that they rest on.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     cache = Cache(Path(folder) / "cache.sqlite")
    ...     cache.put("claim", "proved")
    ...     found = cache.get("claim"), cache.get("another")
    ...     cache.close()
    >>> found
    ('proved', None)

    Raises CacheError where the file is not the person's own, or is no cache.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _own(path)
            self._file = sqlite3.connect(
                path, timeout=WAIT, isolation_level=None, check_same_thread=False
            )
            path.chmod(0o600)
            self._file.execute("PRAGMA journal_mode=WAL")
            self._file.execute("PRAGMA synchronous=NORMAL")
            self._file.execute(
                "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value TEXT, digest TEXT)"
            )
        except (OSError, sqlite3.Error) as error:
            raise CacheError(f"{path}: cannot be used as a cache: {error}") from error

    def get(self, key: str) -> str | None:
        """What is kept under a key."""
        full = _full(key)
        try:
            with self._lock:
                row = self._file.execute(
                    "SELECT value, digest FROM kept WHERE key = ?", (full,)
                ).fetchone()
        except sqlite3.Error:
            return None  # what can't be found again is worked out again
        if row is None or row[1] != _digest(full, row[0]):
            return None
        return str(row[0])

    def put(self, key: str, value: str) -> None:
        """Keep a value; where the disk is full or the file locked for long, it is not kept."""
        full = _full(key)
        with contextlib.suppress(sqlite3.Error), self._lock:
            self._file.execute(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (full, value, _digest(full, value))
            )

    def count(self) -> int:
        """How many outcomes are kept."""
        with self._lock:
            return int(self._file.execute("SELECT count(*) FROM kept").fetchone()[0])

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._file.close()


def clear(path: Path) -> bool:
    """Delete the cache at `path`, with what SQLite keeps beside it; whether there was one."""
    found = False
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()
            found = True
    return found


def _own(path: Path) -> None:
    """Raises CacheError where others could have written what is in the file."""
    for place in (path, path.parent):
        try:
            seen = place.lstat()
        except FileNotFoundError:
            continue
        if stat.S_ISLNK(seen.st_mode) and place is path:
            raise CacheError(f"{path}: is a link")
        if hasattr(os, "getuid") and seen.st_uid != os.getuid():
            raise CacheError(f"{place}: belongs to someone else")
        writable = seen.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        if writable and (place is path or not seen.st_mode & stat.S_ISVTX):
            raise CacheError(f"{place}: others can write to it (chmod go-w)")


def _full(key: str) -> str:
    return hashlib.sha256(f"{version()}\0{key}".encode()).hexdigest()


def _digest(key: str, value: str) -> str:
    return hashlib.sha256(f"{key}\0{value}".encode()).hexdigest()
