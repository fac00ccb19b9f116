"""What a name is let to meet: "Let $x$ be such that $x^2 = 2$" supposes the equation."""

from __future__ import annotations

import pytest

from .pages import verdicts

SUPPOSED = {
    "such that": "Let $x$ be such that $x^2 = x + 3$.",
    "with": "Consider $x$ with $x^2 = x + 3$.",
    "a number": "Fix a number $x$ such that $x^2 = x + 3$.",
    "in a section": "# One\nLet $x$ be such that $x^2 = x + 3$.",
    "of two names": "Take $u$ and $v$ such that $uv = u + v$.",
    "a range": "Let $x$ be such that $x^2 > 3$.",
}
SOUGHT = {
    "there is": "There is an $x$ such that $x^2 = x + 3$.",
    "the numbers": "The numbers are such that $(u + v)^2 = u^2 + v^2$.",
    "we need": "We need $u$ and $v$ such that $uv = u + v$.",
}


@pytest.mark.parametrize("page", SUPPOSED.values(), ids=SUPPOSED)
def test_supposed(page: str) -> None:
    assert verdicts(page) == ["assumption"]


@pytest.mark.parametrize("page", SOUGHT.values(), ids=SOUGHT)
def test_sought(page: str) -> None:
    assert verdicts(page)[0] in ("constraint", "goal")


def test_what_follows_is_not_judged_for_all() -> None:
    page = "Let $x$ be such that $x^2 = 2$. Then $x^4 = 4$. And $x^4 = 5$."
    assert not {"refuted"} & set(verdicts(page)[:2])
    assert verdicts(page)[2] != "proved"
