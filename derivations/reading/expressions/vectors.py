"""Arithmetic on vectors, entry by entry, and lists that are written out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from proofs.kernel.normal_forms.entries import entry
from proofs.kernel.terms import (
    INT,
    ONE,
    Term,
    TermError,
    abstract,
    add,
    bound,
    cases,
    elem,
    eq,
    fam,
    make,
    neg,
    num,
    rebuild,
    size,
    var,
    vector,
)


def is_vector(term: Term) -> bool:
    """Whether the term is a family of one index."""
    return term.sort.name == "family" and term.sort.rank == 1


def lift(op: Callable[..., Term], args: Sequence[Term], facts: list[Term]) -> Term:
    """`op` on numbers; on vectors and numbers, entry by entry.

    Where two lengths are not the same term, that they are equal is added to `facts`. Raises
    TermError for families of higher rank, and for lengths that differ.

    >>> from proofs.kernel.terms import family, var
    >>> x, c = var("x", family(rank=1)), var("c")
    >>> str(lift(add, [x, c], []))
    'fam(i=size(x), x[i] + c)'
    """
    families = [a for a in args if a.sort.name == "family"]
    if not families:
        return op(*args)
    if any(not is_vector(a) for a in families):
        raise TermError("arithmetic on a matrix as a whole")
    length = size(families[0])
    for other in families[1:]:
        same_length(length, size(other), facts)
    return fam(length, op(*(_at_bound(a) if is_vector(a) else a for a in args)))


def _at_bound(a: Term) -> Term:
    """The entry of a vector at the index that the vector to be made binds."""
    symbolic = a.op == "fam" and a.args[0].op != "num"
    return a.args[1] if symbolic else elem(a, bound(0))


def same_length(a: Term, b: Term, facts: list[Term]) -> None:
    """Note that two lengths are equal. Raises TermError where they are not."""
    if a is b:
        return
    if a.op == "num" and b.op == "num":
        raise TermError(f"vectors of {a} and of {b} entries")
    if eq(a, b) not in facts:
        facts.append(eq(a, b))


def shifted(index: Term, by: int) -> Term:
    """`index + by`, with numbers put together.

    >>> from proofs.kernel.terms import NAT, sub, var
    >>> str(shifted(sub(var("K", NAT), ONE), 1)), str(shifted(num(3), -1))
    ('K', '2')
    """
    offset = by
    while index.op == "add" and len(index.args) == 2:
        last = index.args[1]
        inner = last.args[0] if last.op == "neg" else last
        if inner.op != "num":
            break
        step = int(str(inner.value))
        offset += -step if last.op == "neg" else step
        index = index.args[0]
    if index.op == "num":
        return num(int(str(index.value)) + offset)
    if offset == 0:
        return index
    return add(index, num(offset)) if offset > 0 else add(index, neg(num(-offset)))


def replace_index(term: Term, old: Term, new: Term) -> Term:
    """The term with another index, free of bound names, wherever an entry is taken at `old`."""
    if not term.args:
        return term
    if term.op == "elem" and any(i is old for i in term.args[1:]):
        return make("elem", (term.args[0], *(new if i is old else i for i in term.args[1:])),
                    sort=term.sort)  # fmt: skip
    return rebuild(term, tuple(replace_index(a, old, new) for a in term.args))


def _entry_indices(term: Term) -> list[Term]:
    out = [i for a in term.args for i in _entry_indices(a)]
    free = [i for i in term.args[1:] if not i.loose] if term.op == "elem" else []
    return out + free


def with_ellipsis(before: Sequence[Term], last: Term) -> Term:
    r"""The vector `[a, b, \dots, z]`, its general entry taken from the last one.

    The entries before the dots must be what the general entry gives at their places; only the
    first may differ. Raises TermError where no such general entry is seen.

    >>> from proofs.kernel.terms import NAT, family, var
    >>> x, K = var("x", family(var("K", NAT))), var("K", NAT)
    >>> str(with_ellipsis([elem(x, num(1)), elem(x, num(2))], elem(x, K)))
    'fam(i=K, x[i])'
    """
    for index in dict.fromkeys(_entry_indices(last)):
        if index.op == "num":
            continue
        for offset in (0, -1, 1):
            made = [
                replace_index(last, index, num(at + offset)) for at in range(1, len(before) + 1)
            ]
            fits = [a is b for a, b in zip(made, before, strict=True)]
            if not all(fits[1:]) or not (len(fits) > 1 or fits[0]):
                continue
            place = var("i@dots", INT)
            general = replace_index(last, index, shifted(place, offset))
            if not fits[0]:
                general = cases(before[0], eq(place, ONE), general)
            return fam(shifted(index, -offset), abstract(general, place))
    raise TermError("what the dots stand for cannot be seen from the entries")


def beside(columns: Sequence[Term], facts: list[Term]) -> Term:
    """The matrix of some columns that are written out; `facts` gets that they are as long.

    >>> from proofs.kernel.terms import family, var
    >>> u, v = (var(name, family(num(2))) for name in "uv")
    >>> str(beside([u, v], []))
    'fam(i=2, fam(j=2, cases(u[i] if j = 1; v[i])))'
    """
    for other in columns[1:]:
        same_length(size(columns[0]), size(other), facts)
    row, place = var("i@row", INT), var("i@column", INT)
    entries = [entry(column, row) for column in columns]
    chosen = [x for k, e in enumerate(entries[:-1], 1) for x in (e, eq(place, num(k)))]
    general = cases(*chosen, entries[-1]) if chosen else entries[-1]
    inner = fam(num(len(columns)), abstract(general, place))
    return fam(size(columns[0]), abstract(inner, row))


def written_out(entries: Sequence[Term]) -> Term:
    """A vector by its entries."""
    if any(e.sort.name == "family" for e in entries):
        raise TermError("a list of vectors")
    return vector(*entries)


def written_entries(term: Term) -> list[Term] | None:
    """The entries of a vector that is written out; None for another vector.

    >>> written_entries(written_out([ONE, num(3)]))
    [1, 3]
    """
    length = size(term)
    if term.op == "var" or length.op != "num" or int(str(length.value)) > MAX_WRITTEN:
        return None
    return [entry(term, num(i)) for i in range(1, int(str(length.value)) + 1)]


MAX_WRITTEN = 64
"""Most entries of a vector that are taken one by one."""
