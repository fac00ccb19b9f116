"""What a link of a chain says is said where the sides before it are defined."""

from __future__ import annotations

import pytest

from .pages import verdicts

LINKS = {
    "a slope of a logarithm": (r"Let $f(x) = \log x$. $f'(x) = \frac1x > 0$", "undecided"),
    "a slope, wrong there too": (r"Let $f(x) = \log x$. $f'(x) = \frac1x < 1$", "refuted"),
    "an entropy": (
        r"Let $H(p) = -p\log p - (1-p)\log(1-p)$. $H''(p) = -\frac{1}{p(1-p)} < 0$", "undecided",
    ),
    "an entropy, the wrong way": (
        r"Let $H(p) = -p\log p - (1-p)\log(1-p)$. $H''(p) = -\frac{1}{p(1-p)} > 0$", "refuted",
    ),
    "a root": (r"$\sqrt{t} \sqrt{t} = t = |t|$", "undecided"),
    "a root, wrongly": (r"$\sqrt{t} \sqrt{t} = t = 2t$", "refuted"),
    "a quotient, which leaves one point out": (r"$\frac{t^2}{t} = t = |t|$", "refuted"),
    "two links on": (r"$\sqrt{t}^4 = t^2 = t |t|$", "undecided"),
    "an index that is bound": (r"$\sum_{k=1}^{2} \log(k) t = t \log 2 = |t| \log 2$", "refuted"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "word"), LINKS.values(), ids=LINKS)
def test_the_last_link(page: str, word: str) -> None:
    assert verdicts(page)[-1] == word


def test_first_and_last_are_compared_all_the_same() -> None:
    assert verdicts(r"$\sqrt{t} \sqrt{t} = t = 2t - t$") == ["proved", "proved"]
