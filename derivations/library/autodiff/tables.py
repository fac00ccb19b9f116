r"""Evaluation traces as tables: symbol, expression, numbers put in, value; each row with its claims.

Every value is worked out exactly, from exact values, and rounded once, where it is shown.

>>> from .tracing import evaluation_trace
>>> found = evaluation_trace(r"x_1 x_2 + \cos x_1", {"x_1": 3, "x_2": 6})
>>> for row in reverse_table(found).rows[-4:]: print(*row)
$\bar{v}_{-1}$ $\bar{v}_{-1} + \bar{v}_{1} \frac{\partial v_{1}}{\partial v_{-1}} = \bar{v}_{-1} + \bar{v}_{1} v_{0}$ $-\sin(3) + 1 \cdot 6$ $5.8589$
$\bar{v}_{0}$ $\bar{v}_{1} \frac{\partial v_{1}}{\partial v_{0}} = \bar{v}_{1} v_{-1}$ $1 \cdot 3$ $3$
$\bar{x}_{1}$ $\bar{v}_{-1}$  $5.8589$
$\bar{x}_{2}$ $\bar{v}_{0}$  $3$
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from proofs.claim import Claim
from proofs.kernel.terms import ONE, ZERO, Term, neg, num, substitute, var

from ...writeup import Table
from ...writing.latex import latex
from ..exact import plus, times
from . import claims
from .rounding import Shown, decimals
from .trace import Trace, symbol
from .values import (
    accumulations,
    direction_of,
    exact_tangents,
    exact_values,
    locals_of,
)

HEAD = ("", "expression", "with numbers", "value")
MAX_SHOWN = 22
"""Longest LaTeX of an exact number that is put in as it is; a longer one is put in as decimals."""


def value_table(trace: Trace, *, decimals: int = 4, caption: str = "") -> Table:
    """The evaluation trace alone."""
    rows = _Rows(trace, decimals)
    _values(rows)
    return rows.table(caption or f"Evaluation trace of {_about(trace)}.")


def forward_table(
    trace: Trace, direction: object, *, decimals: int = 4, caption: str = ""
) -> Table:  # fmt: skip
    """The evaluation trace, and below it the derivatives along a direction: forward mode.

    `direction` is an exact number for each input, or an input's name for that one alone.
    """
    rows = _Rows(trace, decimals)
    towards = direction_of(trace, direction)
    _values(rows)
    _tangents(rows, towards)
    seeds = ", ".join(_marked("dot", v) for v in trace.inputs)
    given = ", ".join(map(latex, towards))
    return rows.table(
        caption or f"Forward mode for {_about(trace)}, along ${_tuple(seeds)} = {_tuple(given)}$."
    )


def reverse_table(trace: Trace, *, decimals: int = 4, caption: str = "") -> Table:
    """The evaluation trace, and below it the adjoints, from the output back: reverse mode."""
    rows = _Rows(trace, decimals)
    _values(rows)
    _adjoints(rows)
    return rows.table(
        caption
        or f"Reverse mode for {_about(trace)}, from ${_marked('bar', _output(trace))} = 1$ back."
    )


@dataclass
class _Rows:
    """Rows of a table with their claims, as they are made."""

    trace: Trace
    places: int
    rows: list[tuple[str, ...]] = field(default_factory=list)
    rules: list[int] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def add(self, left: str, expression: str, numbers: str, exact: Term, *worked: Term) -> None:
        """A row, whose value is what each of the terms `worked` comes to."""
        shown = decimals(exact, self.places)
        self.rows.append((f"${left}$", f"${expression}$", f"${numbers}$" * bool(numbers),
                          f"${shown.text}$"))  # fmt: skip
        for term in worked:
            self.claims += claims.value_claims(term, exact, shown, self.places)

    def number(self, exact: Term) -> Term:
        """A value as it is put in: exactly where that is short, else by its decimals."""
        shown = decimals(exact, self.places)
        if not shown.exact and len(latex(exact)) <= MAX_SHOWN and exact.op != "add":
            return neg(num(-exact.value)) if exact.op == "num" and exact.value < 0 else exact
        return _literal(shown)

    def table(self, caption: str) -> Table:
        """The table that these rows make."""
        known = tuple(dict.fromkeys(self.claims))
        return Table(caption, HEAD, tuple(self.rows), tuple(self.rules), known)


def _literal(shown: Shown) -> Term:
    """A decimal as it is written: 0.10 has its zero."""
    text = shown.text.removeprefix("-")
    number = var(text) if "." in text else num(text)
    return neg(number) if shown.text.startswith("-") else number


def _values(rows: _Rows) -> None:
    trace, values = rows.trace, exact_values(rows.trace)
    for number, (name, given) in zip(trace.numbers, trace.given(), strict=False):
        value = values[trace.place(number)]
        written = latex(given) if given.op != "num" else ""
        rows.add(_v(number), latex(name), written, value, given)
    put_in = {symbol(k): rows.number(values[trace.place(k)]) for k in trace.numbers}
    for number in range(1, len(trace.assignments) + 1):
        rows.add(
            _v(number),
            in_latex(trace, trace.formula(number)),
            latex(substitute(trace.formula(number), put_in)),
            values[trace.place(number)],
            claims.at_operands(trace, number),
        )
    whole = claims.whole_value(trace)
    rows.rules.append(len(rows.rows))
    rows.add(_output(trace), _v(trace.output), "", values[trace.place(trace.output)],
             *(() if whole is None else (whole,)))  # fmt: skip


def _tangents(rows: _Rows, direction: Sequence[Term]) -> None:
    trace = rows.trace
    tangents = exact_tangents(trace, direction)
    names = {k: _decorated("dot", k) for k in trace.numbers}
    put_in = _numbers(rows, {names[k]: tangents[trace.place(k)] for k in trace.numbers})
    rows.rules.append(len(rows.rows))
    for number, name in zip(trace.numbers, trace.inputs, strict=False):
        exact = tangents[trace.place(number)]
        rows.add(latex(names[number]), _marked("dot", name), "", exact)
    for number in range(1, len(trace.assignments) + 1):
        formula = ZERO
        for local in locals_of(trace, number):
            formula = plus(formula, times(local.formula, names[local.by]))
        rows.add(
            latex(names[number]),
            in_latex(trace, formula),
            _with_numbers(formula, put_in),
            tangents[trace.place(number)],
            claims.tangent_of(trace, number, tangents),
        )
    whole = claims.whole_derivative(trace, direction)
    rows.rules.append(len(rows.rows))
    left, exact = _marked("dot", _output(trace)), tangents[trace.place(trace.output)]
    rows.add(left, latex(names[trace.output]), "", exact, *(() if whole is None else (whole,)))


def _adjoints(rows: _Rows) -> None:
    trace = rows.trace
    names = {k: _decorated("bar", k) for k in trace.numbers}
    adjoints = dict.fromkeys(trace.numbers, ZERO) | {trace.output: ONE}
    rows.rules.append(len(rows.rows))
    rows.add(latex(names[trace.output]), _marked("bar", _output(trace)), "", ONE)
    for step in accumulations(trace):
        by, through = step.local.by, step.through
        slope = rf"\frac{{\partial {_v(through)}}}{{\partial {_v(by)}}}"
        before = ZERO if step.before is None else names[by]
        formula = plus(before, times(names[through], step.local.formula))
        plain = latex(plus(before, times(names[through], var(slope))))
        put_in = _numbers(rows, {names[through]: step.adjoint, names[by]: adjoints[by]})
        rows.add(
            latex(names[by]),
            f"{plain} = {in_latex(trace, formula)}",
            _with_numbers(formula, put_in),
            step.after,
            claims.accumulated(trace, step),
        )
        adjoints[by] = step.after
    rows.rules.append(len(rows.rows))
    for number, name in zip(trace.numbers, trace.inputs, strict=False):
        along = [ONE if v is name else ZERO for v in trace.inputs]
        whole = claims.whole_derivative(trace, along)
        rows.add(_marked("bar", name), latex(names[number]), "", adjoints[number],
                 *(() if whole is None else (whole,)))  # fmt: skip


def _numbers(rows: _Rows, derivatives: Mapping[Term, Term]) -> dict[Term, Term]:
    """What is put in for the names of variables and of these derivatives."""
    values = zip(rows.trace.numbers, exact_values(rows.trace), strict=True)
    known = {symbol(k): value for k, value in values} | dict(derivatives)
    return {name: rows.number(value) for name, value in known.items()}


def _with_numbers(formula: Term, put_in: Mapping[Term, Term]) -> str:
    return latex(substitute(formula, put_in)) if formula.free else ""


def in_latex(trace: Trace, formula: Term | int) -> str:
    """A variable of a trace, by its number, or a formula in their names, as LaTeX."""
    if isinstance(formula, int):
        return _v(formula)
    return latex(substitute(formula, {symbol(k): var(_v(k)) for k in trace.numbers}))


def _v(number: int) -> str:
    return f"v_{{{number}}}"


def _decorated(mark: str, number: int) -> Term:
    return var(rf"\{mark}{{v}}_{{{number}}}")


def _marked(mark: str, name: Term | str) -> str:
    r"""The name of an input with a dot or bar over its letter: \dot{x}_{1}."""
    letter, _, index = (name if isinstance(name, str) else latex(name)).partition("_")
    return rf"\{mark}{{{letter}}}" + (f"_{index}" if index else "")


def _output(trace: Trace) -> str:
    """A name for the value that no input has."""
    taken = {latex(v) for v in trace.inputs}
    return next(name for name in ("y", "z", "w", r"\ell", r"f_{0}") if name not in taken)


def _tuple(listed: str) -> str:
    return f"({listed})" if "," in listed else listed


def _about(trace: Trace) -> str:
    """The function and the point, in words and LaTeX."""
    names = ", ".join(map(latex, trace.inputs))
    point = ", ".join(map(latex, trace.point))
    y = _output(trace) + ("" if trace.function is None else f" = {latex(trace.function)}")
    return f"${y}$" + (f" at ${_tuple(names)} = {_tuple(point)}$" if names else "")


__all__ = ["HEAD", "forward_table", "in_latex", "reverse_table", "value_table"]
