"""What a statement is on its page: an assumption, a setting, a constraint, or a chain of claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ...regex import regex
from ..errors import ReadingError
from ..expressions.names import classify, group_end, key_of, scan_name, spelled, starts_name
from ..expressions.relations import Range, Statement, is_required
from ..sources.tokens import Token
from ..statements.context import Context

Role = Literal["declaration", "assumption", "setting", "constraint", "chain"]

_ORDER = frozenset({"<", "<=", ">", ">="})
_BACKWARD = frozenset(
    "\\Leftarrow \\Longleftarrow \\impliedby \\because \\iff \\Leftrightarrow"
    " \\Longleftrightarrow \\leftrightarrow".split()
)
_ASSUMING = frozenset({"assume", "for", "if", "let", "where", "paren", "since"})


def role(
    statement: Statement, tokens: Sequence[Token], context: Context, cue: str, *, beside: bool
) -> Role:
    """The role of a statement; `beside`: it stands in a formula that claims something else.

    >>> from ..sources.rows import statements
    >>> from ..sources.tokens import tokenize
    >>> tokens = tokenize("x > 0")
    >>> role(statements(tokens)[0], tokens, Context(), "for", beside=False)
    'assumption'
    """
    kinds = {r.kind for r in statement.relations}
    cue = "for" if cue == "forall" else cue
    if ":" in kinds:
        return "declaration"
    if kinds == {"other"}:
        return _membership(statement, tokens)
    if kinds & (_ORDER | {"!="}) and _is_asked(statement, tokens):
        return "constraint"
    if kinds & _ORDER and kinds <= _ORDER | {"=", "!="}:
        return _ordered(statement, tokens, context, cue, beside=beside)
    if kinds == {"!="} and (cue in _ASSUMING - {"since"} or cue == "solve"):
        return "assumption"
    if kinds == {"!="} and cue == "since":
        return (
            "assumption" if all(is_simple(tokens, s, context) for s in statement.sides) else "chain"
        )
    if kinds <= {"=", ":="} and "label" not in kinds:
        return _equality(statement, tokens, context, cue)
    return "chain"


def _is_asked(statement: Statement, tokens: Sequence[Token]) -> bool:
    """Whether some relation of a statement with names in it has to hold: under an "!"."""
    named = not all(_is_value(tokens, side) for side in statement.sides)
    return named and any(is_required(tokens, r) for r in statement.relations)


def _membership(statement: Statement, tokens: Sequence[Token]) -> Role:
    signs = {spelled(tokens, r.start, r.end) for r in statement.relations}
    declaring = {"\\in", "\\notin", "\\sim", "=", "\\subset", "\\subseteq"}
    arrows = all(r.end - r.start != 1 or r.start + 1 > r.end for r in statement.relations)
    return "declaration" if signs <= declaring or arrows or _tends(signs) else "chain"


def _tends(signs: set[str]) -> bool:
    return signs <= _TENDING


_TENDING = frozenset(
    "\\to \\rightarrow \\longrightarrow \\downarrow \\uparrow \\searrow \\nearrow".split()
) | {""}


def _ordered(
    statement: Statement, tokens: Sequence[Token], context: Context, cue: str, *, beside: bool
) -> Role:
    if cue == "solve" or statement.arrow:
        return "constraint"
    simple = [is_simple(tokens, s, context) for s in statement.sides]
    named = any(_is_name(tokens, s) for s in statement.sides)
    if all(simple) and named:
        return "assumption" if cue in _ASSUMING or beside else "constraint"
    closed = [_is_closed(tokens, s) for s in statement.sides]
    names = [is_simple(tokens, s, context) for s in statement.sides]
    if cue == "since" and any(closed) and all(c or n for c, n in zip(closed, names, strict=True)):
        return "assumption" if not all(closed) else "chain"  # `since \\pi < t < 3 \\pi / 2`
    return "assumption" if cue in _ASSUMING - {"paren", "since"} else "chain"


def _is_closed(tokens: Sequence[Token], place: Range) -> bool:
    """Whether a side is a number without names but pi: `3 \\pi / 2`."""
    a, b = place
    return a < b and all(
        t.text == "\\pi" or not (t.kind == "letter" or starts_name(t)) for t in tokens[a:b]
    )


def _equality(statement: Statement, tokens: Sequence[Token], context: Context, cue: str) -> Role:
    simple = [is_simple(tokens, s, context) for s in statement.sides]
    named = _is_name(tokens, statement.sides[0]) or _is_tuple(tokens, statement.sides[0])
    values = len(simple) == 2 and _is_value(tokens, statement.sides[1])
    if cue == "solve" or (cue == "near" and named and values):
        return "constraint"
    if statement.arrow:
        following = tokens[statement.sides[-1][1] : statement.sides[-1][1] + 200]
        back = any(t.text in _BACKWARD for t in following)
        premise = statement.arrow == "premise" and len(simple) == 2 and simple[0] and not back
        return "setting" if premise and named and values else "constraint"
    known = named and _is_known(tokens, statement.sides[0], context)
    lone = _is_name(tokens, statement.sides[0])
    if cue in ("let", "where", "for") and lone and _is_written_out(tokens, statement.sides[-1]):
        return "chain"  # a matrix: a definition
    if cue in ("if", "assume") and lone and _is_angled(tokens, statement.sides[-1]):
        return "chain"  # `determine if u = <1, 2> and v = <3, 4> are parallel`
    if cue in ("if", "for", "assume") and (all(simple) or (named and values)):
        return "setting"
    called = is_call(tokens, statement.sides[0], context)
    whole = statement.sides[0][0] == 0 and statement.sides[-1][1] == len(tokens)
    plain = whole and len(simple) == 2 and cue == "let"
    if plain and is_rate(tokens, statement.sides[0], context):
        return "assumption"
    if cue in ("if", "assume") and not named and not called:
        return "assumption"
    if cue == "if" and not known and not called and len(statement.sides) == 2:
        return "assumption"
    if cue in ("let", "where", "paren") and named and values:
        return "setting"
    if named and values and len(statement.sides) == 2 and _is_tuple(tokens, statement.sides[0]):
        return "setting"
    return "chain"


def is_rate(tokens: Sequence[Token], place: Range, context: Context) -> bool:
    r"""Whether a side is the derivative of a name that nothing defines: `\frac{dr}{dt}`, `dr/dt`.

    >>> from ..sources.tokens import tokenize
    >>> read = [tokenize(text) for text in (r"\frac{dr}{dt}", "dr/dt", "r/t")]
    >>> [is_rate(tokens, (0, len(tokens)), Context()) for tokens in read]
    [True, True, False]
    """
    found = _RATE.fullmatch(" ".join(t.text for t in tokens[place[0] : place[1]]))
    name = (found["name"] or found["other"]).lstrip("\\") if found is not None else ""
    return bool(name) and not context.known(name)


_SIGN, _NAMED, _BY = r"(?:d|\\partial)", r"\\?[A-Za-z]+", r"(?:[a-z]|\\[a-z]+)"
_RATE = regex(
    rf"\\[dt]?frac \{{ {_SIGN} (?P<name>{_NAMED}) \}} \{{ {_SIGN} {_BY} \}}"
    rf"|{_SIGN} (?P<other>{_NAMED}) / {_SIGN} {_BY}"
)


def is_simple(tokens: Sequence[Token], place: Range, context: Context) -> bool:
    """A lone name without a definition, or with a number added; a number; infinity."""
    a, b = place
    while a < b and tokens[a].kind in "+-":
        a += 1
    if a >= b:
        return False
    if b - a == 1 and (tokens[a].kind == "number" or tokens[a].text in ("\\infty", "\\pi")):
        return True
    if not starts_name(tokens[a]):
        return False
    try:
        use = scan_name(tokens, a, b)
    except ReadingError:
        return False
    if context.known(use.base):
        return False
    return use.end == b or (
        b - use.end == 2 and tokens[use.end].kind in "+-" and tokens[use.end + 1].kind == "number"
    )


def _is_name(tokens: Sequence[Token], place: Range) -> bool:
    a, b = place
    if a >= b or not starts_name(tokens[a]):
        return False
    try:
        return scan_name(tokens, a, b).end == b
    except ReadingError:
        return False


def _is_known(tokens: Sequence[Token], place: Range, context: Context) -> bool:
    """Whether a side is a name that has a definition."""
    found = _key(tokens, place, context)
    return found is not None and context.known(found)


def _key(tokens: Sequence[Token], place: Range, context: Context) -> str | None:
    a, b = place
    if a >= b or not starts_name(tokens[a]):
        return None
    try:
        use = scan_name(tokens, a, b)
    except ReadingError:
        return None
    return key_of(use.base, classify(tokens, use.sub, context.survey.indices))


def is_call(tokens: Sequence[Token], place: Range, context: Context) -> bool:
    """Whether a side is `f(x)` for an f that has no meaning yet: what follows defines it."""
    a, b = place
    if a >= b or not starts_name(tokens[a]):
        return False
    try:
        use = scan_name(tokens, a, b)
        if use.end >= b or tokens[use.end].kind != "(":
            return False
        whole = group_end(tokens, use.end, b) == b - 1
        plain = all(t.kind == "letter" or t.kind == "," for t in tokens[use.end + 1 : b - 1])
    except ReadingError:
        return False
    return whole and plain and not context.known(use.base) and use.base != "sigma"


def _is_written_out(tokens: Sequence[Token], place: Range) -> bool:
    """Whether a side is a matrix or a list."""
    a, b = place
    if a >= b:
        return False
    listed = tokens[a].text in ("[", "(", "\\langle") and any(t.kind == "," for t in tokens[a:b])
    return tokens[a].text.startswith("begin ") or listed


def _is_angled(tokens: Sequence[Token], place: Range) -> bool:
    """Whether a side is a vector in angle brackets."""
    a, b = place
    return b - a > 4 and tokens[a].text == "\\langle" and tokens[b - 1].text == "\\rangle"


def _is_tuple(tokens: Sequence[Token], place: Range) -> bool:
    a, b = place
    inside = [t for t in tokens[a + 1 : b - 1] if t.kind == ","]
    if b - a <= 4 or tokens[a].kind != "(" or not inside:
        return False
    try:
        return group_end(tokens, a, b) == b - 1  # not (1, 2) + (3, 4)
    except ReadingError:
        return False


def _is_value(tokens: Sequence[Token], place: Range) -> bool:
    """A number, perhaps with a sign or as a fraction or a tuple: nothing with a name in it."""
    a, b = place
    return a < b and not any(
        t.kind == "letter" or (t.kind == "command" and starts_name(t)) for t in tokens[a:b]
    )
