"""Wide spaces in formulas: within an expression, before a condition, before a loose end."""

from __future__ import annotations

import pytest

from .pages import report, verdicts


def lines(*rows: str) -> str:
    return r"$$\begin{aligned}" + r" \\ ".join(rows) + r"\end{aligned}$$"


SPACES = {
    "a line that goes on": (lines("2x &= x + x", r"&\quad + 1", "&= 2x"), ["refuted", "refuted"]),
    "the rest of a side": (lines("(x+1)^2 &= x^2 + 2x", r"&\quad + 1"), ["proved"]),
    "after an empty group": (lines("(x+1)^2 &= x^2 + 2x", r"&\quad {}+ 1"), ["proved"]),
    "an empty group alone": (lines("(x+1)^2 &= x^2 + 2x", "&{} + 1"), ["proved"]),
    "minus": (lines("(x-1)^2 &= x^2 + 1", r"&\qquad - 2x"), ["proved"]),
    "times": (lines("2x &= x", r"&\quad \cdot 2"), ["proved"]),
    "a factor without a sign": (lines("x(y+1) &= x", r"&\quad (y+1)"), ["D004"]),
    "in a definition": (lines("f(x) &= x^2", r"&\quad + 1") + " So $f(2) = 5$.",
                        ["definition", "proved"]),
    "in a row": (r"$$2x = x + x \quad + 1$$", ["refuted"]),
    "a product in a row": (r"$$2x = x + x \quad \cdot y$$", ["constraint"]),
    "after a sign": (r"$$1 + \quad 2x = x + x$$", ["refuted"]),
    "beside a relation": (r"$$2x \quad = \quad x + x$$", ["proved"]),
    "a condition": (
        r"$$\sqrt{x^2} = -x \quad -1 < x < 0$$", ["proved", "assumption", "assumption"]
    ),
    "a condition in brackets": (r"$$\sqrt{x^2} = x \quad (x > 0)$$", ["proved", "assumption"]),
    "words": (r"$$2x = x + x \quad \text{for all } x$$", ["proved"]),
    "the number of an equation": (r"$$2x = x + x \quad (3)$$", ["proved"]),
    "a number after two marks": (lines("2x &= x + x", "&= 5x - 3x && (3)"), ["proved"] * 2),
    "a number after three marks": (lines("2x &= x + x &&& (3)"), ["proved"]),
    "a wrong row with a number": (lines("2x &= x + x", "&= 5x - 2x && (3)"), ["proved", "refuted"]),
    "words after two marks": (lines(r"2x &= x + x && \text{as above}"), ["proved"]),
    "a row that goes on after two marks": (lines("x + 1 &= x", "&& + 1"), ["proved"]),
    "an equation after two marks": (lines("2x &= x + x && 3x = x + 2x"), ["proved"] * 2),
    "a number after a long space": (r"$$2x = x + x \hspace{3cm} (7)$$", ["proved"]),
    "a number after a starred space": (r"$$2x = x + x \hspace*{4em} (7)$$", ["proved"]),
    "a number at the edge": (r"$$2x = x + x \hfill (7)$$", ["proved"]),
    "a number after many spaces": (r"$$2x = x + x \ \ \ \ (7)$$", ["proved"]),
    "a number after many ties": (r"$$2x = x + x~~~~~(7)$$", ["proved"]),
    "a sum after many spaces": (r"$$2x = x\;\;\;\; + x$$", ["proved"]),
    "a number in split": (
        r"$$\begin{split} 2x &= x + x \\ &= 3x - x && (4) \end{split}$$", ["proved"] * 2
    ),
    "a factor after a tie": (r"$$6x = 2x~(3)$$", ["proved"]),
    "a factor after a short space": (r"$$6x = 2x \hspace{2pt} (3)$$", ["proved"]),
    "a factor after a long space": (r"$$6x = 2x \hspace{2cm} y$$", ["D004"]),
    "the end of a proof at the edge": (r"$$2x = x + x \hfill \square$$", ["proved"]),
    "the end of a proof": (r"$$2x = x + x \qquad \square$$", ["proved"]),
    "an expression that is left": (r"$$2x = x + x \qquad y$$", ["D004"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SPACES.values(), ids=SPACES.keys())
def test_wide_spaces(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


def test_all_of_a_side_is_in_its_reading() -> None:
    (link,) = report(lines("(x+1)^2 &= x^2 + 2x", r"&\quad + 1")).assertions
    assert link.reading == "(x + 1)^2 = x^2 + 2*x + 1"
