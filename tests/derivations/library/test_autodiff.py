"""Automatic differentiation: traces, both modes against SymPy, tables, and what can't be done."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, exp, log, pi, sin, sqrt, symbols, tanh

from derivations.graph import Edge
from derivations.library.autodiff import (
    AutodiffError,
    Trace,
    decimals,
    directional_derivative,
    evaluation_trace,
    exact_values,
    forward_sweep,
    forward_table,
    gradient,
    gradient_decimals,
    graph_of,
    reverse_sweep,
    reverse_table,
    value_sweep,
    value_table,
)
from derivations.library.autodiff.expressions import Tree
from derivations.library.autodiff.operations import FUNCTIONS, MAXIMUM, POWER, A, B, R, power_of
from derivations.library.autodiff.tracing import traced
from derivations.library.exact import simplified
from derivations.library.sigmoid import sigmoid
from derivations.writeup import Table, Writeup, WriteupError, checked
from proofs import Claim, Proved, Refuted, check
from proofs.kernel.enclosures.balls import LOCK, ball
from proofs.kernel.terms import PI, Term, add, derivative, div, mul, num, substitute, var
from proofs.kernel.terms import sqrt as root_term
from proofs.kernel.terms.binding import abstract

x, y, z = symbols("x y z")
K, W = symbols("k", integer=True), sp.IndexedBase("w")


def shown(values: Any, places: int = 4) -> list[str]:
    return [decimals(value, places).text for value in values]


# --- traces ---------------------------------------------------------------------------------------

TRACES = {
    "a quotient": (r"\frac{a}{b} + 2", ["v_1 = v_-1/v_0", "v_2 = v_1 + 2"]),
    "what is shared": ("ab + e^{ab}", ["v_1 = v_-1*v_0", "v_2 = exp(v_1)", "v_3 = v_1 + v_2"]),
    "ab and ba": ("ab - ba", ["v_1 = v_-1*v_0", "v_2 = v_1 - v_1"]),
    "a - b is no sum": ("a - b", ["v_1 = v_-1 - v_0"]),
    "minus in front": ("-a + b", ["v_1 = -v_-1", "v_2 = v_1 + v_0"]),
    "constants stay whole": (
        r"\sqrt{2} a + \frac{\pi}{3} b",
        ["v_1 = sqrt(2)*v_-1", "v_2 = pi/3*v_0", "v_3 = v_1 + v_2"],
    ),
    "a power": ("a^3 b^{-1}", ["v_1 = v_-1^3", "v_2 = v_0^(-1)", "v_3 = v_1*v_2"]),
    "a secant is a quotient": (
        r"\sec a + b", ["v_1 = cos(v_-1)", "v_2 = 1/v_1", "v_3 = v_2 + v_0"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TRACES)
def test_a_trace(case: str) -> None:
    latex, lines = TRACES[case]
    trace = evaluation_trace(latex, {"a": 1, "b": 2})
    assert list(trace.lines())[2:] == lines


SUMS = {
    "a polynomial": (
        r"\sum_{i=1}^{3} w_i x^i",
        {"w_1": 1, "w_2": 2, "w_3": 3, "x": 2},
        ["2", "4", "8", "45"],
    ),
    "two indices": (
        r"\sum_{i=1}^{2} \sum_{j=1}^{2} a_{i,j} x^{i+j}",
        {"a_{1,1}": 1, "a_{1,2}": 1, "a_{2,1}": 1, "a_{2,2}": 5, "x": 2},
        ["4", "8", "8", "16", "188"],
    ),
    "a product": (r"\prod_{i=1}^{3} (x + i)", {"x": 0}, ["11"]),
    "an empty product": (r"\prod_{i=1}^{0} x^i + x", {"x": 2}, ["1"]),
    "SymPy": (sp.Sum(W[1] * x**K, (K, 1, 2)) + W[2], {W[1]: 3, W[2]: 1, x: 2}, ["6", "1", "15"]),
}


@pytest.mark.parametrize("case", SUMS)
def test_ranges_are_written_out(case: str) -> None:
    expression, at, wanted = SUMS[case]
    trace = evaluation_trace(expression, at)
    assert shown(gradient(trace)) == wanted
    checked(Writeup("sums", (reverse_table(trace),)))


def test_inputs_are_numbered_as_they_are_given() -> None:
    trace = evaluation_trace(x - z, {z: 1, y: 2, x: 3})
    assert list(trace.lines()) == [
        "v_-2 = z = 1",
        "v_-1 = y = 2",
        "v_0 = x = 3",
        "v_1 = v_0 - v_-2",
    ]
    assert shown(gradient(trace)) == ["-1", "0", "1"]


def test_a_defined_function_is_traced_by_its_definition() -> None:
    trace = evaluation_trace(sigmoid(x), {x: 0})
    assert shown(gradient(trace)) == ["0.25"]


@pytest.mark.parametrize(
    ("expression", "value", "slope"),
    [(7, "7", []), (x, "2", ["1"]), (-x, "-2", ["-1"]), (x * x, "4", ["4"]), ("x^0", "1", ["0"])],
    ids=str,
)
def test_the_smallest_traces(expression: Any, value: str, slope: list[str]) -> None:
    trace = evaluation_trace(expression, {x: 2} if slope else {})
    assert shown(exact_values(trace)[-1:]) == [value]
    assert shown(gradient(trace)) == slope
    checked(Writeup("smallest", (reverse_table(trace),)))


# --- both modes against SymPy ---------------------------------------------------------------------

VALUES = {
    "one over a sum": (
        r"\frac{1}{x_1 + x_2} + x_2^2 + \cos x_1", (3, 6), "35.1211", ["-0.1535", "11.9877"]
    ),
    "a logarithm": (r"\ln x_1 + x_1 x_2 - \sin x_2", (2, 5), "11.6521", ["5.5", "1.7163"]),
    "roots": (r"\sqrt{x_1} \sqrt[3]{x_2}", (4, 27), "6", ["0.75", "0.0741"]),
    "a corner passed by": (r"\max(x_1, x_2) + |x_1|", (-1, 2), "3", ["-1", "1"]),
}  # fmt: skip


@pytest.mark.parametrize("case", VALUES)
def test_values_and_derivatives(case: str) -> None:
    latex, (a, b), value, slopes = VALUES[case]
    trace = evaluation_trace(latex, {"x_1": a, "x_2": b})
    assert shown(exact_values(trace)[-1:]) == [value]
    assert shown(gradient(trace)) == slopes
    assert shown([directional_derivative(trace, n) for n in ("x_1", "x_2")]) == slopes


_SMALL = st.fractions(min_value=Rational(1, 4), max_value=3, max_denominator=5)
_POINTS = st.one_of(
    _SMALL.map(lambda f: Rational(f.numerator, f.denominator)),
    st.sampled_from([sqrt(2), pi / 3, sqrt(3) / 2, exp(-1)]),
)


def _grown(smaller: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    pair = st.tuples(smaller, smaller)
    return st.one_of(
        pair.map(lambda p: p[0] + p[1]),
        pair.map(lambda p: p[0] * p[1]),
        pair.map(lambda p: p[0] - p[1] / 2),
        pair.map(lambda p: p[0] / (2 + p[1] ** 2)),
        smaller.map(sin),
        smaller.map(tanh),
        smaller.map(lambda e: exp(-(e**2))),
        smaller.map(lambda e: log(1 + e**2)),
        smaller.map(lambda e: sqrt(1 + e**2)),
    )


_EXPRESSIONS = st.recursive(st.sampled_from([x, y, sp.Integer(2)]), _grown, max_leaves=8)


@settings(max_examples=60)
@given(_EXPRESSIONS, _POINTS, _POINTS)
def test_both_modes_agree_with_sympy(expression: Any, a: Any, b: Any) -> None:
    trace = evaluation_trace(expression, {x: a, y: b})
    backwards = reverse_sweep(trace, 128)[:2]
    for k, name in enumerate((x, y)):
        forwards = forward_sweep(trace, name, 128)[trace.place(trace.output)]
        there = sp.N(sp.diff(expression, name).subs({x: a, y: b}), 30)
        assert overlap_nearly(forwards, there)
        assert overlap_nearly(backwards[k], there)


def overlap_nearly(value: Any, decimal: Any) -> bool:
    """Whether a narrow ball lies within 1e-20 of a decimal."""
    with LOCK:
        saved, ctx.prec = ctx.prec, 128
        try:
            near = arb(str(decimal), "1e-20")
            return bool(ball(value).overlaps(near)) and ball(value).rad() < 1e-20
        finally:
            ctx.prec = saved


@pytest.mark.parametrize(
    "expression",
    [x * y + sin(x), x / y - x**3, exp(x * y) / (1 + x**2), tanh(x * y) ** 2, sqrt(x + y) * log(y)],
    ids=str,
)
def test_exact_derivatives_are_those_of_sympy(expression: Any) -> None:
    trace = evaluation_trace(expression, {x: Rational(1, 2), y: 3})
    for name, found in zip((x, y), gradient(trace), strict=True):
        wanted = sp.diff(expression, name)
        at = [sp.Eq(x, Rational(1, 2)), sp.Eq(y, 3)]
        assert isinstance(check(Claim(wanted, "=", found, given=at), strict=True), Proved)


# --- operations -----------------------------------------------------------------------------------

_AT = num("3/4")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_operation_has_the_derivative_that_the_kernel_knows(name: str) -> None:
    operation = FUNCTIONS[name]
    at = num(2) if name == "acosh" else _AT
    slope = derivative(at, abstract(operation.value, A))
    result = substitute(operation.value, {A: at})
    partial = substitute(operation.partials[0], {A: at, R: result})
    assert isinstance(check(Claim(slope, "=", partial), strict=True), Proved)
    wrong = Claim(slope, "=", add(partial, num("1/100")))
    assert not isinstance(check(wrong, strict=True), Proved)


@pytest.mark.parametrize("operation", [POWER, MAXIMUM], ids=["power", "max"])
def test_operations_of_two(operation: Any) -> None:
    point = {A: num(3), B: num(2)}
    for name, partial in zip((A, B), operation.partials, strict=True):
        others = {v: t for v, t in point.items() if v is not name}
        slope = derivative(point[name], abstract(substitute(operation.value, others), name))
        result = substitute(operation.value, point)
        claimed = substitute(partial, {**point, R: result})
        assert isinstance(check(Claim(slope, "=", claimed), strict=True), Proved)


def test_a_power_of_a_negative_base() -> None:
    trace = evaluation_trace("x^{-3}", {"x": -2})
    assert shown(gradient(trace)) == ["-0.1875"]
    assert power_of(num(-3)).apart is None


# --- rounding -------------------------------------------------------------------------------------

ROUNDED = {
    "a tie, upwards": (num("0.00005"), "0.0001"),
    "a tie, away from 0": (num("-0.00005"), "-0.0001"),
    "a tie that looks irrational": (
        div(mul(root_term(num(2)), root_term(num(2))), num(40_000)),
        "0.0001",
    ),
    "just below a tie": (num("0.0000499999999999999999999999"), "0.0000"),
    "just above a tie": (add(num("0.00005"), div(PI, num(10**60))), "0.0001"),
    "no minus before 0": (num("-0.00001"), "0.0000"),
    "all digits": (num("2.5"), "2.5"),
    "a whole number": (num(-100), "-100"),
    "pi": (PI, "3.1416"),
}


@pytest.mark.parametrize("case", ROUNDED)
def test_rounding(case: str) -> None:
    value, text = ROUNDED[case]
    found = decimals(value, 4)
    assert found.text == text
    exact = simplified(value)
    assert isinstance(check(Claim(value, "=", exact), strict=True), Proved)
    verdict = check(Claim(exact, "=", num(text), digits=4), strict=True)
    assert isinstance(verdict, Proved)
    assert verdict.caveats == ("to the digits shown",)


def test_too_many_digits() -> None:
    trace = evaluation_trace(r"e^{e^{x}}", {"x": 6})
    with pytest.raises(AutodiffError, match="more than 60 digits"):
        forward_table(trace, "x")
    assert value_sweep(trace)[-1] > 10**170


def test_a_maximum_of_several() -> None:
    trace = evaluation_trace(sp.Max(x, y, x * y, 2), {x: 3, y: Rational(1, 2) + sqrt(2)})
    assert shown(gradient(trace)) == ["1.9142", "3"]
    checked(Writeup("max", (forward_table(trace, (1, 2)), reverse_table(trace))))


def test_rounding_to_whole_numbers() -> None:
    assert decimals(num("5/2"), 0).text == "3"
    assert decimals(PI, 30).text == "3.141592653589793238462643383280"


# --- tables ---------------------------------------------------------------------------------------

LATEX = r"\frac{x_1}{x_2} + e^{x_1 x_2} - \sqrt{2} x_1"
AT: dict[str, Any] = {"x_1": 2, "x_2": r"\frac{1}{3}"}


def test_rows_and_claims_of_the_tables() -> None:
    trace = evaluation_trace(LATEX, AT)
    for table in (
        value_table(trace),
        forward_table(trace, "x_2"),
        forward_table(trace, ("1/2", -1), decimals=6),
        reverse_table(trace, decimals=2),
    ):
        assert all(len(row) == len(table.head) for row in table.rows)
        assert max(table.rules) < len(table.rows)
        proved = checked(Writeup("table", (table,)))
        assert set(proved.verdicts) == set(table.claims)
        caveats = {caveat for v in proved.verdicts.values() for caveat in v.caveats}
        assert caveats <= {"to the digits shown"}  # no last digit is off


def test_a_table_claims_the_derivative_of_the_whole() -> None:
    trace = evaluation_trace(LATEX, AT)
    claims = forward_table(trace, "x_1").claims
    whole = [c for c in claims if c.left.op == "deriv"]
    assert any("exp" in str(c.left) and "sqrt(2)" in str(c.left) for c in whole)


def test_in_place_accumulation_is_shown() -> None:
    trace = evaluation_trace("x_1 x_2 + x_1", {"x_1": 2, "x_2": 3})
    symbols_of = [row[0] for row in reverse_table(trace).rows]
    assert symbols_of.count(r"$\bar{v}_{-1}$") == 2
    shares = [row for row in reverse_table(trace).rows if row[0] == r"$\bar{v}_{-1}$"]
    assert shares[1][1].startswith(r"$\bar{v}_{-1} + \bar{v}_{1} \frac{\partial v_{1}}")
    assert shares[1][2:] == (r"$1 + 1 \cdot 3$", "$4$")


@pytest.mark.parametrize("mode", ["forward", "reverse"])
def test_a_table_with_a_wrong_number_is_not_written(mode: str) -> None:
    trace = evaluation_trace("x_1 x_2 + \\sin x_1", {"x_1": 2, "x_2": 3})
    table = reverse_table(trace) if mode == "reverse" else forward_table(trace, (1, 2))
    for claim in table.claims:
        off = Claim(claim.left, "=", add(claim.right, num("1/1000")), digits=claim.digits)
        assert isinstance(check(off), Refuted)
        wrong = Table(table.caption, table.head, table.rows, table.rules, (off,))
        with pytest.raises(WriteupError):
            checked(Writeup("wrong", (wrong,)))


def test_the_value_has_a_name_that_no_input_has() -> None:
    table = forward_table(evaluation_trace("y^2", {"y": 3}), "y")
    assert [row[0] for row in table.rows] == [
        "$v_{0}$", "$v_{1}$", "$z$", r"$\dot{v}_{0}$", r"$\dot{v}_{1}$", r"$\dot{z}$",
    ]  # fmt: skip


def test_the_graph() -> None:
    graph = graph_of(evaluation_trace("x_1 x_2 + x_1", {"x_1": 2, "x_2": 3}))
    assert [node.kind for node in graph.nodes] == ["input", "input", "operation", "output"]
    assert [node.note for node in graph.nodes] == ["$2$", "$3$", "$6$", "$8$"]
    assert graph.edges[0] == Edge("v_-1", "v_1", "$v_{0}$")
    assert graph.ranks() == {"v_-1": 0, "v_0": 0, "v_1": 1, "v_2": 2}


# --- what can't be done ---------------------------------------------------------------------------

ERRORS = {
    "log of 0": (r"\ln x", {"x": 0}, "v_1 = log(v_0) is not defined at x = 0: it needs 0 < v_0"),
    "one over 0": ("1/x", {"x": 0}, "v_1 = 1/v_0 is not defined at x = 0: it needs v_0 != 0"),
    "one over a hidden 0": (
        r"\frac{1}{\sqrt{x}^2 - 2}",
        {"x": 2},
        "v_4 = 1/v_3 is not defined at x = 2: it needs v_3 != 0",
    ),
    "root of -1": (r"\sqrt{x}", {"x": -1}, "v_1 = sqrt(v_0) is not defined at x = -1"),
    "no slope of |x| at 0": ("|x|", {"x": 0}, "v_1 = abs(v_0) has no derivative at x = 0"),
    "no slope of a root at 0": (r"\sqrt{x}", {"x": 0}, "v_1 = sqrt(v_0) has no derivative"),
    "no slope of max at a tie": (
        r"\max(x, y)",
        {"x": 2, "y": r"\sqrt{4}"},
        "v_1 = max(v_-1, v_0) has no derivative at x = 2, y = sqrt(4): it needs v_-1 != v_0",
    ),
    "no slope of arcsin at 1": (r"\arcsin x", {"x": 1}, "v_1 = asin(v_0) has no derivative"),
    "a real power of a negative": ("x^y", {"x": -2, "y": 2}, "v_1 = v_-1^v_0 is not defined"),
    "a pole": (r"\tan x", {"x": r"\frac{\pi}{2}"}, "v_1 = tan(v_0) is not defined"),
    "a name without a value": ("x y", {"x": 1}, "no value for y; the point gives one for x"),
    "an unknown function": ("f(x)", {"x": 1}, "f is an unknown function"),
    "no derivative is known": (r"\lfloor x \rfloor", {"x": 1}, "no derivative is known for floor"),
    "a range of symbolic length": (
        r"\sum_{i=1}^n x^i",
        {"x": 2, "n": 3},
        "a range without ends that are numbers",
    ),
    "an infinite range": (r"\sum_{i=1}^\infty x^i", {"x": 2}, "a range without ends"),
    "an integral": (r"\int_0^1 x t dt", {"x": 2}, "no derivative is known for integral"),
    "a float": ("x", {"x": 0.1}, 'x = 0.1 is rounded; give an exact value, such as "0.1"'),
    "a value that is no number": ("x", {"x": "y"}, "not an exact real number: x = y"),
    "a complex value": ("x", {"x": sp.I}, "not an exact real number: x = I"),
    "a value that is not there": ("x", {"x": r"\ln 0"}, "x = log(0) is not defined"),
    "an equation": ("x = 3", {"x": 1}, "not an expression for a real number: x = 3"),
    "unreadable": (r"\frac{x", {"x": 1}, "is not closed"),
    "a complex variable": (
        symbols("w", complex=True),
        {"w": 1},
        "not a plain real variable: w",
    ),
    "an input that is no name": ("x", {"x": 1, "x^2": 1}, "not a name of an input: x^2"),
}


@pytest.mark.parametrize("case", ERRORS)
def test_what_is_wrong_is_said_in_one_line(case: str) -> None:
    expression, at, message = ERRORS[case]
    with pytest.raises(AutodiffError) as caught:
        gradient(evaluation_trace(expression, at))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


SWEPT = [name for name, (e, _, m) in ERRORS.items() if isinstance(e, str) and "v_" in m]


@pytest.mark.parametrize("case", SWEPT)
def test_sweeps_refuse_the_same_points(case: str) -> None:
    expression, at, _ = ERRORS[case]
    with pytest.raises(AutodiffError):
        reverse_sweep(evaluation_trace(expression, at))


@pytest.mark.parametrize(
    ("direction", "message"),
    [
        ((1,), "a direction of 1 numbers, for 2 inputs: x_1, x_2"),
        ((1, 2, 3), "a direction of 3 numbers"),
        ("x_3", "x_3 is not an input; there are: x_1, x_2"),
        ((1, 0.5), "the direction in x_2 = 0.5 is rounded"),
    ],
    ids=["too short", "too long", "no such input", "a float"],
)
def test_wrong_directions(direction: Any, message: str) -> None:
    trace = evaluation_trace("x_1 x_2", {"x_1": 1, "x_2": 2})
    for mode in (forward_table, forward_sweep):
        with pytest.raises(AutodiffError, match=message):
            mode(trace, direction)


# --- long traces ----------------------------------------------------------------------------------


def nested(depth: int) -> Trace:
    """sin(... sin(x) + x/2 ... + x/2), `depth` times."""
    name = var("x")
    leaf = Tree(leaf=name)
    half = Tree("mul", (leaf, Tree(leaf=num("1/2"))))
    tree = leaf
    for _ in range(depth):
        tree = Tree("sin", (Tree("add", (tree, half)),))
    return traced(tree, {name: num(1)})


def test_a_deep_trace_needs_no_recursion() -> None:
    trace = nested(20_000)
    assert len(trace.assignments) == 40_001
    forwards = forward_sweep(trace, "x")[-1]
    backwards = reverse_sweep(trace)[0]
    assert ball(forwards).overlaps(ball(backwards))
    assert gradient_decimals(trace, 6)[0].text == "0.039625"
    with pytest.raises(AutodiffError, match="nested more than 200 deep"):
        exact_values(trace)


def test_shared_parts_are_worked_out_once() -> None:
    squared: Any = x
    for _ in range(100):  # 2^100 leaves, written out
        squared = sp.Mul(squared, squared, evaluate=False)
    trace = evaluation_trace(squared, {x: 1})
    assert len(trace.assignments) == 100
    assert value_sweep(trace)[-1] == 1
    assert reverse_sweep(trace)[0] == 2**100


def test_terms_are_found_again() -> None:
    found: Term = gradient(evaluation_trace("x^2", {"x": "1/3"}))[0]
    assert found is num("2/3")
