"""Another class: kinds of questions and mistakes that the example class does not have."""

from __future__ import annotations

SHEET = r"""
# Sheet 7

Points: 47
Policy: exact

Let $H(p) = -p \ln p - (1 - p) \ln(1 - p)$ for $0 < p < 1$, let $\phi(x) = \ln(1 + e^x)$ and
let $M = \begin{pmatrix} 2 & 1 \\ 1 & 1 \end{pmatrix}$.

**Question 1** (show, 6 points). Show that $\phi(x) - \phi(-x) = x$.

Claim: $\phi(x) - \phi(-x) = x$

**Question 2** (find, 5 points). Find the derivative $D = H'(p)$ in its simplest form.

Answer: $D = \ln \frac{1 - p}{p}$
Policy: simplified

**Question 3** (find, 6 points). Let $q(w) = 3 w^2 - 12 w + 7$ be a loss.
Find the minimiser $w^*$ and the minimum $m = q(w^*)$.

Answer: $w^* = 2$, $m = -5$

**Question 4** (show, 5 points). Show that $\sum_{k=1}^n (2k - 1) = n^2$.

Claim: $\sum_{k=1}^n (2k - 1) = n^2$

**Question 5** (refute, 3 points). Someone claims that $\max(a, b) = a + b$ for all $a, b \geq 0$.

Claim: $\max(a, b) = a + b$
Condition: $a \geq 0$, $b \geq 0$

**Question 6** (find, 5 points). Compute $B = M^{-1}$.

Answer: $B = \begin{pmatrix} 1 & -1 \\ -1 & 2 \end{pmatrix}$

**Question 7** (find, 5 points). Solve $x^2 - 5x + 6 = 0$. Give the set $S$ of its solutions.

Answer: $S = \{2, 3\}$

**Question 8** (find, 6 points). Compute $r = \sqrt{2} + \sqrt{3}$ to three decimal places.

Answer: $r = \sqrt{2} + \sqrt{3}$
Policy: decimals 3

**Question 9** (find, 6 points). Find the limit $L = \lim_{x \to 0} \frac{1 - \cos x}{x^2}$.

Answer: $L = \frac{1}{2}$
"""

EVA = r"""
**Answer 1.**

$$\begin{aligned}
\phi(x) - \phi(-x) &= \ln(1 + e^x) - \ln(1 + e^{-x}) \\
&= \ln \frac{e^x (e^{-x} + 1)}{1 + e^{-x}} \\
&= \ln e^x = x
\end{aligned}$$

**Answer 2.** $H'(p) = -\ln p - 1 + \ln(1-p) + 1 = \ln(1-p) - \ln p$, so $D = \ln \frac{1-p}{p}$.

**Answer 3.** $q'(w) = 6 w - 12 = 0$, so $w^* = 2$, and $m = q(2) = 12 - 24 + 7 = -5$.

**Answer 4.** $$\sum_{k=1}^n (2k - 1) = 2 \sum_{k=1}^n k - \sum_{k=1}^n 1 = n(n+1) - n = n^2.$$

**Answer 5.** Take $a = 1$, $b = 2$: $\max(1, 2) = 2$, but $1 + 2 = 3$.

**Answer 6.** The determinant is $2 \cdot 1 - 1 \cdot 1 = 1$, so
$$B = \frac{1}{1} \begin{pmatrix} 1 & -1 \\ -1 & 2 \end{pmatrix}
= \begin{pmatrix} 1 & -1 \\ -1 & 2 \end{pmatrix}$$

**Answer 7.** $x^2 - 5x + 6 = (x - 2)(x - 3)$, so $x = 2$ or $x = 3$.

**Answer 8.** $r = 1.414 + 1.732 = 3.146$

**Answer 9.** With $1 - \cos x = 2 \sin^2 \frac{x}{2}$,
$$L = \lim_{x \to 0} \frac{2 \sin^2 \frac{x}{2}}{x^2}
= \lim_{x \to 0} \frac{1}{2} \left(\frac{\sin \frac{x}{2}}{\frac{x}{2}}\right)^2 = \frac{1}{2}$$
"""

FINN = r"""
## 1

$$\begin{aligned}
\phi(x) - \phi(-x) &= \ln(1 + e^x) - \ln(1 + e^{-x}) \\
&= \ln \frac{1 + e^x}{1 - e^{-x}} \\
&= x
\end{aligned}$$

## 2

$$\begin{aligned}
D &= -\ln p - 1 - \ln(1-p) - 1 \\
&= -\ln(p (1-p)) - 2
\end{aligned}$$

## 3

Completing the square: $q(w) = 3 (w - 2)^2 - 5$. Hence $w^* = 2$ and $m = -5$.

## 4

For $n = 1$ both sides are $1$. Assume that it holds for $n$. Then
$\sum_{k=1}^{n+1} (2k - 1) = n^2 + 2(n+1) - 1 = n^2 + 2n + 1 = (n+1)^2$.

## 5

Let $a = 0$ and $b = 5$. The claim says $5 = 5$.

## 6

$\det M = 3$, so

$$\begin{aligned}
B &= \frac{1}{3} \begin{pmatrix} 1 & -1 \\ -1 & 2 \end{pmatrix} \\
&= \begin{pmatrix} \frac13 & -\frac13 \\ -\frac13 & \frac23 \end{pmatrix}
\end{aligned}$$

## 7

$S = \{2\}$

## 8

$\sqrt{2} + \sqrt{3} = 1.41 + 1.73 = 3.14$

## 9

$$\begin{aligned}
L &= \lim_{x \to 0} \frac{\sin x}{x} \\
&= 1
\end{aligned}$$
"""

GUS = r"""
\documentclass{article}
\newcommand{\soft}{\phi}
\begin{document}
\section*{Answer 1}
\begin{align}
\soft(x) - \soft(-x) &= \ln(1 + e^x) - \ln\left(\frac{e^x + 1}{e^x}\right) \\
 &= \ln(1 + e^x) - \ln(1 + e^x) - x \\
 &= -x
\end{align}

\section*{Answer 2}
\[ \frac{d}{dp} H(p) = -\ln p - p \cdot \frac{1}{p} + \ln(1-p) + (1-p) \frac{1}{1-p}
 = \ln(1-p) - \ln p \]

\section*{Answer 3}
Setting $6w - 12 = 0$ gives $w^* = 2$. The minimum is
\[ m = 3 \cdot 4 - 12 \cdot 2 + 7 = 5 \]

\section*{Answer 4}
\begin{align}
\sum_{k=1}^n (2k - 1) &= 2 \cdot \frac{n(n+1)}{2} - 1 \\
&= n^2 + n - 1
\end{align}

\section*{Answer 5}
For $a = -1$ and $b = 1$ the left is $1$ and the right is $0$.

\section*{Answer 7}
$x \in \{2, 3\}$

\section*{Answer 9}
\begin{align}
L &= \lim_{x \to 0} \frac{\sin x}{2x} \\
&= \lim_{x \to 0} \frac{\cos x}{1} \\
&= 1
\end{align}
\end{document}
"""

IVO = r"""
**Answer 3.** $w^* = 4$, since

$q'(w) = 6w - 12 \cdot 2 = 0$.

Then $m = q(4) = 48 - 48 + 7 = 7$.

**Answer 6.** $$B = \begin{pmatrix} 1 & 1 \\ 1 & 2 \end{pmatrix}$$

**Answer 7.** $x_1 = 2$ and $x_2 = 3$.

**Answer 8.** $r \approx 3.15$

**Answer 9.** $L = \lim_{x \to 0} \frac{1 - \cos x}{x^2}$
"""

CLASS = {"eva.md": EVA, "finn.md": FINN, "gus.tex": GUS, "ivo.md": IVO}

PLANTED = {
    ("finn.md", "1", 5): "a sign below the line, the end is true",
    ("finn.md", "2", 12): "a sign in the first line; the second is right work from it",
    ("finn.md", "5", 27): "no counterexample",
    ("finn.md", "6", 31): "the determinant; the inverse is right work from it",
    ("finn.md", "7", 40): "a solution is missing",
    ("finn.md", "8", 44): "two decimal places where three are asked",
    ("finn.md", "9", 49): "a lost factor in the first line",
    ("gus.tex", "1", 7): "a sign",
    ("gus.tex", "3", 17): "a sign in the last line",
    ("gus.tex", "4", 21): "a sum of ones that is one",
    ("gus.tex", "5", 26): "a point at which the conditions are not met",
    ("gus.tex", "9", 34): "a lost factor in the middle",
    ("ivo.md", "3", 3): "a derivative; both values follow from it",
    ("ivo.md", "6", 7): "the signs of an inverse",
    ("ivo.md", "8", 11): "two decimal places where three are asked",
}
"""Submission, question and line of each mistake."""

OPEN = {
    ("finn.md", "4"): "an induction is for a person to read",
    ("ivo.md", "3"): "does the value follow from the wrong derivative?",
    ("ivo.md", "9"): "the task is said again, and nothing more",
}
