r"""Pages about probability distributions: sums over their values, expectations, entropies."""

from __future__ import annotations

import pytest

from derivations.judging import judge_document
from derivations.reading import read_document

TWO = "Let $p$ and $q$ be probability distributions. "
JOINT = "The joint distribution $p(x, z)$ has the posterior $p(z | x)$. "


def verdicts(text: str) -> list[str | None]:
    """What is said of each link of a page."""
    report = judge_document(read_document("page.md", text), budget=4)
    return [link.verdict for link in report.assertions]


PROVED = {
    "a distribution adds up to 1": TWO + r"$\sum_x p(x) = 1$.",
    "an index of its own": TWO + r"$\sum_y q(y) = 1$.",
    "the mean of a line": TWO + r"$\sum_x p(x) (c x + d) = c \sum_x p(x) x + d$.",
    "the mean of a constant": TWO + r"$\sum_x p(x) \cdot 7 = 7$.",
    "a variance": TWO + (
        r"$\sum_x p(x) (x - \sum_x p(x) x)^2 = \sum_x p(x) x^2 - (\sum_x p(x) x)^2$."
    ),
    "a divergence is a difference": TWO + (
        r"$\sum_x p(x) \log \frac{p(x)}{q(x)} = \sum_x p(x) \log p(x) - \sum_x p(x) \log q(x)$."
    ),
    "entropies, by their names": TWO + (
        r"$H(p, q)$ is the cross entropy: $D_{KL}(p \| q) = H(p, q) - H(p)$."
    ),
    "an expectation": TWO + r"$\mathbb{E}_{x \sim p}[g(x)] = \sum_x p(x) g(x)$.",
    "an expectation of a sum": TWO + (
        r"$\mathbb{E}_{x \sim p}[f(x) + c g(x)]"
        r" = \mathbb{E}_{x \sim p}[f(x)] + c \mathbb{E}_{x \sim p}[g(x)]$."
    ),
    "weights of importance": TWO + (
        r"$\mathbb{E}_{x \sim p}[f(x)] = \mathbb{E}_{x \sim q}\left[\frac{p(x)}{q(x)} f(x)\right]$."
    ),
    "names alone in an expectation": TWO + (
        r"$\mathbb{E}_p[\log p - \log q] = D_{KL}(p \| q)$."
    ),
    "a marginal": JOINT + r"$p(x) = \sum_z p(x, z)$.",
    "total probability": JOINT + r"$p(x) = \sum_z p(x | z) p(z)$.",
    "a conditional adds up to 1": JOINT + r"$\sum_z p(z | x) = 1$.",
    "Bayes' rule with a sum": JOINT + (
        r"$p(z | x) = \frac{p(x | z) p(z)}{\sum_z p(x | z) p(z)}$."
    ),
    "Bayes' rule with another letter for the sum": JOINT + (
        r"$p(z | x) = \frac{p(x | z) p(z)}{\sum_{z'} p(x | z') p(z')}$."
    ),
    "another value of a variable": JOINT + r"$\sum_{x'} p(x') x' = \sum_x p(x) x$.",
    "an event with its value": JOINT + r"$p(x = 1) = \sum_z p(x = 1, z)$.",
    "the bound on the evidence": JOINT + (
        r"Let $q(z | x)$ be another. "
        r"$\mathbb{E}_{q(z|x)}\left[\log \frac{p(x, z)}{q(z|x)}\right]"
        r" = \log p(x) - D_{KL}(q(z|x) \| p(z|x))$."
    ),
    "two ways to write it": JOINT + (
        r"The approximate posterior is $q(z | x)$. "
        r"$\mathbb{E}_{q(z|x)}[\log p(x, z) - \log q(z|x)]"
        r" = \mathbb{E}_{q(z|x)}[\log p(x | z)] - D_{KL}(q(z|x) \| p(z))$."
    ),
    "an entropy": TWO + r"The entropy is $H(p) = -\sum_x p(x) \log p(x)$.",
    "an entropy that is not said twice": TWO + (
        r"The entropy is $H(p) = -\sum_x p(x) \log p(x)$. $H(p, q) = H(p) + D_{KL}(p \| q)$."
    ),
    "a sum that does not name its index": TWO + (
        r"$D_{KL}(p \| q) = \sum p(x) \log \frac{p(x)}{q(x)}$."
    ),
    "all pairs of values": JOINT + r"$\sum_{x, z} p(x, z) = 1$.",
    "the alphabet": TWO + r"$\sum_{x \in \mathcal{X}} q(x) = 1$.",
    "a mean over both is one over x": JOINT + (
        r"$\mathbb{E}_{p(x, z)}[g(x)] = \mathbb{E}_{p(x)}[g(x)]$."
    ),
    "the bound, by its two parts": JOINT + (
        r"And $q(z | x)$ is another. "
        r"$\mathbb{E}_{q(z|x)}[\log p(x|z)] - D_{KL}(q(z|x) \| p(z))"
        r" = \log p(x) - D_{KL}(q(z|x) \| p(z|x))$."
    ),
    "named by their divergence": r"$KL(p \| q) = \sum_x p(x) (\log p(x) - \log q(x))$.",
    "capital letters for distributions, small ones for their masses": (
        r"Let $P$ and $Q$ be distributions. "
        r"$D_{KL}(P \| Q) = \sum_x p(x) \log \frac{p(x)}{q(x)}$."
    ),
    "drawn from a capital letter": (
        r"Let $P$ and $Q$ be distributions. "
        r"$\mathbb{E}_{x \sim P}[\log p(x) - \log q(x)] = \sum_x p(x) \log \frac{p(x)}{q(x)}$."
    ),
    "in another language": r"分布 $P$ 和 $Q$ 的交叉熵: $H(P, Q) - H(P) = D_{KL}(P || Q)$。",
    "Gibbs' inequality": TWO + r"$D_{KL}(p \| q) \ge 0$.",
    "the cross entropy is more": TWO + r"Entropies: $H(p) \le H(p, q)$.",
    "not the same both ways": TWO + r"$D_{KL}(p \| q) \neq D_{KL}(q \| p)$.",
    "parameters in the names": (
        r"The distributions $p_\theta$ and $q_\phi$. "
        r"$D_{KL}(q_\phi \| p_\theta) = \sum_x q_\phi(x) \log \frac{q_\phi(x)}{p_\theta(x)}$."
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", PROVED.values(), ids=PROVED)
def test_is_proved(text: str) -> None:
    assert verdicts(text)[-1] == "proved"


REFUTED = {
    "a sign of the entropy": TWO + (
        r"$\sum_x p(x) \log p(x) + \sum_x p(x) \log \frac{p(x)}{q(x)} = \sum_x p(x) \log q(x)$."
    ),
    "a divergence turned round": TWO + r"$D_{KL}(p \| q) = D_{KL}(q \| p)$.",
    "a sign of the divergence": TWO + r"$D_{KL}(p \| q) = \sum_x p(x) \log \frac{q(x)}{p(x)}$.",
    "a constant twice": TWO + r"$\sum_x p(x) (c x + d) = c \sum_x p(x) x + 2d$.",
    "the square of a mean": TWO + r"$\sum_x p(x) x^2 = (\sum_x p(x) x)^2$.",
    "the cross entropy without the divergence": TWO + (
        r"The entropy is $H$. $\sum_x p(x) \log q(x) = \sum_x p(x) \log p(x)$."
    ),
    "a marginal without its weights": JOINT + r"$p(x) = \sum_z p(x | z)$.",
    "an entropy in another meaning than before": TWO + (
        r"The entropy $H$: $D_{KL}(p \| q) = H(p, q) - H(p)$. Now $H(p) = \sum p(x) \log p(x)$."
    ),
    "more than the entropy": TWO + r"The entropy is $H$. $D_{KL}(p \| q) \ge H(p)$.",
    "the product rule, wrong": JOINT + r"$p(x, z) = p(x | z) p(x)$.",
}  # fmt: skip


@pytest.mark.parametrize("text", REFUTED.values(), ids=REFUTED)
def test_is_refuted(text: str) -> None:
    assert verdicts(text)[-1] == "refuted"


# None of these may be proved from a sum that is 1, nor refuted by a choice of distributions.
OPEN = {
    "nothing says what p is": r"$\sum_x p(x) = 1$.",
    "weights": r"Let $p$ be an unnormalized distribution. $\sum_x p(x) = 1$.",
    "weights that are proportional": r"The distribution $p(x) \propto w(x)$. $\sum_x p(x) = 1$.",
    "a polynomial": r"Let $p$ be a polynomial. $\sum_x p(x) = 1$.",
    "a function of the page": r"Let $p(x) = x^2 + 1$. The distribution $p$: $\sum_x p(x) = 1$.",
    "independence": JOINT + r"$p(x, z) = p(x) p(z)$.",
    "conditional independence": JOINT + r"$p(x, y | z) = p(x | z) p(y | z)$.",
    "a chain": JOINT + r"$p(x, y, z) = p(x) p(y | x) p(z | y)$.",
    "a symmetric one": TWO + r"Both are symmetric. $D_{KL}(p \| q) = D_{KL}(q \| p)$.",
    "uniform ones": TWO + r"$p$ is uniform. $\sum_x p(x) \log q(x) = \sum_x q(x) \log p(x)$.",
    "a value that is determined": JOINT + r"As $z$ is determined by $x$, $p(x, z) = p(x)$.",
    "a condition that is sought": JOINT + r"When does $p(x | z) = p(z | x)$ hold?",
    "a constant that is left out": TWO + r"$\sum_x p(x) (c x + d) = c \sum_x p(x) x$.",
    "a value of one distribution": TWO + r"$\sum_x p(x)^2 = 1$.",
    "the mean of a die": TWO + r"$\sum_x p(x) x = \frac{7}{2}$.",
    "a chance that is given": r"$P(A | B) = \frac{4}{5}$.",
    "chances with numbers": r"$P(A | B) = \frac{P(B | A) P(A)}{P(B)} = \frac{0.9 \cdot 0.1}{0.2}$.",
    "a complement": r"$P(A | B) = 1 - P(\bar{A} | B)$.",
    "two that exclude each other": r"$P(B) = P(B | A) P(A) + P(B | C) P(C)$.",
    "parts of a whole": r"$P(A_1 | B) P(B) = P(A_2 | B) P(B)$.",
    "a chain's kernel": r"The transition kernel $q(y | x)$. $q(y | x) q(x) = q(x | y) q(y)$.",
    "entropies in bits": TWO + r"In bits, the entropy is $H(p) = -\sum_x p(x) \log p(x)$.",
    "an entropy of the page's own": TWO + (
        r"The negative entropy is $H(p) = \sum_x p(x) \log p(x)$. "
        r"Then $D_{KL}(p \| q) = H(p, q) - H(p)$."
    ),
    "a sum whose reach is in doubt": TWO + r"$\sum_x p(x) + q(x) = 1 + q(x)$.",
    "a mean of what has no name": TWO + r"$\mathbb{E}_p[X] = X$.",
    "a mean of a random variable": TWO + r"$\mathbb{E}_{x \sim p}[X] = X$.",
    "a part of the values": TWO + r"$\sum_{x \in A} p(x) = 1$.",
    "a mean whose reach is in doubt": TWO + (
        r"$\mathbb{E}_{x \sim p} f(x) g(x) = g(x) \mathbb{E}_{x \sim p} f(x)$."
    ),
    "a slope in a parameter": (
        r"The distribution $q_\phi(z)$. $\frac{d}{d\phi} \mathbb{E}_{z \sim q_\phi}[\phi f(z)]"
        r" = \mathbb{E}_{z \sim q_\phi}[f(z)]$."
    ),
    "a gradient in a parameter": (
        r"The distribution $q_\phi(z)$. $\nabla_\phi \mathbb{E}_{z \sim q_\phi}[f(z)] = 0$."
    ),
    "a short name for a conditional": JOINT + (
        r"And $q(z | x)$. $\log p(x) = \mathbb{E}_q[\log p(x)]$."
    ),
    "bits": r"Let $x \in \{0, 1\}$ have the distribution $p$. " + (
        r"$\mathbb{E}_{x \sim p}[x^2] = \mathbb{E}_{x \sim p}[x]$."
    ),
    "coins": TWO + r"A coin has $x$ heads. $\sum_x p(x) x^2 = \sum_x p(x) x$.",
    "what depends on what is drawn": TWO + (
        r"Let $y = w x + b$. $\mathbb{E}_{x \sim p}[y] = y$."
    ),
    "a sum over data": TWO + r"The sum is over the training set: $\sum_x p(x) = 1$.",
    "a capital letter of its own": (
        r"The distribution $P$ of $x$. $\sum_x P(x) = \sum_x p(x)$."
    ),
    "a shorthand": r"We write $p(x) = p(y | x)$, and $p(x) = p(y = 1 | x)$.",
    "a distribution by its values": (
        r"The distribution $p$ has $p(1) = 0.2$ and $p(2) = 0.3$. $\sum_x p(x) = 1$."
    ),
    "a distribution by its values at events": (
        r"The distribution $P$ has $P(X = 0) = 0.2$. $\sum_x P(x) = 1$."
    ),
    "what is no distribution": r"Here $p$ is not a probability distribution. $\sum_x p(x) = 1$.",
    "what depends on a state": (
        r"The state $s$ has the distribution $p$. $E_{s \sim p}[R f(s)] = R E_{s \sim p}[f(s)]$."
    ),
    "a name instead of what is drawn": (
        r"The state $s$ has the distribution $p$. $E_{s \sim p}[y] = y$."
    ),
    "a flat prior": r"With a flat prior, $p(\theta | x) = p(x | \theta)$.",
    "words in another language": r"对称分布 $p$ 和 $q$: $KL(p \| q) = KL(q \| p)$。",
    "an objective in a parameter": (
        r"The distribution $p_\theta$. Let $L(\theta) = E_{x \sim p_\theta}[f(x)]$. "
        r"$L(\theta) = L(\theta + 1)$."
    ),
    "the slope of an objective": (
        r"The distribution $p_\theta$. Let $L(\theta) = E_{x \sim p_\theta}[f(x)]$. "
        r"$\frac{d}{d\theta} L(\theta) = 0$."
    ),
    "the slope of a name for it": (
        r"The distribution $p_\theta$. Let $J = \sum_x p_\theta(x) g(x)$. "
        r"$\frac{d}{d\theta} (\theta J) = J$."
    ),
    "two values of a variable": JOINT + r"$p(x' | x) = p(x | x')$.",
    "a prediction for what is drawn": TWO + (
        r"$E_{x \sim p}[\hat{y} f(x)] = \hat{y} E_{x \sim p}[f(x)]$."
    ),
    "a mean with a name": TWO + r"$\sum_x p(x) x = m$.",
    "functions that the words may tell of": TWO + r"$\sum_x p(x) f(x) = \sum_x q(x) f(x)$.",
    "a density's entropy": (
        r"The densities $p$ and $q$ are continuous. The entropy: $H(p, q) = H(q, p)$."
    ),
    "a bound for densities": r"The density $p(x, z)$. $p(x | z) \le 1$.",
}  # fmt: skip


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_is_left_open(text: str) -> None:
    assert verdicts(text)[-1] not in ("proved", "refuted")


NO_DISTRIBUTION = {
    "a number p": (r"The distribution has the parameter $p$. $p(1 - p) = p - p^2$.", "proved"),
    "a number p, wrong": (r"The distribution has the parameter $p$. $p(1 - p) = p + p^2$.",
                          "refuted"),
    "a number p beside a distribution": (
        TWO + r"For $0 < p < 1$ we have $(1 - p)(1 + p) = 1 - p^2$.", "proved",
    ),
    "absolute values": (TWO + r"$|x| |y| = |x y|$.", "proved"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), NO_DISTRIBUTION.values(), ids=NO_DISTRIBUTION)
def test_what_is_no_distribution(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


BITS = {
    "the logarithm of a likelihood": (
        r"Let $x \in \{0, 1\}$ and $0 < \mu < 1$. "
        r"$\log(\mu^x (1 - \mu)^{1 - x}) = x \log \mu + (1 - x) \log(1 - \mu)$.", "proved",
    ),
    "a sign of it": (
        r"Let $x \in \{0, 1\}$ and $0 < \mu < 1$. "
        r"$\log(\mu^x (1 - \mu)^{1 - x}) = x \log \mu - (1 - x) \log(1 - \mu)$.", "refuted",
    ),
    "a square": (r"For $t \in \{0, 1\}$, $t^2 = t$.", "proved"),
    "braces without strokes": (r"For $t \in {0, 1}$, $t^2 = t$.", "proved"),
    "three values": (r"For $t \in \{-1, 0, 1\}$, $t^3 = t$.", "proved"),
    "three values, wrong": (r"For $t \in \{-1, 0, 1\}$, $t^2 = t$.", "refuted"),
    "an interval": (r"For $t \in [0, 1]$, $t^2 = t$.", "refuted"),
    "a range with dots": (r"For $t \in \{0, \dots, 1\}$, $t^2 = t$.", "undecided"),
    "a sum over bits": (r"$\sum_{t \in \{0, 1\}} (2 + t)^2 = 13$.", "proved"),
    "a sum over bits, wrong": (r"$\sum_{t \in \{0, 1\}} (2 + t)^2 = 12$.", "refuted"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), BITS.values(), ids=BITS)
def test_a_few_values(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


def test_a_witness_is_a_distribution() -> None:
    page = read_document("page.md", TWO + r"$\sum_x p(x)^2 = \sum_x p(x)^3$.")
    report = judge_document(page, budget=4)
    witness = report.assertions[-1].witness
    assert witness is not None
    entries = [value for name, value in witness.at.items() if name.startswith("p")]
    assert entries == ["1/2", "1/2"]
