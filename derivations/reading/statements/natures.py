"""Names that the words say are no numbers, where a claim reads them as numbers.

What holds of numbers holds of them, too, where both sides come out the same without that factors
are put in another order: `A(B + C) = AB + AC` of matrices. The rest is left open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from proofs.kernel.terms import ONE, I, Term, div, rebuild, subterms, var

from ...regex import regex
from ..errors import ReadingError
from ..kinds.written import MEMBER
from ..words.natures import Nature
from .rewriting import closure

if TYPE_CHECKING:
    from .context import Context
    from .sides import Value

_MOST = 200
"""How many products the two sides may come out as."""
_WRITTEN = {"<=": "\\le", ">=": "\\ge"}
_Words = dict[tuple[Term, ...], Fraction]


def misread(left: Value, right: Value, relation: str, context: Context) -> str:
    """Why two sides that are read as numbers may be none; empty where nothing says so."""
    a, b = left.term, right.term
    if a is None or b is None:
        return ""
    written = f"{left.side.latex} {_WRITTEN.get(relation, relation)} {right.side.latex}"
    unit = any(node is I for term in (a, b) for node in subterms(term)) if context.meant else False
    other = next(
        (m.why for m in context.meant if m.sign.search(written) and (unit or not m.unit)), ""
    )
    if other:
        return other
    a, b, members = _by_members(a, b, context)
    names = [*_numbers(a, b, context), *members]
    told = {v: found for v in names if (found := _nature(v, left.start, context)) is not None}
    told |= dict.fromkeys(members, Nature(0, 0, frozenset(), "vector", "a vector"))
    vectors = frozenset(v for v, found in told.items() if found.kind == "vector")
    for v in vectors & (a.free | b.free):
        if not (_stands_bare(a, v, vectors) or _stands_bare(b, v, vectors)):
            del told[v]
    if not told:
        return _of_vectors(left, right, context)
    apart = {v for v in told if v not in a.free | b.free}
    kinds = {found.kind for found in told.values()}
    plain = all(v.sort.name != "family" for v in told)
    if relation == "=" and plain and not apart and kinds <= {"vector", "matrix", "factor"}:
        sides = [_ordered(t, frozenset(told), vectors) for t in (a, b)]
        numbers = {v for v in names if _is_number(v, left.start, context)}
        first, second = (side and _numbers_first(side, numbers) for side in sides)
        if first is not None and first == second:
            return ""
    name = min(told, key=str)
    if name in members:
        return f"{name} is read as an entry of a vector, and may be one of several vectors"
    return f"{name} is read as a number, but the words say what it is: {told[name].noun}"


def _by_members(a: Term, b: Term, context: Context) -> tuple[Term, Term, frozenset[Term]]:
    r"""Two terms with a name for each entry of what is written as a vector and never stands by
    itself, `\vec{u}_1`: one of several vectors, perhaps; and these names."""
    survey = context.survey
    entries = {
        node for side in (a, b) for node in subterms(side)
        if node.op == "elem" and node.args[0].op == "var" and len(node.args) == 2
        and str(node.args[0].value) in survey.bold - survey.bare - survey.kinds.kinds.keys()
    }  # fmt: skip
    if not entries or any(e.loose for e in entries):
        return a, b, frozenset()
    names = {e: var(str(e)) for e in entries}
    return _with(a, names), _with(b, names), frozenset(names.values())


def _with(term: Term, values: Mapping[Term, Term]) -> Term:
    """The term with others for some closed parts of it."""
    found = values.get(term)
    return found or rebuild(term, tuple(_with(arg, values) for arg in term.args))


def alike(statements: Sequence[Term], at: int, context: Context) -> bool:
    """Whether statements about vectors and the like say the same as about numbers: no products."""
    names = frozenset[Term]().union(*(s.free for s in statements))
    told = frozenset(
        v for v in names
        if v.sort.name not in ("family", "function") and _nature(v, at, context) is not None
    )  # fmt: skip
    nodes = [node for s in statements for node in subterms(s) if node.free & told]
    if any(node.op in ("lt", "le") for node in nodes):
        return False
    sides = [side for node in nodes if node.op in ("eq", "ne") for side in node.args]
    return all(_ordered(side, told, told) is not None for side in sides)


def _numbers(a: Term, b: Term, context: Context) -> list[Term]:
    """The names that two terms read as numbers, and those in what defines others."""
    found = set(a.free | b.free)
    try:
        for definition in closure((a, b), context):
            found |= definition.body.free - set(definition.parameters)
    except ReadingError:
        pass
    told = (name for nature in context.natures for name in nature.names)
    families = {name.removesuffix(MEMBER) for name in told if name.endswith(MEMBER)}
    return [
        v for v in found
        if v.sort.name not in ("family", "function")
        or (v.sort.name == "family" and str(v.value) in families
            and f"{v.value}{MEMBER}" not in context.survey.kinds.kinds)
    ]  # fmt: skip


_NUMBERED = regex(r"_\{?\d+\}?$")


def _nature(name: Term, at: int, context: Context) -> Nature | None:
    """What the words before a place, or else after it, say that a name stands for; none where it is
    a number."""
    key = str(name.value)
    if name.sort.name in ("nat", "int"):
        return None
    family = f"{_NUMBERED.sub('', key)}{MEMBER}"
    own = [n for n in context.natures if key in n.names or family in n.names]
    before = [n for n in own if n.at <= at]
    general = [
        n for n in context.natures if not n.names and n.at <= at <= n.end and n.kind in _GENERAL
    ]
    found = before[-1] if before else general[-1] if general else own[0] if own else None
    if found is None and context.survey.declared.get(key) in ("vector", "matrix"):
        kind = context.survey.declared[key]
        found = Nature(at, at, frozenset({key}), kind, f"a {kind}")
    return found if found is not None and found.kind != "number" else None


def _is_number(name: Term, at: int, context: Context) -> bool:
    """Whether the page says that a name is a number."""
    own = [n for n in context.natures if str(name.value) in n.names and n.at <= at]
    declared = context.survey.declared.get(str(name.value)) == "scalar"
    return own[-1].kind == "number" if own else declared or name.sort.name == "nat"


def _numbers_first(side: _Words, numbers: set[Term]) -> _Words:
    """Products in which the numbers stand first, in a fixed order."""
    out: _Words = {}
    for word, factor in side.items():
        first = sorted((t for t in word if t.free <= numbers), key=str)
        key = (*first, *(t for t in word if not t.free <= numbers))
        out[key] = out.get(key, Fraction(0)) + factor
    return {word: factor for word, factor in out.items() if factor}


_ENTRY_BY_ENTRY = frozenset(
    "exp log sin cos tan sinh cosh tanh asin acos atan asinh acosh atanh app".split()
)


def _stands_bare(term: Term, name: Term, vectors: frozenset[Term]) -> bool:
    """Whether a vector stands outside of functions of its entries: not in `e^{2x}`."""
    if name not in term.free:
        return False
    if term.op in _ENTRY_BY_ENTRY:
        inside = [arg for arg in term.args if name in arg.free]
        return any(_ordered(arg, vectors, vectors) is None for arg in inside)
    return term is name or any(_stands_bare(arg, name, vectors) for arg in term.args)


_GENERAL = frozenset({"vector", "matrix", "factor", "other"})


def _of_vectors(left: Value, right: Value, context: Context) -> str:
    """Rows that are read as columns, and products whose sign is that of the cross product."""
    written = f"{left.side.latex} {right.side.latex}"
    free = frozenset[Term]().union(*(v.term.free for v in (left, right) if v.term is not None))
    kinds = {n.kind for n in context.natures if not n.names and n.at <= left.start <= n.end}
    numbers = any(v.sort.name == "real" for v in free)
    if "cross" in kinds and "\\times" in written and numbers:
        return "is this sign that of the cross product?"
    rows = frozenset[str]().union(*(n.names for n in context.natures if n.kind == "row"))
    turned = any(sign in written for sign in ("^T", "^{T}", "\\top", "^t", "\\intercal"))
    for v in free:
        key = str(v.value)
        if (
            v.sort.name != "family"
            or v.sort.rank != 1
            or context.survey.kinds.kinds.get(key) == "r"
        ):
            continue
        if key in rows or (turned and "row" in kinds):
            return f"{key} is read as a column, but the words speak of rows"
    return ""


def _ordered(term: Term, told: frozenset[Term], vectors: frozenset[Term]) -> _Words | None:
    """A term as a sum of products whose factors keep their order; None where it is no such sum."""
    number = _numeral(term)
    if number is not None:
        return {(): number} if number else {}
    if not term.free & told:
        return {(term,): Fraction(1)}
    if term.op == "var":
        return {(term,): Fraction(1)}
    if term.op == "pow" and term.args[1].op == "num" and term.args[1].value in range(1, 7):
        return _product([term.args[0]] * int(term.args[1].value), told, vectors)
    if term.op == "mul":
        return _product(list(term.args), told, vectors)
    if term.op == "div" and not term.args[1].free & told:
        return _product([term.args[0], div(ONE, term.args[1])], told, vectors)
    parts = [_ordered(arg, told, vectors) for arg in term.args]
    if term.op not in ("add", "sub", "neg"):
        return None
    out: _Words = {}
    for k, part in enumerate(parts):
        if part is None:
            return None
        minus = term.op == "neg" or (term.op == "sub" and k > 0)
        for word, factor in part.items():
            out[word] = out.get(word, Fraction(0)) + (-factor if minus else factor)
    return {word: factor for word, factor in out.items() if factor}


def _numeral(term: Term) -> Fraction | None:
    """The number that a term writes out: 2, 1/2."""
    if term.op == "num":
        return Fraction(term.value)
    if term.op == "div" and all(part.op == "num" for part in term.args) and term.args[1].value:
        return Fraction(term.args[0].value, term.args[1].value)
    return None


def _product(factors: list[Term], told: frozenset[Term], vectors: frozenset[Term]) -> _Words | None:
    out: _Words = {(): Fraction(1)}
    for factor in factors:
        part = _ordered(factor, told, vectors)
        if part is None or len(part) * len(out) > _MOST:
            return None
        made: _Words = {}
        for a, x in out.items():
            for b, y in part.items():
                made[(*a, *b)] = made.get((*a, *b), Fraction(0)) + x * y
        out = made
    if any(sum(v in vectors for v in word) > 1 for word in out):
        return None  # (u v) w is not u (v w)
    return out
