"""Choose: values that satisfy the conditions; every choice that does is right."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from proofs.kernel.terms import Term, TermError, num, substitute

from ...derivation import Span
from ...reading.sources.markdown import find_math
from ...reading.sources.source import Source
from .asking import Asking, End, relation_of

_NUMBER = r"-?\s*(?:\d+(?:\.\d+)?(?:\s*/\s*\d+)?|\\[dt]?frac\s*\{\s*\d+\s*\}\s*\{\s*\d+\s*\})"
_NAME = r"(?:\\[A-Za-z]+|[A-Za-z])(?:_\{?[^\W_]+\}?)?"
_VALUE = re.compile(
    rf"(?<![\w}}^_+\-*/\\])((?:{_NAME}\s*=\s*)+)({_NUMBER})(?=\s*(?:$|[,;.)&\\}}]|\\?[a-z]))"
)
_PART = re.compile(r"(?:[-+*/^_()\d]|\\(?:cdot|times|frac\{[^{}]*\}))\s*$")
"""What before a name says that it is a part of a longer side, as b is in 2 + b = 5."""
_TUPLE = re.compile(
    rf"\(((?:\s*{_NAME}\s*,?)+)\)\s*=\s*\(((?:\s*{_NUMBER}\s*,?)+)\)"
)  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """A number for a name, and its line in the answer."""

    name: str
    value: Fraction
    line: int
    column: int


def choose(asking: Asking) -> list[End]:
    """An end for each choice that the answer makes; what is less than a choice counts only where
    there is no other."""
    names = {plain_name(str(v)): v for v in _unknowns(asking)}
    fixed = _fixed(asking, names)
    made = [{**fixed, **s} for s in solutions_in(asking.answer.text, names)]
    solutions = [s for s in made if len(s) == len(names)] or made
    if not solutions:
        missing = f"no values were found for {', '.join(names)}"
        return [End("open", missing)]
    ends = [_held(asking, names, solution) for solution in solutions]
    if any(end.reached == "right" for end in ends):
        return [_beside_right(end) for end in ends]
    return ends


def _beside_right(end: End) -> End:
    """A choice that fails beside one that does not may be named as one that fails."""
    if end.reached != "wrong":
        return end
    return replace(end, reached="open", message=f"is this offered as an answer? {end.message}")


def _fixed(asking: Asking, names: Mapping[str, Term]) -> dict[str, Chosen]:
    """The values that the sheet itself fixes, by a condition such as k = 8."""
    fixed = {}
    for step in asking.answer.claims:
        left, right = step.left.term, step.right.term
        for name, term in names.items():
            if (
                left is term
                and right is not None
                and right.op == "num"
                and relation_of(step) == "="
            ):
                fixed[name] = Chosen(name, Fraction(right.value), 1, 1)
    return fixed


def _unknowns(asking: Asking) -> list[Term]:
    named = [s.left.term for s in asking.answer.unknowns if s.left.term is not None]
    if named:
        return named
    sides = [t for s in asking.answer.claims for t in (s.left.term, s.right.term) if t is not None]
    return sorted({v for t in sides for v in t.free}, key=str)


def chosen_values(asking: Asking) -> list[dict[Term, Term]]:
    """The choices that the answer makes, as values of its names."""
    names = {plain_name(str(v)): v for v in (*_unknowns(asking), *asking.free_names)}
    names = {n: v for n, v in names.items() if v.sort.name in ("nat", "int", "real")}
    return [
        {names[n]: num(str(c.value)) for n, c in solution.items()}
        for solution in solutions_in(asking.answer.text, names)
    ]


def plain_name(latex: str) -> str:
    """A name as terms have it: x_1 for x_{1}, alpha for its letter."""
    return re.sub(r"[\s{}\\]", "", latex)


def chosen_in(text: str) -> Iterator[Chosen]:
    r"""Every `name = number` in the formulas of a text, tuples and tables of values included.

    >>> [(c.name, str(c.value)) for c in chosen_in(r"Take $k = s = 4$, or $(p, d) = (1, 2)$.")]
    [('k', '4'), ('s', '4'), ('p', '1'), ('d', '2')]
    """
    source = Source(text)
    spans, _ = find_math(source, [])
    for span in spans:
        formula = text[span.start : span.end]
        found = [
            (m.start(), list(_of_match(m))) for m in _VALUE.finditer(formula)
            if not _PART.search(formula[: m.start()])
        ]  # fmt: skip
        found += list(_worked_out(formula))
        found += [(m.start(), list(_of_tuple(m))) for m in _TUPLE.finditer(formula)]
        for at, pairs in sorted(found):
            line, column = _place(source, span.start + at)
            for name, value in pairs:
                yield Chosen(name, value, line, column)
    yield from _tabled(text)


def _worked_out(formula: str) -> Iterator[tuple[int, list[tuple[str, Fraction]]]]:
    """The value at the end of `b = 5 - 2 = 3`, and where this begins."""
    for piece in re.finditer(r"(?:[^,;\\]|\\(?!\\|quad|text))+", formula):
        sides = re.split(r"(?<![<>!:])=", piece[0].replace("&", " "))
        if len(sides) < 3:
            continue
        name, *between, value = sides
        plain = [re.fullmatch(rf"\s*{_NAME}\s*", side) for side in between]
        if all(plain) or not re.fullmatch(rf"\s*{_NAME}\s*", name):
            continue
        if re.fullmatch(rf"\s*{_NUMBER}\s*\.?\s*", value):
            yield piece.start(), [(plain_name(name), _value(value.strip().rstrip(".")))]


def _of_match(match: re.Match[str]) -> Iterator[tuple[str, Fraction]]:
    for name in re.findall(_NAME, match[1]):
        yield plain_name(name), _value(match[2])


def _of_tuple(match: re.Match[str]) -> Iterator[tuple[str, Fraction]]:
    names = [n for n in re.split(r"[,\s]+", match[1].strip()) if n]
    values = [v for v in match[2].split(",") if v.strip()]
    if len(names) == len(values):
        for name, value in zip(names, values, strict=True):
            yield plain_name(name), _value(value)


def _value(text: str) -> Fraction:
    plain = re.sub(r"\s|\\[dt]?frac", "", text)
    plain = re.sub(r"\{(\d+)\}\{(\d+)\}", r"\1/\2", plain)
    top, _, bottom = plain.partition("/")
    return Fraction(top) / Fraction(bottom) if bottom and int(bottom) else Fraction(top)


def _tabled(text: str) -> Iterator[Chosen]:
    """The rows of a Markdown table whose heads are names."""
    heads: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        cells = [c.strip(" $") for c in line.strip().strip("|").split("|")]
        if "|" not in line:
            heads = []
        elif not heads and any(re.fullmatch(_NAME, c) for c in cells):
            heads = cells
        elif heads and len(cells) == len(heads):
            for head, cell in zip(heads, cells, strict=True):
                if re.fullmatch(_NAME, head) and re.fullmatch(_NUMBER, cell):
                    yield Chosen(plain_name(head), _value(cell), number, 1)


def _place(source: Source, offset: int) -> tuple[int, int]:
    line = source.line(offset)
    return line, offset - source.starts[line - 1] + 1


def solutions_in(text: str, names: Collection[str]) -> list[dict[str, Chosen]]:
    """The choices that a text makes for these names, one after another.

    A name that is given another value begins a new one. What a later choice leaves out, it keeps
    from the one before.

    >>> made = solutions_in("$u = v = 1$, but $u = 1$, $v = 3$", ["u", "v"])
    >>> [{n: int(c.value) for n, c in one.items()} for one in made]
    [{'u': 1, 'v': 1}, {'u': 1, 'v': 3}]
    """
    made = [c for c in chosen_in(text) if c.name in names]
    out: list[dict[str, Chosen]] = []
    now: dict[str, Chosen] = {}
    fresh: set[str] = set()
    for choice in made:
        before = now.get(choice.name)
        if before is not None and before.value != choice.value and choice.name in fresh:
            out.append(now)
            now, fresh = dict(now), set()
        if before is None or before.value != choice.value:
            now = {**now, choice.name: choice}
        fresh.add(choice.name)
    return [*out, now] if now else out


def _held(asking: Asking, names: Mapping[str, Term], solution: Mapping[str, Chosen]) -> End:
    """Whether one choice meets every condition."""
    last = max(solution.values(), key=lambda c: (c.line, c.column))
    line = last.line + asking.answer.part.start - 1
    span = Span(line, last.column, line, last.column + 1)
    shown = ", ".join(f"{n} = {c.value}" for n, c in solution.items())
    missing = [n for n in names if n not in solution]
    if missing:
        return End("open", f"no value was found for {', '.join(missing)}", span, shown)
    broken = next((n for n, c in solution.items() if c.value.denominator != 1), "")
    if broken and asking.answer.question.integers:
        return End("wrong", f"{broken} has to be an integer", span, shown)
    values = {names[n]: num(str(c.value)) for n, c in solution.items()}
    for step in asking.answer.claims:
        end = _condition(asking, step.left.term, relation_of(step), step.right.term, values)
        if end is not None:
            return End(end.reached, f"{end.message}: ${step.latex}$", span, shown, end.notes)
    return End("right", "all conditions are met", span, shown)


def _condition(
    asking: Asking, left: Term | None, relation: str, right: Term | None, values: dict[Term, Term]
) -> End | None:
    """What is wrong with a condition at these values; None where it is met."""
    if left is None or right is None or not relation:
        return End("open", "a condition of the sheet could not be read")
    try:
        sides = substitute(left, values), substitute(right, values)
    except TermError as error:
        return End("open", f"a condition could not be evaluated ({error})")
    known = asking.claim(sides[0], relation, sides[1], given=())
    if known.outcome == "proved":
        return None
    if known.outcome == "refuted":
        return End("wrong", "with these values a condition is not met", notes=(known.note,))
    return End("open", "whether a condition is met could not be decided")
