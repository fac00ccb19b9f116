"""Statements that are true as they are meant, and that were refuted as they were read."""

from __future__ import annotations

import pytest

from .pages import verdicts

MEANT = {
    "a recurrence": r"Let $b_{n+1} = 3 b_n$. Then $b_{n+1} = 3 b_n = 3^{n+1} b_0$.",
    "a recurrence, further back":
        r"Suppose $b_{n+1} = 3 b_n$ for all $n$. Then $b_n = 3 b_{n-1} = 3^2 b_{n-2}$.",
    "a congruence before another": r"$1030 \equiv 30 = 5 \cdot 6 \pmod{100}$",
    "a congruence among others": r"$5^2 \equiv 25 \equiv 4 \pmod 7$",
    "what is to be found": r"Find $p$, $q$ such that $p = 2q = q + 5$.",
    "an item that asks": "1. Determine $p$ and $q$ so that $p = 3q = q + 4$.",
    "samples in rows":
        r"Every sample is a row. Let $X = [x_1, \dots, x_m]$. Then $X^T X = \sum_i x_i x_i^T$.",
}  # fmt: skip


@pytest.mark.parametrize("text", MEANT.values(), ids=MEANT)
def test_not_refuted(text: str) -> None:
    assert "refuted" not in verdicts(text)


NOT_PROVED = {
    "rows, in words":
        r"Let $X$ have the rows $x_i^T$, $X = [x_1, \dots, x_m]$. Then $X X^T = \sum_i x_i x_i^T$.",
    "rows, said once":
        r"The examples are stored as rows. Let $X = [x_1, \dots, x_m]$."
        r" Then $X X^T = \sum_i x_i x_i^T$.",
    "a congruence is no equality": r"$3^4 \equiv 81 \pmod 5$",
}  # fmt: skip


@pytest.mark.parametrize("text", NOT_PROVED.values(), ids=NOT_PROVED)
def test_not_proved(text: str) -> None:
    assert verdicts(text)[-1] != "proved"


UNDER_A_LABEL = {
    "an equation": (r"$(p+q)^2 \overset{pq=0}{=} p^2 + q^2$", "proved"),
    "a value": (r"$\cos x \stackrel{x=0}{=} 1$", "proved"),
    "and what comes after": (r"$(p+q)^2 \overset{pq=0}{=} p^2 + q^2 = (p-q)^2$", "proved"),
    "one that does not help": (r"$(p+q)^2 \overset{pq=1}{=} p^2 + q^2$", "refuted"),
    "after what it would help": (r"$(p+q)^2 = p^2 + q^2 \overset{pq=0}{=} (p-q)^2$", "refuted"),
    "one that cannot be": (r"$p + 1 \overset{p = p + 1}{=} p$", "open"),
}


@pytest.mark.parametrize(("text", "word"), UNDER_A_LABEL.values(), ids=UNDER_A_LABEL)
def test_a_label_says_what_a_sign_rests_on(text: str, word: str) -> None:
    found = {"proved", "refuted"} & set(verdicts(text))
    assert (word in found) if word != "open" else not found & {"proved"}


def test_columns_are_columns_where_words_speak_of_other_rows() -> None:
    text = r"We add each row. Let $X = [x_1, \dots, x_m]$. Then $X X^T = \sum_i x_i x_i^T$."
    assert verdicts(text)[-1] == "proved"


TIED = {
    "half": r"A cone has $V = \frac13 \pi r^2 h$, and the radius is half the height. Then"
            r" $\frac{dV}{dr} = \frac23 \pi r h$.",
    "always equal": "A box has $V = w^2 h$.\n\nThe width is always equal to the height. So"
                    r" $\frac{dV}{dh} = w^2$.",
}  # fmt: skip


@pytest.mark.parametrize("text", TIED.values(), ids=TIED)
def test_words_that_tie_quantities(text: str) -> None:
    assert verdicts(text)[-1] not in ("proved", "refuted")


def test_words_that_tie_nothing_that_is_differentiated() -> None:
    text = r"The area is $A = \pi r^2$. Then $\frac{dA}{dr} = 2 \pi r$, which is twice the rest."
    assert verdicts(text)[-1] == "proved"
