"""Values that are asked for: where a slip on the way to them is charged, and what is no answer."""

from __future__ import annotations

import pytest

from .classes import charged, marked

SIGMA = r"Let $\sigma(x) = \frac{1}{1 + e^{-x}}$."
SOLVE = "(find, 4 points). Solve $2x + 3 = 11$ for $x$.\n\nAnswer: $x = 4$"
LIMIT = (
    r"(find, 4 points). Find $L = \lim_{x \to 0} \frac{1 - \cos x}{x^2}$." "\n\nAnswer: $L = 1/2$"
)
ROOTS = "(find, 4 points). Find all solutions of $t^2 - 4 t + 3 = 0$.\n\nAnswer: $\\{1, 3\\}$"
SUM = (
    "(find, 4 points). Compute $r = \\sqrt{2} + \\sqrt{3}$ to three places.\n\n"
    "Answer: $r = \\sqrt{2} + \\sqrt{3}$\nPolicy: decimals 3"
)
NEWTON = "(find, 4 points). One step from $x_0 = 1$: which $x_1$?\n\nAnswer: $x_1 = \\frac{3}{2}$"
ODD = "(find, 4 points). Find $z$.\n\nAnswer: $z = "


def lines(*rows: str) -> str:
    return "\n".join(("**Answer 1.**", "", "$$\\begin{aligned}", *rows, "\\end{aligned}$$"))


@pytest.mark.parametrize(
    ("question", "answer", "before"),
    [
        (SOLVE, "$2x = 8$, so $x = 4$.", ""),
        (SOLVE, "Trying $x = 3$: $2 \\cdot 3 + 3 = 9 \\neq 11$. So $x = 4$.", ""),
        (ODD + "\\sigma(2 t)$", r"$z = \frac{1}{1 + e^{-2t}}$", SIGMA),
        (ODD + "\\frac{1}{1 + e^{-2t}}$", r"$z = \sigma(2t)$", SIGMA),
        (SOLVE, "With $y = x / 2$ this is $4 y = 8$. So $x = 4$.", ""),
        (SOLVE, "Half of it, $y$, is $2$, and $x = 2 y = 4$.", ""),
        (SUM, "$r = 1.414 + 1.732 = 3.146$", ""),
        (SUM, "$r = 1.732 + 1.414 = 3.146$", ""),
        (ROOTS, "$t = 1$ or $t = 3$", ""),
        (ROOTS, "$t_1 = 3$ and $t_2 = 1$", ""),
        (ROOTS, "$t \\in \\{3, 1\\}$", ""),
        (NEWTON, "$x_1 = x_0 - \\frac{f(x_0)}{f'(x_0)} = 1 - \\frac{-1}{2} = 1.5$",
         "Let $f(x) = x^2 - 2$."),
    ],
    ids=["an equation on the way", "a trial", "a name of the sheet in its value", "and in ours",
         "a name of ones own", "in words", "roundings", "in another order", "one by one",
         "numbered", "a set", "a formula first"],
)  # fmt: skip
def test_right_answers_are_not_charged(question: str, answer: str, before: str) -> None:
    mark = marked(question, answer, before=before)
    assert (mark.points, mark.open) == (4, 0), mark.remarks


@pytest.mark.parametrize(
    ("question", "answer", "wrong"),
    [
        (LIMIT, lines(r"L &= \lim_{x \to 0} \frac{\sin x}{x} \\", "&= 1"), [4]),
        (SOLVE, "**Answer 1.**\n\n$2x + 3 = 11$\n\n$2x = 14$\n\n$x = 7$", [5]),
        (SOLVE, "**Answer 1.**\n\n$2x = 8$\n\n$x = 7$", [5]),
        (SOLVE, lines(r"x &= \frac{11 + 3}{2} \\", "&= 7"), [4]),
        (SUM, "**Answer 1.**\n\n$r = 1.414 + 2.732$\n\n$r = 4.146$", [3]),
        (ROOTS, "$\\{1, 2\\}$", [1]),
        (ODD + "5 t$", lines(r"z &= 2 t + 2 t \\", "&= 4 t"), [4]),
    ],
    ids=["a lost factor in the first line", "an equation that loses the solution",
         "the value after right equations", "a value's first line", "no rounding", "another set",
         "a sum"],
)  # fmt: skip
def test_a_slip_is_charged_to_its_line(question: str, answer: str, wrong: list[int]) -> None:
    mark = marked(question, answer)
    assert charged(mark) == wrong, mark.remarks


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        (LIMIT, r"$L = \lim_{x \to 0} \frac{1 - \cos x}{x^2}$", "the task in other words"),
        ("(find, 4 points). For which $x$ is $x^2 < 4$?\n\nAnswer: $-2 < x < 2$", "$x^2 < 4$",
         "the task in other words"),
        (ROOTS, "$t = 3$", "could not be decided"),
        (SUM, "$r = 1.414 + 1.733 = 3.147$", "are its decimals rightly rounded?"),
        (SUM, "$r = 1.414 \\cdot 2.2247 = 3.146$", "are its decimals rightly rounded?"),
        (ODD + "2 t$", "Clearly $1 + 1 = 3$. So $z = 7 t$.", "is it right work from line 1"),
    ],
    ids=["the task again", "an inequality again", "one of two", "a last digit", "a product",
         "a wrong line elsewhere"],
)  # fmt: skip
def test_what_nothing_decides_is_a_persons(question: str, answer: str, said: str) -> None:
    mark = marked(question, answer)
    assert mark.open > 0
    assert any(said in r.message for r in mark.remarks if r.what == "open"), mark.remarks


def test_what_comes_from_a_wrong_line_is_charged_once() -> None:
    mark = marked(ODD + "2 t$", "Clearly $1 + 1 = 3$. So $z = 3 t$.")
    assert (mark.points, mark.open) == (2, 0)
    assert [r.message for r in mark.remarks if r.what == "carried"] == [
        "not the answer, but right work from a wrong line"
    ]


def test_a_value_alone_is_no_working() -> None:
    question = ODD + "2 t$\nPolicy: working required"
    assert marked(question, "$z = 2 t$").open == 2
    assert marked(question, "$z = t + t = 2 t$").open == 0


def test_a_name_that_stands_for_something_else_is_not_charged() -> None:
    answer = "With $z = t^2$ for short this is $z / t$, and so $z = 2 t$."
    assert not charged(marked(ODD + "2 t$", answer))


def test_a_value_from_a_wrong_one_by_the_sheets_own_equation() -> None:
    question = "(find, 4 points). Find $u$ and $v = u^2 + 1$.\n\nAnswer: $u = 2$, $v = 5$"
    mark = marked(question, "$u = 3$ and $v = 10$.")
    assert mark.points == 2
    assert "right work from u as given" in " ".join(r.message for r in mark.remarks)
    assert marked(question, "$u = 3$ and $v = 11$.").points == 0


def test_a_wrong_identity_is_believed_at_every_point() -> None:
    sheet = "Let $f(w) = \\frac{1}{2} (w - 3)^2$. One step is $w_1 = w_0 - \\alpha f'(w_0)$."
    question = "(find, 4 points). Find $w_1$.\n\nAnswer: $w_1 = (1 - \\alpha) w_0 + 3 \\alpha$"
    answer = "$f'(w) = 2 (w - 3)$, so $w_1 = w_0 - 2 \\alpha (w_0 - 3)"
    for rest in ("$.", " = (1 - 2 \\alpha) w_0 + 6 \\alpha$."):
        mark = marked(question, answer + rest, before=sheet)
        assert charged(mark) == [1]
        assert mark.open == 0, mark.remarks
    assert marked(question, answer + " + 1$.", before=sheet).open > 0


def test_conditions_of_a_sheet_hold_for_every_kind() -> None:
    shown = "(show, 4 points).\n\nClaim: $\\sqrt{a^2} = a$\nCondition: $a \\geq 0$"
    assert marked(shown, r"$\sqrt{a^2} = |a| = a$").points == 4
    refuted = "(refute, 4 points).\n\nClaim: $|a| = a + b$\nCondition: $a > 0$"
    assert marked(refuted, "$a = 1$, $b = 1$").points == 4
    failing = marked(refuted, "$a = -1$, $b = 1$")
    assert failing.points < 4
    assert "the condition 0 < -1 is not met" in failing.remarks[0].message


def test_an_inequality_from_a_wrong_equality_is_charged_once() -> None:
    question = "(show, 4 points).\n\nClaim: $(x - y)^2 \\geq 0$"
    mark = marked(question, lines(r"(x - y)^2 &= x^2 - y^2 \\", r"&\geq 0"))
    assert charged(mark) == [4]


TRACE = (
    "(trace, 6 points). Evaluate $f(a, b) = a b + \\sqrt{b}$ at $(a, b) = (3, 4)$.\n\n"
    "Answer: $f = 14$\nPolicy: line 1"
)


def trace(*rows: str) -> str:
    return "\n".join(("**Answer 1.**", "", "| name | | |", "|---|---|---|", *rows))


def test_a_wrong_input_is_charged_and_right_work_is_not() -> None:
    rows = ["| $v_2$ | $= b$ | $= 4$ |", "| $v_3$ | $= v_1 v_2$ | $= 12$ |",
            "| $v_4$ | $= \\sqrt{v_2}$ | $= 2$ |", "| $y$ | $= v_3 + v_4$ | $= 14$ |"]  # fmt: skip
    mark = marked(TRACE, trace("| $v_1$ | $= a$ | $= 5$ |", *rows))
    assert charged(mark) == [5]


def test_right_work_from_a_wrong_input_is_not_charged() -> None:
    rows = ["| $v_2$ | $= b$ | $= 4$ |", "| $v_3$ | $= v_1 v_2$ | $= 20$ |",
            "| $v_4$ | $= \\sqrt{v_2}$ | $= 2$ |", "| $y$ | $= v_3 + v_4$ | $= 22$ |"]  # fmt: skip
    mark = marked(TRACE, trace("| $v_1$ | $= a$ | $= 5$ |", *rows))
    assert charged(mark) == [5]
    assert {r.message for r in mark.remarks if r.what == "carried" and r.latex} >= {
        "right work from line 5, which is wrong"
    }


SOFTMAX = r"Let $S(\mathbf{x})_i = \frac{e^{\mathbf{x}_i}}{\sum_{j=1}^n e^{\mathbf{x}_j}}$."


def test_a_bold_parameter_of_the_sheet_is_no_name_of_another_question() -> None:
    cubes = "(show, 4 points).\n\nClaim: $(x + 1)^2 - x^2 = 2 x + 1$"
    answer = "$(x + 1)^2 - x^2 = x^2 + 2 x + 1 - x^2 = 2 x + 1$"
    assert marked(cubes, answer, before=SOFTMAX).open == 0
    shift = "(show, 4 points).\n\nClaim: $S(\\mathbf{x} + c)_i = S(\\mathbf{x})_i$"
    answer = lines(
        r"S(\mathbf{x} + c)_i &= \frac{e^{\mathbf{x}_i + c}}{\sum_{j=1}^n e^{\mathbf{x}_j + c}} \\",
        r"&= \frac{e^c e^{\mathbf{x}_i}}{e^c \sum_{j=1}^n e^{\mathbf{x}_j}} \\",
        r"&= S(\mathbf{x})_i",
    )
    assert (marked(shift, answer, before=SOFTMAX).points) == 4
    assert (marked(shift, answer, before=SOFTMAX).open) == 0
