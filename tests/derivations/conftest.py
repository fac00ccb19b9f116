"""Hand-made documents, for tests of what comes after reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from derivations.derivation import Side, Span, Step
from proofs.claim import Claim
from proofs.kernel.terms import Term, var


def place(text: str, part: str, *, after: int = 0) -> Span:
    """Where `part` first stands in `text`, from the offset `after` on."""
    start = text.index(part, after)
    end = start + len(part)

    def point(offset: int) -> tuple[int, int]:
        before = text[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1

    return Span(*point(start), *point(end))


def make_step(
    text: str,
    left: str,
    relation: str,
    right: str,
    *,
    terms: tuple[Term, Term] | None = None,
    **fields: object,
) -> Step:
    """The link `left relation right` that stands in `text`; with terms, a claim."""
    start = text.index(left)
    right_at = text.index(right, start + len(left))
    latex = text[start : right_at + len(right)]
    claim = Claim(terms[0], relation, terms[1]) if terms else None
    values: dict[str, object] = {"kind": "claim", "claim": claim} | fields
    return Step(
        left=Side(left, place(text, left), terms[0] if terms else None),
        relation=relation,
        right=Side(right, place(text, right, after=right_at), terms[1] if terms else None),
        latex=latex,
        span=place(text, latex),
        **values,  # type: ignore[arg-type]
    )


@pytest.fixture
def step() -> Callable[..., Step]:
    return make_step


@pytest.fixture
def span() -> Callable[..., Span]:
    return place


@pytest.fixture
def x() -> Term:
    return var("x")
