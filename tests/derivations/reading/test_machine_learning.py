"""What people write of networks and their derivatives: softmax, Kronecker's delta, indicators."""

from __future__ import annotations

import pytest

from derivations.documents import check_text

from .pages import verdicts

S = r"\text{softmax}"
SUM = r"\sum_{j=1}^n e^{x_j}"
DELTA = r"\frac{\delta_{ij} e^{x_i} \sum_k e^{x_k} - e^{x_i} e^{x_j}}{(\sum_k e^{x_k})^2}"

PAGES = {
    "softmax by entries": (rf"$\frac{{e^{{x_i}}}}{{{SUM}}} = {S}(x)_i$", ["proved"]),
    "softmax by entries, first": (rf"${S}(x)_i = \frac{{e^{{x_i}}}}{{{SUM}}}$", ["definition"]),
    "softmax, shifted": (rf"${S}(x + c)_i = \frac{{e^{{x_i}}}}{{{SUM}}}$", ["proved"]),
    "softmax, scaled": (rf"${S}(2 x)_i = \frac{{e^{{x_i}}}}{{{SUM}}}$", ["refuted"]),
    "softmax of what the word takes along": (
        rf"$\frac{{e^{{x_i}}}}{{{SUM}}} = \text{{softmax(x)}}_i$", ["proved"],
    ),
    "the index on the function": (
        rf"$\frac{{e^{{x_i}}}}{{{SUM}}} = softmax_i(x)$", ["proved"],
    ),
    "the index on the function, wrong": (
        rf"$\frac{{e^{{x_i}}}}{{1 + {SUM}}} = softmax_i(x)$", ["refuted"],
    ),
    "a softmax of the page's own": (
        rf"Let ${S}(x)_i = \frac{{e^{{2 x_i}}}}{{\sum_{{j=1}}^n e^{{2 x_j}}}}$. Then "
        rf"${S}(x)_i = \frac{{e^{{x_i}}}}{{{SUM}}}$.", ["definition", "refuted"],
    ),
    "its derivative": (
        rf"$\frac{{\partial}}{{\partial x_j}} softmax_i(x) = {DELTA}$", ["proved"],
    ),
    "its derivative, shorter": (
        rf"${DELTA} = softmax_i(x) (\delta_{{ij}} - softmax_j(x))$, for it is"
        r" $\frac{\partial softmax_i(x)}{\partial x_j}$.", ["proved"],
    ),
    "its derivative, without the delta": (
        r"$\frac{\partial}{\partial x_j} softmax_i(x) = softmax_i(x) (1 - softmax_j(x))$."
        r" Here $x_i$ is an input.", ["refuted"],
    ),
    "a delta of the page's own": (
        r"Let $\delta_{ij} = a_i b_j$. Then $\frac{\partial}{\partial b_j} b_i = \delta_{ij}$.",
        ["definition", "refuted"],
    ),
    "deltas of errors": (
        r"$\frac{\partial}{\partial b_j} b_i = \delta_{ij}$, where $\delta_{j}$ is the error.",
        ["D005"],
    ),
    "an indicator as a subscript of one": (
        r"$\frac{\partial}{\partial a_j} e^{a_i} = 1_{i=j} e^{a_i}$", ["proved"],
    ),
    "an indicator, wrong": (
        r"$\frac{\partial}{\partial a_j} e^{a_i} = 1_{i \ne j} e^{a_i}$", ["refuted"],
    ),
    "an indicator in braces": (
        r"$\frac{\partial}{\partial a_j} e^{a_i} = 1\{i=j\} e^{a_i}$", ["proved"],
    ),
    "a bold indicator": (r"$\mathbf{1}_{x > 0} \cdot \mathbf{1}_{x < 0} = 0$", ["proved"]),
    "a subscript in braces": (
        r"$\frac{\partial}{\partial x{_k}} \sum_{j=1}^n x_j^2 = 2 x_k$", ["proved"],
    ),
    "a subscript in braces, wrong": (
        r"$\frac{\partial}{\partial x{_k}} \sum_{j=1}^n x_j^2 = 3 x_k$", ["refuted"],
    ),
    "a prime after brackets": (r"$\left(e^{-2x}\right)' = -2 e^{-2x}$", ["proved"]),
    "a prime after brackets, wrong": (r"$\left(e^{-2x}\right)' = 2 e^{-2x}$", ["refuted"]),
    "a prime after brackets with a parameter": (r"$(a x)' = a$", ["proved"]),
    "a prime after brackets around a constant": (r"$(c^2)' = 2 c$", ["D007"]),
    "bold, as it was set once": (r"$|{\bf x}|^2 = {\bf x}^T {\bf x}$", ["proved"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAGES.values(), ids=PAGES)
def test_the_page(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


OPERATION = "Define the operation $a * b = ab + a + b$."
OPERATIONS = {
    "it is associative": (rf"{OPERATION} $(a * b) * c = a * (b * c)$.", ["proved"]),
    "it is no product": (rf"{OPERATION} $2 * 3 = 6$.", ["refuted"]),
    "its value": (rf"{OPERATION} $2 * 3 = 11$.", ["proved"]),
    "from left to right": (rf"{OPERATION} $a * b * c = (a * b) * c$.", ["proved"]),
    "beside a sum": (rf"{OPERATION} $a * b + c = (a * b) + c$.", ["D005"]),
    "after a sign": (rf"{OPERATION} $-a * b = -(a * b)$.", ["D005"]),
    "beside a product": (rf"{OPERATION} $2 a * b = 2 (a * b)$.", ["D005"]),
    "an operation that is not given": ("Let $*$ be an operation. $2 * 3 = 6$.", ["D005"]),
    "another sign": (r"Let $x \oplus y = x + y - 1$. $a \oplus 1 = a$.", ["proved"]),
    "another sign, wrong": (r"Let $x \oplus y = x + y - 1$. $a \oplus 0 = a$.", ["refuted"]),
    "two operations of one sign": (
        r"$x \oplus y = x y$. Also, $x \oplus y = x + y$. $2 \oplus 3 = 6$.",
        ["D007", "D007", "D007"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OPERATIONS.values(), ids=OPERATIONS)
def test_an_operation_of_the_page(text: str, expected: list[str]) -> None:
    assert [v for v in verdicts(text) if v != "definition"] == expected


SLOPE = r"\frac{\partial}{\partial \theta}"
UNSEEN = {
    "the logarithm's derivative": (
        rf"${SLOPE} p_D(x) = p_D(x) {SLOPE} \log p_D(x)$", "proved",
    ),
    "the logarithm's derivative, wrong": (
        rf"${SLOPE} p_D(x) = {SLOPE} \log p_D(x)$", "undecided",
    ),
    "the product rule": (rf"${SLOPE} (u v) = u {SLOPE} v + v {SLOPE} u$", "proved"),
    "the product rule, wrong": (rf"${SLOPE} (u v) = {SLOPE} u \cdot {SLOPE} v$", "undecided"),
    "what may not be constant": (rf"${SLOPE} (u v) = u {SLOPE} v$", "undecided"),
    "what has a corner": (rf"${SLOPE} |u| = {SLOPE} u$", "undecided"),
    "capitals may be matrices": (rf"${SLOPE} (A B) = B {SLOPE} A + A {SLOPE} B$", "D005"),
    "by an entry": (
        r"$\frac{\partial}{\partial w_k} \log y_i"
        r" = \frac{1}{y_i} \frac{\partial y_i}{\partial w_k}$",
        "proved",
    ),
    "what is defined": (rf"Let $u = \theta^2$. ${SLOPE} u = \theta$.", "refuted"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), UNSEEN.values(), ids=UNSEEN)
def test_what_depends_on_a_name_unseen(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


UNSEEN_IN_A_NAME = {
    "a weight with the parameter as its index": (
        r"Let $h(x) = w_\theta x$. $\frac{d}{d\theta} (\theta h(x)) = h(x)$", "D005",
    ),
    "a function of the parameter": (
        r"Let $g(\theta) = a_\theta + 1$. $g(\theta) = g(\theta + 1)$", "D011",
    ),
    "a parameter below": (
        r"Let $s(x) = k x$ and $J(k) = s(3) + 1$. $J(k + 1) = J(k) + 3$", "proved",
    ),
    "a parameter below, wrong": (
        r"Let $s(x) = k x$ and $J(k) = s(3) + 1$. $J(k) = J(2 k)$", "refuted",
    ),
    "a parameter below, and one of the same letter": (
        r"Let $s(x) = k x$ and $J(k) = s(k) + 1$. $J(2) = J(3)$", "D011",
    ),
    "what the page defines": (
        r"Let $s_\theta(x) = \theta x$, $J(\theta) = s_\theta(3) + 1$. $J'(\theta) = 3$", "proved",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), UNSEEN_IN_A_NAME.values(), ids=UNSEEN_IN_A_NAME)
def test_a_parameter_in_a_name(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


CHANCES = {
    "the product rule": (r"$p(x, z_i) = p(x | z_i) p(z_i)$", "proved"),
    "the product rule, wrong": (r"$p(x, z_i) = p(x | z_i) p(x)$", "refuted"),
    "Bayes' rule": (r"$P(y \mid x) = \frac{P(x \mid y) P(y)}{P(x)}$", "proved"),
    "Bayes' rule, wrong": (r"$P(y \mid x) = \frac{P(x \mid y) P(x)}{P(y)}$", "refuted"),
    "the chain rule": (r"$p(x, y, z) = p(x | y, z) p(y | z) p(z)$", "proved"),
    "the chain rule, wrong": (r"$p(x, y, z) = p(x | y) p(y | z) p(z)$", "undecided"),
    "where the bar stands": (r"$p(x, y | z) = p(x | y, z)$", "refuted"),
    "logarithms": (r"$\log p(x, y) = \log p(x | y) + \log p(y)$", "proved"),
    "independent events": (r"$p(x, y | z) = p(x | z) p(y | z)$", "undecided"),
    "turned round": (r"$p(x | y) = p(y | x)$", "refuted"),
    "two probabilities": (r"$p(x | y) = q(x | y)$", "undecided"),
    "two values of one thing": (r"$P(y=1 | x) = 1 - P(y=0 | x)$", "undecided"),
    "a value beside its chance": (r"$p(x | y) = x p(y)$", "D011"),
    "a probability of the page": (
        r"Let $p(x) = e^{-x}$. Then $p(x | y) p(y) = p(x, y)$.", "D002",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), CHANCES.values(), ids=CHANCES)
def test_chances(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


ONES = {
    "a one-hot label": (
        r"Here $y$ is a one-hot vector. $-y_k + \hat{y}_k \sum_i y_i = -y_k + \hat{y}_k$.",
        "proved",
    ),
    "a label without its name": (
        r"The one-hot vector sums to 1: $-y_k + \hat{y}_k \sum_i y_i = -y_k + \hat{y}_k$.",
        "proved",
    ),
    "a label that nothing is said of": (
        r"We have $-y_k + \hat{y}_k \sum_i y_i = -y_k + \hat{y}_k$.", "refuted",
    ),
    "weights": (
        r"The entries of $q$ sum to one. $\sum_i q_i (a + x_i) = a + \sum_i q_i x_i$.", "proved",
    ),
    "weights, wrong": (
        r"The entries of $q$ sum to one. $\sum_i q_i (a + x_i) = 2a + \sum_i q_i x_i$.",
        "refuted",
    ),
    "more than their sum": (
        r"Here $y$ is a one-hot vector. $a_k \sum_i y_i^2 + y_k = a_k + y_k$.", "undecided",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), ONES.values(), ids=ONES)
def test_entries_that_add_up_to_one(text: str, verdict: str) -> None:
    assert verdicts(text) == [verdict]


ANGLES = {
    "a vector by its components": (r"$2 \langle 1, 2 \rangle = \langle 2, 4 \rangle$", "proved"),
    "a vector, wrong": (r"$2 \langle 1, 2 \rangle = \langle 2, 5 \rangle$", "refuted"),
    "a product of vectors": (
        r"$\langle \mathbf{x}, \mathbf{y} \rangle = \langle \mathbf{y}, \mathbf{x} \rangle$",
        "proved",
    ),
    "a vector or a product": (r"$\langle x, y \rangle = \langle y, x \rangle$", "D005"),
    "a vector is no number": (r"$\langle 1, 2 \rangle = 3$", "D006"),
    "an index that no sum uses": (r"$\log x_k = \log \sum_{i=1}^n x_j$", "refuted"),
    "an index of the words": (r"$\log x_k = \log \left(\sum_{i=1}^n x_i\right) + x_j$", "D005"),
}


@pytest.mark.parametrize(("text", "verdict"), ANGLES.values(), ids=ANGLES)
def test_the_link(text: str, verdict: str) -> None:
    assert verdicts(text) == [verdict]


SOFTMAX = "Define the softmax by $p_i = \\frac{e^{a_i}}{\\sum_{k=1}^n e^{a_k}}$. "
DELTA = ", where $\\delta_{ij}$ is Kronecker's delta."


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("$\\frac{\\partial p_i}{\\partial a_j} = p_i (\\delta_{ij} - p_j)$" + DELTA, "proved"),
        ("$\\frac{\\partial p_i}{\\partial a_j} = p_i (\\delta_{ij} + p_j)$" + DELTA, "refuted"),
        ("$\\frac{\\partial p_i}{\\partial a_i} = p_i - p_i^2$.", "proved"),
        ("Then $\\sum_{i=1}^n p_i = 1$.", "proved"),
        ("Then $\\sum_{i=1}^n p_i = 2$.", None),
        ("Find $a_i$ such that $p_i = \\frac{1}{n}$.", None),
    ],
)
def test_entries_of_a_defined_vector_rest_on_those_of_another(claim, expected):
    for heading in ("", "# Solutions, sheet 3\n\n"):
        links = check_text("page.md", heading + SOFTMAX + claim).assertions
        assert links[0].kind == "definition"
        assert links[1].verdict == expected, links[1]


def test_labels_whose_sum_a_formula_tells():
    page = (
        "Let $s_i = \\frac{e^{z_i}}{\\sum_{k=1}^K e^{z_k}}$, with $\\sum_{i=1}^K y_i = 1$. Then\n"
        "$$-y_j + s_j \\sum_{i=1}^K y_i = s_j - y_j$$"
    )
    assert check_text("page.md", page).assertions[-1].verdict == "proved"
    claimed = check_text("page.md", "Then $\\sum_{i=1}^K y_i = 1$.").assertions[-1]
    assert claimed.verdict != "proved"  # what is claimed is no reason for itself
    for other in (page.replace("y_i = 1", "y_i = 2"), page.replace("with", "and")):
        assert check_text("page.md", other).assertions[-1].verdict == "undecided"


def test_a_vector_is_the_one_that_another_part_defines():
    page = (
        "## (a)\n\nLet $s_i = \\frac{e^{z_i}}{\\sum_{k=1}^K e^{z_k}}$ "
        "where $z \\in \\mathbb{R}^K$.\n\n"
        "## (b)\n\nWith $L = -\\sum_{i=1}^K y_i \\log s_i$ we have\n\n"
        "$$\\frac{\\partial L}{\\partial z_j} = -\\sum_{i=1}^K y_i (\\delta_{ij} - s_j)$$\n\n"
        "where $\\delta_{ij}$ is the Kronecker delta."
    )
    assert check_text("page.md", page).assertions[-1].verdict == "proved"
    wrong = page.replace("- s_j)", "+ s_j)")
    assert check_text("page.md", wrong).assertions[-1].verdict == "undecided"
    twice = "## (c)\n\nLet $s_i = z_i^2$ for $1 \\leq i \\leq K$.\n\n" + page
    assert "proved" not in [a.verdict for a in check_text("page.md", twice).assertions]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("\\sum_x p(x) \\log \\frac{p(x)}{q(x)}"
         " = \\sum_x p(x) \\log p(x) - \\sum_x p(x) \\log q(x)",
         "proved"),
        ("-\\sum_x p(x) \\log \\frac{q(x)}{p(x)} = \\sum_x p(x) \\log \\frac{p(x)}{q(x)}",
         "proved"),
        ("\\sum_x (p(x) + q(x)) = \\sum_x p(x) - \\sum_x q(x)", "undecided"),
        ("\\sum_x p(x) x = \\sum_x x p(x)", "undecided"),  # x is no number of a value here
        ("\\sum_x p(x + 1) = \\sum_x p(x)", "undecided"),
        ("\\sum_x x = \\sum_x x", "undecided"),
        ("\\log \\frac{1}{s} e^{-x} = -x - \\log s", "undecided"),
        ("\\tanh'(x) = 1 - \\tanh^2(x)", "proved"),
        ("\\cos'(x) = \\sin(x)", "refuted"),
    ],
)  # fmt: skip
def test_sums_over_values_and_named_functions(claim, expected):
    assert check_text("page.md", f"${claim}$").assertions[0].verdict == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The Jacobian in $x$ is a diagonal matrix.", "refuted"),
        ("Its Hessian in $x$ is symmetric and positive definite.", "refuted"),
        ("Here $x$ and $u$ are orthogonal.", "undecided"),
        ("The vector $x$ is a unit vector.", "undecided"),
    ],
)
def test_properties_of_matrices_say_nothing_of_vectors(words, expected):
    claim = "\\frac{1}{1 + e^{x_2 - x_1}} = \\frac{1}{1 + e^{-x_1 - x_2}}"
    page = f"{words}\n\nLet $x_i$ be given for $1 \\leq i \\leq n$. Then ${claim}$."
    assert check_text("page.md", page).assertions[-1].verdict == expected


OWN = "Let $d_{ij} = a_i - a_j$ and $f(d) = \\log(1 + d^2)$. Then "


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("$f'(d) = \\frac{2d}{1 + d^2}$.", "proved"),
        ("$f''(d) = \\frac{2(1 - d^2)}{(1 + d^2)^2}$.", "proved"),
        ("$f'(d) = \\frac{2}{1 + d^2}$.", "refuted"),
        ("$d_{ij} = -d_{ji}$.", "proved"),
    ],
)
def test_the_parameter_of_a_function_beside_entries_of_that_letter(claim, expected):
    assert check_text("page.md", OWN + claim).assertions[-1].verdict == expected
