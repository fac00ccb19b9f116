"""Attacks on rules of the kernel: steps that do not follow, and claims that rest on such steps."""

from __future__ import annotations

from functools import partial

import pytest
import sympy as sp

from proofs import Claim, ClaimError, InferenceError, Proved, Refuted, check
from proofs.kernel import infer
from proofs.kernel.calculus.differentiation import openly
from proofs.kernel.normal_forms.entries import written_out
from proofs.kernel.proof import RULES, Proof
from proofs.kernel.rules.induction import induction_next, induction_start
from proofs.kernel.terms import (
    INT,
    NAT,
    ONE,
    REAL,
    TRUE,
    TWO,
    ZERO,
    Term,
    abstract,
    add,
    app,
    apply,
    bound,
    defined,
    det,
    div,
    either,
    elem,
    eq,
    exists,
    family,
    forall,
    fun,
    function,
    iff,
    inverse,
    is_integer,
    le,
    lt,
    matpow,
    mul,
    ne,
    neg,
    negation,
    num,
    power,
    somewhere,
    sqrt,
    sub,
    total,
    trace,
    var,
    zeros,
)
from proofs.kernel.terms.definedness import strictly

x, y = var("x"), var("y")
m, k = var("m", NAT), var("k", NAT)
n = sp.Symbol("n", integer=True)
LENGTHS = var("N", family(rank=1, element="int"))


def established(goal: Term, hypotheses: tuple[Term, ...] = ()) -> Proof:
    """An equality by normal form, of what it is written out."""
    given = tuple(written_out(h) for h in hypotheses)
    plain = written_out(goal)
    sides = [infer("definedness", given, defined(side)) for side in plain.args]
    shown = infer("normal form", given, plain, tuple(sides))
    return infer("written out", hypotheses, goal, (shown,))


def test_induction_on_the_length_of_a_whole_family() -> None:
    """m (tr A^0 - m + 1) = 0 for an m x m matrix A: true for m = 0, and its step for an A that
    stays the same matrix follows; but A does not stay the same."""
    whole = trace(matpow(var("A", family(m, m)), 0))
    goal = eq(mul(m, add(sub(whole, m), ONE)), ZERO)
    start = established(induction_start(goal, m, ZERO))
    step = established(induction_next(goal, m), (goal,))
    with pytest.raises(InferenceError, match="the length of A varies"):
        infer("induction by hypothesis", (), goal, (start, step), {"on": m, "from": ZERO})


SINGULAR = inverse(zeros(TWO, TWO))
UNDEFINED = {
    "the determinant of an inverse that there is not": det(SINGULAR),
    "the trace of an inverse that there is not": trace(SINGULAR),
}


@pytest.mark.parametrize("term", UNDEFINED.values(), ids=UNDEFINED)
def test_what_is_made_of_families_is_not_defined_as_it_stands(term: Term) -> None:
    with pytest.raises(InferenceError):
        infer("definedness", (), defined(term))


UNSETTLED = {
    "x/x is an integer": is_integer(div(x, x)),
    "for i in 1..3, x/x = 1": iff(forall(ONE, num(3), eq(div(x, x), ONE)), TRUE),
}


@pytest.mark.parametrize("statement", UNSETTLED.values(), ids=UNSETTLED)
def test_a_statement_with_an_undefined_part_is_not_true(statement: Term) -> None:
    with pytest.raises(InferenceError):
        infer("truth value", (), statement)


FALSE = {
    "x/x is an integer wherever": Claim(is_integer(div(x, x)), "iff", TRUE),
    "x/x is in the integers": Claim(
        sp.Mul(sp.Symbol("x"), 1 / sp.Symbol("x"), evaluate=False), "in", sp.S.Integers
    ),
}


@pytest.mark.parametrize("claim", FALSE.values(), ids=FALSE)
def test_a_false_statement_is_not_proved(claim: Claim) -> None:
    assert not isinstance(check(claim), Proved)


def test_a_real_exponent_stays_one_where_a_value_is_exhibited() -> None:
    """(-2)^y is not defined for a real y, though (-2)^3 is."""
    goal = exists(eq(power(num(-2), bound(0, REAL)), num(-8)), "real")
    found = eq(power(num(-2), num(3)), num(-8))
    sides = [infer("definedness", (), defined(side)) for side in found.args]
    shown = infer("normal form", (), found, tuple(sides))
    value = infer("definedness", (), defined(num(3)))
    with pytest.raises(InferenceError, match="another kind of power"):
        infer("exhibited", (), goal, (value, shown), {"value": num(3)})
    there = eq(power(num(-2), y), num(-8))
    with pytest.raises(InferenceError):
        infer("point", (), somewhere(there), (shown,), {"at": (y,), "values": (num(3),)})


def test_a_function_with_integer_values_is_no_real_function() -> None:
    f = var("f", function(1))
    whole = app(f, x, sort=INT)
    claim = eq(apply("floor", whole), whole)
    half = fun(mul(num("1/2"), bound(0, REAL)))
    there = eq(apply("floor", mul(num("1/2"), x)), mul(num("1/2"), x))
    data: dict[str, object] = {"at": (x,), "values": (ONE,)}
    shown = infer("witness", (), somewhere(negation(there)), (), data)
    with pytest.raises(InferenceError, match="another sort"):
        infer(
            "particular functions", (), somewhere(negation(claim)), (shown,),
            {"at": (f,), "values": (half,)},
        )  # fmt: skip
    assert not isinstance(check(Claim(claim, "iff", TRUE)), Refuted)


@pytest.mark.parametrize("assumption", ["integer", "positive", "nonzero"])
def test_what_is_assumed_of_a_function_is_not_lost(assumption: str) -> None:
    f = sp.Function("f", **{assumption: True})
    with pytest.raises(ClaimError, match="assumption"):
        Claim(sp.floor(f(n), evaluate=False), "=", f(n))


U = {"evaluate": False}
SEQUENCES = {
    "sin(pi n) -> 0": (sp.sin(sp.Mul(sp.pi, n, **U), **U), 0),
    "cos(2 pi n) -> 1": (sp.cos(sp.Mul(2, sp.pi, n, **U), **U), 1),
    "n - floor(n) -> 0": (sp.Add(n, -sp.floor(n, **U), **U), 0),
    "(-1)^(2n) -> 1": (sp.Pow(-1, 2 * n, **U), 1),
    "(-1)^n/n -> 0": ((-1) ** n / n, 0),
}


@pytest.mark.parametrize(("body", "value"), SEQUENCES.values(), ids=SEQUENCES)
def test_a_limit_over_the_integers_is_none_over_the_real_numbers(body: sp.Expr, value: int) -> None:
    limit = sp.Limit(body, n, sp.oo)
    assert not isinstance(check(Claim(limit, "=", value)), Refuted)
    assert not isinstance(check(Claim.diverges(limit)), Proved)


# What is read off a term where it is defined says nothing of where it is not: an alternative that
# fails there, or a summand of an empty range, leaves no trace on what is asked next.
INVERSE = div(ONE, x)
m_times = partial(total, ONE, m)
TRACES = {
    "|1/x| = -5 or |x| > 0": Claim(
        either(eq(apply("abs", INVERSE), num(-5)), lt(ZERO, apply("abs", x))), "iff", TRUE
    ),
    "(1/x)^m = 5 or x^m/x^m = 1": Claim(
        either(eq(power(INVERSE, m), num(5)), eq(div(power(x, m), power(x, m)), ONE)), "iff", TRUE
    ),
    "floor(1/x) = 1/2 or x > 0, for x >= 0": Claim(
        either(eq(apply("floor", INVERSE), num("1/2")), lt(ZERO, x)), "iff", TRUE,
        given=[le(ZERO, x)],
    ),
    "a sum of |1/x| and the step of |x|": Claim(
        add(m_times(apply("abs", INVERSE)), apply("heaviside", apply("abs", x))), "=",
        add(ONE, m_times(apply("abs", INVERSE))),
    ),
    "a sum of floor(1/x) and the sign of x >= 0": Claim(
        add(m_times(apply("floor", INVERSE)), apply("sign", x)), "=",
        add(ONE, m_times(apply("floor", INVERSE))), given=[le(ZERO, x)],
    ),
    "a sum of floor(1/x) and x > 0, for x >= 0": Claim(
        add(m_times(apply("floor", INVERSE)), x), ">", m_times(apply("floor", INVERSE)),
        given=[le(ZERO, x)],
    ),
    "a sum of (y - 1)/x and m <= m y, for 0 <= x <= x y": Claim(
        either(eq(m_times(div(sub(y, ONE), x)), num(-5)), le(m, mul(m, y))), "iff", TRUE,
        given=[le(ZERO, x), le(x, mul(x, y)), le(ONE, m)],
    ),
    "a sum of (1/x)^k and the sign of x^(2k)": Claim(
        add(m_times(power(INVERSE, k)), apply("sign", power(power(x, k), TWO))), "=",
        add(ONE, m_times(power(INVERSE, k))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("claim", TRACES.values(), ids=TRACES)
def test_what_need_not_be_defined_leaves_no_trace(claim: Claim) -> None:
    assert isinstance(check(claim), Refuted)


def test_a_special_case_where_a_hypothesis_is_not_defined() -> None:
    """sqrt(x) != 0 gives x > 0; but sqrt(-y^2 - 1) != 0 does not hold, for it is not defined."""
    hypothesis = ne(sqrt(x), ZERO)
    sides = [infer("definedness", (hypothesis,), defined(side)) for side in (ZERO, x)]
    general = infer("sign", (hypothesis,), lt(ZERO, x), tuple(sides))
    value = sub(neg(power(y, TWO)), ONE)
    data: dict[str, object] = {"names": (x,), "values": (value,)}
    with pytest.raises(InferenceError):
        infer("special case", (), lt(ZERO, value), (general,), data)


GOALS = (TRUE, negation(TRUE), somewhere(negation(TRUE)), eq(x, x), ne(x, y), negation(defined(x)))


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_step_that_is_not_what_its_rule_reads_is_refused(name: str) -> None:
    """Whatever is handed to a rule, it follows or it is refused; nothing else is raised."""
    true = infer("truth value", (), TRUE)
    for goal in GOALS:
        for premises in ((), (true,), (true, true), (true,) * 3):
            for value in ((), (3,), x, 3):
                keys = "on at to values parts cuts map names conditions inner near".split()
                try:
                    infer(name, (), goal, premises, dict.fromkeys(keys, value))
                except InferenceError:
                    continue


@pytest.mark.parametrize(
    ("last", "stays"),
    [
        (apply("ceil", x), False),
        (var("n", INT), True),
        (elem(LENGTHS, ONE), True),
    ],
    ids=["ceil(x)", "n", "a length of several"],
)
def test_a_range_that_grows_nearby_is_not_open(last: Term, stays: bool) -> None:
    """1/(i - 2) is defined for all i from 1 to ceil(x) at x = 1, and not just after it."""
    i = var("i", INT)
    condition = forall(ONE, last, abstract(ne(sub(i, TWO), ZERO), i))
    for nearby in (strictly(condition), openly(condition)):
        assert (nearby is condition) if stays else str(nearby) == "false"


@pytest.mark.parametrize(
    ("condition", "stays"),
    [
        (le(var("i", INT), var("n", INT)), True),
        (le(x, var("n", INT)), False),
        (le(apply("floor", x), var("n", INT)), False),
    ],
    ids=["i <= n", "x <= n", "floor(x) <= n"],
)
def test_an_inequality_of_integers_is_met_nearby(condition: Term, stays: bool) -> None:
    assert (strictly(condition) is condition) is stays
