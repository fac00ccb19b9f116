"""Policy: what counts as an answer to a question, and what a wrong line costs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction


class PolicyError(ValueError):
    """A word in a line `Policy:` that is not known."""


@dataclass(frozen=True)
class Policy:
    """What the words of a line `Policy:` say.

    - `exact`: a decimal in place of an exact value is not accepted; `decimals 4`: one is, when it
      is right to at least 4 places. With neither, such an answer goes to a person.
    - `simplified`: an answer that is equal but much longer than the teacher's goes to a person.
    - `domain required`: where an answer is equal only on a part of the domain, it has to say so.
    - `working required`: a bare answer earns only the answer's share.
    - `ends 2`: that many points are for the end (first = last, or the answer); `line 1`: a wrong
      line costs one point, instead of an equal share of the rest.
    - `one step`: to state the claim, where it is true, is enough to show it.
    - `nearest hidden`: feedback does not show the nearest true statement.
    """

    exact: bool = False
    decimals: int | None = None
    simplified: bool = False
    domain: bool = False
    working: bool = False
    ends: Fraction | None = None
    line: Fraction | None = None
    nearest: bool = True
    one_step: bool = False


_FLAGS: dict[str, dict[str, bool]] = {
    "exact": {"exact": True},
    "simplified": {"simplified": True},
    "domain required": {"domain": True},
    "working required": {"working": True},
    "one step": {"one_step": True},
    "nearest hidden": {"nearest": False},
    "nearest shown": {"nearest": True},
}
_NUMBERED = re.compile(r"(decimals|ends|line)\s+(\d{1,3}(?:\.\d{1,3}|/[1-9]\d?)?)")


def read_policy(text: str, policy: Policy | None = None) -> Policy:
    """The policy that words separated by commas say, over the one that held before.

    >>> read_policy("decimals 4, line 1/2").line
    Fraction(1, 2)

    Raises PolicyError at a word that is not known.
    """
    made = policy or Policy()
    for word in (" ".join(part.split()).lower() for part in text.rstrip(".").split(",")):
        if word in _FLAGS:
            made = replace(made, **_FLAGS[word])  # type: ignore[arg-type]
            continue
        match = _NUMBERED.fullmatch(word)
        if match is None:
            known = ", ".join((*_FLAGS, "decimals N", "ends N", "line N"))
            raise PolicyError(f"{word!r} is no policy: one of {known}")
        made = _numbered(made, match[1], match[2])
    return made


def _numbered(policy: Policy, name: str, value: str) -> Policy:
    if name == "decimals":
        if not value.isdigit() or int(value) > 30:
            raise PolicyError(f"decimals {value}: a whole number up to 30")
        return replace(policy, decimals=int(value), exact=False)
    if name == "ends":
        return replace(policy, ends=Fraction(value))
    return replace(policy, line=Fraction(value))
