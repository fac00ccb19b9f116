"""Opinion: what another program says of a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Opinion:
    """Whether it agrees, disagrees or cannot tell, and why, on one line."""

    says: Literal["agrees", "disagrees", "silent"]
    reason: str
