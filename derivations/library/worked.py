r"""worked(): a derivation written by hand, link by link with its reasons, read as any other text.

>>> square = worked("square", "(a + b)^2",
...     link("= (a + b)(a + b)", "what a square is"),
...     link("= a^2 + 2ab + b^2", "multiply out"))
>>> [step.reason.text for step in square.steps]
['what a square is', 'multiply out']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..derivation import NOWHERE, Derivation, Reason, Side, Step
from ..reading import read_chains


class LibraryError(ValueError):
    """A derivation of the library that is not one: its links can't be told apart."""


@dataclass(frozen=True)
class Link:
    """`= right side`, in LaTeX, and the reason for it."""

    latex: str
    reason: Reason


def link(latex: str, text: str, *, rule: str = "", source: str = "") -> Link:
    """A link with its reason, a text with mathematics between dollar signs."""
    return Link(latex, Reason(text, rule, source))


def worked(
    name: str, first: str, *links: Link,
    definitions: Sequence[str] = (), given: Sequence[str] = (), opening: str = "",
    closing: str = "",
) -> Derivation:  # fmt: skip
    """The chain that starts with `first`, under definitions and conditions as `judge` takes them.

    Raises ReadingError where a side can't be read, LibraryError where the chain has more links
    than reasons, or fewer.
    """
    text = " ".join((first, *(one.latex for one in links)))
    chains = read_chains(text, definitions, given)
    steps = [step for chain in chains for step in chain.steps]
    if len(steps) != len(links) or len(chains) != 1:
        raise LibraryError(f"{name}: {len(links)} reasons for {len(steps)} links")
    placed = tuple(_placed(step, one.reason) for step, one in zip(steps, links, strict=True))
    return Derivation(name, placed, chains[0].ends, opening, (), closing)


def in_parts(name: str, *parts: Derivation, opening: str = "", closing: str = "") -> Derivation:
    """What is worked out in several chains, such as one for each case, as one derivation.

    >>> odd = worked("odd", "(-x)^3", link("= -x^3", "three signs"))
    >>> len(in_parts("powers", odd, opening="Odd powers keep the sign:").all_steps())
    1
    """
    return Derivation(name, (), None, opening, parts, closing)


def _placed(step: Step, reason: Reason) -> Step:
    """The step without its place in the text that was put together here, and with its reason."""
    left, right = (Side(s.latex, NOWHERE, s.term) for s in (step.left, step.right))
    return replace(step, left=left, right=right, span=NOWHERE, reason=reason)
