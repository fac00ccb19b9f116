"""Derivatives in names that stand in definitions, or that nothing shows the dependence on."""

from __future__ import annotations

import pytest

from .pages import verdicts

Q = r"Let $q_i = \theta_i^2$ for $i = 1, \dots, n$ and $\theta \in \mathbb{R}^n$. "
P = r"The loss is $L = -\sum_i y_i \log(p_i)$, with $p = \text{softmax}(\theta)$. "

HIDDEN = {
    "what is defined by an entry, times that entry": (
        Q + r"$$\frac{\partial}{\partial \theta_k} (\theta_k q_k) = q_k$$", "refuted"
    ),
    "by the product rule": (
        Q + r"$$\frac{\partial}{\partial \theta_k} (\theta_k q_k) = 3 q_k$$", "proved"
    ),
    "in a sum": (
        Q + r"$$\frac{\partial}{\partial \theta_k} \sum_{i=1}^n \theta_i q_i = q_k$$", "refuted"
    ),
    "in a gradient": (Q + r"$$\nabla_\theta \sum_{i=1}^n \theta_i q_i = q$$", "refuted"),
    "in a gradient, by the product rule": (
        Q + r"$$\nabla_\theta \sum_{i=1}^n \theta_i q_i = 3 q$$", "proved"
    ),
    "by a name that moves with another": (
        r"Let $a = t^2$ and $x = a t$. $$\frac{d}{da} x = t$$", "D005"
    ),
    "by such a name, the other held": (
        r"Let $a = t^2$ and $x = a t$. $$\frac{\partial x}{\partial a} = t$$", "proved"
    ),
    "by a name, the chain rule's way": (
        r"Let $u = t^2$ and $y = u^3$. $$\frac{dy}{du} = 3 u^2$$", "proved"
    ),
    "an entry that has a number": (
        r"Let $r = \sum_{i=1}^d \theta_i^2$. $$\frac{\partial r}{\partial \theta_2} = 2 \theta_2$$",
        "proved",
    ),
    "an entry of a product, by one of the matrix": (
        r"Let $w = W x$ where $W \in \mathbb{R}^{m\times n}$, $x \in \mathbb{R}^n$."
        r"$$\frac{\partial}{\partial W_{ij}} w_k = \delta_{ik} x_j$$",
        "proved",
    ),
    "the wrong entry": (
        r"Let $w = W x$ where $W \in \mathbb{R}^{m\times n}$, $x \in \mathbb{R}^n$."
        r"$$\frac{\partial}{\partial W_{ij}} w_k = \delta_{jk} x_i$$",
        "refuted",
    ),
    "a sum as a number, times an entry": (
        r"Let $s = \sum_{i=1}^n x_i$. $$s + x_j = \frac{\partial}{\partial x_j} s x_j$$", "proved"
    ),
    "where a length is that of the vector": (
        r"Let $q_i = \theta_i^2$. $$\frac{\partial}{\partial \theta_k} q_k = 2 \theta_k$$",
        "proved",
    ),
    "a length alone": (
        r"Let $q_i = \theta_i^2$. $$\frac{\partial}{\partial \theta_k} q_k = 3 \theta_k$$",
        "refuted",
    ),
    "a vector in a sum over another": (
        P + r"$$\frac{\partial}{\partial \theta_k} \sum_i y_i \log(p_i) = 0$$", "constraint"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), HIDDEN.values(), ids=HIDDEN.keys())
def test_definitions_hide(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


CHAIN = (
    r"The loss is $L = -\sum_i y_i \log(\hat{y}_i)$. "
    r"$$\frac{\partial L}{\partial \theta_k} = %s$$"
)
INNER = r"\frac{\partial \hat{y}_i}{\partial \theta_k}"
SLOPES = {
    "of a loss, by the definition": (
        r"-\frac{\partial}{\partial \theta_k} \sum_i y_i \log(\hat{y}_i)"
    ),
    "of each term": r"-\sum_i y_i \frac{\partial}{\partial \theta_k} \log(\hat{y}_i)",
    "by the chain rule": r"-\sum_i \frac{y_i}{\hat{y}_i}" + INNER,
}
WRONG = {
    "without the sign": r"\sum_i \frac{y_i}{\hat{y}_i}" + INNER,
    "without the inner derivative": r"-\sum_i y_i \frac{1}{\hat{y}_i}",
    "the outer derivative wrong": (
        r"-\sum_i \hat{y}_i \frac{1}{y_i} \frac{\partial \hat{y}_i}{\partial \theta_k}"
    ),
    "without the sum": r"-y_k \frac{1}{\hat{y}_k} \frac{\partial \hat{y}_k}{\partial \theta_k}",
}


@pytest.mark.parametrize("right", SLOPES.values(), ids=SLOPES.keys())
def test_slopes_of_a_named_loss(right: str) -> None:
    assert verdicts(CHAIN % right)[-1] == "proved"


@pytest.mark.parametrize("right", WRONG.values(), ids=WRONG.keys())
def test_slopes_of_a_named_loss_that_are_wrong(right: str) -> None:
    assert verdicts(CHAIN % right)[-1] != "proved"


MOVING = {
    "both factors": (
        r"$$\frac{\partial}{\partial t} (u v) = u \frac{\partial v}{\partial t}"
        r" + v \frac{\partial u}{\partial t}$$",
        "proved",
    ),
    "one of them left out": (
        r"$$\frac{\partial}{\partial t} (u v) = u \frac{\partial v}{\partial t}$$", "undecided"
    ),
    "a family, one of them left out": (
        r"$$\frac{\partial}{\partial t} \sum_{i=1}^n u_i v_i"
        r" = \sum_{i=1}^n u_i \frac{\partial v_i}{\partial t}$$",
        "undecided",
    ),
    "a family": (
        r"$$\frac{\partial}{\partial t} \sum_{i=1}^n u_i v_i"
        r" = \sum_{i=1}^n \left(u_i \frac{\partial v_i}{\partial t}"
        r" + v_i \frac{\partial u_i}{\partial t}\right)$$",
        "proved",
    ),
    "a target is given": (
        r"$$\frac{\partial}{\partial t} \sum_{i=1}^n y_i \hat{y}_i"
        r" = \sum_{i=1}^n y_i \frac{\partial \hat{y}_i}{\partial t}$$",
        "proved",
    ),
    "a function's name by itself": (
        r"Let $L(w) = \sum_{i=1}^n (w_i - a_i)^2$."
        r" $$\frac{\partial L}{\partial w_j} = 2 (w_j - a_j)$$",
        "proved",
    ),
    "a function's name by itself, wrong": (
        r"Let $L(w) = \sum_{i=1}^n (w_i - a_i)^2$."
        r" $$\frac{\partial L}{\partial w_j} = 2 (w_j + a_j)$$",
        "refuted",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), MOVING.values(), ids=MOVING.keys())
def test_what_moves(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


ODDS = (
    r"Let $f(x) = -\frac{p(x)}{q(x)}$." "\n\n" r"$$\sigma(a(x)) = \frac{p(x)}{q(x) + p(x)}$$" "\n\n"
)
FOLLOWS = {
    "from the equation before": (ODDS + r"And it follows that $$f(x) = -e^{a(x)}$$", "proved"),
    "wrongly": (ODDS + r"And it follows that $$f(x) = -e^{-a(x)}$$", "undecided"),
    "what is not said to": (ODDS + r"Now look at this: $$f(x) = -e^{a(x)}$$", "D011"),
    "of a name that is new": (ODDS + r"And it follows that $$f(x) = -e^{b(x)}$$", "D011"),
}


@pytest.mark.parametrize(("text", "verdict"), FOLLOWS.values(), ids=FOLLOWS.keys())
def test_what_follows(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


OPAQUE = (
    "# A\nLet $q_i = p(i \\mid c)$ for $i = 1, \\dots, n$.\n"
    "# B\nNow $q_j + %s q_j = 3 q_j$, $j \\le n$."
)


@pytest.mark.parametrize(("factor", "verdict"), [("2", "proved"), ("3", "undecided")])
def test_definitions_with_a_meaning_that_is_not_known(factor: str, verdict: str) -> None:
    assert verdicts(OPAQUE % factor)[-2] == verdict


NETWORK = (
    r"$z_k = \sum_j W_{kj} h_j$, $p_k = e^{z_k} / \sum_l e^{z_l}$, $L = -\sum_k y_k \log p_k$ where"
    r" $\sum_k y_k = 1$. $$%s$$"
)
LAYERS = {
    "the loss by a logit": (r"\frac{\partial L}{\partial z_k} = p_k - y_k", "proved"),
    "the wrong sign": (r"\frac{\partial L}{\partial z_k} = y_k - p_k", "refuted"),
    "the loss by a probability": (r"\frac{\partial L}{\partial p_k} = -\frac{y_k}{p_k}", "proved"),
    "the softmax": (r"\frac{\partial p_k}{\partial z_j} = p_k (\delta_{kj} - p_j)", "proved"),
    "its diagonal only": (r"\frac{\partial p_k}{\partial z_j} = p_k (1 - p_j)", "refuted"),
    "a weight": (r"\frac{\partial L}{\partial W_{kj}} = (p_k - y_k) h_j", "proved"),
    "a weight, the other way round": (
        r"\frac{\partial L}{\partial W_{kj}} = (p_j - y_j) h_k",
        "refuted",
    ),
    "a hidden unit": (r"\frac{\partial L}{\partial h_j} = \sum_k (p_k - y_k) W_{kj}", "proved"),
    "by the chain rule": (
        r"\frac{\partial L}{\partial h_j}"
        r" = \sum_k \frac{\partial L}{\partial z_k} \frac{\partial z_k}{\partial h_j}",
        "proved",
    ),
    "through all probabilities": (
        r"\frac{\partial L}{\partial z_k}"
        r" = \sum_j \frac{\partial L}{\partial p_j} \frac{\partial p_j}{\partial z_k}",
        "proved",
    ),
    "through one of them": (
        r"\frac{\partial L}{\partial z_k}"
        r" = \frac{\partial L}{\partial p_k} \frac{\partial p_k}{\partial z_k}",
        "refuted",
    ),
}


@pytest.mark.parametrize(("claim", "verdict"), LAYERS.values(), ids=LAYERS.keys())
def test_slopes_through_a_network(claim: str, verdict: str) -> None:
    assert verdicts(NETWORK % claim)[-1] == verdict


DOUBTS = {
    "through time": (
        r"Let $h_t = \tanh(w h_{t-1})$. Then $\frac{\partial h_t}{\partial h_{t-2}} = 0$.",
        "D007",
    ),
    "held or moving": (
        r"Let $y = x^2 + z$ with $z = 3x$. Then $\frac{\partial y}{\partial x} = 2x$.",
        "D005",
    ),
    "in total": (r"Let $y = x^2 + z$ with $z = 3x$. Then $\frac{dy}{dx} = 2x + 3$.", "proved"),
    "through one name only": (
        r"Let $z = w x + b$, $a = \sigma(z)$. Then $\frac{\partial a}{\partial w} = a(1-a) x$.",
        "proved",
    ),
}


@pytest.mark.parametrize(("text", "verdict"), DOUBTS.values(), ids=DOUBTS.keys())
def test_derivatives_in_doubt(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


OF_X = "Let $y$ be a function of $x$. "
SQUARE = "Let $f(x) = x^2$. "
VARYING = {
    "a prime is not by the function": (SQUARE + "$(f^2)' = 2f$.", "refuted"),
    "a prime by the chain rule": (SQUARE + "$(f^2)' = 2 f f'(x)$.", "proved"),
    "a prime of a name": ("Let $y = x^2$. $(y^2)' = 2y$.", "D005"),
    "a prime of any function": ("For a differentiable function $u(x)$: $(u^2)' = 2u$.", "D005"),
    "a prime of a position": ("Let $x(t)$ be the position. $(x^2)' = 2x$.", "D005"),
    "a prime of x": ("$(x^2 + 1)' = 2x$.", "proved"),
    "the product rule": (OF_X + r"$\frac{d}{dx}(xy) = y + x \frac{dy}{dx}$.", "proved"),
    "half of it": (OF_X + r"$\frac{d}{dx}(xy) = y$.", "undecided"),
    "implicitly": (
        r"Differentiating $x^2 + y^2 = 1$ implicitly: $\frac{d}{dx}(x^2+y^2) = 2x$.", "undecided"
    ),
    "an equation for it": (r"Given $y' = xy$. $\frac{d}{dx}(xy) = y$.", "undecided"),
    "an integral": (r"Let $a$ depend on $t$. $\int_0^1 a\,dt = a$.", "D005"),
    "a known function by its name": (SQUARE + r"$\frac{d}{dx}(x f) = f$.", "refuted"),
    "the same, rightly": (SQUARE + r"$\frac{d}{dx}(x f) = 3 f$.", "proved"),
    "a loss": (r"$\frac{\partial}{\partial w}(L + \lambda w^2) = 2\lambda w$.", "undecided"),
    "functions and factors": ("$g(x) = u(x)v(x)$. $g'(x) = 2uvx$. $g(0) = 0$.", "D011"),
    "constants": (r"$\frac{d}{dx}(a x^2) = 2 a x$. $\int_0^1 a x \, dx = \frac{a}{2}$.", "proved"),
    "held": (r"$\frac{\partial}{\partial x}(x y) = y$.", "proved"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), VARYING.values(), ids=VARYING.keys())
def test_names_that_vary(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


RESTS = {
    "what an equation gives after it": (
        r"$L = (y - \hat{y})^2 + \lambda w^2$, $\hat y = wx$."
        r" $\frac{\partial L}{\partial w} = 2 \lambda w$.",
        "undecided",
    ),
    "what words call an output": (
        r"$L = (y - h)^2 + \lambda w^2$ with the output $h$."
        r" $\frac{\partial L}{\partial w} = 2 \lambda w$.",
        "undecided",
    ),
    "in total": (r"$V = \pi r^2h$ and $r = 2h$. Then $\frac{dV}{dh} = 12 \pi h^2$.", "undecided"),
    "by another equation": (
        "The area is $A = xy$. $y = 10 - x$. $\\frac{dA}{dx} = 10 - 2x$.", "undecided"
    ),
    "a normalizer": (
        r"$p_i = e^{x_i}/Z$, $Z = \sum_j e^{x_j}$. $\frac{\partial p_i}{\partial x_i} = p_i$.",
        "undecided",
    ),
    "a mean by its bar": (
        r"$\frac{\partial}{\partial x_i} (x_i - \bar x) = 1$.", "constraint"
    ),
    "a mean in words": (
        r"$\frac{\partial}{\partial x_i} \frac{x_i - \mu}{2} = \frac12$,"
        r" where $\mu$ is the batch mean.",
        "constraint",
    ),
    "what is said further down": (r"$\frac{d}{dt}(tx) = x$. Here $x = t^2$.", "definition"),
    "known before": (
        r"Let $z = w x + b$. $\frac{\partial}{\partial w} (w z) = z + w x$.", "proved"
    ),
    "by the name itself": (
        r"$J = (z - 1)^2$, where $z = w x$. $\frac{\partial J}{\partial z} = 2(z - 1)$.", "proved"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), RESTS.values(), ids=RESTS.keys())
def test_what_rests_on_others(text: str, verdict: str) -> None:
    found = verdicts(text)
    assert found[-1] == verdict
    assert "proved" not in found or verdict == "proved"


CONSTANT_OR_NOT = {
    "an entry that is given after its use": (
        r"$R = \sum_j (c_j - q_j)^2 + 5 v^2$, $q_j = v s_j$. $\frac{dR}{dv} = 10 v$.", False
    ),
    "a vector that is given after its use": (
        r"$R = \|c - q\|^2 + 5 \|v\|^2$ and $q = Sv$. $\nabla_v R = 10 v$.", False
    ),
    "by the words of a normalization": (
        r"Layer norm: $\hat{h}_i = \frac{h_i - \mu}{\sigma}$."
        r" $\frac{\partial \hat{h}_i}{\partial h_i} = \frac{1}{\sigma}$.", False
    ),
    "what makes entries add up to 1": (
        r"$w_i = \frac{e^{s_i}}{c}$, $\sum_i w_i = 1$."
        r" $\frac{\partial w_i}{\partial s_i} = w_i$.", False
    ),
    "a normalizer by its letter": (
        r"$w_i = e^{s_i}/Z$. $\frac{\partial w_i}{\partial s_i} = w_i$.", False
    ),
    "what normalizes": (
        r"$w_i = e^{s_i}/C$, where $C$ normalizes."
        r" $\frac{\partial w_i}{\partial s_i} = w_i$.", False
    ),
    "in a sum": (r"$\sum_{k=1}^m r = m r$, $r = k$.", False),
    "in a sum, by the words": (
        r"The rate $r$ depends on $k$. $\sum_{k=1}^m r = m r$.", False
    ),
    "in a sum, a constant": (r"$\sum_{k=1}^m r = m r$.", True),
    "in a sum, a mean": (
        r"Let $\mu = \frac{1}{n} \sum_{i=1}^n u_i$. $\sum_{i=1}^n (u_i - \mu) = 0$.", True
    ),
    "a sequence without its index": (r"Let $r_k = k^3$. $\lim_{k \to \infty} r = r$.", False),
    "a function's name is no reason for a limit": (
        r"Let $g(s) = s^3$. $\lim_{s \to 0} g = g$.", False
    ),
    "growing with time": (
        r"The mass $m$ grows with time $t$. $\frac{d}{dt}(m t) = m$.", False
    ),
    "increasing": (r"$m$ is increasing in $s$. $\frac{d}{ds}(m s) = m$.", False),
    "polar coordinates": (
        r"With polar coordinates $(r, \theta)$: $\frac{\partial}{\partial y}(y r) = r$.", False
    ),
    "a slope": (r"Given $u'' = -u$. $\frac{d}{ds}(s u') = u'$.", False),
    "a dot": (r"$\frac{d}{dt}(t \dot{q}) = \dot{q}$.", False),
    "a process": (r"Let $W_t$ be a process. $\int_0^2 W_t \, dt = 2 W_t$.", False),
    "below a definition": (
        r"Let $u(t)$ be given, $c = 4 u$. $\frac{d}{dt}(t c) = c$.", False
    ),
    "in a function's prime": (
        r"Let $g(v) = L + 3 v^2$ with the loss $L$. $g'(v) = 6 v$.", False
    ),
    "given after the function": (r"$g(s) = m s + 1$. Let $m = s^3$. $g'(s) = m$.", False),
    "given before the function": (r"Let $m = s^2$. $g(s) = m s$. $g(3) = 27$.", True),
}  # fmt: skip


@pytest.mark.parametrize(("text", "held"), CONSTANT_OR_NOT.values(), ids=CONSTANT_OR_NOT.keys())
def test_what_is_constant(text: str, held: bool) -> None:
    found = verdicts(text)
    assert (found[-1] == "proved") if held else not {"proved", "refuted"} & set(found)


SHIFTS = {
    "a signal": (r"The echo is $e(t) = s(t - \delta)$. $e(\delta) = 0$.", False),
    "two of them": (r"$g(t) = 4w(t - 1) + z(t - 2)$. $g(1) = -z$.", False),
    "a convolution": (r"$g(t) = \int_0^t k(t - u) q(u) \, du$. $g(3t) = 27g(t)$.", False),
    "what the words call functions": (
        r"$G(x) = b(x + 2)c(x - 2)$, $b$ and $c$ functions. $G(2) = 0$.", False
    ),
    "a factor": (r"$g(x) = m(x - 3) + 2$. $g(3) = 2$.", True),
    "the argument itself": (r"$g(x) = x(6 - x)$. $g(6) = 0$.", True),
    "a power": (r"$g(x) = q(x - 3)^2$. $g(3) = 0$.", True),
    "a constant in an integral": (
        r"Let $g(t) = \int_0^t a(t - u) \, du$. $g(2) + a = 3 a$.", True
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "product"), SHIFTS.values(), ids=SHIFTS.keys())
def test_functions_at_a_shifted_argument(text: str, product: bool) -> None:
    found = verdicts(text)
    assert (found[-1] == "proved") if product else not {"proved", "refuted"} & set(found)


TIED = {
    "in total": (r"Let $M = u v$ with $u + 2 v = 9$. $\frac{dM}{du} = v$.", "constraint"),
    "held": (
        r"Let $M = u v$ with $u + 2 v = 9$. $\frac{\partial M}{\partial u} = v$.", "proved"
    ),
    "by a coefficient": (r"Let $M = u c$ with $c u = 9$. $\frac{dM}{du} = c$.", "proved"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), TIED.values(), ids=TIED.keys())
def test_names_that_an_equation_ties(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict
