"""What a page draws from a condition: "If E, then F", "Suppose E. Hence F"."""

from __future__ import annotations

import pytest

from .pages import verdicts

SUM = "Suppose that $p + q = 1$. "
CONDITIONAL = {
    "if, then": ("If $u^2 = v$, then $u^4 = v^2$.", ["assumption", "proved"]),
    "if, then, falsely": ("If $u^2 = v$, then $u^4 = v^3$.", ["assumption", "refuted"]),
    "a comma for then": ("If $3t = 12$, $t^2 = 16$.", ["assumption", "proved"]),
    "a condition after it": (
        "If $x + y = 10$, then $x = 4$ if $y = 6$.", ["assumption", "proved", "assumption"]
    ),
    "an exception after it": (
        "If $x^2 = 2x$, then $x = 2$ unless $x = 0$.", ["assumption", "proved", "constraint"]
    ),
    "two conditions": (
        "If $a + b = 12$ and $a - b = 4$, then $a = 8$ and $b = 4$.",
        ["assumption", "assumption", "proved", "proved"],
    ),
    "and that": (
        "Suppose that $x + y = 10$ and that $x - y = 4$. Then $x = 7$.",
        ["assumption", "assumption", "proved"],
    ),
    "and also": (
        "Let $a > 0$ and also $b > 0$. Then $ab > 0$.", ["assumption", "assumption", "proved"]
    ),
    "a case that is defined nowhere": (
        "If $xy = 0$, then $1/x = 0$ or $y = 0$.", ["assumption", "refuted", "constraint"]
    ),
    "two conditions with a comma": (
        "If $a + b = 12$, $a - b = 4$, then $a = 9$.", ["assumption", "assumption", "refuted"]
    ),
    "suppose, then": (SUM + "Then $p^2 + 2pq + q^2 = 1$.", ["assumption", "proved"]),
    "suppose, then, falsely": (SUM + "Then $p^2 + q^2 = 1$.", ["assumption", "refuted"]),
    "hence, in a display": (SUM + "Hence $$1 - p = q.$$", ["assumption", "proved"]),
    "step by step": (
        SUM + "Then $p = 1 - q$, so $p^2 = (1 - q)^2$. Therefore $p^2 - 1 = q^2 - 2q$.",
        ["assumption", "proved", "proved", "proved"],
    ),
    "a last link of a chain": (
        "Assume $p + q = 1$.\n\n$$p^2 + 2pq + q^2 = (p + q)^2 = 1$$",
        ["assumption", "proved", "proved"],
    ),
    "let an equation hold": ("Let $p + q = 1$. Then $1 - p = 2q$.", ["constraint", "refuted"]),
    "since": (
        "Since $p + q = 1$, we get $pq = q - q^2$.", ["constraint", "proved"]
    ),
    "given": (
        r"Given that $\cos u = \frac{5}{13}$ we have $\sin^2 u = \frac{144}{169}$.",
        ["assumption", "proved"],
    ),
    "an inequality": ("If $x > 5$, then $x > 4$.", ["assumption", "proved"]),
    "an inequality, falsely": ("If $x < y$, then $x^2 < y^2$.", ["assumption", "refuted"]),
    "out of a function": (
        r"If $e^{-s} = t$, then $s = -\log t$.", ["assumption", "proved"]
    ),
    "out of sigma": (
        r"If $\sigma(s) = t$, then $s = \log \frac{t}{1 - t}$.", ["assumption", "proved"]
    ),
    "out of sigma, upside down": (
        r"If $\sigma(s) = t$, then $s = \log \frac{1 - t}{t}$.", ["assumption", "refuted"]
    ),
    "a function": ("If $f(x) = x^2 + 1$, then $f(3) = 11$.", ["definition", "refuted"]),
    "one of two": (
        "If $x^2 = 9$, then $x = 3$ or $x = -3$.", ["assumption", "proved", "constraint"]
    ),
    "one of two, falsely": (
        "If $x^2 = 9$, then $x = 3$ or $x = 2$.", ["assumption", "refuted", "constraint"]
    ),
    "one of both signs": (r"If $x^2 = 9$, then $x = \pm 3$.", ["assumption", "proved"]),
    "one sign of two": ("If $x^2 = 9$, then $x = 3$.", ["assumption", "undecided"]),
    "no solution": ("If $x^2 = 9$, then $x = 4$.", ["assumption", "refuted"]),
    "divided by what may be 0": (
        "If $ac = bc$, then $a = b$.", ["assumption", "undecided"]
    ),
    "divided wrongly": ("If $ac = bc$, then $a = 2b$.", ["assumption", "refuted"]),
    "near a limit": (
        r"Let $\epsilon > 0$ and $\delta = \epsilon / 3$. If $|x - 2| < \delta$, then"
        r" $|3x - 6| < \epsilon$.", ["assumption", "definition", "assumption", "proved"]
    ),
    "since an inequality holds": ("Since $x^2 < 4$, we get $x < 2$.", ["constraint", "proved"]),
    "since a bound holds": (
        r"Since $0 < t < \pi/2$ and $t = 2s$, we have $s > 0$.",
        ["assumption", "assumption", "definition", "proved"],
    ),
    "to the digits": ("If $3x = 1$, then $x = 0.333$.", ["assumption", "proved"]),
    "to the digits, wrongly": ("If $3x = 1$, then $x = 0.353$.", ["assumption", "refuted"]),
    "a rate in words": (
        r"Suppose the learning rate is $\eta = 0.5$ and $w = 4$. Then $w - \eta w = 3$.",
        ["assumption", "assumption", "refuted"],
    ),
}  # fmt: skip
OPEN = {
    "a choice": "Suppose $x + y = 10$. Then we may choose $x = 4$.",
    "what gives another": "Suppose $x + y = 10$. Then $x = 4$ gives $y = 6$.",
    "one solution of many": "Suppose $x + y = 10$. Then $x = 4$, $y = 6$ is a solution.",
    "a condition after it": "If $x + y = 10$, then $x = 5$ if $y > 0$.",
    "an exception after it": "If $x^2 = 2x$, then $x = 2$ except when it vanishes.",
    "under another premise": "If $x = y$, then $x^2 = 9$ implies $y = 3$.",
    "an implicit slope": "Let $x^2 + y^2 = 1$. Then $2x + 2 y y' = 0$.",
    "recursion": "Let $a_1 = 1$, $a_{n+1} = 2 a_n$. Then $a_2 = 5$.",
    "another paragraph": "Suppose $x + y = 10$.\n\nWe begin.\n\nSo it goes.\n\nThen $x = 4$.",
    "a question": "If $x + y = 10$, then is $x = 4$?",
    "another root in the sentence after it": (
        "If $(t-1)(t-2) = 0$, then $t = 1$. (The other root is $2$.)"
    ),
    "back-substitution": "$$x - y = 2$$ Since $x + y = 10$, we have $x = 6$.",
    "a side of a square": "A square has side $s$. If $s^2 = 9$, then $s = 3$.",
    "an angle": r"Let $u$ lie in the second quadrant. If $\sin u = 3/5$, then $\cos u = -4/5$.",
    "functions": "Let $f$ and $g$ be functions. If $fg = 0$, then $f = 0$ or $g = 0$.",
    "complex numbers": r"Let $w$ be a complex cube root of unity. If $w^3 = 1$, then $w = 1$.",
    "a parameter": r"If $\sin x = 0$, then $x = k\pi$.",
    "a parametrisation": "Suppose $x + y = 10$. Then $x = 5 + t$ and $y = 5 - t$.",
    "all indices": "If $a_{n+1} = a_n$, then $a_2 = a_1$.",
    "cases and cases": "If $xy > 0$, then $x > 0$ and $y > 0$ or $x < 0$ and $y < 0$.",
    "one possibility": "Suppose we need $x + y = 10$. Then $x = 3$ and $y = 7$ is one possibility.",
    "a substitution": r"If $x = a \sin u$, then $\sqrt{a^2 - x^2} = a \cos u$.",
    "two that may be exchanged": "Suppose $a + b = 5$ and $ab = 6$. Then $a = 2$ and $b = 3$.",
    "a value of another section": (
        "# A\n\nLet $g = 9.81$.\n\n# B\n\nIf $y = g x$, then $y = 9.81 x$."
    ),
    "a set that is not read": r"If $x \in \mathbb{Q}$ and $x^2 = 2$, then $x = 1$.",
    "not in a set": r"If $x \notin [0, 1]$, then $x^2 > x$.",
    "one of three": "Suppose $x > 0$, $y > 0$ or $z > 0$. Then $|x| = x$.",
    "whenever": "If $x > 0$ whenever $y > 0$, then $|x| = x$.",
    "what is told beside it": "Suppose $x + y = 10$. We have $x - y = 4$. Then $x = 7$.",
    "an inequality beside it": r"Suppose $a \le b$. We also have $b \le c$. Then $a \le c$.",
    "one condition of two": "If one of $x > 0$ and $y > 0$ holds, then $|x| = x$.",
    "a condition of two cases": "If $x > 2$ or $x < -2$, then $x^2 > 4$.",
    "under an integral": r"If $x + y = 10$, then $\int_0^1 y\,dx = y$.",
    "a matrix I": "If $A^2 = A$, then $(I - A)^2 = I - A$.",
    "signs that go together": r"If $x^2 = 1$, then $2x = \mp 2$.",
    "what is to be solved": "Suppose $x + y = 10$. Solve $x = 4y$.",
    "what would be wrong": "If $x + y = 10$, then it does not follow that $x = 4$.",
}  # fmt: skip


LAST = {
    "another if": ("If $x > 0$, then $|x| = x$. If $y > 0$, then $x + y > 0$.", "undecided"),
    "another supposition": (
        "Assume $x + y = 10$. Then $y = 10 - x$. Now suppose $x - y = 2$. Then $x = 6$.",
        "undecided",
    ),
    "another item": (
        "- If $x + y = 10$, then $y = 10 - x$.\n- If $x - y = 2$, then $x = 6$.", "undecided"
    ),
    "another lemma": (
        "\\begin{lemma} If $a > 0$ then $|a| = a$. \\end{lemma}\n"
        "\\begin{lemma} $|a b| = a |b|$. \\end{lemma}", "undecided"
    ),
    "a numbered item": (
        "(iii) If $x > 0$ then $|x| = x$. (iv) If $y > 0$, then $|xy| = xy$.", "undecided"
    ),
    "names anew": (
        "Let $u + v = 1$. Then $u = 1 - v$.\n\nLet $u, v \\in \\mathbb{R}$. Then $u^2 + uv = u$.",
        "constraint",
    ),
    "another function": (
        "# A\n\nSuppose $f(x) = x^2$. Then $f(2) = 4$.\n\n"
        "# B\n\nSuppose $f(1) = 1$. Then $f(2) = 4$.", "D011",
    ),
    "a label of another section": (
        "# A\n\nLet $y$ be a one-hot label and $\\hat y$ the prediction.\n\n# B\n\nLet $y$ be"
        " a vector of targets and $\\hat y$ the prediction. Then"
        r" $\sum_i y_i \hat{y}_i + \sum_i y_i = \sum_i y_i \hat{y}_i + 1$.", "undecided"
    ),
    "a definition in the condition": ("Let $p + q = 1$. Let $p = 3q$. Then $q = 1/4$.", "proved"),
    "a definition in the condition, wrongly": (
        "Let $p + q = 1$. Let $p = 3q$. Then $q = 1/3$.", "undecided"
    ),
    "a bound on what is defined": (
        "Let $D = b^2 - 4ac$. If $D < 0$, then $b^2 < 4ac$.", "proved"
    ),
    "otherwise": (
        r"Suppose $r = 1$. Then $\sum_{k=0}^{n} r^k = n+1$. Otherwise,"
        r" $\sum_{k=0}^{n} r^k = \frac{1 - r^{n+1}}{1-r}$.", "proved"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), LAST.values(), ids=LAST.keys())
def test_how_far_conditions_reach(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


SOLVED = {
    "step by step": ("Solve $2x + 3 = 7$. Then $2x = 4$. Hence $x = 2$.", ["proved", "proved"]),
    "a wrong step": ("Solve $2x + 3 = 7$. Then $2x = 10$. Hence $x = 5$.", ["refuted", "refuted"]),
    "both roots": (
        "Solve $x^2 - 5x + 6 = 0$. $(x-2)(x-3) = 0$, so $x = 2$ or $x = 3$.",
        ["proved", "proved", "constraint"],
    ),
    "a root that is none": (
        "Solve $x^2 - 5x + 6 = 0$. So $x = 1$ or $x = 6$.", ["refuted", "constraint"]
    ),
    "one root of two": ("Solve $x^2 = 4$. So $x = 2$.", ["undecided"]),
    "out of a power": ("Solve $2^{x+1} = 16$. Then $x + 1 = 4$, so $x = 3$.", ["proved", "proved"]),
    "a system": (
        "Solve $x + y = 3$ and $x - y = 1$. Then $2x = 4$, so $x = 2$ and $y = 1$.",
        ["constraint", "proved", "proved", "proved"],
    ),
    "for a name": ("Solve for $x$: $3x - 6 = 0$. Then $x = 2$.", ["proved"]),
    "a root that solves nothing": ("Solve $\\sqrt{x} = 3$. Then $x = \\pm 9$.", ["undecided"]),
    "a condition beside it": (
        "Solve $x^2 = 4x$, $x \\ne 0$. Then $x = 4$.", ["assumption", "proved"]
    ),
    "one root was split off": (
        "Solve $x^3 = x$. So $x = 0$ or $x^2 = 1$. Hence $x = 1$ or $x = -1$.",
        ["proved", "constraint", "undecided", "constraint"],
    ),
    "one case": (
        "Solve $x^2 = 4$. Then $x = 2$ or $x = -2$. In the first case, $x^3 = 8$.",
        ["proved", "constraint", "undecided"],
    ),
    "cases in sentences": (
        "Solve $(x-1)(x-2) = 0$. Either $x - 1 = 0$, so $x = 1$. Or $x - 2 = 0$, so $x = 2$.",
        ["constraint", "undecided", "undecided", "undecided"],
    ),
    "no solution": ("Solve $x + 1 = x$. Subtracting $x$, $1 = 0$.", ["undecided"]),
    "another arithmetic": ("Solve $x^2 = 1$ modulo $8$. Then $2x = 2$.", ["constraint"]),
    "another equation": (
        "Solve $x^2 = 4$. So $x = \\pm 2$. Solve $x^2 = 2x$. So $x = 2$.",
        ["proved", "constraint", "undecided"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SOLVED.values(), ids=SOLVED.keys())
def test_steps_of_a_solution(text: str, expected: list[str]) -> None:
    assert verdicts(text) == ["constraint", *expected]


@pytest.mark.parametrize(("text", "expected"), CONDITIONAL.values(), ids=CONDITIONAL.keys())
def test_conditional_claims(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN.keys())
def test_what_may_be_meant_otherwise_is_left_open(text: str) -> None:
    assert {"proved", "refuted"}.isdisjoint(verdicts(text))


def test_an_arrow_after_or_begins_another_claim() -> None:
    text = r"$2x - 1 = 5 \implies x = 3$ or $2x - 1 = -5 \implies x = %s$."
    assert verdicts(text % "-7") == ["constraint", "proved", "constraint", "refuted"]
    assert verdicts(text % "-2") == ["constraint", "proved", "constraint", "proved"]
