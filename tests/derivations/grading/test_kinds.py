"""Each kind of question, with answers that are right, wrong, right in part, and in doubt."""

from __future__ import annotations

import pytest

from .classes import charged, marked, whats

SIGMA = r"Let $\sigma(x) = \frac{1}{1 + e^{-x}}$."
SQUARE = "(show, 4 points). Expand.\n\nClaim: $(a + b)^2 = a^2 + 2 a b + b^2$"
ROOT = "(find, 4 points). Simplify.\n\nAnswer: $q = x + 3$"
EXACT = "(find, 4 points).\n\nAnswer: $q = \\ln 2$\nPolicy: "
SIZE = ("(choose, 4 points).\n\nCondition: $k s = 12$, $k \\geq 1$\n"
        "Unknowns: integers $k$, $s$")  # fmt: skip
ROOTS = "(refute, 4 points). For all $a$ and $b$?\n\nClaim: $\\sqrt{a + b} = \\sqrt{a} + \\sqrt{b}$"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (SQUARE, "$(a+b)^2 = (a + b)(a + b) = a^2 + ab + ba + b^2 = a^2 + 2ab + b^2$"),
        (SQUARE, "$a^2 + 2ab + b^2 = a (a + b) + b (a + b) = (a + b)^2$"),
        (SQUARE, "$(a+b)^2 = (a+b)(a+b)$ and $a^2 + 2ab + b^2 = (a+b)(a+b)$."),
        (ROOT, r"We get $q = \frac{x^2 + 5x + 6}{x + 2} = x + 3$."),
        (ROOT, "$q = 3 + x$"),
        (ROOT, r"$3 + x = q$"),
        (EXACT + "exact", r"$q = \ln 4 - \ln 2$"),
        (EXACT + "exact", r"$q = \ln 2 = 0.6931$"),
        (EXACT + "decimals 3", r"$q = 0.693$"),
        (EXACT + "decimals 3", r"$q = 0.69315$"),
        (SIZE, "Take $k = 3$ and $s = 4$."),
        (SIZE, "From $3 k = 9$ we get $k = 3$ and $s = \\frac{12}{3} = 4$."),
        (SIZE, "With $1 + k = 4$ it is $k = 4 - 1 = 3$, and $s = 2 + 2 = 4$."),
        (SIZE, "$(k, s) = (2, 6)$"),
        (SIZE, "**Answer 1.**\n\n| $k$ | $s$ |\n|---|---|\n| 12 | 1 |"),
        (SIZE, "Either $k = 3$, $s = 4$, or $k = 4$, $s = 3$."),
        (ROOTS, "Take $a = 1$ and $b = 1$."),
        (ROOTS, r"Let $a = b = 4$: $\sqrt{8} \neq 4$."),
    ],
    ids=[
        "a chain", "a chain from the right", "two chains that meet", "a value at a chain's end",
        "a value in another order", "a value on the left", "another form", "digits after the value",
        "as many digits as asked", "more digits than asked", "values in a sentence",
        "a value at the end of a line", "a name within a side", "a tuple",
        "a table", "two choices", "a counterexample", "a counterexample with its values",
    ],
)  # fmt: skip
def test_right_answers_earn_all_points(question: str, answer: str) -> None:
    mark = marked(question, answer)
    assert (mark.points, mark.open) == (mark.possible, 0), mark.remarks


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        (ROOT, "$q = x - 3$", "this is not the answer"),
        (EXACT + "exact", "$q = 0.6931$", "4 decimal places only: the exact value is asked"),
        (EXACT + "decimals 3", "$q = 0.69$", "2 decimal places only: 3 are asked"),
        (EXACT + "decimals 3", "$q = 0.698$", "2 decimal places only: 3 are asked"),
        (EXACT + "decimals 3", "$q = 0.75$", "this is not the answer"),
        (SIZE, "Take $k = 3$ and $s = 5$.", "a condition is not met: $k s = 12$"),
        (SIZE, r"Take $k = 24$ and $s = \frac{1}{2}$.", "s has to be an integer"),
        (SIZE, "Take $k = -3$ and $s = -4$.", r"a condition is not met: $k \geq 1$"),
        (ROOTS, "Take $a = 0$ and $b = 1$.", "the claim holds: no counterexample"),
        (ROOTS, "Take $a = -1$ and $b = 1$.", "a side is not defined"),
    ],
    ids=[
        "a sign", "digits for an exact value", "too few digits", "wrong last digit", "wrong digits",
        "a choice that fails", "half a stride", "a negative size", "no counterexample",
        "an undefined point",
    ],
)  # fmt: skip
def test_wrong_answers_are_charged_and_say_why(question: str, answer: str, said: str) -> None:
    mark = marked(question, answer)
    wrong = [r for r in mark.remarks if r.what == "wrong"]
    assert mark.points < mark.possible
    assert mark.open == 0
    assert any(said in " ".join((r.message, *r.notes)) for r in wrong), mark.remarks


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        (SQUARE, "$(a+b)^2 = a^2 + 2ab + b^2$", "no work leads to it"),
        (SQUARE, "$a (a + b) = a^2 + ab$", "do not lead from the left side"),
        (SQUARE, "This is clear.", "no step was found"),
        (ROOT, "It is what one expects.", "no value was found for q"),
        (EXACT + "nearest shown", "$q = 0.6931$", "does that count?"),
        (SIZE, "Take $k = 3$.", "no value was found for s"),
        (ROOTS, "Take $a = 1$.", "which the answer does not name"),
    ],
    ids=[
        "stated only", "other work", "words", "no value", "digits without a policy",
        "half a choice", "half a counterexample",
    ],
)  # fmt: skip
def test_what_is_in_doubt_costs_nothing_and_goes_to_a_person(
    question: str, answer: str, said: str
) -> None:
    mark = marked(question, answer)
    assert mark.points == mark.possible
    assert mark.open > 0
    assert mark.needs_person
    assert any(said in r.message for r in mark.remarks), mark.remarks


def test_a_wrong_line_then_right_work_from_it_is_charged_once() -> None:
    answer = "\n".join([
        "**Answer 1.**", "", "$$\\begin{aligned}", "q &= (x + 1)(x + 2) - x^2 \\\\",
        "&= x^2 + 4 x + 2 - x^2 \\\\", "&= 4 x + 2", "\\end{aligned}$$",
    ])  # fmt: skip
    mark = marked("(find, 4 points).\n\nAnswer: $q = 3 x + 2$", answer)
    assert charged(mark) == [5]
    assert "carried" in whats(mark)


def test_two_wrong_lines_are_charged_each() -> None:
    answer = "\n".join([
        "**Answer 1.**", "", "$$\\begin{aligned}", "q &= (x + 1)(x + 2) - x^2 \\\\",
        "&= x^2 + 4 x + 2 - x^2 \\\\", "&= 4 x + 3", "\\end{aligned}$$",
    ])  # fmt: skip
    assert charged(marked("(find, 4 points).\n\nAnswer: $q = 3 x + 2$", answer)) == [5, 6]


def test_a_false_identity_that_is_used_later_is_charged_once() -> None:
    answer = "\n".join([
        "**Answer 1.** We know that", "", r"$\sigma(x) = \frac{1}{2} \tanh(x) + \frac{1}{2}$.", "",
        r"So $2 \sigma(x) - 1 = \tanh(x)$.",
    ])  # fmt: skip
    question = "(find, 4 points).\n\nAnswer: $2 \\sigma(x) - 1 = \\tanh(x / 2)$"
    mark = marked(question, answer, before=SIGMA)
    assert charged(mark) == [3]
    assert "carried" in whats(mark)


def test_a_definition_of_the_sheet_that_is_changed_goes_to_a_person() -> None:
    question = "(show, 4 points).\n\nClaim: $\\sigma(0) = 2$"
    mark = marked(question, r"Let $\sigma(x) = 2 + x$. Then $\sigma(0) = 2 + 0 = 2$.", before=SIGMA)
    assert (mark.points, mark.open) == (4, 4)


def test_an_assumption_of_ones_own_does_not_show_a_claim() -> None:
    question = "(show, 4 points).\n\nClaim: $\\sqrt{x^2} = |x| + x - |x|$"
    mark = marked(question, r"For $x > 0$ we have $\sqrt{x^2} = x = |x| + x - |x|$.")
    assert not any(r.what == "right" and not r.latex for r in mark.remarks)


def test_cases_that_cover_all_show_a_claim() -> None:
    question = "(show, 4 points).\n\nClaim: $\\sqrt{x^2} = |x|$"
    answer = (
        "- For $x \\geq 0$: $\\sqrt{x^2} = x = |x|$.\n\n- For $x < 0$: $\\sqrt{x^2} = -x = |x|$."
    )
    mark = marked(question, "**Answer 1.**\n\n" + answer)
    assert (mark.points, mark.open) == (4, 0), mark.remarks


def test_equal_only_on_a_part_of_the_domain_says_so() -> None:
    question = "(find, 4 points).\n\nAnswer: $q = x + 3$"
    mark = marked(question, r"$q = \frac{x^2 - 9}{x - 3}$")
    assert mark.points == 4
    assert any(r"where x \neq 3" in r.message for r in mark.remarks), mark.remarks
    required = marked(question + "\nPolicy: domain required", r"$q = \frac{x^2 - 9}{x - 3}$")
    assert 0 < required.points < 4


def test_a_name_set_twice_is_not_held_against_a_line() -> None:
    zeros = r"For $a = b = 0$: $\sqrt{a + b} = 0$, but for $a = 1$ and $b = 3$"
    answer = zeros + r" it is $\sqrt{a + b} = 2$."
    assert not charged(marked(ROOTS, answer))


ODDS = (
    "(find, 6 points). For $a > 0$ and $b > 0$ we want $\\sigma(z) = \\frac{a}{a + b}$. Find $z$."
    "\n\nAnswer: $z = \\ln a - \\ln b$"
)
SOLVED = [
    r"Solving $\sigma(z) = \frac{a}{a + b}$ gives $1 + e^{-z} = \frac{a + b}{a}$, so $e^{-z} ="
    r" \frac{b}{a}$ and hence $z = \ln a - \ln b$.",
    r"$\frac{1}{1 + e^{-z}} = \frac{a}{a + b}$." "\n\n" r"$a + b = a + a e^{-z}$." "\n\n"
    r"$b = a e^{-z}$." "\n\n" r"$z = \ln \frac{a}{b}$.",
    r"$$\sigma(z) = \frac{a}{a+b} \implies e^{z} = \frac{a}{b} \implies z = \ln a - \ln b$$",
    r"Let $q = e^{-z}$. Then $\frac{1}{1 + q} = \frac{a}{a+b}$, so $q = \frac{b}{a}$, and"
    r" $z = -\ln q = \ln a - \ln b$.",
    r"We have $b e^{z} = a$ and take logarithms: $\ln b + z = \ln a$. Thus $z = \ln a - \ln b$.",
]  # fmt: skip


@pytest.mark.parametrize("answer", SOLVED, ids=["words", "lines", "arrows", "a new name", "logs"])
def test_equations_on_the_way_to_a_value_are_not_charged(answer: str) -> None:
    mark = marked(ODDS, answer, before=SIGMA)
    assert mark.points == 6, mark.remarks
    assert not charged(mark)


def test_a_wrong_equation_on_the_way_to_a_value_is_charged() -> None:
    answer = "**Answer 1.**\n\n$b = a e^{-z}$.\n\n$a = b e^{-z}$.\n\n$z = \\ln \\frac{a}{b}$."
    assert charged(marked(ODDS, answer, before=SIGMA)) in ([5], [])


def test_an_equation_in_a_name_of_ones_own_is_for_a_person() -> None:
    question = "(find, 4 points).\n\nAnswer: $q = 5$"
    answer = "Its roots: $w^2 - 5 w + 6 = 0$. They are $w = 2$ and $w = 3$, so $q = 2 + 3 = 5$."
    mark = marked(question, answer)
    assert mark.points == 4
    assert not charged(mark)


def test_sizes_in_a_choice_are_judged_at_the_values_chosen() -> None:
    answer = r"$12 = k s$, and $k = 3$ gives $12 = 3 s$, so $s = 4$."
    assert marked(SIZE, answer).points == 4


FIXED = SIZE.replace("$k s = 12$", "$k s = 12$, $k = 3$")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (FIXED, "So $s = 4$."),
        (SIZE, "$s = 5$ does not do. $s = 4$ with $k = 3$ does."),
        (ROOTS, "At $a = 1$, $b = 1$ the LHS $= \\sqrt{2}$, the RHS $= 2$."),
    ],
    ids=["a value that the sheet fixes", "half a choice before a whole one", "sides in words"],
)
def test_a_right_choice_leaves_nothing_open(question: str, answer: str) -> None:
    mark = marked(question, answer)
    assert (mark.points, mark.open) == (4, 0), mark.remarks


def test_a_sheet_and_an_answer_in_latex() -> None:
    answer = "\n".join([
        r"\documentclass{article}", r"\newcommand{\s}{\sigma}", r"\begin{document}",
        r"\section*{Answer 1}", r"\begin{align*}", r"\s(-x) &= \frac{1}{1 + e^{x}} \\",
        r"&= \frac{e^{-x}}{e^{-x} - 1} \\", r"&= 1 - \s(x)", r"\end{align*}", r"\end{document}",
    ])  # fmt: skip
    question = "(show, 4 points).\n\nClaim: $\\sigma(-x) = 1 - \\sigma(x)$"
    mark = marked(question, answer, before=SIGMA, name="ann.tex")
    assert charged(mark) == [7]
    assert mark.open == 0


def test_a_choice_that_is_named_as_failing_beside_a_right_one_is_for_a_person() -> None:
    mark = marked(SIZE, "$k = 3$, $s = 5$ does not do, but $k = 3$, $s = 4$ does.")
    assert mark.points == 4
    assert mark.open == 2


def test_a_slip_and_back_is_charged_once_though_the_start_is_wrong_too() -> None:
    answer = "\n".join([
        "**Answer 1.**", "", "$$\\begin{aligned}", "(a - b)^2 &= (a + b)(a + b) \\\\",
        "&= a^2 + a b + b \\\\", "&= a^2 + 2 a b + b^2", "\\end{aligned}$$",
    ])  # fmt: skip
    assert charged(marked(SQUARE, answer)) == [4, 5]


MEANS = "(show, 4 points).\n\nClaim: $x^2 + y^2 \\geq 2 x y$"


@pytest.mark.parametrize(
    ("answer", "left_open"),
    [
        ("$(x - y)^2 \\geq 0$, so $x^2 - 2 x y + y^2 \\geq 0$ and $x^2 + y^2 \\geq 2 x y$.", 0),
        ("$x^2 + y^2 - 2 x y = (x - y)^2 \\geq 0$", 0),
        ("$x^2 + y^2 \\geq 2 x y$", 1),
        ("For $x < 0$ and $y > 0$ we have $x y < 0$, so $x^2 + y^2 \\geq 2 x y$.", 1),
    ],
    ids=["at the end", "another way to put it", "no work", "for some only"],
)
def test_an_inequality_is_shown_by_work_that_ends_in_it(answer: str, left_open: float) -> None:
    mark = marked(MEANS, answer)
    assert mark.points == 4, mark.remarks
    assert (mark.open > 0) == bool(left_open), mark.remarks
