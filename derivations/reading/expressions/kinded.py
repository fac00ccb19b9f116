"""Names that the formulas of a scope show to be vectors and matrices, and families of vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from proofs.kernel.normal_forms.entries import entry
from proofs.kernel.terms import (
    INT,
    ONE,
    REAL,
    Term,
    TermError,
    abstract,
    add,
    bound,
    delta,
    derivative,
    elem,
    fam,
    instantiate,
    is_family,
    mul,
    partial,
    rebuild,
    shape,
    size,
    sub,
    transpose,
    var,
)

from ..errors import AMBIGUOUS, NOTATION
from ..kinds.written import MEMBER
from . import calls
from .names import NameUse, spelled

if TYPE_CHECKING:
    from .parser import Parser

_NAMES = {"c": "a vector", "r": "a row vector", "m": "a matrix"}


def value(p: Parser, key: str) -> Term | None:
    """The vector or matrix that a name without a definition stands for; None for other names."""
    kinds = p.context.survey.kinds
    kind = kinds.of(key, p.tokens)
    if p.context.known(key):
        return None
    if key in kinds.doubtful_in.get(id(p.tokens), ()):
        raise p.fault(
            AMBIGUOUS, f"is {key} a number here? elsewhere it is {_NAMES[kinds.kinds[key]]}",
            p.pos - 1, help=f"say what {key} is, or take another letter",
        )  # fmt: skip
    if not kind:
        return None
    p.notes.append(f"{key} is read as {_NAMES[kind]}: {kinds.reasons[key]}")
    named = var(key, p.context.sort_of_family(key, 2 if kind == "m" else 1))
    return transpose(named) if kind == "r" else named


def is_vector(p: Parser, key: str) -> bool:
    """Whether a name is shown to be a vector, a column or a row."""
    return p.context.survey.kinds.of(key, p.tokens) in ("c", "r")


def argument(p: Parser, a: int, b: int) -> Term | None:
    """The x of `p(x)` and `p(y | x)` where x is a vector elsewhere: of p nothing is known, nor of
    its x."""
    letter = p.tokens[a].text if b - a == 1 and p.tokens[a].kind == "letter" else ""
    shown = letter and p.context.survey.kinds.of(letter, p.tokens)
    plain = shown and letter not in p.local and not p.context.known(letter)
    return p.context.scalar(letter) if plain else None


def member(
    p: Parser, use: NameUse, parts: Sequence[tuple[int, int]], start: int
) -> Term | None:  # fmt: skip
    """The vector `v_c` of a family; None where nothing shows that its members are vectors."""
    key = f"{use.base}{MEMBER}"
    own = p.local.get(f"{use.base}_{spelled(p.tokens, *use.sub)}") if use.sub is not None else None
    if own is not None:
        return own
    kinds = p.context.survey.kinds
    kind = kinds.of(key, p.tokens)
    declared = p.context.survey.declared.get(key)
    whole = declared not in (None, "scalar", "complex", "function")
    if whole and len(parts) == 1 and use.base not in p.local and not kind:
        message = f"{use.base} with an index is a {declared} here, which does not fit"
        raise p.fault(NOTATION, message, start)
    if not kind or len(parts) != 1 or use.base in p.local:
        return None
    family = var(key, p.context.sort_of_family(key, 2))
    (index,) = calls.indices_at(p, family, list(parts), start)
    p.notes.append(f"{use.base} with an index is read as a vector: {kinds.reasons[key]}")
    vector = fam(size(family, 1), elem(family, index, bound(0)))
    return transpose(vector) if kind == "r" else vector


def laid_down(vector: Term) -> Term:
    """A row as a column; any other term as it is."""
    row = is_family(vector) and vector.sort.rank == 2 and shape(vector)[0] is ONE
    if not row:
        return vector
    return vector.args[0] if vector.op == "transpose" else transpose(vector)


def place_of(vector: Term) -> tuple[Term, tuple[Term, ...]] | None:
    """The family and the index of one of its members; of a vector or matrix that is a name, that
    and no index; None for other terms.

    >>> from proofs.kernel.terms import NAT, family, num
    >>> place_of(var("x", family(rank=1)))
    (x, ())
    """
    if vector.op == "var" and is_family(vector):
        return vector, ()
    if vector.op != "fam":
        return None
    last = var("i@place", INT)
    body = instantiate(vector.args[1], last)
    whole = body.op == "elem" and len(body.args) == 3 and body.args[2] is last
    if not whole or last in body.args[1].free or body.args[0].op != "var":
        return None
    return body.args[0], (body.args[1],)


def gradient_at(value: Term, vector: Term) -> Term:
    """The derivatives of a number in the entries of a vector of a family, as a vector.

    Raises TermError where it is no such vector.
    """
    found = place_of(vector)
    if found is None or len(found[1]) != 1:
        raise TermError(f"{vector} is no vector of a family")
    family, (index,) = found
    last, moved = var("i@gradient", INT), var("t@gradient", REAL)
    varied = _moved(value, family, (index, last), moved)
    if varied is None:
        slope = partial(value, family, index, last)
    else:
        slope = derivative(elem(family, index, last), abstract(varied, moved))
    return fam(size(family, 1), abstract(slope, last))


def _moved(term: Term, family: Term, place: tuple[Term, ...], moved: Term) -> Term | None:
    """The term with the entry of a family at a place put as another number; None where the family
    stands in it as a whole.

    Each entry x_ab is put as x_ab + delta_ai delta_bj (t - x_ij).
    """
    if term is family:
        return None
    if term.op == "size" or family not in term.free:
        return term
    if term.op == "elem" and term.args[0] is family:
        indices = [_moved(a, family, place, moved) for a in term.args[1:]]
        if any(i is not old for i, old in zip(indices, term.args[1:], strict=True)):
            return None
        same = [delta(a, b) for a, b in zip(term.args[1:], place, strict=True)]
        return add(term, mul(*same, sub(moved, elem(family, *place))))
    parts = [_moved(a, family, place, moved) for a in term.args]
    whole = tuple(part for part in parts if part is not None)
    return rebuild(term, whole) if len(whole) == len(parts) else None


def total_of(body: Term, index: Term, added: Callable[[Term], Term]) -> Term:
    """The sum of vectors or matrices, entry by entry; `added` makes the sum of numbers.

    Raises TermError where their lengths are not the same for every index.
    """
    names = [var(f"i@total{axis}", INT) for axis in range(body.sort.rank)]
    lengths = shape(body)
    if any(index in length.free for length in lengths):
        raise TermError("a sum of vectors of different lengths")
    out = added(entry(body, *names))
    for name, length in reversed(list(zip(names, lengths, strict=True))):
        out = fam(length, abstract(out, name))
    return out
