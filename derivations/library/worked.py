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

from proofs.claim import Claim

from ..derivation import NOWHERE, Derivation, Reason, Side, Step
from ..reading import read_steps


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
    steps = read_steps(text, definitions, given)
    if len(steps) != len(links):
        raise LibraryError(f"{name}: {len(links)} reasons for {len(steps)} links")
    placed = tuple(_placed(step, one.reason) for step, one in zip(steps, links, strict=True))
    return Derivation(name, placed, _ends(placed), opening, (), closing)


def _placed(step: Step, reason: Reason) -> Step:
    """The step without its place in the text that was put together here, and with its reason."""
    left, right = (Side(s.latex, NOWHERE, s.term) for s in (step.left, step.right))
    return replace(step, left=left, right=right, span=NOWHERE, reason=reason)


def _ends(steps: Sequence[Step]) -> Claim | None:
    """First = last, of a chain of equalities."""
    claims = [step.claim for step in steps if step.claim is not None]
    if len(claims) < 2 or any(c.relation != "=" or c.digits is not None for c in claims):
        return None
    first, last = claims[0], claims[-1]
    return Claim(first.left, "=", last.right, given=first.given, definitions=first.definitions)
