r"""A whole formula as a value: a number, a statement, a set, a tuple, an interval, several values.

value     = pieces joined by arrows | pieces between commas, "and", "or" | piece
piece     = sides between relations | set | expression
set       = set operations on brackets, braces and named sets
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from proofs.kernel.terms import BOOL, Term, TermError, both, div, either, is_integer, negation, sub

from ..errors import MISFIT, NOTATION, TOO_BIG
from ..sources.symbols import LABELLED, OTHER_RELATIONS, RELATIONS, STACKED, WIDE
from ..sources.tokens import Token
from ..statements.context import Context
from . import arrays, atoms
from .names import group_end, spelled, split
from .parser import Parser
from .relations import Relation, split_sides
from .sets import between, nothing, outside, set_or_value
from .values import Arrow, Bracketed, Listed, Related, Several, Value

_ARROWS = {
    "\\implies": "implies", "\\Rightarrow": "implies", "\\Longrightarrow": "implies",
    "\\iff": "iff", "\\Leftrightarrow": "iff", "\\Longleftrightarrow": "iff",
    "\\impliedby": "implied", "\\Leftarrow": "implied",
}  # fmt: skip
_MEMBER = {
    "\\in": "in", "\\notin": "notin", "\\subset": "subset", "\\subseteq": "subset",
    "\\supset": "superset", "\\supseteq": "superset",
}  # fmt: skip
_STRUCTURE = (
    frozenset({"\\pm", "\\mp", "\\lor", "\\land", "\\neg", "a", "o", ",", ";", ":", "\\not", "!"})
    | frozenset(_ARROWS) | frozenset(_MEMBER) | frozenset(RELATIONS) | OTHER_RELATIONS
    | LABELLED | STACKED
)  # fmt: skip
"""What makes more of a formula than an expression; "and" and "or" begin with a and o."""
_STOPS = frozenset({".", ",", ";"})


def read_value(
    tokens: Sequence[Token],
    context: Context,
    notes: list[str] | None = None,
    binders: list[tuple[str, str]] | None = None,
) -> Value:
    r"""The value that all of the tokens write; how doubts were settled is added to `notes`, what
    binds names, and which, to `binders`.

    Raises ReadingError where that cannot be.

    >>> from ..statements.survey import survey
    >>> from ..sources.tokens import tokenize
    >>> tokens = tokenize(r"x \in [0, 1)")
    >>> read_value(tokens, Context(survey([tokens]))).relation
    'in'
    """
    parser = Parser(tokens, context, 0, len(tokens))
    try:
        value = value_at(parser, 0, len(tokens))
    except TermError as error:
        raise parser.fault(MISFIT, str(error), parser.pos - 1) from error
    except RecursionError as error:
        raise parser.fault(TOO_BIG, "nested too deep to be read", parser.pos - 1) from error
    if notes is not None:
        notes += dict.fromkeys(parser.notes)
    if binders is not None:
        binders += parser.binders
    return value


def value_at(p: Parser, a: int, b: int) -> Value:
    """The value that the tokens from a to b write."""
    a, b = _trimmed(p, a, b)
    inside = p.tokens[a:b]
    plain = "text" not in {t.kind for t in inside}
    if plain and _STRUCTURE.isdisjoint([t.text for t in inside]):
        return set_or_value(p, a, b)
    if any(p.tokens[i].text in ("\\pm", "\\mp") for i in range(a, b)) and not p.variant:
        return _both_signs(p, a, b)
    arrows = outside(p, a, b, lambda i: p.tokens[i].text in _ARROWS)
    if arrows:
        return _arrow(p, a, b, arrows)
    for joined, found in (
        ("or", _words(p, a, b, "or", "\\lor")), ("and", _words(p, a, b, "and", "\\land")),
    ):  # fmt: skip
        if found:
            return _joined(p, a, b, found, joined)
    if p.tokens[a].text == "\\neg":
        return _negated(p, a, b)
    return _listed(p, a, b)


def _negated(p: Parser, a: int, b: int) -> Value:
    r"""`\neg (x > 0)`."""
    inner = value_at(p, a + 1, b)
    if not isinstance(inner, Term) or inner.sort != BOOL:
        p.pos = b
        raise p.fault(NOTATION, "the negation of what is no statement", a)
    return negation(inner)


def _trimmed(p: Parser, a: int, b: int) -> tuple[int, int]:
    """Without punctuation at the end and wide spaces; Raises ReadingError where nothing is left."""
    tokens = p.tokens
    while a < b and (tokens[b - 1].kind in _STOPS or tokens[b - 1].text in WIDE):
        b -= 1
    while a < b and tokens[a].text in WIDE:
        a += 1
    if a < b and tokens[a].text == "\\boxed" and a + 1 < b and tokens[a + 1].kind == "{":
        close = group_end(tokens, a + 1, b)
        if close == b - 1:
            return _trimmed(p, a + 2, close)
    if a >= b:
        p.pos, p.end = min(a, max(len(tokens) - 1, 0)), min(b, a)
        raise p.unexpected("nothing to read")
    return a, b


def _both_signs(p: Parser, a: int, b: int) -> Value:
    """The values with the upper and with the lower signs of `\\pm`."""
    out = []
    for variant in (1, -1):
        p.variant = variant
        out.append(value_at(p, a, b))
    p.variant = 0
    return Several(tuple(out))


def _words(p: Parser, a: int, b: int, word: str, sign: str) -> list[tuple[int, int]]:
    """Where the word stands, as text, as a sign, or in plain letters between spaces."""
    tokens = p.tokens

    def wanted(i: int) -> bool:
        token = tokens[i]
        if token.text == sign or (token.kind == "text" and token.text.strip(" ,").lower() == word):
            return True
        end = i + len(word)
        return (
            token.kind == "letter" and a < i and end < b
            and spelled(tokens, i, end) == word
            and tokens[i - 1].end < token.start and tokens[end - 1].end < tokens[end].start
            and tokens[end - 1].end - token.start == len(word)
        )  # fmt: skip

    return [
        (i, i + (len(word) if tokens[i].kind == "letter" else 1)) for i in outside(p, a, b, wanted)
    ]


def _arrow(p: Parser, a: int, b: int, arrows: list[int]) -> Value:
    """`A \\implies B`; of several arrows each needs a reading of its own."""
    if len(arrows) > 1:
        p.pos = arrows[1] + 1
        raise p.fault(NOTATION, "a chain of implications as one value", arrows[1])
    at = arrows[0]
    left, right = value_at(p, a, at), value_at(p, at + 1, b)
    kind = _ARROWS[p.tokens[at].text]
    return Arrow("implies", right, left) if kind == "implied" else Arrow(kind, left, right)


def _joined(p: Parser, a: int, b: int, marks: Sequence[tuple[int, int]], joined: str) -> Value:
    parts: list[Value] = []
    for x, y in between(a, b, marks):
        value = value_at(p, x, y)
        parts += value.items if isinstance(value, Listed) and value.joined == "," else [value]
    statements = [v for v in parts if isinstance(v, Term) and v.sort == BOOL]
    if len(statements) == len(parts) and not any(_is_equation(s) for s in statements):
        return (both if joined == "and" else either)(*statements)
    return Listed(tuple(parts), joined)


def _listed(p: Parser, a: int, b: int) -> Value:
    """Pieces between commas or semicolons; a semicolon stands above a comma."""
    for mark in (";", ","):
        ranges = split(p.tokens, a, b, mark)
        if len(ranges) > 1:
            if mark == ";" and outside(p, a, b, lambda i: p.tokens[i].kind == ","):
                items = tuple(_tuple(p, x, y) for x, y in ranges)
                return Listed(items)
            return Listed(tuple(_piece(p, *_trimmed(p, x, y)) for x, y in ranges))
    return _piece(p, a, b)


def _is_equation(statement: Term) -> bool:
    return statement.op == "eq"


def _tuple(p: Parser, a: int, b: int) -> Value:
    ranges = split(p.tokens, a, b)
    items = tuple(_piece(p, *_trimmed(p, x, y)) for x, y in ranges)
    return items[0] if len(items) == 1 else Bracketed("(", items, ")")


# --- statements ---------------------------------------------------------------------------------


def _piece(p: Parser, a: int, b: int) -> Value:
    sides, relations = split_sides(p.tokens, a, b)
    if not relations:
        return set_or_value(p, a, b)
    modulus = _modulus(p, relations, b)
    if modulus is not None:
        return _congruence(p, sides, modulus)
    if any(r.kind in ("label", ":") for r in relations):
        p.pos = relations[0].end
        raise p.fault(NOTATION, "this relation in an answer", relations[0].start)
    sets = any(spelled(p.tokens, r.start, r.end) in _MEMBER for r in relations)
    values = [set_or_value(p, *s, in_set=sets) if s[0] < s[1] else nothing(p, s) for s in sides]
    made = [
        _related(p, r, x, y)
        for r, x, y in zip(relations, values, values[1:], strict=False)
    ]  # fmt: skip
    if len(made) == 1:
        return made[0]
    terms = [m for m in made if isinstance(m, Term)]
    if len(terms) == len(made):
        return both(*terms)
    return Listed(tuple(made), "and")


def _related(p: Parser, relation: Relation, left: Value, right: Value) -> Value:
    p.pos = relation.end
    kind = "=" if relation.kind == ":=" else relation.kind
    if kind == "other":
        kind = _MEMBER.get(spelled(p.tokens, relation.start, relation.end), "")
        if not kind:
            raise p.fault(NOTATION, "this relation in an answer", relation.start)
        return Related(kind, left, right)
    if isinstance(left, Term) and isinstance(right, Term):
        families = {left.sort.name, right.sort.name} & {"family", "bool"}
        if not families:
            return arrays.related(p, relation.start, kind, left, right)
    if kind not in ("=", "!="):
        raise p.fault(NOTATION, "an order between what are no numbers", relation.start)
    return Related(kind, left, right)


def _modulus(p: Parser, relations: Sequence[Relation], b: int) -> tuple[int, int] | None:
    """The modulus after `\\pmod`, or after `mod` in brackets at the end."""
    last = relations[-1]
    if p.tokens[last.start].text != "\\equiv":
        return None
    found = outside(p, last.end, b, lambda i: p.tokens[i].text in ("\\pmod", "\\mod"))
    return (found[-1], b) if found else None


def _congruence(p: Parser, sides: Sequence[tuple[int, int]], modulus: tuple[int, int]) -> Term:
    r"""`a \equiv b \pmod n`: n divides a - b."""
    mark, b = modulus
    ends = [*(s for s in sides[:-1]), (sides[-1][0], mark)]
    values = [atoms.inside(p, x, y) for x, y in ends]
    p.pos, p.end = mark + 1, b
    divisor = (
        atoms.inside(p, *atoms.argument_range(p))
        if p.tokens[mark].text == "\\pmod"
        else (atoms.inside(p, mark + 1, b))
    )
    if p.tokens[mark].text == "\\pmod" and p.pos < b:
        raise p.unexpected()
    p.end = len(p.tokens)
    return both(*(is_integer(div(sub(x, y), divisor)) for x, y in pairwise(values)))
