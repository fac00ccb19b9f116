"""The page of a report shows both sides of what is refuted, where they can be drawn."""

from __future__ import annotations

import pytest

from derivations.documents import check_text
from derivations.writeups.pages import page

DRAWN = [
    ("$\\sqrt{x^2} = x$", 1),
    ("$x = x$", 0),
    ("$1 = 2$", 0),
    ("$\\sum_{i=1}^n i = n^2$", 0),
    ("$\\int_0^x t dt = x^2$", 0),
    ("$x = 2x$ and $\\sin y = y$", 2),
]


@pytest.mark.parametrize(("text", "count"), DRAWN, ids=[text for text, _ in DRAWN])
def test_pictures_of_what_is_refuted(text: str, count: int) -> None:
    made = page([check_text("page.md", text)])
    assert made.count("<svg") == made.count('<figure role="img"') == count


def test_names_within_pictures_are_their_own() -> None:
    made = page([check_text("page.md", "$x = 2x$ and $y = 3y$")])
    names = [part.partition('"')[0] for part in made.split(' id="')[1:]]
    assert len(names) == len(set(names)) > 10
