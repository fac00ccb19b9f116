"""Equations that stand near a claim: under which it is judged, or may be meant to hold."""

from __future__ import annotations

import pytest

from .pages import report, verdicts

SQUARES = "$p^2 - q^2 = p - q$"
WRONG = "$p^2 - q^2 = p + q$"

PROVED = {
    "for all with": f"For all $p$, $q$ with $p + q = 1$ we have {SQUARES}.",
    "let, such that": f"Let $p, q$ be numbers such that $p + q = 1$. Then {SQUARES}.",
    "in a set": f"For $p, q \\in \\mathbb{{R}}$ satisfying $p + q = 1$: {SQUARES}.",
    "orthogonal vectors":
        r"For $u, v \in \mathbb{R}^n$ with $u^T v = 0$: $\|u + v\|^2 = \|u\|^2 + \|v\|^2$.",
    "symmetric matrices": "For all matrices $S$ with $S^T = S$ we have $(S^2)^T = S^2$.",
    "a unit vector": r"Let $u$ be a vector with $u^T u = 1$. Then $(u u^T)^2 = u u^T$.",
}  # fmt: skip


@pytest.mark.parametrize("text", PROVED.values(), ids=PROVED)
def test_what_names_are_brought_in_with_is_given(text: str) -> None:
    assert verdicts(text)[-1] == "proved"


OPEN = {
    "on a line": f"On the line $p + q = 1$ we have {SQUARES}.",
    "where": f"We have {SQUARES} where $p + q = 1$.",
    "whenever": f"We have {SQUARES} whenever $p + q = 1$.",
    "using": f"Using $p + q = 1$ we get {SQUARES}.",
    "in the sentence before": f"We know $p + q = 1$. Hence {SQUARES}.",
    "in the paragraph before": f"It is known that $p + q = 1$.\n\nIt follows that {SQUARES}.",
}


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_what_holds_where_an_equation_does_is_not_refuted(text: str) -> None:
    assert "refuted" not in verdicts(text)
    told = [str(link.diagnostic) for link in report(text).assertions if link.kind == "claim"]
    assert "may be meant where $p + q = 1$" in told[0]


REFUTED = {
    "for all with": f"For all $p$, $q$ with $p + q = 1$ we have {WRONG}.",
    "on a line": f"On the line $p + q = 1$ we have {WRONG}.",
    "whenever": f"We have {WRONG} whenever $p + q = 1$.",
    "an equation about others": f"We know $s + t = 1$. Hence {SQUARES}.",
    "far away": f"We know $p + q = 1$.\n\nOne.\n\nTwo.\n\nThree. Now {SQUARES}.",
}


@pytest.mark.parametrize("text", REFUTED.values(), ids=REFUTED)
def test_what_fails_there_too_is_refuted(text: str) -> None:
    assert "refuted" in verdicts(text)


def test_a_function_that_is_brought_in_is_defined() -> None:
    text = "Let $f$ be a function with $f(x) = x^2$. Then $f(3) = 9$ and $f(3) = 8$."
    assert verdicts(text)[-2:] == ["proved", "refuted"]


RENEWED = {
    "let it be real": r"Let $t > 0$. Then $|t| = t$. Let $t$ be real. Then $\sqrt{t^2} = t$.",
    "for all":
        "Let $t > 0$. Then $|t| = t$.\n\nFor all $t \\in \\mathbb{R}$ we have $\\sqrt{t^2} = t$.",
    "in another section": "Let $t > 0$.\n\n# Two\n\nLet $t$ be real. Then $\\sqrt{t^2} = t$.",
    "another interval":
        r"Let $t \in [0, 3]$. Then $t \ge 0$. Let $t \in [-3, 3]$. Then $t \ge 0$.",
    "for another interval":
        r"Let $t \in [0, 3]$. Then $t \ge 0$. For $t \in [-3, 3]$ we have $t \ge 0$.",
}  # fmt: skip


@pytest.mark.parametrize("text", RENEWED.values(), ids=RENEWED)
def test_a_condition_on_a_name_ends_where_it_is_brought_in_anew(text: str) -> None:
    assert verdicts(text)[-1] not in ("proved", "refuted")


def test_a_condition_stays_where_another_name_is_brought_in() -> None:
    text = "Let $t > 0$. Let $s$ be real. Then $|t| = t$."
    assert verdicts(text)[-1] == "proved"


def test_links_of_one_chain_are_no_conditions_for_each_other() -> None:
    text = r"$$E = -\log p = \log \frac{a + b}{a} = \log(a - b) - \log a$$"
    assert verdicts(text)[-1] == "refuted"


SIZED = {
    "three by three": r"Let $M$ be a $3 \times 3$ matrix. Then $\det(2M) = 8 \det M$.",
    "in letters": r"Let $M$ be a 2x2 matrix. Then $\det(3M) = 9 \det M$.",
    "of odd size": r"Let $n$ be odd and $M$ an $n \times n$ matrix. Then $\det(-M) = -\det M$.",
}


@pytest.mark.parametrize("text", SIZED.values(), ids=SIZED)
def test_a_size_that_words_tell_is_not_refuted(text: str) -> None:
    assert verdicts(text)[-1] == "undecided"


def test_no_size_told() -> None:
    text = r"Let $M$ be an $n \times n$ matrix. Then $\det(2M) = 8 \det M$."
    assert verdicts(text)[-1] == "refuted"


def test_what_a_name_is_by_an_equation() -> None:
    text = r"Let $g$ be the golden ratio, so $g^2 = g + 1$. Then $g^3 = 2g + 1$."
    assert verdicts(text)[-1] == "proved"


def test_a_claim_about_any_number_is_no_condition() -> None:
    text = "Let $t$ be a number, so $(t + 1)^2 = t^2 + 1$."
    assert verdicts(text)[-1] in ("refuted", "constraint")
