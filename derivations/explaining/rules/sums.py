"""Finite sums of symbolic length."""

from __future__ import annotations

from proofs.kernel.terms import (
    ONE,
    ZERO,
    add,
    div,
    exp,
    forall,
    log,
    lt,
    mul,
    neg,
    num,
    product,
    total,
    vector,
)  # fmt: skip

from .names import F, c, f, g, k, l, n
from .rule import Rule

RULES = (
    Rule("sum of sums", total(k, l, add(f(), g())), add(total(k, l, f()), total(k, l, g())),
         "split the sum", "put the sums together", reversible=True),
    Rule("constant factor", total(k, l, mul(c, f())), mul(c, total(k, l, f())),
         "factor $<c>$ out of the sum", "take $<c>$ into the sum", reversible=True),
    Rule("constant factor, a quotient", total(k, l, div(f(), c)),
         div(total(k, l, f()), c),
         "factor $1/(<c>)$ out of the sum", "take the denominator $<c>$ into the sum"),
    Rule("minus out of a sum", total(k, l, neg(f())), neg(total(k, l, f())),
         "take the minus sign out of the sum", "take the minus sign into the sum"),
    Rule("sum of a constant", total(ONE, n, c), mul(n, c), "a sum of $<n>$ equal terms"),
    Rule("exponential of a sum over a range", exp(total(k, l, f())), product(k, l, exp(f())),
         "$e^{a + b} = e^a e^b$, for every term", reversible=True),
    Rule("logarithm of a product over a range", log(product(k, l, f())), total(k, l, log(f())),
         "the logarithm of a product is the sum of the logarithms",
         needs=((forall(k, l, lt(ZERO, f())), {k: ONE, l: num(2), F: vector(num(-1), num(-1))}),)),
)  # fmt: skip
