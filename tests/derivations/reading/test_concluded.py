"""What is concluded of names that the words have let be any: it defines none of them."""

from __future__ import annotations

import pytest

from .pages import verdicts

CLAIMED = {
    "two numbers": r"Let $u, v \in \mathbb{R}$. Then $u = v$. Hence $u - v = 0$.",
    "two positive ones": "Let $s > 0$ and $t > 0$. Then $s = t$. $s/t = 1$.",
    "an integer": "Let $m$ be an integer. Then $m = 2k$. $m^2 = 4k^2$.",
    "any function": "Let $h$ be any function. Then $h(x) = 3x$. So $h(2) = 6$.",
    "all at once": "For all real $a$, $b$: $a = b$. $a^2 = b^2$.",
}
GIVEN = {
    "for some": "Let $m$ be an even integer. Then $m = 2k$ for some $k$. $m^2 = 4k^2$.",
    "a name of its own": r"Let $x\in\mathbb{R}$. Then $u = x + 1$, and $u - x = 1$.",
    "let": r"Let $x, y \in \mathbb{R}$. Let $x = y^2$. Then $x - y^2 = 0$.",
}


@pytest.mark.parametrize("page", CLAIMED.values(), ids=CLAIMED)
def test_nothing_follows(page: str) -> None:
    assert "proved" not in verdicts(page)
    assert "definition" not in verdicts(page)


@pytest.mark.parametrize("page", GIVEN.values(), ids=GIVEN)
def test_what_is_given_holds(page: str) -> None:
    assert verdicts(page)[-1] == "proved"
