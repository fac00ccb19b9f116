"""Topic: one subject of the library, with what it claims and how it is worked out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from proofs.claim import Claim

from ..writeup import Writeup


@dataclass(frozen=True)
class Topic:
    """A subject by `name`: its `title`, its `claims` by name, and `write`, which works it out.

    >>> from . import topic
    >>> sorted(topic("sigmoid").claims)[:1]
    ['above 0']
    """

    name: str
    title: str
    claims: dict[str, Claim]
    write: Callable[[], Writeup]
