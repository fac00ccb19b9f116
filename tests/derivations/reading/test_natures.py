"""Names that the words say are vectors, matrices, operators, ...: they are not read as numbers."""

from __future__ import annotations

import time

import pytest

from derivations.reading.words.natures import natures

from .pages import report, verdicts

SQUARE = "$(M + N)(M - N) = M^2 - N^2$"  # for numbers

OPEN = {
    "matrices": f"Let $M$ and $N$ be square matrices. Then {SQUARE}.",
    "without dollars": f"Let M and N be square matrices. Then {SQUARE}.",
    "operators, given": f"Given two linear operators $M$ and $N$, {SQUARE}.",
    "elements of a ring": f"Let $M$ and $N$ be elements of a ring. Then {SQUARE}.",
    "said after": f"We have {SQUARE}, where $M$ and $N$ are matrices.",
    "each by itself": f"Let $M$ be a matrix and $N$ another matrix. Then {SQUARE}.",
    "one is enough": f"Let $M$ be an operator. Then {SQUARE}.",
    "do not commute": f"Suppose that $M$ and $N$ do not commute. Then {SQUARE}.",
    "non-commuting": f"Let $M$ and $N$ be non-commuting. {SQUARE}.",
    "they are": f"The matrices are $M$ and $N$. {SQUARE}.",
    "denoted": f"Denote by $M$ a rotation matrix and by $N$ another matrix. {SQUARE}.",
    "for all of a kind": f"For square matrices, {SQUARE}.",
    "in the section above": f"Let $M$ and $N$ be matrices.\n\n# One\n\n{SQUARE}.",
    "in a definition": f"Let $M$ be a matrix. Let $N = M + P$. Then {SQUARE}.",
    "in words about letters": "Matrices are written in upper case. $M N P = P N M$.",
    "with a number": "The covariance matrices $\\Sigma_1$ and $\\Sigma_2$ satisfy"
                     " $\\Sigma_1 \\Sigma_2 = \\Sigma_2 \\Sigma_1$.",
    "a determinant": "Let $M$ be a matrix. $|3M| = 3|M|$.",
    "a determinant's sign": "Let $M$ be a square matrix. $|M| \\ge 0$.",
    "in a group": "Let $a, b \\in G$ be elements of a group. Then $ab = ba$.",
    "permutations": "Let $\\sigma, \\tau \\in S_n$. $\\sigma \\tau = \\tau \\sigma$.",
    "permutations, in words": "For permutations, $\\sigma \\tau = \\tau \\sigma$.",
    "matrices, in a formula": "Let $g, h \\in \\mathrm{GL}_n$. $gh = hg$.",
    "quaternions": "Let $p$ and $q$ be quaternions. $pq = qp$.",
    "strings": "Let $s$ and $t$ be strings. $st = ts$.",
    "concatenation": "Let $a \\cdot b$ denote string concatenation. $a \\cdot b = b \\cdot a$.",
    "a set": "Let $S$ be a finite set. $|S + S| = 2|S|$.",
    "an operator of functions": "Let $D$ be the operator $Df = f'$. Then $D x^2 = x^2 D$.",
    "vectors": "Let $u$, $v$ be vectors. $|u \\cdot v| = |u||v|$.",
    "vectors, a product": "For vectors $x, y, z$: $(x \\cdot y) z = x (y \\cdot z)$.",
    "vectors, by a formula": "Let $x, y \\in \\mathbb{R}^n$. $(xy)^2 = x^2y^2$.",
    "vectors, an equivalence": "Let $x, y$ be vectors. $xy = 0 \\iff x = 0 \\text{ or } y = 0$.",
    "vectors by their letters": "Vectors are written in lower case. $(x \\cdot y)^2 = x^2 y^2$.",
    "the cross product": "Let $u, v \\in \\mathbb{R}^3$. $u \\times v = v \\times u$.",
    "the cross product, in words": "The cross product satisfies $u \\times v = v \\times u$.",
    "a row": "Let $v$ be a row vector. $v^T v = \\|v\\|^2$.",
    "all are rows": "All vectors are row vectors. Then $x^T x = \\sum_i x_i^2$.",
    "a determinant that is no product": "Let $M$ be a matrix. $M \\neq M + M$.",
}  # fmt: skip


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN.keys())
def test_left_open(text: str) -> None:
    assert not {"proved", "refuted"} & set(verdicts(text)[-1:])


def test_a_message_says_why() -> None:
    (link,) = report(f"Let $M$ and $N$ be operators. {SQUARE}.").assertions
    assert link.verdict == "undecided"
    assert "M is read as a number, but the words say what it is: operators" in link.message


JUDGED = {
    "sums of matrices": "Let $M$ and $N$ be matrices. $2(M + N) = 2N + 2M$.",
    "factors in their order": (
        "Let $M$, $N$ and $P$ be matrices. $(N + P) \\cdot M - P \\cdot M = N \\cdot M$."
    ),
    "a number and a matrix": "Let $M$ be a matrix and $c$ a number. $c M = M c$.",
    "sums of vectors": "Let $u$ and $v$ be vectors. $u + v - v/2 = v/2 + u$.",
    "functions of a vector's entries": "Let $x \\in \\mathbb{R}^n$. $e^{2x} - e^x e^x = 0$.",
    "numbers": f"Let $M$ and $N$ be real numbers. {SQUARE}.",
    "numbers again": f"Let $M$ be a matrix. Let now $M$ and $N$ be numbers. {SQUARE}.",
    "another section": f"# One\n\nLet $M$ be a matrix.\n\n# Two\n\n{SQUARE}.",
    "another name": f"Let $K$ be a matrix. {SQUARE}.",
    "what belongs to a matrix": f"Let $M$ be the size of the matrix $K$. {SQUARE}.",
    "an eigenvalue": f"$M$ is an eigenvalue of the matrix $K$. {SQUARE}.",
    "not a matrix": f"Here $M$ is not a matrix. {SQUARE}.",
    "a norm of vectors": f"Let $M$ be the vector norm. {SQUARE}.",
    "on a set": "On the set $t > 0$ we have $|t| = t$.",
}


@pytest.mark.parametrize("text", JUDGED.values(), ids=JUDGED.keys())
def test_judged(text: str) -> None:
    assert verdicts(text)[-1] == "proved" or "proved" in verdicts(text)


def test_long_texts_are_read_in_time() -> None:
    start = time.perf_counter()
    natures("Let $a$, $b$ and " + "the vector of matrices, and $c$, " * 4_000)
    natures("$x$, " * 10_000 + "are vectors")
    assert time.perf_counter() - start < 5
