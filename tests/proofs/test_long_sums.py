"""Long sums: monomials read at once, fractions compared in groups."""

import pytest

from proofs import Claim, Proved, Refuted, check
from proofs.kernel.normal_forms.normal import Normalizer
from proofs.kernel.normal_forms.ratio import Unsupported
from proofs.kernel.terms import (
    NAT,
    ONE,
    TWO,
    ZERO,
    add,
    apply,
    bound,
    div,
    elem,
    eq,
    exp,
    family,
    mul,
    neg,
    num,
    power,
    sqrt,
    sub,
    total,
    var,
)

x, y = var("x"), var("y")
PAIRS = [(var(f"a{i}"), var(f"b{i}")) for i in range(14)]


def powers(base, count):
    return [power(base, num(k)) for k in range(count)]


def geometric(count):
    return div(sub(power(x, num(count)), ONE), sub(x, ONE))


def sigmoid(u):
    return div(ONE, add(ONE, exp(neg(u))))


def unit(w, u):
    return mul(w, sigmoid(u))


def by_tanh(w, u):
    return add(mul(div(w, TWO), apply("tanh", div(u, TWO))), div(w, TWO))


N = Normalizer()


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (add(*powers(x, 20)), geometric(20), True),
        (add(*powers(x, 20)), geometric(19), False),
        (add(*powers(x, 20), *map(neg, powers(x, 20))), ZERO, True),
        (add(*(mul(num("1/3"), p) for p in powers(x, 15))), div(geometric(15), num(3)), True),
        (add(*[mul(x, num(2), x)] * 13), mul(num(26), power(x, TWO)), True),
        (add(*[sqrt(power(x, TWO))] * 13), mul(num(13), x), False),
        (add(*powers(x, 13), div(ONE, x)), add(geometric(13), div(ONE, x)), True),
        (add(*(unit(*p) for p in PAIRS)), add(*(by_tanh(*p) for p in PAIRS)), True),
        (add(*(unit(*p) for p in PAIRS)), add(*(by_tanh(*p) for p in PAIRS[1:])), False),
        (
            add(*(unit(*p) for p in PAIRS)),
            add(*(by_tanh(a, neg(b)) for a, b in PAIRS)), False,
        ),
        (
            add(*(div(a, add(b, y)) for a, b in PAIRS)),
            add(*(sub(ONE, div(sub(add(b, y), a), add(b, y))) for a, b in PAIRS)), True,
        ),
        (
            add(*(div(a, add(b, y)) for a, b in PAIRS)),
            add(*(sub(ONE, div(sub(add(b, x), a), add(b, y))) for a, b in PAIRS)), False,
        ),
    ],
    ids=[
        "geometric", "one term short", "all cancel", "fractions", "one monomial many times",
        "roots are no monomials", "a fraction among them", "hidden units", "one unit short",
        "another sign", "one generator in all", "one numerator off",
    ],
)  # fmt: skip
def test_normal_forms(left, right, same):
    assert equal(left, right) is same


def equal(left, right):
    try:
        return Normalizer().equal(left, right)
    except Unsupported:
        return False


def test_a_name_with_a_value_is_read_as_that():
    assert Normalizer((eq(x, TWO),)).equal(add(*powers(x, 16)), num(2**16 - 1))


def test_written_out_range_of_fractions():
    w, u = (var(name, family(num(30))) for name in "wu")
    terms = [elem(v, bound(0)) for v in (w, u)]
    left, right = (total(ONE, num(30), f(*terms)) for f in (unit, by_tanh))
    assert isinstance(check(Claim(left, "=", right)), Proved)


def test_wrong_unit_among_many_is_refuted():
    wrong = add(*(by_tanh(*p) for p in PAIRS[1:]), mul(PAIRS[0][0], apply("tanh", PAIRS[0][1])))
    assert isinstance(check(Claim(add(*(unit(*p) for p in PAIRS)), "=", wrong)), Refuted)


def test_bounded_names_stay_apart():
    k = var("k", NAT)
    assert N.equal(add(*[k] * 12, x), add(mul(num(12), k), x))
    assert not N.equal(add(*[k] * 12, x), add(mul(num(12), x), k))
