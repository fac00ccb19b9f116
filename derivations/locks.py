"""Locks: the proofs of a document's links as data beside it, replayed in place of a search.

A lock is looked into by what a claim says today, and what is found there has to replay and to be a
proof of that very claim. So a lock can make a run fail, and never a wrong claim pass.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import cast

from proofs.claim import Claim
from proofs.kept import verdict_of
from proofs.kernel import InferenceError, Proof, Workspace, replay, to_data
from proofs.kernel.terms import Term, TermError, subterms
from proofs.kernel.terms.data import load_all, save
from proofs.verdict import Proved, Verdict

from .cache import Store

VERSION = 1
SUFFIX = ".lock"
TERM = "t"
_HOLDS = "its proof replayed"
_READ = "its terms can be read"
MAX_BYTES = 200_000_000

Search = Callable[[Claim], Verdict]


class LockError(ValueError):
    """A lock that can't be used; the message says why."""


class StaleProofError(LockError):
    """A proof in a lock that does not prove its claim: it was edited, or the kernel has changed."""


@dataclass(frozen=True)
class Lock:
    """Proofs as data, by the keys of their claims; `texts` are the claims, to be read by people.

    `digest` is that of the file that all of it was read from, if it was.
    """

    proofs: Mapping[str, object] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""


def lock_path(document: str | os.PathLike[str]) -> Path:
    """Where the lock of a document stands.

    >>> lock_path("notes/softmax.claims.md").name
    'softmax.claims.md.lock'
    """
    path = Path(document)
    return path.with_name(path.name + SUFFIX)


def key_of(claim: Claim) -> str:
    """What tells claims apart: a digest of all that a claim says."""
    text = json.dumps(_data_of(claim), separators=(",", ":"), ensure_ascii=True)
    return sha256(text.encode()).hexdigest()


def _data_of(claim: Claim) -> list[object]:
    def saved(term: Term | None) -> object:
        return None if term is None else save(term)

    return [
        saved(claim.left),
        claim.relation,
        saved(claim.right),
        [save(g) for g in claim.given],
        [[save(d.head), [save(p) for p in d.parameters], save(d.body)] for d in claim.definitions],
        claim.digits,
        [_data_of(part) for part in claim.parts],
        [saved(v) for v in claim.values],
        saved(claim.constant_in),
    ]


class LockedJudge:
    """Judges claims by the proofs in a lock, and those that have none there by `search`.

    `seen` remembers which proofs have replayed, file by file. Raises StaleProofError where a proof
    does not replay, or is not one of its claim.
    """

    def __init__(self, lock: Lock, search: Search, seen: Store | None = None) -> None:
        self.lock = lock
        self.search = search
        self._seen = seen if lock.digest else None
        self.workspace = Workspace()

    def __call__(self, claim: Claim) -> Verdict:
        """What the lock says of a claim; where it has no proof of it, what the search says."""
        kept = self.kept(claim)
        return self.search(claim) if kept is None else kept

    def has(self, claim: Claim) -> bool:
        """Whether the lock has something under a claim's key, which may hold or not."""
        return key_of(claim) in self.lock.proofs

    def remembers(self, claim: Claim) -> bool:
        """Whether the proof of a claim has replayed here before, in this very file and under this
        very program: its verdict is then one that is remembered, and no proof comes with it."""
        return self._seen is not None and self._seen.get(self._place(claim)) == _HOLDS

    def remember(self, claim: Claim) -> None:
        """Keep in mind that the proof of a claim has replayed."""
        if self._seen is not None:
            self._seen.put(self._place(claim), _HOLDS)

    def holds(self, claim: Claim) -> bool:
        """Whether the lock has a proof of a claim; one that is remembered is not replayed."""
        if self.remembers(claim):
            return True
        if self.kept(claim) is None:
            return False
        self.remember(claim)
        return True

    def _place(self, claim: Claim) -> str:
        return f"lock/{self.lock.digest}/{key_of(claim)}"

    def kept(self, claim: Claim) -> Proved | None:
        """What the proof in the lock says of a claim; None where there is none."""
        key = key_of(claim)
        if key not in self.lock.proofs:
            return None
        verdict = verdict_of(claim, self._replayed(self.lock.proofs[key]))
        if not isinstance(verdict, Proved):
            raise StaleProofError(verdict.reason)
        return verdict

    def _replayed(self, data: object) -> Proof:
        try:
            return replay(data, self.workspace)
        except InferenceError as error:
            raise StaleProofError(f"the proof that was kept does not replay: {error}") from error
        except RecursionError as error:
            raise StaleProofError("the proof that was kept is nested too deep") from error


def lock_of(proofs: Mapping[Claim, object]) -> Lock:
    """The lock that holds these proofs, which are given as data."""
    keys = {claim: key_of(claim) for claim in proofs}
    return Lock(
        {key: proofs[claim] for claim, key in keys.items()},
        {key: str(claim) for claim, key in keys.items()},
    )


def data_of(proof: Proof) -> dict[str, object]:
    """A proof as data with its terms; without the tables of generators, which replay makes anew."""
    data = to_data(proof, lambda term: term)
    for step in cast(list[dict[str, dict[str, object]]], data["steps"]):
        if "atoms" in step["evidence"]:
            step["evidence"]["atoms"] = {"list": []}
    return data


class _Proofs(Mapping[str, object]):
    """The proofs of a lock as data with its terms, which are loaded when one is first wanted."""

    def __init__(self, rows: Mapping[str, list[object]], nodes: object) -> None:
        self._rows = rows
        self._nodes = nodes

    @cached_property
    def terms(self) -> list[Term]:
        """All terms of the lock. Raises TermError or RecursionError where one is none."""
        return load_all(self._nodes if isinstance(self._nodes, list) else [])

    def __getitem__(self, key: str) -> object:
        return _with_terms(self._rows[key][1], self.terms)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def read_lock(path: Path, seen: Store | None = None) -> Lock | None:
    """The lock in a file; None where there is no such file. Raises LockError for anything else.

    The terms of a file that `seen` remembers to be a lock are loaded only where they are wanted.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise LockError(f"{path}: a lock of more than {MAX_BYTES} bytes")
        written = path.read_bytes()
        data = json.loads(written)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LockError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise LockError(f"{path}: not a lock: {error}") from error
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise LockError(f"{path}: not a lock of this version")
    rows = data.get("proofs")
    if not isinstance(rows, dict) or not all(
        isinstance(row, list) and len(row) == 2 and isinstance(row[0], str) for row in rows.values()
    ):
        raise LockError(f"{path}: not a lock: its proofs are not listed")
    proofs, digest = _Proofs(rows, data.get("terms")), sha256(written).hexdigest()
    if seen is None or seen.get(f"lock/{digest}") != _READ:
        try:
            _ = proofs.terms
        except (TermError, RecursionError) as error:
            raise LockError(f"{path}: not a lock: {error}") from error
        if seen is not None:
            seen.put(f"lock/{digest}", _READ)
    return Lock(proofs, {key: row[0] for key, row in rows.items()}, digest)


def write_lock(path: Path, lock: Lock) -> None:
    """Write a lock, a proof on each line, so that the file is whole at every moment."""
    nodes = _Nodes()
    proofs = {key: nodes.packed(proof) for key, proof in lock.proofs.items()}
    rows = ",\n".join(f"{_json(k)}: {_json([lock.texts[k], p])}" for k, p in proofs.items())
    terms = ",\n".join(map(_json, nodes.rows))
    text = f'{{"version": {VERSION}, "terms": [\n{terms}\n], "proofs": {{\n{rows}\n}}}}\n'
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


class _Nodes:
    """The nodes of all terms in a lock, each once; a term is the place of its last node."""

    def __init__(self) -> None:
        self.rows: list[list[object]] = []
        self.places: dict[Term, int] = {}

    def place(self, term: Term) -> int:
        """Where a term is."""
        if term not in self.places:
            rows = cast(list[list[object]], save(term))
            for node, (op, value, sort, _) in zip(subterms(term), rows, strict=True):
                if node not in self.places:
                    self.places[node] = len(self.rows)
                    self.rows.append([op, value, sort, [self.places[a] for a in node.args]])
        return self.places[term]

    def packed(self, value: object) -> object:
        """A proof as data with the places of its terms in place of them."""
        if isinstance(value, Term):
            return {TERM: self.place(value)}
        if isinstance(value, dict):
            return {key: self.packed(v) for key, v in value.items()}
        if isinstance(value, list):
            return [self.packed(v) for v in value]
        return value


def _with_terms(proof: object, terms: list[Term]) -> object:
    """A proof as data with its terms; None, which does not replay, where one is not there."""
    try:
        return _spread(proof, terms)
    except (IndexError, RecursionError):
        return None


def _spread(value: object, terms: list[Term]) -> object:
    """The reverse: a proof as data, with its terms."""
    if isinstance(value, dict):
        if value.keys() == {TERM}:
            place = value[TERM]
            if type(place) is not int or place < 0:
                raise IndexError("a term that is not in the lock")
            return terms[place]
        return {key: _spread(v, terms) for key, v in value.items()}
    return [_spread(v, terms) for v in value] if isinstance(value, list) else value


__all__ = [
    "Lock", "LockError", "LockedJudge", "StaleProofError", "data_of", "key_of", "lock_of",
    "lock_path", "read_lock", "write_lock",
]  # fmt: skip
