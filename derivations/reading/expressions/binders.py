"""What binds a name: sums, products and limits; integrals and derivatives stand apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proofs.kernel.terms import (
    INT,
    NAT,
    ONE,
    OO,
    PI,
    REAL,
    ZERO,
    Term,
    TermError,
    abstract,
    apply,
    both,
    cases,
    eq,
    limit,
    ne,
    neg,
    num,
    product,
    size,
    substitute,
    subterms,
    total,
    var,
)

from ..errors import AMBIGUOUS, EXPECTED, LENGTHS, MISFIT, NOTATION
from ..sources.symbols import ARROWS
from ..statements.hidden import refuse_moving, revealed
from . import atoms, calls, chances, expectations, kinded
from .bound_names import bind, release
from .names import NameUse, group_end, scan_name, spelled, split, starts_name

if TYPE_CHECKING:
    from .parser import Parser


def scripts_of(p: Parser) -> dict[str, tuple[int, int]]:
    """The ranges of the scripts below and above an operator."""
    found: dict[str, tuple[int, int]] = {}
    while (token := p.peek()) is not None and token.kind in ("_", "^") and token.kind not in found:
        p.pos += 1
        found[token.kind] = atoms.argument_range(p)
    return found


def summation(p: Parser) -> Term:
    r"""A sum or product with its index: `\sum_{j=1}^K`, or `\sum_j` over all entries."""
    start = p.pos
    sign = p.tokens[start].text
    p.pos += 1
    scripts = scripts_of(p)
    binder = len(p.binders)
    if sign == "\\sum" and "_" in scripts and "^" not in scripts:
        a, b = scripts["_"]
        if any(t.text in (",", "\\in") or t.kind == "'" for t in p.tokens[a:b]):
            found = expectations.over_values(p, (a, b), start)
            if found is not None:
                return found
    letter, lower = _index(p, scripts, start)
    p.binders.insert(binder, ("sum" if sign == "\\sum" else "prod", letter))
    upper = bound_of(p, scripts["^"], start) if "^" in scripts else _last_of(p, scripts)
    if (lower is None) != (upper is None):
        raise p.fault(NOTATION, f"{sign} with one of its two bounds", start)
    index = var(letter, INT)
    outer_lengths = p.lengths.pop(letter, None)
    shadowed, outer = bind(p, letter, index)
    first = p.pos
    body = p.term() if not p.at_text("-") else p.signed_term()
    bracketed = p.tokens[first].text == "(" and group_end(p.tokens, first, p.end) == p.pos - 1
    release(p, letter, shadowed, outer)
    body = revealed(p, body, index, start)
    refuse_moving(p, body, index, start)
    lengths = p.lengths.pop(letter, [])
    if outer_lengths is not None:
        p.lengths[letter] = outer_lengths
    if lower is None and not lengths and chances.takes(p, body, index):
        lower, upper = ONE, chances.outcomes(letter)
        body = chances.with_values(p, body, index, letter)
        p.notes.append(f"the sum runs over all values of {letter}")
    if lower is None or upper is None:
        lower, upper = ONE, length_of(p, letter, lengths, start, body)
    if body.sort.name == "family":
        return _of_vectors(p, body, index, (lower, upper), scripts.get("_"), sign, start)
    if "_" in scripts:
        body = _without(p, body, index, scripts["_"], start, ZERO if sign == "\\sum" else ONE)
    factors = body.args if body.op == "mul" and not bracketed else ()
    if sign == "\\prod" and any(index not in a.free for a in factors):
        raise p.fault(
            AMBIGUOUS, "how far does the product reach?", start, help="put brackets around it"
        )
    op = total if sign == "\\sum" else product
    closed_lower, closed_upper = lower, upper
    return p.make(start, lambda b: op(closed_lower, closed_upper, abstract(b, index)), body)


def _of_vectors(
    p: Parser, body: Term, index: Term, bounds: tuple[Term, Term], place: tuple[int, int] | None,
    sign: str, start: int,
) -> Term:  # fmt: skip
    """A sum of vectors or matrices."""
    if sign != "\\sum":
        raise p.fault(NOTATION, "a product of vectors over a range", start)

    def added(value: Term) -> Term:
        summand = value if place is None else _without(p, value, index, place, start, ZERO)
        return p.make(start, lambda b: total(*bounds, abstract(b, index)), summand)

    try:
        return kinded.total_of(body, index, added)
    except TermError as error:
        raise p.fault(MISFIT, str(error), start) from error


def _without(
    p: Parser, body: Term, index: Term, place: tuple[int, int], start: int, neutral: Term
) -> Term:
    r"""`\sum_{j \neq i}`: the summand, 0 where the index has the value that is left out."""
    a, b = place
    if b - a < 3 or p.tokens[a + 1].text not in ("\\ne", "\\neq"):
        return body
    out = [ne(index, atoms.inside(p, *part)) for part in split(p.tokens, a + 2, b)]
    return p.make(start, lambda v: cases(v, both(*out), neutral), body)


def _index(p: Parser, scripts: dict[str, tuple[int, int]], start: int) -> tuple[str, Term | None]:
    if "_" not in scripts:
        letter = chances.summed_letter(p)
        if letter and "^" not in scripts:
            p.notes.append(f"the sum is read as one over {letter}")
            return letter, None
        raise p.fault(NOTATION, f"{p.tokens[start].text} without an index", start)
    a, b = scripts["_"]
    token = p.tokens[a] if a < b else None
    if token is None or token.kind != "letter":
        raise p.fault(NOTATION, "an index that is not a letter", start)
    if b - a == 1:
        return token.text, None
    if p.tokens[a + 1].text in ("\\ne", "\\neq") and b - a > 2:
        return token.text, None
    if p.tokens[a + 1].text == "=" and b - a > 2:
        return token.text, bound_of(p, (a + 2, b), start)
    listed = _listed(p, (a, b))
    if listed is not None and "^" not in scripts:
        return token.text, num(listed[0])
    raise p.fault(NOTATION, f"the range {spelled(p.tokens, a, b)}", start)


def _listed(p: Parser, place: tuple[int, int]) -> tuple[int, int] | None:
    r"""The first and the last of the integers in a row of `x \in \{0, 1\}`."""
    a, b = place
    if b - a < 5 or p.tokens[a + 1].text != "\\in" or p.tokens[a + 2].text not in ("\\{", "{"):
        return None
    if group_end(p.tokens, a + 2, b) != b - 1:
        return None
    parts = [spelled(p.tokens, *part) for part in split(p.tokens, a + 3, b - 1)]
    if not all(re.fullmatch(r"-?\d{1,3}", part) for part in parts):
        return None
    values = [int(part) for part in parts]
    in_a_row = values == list(range(values[0], values[0] + len(values)))
    return (values[0], values[-1]) if in_a_row else None


def _last_of(p: Parser, scripts: dict[str, tuple[int, int]]) -> Term | None:
    listed = _listed(p, scripts["_"]) if "_" in scripts else None
    return None if listed is None else num(listed[1])


def bound_of(p: Parser, place: tuple[int, int], start: int) -> Term:
    """The end of a range: a number or infinity."""
    a, b = place
    if spelled(p.tokens, a, b) in ("\\infty", "+\\infty"):
        return OO
    if spelled(p.tokens, a, b) == "-\\infty":
        return neg(OO)
    term = atoms.inside(p, a, b)
    if term.sort.name not in ("nat", "int", "real"):
        raise p.fault(NOTATION, "a bound that is no number", start)
    return term


def length_of(p: Parser, letter: str, lengths: list[Term], start: int, body: Term) -> Term:
    """How far the index of a sum without bounds runs: over the entries of what it indexes, or over
    any number of values where it stands in unknown functions only."""
    distinct = list(dict.fromkeys(lengths))
    if calls.SHIFTED in distinct:
        raise p.fault(
            LENGTHS, f"with shifted indices, how far does {letter} run?", start,
            help="write both bounds",
        )  # fmt: skip
    if not distinct:
        declared = p.context.range_of(letter)
        families = p.context.survey.indexed_by.get(letter, set())
        if declared is not None:
            distinct = [declared]
        elif len(families) == 1:
            base, axis = next(iter(families))
            rank = p.context.survey.rank(base)
            if rank is not None:
                distinct = [size(var(base, p.context.sort_of_family(base, rank)), axis)]
        if not distinct and _in_functions_only(p, body, var(letter, INT)):
            distinct = [var(f"\\#{letter}", NAT)]
        if not distinct:
            raise p.fault(
                LENGTHS, f"nothing says how far {letter} runs", start, help="write both bounds"
            )
        p.notes.append(f"{letter} runs from 1 to {distinct[0]}")
    for other in distinct[1:]:
        if other.op == "num" and distinct[0].op == "num":
            raise p.fault(LENGTHS, f"{letter} runs to {distinct[0]} and to {other}", start)
        p.facts.append(eq(distinct[0], other))
    return distinct[0]


def _in_functions_only(p: Parser, body: Term, index: Term) -> bool:
    r"""Whether an index stands nowhere but as an argument of functions that nothing defines.

    `\sum_x p(x) \log q(x)`: the values of x are then as good as their numbers.
    """
    found = False
    waiting = [body]
    while waiting:
        node = waiting.pop()
        if node is index:
            return False
        if index not in node.free:
            continue
        head = node.args[0]
        unknown = node.op == "app" and head.op == "var" and not p.context.known(str(head.value))
        found = found or (unknown and index in node.args)
        waiting += [a for a in node.args if not (unknown and a is index)]
    return found


def real_name(p: Parser, a: int, b: int, start: int) -> NameUse:
    """The plain name at a place."""
    if a < b and starts_name(p.tokens[a]):
        use = scan_name(p.tokens, a, b)
        if use.sub is None and use.label is None and not use.bold:
            return use
    raise p.fault(NOTATION, "a variable that is not a plain name", start)


def limit_of(p: Parser) -> Term:
    r"""`\lim_{x \to a}`, from both sides or (`0^+`, `0^-`) from one."""
    start = p.pos
    p.pos += 1
    scripts = scripts_of(p)
    if "_" not in scripts or "^" in scripts:
        raise p.fault(NOTATION, "a limit without its variable", start)
    a, b = scripts["_"]
    arrow = next((i for i in range(a, b) if p.tokens[i].text in _TENDS), None)
    growing = p.context.growing
    if growing is not None and growing not in p.local and _is_infinity(p, a, b):
        return _growing_limit(p, growing, start)
    if arrow is None:
        raise p.fault(
            NOTATION, "the limit does not name its variable", start,
            label="which variable?", help=r"write \lim_{k \to \infty}",
        )  # fmt: skip
    use = real_name(p, a, arrow, start)
    if use.end != arrow:
        raise p.fault(NOTATION, "a limit in more than a plain name", start)
    p.binders.append(("limit", use.base))
    point, side = _limit_point(p, arrow + 1, b, start)
    told = _TENDS[p.tokens[arrow].text]
    if told not in ("both", side) and side != "both":
        raise p.fault(AMBIGUOUS, "from which side?", start)
    side = told if side == "both" else side
    name = var(use.base, REAL)
    counting = use.base in p.context.survey.used_indices and point in (OO, neg(OO))
    shadowed, outer = bind(p, use.base, var(use.base, INT) if counting else name)
    body = p.term() if not p.at_text("-") else p.signed_term()
    release(p, use.base, shadowed, outer)
    if counting:
        body = _of_sequence(p, body, var(use.base, INT), name, start)
    body = revealed(p, body, name, start)
    p.limits.add(use.base)
    if point in (OO, neg(OO)) and use.base in COUNTING and _turns(body, name):
        body = substitute(body, {name: apply("floor", name)})
        p.notes.append(f"{use.base} is read as an integer that grows")
    if body.sort.name == "family":
        raise p.fault(NOTATION, "a limit of vectors", start)
    refuse_moving(p, body, name, start)
    return p.make(start, lambda v: limit(point, abstract(v, name), side), body)


_TENDS = dict.fromkeys(ARROWS, "both") | {
    "\\downarrow": "right", "\\searrow": "right", "\\uparrow": "left", "\\nearrow": "left",
}  # fmt: skip
"""How an arrow comes to its point: from both sides, or from one."""
COUNTING = ("n", "m", "N")
"""Letters that count, where nothing says what they are."""


def _of_sequence(p: Parser, body: Term, index: Term, name: Term, start: int) -> Term:
    """A limit's body with the index as a real number that grows, its sequences written out.

    Where only integers make sense of it, as in (-1)^n, the index is the integer part of that.
    """
    if any(node.op == "elem" and index in node.free for node in subterms(body)):
        body = p.written_out(body, start)
    if any(node.op == "elem" and index in node.free for node in subterms(body)):
        raise p.fault(NOTATION, "the limit of a sequence that is not given", start)
    whole = any(index in node.free and _counts(node, index) for node in subterms(body))
    p.notes.append(f"{index} is read as {'an integer' if whole else 'a number'} that grows")
    return substitute(body, {index: apply("floor", name) if whole else name})


def _counts(node: Term, index: Term) -> bool:
    """Whether a term in an index means something else, or nothing, between integers."""
    if node.op == "pow":
        base, exponent = node.args
        return index in exponent.free and not (base.op == "num" and base.value > 0)
    return node.op in ("sin", "cos", "tan", "cot", "factorial", "binomial", "sum", "prod")


def _turns(body: Term, name: Term) -> bool:
    """Whether a sine or the like of a multiple of pi and the name occurs: sin(pi n) is 0 for every
    integer, and has no limit over the real numbers."""
    waves = (node for node in subterms(body) if node.op in ("sin", "cos", "tan", "cot"))
    return any(name in wave.free and PI in set(subterms(wave)) for wave in waves)


def _is_infinity(p: Parser, a: int, b: int) -> bool:
    return spelled(p.tokens, a, b) in ("\\infty", "+\\infty")


def _growing_limit(p: Parser, letter: str, start: int) -> Term:
    r"""`\lim_{+\infty}` in the name that the words let grow."""
    name = var(letter, REAL)
    shadowed, outer = bind(p, letter, name)
    body = p.term() if not p.at_text("-") else p.signed_term()
    release(p, letter, shadowed, outer)
    body = revealed(p, body, name, start)
    p.limits.add(letter)
    p.notes.append(f"the limit is read as that of large {letter}")
    return p.make(start, lambda v: limit(OO, abstract(v, name)), body)


def _limit_point(p: Parser, a: int, b: int, start: int) -> tuple[Term, str]:
    side = "both"
    last = p.tokens[b - 1]
    if b - a > 2 and last.kind in ("+", "-") and p.tokens[b - 2].kind == "^":
        side, b = ("right" if last.kind == "+" else "left"), b - 2
    elif spelled(p.tokens, max(b - 4, a), b) in ("^{+}", "^{-}"):
        side, b = ("right" if p.tokens[b - 2].kind == "+" else "left"), b - 4
    elif b - a > 1 and last.kind in ("+", "-"):  # 0+
        side, b = ("right" if last.kind == "+" else "left"), b - 1
    elif b - a == 2 and p.tokens[a].kind in ("+", "-") and last.text == "0":
        side, a = ("right" if p.tokens[a].kind == "+" else "left"), a + 1
    if a >= b:
        raise p.fault(EXPECTED, "a limit without its point", start)
    return bound_of(p, (a, b), start), side
