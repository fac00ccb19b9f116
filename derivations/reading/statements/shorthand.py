r"""What a chain leaves out: what a prime differentiates by, the index of g where it means $g_i$.

After "$g_i = e^{a_i}$ and $h_i = \sum_k e^{a_k}$", a chain that begins with
`\frac{\partial}{\partial a_j} \frac{g_i}{h_i}` goes on with `\frac{g' h - h' g}{h^2}`: there g
stands for $g_i$, and g' for its derivative in $a_j$. The side is written out so, and then read.
Where the side before shows that it may be $g_j$ instead, it is in doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from proofs.claim import Claim
from proofs.kernel.terms import is_family

from ...derivation import Step
from ..errors import AMBIGUOUS, ReadingError
from ..expressions.names import NameUse, group_end, scan_name, spelled, starts_name
from ..expressions.relations import Range
from ..sources.tokens import Token
from .context import Context
from .hidden import slope
from .rewriting import closure
from .samples import agree_at_samples
from .sides import Formula, Value
from .vector_values import vector_of, with_argument

LEFT_OUT = "what is left out"
"""Marks links one of whose sides was written out: it may be meant otherwise."""

_SIGNS = ("\\partial", "d")
_BINDING = frozenset("\\sum \\prod \\int \\max \\min \\lim \\arg \\sup \\inf".split())


def differentiated_by(tokens: Sequence[Token], place: Range) -> tuple[Token, ...]:
    r"""The name that a side is the derivative by; nothing where it is none, or of higher order.

    >>> from ..sources.tokens import tokenize
    >>> for latex in (r"\frac{\partial S_i}{\partial a_j}", r"\frac{d}{dx} (u v)", "f'(x)", "x"):
    ...     tokens = tokenize(latex)
    ...     print(spelled(differentiated_by(tokens, (0, len(tokens))), 0, 9))
    a_j
    x
    x
    <BLANKLINE>
    """
    a, b = place
    try:
        if a < b and tokens[a].text == "\\frac":
            return _below(tokens, a, b)
        return _argument(tokens, a, b)
    except (ReadingError, IndexError):
        return ()


def _below(tokens: Sequence[Token], a: int, b: int) -> tuple[Token, ...]:
    """The name under a fraction `d.../dx`."""
    above = group_end(tokens, a + 1, b)
    below = group_end(tokens, above + 1, b)
    first, sign = tokens[a + 2], tokens[above + 2]
    name = above + 3
    if first.text not in _SIGNS or sign.text != first.text or tokens[a + 3].kind == "^":
        return ()
    whole = name < below and scan_name(tokens, name, below).end == below
    return tuple(tokens[name:below]) if whole else ()


def _argument(tokens: Sequence[Token], a: int, b: int) -> tuple[Token, ...]:
    """The x of `f'(x)`."""
    use = scan_name(tokens, a, b)
    if not use.base.endswith("'") or tokens[use.end].kind != "(" or tokens[b - 1].kind != ")":
        return ()
    inner = scan_name(tokens, use.end + 1, b - 1)
    return tuple(tokens[inner.start : inner.end]) if inner.end == b - 1 else ()


@dataclass(frozen=True)
class _Writer:
    """Writes out a side; with `indices`, also names that stand for an entry: the one at `letter`,
    or at the letter that the page has for it."""

    context: Context
    by: tuple[Token, ...]
    indices: bool
    letter: str

    def written(
        self, tokens: Sequence[Token], a: int, b: int
    ) -> tuple[list[Token], list[str], bool]:
        """The tokens from a to b, written out, how each name was understood, and whether that is
        in doubt."""
        out: list[Token] = []
        told: dict[str, None] = {}
        i, doubtful = a, False
        vector = vector_of(self.by, self.context)
        while i < b:
            use = scan_name(tokens, i, b) if starts_name(tokens[i]) else None
            entry = use and with_argument(tokens, use, b, vector, self.context)
            if use is not None and entry:
                out += entry[0]
                told[f"{use.base} stands for its value at {spelled(vector, 0, len(vector))}"] = None
                i, doubtful = use.end, doubtful or entry[1]
                continue
            if use is None or (use.end < b and tokens[use.end].kind == "("):
                i += 1
                out.append(tokens[i - 1])
                continue
            more, how = self._name(tokens, use)
            if not how and use.base.endswith("'"):
                return [], [], False  # what another prime means is not told
            out += more
            told.update(dict.fromkeys(how))
            i, doubtful = use.end, doubtful or bool(how)
        return out, list(told), doubtful

    def _name(self, tokens: Sequence[Token], use: NameUse) -> tuple[list[Token], list[str]]:
        """A name, written out."""
        written = list(tokens[use.start : use.end])
        stem = use.base.rstrip("'")
        times = len(use.base) - len(stem)
        if times > 1 or use.bold or use.label is not None:
            return written, []
        name = [t for t in written if t.kind != "'"]
        letter = index_of(self.context, stem) if self.indices and use.sub is None else ""
        if letter:
            name += [_like(name[0], "_", "_"), _like(name[0], "letter", self.letter or letter)]
        shown = spelled(name, 0, len(name))
        if times and self._is_value(use.base, stem):
            by = spelled(self.by, 0, len(self.by))
            return self._derivative(name), [f"{stem}' is read as the derivative of {shown} in {by}"]
        return (name, [f"{stem} stands for {shown}"]) if letter and not times else (written, [])

    def _is_value(self, key: str, stem: str) -> bool:
        """Whether a primed name is the derivative of a name that has a value here."""
        context = self.context
        if not self.by or context.known(key) or key in context.survey.declared:
            return False
        found = context.defined(stem)
        given = found is not None and not found.parameters
        return (given or bool(context.entry_rules(stem))) and slope(context, key) is None

    def _derivative(self, name: list[Token]) -> list[Token]:
        def sign(kind: str, text: str) -> Token:
            return _like(name[0], kind, text)

        stroke = sign("command", "\\partial")
        by = [_like(name[0], t.kind, t.text) for t in self.by]
        opening, closing = sign("{", "{"), sign("}", "}")
        return [sign("command", "\\frac"), opening, stroke, *name, closing, opening, stroke, *by,
                closing]  # fmt: skip


def _like(token: Token, kind: str, text: str) -> Token:
    """A token that stands at the place of another one."""
    return Token(kind, text, token.start, token.end)


def index_of(context: Context, base: str) -> str:
    """The letter of the index with which the page gives the entries of a family; nothing for other
    names."""
    survey = context.survey
    if base in survey.bold | survey.columns or base in survey.declared or survey.rank(base) != 1:
        return ""
    rules, found = context.entry_rules(base), context.defined(base)
    if found is not None:
        return found.index
    one = len(rules) == 1 and len(rules[0].pattern) == 1 and not rules[0].numbers
    return rules[0].pattern[0] if one else ""


def value_of(formula: Formula, place: Range, by: tuple[Token, ...], other: Value | None) -> Value:
    """A side, read; what it leaves out is written out where it has primes, or cannot be read
    otherwise, or is a vector beside a number, the `other` side."""
    plain = formula.value(place)
    beside = other is not None and other.term is not None and not is_family(other.term)
    misfit = beside and plain.term is not None and is_family(plain.term)
    found = _written_out(formula, place, by) if by else None
    if found is None and (plain.error is not None or misfit):
        found = _written_out(formula, place, by, indices=True)
        another = _letter_of(by)
        if found is not None and another and not _agree(other, found, formula.context):
            turned = _written_out(formula, place, by, another, indices=True)
            if turned is not None and _agree(other, turned, formula.context):
                return replace(plain, side=formula.side(place), error=_in_doubt(plain, another))
    return found or plain


def _in_doubt(side: Value, letter: str) -> ReadingError:
    return ReadingError(
        AMBIGUOUS, f"which entry is meant: the one at {letter}, as it seems here?", side.start,
        side.end,
    )  # fmt: skip


def _letter_of(by: tuple[Token, ...]) -> str:
    """The j of `a_j`."""
    return by[2].text if len(by) == 3 and by[1].kind == "_" and by[2].kind == "letter" else ""


def _agree(one: Value | None, other: Value, context: Context) -> bool:
    """Whether two sides are the same number at sample points, as far as that can be seen."""
    if one is None or one.term is None or other.term is None or is_family(one.term):
        return False
    try:
        below = closure((one.term, other.term), context)
    except ReadingError:
        return False
    return agree_at_samples(one.term, other.term, definitions=below) is True


def _written_out(
    formula: Formula,
    place: Range,
    by: tuple[Token, ...],
    letter: str = "",
    *,
    indices: bool = False,
) -> Value | None:
    tokens = formula.tokens
    if indices and any(t.text in _BINDING for t in tokens[slice(*place)]):
        return None
    known = not by or formula.context.known(scan_name(by, 0, len(by)).base)
    try:
        writer = _Writer(formula.context, () if known else by, indices, letter)
        written, told, doubtful = writer.written(tokens, *place)
        if not told:
            return None
        value = replace(formula, tokens=written).value((0, len(written)))
    except ReadingError:
        return None
    if value.error is not None or value.term is None or is_family(value.term):
        return None
    side = formula.side(place, value.term)
    return replace(value, side=side, notes=(*value.notes, *told), place=formula.here(place),
                   written_out=doubtful)  # fmt: skip


def with_doubt(made: Step, *sides: Value) -> Step:
    """A link, in doubt where one of its sides was written out."""
    if made.claim is None or not any(side.written_out for side in sides):
        return made
    return replace(made, unknown=(*made.unknown, LEFT_OUT))


def confirm(steps: list[Step], values: Sequence[Value]) -> None:
    """Tell each link to a side that was written out which links show that it was meant so: those
    that go on from it to the next side that stands there in full."""
    if len(values) != len(steps) + 1:
        return
    for k, made in enumerate(steps):
        here, there = values[k].written_out, values[k + 1].written_out
        if here == there:
            continue
        claims = _claims(steps, values, k, 1 if there else -1)
        if claims:
            steps[k] = replace(made, confirmed_by=claims)


def _claims(steps: list[Step], values: Sequence[Value], k: int, way: int) -> tuple[Claim, ...]:
    """The claims of the links after link k, or before it, up to a side that stands in full."""
    found: list[Claim] = []
    k += way
    while 0 <= k < len(steps):
        claim = steps[k].claim
        if claim is None or steps[k].kind != "claim" or steps[k].relation != "=":
            return ()
        found.append(claim)
        if not values[k + (way > 0)].written_out:
            return tuple(found)
        k += way
    return ()
