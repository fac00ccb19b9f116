"""Functions with their arguments: from the page, of standard meaning, or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from proofs.kernel.terms import (
    ONE,
    REAL,
    ZERO,
    Sort,
    Term,
    TermError,
    add,
    app,
    apply,
    bound,
    derivative,
    div,
    exp,
    fun,
    instantiate,
    lifted,
    maximum,
    neg,
    substitute,
    transpose,
    var,
)

from ..errors import AMBIGUOUS, EXPECTED, LENGTHS, MISFIT, NOTATION, UNDEFINED, ReadingError
from ..kinds.written import MEMBER
from ..sources.symbols import (
    FUNCTION_LETTERS,
    FUNCTIONS,
    PRODUCT_LETTERS,
    ROMAN,
    WORD_FUNCTIONS,
    WORDS,
)
from ..statements.context import Defined, function_variable
from ..statements.hidden import hides_argument, letter_of
from . import atoms, kinded, shifts, vector_arguments, vector_functions
from .names import derived_stem, group_end, scan_name, split, starts_name
from .vectors import same_length

if TYPE_CHECKING:
    from .parser import Parser


_X = bound(0, REAL)
STANDARD = {
    "sigma": div(ONE, add(ONE, exp(neg(_X)))),
    "sigmoid": div(ONE, add(ONE, exp(neg(_X)))),
    "relu": maximum(ZERO, _X),
    "ReLU": maximum(ZERO, _X),
}
"""Functions that are used without a definition, as bodies over `bound(0)`."""
_STANDARD_NOTES = {
    "sigma": "sigma is the logistic function 1/(1 + e^{-x}), as no other is defined here",
    "sigmoid": "sigmoid is the logistic function 1/(1 + e^{-x})",
    "relu": "relu is max(0, x)",
    "ReLU": "ReLU is max(0, x)",
}


def application(p: Parser, key: str, start: int) -> Term | None:
    """The value of a function at what stands in brackets; None where it is a factor."""
    local = p.local.get(key)
    if local is not None:
        if local.sort.name != "function":
            return None
        return _apply_unknown(p, local, start)
    stem, order = derived_stem(key)
    if not key.endswith("'") and order and not p.context.known(stem):
        stem = key
    if _is_factor(p, stem, start):
        p.notes.append(f"{key}(...) is taken for a product, as {stem} stands in the brackets bare")
        return None
    primed = stem != key and (p.context.is_function(stem) or stem in FUNCTION_LETTERS)
    if primed and (p.context.known(stem) or not p.context.known(key)):
        return _derived(p, stem, order, start)
    if key == "o" and not p.context.known("o"):
        raise p.fault(NOTATION, "o(...) in this place", start, label="what vanishes faster")
    if vector_functions.is_standard(p, key):
        return vector_functions.value(p, key, start)
    decided = p.context.is_function(key)
    if decided is None:
        decided = _guess(p, key, start)
    survey = p.context.survey
    if not decided and key in survey.assigned and not p.context.alone and _is_number(p):
        raise p.fault(
            AMBIGUOUS, f"is {key}(...) the value of {key} at a number, or a product?", start,
            help=f"write {key} \\cdot (...), or say that {key} is a function",
        )  # fmt: skip
    told = key in survey.heads or survey.declared.get(key) == "function"
    as_factor = key in survey.bare and not told and p.context.defined(key) is None
    if as_factor and survey.rank(key) is None and not p.context.alone:
        close = group_end(p.tokens, p.pos, p.end)
        if is_lone_name(p, (p.pos + 1, close)):  # u(x), and u elsewhere
            raise p.fault(
                AMBIGUOUS, f"is {key}(...) a function's value, or a product?", start,
                help=f"say what {key} is, or write {key} \\cdot (...)",
            )  # fmt: skip
    if not decided or as_factor:
        if not p.context.alone and shifts.may_be_shifted(p, key):
            raise p.fault(
                AMBIGUOUS, f"is {key}(...) a function at a shifted argument, or a product?", start,
                help=f"say what {key} is, or write {key} \\cdot (...)",
            )  # fmt: skip
        return None
    return call(p, key, start)


def _is_number(p: Parser) -> bool:
    """Whether nothing but a number stands in the brackets."""
    close = group_end(p.tokens, p.pos, p.end)
    inside = p.tokens[p.pos + 1 : close]
    return bool(inside) and all(t.kind in ("number", "-") for t in inside)


def _is_factor(p: Parser, key: str, start: int) -> bool:
    r"""Whether a known function's name is a factor: `\sigma(1 - \sigma)`, each for its value."""
    known = p.context.defined(key)
    if known is None or not known.parameters or p.context.alone or key in p.local:
        return False
    close = group_end(p.tokens, p.pos, p.end)
    shown = p.tokens[start].text
    inside = range(p.pos + 1, close)
    if p.tokens[start].kind == "text" or close - p.pos < 3:
        return False
    return any(p.tokens[i].text == shown and p.tokens[i + 1].text in _ENDS for i in inside)


_ENDS = frozenset(")+-*/^}") | {"\\cdot", "\\right"}
"""What follows a function's name that stands for its value."""


def _guess(p: Parser, key: str, start: int) -> bool:
    """Whether a name that nothing is known of takes the bracket as its argument."""
    close = group_end(p.tokens, p.pos, p.end)
    parts = split(p.tokens, p.pos + 1, close)
    lone = p.tokens[p.pos + 1].text if close == p.pos + 2 else ""
    if lone and (lone in p.derived or (p.context.alone and lone in p.context.survey.derived)):
        p.notes.append(f"{key} is taken for a function of {lone}")
        return True
    compound = any(t.kind in "+-" for t in p.tokens[p.pos + 1 : close])
    upright = p.tokens[start].kind == "text" or p.tokens[start].text in ROMAN
    if upright and len(key) > 1:
        p.notes.append(f"{key} is taken for a function")
        return True
    if key in FUNCTION_LETTERS or len(parts) > 1 or (len(key) > 1 and key in WORDS):
        p.notes.append(f"{key} is taken for a function")
        return True
    if (key in PRODUCT_LETTERS or "_" in key) and compound:
        p.notes.append(f"{key}(...) is taken for a product")
        return False
    if not p.context.alone and is_lone_name(p, parts[0]):
        p.notes.append(f"{key} is taken for a function")
        return True
    raise p.fault(
        AMBIGUOUS, f"is {key}(...) a function's value, or a product?", start,
        help=f"say what {key} is, or write {key} \\cdot (...)",
    )  # fmt: skip


def is_lone_name(p: Parser, place: tuple[int, int]) -> bool:
    """Whether one name and nothing else stands in the brackets: `a(x)` is no product."""
    a, b = place
    try:
        return a < b and starts_name(p.tokens[a]) and scan_name(p.tokens, a, b).end == b
    except ReadingError:
        return False


def _brackets(p: Parser) -> list[tuple[int, int]]:
    """The ranges of the arguments in the brackets at the place; it moves past them."""
    open_at = p.pos
    close = group_end(p.tokens, open_at, p.end)
    if p.tokens[close].text not in (")", "}"):
        raise p.fault(EXPECTED, "the bracket is closed by one of another kind", open_at)
    p.pos = close + 1
    return split(p.tokens, open_at + 1, close)


def call(p: Parser, key: str, start: int) -> Term:
    """The function of this name at the arguments that stand at the place."""
    found = p.context.defined(key)
    standard = key in STANDARD and not p.context.is_new(key)
    if found is None and not standard and key not in p.context.survey.heads:
        found = p.context.elsewhere(key)
        if found is not None:
            p.notes.append(f"{key} as defined elsewhere in the document")
    if found is not None and found.parameters:
        return _apply_defined(p, key, found, start)
    if standard and key not in p.context.survey.heads:
        other = p.context.elsewhere(key)
        if other is not None and other.is_of_vectors and _is_given_a_vector(p):
            p.notes.append(f"{key} as defined elsewhere in the document")
            return _apply_defined(p, key, other, start)
        p.notes.append(_STANDARD_NOTES[key])
        args = _brackets(p)
        if len(args) != 1:
            raise p.fault(MISFIT, f"{key} takes one argument", start)
        value = atoms.inside(p, *args[0], listed=True)
        if value.sort.name == "family":
            p.notes.append(f"{key} of a vector is taken entry by entry")
        return lifted(lambda v: instantiate(STANDARD[key], v), value)
    return _apply_unknown(p, None, start, key)


def _is_given_a_vector(p: Parser) -> bool:
    """Whether a vector stands in the brackets at the place, which stays there."""
    place, notes = p.pos, len(p.notes)
    p.vectors += 1
    try:
        ranges = _brackets(p)
        values = [atoms.inside(p, a, b, listed=True) for a, b in ranges[:1]]
    except ReadingError:
        values = []
    p.vectors -= 1
    p.pos = place
    del p.notes[notes:]
    return len(values) == 1 and values[0].sort.name == "family"


def _apply_unknown(p: Parser, local: Term | None, start: int, key: str = "") -> Term:
    ranges = _brackets(p)
    args = [
        vector_arguments.argument(p, key, a, b) or atoms.inside(p, a, b, listed=True)
        for a, b in ranges
    ]
    if any(a.sort.name in ("family", "function") for a in args):
        raise p.fault(UNDEFINED, f"{key or local} has no definition here", start)
    head = function_variable(key, len(args)) if local is None else local
    try:
        term = app(head, *args)
    except TermError as error:
        raise p.fault(MISFIT, str(error), start) from error
    if local is None:
        p.unknown.add(term)
    return term


def of_family(
    p: Parser, base: str, parts: Sequence[tuple[int, int]], start: int
) -> Term | None:  # fmt: skip
    """The value of `f_j(x)`, where the page gives `f_k(x)` for every k; None for other names."""
    key = f"{base}{MEMBER}"
    found = p.context.defined(key)
    if found is None or not found.parameters or len(parts) != 1:
        return None
    index = atoms.inside(p, *parts[0])
    if index.sort.name not in ("nat", "int"):
        raise p.fault(MISFIT, f"the index {index} is no integer", start)
    value = _apply_defined(p, key, found, start, index)
    arguments = dict(zip(found.definition.parameters, value.args[1:], strict=True))
    return substitute(found.definition.body, arguments)


def _apply_defined(p: Parser, key: str, found: Defined, start: int, *first: Term) -> Term:
    """A function from the page: its arguments fit the sorts of its parameters; the `first` ones
    are read already."""
    values = list(first)
    sorts = found.parameters
    for a, b in _brackets(p):
        if len(values) >= len(sorts):
            raise p.fault(MISFIT, f"{key} takes {len(sorts)} arguments", start)
        values += _argument(p, a, b, sorts[len(values)], start)
    if len(values) != len(sorts):
        raise p.fault(MISFIT, f"{key} takes {len(sorts)} arguments, not {len(values)}", start)
    given, values = values, [
        kinded.laid_down(v) if (s.name, s.rank) == ("family", 1) else v
        for v, s in zip(values, sorts, strict=True)
    ]  # fmt: skip
    for value, sort in zip(values, sorts, strict=True):
        kinds = {"family", "function"}
        if (value.sort.name in kinds or sort.name in kinds) and (
            (value.sort.name, value.sort.rank) != (sort.name, sort.rank)
        ):
            shown = "a vector" if sort.name == "family" else "a number"
            raise p.fault(MISFIT, f"{key} takes {shown} here", start)
    definition = found.definition
    if [letter_of(x) for x in definition.parameters] != [v.value for v in values]:
        refuse_hidden(p, key, found, start, derived=False)
    arguments = dict(zip(definition.parameters, values, strict=True))
    for fact in found.facts:
        length, other = (substitute(side, arguments) for side in fact.args)
        agree(p, length, other, start)
    sort = definition.body.sort
    if sort.name == "family":
        sort = Sort("family", sort.rank, tuple(substitute(d, arguments) for d in sort.dims))
    else:
        sort = REAL
    term = app(definition.head, *values, sort=sort)
    rows = sort.name == "family" and sort.rank == 1 and values != given
    return transpose(term) if rows else term


def refuse_hidden(p: Parser, key: str, found: Defined, start: int, *, derived: bool) -> None:
    """`f(2)` and `f'(x)` with f(x) = a x and a = x^2: whether a is held cannot be told."""
    name = hides_argument(found, p.context, derived=derived)
    if name:
        raise p.fault(
            AMBIGUOUS, f"{name} in {key} varies with its argument, or is it held?", start,
            help=f"write out {name} in the definition of {key}",
        )  # fmt: skip


def agree(p: Parser, length: Term, other: Term, start: int) -> None:
    """Note that two lengths are equal. Raises ReadingError where they are not."""
    try:
        same_length(length, other, p.facts)
    except TermError as error:
        raise p.fault(LENGTHS, str(error), start) from error


def _argument(p: Parser, a: int, b: int, sort: Sort, start: int) -> list[Term]:
    """One written argument: several values for a name that stands for several."""
    if a < b and starts_name(p.tokens[a]):
        use = scan_name(p.tokens, a, b)
        if use.end == b and use.sub is None:
            parts = p.context.survey.tuples.get(use.base)
            if parts is not None:
                return [_component(p, part, start) for part in parts]
            if sort.name == "function":
                return [_function_value(p, use.base, start)]
            rank = p.context.survey.rank(use.base)
            rank = 1 if rank is None and use.base in p.context.survey.columns else rank
            unbound = use.base not in p.local and p.context.defined(use.base) is None
            if sort.name == "family" and rank == sort.rank and unbound:
                return [var(use.base, p.context.sort_of_family(use.base, rank))]
    if sort.name == "function" and b - a == 1 and p.tokens[a].text in FUNCTIONS:
        return [fun(apply(FUNCTIONS[p.tokens[a].text], bound(0, REAL)))]
    vectors = sort.name == "family" and sort.rank == 1
    p.vectors += vectors
    try:
        return [atoms.inside(p, a, b, listed=True)]
    finally:
        p.vectors -= vectors


def _component(p: Parser, part: str, start: int) -> Term:
    """A component of a name that stands for several."""
    rank = p.context.survey.rank(part)
    local = p.local.get(part)
    if local is not None:
        return local
    if rank is None:
        return p.context.scalar(part)
    return var(part, p.context.sort_of_family(part, rank))


def _function_value(p: Parser, key: str, start: int) -> Term:
    """A function by its name alone, as an argument."""
    found = p.context.defined(key)
    if found is not None and len(found.parameters) == 1:
        return fun(app(found.definition.head, bound(0, REAL)))
    if found is None and key in STANDARD:
        p.notes.append(_STANDARD_NOTES[key])
        return fun(STANDARD[key])
    if key in WORD_FUNCTIONS:
        return fun(apply(WORD_FUNCTIONS[key], bound(0, REAL)))
    raise p.fault(UNDEFINED, f"{key} has no definition here", start)


def _derived(p: Parser, stem: str, order: int, start: int) -> Term:
    """`f'(x)`: the derivative of f at x."""
    ranges = _brackets(p)
    if len(ranges) != 1:
        raise p.fault(NOTATION, "a prime on a function of several arguments", start)
    point = atoms.inside(p, *ranges[0], listed=True)
    found = p.context.defined(stem)
    if found is None and stem in STANDARD and stem not in p.context.survey.heads:
        p.notes.append(_STANDARD_NOTES[stem])
        return lifted(lambda v: derivative(v, STANDARD[stem], order), point)
    if point.sort.name == "family":
        raise p.fault(NOTATION, "a derivative at a vector", start)
    if found is not None and [s.name for s in found.parameters] not in (["real"], ["nat"]):
        raise p.fault(NOTATION, f"a derivative of {stem}", start)
    if found is not None:
        refuse_hidden(p, stem, found, start, derived=True)
    value = app(function_variable(stem, 1), bound(0, REAL))
    if found is None:
        p.unknown.add(app(function_variable(stem, 1), point))
    return derivative(point, value, order)
