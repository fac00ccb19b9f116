"""Attacks on the checker: false claims, true claims, forged steps, input that never ends.

A false claim must not be proved; a true one must not be refuted; a step that doesn't follow must
not be inferred; and every answer comes about when it is due, whatever is asked.
"""

from __future__ import annotations

import gc
import multiprocessing
import resource
from fractions import Fraction

import pytest
import sympy as sp

from proofs import Claim, ClaimError, InferenceError, Proved, Refuted, check, replay
from proofs.kernel import Workspace, infer, to_data
from proofs.kernel.rules.induction import induction_step
from proofs.kernel.terms import (
    COMPLEX,
    FALSE,
    INT,
    NAT,
    ONE,
    OO,
    PI,
    TRUE,
    TWO,
    ZERO,
    I,
    Term,
    TermError,
    add,
    app,
    apply,
    both,
    bound,
    cases,
    defined,
    delta,
    derivative,
    div,
    either,
    elem,
    eq,
    exp,
    fam,
    family,
    function,
    is_integer,
    judged,
    le,
    limit,
    log,
    lt,
    maximum,
    minimum,
    mul,
    ne,
    neg,
    negation,
    num,
    power,
    product,
    root,
    shown,
    size,
    somewhere,
    sqrt,
    sub,
    substitute,
    total,
    var,
    vector,
)
from proofs.kernel.terms.data import save
from proofs.kernel.terms.definitions import Definition

x, y, a, b, r = (var(name) for name in "xyabr")
n, k = (var(name, INT) for name in "nk")
N = var("N", NAT)
f, g = var("f", function(1)), var("g", function(2))
ROW = var("v", family(rank=1))
THIRD = var("t", family(num(3)))
J = bound(0)


def size_of(u: Term) -> Term:
    """|u|."""
    return apply("abs", u)


def powers(lower: Term, upper: Term) -> Term:
    """sum_{i=lower}^{upper} x^i."""
    return total(lower, upper, power(x, J))


REAL_POWERS = total(ONE, N, power(x, r))  # empty for N = 0, so x may be negative there
UNDEFINED_CONDITION = cases(ONE, lt(log(num(-1)), ZERO), x)
NO_CONDITION = cases(ONE, ne(y, apply("coth", ZERO)), x)
ABOUT_POLE = cases(ONE, le(apply("sin", div(ONE, x)), ONE), TWO)
X, Y = sp.symbols("x y")
WHOLE = sp.symbols("n", integer=True)
POSITIVE_X = sp.Symbol("x", positive=True)
SAME_NAME = sp.Symbol("i"), sp.Symbol("i", integer=True)
DUMMIES = sp.Dummy("i"), sp.Dummy("i")


def squared_gaps(i: sp.Symbol, j: sp.Symbol) -> sp.Expr:
    """sum over i, i, j in {1, 2} of (i - j)^2; the outer i is shadowed."""
    inner = sp.Sum(sp.Sum((i - j) ** 2, (j, 1, 2)), (i, 1, 2))
    return sp.Sum(inner, (i, 1, 2))


def on(*claim: object, **rest: object) -> object:
    """A claim that is made when it is asked for: some of these are refused as they are stated."""
    return lambda: Claim(*claim, **rest)  # type: ignore[arg-type]


FALSE_CLAIMS = {
    # the index of a sum is an integer, however its lower end is written
    "sum-from-4/2": on(size_of(powers(div(num(4), TWO), n)), "=", powers(div(num(4), TWO), n)),
    "sum-from-real-integer": on(size_of(powers(y, y)), "=", powers(y, y), given=[is_integer(y)]),
    "product-from-4/2": on(
        size_of(product(div(num(4), TWO), n, power(x, J))),
        "=",
        product(div(num(4), TWO), n, power(x, J)),
    ),
    # what holds of x^r where it is defined doesn't hold of x^k
    "real-power-in-an-empty-sum": on(
        add(REAL_POWERS, size_of(power(x, k))),
        "=",
        add(REAL_POWERS, power(x, k)),
        given=[eq(r, k)],
    ),
    "real-power-in-an-empty-sum-x!=0": on(
        add(REAL_POWERS, size_of(power(x, k))),
        "=",
        add(REAL_POWERS, power(x, k)),
        given=[eq(r, k), ne(x, ZERO)],
    ),
    # conditions that are not defined
    "case-with-log(-1)": on(add(UNDEFINED_CONDITION, ONE), "=", add(ONE, UNDEFINED_CONDITION)),
    "case-with-log(-1)-alone": on(cases(ONE, lt(log(num(-1)), ZERO), TWO), "=", TWO),
    "case-with-coth(0)": on(NO_CONDITION, "=", add(NO_CONDITION, sub(x, power(x, TWO)))),
    # entries that a family doesn't have
    "entry-7-of-3": on(elem(vector(ONE, TWO, num(3)), num(7)), "=", num(3)),
    "entry-0-of-3": on(elem(vector(ONE, TWO, num(3)), ZERO), "=", num(3)),
    "entry-1/2": on(elem(vector(ONE, TWO), num(Fraction(1, 2))), "=", TWO),
    "entry-7-of-fam-3": on(elem(fam(num(3), J), num(7)), "=", num(7)),
    # definitions
    "parameter-named-as-a-constant": on(
        app(f, TWO),
        "=",
        num(6),
        definitions=[Definition(x, (), num(5)), Definition(f, (x,), add(x, ONE))],
    ),
    "complex-case": on(
        power(size_of(cases(I, lt(x, ZERO), ONE)), TWO), "=", power(cases(I, lt(x, ZERO), ONE), TWO)
    ),
    # SymPy symbols that share a name
    "two-indices-i": on(squared_gaps(*SAME_NAME), "=", 0),
    "two-dummies": on(squared_gaps(*DUMMIES), "=", 0),
    "x-positive-and-x": on(sp.Abs(X) + POSITIVE_X, "=", X + POSITIVE_X),
    # withstood
    "0^N": on(power(ZERO, N), "=", ZERO),
    "(-8)^(1/3)": on(power(num(-8), num(Fraction(1, 3))), "=", num(-2)),
    "(x^2)^(1/2)": on(power(power(x, TWO), num(Fraction(1, 2))), "=", x),
    "sixth-root-of-x^2": on(root(power(x, TWO), 6), "=", root(x, 3)),
    "atan-of-tan": on(apply("atan", apply("tan", x)), "=", x),
    "asin-of-sin": on(apply("asin", apply("sin", x)), "=", x),
    "log-of-negative-factors": on(
        log(mul(x, y)), "=", add(log(x), log(y)), given=[lt(x, ZERO), lt(y, ZERO)]
    ),
    "sum-of-ones-to-n": on(total(ONE, n, ONE), "=", n),
    "product-of-x-to-n": on(product(ONE, n, x), "=", power(x, n)),
    "split-anywhere": on(total(ONE, n, J), "=", add(total(ONE, k, J), total(add(k, ONE), n, J))),
    "delta-out-of-range": on(total(ONE, N, delta(J, k)), "=", ONE),
    "indices-confused": on(
        total(ONE, N, total(ONE, N, mul(J, bound(1)))), "=", total(ONE, N, total(ONE, N, mul(J, J)))
    ),
    "x-is-1/x": on(x, "=", ONE, given=[eq(x, div(ONE, x))]),
    "contradictory": on(x, "=", ONE, given=[lt(x, ZERO), lt(ZERO, x)]),
    "between-0-and-1": on(x, "=", ONE, given=[lt(ZERO, n), lt(n, ONE)]),
    "2n=1": on(x, "=", ONE, given=[eq(mul(TWO, n), ONE)]),
    "reals-are-no-integers": on(x, ">=", ONE, given=[lt(ZERO, x)]),
    "mixed-product": on(mul(n, x), ">=", ONE, given=[lt(ZERO, mul(n, x))]),
    "for-all-of-none": on(
        n, ">=", ONE, given=[Claim(ZERO, "<", elem(ROW, n)).statement, le(num(-9), n)]
    ),
    "summand-defined-in-an-empty-sum": on(
        size_of(x), "=", x, given=[defined(total(ONE, N, log(x)))]
    ),
    "one-of-two-is-positive": on(size_of(x), "=", x, given=[either(lt(ZERO, x), lt(ZERO, y))]),
    "abs-of-a-sum": on(
        size_of(total(ONE, N, elem(ROW, J))), "=", total(ONE, N, size_of(elem(ROW, J)))
    ),
    "tanh-30-40": on(apply("tanh", num(30)), "=", apply("tanh", num(40))),
}


@pytest.mark.parametrize("claim", FALSE_CLAIMS.values(), ids=FALSE_CLAIMS.keys())
def test_false_claim_is_not_proved(claim):
    try:
        stated = claim()
    except (ClaimError, TermError):
        return
    assert not isinstance(check(stated), Proved)


EVEN, PRIME = sp.Symbol("e", even=True), sp.Symbol("q", prime=True)
IRRATIONAL = sp.Symbol("s", irrational=True)
NOT_ZERO, ABOVE = sp.Symbol("w", zero=False), sp.Symbol("u", extended_positive=True)
P = sp.Symbol("p", positive=True)
WHOLE_ROW = sp.IndexedBase("k", integer=True)
POSITIVE_ROW = sp.IndexedBase("v", positive=True)
TRUE_CLAIMS = {
    "case-about-a-pole": on(ABOUT_POLE, "=", ONE),
    "case-by-and": on(cases(ONE, both(lt(ZERO, x), lt(log(x), x)), TWO), "=", ONE),
    "parameter-named-as-a-constant": on(
        app(f, TWO),
        "=",
        num(3),
        definitions=[Definition(x, (), num(5)), Definition(f, (x,), add(x, ONE))],
    ),
    "defined-after-its-use": on(
        a, "=", num(3), definitions=[Definition(a, (), add(b, ONE)), Definition(b, (), TWO)]
    ),
    "even": on(sp.cos(sp.pi * EVEN, evaluate=False), "=", 1),
    "prime": on(PRIME, ">", 1),
    "irrational": on(sp.floor(IRRATIONAL, evaluate=False), "<", IRRATIONAL),
    "not-zero": on(NOT_ZERO**2, ">", 0),
    "extended-positive": on(ABOVE, ">", 0),
    "positive-in-a-condition": on(Y, ">", 0, given=[sp.Eq(Y, P)]),
    "row-of-integers": on(sp.cos(sp.pi * WHOLE_ROW[1], evaluate=False) ** 2, "=", 1),
    "row-of-positives": on(POSITIVE_ROW[1], ">", 0),
    # withstood
    "positive-symbol": on(sp.sqrt(P**2), "=", P),
    "odd-root": on(root(power(x, num(3)), 3), "=", x),
    "(-1)^2k": on(power(num(-1), mul(TWO, k)), "=", ONE),
    "x^(k-k)": on(power(x, sub(k, k)), "=", ONE),
    "empty-sum": on(total(ONE, num(-3), J), "=", ZERO),
    "hoisted-quotient": on(total(ONE, n, div(J, x)), "=", div(total(ONE, n, J), x)),
    "integer-above-1/2": on(n, ">=", ONE, given=[lt(num(Fraction(1, 2)), n)]),
    "exp-of-big-numbers": on(exp(num(10**10)), "<", exp(num(10**10 + 1))),
    "max-of-equals": on(maximum(x, x), "=", x),
    "sum-of-logs": on(total(ONE, N, log(x)), "=", mul(N, log(x))),
}


@pytest.mark.parametrize("claim", TRUE_CLAIMS.values(), ids=TRUE_CLAIMS.keys())
def test_true_claim_is_not_refuted(claim):
    try:
        stated = claim()
    except (ClaimError, TermError):
        return
    assert not isinstance(check(stated), Refuted)


def test_no_condition_is_missing_or_made_up():
    """x^i has a negative i here, whatever sort the bound name is said to have."""
    try:
        unsure = total(num(-1), ZERO, power(x, bound(0, NAT)))
    except TermError:
        return
    verdict = check(Claim(unsure, "=", add(div(ONE, x), ONE)))
    assert isinstance(verdict, Proved)
    assert not verdict.conditions


# --- forged steps ---------------------------------------------------------------------------------


def at(**values: Term) -> dict[str, object]:
    """The data of a step that names a point."""
    return {"at": tuple(var(name) for name in values), "values": tuple(values.values())}


def is_defined(*terms: Term) -> tuple:
    """|- each term is defined."""
    return tuple(infer("definedness", (), defined(t)) for t in terms)


def equality_from_a_definition():
    """x := 1, so x = 1 for every x?"""
    same = infer("normal form", (), eq(ONE, ONE), is_defined(ONE))
    told = {"definitions": (Definition(x, (), ONE),)}
    relation = infer("definition", (), eq(x, ONE), (same,), told)
    point = infer("instance", (), somewhere(eq(x, ONE)), (), at(x=ONE))
    return infer("claim", (), judged(eq(x, ONE)), (relation, *is_defined(x, ONE), point))


def definedness_from_a_definition():
    """x := 4, so log x is defined for every x?"""
    told = {"definitions": (Definition(x, (), num(4)),)}
    there = infer("definition", (), defined(exp(log(x))), is_defined(exp(log(num(4)))), told)
    back = is_defined(x)[0]
    relation = infer("normal form", (), eq(exp(log(x)), x), (there, back))
    point = infer("instance", (), somewhere(eq(exp(log(x)), x)), (), at(x=ONE))
    return infer("claim", (), judged(eq(exp(log(x)), x)), (relation, there, back, point))


def hypotheses_taken_back():
    """A list of hypotheses that is emptied afterwards."""
    hypotheses = [lt(ZERO, x)]
    premise = infer("definedness", (lt(ZERO, x),), defined(log(x)))
    proof = infer("definition", hypotheses, defined(log(x)), (premise,), {"definitions": ()})
    hypotheses.clear()
    if proof.sequent.hypotheses:
        raise InferenceError("the hypotheses were kept")
    return proof


def obliging_workspace():
    """Normal forms that are brought along, and agree to everything."""

    class Obliging:
        def equal(self, *terms):
            return True

        holds = fails = follows = equal

        def used_atoms(self, *terms):
            return ()

    workspace = Workspace({(): Obliging()})
    return infer("normal form", (), eq(ZERO, ONE), is_defined(ZERO, ONE), None, workspace)


def pre_assumed_workspace():
    """The normal forms of other hypotheses, under the name of none."""
    workspace = Workspace()
    workspace.normalizers[()] = workspace.normalizer((lt(ZERO, x),))
    return infer("definedness", (), defined(log(x)), (), None, workspace)


def edited_point():
    """A point that is another one by the time that it is used."""
    point = infer("instance", (), somewhere(eq(x, x)), (), at(x=ONE))
    point.data["values"] = (num(5),)


def edited_saved_proof(change):
    """A saved proof of 0 < q |- sqrt q is defined, edited and replayed."""
    data = to_data(infer("definedness", (lt(ZERO, var("q")),), defined(sqrt(var("q")))))
    change(data)
    gc.collect()
    return replay(data)


def fractional_root(data):
    data["steps"][0]["hypotheses"] = []
    for row in data["steps"][0]["goal"]:
        if row[0] == "root":
            row[1] = 2.5


def without_hypotheses(data):
    data["steps"][0]["hypotheses"] = []


def another_evidence(data):
    data["steps"][0]["evidence"] = {"left": "1"}


def deep_data(data):
    nested: dict[str, object] = {"list": []}
    for _ in range(5_000):
        nested = {"list": [nested]}
    data["steps"][0]["data"] = {"on": nested}


def induction_from_below():
    """min(n + 1, 1) is 0 at -1 and constant from 0 on; n is a natural number."""
    goal = eq(minimum(add(N, ONE), ONE), ZERO)
    start, bounded = num(-1), le(num(-1), N)
    at_start = substitute(goal, {N: start})
    step = induction_step(goal, N)
    base = infer("normal form", (), at_start, is_defined(*at_start.args))
    ahead = infer("normal form", (), step, is_defined(*step.args))
    return infer("induction", (bounded,), goal, (base, ahead), {"on": N, "from": start})


UNDEFINED_CASES = cases(ONE, lt(log(num(-1)), ZERO), TWO)
COMPLEX_CASES = cases(var("z", COMPLEX), lt(x, ZERO), ONE)
COMPLEX_LIMIT = limit(ZERO, var("z", COMPLEX))
INDEX = ("index", 0, N)


def square_of_size(u: Term, *hypotheses: Term):
    """|u|^2 = u^2."""
    left, right = power(size_of(u), TWO), power(u, TWO)
    premises = is_defined(left, right) if not hypotheses else ()
    domain = (defined(left), defined(right)) if hypotheses else ()
    return infer("normal form", domain, eq(left, right), premises)


def captured_index():
    """The name that the kernel itself gives to indices, free in a claim."""
    name = var(INDEX, INT)  # type: ignore[arg-type]
    left, right = total(ONE, N, mul(J, name)), total(ONE, N, mul(J, J))
    return infer("normal form", (), eq(left, right), is_defined(left, right))


FORGERIES = {
    "equality-from-a-definition": equality_from_a_definition,
    "definedness-from-a-definition": definedness_from_a_definition,
    "hypotheses-taken-back": hypotheses_taken_back,
    "obliging-workspace": obliging_workspace,
    "pre-assumed-workspace": pre_assumed_workspace,
    "root-of-index-2.0": lambda: infer("definedness", (), defined(root(var("new"), 2.0))),  # type: ignore[arg-type]
    "root-of-index-2.5": lambda: infer("definedness", (), defined(root(x, 2.5))),  # type: ignore[arg-type]
    "saved-root-of-index-2.5": lambda: edited_saved_proof(fractional_root),
    "saved-without-hypotheses": lambda: edited_saved_proof(without_hypotheses),
    "saved-with-other-evidence": lambda: edited_saved_proof(another_evidence),
    "saved-data-too-deep": lambda: edited_saved_proof(deep_data),
    "hypothesis-that-is-a-number": lambda: infer("definedness", (x,), defined(x)),
    "goal-that-is-text": lambda: infer("definedness", (), "x"),  # type: ignore[arg-type]
    "induction-from-below": induction_from_below,
    "case-without-a-condition": lambda: infer("enclosure", (), eq(UNDEFINED_CASES, TWO)),
    "point-of-an-undefined-case": lambda: infer(
        "instance", (), somewhere(eq(UNDEFINED_CASES, TWO)), (), at()
    ),
    "entry-9-of-2": lambda: infer("enclosure", (), eq(elem(vector(ONE, TWO), num(9)), TWO)),
    "entry-given-outside": lambda: infer(
        "instance",
        (),
        somewhere(eq(elem(THIRD, num(7)), ONE)),
        (),
        {"at": (elem(THIRD, num(7)),), "values": (ONE,)},
    ),
    "point-at-infinity": lambda: infer("instance", (), somewhere(TRUE), (), at(x=OO)),
    "point-at-sqrt(-1)": lambda: infer("instance", (), somewhere(TRUE), (), at(x=sqrt(num(-1)))),
    "point-at-1/0": lambda: infer("instance", (), somewhere(TRUE), (), at(x=div(ONE, ZERO))),
    "complex-case": lambda: square_of_size(COMPLEX_CASES),
    "complex-limit": lambda: square_of_size(COMPLEX_LIMIT, TRUE),
    "index-captured": captured_index,
    "loose-name": lambda: infer("enclosure", (), eq(J, J)),
    "definition-with-a-loose-name": lambda: infer(
        "definition",
        (),
        eq(total(ONE, TWO, a), num(3)),
        (infer("enclosure", (), eq(total(ONE, TWO, J), num(3))),),
        {"definitions": (Definition(a, (), J),)},
    ),
    "two-parameters-of-one-name": lambda: infer(
        "definition",
        (),
        eq(app(g, ONE, TWO), TWO),
        (infer("enclosure", (), eq(TWO, TWO)),),
        {"definitions": (Definition(g, (x, x), x),)},
    ),
    "shown-to-minus-one-digits": lambda: infer("definedness", (), defined(shown(x, ONE, -1))),
    "false-from-nothing": lambda: infer("definedness", (), FALSE),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_forged_step_is_refused(forge):
    with pytest.raises((InferenceError, TermError)):
        forge()


def test_the_data_of_a_proof_cannot_be_edited():
    with pytest.raises((TypeError, AttributeError)):
        edited_point()


BAD_ROWS = (None, 1, "x", [1], {"a": None}, [["x"]], {"a": {"definition": 1}}, {"a": {"list": 1}})
FIELDS = ("rule", "hypotheses", "goal", "premises", "data", "evidence")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("bad", BAD_ROWS, ids=repr)
def test_what_is_no_saved_proof_is_refused(field, bad):
    row = {"rule": "sign", "hypotheses": [], "goal": save(defined(x)), "premises": [], "data": {}}
    with pytest.raises(InferenceError):
        replay({"version": 1, "steps": [{**row, "evidence": {}, field: bad}]})


# --- input that is odd, or never ends -------------------------------------------------------------

MEMORY = 4 << 30
PATIENCE = 8.0


def doubled(start: Term, times: int) -> Term:
    """2^times start, as a sum of shared parts."""
    out = start
    for _ in range(times):
        out = add(out, out)
    return out


def nested(wrap, depth: int) -> Term:
    """wrap(wrap(... x))."""
    out = x
    for _ in range(depth):
        out = wrap(out)
    return out


def deep_sympy(depth: int) -> sp.Expr:
    """sin(sin(... x))."""
    out = X
    for _ in range(depth):
        out = sp.sin(out, evaluate=False)
    return out


MANY = [var(f"v{i}") for i in range(8)]

ODD = {
    "sum-over-2.5e9-pairs": on(
        total(ONE, num(50_000), total(ONE, num(50_000), apply("sin", mul(J, bound(1))))), "=", ONE
    ),
    "(x+1)^100000": on(power(add(x, ONE), num(100_000)), "=", x),
    "(x+1)^1000000": on(power(add(x, ONE), num(1_000_000)), "=", x),
    "factors-of-x^720720-1": on(log(sub(power(x, num(720_720)), ONE)), "=", x),
    "x^(10^12)-in-a-sum": on(
        total(ONE, N, mul(power(x, num(10**12)), div(J, add(mul(TWO, J), ONE)))), "=", x
    ),
    "x^(10^30)": on(power(x, num(10**30)), "=", ONE),
    "shared-exponent": on(power(x, doubled(ONE, 60)), "=", ONE),
    "shared-sum": on(doubled(x, 40), "=", mul(num(2**40), x)),
    "squares-below-0": on(x, "=", ONE, given=[lt(add(*(power(v, TWO) for v in MANY)), ZERO)]),
    "squares-below-0-true": on(
        x, "=", mul(ONE, x), given=[lt(add(*(power(v, TWO) for v in MANY)), ZERO)]
    ),
    "empty-conditions-over-a-row": on(
        x,
        "=",
        mul(ONE, x),
        given=[Claim(ZERO, "=", num(3)).statement, lt(ZERO, elem(ROW, N)), le(x, ONE)],
    ),
    "product-to-5000": on(product(ONE, num(5_000), add(x, J)), "=", ONE),
    "roots-to-2000": on(total(ONE, num(2_000), sqrt(J)), "=", ONE),
    "no-kernel-fault": on(NO_CONDITION, "<", mul(ONE, NO_CONDITION)),
    "20000!": on(apply("factorial", num(20_000)), "=", ONE),
    "10^1000000": lambda: Claim(num(10**1_000_000), "=", ONE),
    "2^2^2^40": on(power(TWO, power(TWO, power(TWO, num(40)))), "=", ONE),
    "exp-exp-exp-50": on(exp(exp(exp(num(50)))), "=", ONE),
    "sqrt-195-deep": on(nested(sqrt, 195), "=", y),
    "sine-195-deep": on(nested(lambda t: apply("sin", t), 195), "=", y),
    "sums-195-deep": on(nested(lambda t: total(ONE, N, t), 195), "=", y),
    "cases-195-deep": on(nested(lambda t: cases(t, lt(x, ZERO), ONE), 195), "=", y),
    "digits=-1": on(num("0.5"), "=", num("0.5"), digits=-1),
    "digits=10^7": on(PI, "=", num(3), digits=10**7),
}


def _answer(claim) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        check(claim(), budget=1.0)
    except (ClaimError, TermError):
        return


@pytest.mark.parametrize("claim", ODD.values(), ids=ODD.keys())
def test_an_answer_in_time(claim):
    worker = multiprocessing.get_context("fork").Process(target=_answer, args=(claim,))
    worker.start()
    worker.join(PATIENCE)
    late = worker.is_alive()
    if late:
        worker.kill()
        worker.join()
    assert not late
    assert worker.exitcode == 0


ODD_INPUT = {
    "600-deep": lambda: Claim(deep_sympy(600), "=", 0),
    "derivative-of-order-n": lambda: Claim(sp.Derivative(sp.Function("f")(X), (X, WHOLE)), "=", 0),
    "nan": lambda: Claim(sp.nan, "=", 0),
    "a matrix against a number": lambda: Claim(sp.ImmutableMatrix([[1, 2]]), "=", 0),
    "a matrix below a matrix": lambda: Claim(sp.Identity(2), "<", sp.Identity(2)),
    "text": lambda: Claim(1, "=", 1, given=["x"]),
    "no-such-axis": lambda: Claim(size(THIRD, 5), "=", ONE),
    "derivative-of-order-1/2": lambda: Claim(derivative(x, J, 1.5), "=", ONE),
    "negation-of-a-number": lambda: Claim(x, "=", x, given=[negation(x)]),
    "minus-a-statement": lambda: Claim(neg(lt(x, y)), "=", x),
}


@pytest.mark.parametrize("state", ODD_INPUT.values(), ids=ODD_INPUT.keys())
def test_what_is_no_claim_is_refused_as_such(state):
    with pytest.raises((ClaimError, TermError)):
        state()
