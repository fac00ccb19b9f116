r"""`A \ne B` that the words say of every value: that the sides differ somewhere is too little."""

from __future__ import annotations

import pytest

from derivations import formulas
from proofs.verdict import Refuted

from .pages import report, verdicts

NOT_IDENTICALLY = "not identically equal"
OF_EVERY_VALUE = {
    "for every": (r"$t^3 \ne t$ for every real $t$.", "refuted"),
    "for all, before": (r"For all $t$: $t^2 \neq 3$.", "refuted"),
    "for any, with a condition": (r"For any $t > 0$, $t^2 \ne 3t$.", "refuted"),
    "for each whole number": (r"For each $n \ge 1$, $2^n \neq 2n$.", "refuted"),
    "forall": (r"$\forall t: t^2 \neq 3t$", "refuted"),
    "forall, after": (r"$t^2 \neq 3t \quad \forall t$", "refuted"),
    "in a text": (r"$t^2 \neq 3t \quad \text{for all } t$", "refuted"),
    "everywhere": (r"$t^2 \ne 3t$ everywhere.", "refuted"),
    "always": (r"$t^2 \ne 3t$ always.", "refuted"),
    "at every point": (r"$t^2 \ne 3t$ at every point.", "refuted"),
    "it always holds": (r"It always holds that $t^2 \ne 3t$.", "undecided"),
    "no matter": (r"No matter what $t$ is, $t^2 \ne 3t$.", "undecided"),
    "with a condition": (r"For $t > 0$, $t^2 \ne 3t$.", "undecided"),
    "with a condition after": (r"$t^2 \ne 3t$ for $t \in \mathbb{R}$.", "undecided"),
    "whenever": (r"$t^2 \ne 3t$ whenever $t$ is real.", "undecided"),
    "true everywhere": (r"$t^2 + 1 \ne 0$ for all $t$.", "proved"),
    "true under the condition": (r"For all $t > 3$, $t^2 \ne 3t$.", "proved"),
}


@pytest.mark.parametrize(("text", "verdict"), OF_EVERY_VALUE.values(), ids=OF_EVERY_VALUE.keys())
def test_what_is_said_of_every_value(text: str, verdict: str) -> None:
    links = [a for a in report(text).assertions if a.kind == "claim"]
    assert [a.verdict for a in links] == [verdict]
    assert not any(NOT_IDENTICALLY in caveat for a in links for caveat in a.caveats)


NOT_OF_EVERY_VALUE = {
    "bare": r"$(s+t)^2 \ne s^2 + t^2$",
    "in general": r"In general, $(s+t)^2 \ne s^2 + t^2$.",
    "not always": r"This does not hold for all $s$: $(s+t)^2 \ne s^2 + t^2$.",
    "another sentence": r"This holds for all $s$. Note that $(s+t)^2 \ne s^2 + t^2$.",
    "for example": r"The square of a sum differs. An example: $(s+t)^2 \ne s^2 + t^2$.",
}


@pytest.mark.parametrize("text", NOT_OF_EVERY_VALUE.values(), ids=NOT_OF_EVERY_VALUE.keys())
def test_what_is_not_said_of_every_value(text: str) -> None:
    (link,) = [a for a in report(text).assertions if a.kind == "claim"]
    assert link.verdict == "proved"
    assert NOT_IDENTICALLY in link.caveats[0]


def test_the_message_says_where_the_sides_are_equal() -> None:
    (link,) = report(r"For all $t$: $t^2 \ne 3t$.").assertions
    assert link.diagnostic is not None
    assert link.diagnostic.notes[0] == "at t = 0: they are equal"


def test_a_formula_by_itself() -> None:
    assert isinstance(formulas.judge(r"\forall t: t^2 \ne 3t"), Refuted)


def test_equalities_are_said_of_every_value_anyway() -> None:
    assert verdicts("For all $t$, $t + t = 2t$ and $t^2 = 3t$.") == ["proved", "refuted"]
