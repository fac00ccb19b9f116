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
    "matrix units": "Let $E_{ij}$ be the matrix units. $E_{ij} E_{kl} = E_{kl} E_{ij}$.",
    "with an index above": "The gamma matrices $\\gamma^\\mu$ satisfy"
                           " $\\gamma^\\mu \\gamma^\\nu = \\gamma^\\nu \\gamma^\\mu$.",
    "an adjoint": "The ladder operators satisfy $a^\\dagger a = a a^\\dagger$.",
    "arrows and indices": r"$(\vec{u}_1 \cdot \vec{u}_2)^2 = \vec{u}_1^2 \vec{u}_2^2$.",
    "bold letters and indices":
        r"$(\mathbf{p}_i \cdot \mathbf{p}_j) \mathbf{p}_k ="
        r" \mathbf{p}_i (\mathbf{p}_j \cdot \mathbf{p}_k)$.",
    "blocks, transposed": r"$\begin{pmatrix} P & Q \\ R & S \end{pmatrix}^T ="
                          r" \begin{pmatrix} P & R \\ Q & S \end{pmatrix}$.",
    "blocks, a trace": r"$\operatorname{tr}\begin{pmatrix} P & 0 \\ 0 & S \end{pmatrix} = P + S$.",
    "blocks, in a definition":
        r"Let $M = \begin{pmatrix} P & 0 \\ 0 & S \end{pmatrix}$. Then $M^T = M$.",
    "blocks, in words":
        r"Let $M = \begin{pmatrix} a & 0 \\ 0 & b \end{pmatrix}$, a block matrix. Then $M^T = M$.",
    "blocks with indices":
        r"Partition $W = \begin{pmatrix} W_{11} & 0 \\ 0 & W_{22} \end{pmatrix}$ into blocks."
        r" Then $W^T = W$.",
    "a function of vectors":
        r"Let $f : \mathbb{R}^n \to \mathbb{R}$, $f(x) = |x|^2$. $f(x + y) = f(x) + f(y) + 2xy$.",
    "a kernel": r"Let $k : \mathbb{R}^d \times \mathbb{R}^d \to \mathbb{R}$ with $k(u, v) ="
                r" (u \cdot v)^2$. Then $k(u, v) = u^2 v^2$.",
    "to an interval":
        r"Let $f : \mathbb{R}^n \to [0, \infty)$, $f(x) = x^2$. $f(x + y) = f(x) + f(y) + 2xy$.",
    "entries that are counted from 0":
        r"Let $x = (x_0, \dots, x_{n-1})$. Then $\|x\|^2 = \sum_{i=1}^n x_i^2$.",
    "entries that leave some out": r"Let $a = (a_1, a_3, \dots, a_9)$. Then $\|a\|^2 ="
                                   r" \sum_{i=1}^9 a_i^2$.",
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
    "numbers in a matrix": r"Let $P, S$ be real numbers. $\begin{pmatrix} P & 0 \\ 0 & S"
    r" \end{pmatrix}^T = \begin{pmatrix} P & 0 \\ 0 & S \end{pmatrix}$.",
    "bold letters with their entries":
        r"$\sum_i \mathbf{u}_i \mathbf{v}_i = \mathbf{u}^T \mathbf{v}$.",
    "sums of bold letters": r"$\mathbf{u}_1 + \mathbf{u}_2 = \mathbf{u}_2 + \mathbf{u}_1$.",
    "a function of two numbers":
        r"Let $f : \mathbb{R}^2 \to \mathbb{R}$, $f(x, y) = x + y$. $f(y, x) = f(x, y)$.",
    "entry by entry": r"Let $S : \mathbb{R}^n \to \mathbb{R}^n$, $S(x) = 1/(1 + e^{-x})$."
    r" $S(-x) = 1 - S(x)$.",
    "a norm": r"Let $f : \mathbb{R}^n \to \mathbb{R}$, $f(x) = \|x\|^2$. $f(3x) = 9 f(x)$.",
}  # fmt: skip


@pytest.mark.parametrize("text", JUDGED.values(), ids=JUDGED.keys())
def test_judged(text: str) -> None:
    assert verdicts(text)[-1] == "proved" or "proved" in verdicts(text)


def test_long_texts_are_read_in_time() -> None:
    start = time.perf_counter()
    natures("Let $a$, $b$ and " + "the vector of matrices, and $c$, " * 4_000)
    natures("$x$, " * 10_000 + "are vectors")
    assert time.perf_counter() - start < 5
