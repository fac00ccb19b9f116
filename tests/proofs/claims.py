"""Claims for the tests, built with SymPy (`S`) or with terms (`T`)."""

from __future__ import annotations

from proofs.kernel.terms import (
    NAT,
    ONE,
    ZERO,
    Term,
    add,
    apply,
    bound,
    div,
    elem,
    exp,
    family,
    le,
    mul,
    neg,
    num,
    shift,
    total,
    var,
)

x, y, z, c = (var(n) for n in "xyzc")
K, M, D = (var(n, NAT) for n in "KMD")
i, k, n = (var(v, NAT) for v in "ikn")
X = var("x", family(K))
IN_RANGE = (le(ONE, K), le(ONE, i), le(i, K))


def sigmoid(u: Term) -> Term:
    """1/(1 + e^-u)."""
    return div(ONE, add(ONE, exp(neg(u))))


def tanh(u: Term) -> Term:
    """tanh u."""
    return apply("tanh", u)


def softmax(entry, index: Term = i, length: Term = K) -> Term:
    """e^{entry(index)} / sum_j e^{entry(j)}."""
    return div(exp(entry(index)), total(ONE, length, exp(entry(bound(0)))))


W1, W2 = var("w1", family(rank=2)), var("w2", family(rank=2))


def network(
    activation, outer: int, inner: int, bias: Term, hidden_bias: int = 0, shift_by: int = 0
) -> Term:
    """sum_j w2_kj/outer activation(shift_by + sum_i w1_ji/inner x_i + w1_j0/hidden_bias) + bias."""
    j = bound(0)
    weights = total(
        ONE, D, mul(div(elem(W1, shift(j, 1), bound(0)), num(inner)), elem(X, bound(0)))
    )
    before = add(num(shift_by), weights, div(elem(W1, j, ZERO), num(hidden_bias or inner)))
    return add(total(ONE, M, mul(div(elem(W2, k, j), num(outer)), activation(before))), bias)


def half_weights() -> Term:
    """w2_k0 + sum_j w2_kj/2."""
    return add(elem(W2, k, ZERO), total(ONE, M, div(elem(W2, k, bound(0)), num(2))))
