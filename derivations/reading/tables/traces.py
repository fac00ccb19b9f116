r"""Evaluation traces: tables whose rows assign to names, as automatic differentiation writes them.

Rows are taken in the order in which no name is used before it is set, top down or bottom up: a
reverse trace may stand with its first step last. `\bar v_0 = \bar v_0 + ...` changes what is there.
A value is judged against what its name stands for exactly, not against the digits of another row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from proofs.kernel.terms import ZERO, Term, TermError, substitute

from ...derivation import Kind, Side, Step
from ..errors import UNDEFINED, ReadingError, diagnostic
from ..expressions.parser import parse
from ..expressions.relations import Range
from ..statements.claims import make_claim
from ..statements.context import Context
from ..statements.decimals import claimed
from ..statements.sides import Value
from .trace_derivatives import adjoint, other_quotient, partials, still_inputs, tangent
from .trace_rows import TraceRow
from .trace_state import Trace


@dataclass
class _Row:
    """A row that was read: its name, its expression and its value."""

    row: TraceRow
    name: Value
    expression: Value
    value: Value | None


def read_series(trace: Trace, rows: Sequence[TraceRow]) -> list[list[Step]]:
    """The steps of each of the rows of one trace, in the order in which they are taken."""
    for row in rows:
        term = row.formula.value(row.sides[1]).term
        if term is not None and row.name not in term.free:
            trace.bodies.setdefault(str(row.name.value), term)
    trace.left = dict(Counter(str(row.name.value) for row in rows))
    trace.changed |= {key for key, count in trace.left.items() if count > 1}
    for dot in still_inputs(trace):
        trace.set(trace.context.scalar(dot), ZERO)
    out = []
    for one in _ordered(trace, [_read(trace, row) for row in rows]):
        trace.left[str(one.row.name.value)] -= 1
        out.append(_take(trace, one))
    return out


def _read(trace: Trace, row: TraceRow) -> _Row:
    value = row.formula.value(row.sides[2]) if len(row.sides) > 2 else None
    return _Row(row, row.formula.value(row.sides[0]), _expression(trace, row, row.sides[1]), value)


def _expression(trace: Trace, row: TraceRow, place: Range) -> Value:
    r"""A side in which `\frac{\partial v_2}{\partial v_0}` is the derivative of v_2's row."""
    formula = row.formula
    read = formula.value(place)
    try:
        tokens, end, local = partials(formula, place, trace)
        term, parser = parse(tokens, formula.context, place[0], end, local=local)
    except ReadingError as error:
        return replace(read, error=error)
    notes = tuple(dict.fromkeys(parser.notes))
    return Value(formula.side(place, term), read.start, read.end, notes=notes)


# --- the order ----------------------------------------------------------------------------------


def _ordered(trace: Trace, rows: list[_Row]) -> list[_Row]:
    """Top down, or bottom up where fewer names are then used before they are set."""
    upward = rows[::-1]
    return upward if _early(trace, upward) < _early(trace, rows) else rows


def _early(trace: Trace, rows: Sequence[_Row]) -> int:
    """How many rows use a name that only a later row sets."""
    here = {one.row.name for one in rows}
    done: set[Term] = set()
    count = 0
    for one in rows:
        term = one.expression.term
        waiting = (term.free if term is not None else frozenset()) & here - done
        count += any(trace.value(name) is None for name in waiting)
        done.add(one.row.name)
    return count


# --- one row ------------------------------------------------------------------------------------


def _take(trace: Trace, one: _Row) -> list[Step]:
    """The steps of a row; what it assigns holds from then on."""
    name, term = one.row.name, one.expression.term
    if one.expression.error is not None or term is None:
        return [_step(one, one.name, one.expression, error=one.expression.error)]
    if name in term.free and trace.value(name) is None:
        return _refers_to_itself(trace, one, term)
    one = _other_reading(trace, one)
    term = one.expression.term or term
    first = _first_link(trace, one, term)
    steps = [first]
    if one.value is not None:
        if term.op == "var" and trace.value(term) is None and not trace.context.known(str(term)):
            steps.append(_given(trace, one, term))
        else:
            steps.append(_judged(trace, one, one.expression, one.value))
    old = trace.value(name)
    body = term if old is None else substitute(term, {name: old})
    if not _said(trace, name):
        trace.set(name, body)
    if name not in term.free:
        trace.bodies[str(name.value)] = term
    return steps


def _said(trace: Trace, name: Term) -> bool:
    """Whether the words around the table define the name."""
    outer = trace.context.outer
    return outer is not None and str(name.value) in outer.definitions


def _first_link(trace: Trace, one: _Row, term: Term) -> Step:
    """`name = expression`: a claim where something says what the name is, else an assignment."""
    name = one.row.name
    if _said(trace, name):
        return _judged(trace, one, one.name, one.expression)
    meant = tangent(trace, name) or adjoint(trace, name)
    if meant is not None and trace.left.get(str(name.value), 0) == 0:
        told = Trace(Context(trace.context.survey, trace.context))
        told.set(name, meant[0])
        before = trace.value(name)
        now = term if before is None else substitute(term, {name: before})
        side = replace(one.expression.side, term=now)
        right = replace(one.expression, side=side)
        return _judged(told, one, one.name, right, notes=(meant[1],))
    if name in term.free:
        note = f"changed in place: the {name} on the right is the one before"
        return _step(one, one.name, one.expression, kind="definition", notes=(note,))
    return _step(one, one.name, one.expression, kind="definition")


def _given(trace: Trace, one: _Row, term: Term) -> Step:
    """`x_1 = 2` where nothing else says what the input x_1 is."""
    value = one.value
    if value is None or value.term is None or value.term.free:
        return _step(one, one.expression, value or one.expression, kind="assumption")
    trace.set(term, value.term)
    trace.inputs.add(str(term.value))
    return _step(one, one.expression, value, kind="assumption")


def _judged(
    trace: Trace, one: _Row, left: Value, right: Value, *, notes: Sequence[str] = ()
) -> Step:
    """The step that claims `left = right`, with all names unfolded to what they stand for."""
    if right.error is not None or left.term is None or right.term is None:
        return _step(one, left, right, error=right.error or left.error)
    place = (left.start, right.end)
    try:
        _valued(trace, left.term, right.term, place)
        digits, note = claimed(one.row.formula, left, right)
        claim = make_claim(
            left.term, "=", right.term, trace.context, digits=(None, digits), place=place
        )
    except ReadingError as error:
        return _step(one, left, right, error=error)
    told = [*left.notes, *right.notes, *notes, *([note] if note else [])]
    return _step(one, left, right, claim=claim, notes=told)


def _valued(trace: Trace, left: Term, right: Term, place: tuple[int, int]) -> None:
    """Raises ReadingError where one side is closed and the other has a name without a value."""
    left_names, right_names = (_open_names(trace, t) for t in (left, right))
    if bool(left_names) != bool(right_names):
        name = min(map(str, left_names or right_names))
        raise ReadingError(
            UNDEFINED, f"{name} has no value here", *place, label=f"what is {name}?",
            notes=(f"help: no row before this one sets {name}",),
        )  # fmt: skip


def _open_names(trace: Trace, term: Term) -> set[Term]:
    """The names in a term that stand for nothing, nor do those that they stand for."""
    found, seen, todo = set(), set(), [term]
    while todo:
        for name in todo.pop().free:
            if name in seen:
                continue
            seen.add(name)
            known = trace.context.defined(str(name.value))
            if known is None or known.definition.head is not name:
                found.add(name)
            else:
                seen.update(known.definition.parameters)
                todo.append(known.definition.body)
    return found


def _step(
    one: _Row, left: Value, right: Value, *, kind: Kind = "claim", claim: object = None,
    notes: Sequence[str] = (), error: ReadingError | None = None,
) -> Step:  # fmt: skip
    source = one.row.formula.source
    latex = source.text[left.start : right.end]
    problem = None if error is None else diagnostic(error, source)
    return Step(
        left.side, "=", right.side, kind, latex, source.span(left.start, right.end),
        claim, tuple(dict.fromkeys(notes)), problem,  # type: ignore[arg-type]
    )  # fmt: skip


# --- rows that are not what they say ------------------------------------------------------------


def _refers_to_itself(trace: Trace, one: _Row, term: Term) -> list[Step]:
    r"""`v_1 = \ln(v_1)` with nothing before it: the value says what v_1 is, and the row is judged.

    Sums that start from nothing, `\bar v_0 = \bar v_0 + ...`, start from 0. Rows after it use the
    one name set before that gives the value in place of the name itself.
    """
    name, value = one.row.name, one.value
    closed = value is not None and value.term is not None and not value.term.free
    if str(name.value).startswith("\\bar") and term.op == "add" and name in term.args:
        trace.set(name, ZERO)
        steps = _take(trace, one)
        note = f"{name} starts from 0"
        return [replace(steps[0], notes=(*steps[0].notes, note)), *steps[1:]]
    if value is None or value.term is None or not closed:
        message = f"{name} is used in its own row, and no row before it sets {name}"
        error = ReadingError(UNDEFINED, message, one.name.start, one.expression.end)
        return [_step(one, one.name, one.expression, error=error)]
    trace.set(name, value.term)
    note = f"{name} is used in its own row; its value is taken from the row's end"
    steps = [_judged(trace, one, one.name, one.expression, notes=(note,))]
    steps.append(_judged(trace, one, one.expression, value, notes=(note,)))
    meant = _meant(trace, name, term, value.term)
    if meant is not None:
        del trace.context.definitions[str(name.value)]
        trace.set(name, meant)
        trace.bodies[str(name.value)] = meant
        steps = [replace(s, notes=(*s.notes, f"rows after it take it as {meant}")) for s in steps]
    return steps


def _meant(trace: Trace, name: Term, term: Term, value: Term) -> Term | None:
    """The expression with the one other name that gives the value; None if there isn't one."""
    wanted = trace.number(value)
    found = []
    for defined in list(trace.context.definitions.values()):
        other = defined.definition.head
        if other is name or str(other.value) in trace.inputs or wanted is None:
            continue
        try:
            instead = substitute(term, {name: other})
        except TermError:
            continue
        number = trace.number(instead)
        if number is not None and abs(number - wanted) < 1e-9:
            found.append(instead)
    return found[0] if len(found) == 1 else None


def _other_reading(trace: Trace, one: _Row) -> _Row:
    r"""`-a / b \times c` read as `-a / (b c)` where the value says that this is meant."""
    if one.value is None or one.value.term is None or one.expression.term is None:
        return one
    wanted, number = trace.number(one.value.term), trace.number(one.expression.term)
    if wanted is None or number is None or abs(number - wanted) < 0.01:
        return one
    tokens = other_quotient(one.row.formula.tokens, one.row.sides[1])
    if tokens is None:
        return one
    formula = one.row.formula
    try:
        term, _ = parse(tokens, formula.context, one.row.sides[1][0], len(tokens))
    except ReadingError:
        return one
    again = trace.number(term)
    if again is None or abs(again - wanted) > 1e-9:
        return one
    note = "what stands after the times sign is divided by too, as the value shows"
    side = Side(one.expression.side.latex, one.expression.side.span, term)
    return replace(one, expression=replace(one.expression, side=side, notes=(note,)))
