r"""What sentences, headings and rows say of the formulas near them; `\pm`."""

from __future__ import annotations

import pytest

from .pages import verdicts

SENTENCES = {
    "what is asked for in the sentence before": (
        "Show that it is a function of $t$.\n\n#### Answer\n\n$$(t+1)^2 = t^2 + 1$$", ["refuted"]
    ),
    "what is asked for in the same sentence": (
        "Show that there exists $t$ with $(t+1)^2 = t^2 + 1$.", ["goal"]
    ),
    "a heading is no word about solving": (
        "**Solution**\n\n$$(t+1)^2 - t^2 = 2 t + 1$$", ["proved"]
    ),
    "words about solving": ("The solutions are those of $t^2 = 2 t$.", ["constraint"]),
    "letters over an equality": (
        r"$$\lim_{t \to 0} \frac{\sin t}{t} \overset{H}{=} \lim_{t \to 0} \frac{\cos t}{1}"
        r" \stackrel{\text{cont.}}{=} 2$$",
        ["proved", "refuted"],
    ),
    "a condition over an equality": (r"$$a t + t \overset{a=0}{=} t$$", ["proved"]),
    "a row with nothing before it": (
        r"$$\begin{aligned} &= 2 t + t \\ &= 3 t \\ &= 4 t \end{aligned}$$",
        ["D004", "proved", "refuted"],
    ),
    "a display that goes on with signs of the one before": (
        "$$t \\pm 1 = t \\pm 1$$\n\n$$= 1 + t$$", ["proved", "D007"]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES.keys())
def test_links_are(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


SIGNS = {
    "both signs": (r"$(a \pm b)^2 = a^2 \pm 2ab + b^2$", ["proved"]),
    "one sign fails": (r"$|5 \pm 3| = 3 \pm 5$", ["refuted"]),
    "opposite signs": (r"$-(a \pm b) = -a \mp b$", ["proved"]),
    "opposite signs that are not": (r"$-(a \pm b) = -a \pm b$", ["refuted"]),
    "rows": (
        r"$$\begin{aligned} \frac{4 \pm \sqrt{4}}{2} &= \frac{4 \pm 2}{2} \\ &= 2 \pm 1 \\"
        r" &= 1 \pm 2 \end{aligned}$$",
        ["proved", "proved", "refuted"],
    ),
    "as solutions": (r"$t^2 = 4 \iff t = \pm 2$", ["constraint", "proved"]),
    "one solution too many": (r"$2 t = 4 \iff t = \pm 2$", ["constraint", "refuted"]),
    "no value for later": (r"1. $t = \pm 2$, $s = 1$. So $t = 2$.", ["D007", "definition",
                                                                     "constraint"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SIGNS.values(), ids=SIGNS.keys())
def test_plus_or_minus(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected
