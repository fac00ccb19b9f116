"""Regular expressions that are compiled when they are first used.

There are some hundreds of them, and few documents need half: to compile all would take a fifth of
the time in which a short document is read.

>>> word = regex(r"[a-z]+", re.IGNORECASE)
>>> word.pattern, word.findall("Let x be")
('[a-z]+', ['Let', 'x', 'be'])
"""

from __future__ import annotations

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Regex:
    """Stands for a compiled expression, and has its methods once one is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.asked = flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # to copy or to pickle: there is nothing of that kind
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.asked)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives; but that faults in it show when it is first used."""
    return cast("re.Pattern[str]", _Regex(pattern, flags))


__all__ = ["regex"]
