"""A term as plain text, for messages and doctests. LaTeX is written elsewhere."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

from . import BINDERS, Term, subterms
from .matrices import written_gradient, written_rows

_INFIX = {"eq": " = ", "ne": " != ", "lt": " < ", "le": " <= ", "approx": " ~ "}
_LEVEL = {
    "add": 1, "neg": 2, "mul": 2, "div": 2, "pow": 4,
    "matadd": 1, "matmul": 2, "scaled": 2, "hadamard": 2, "transpose": 4, "inverse": 4, "matpow": 4,
}  # fmt: skip
MAX_NODES = 4_000
"""Longer terms are cut short with dots."""

MAX_SORTED = 500
"""Most parts, as written, of terms that are sorted by their text."""
_NAMES = "ijklmnpqrstuvw"


@lru_cache(maxsize=4_096)
def text(term: Term) -> str:
    """One line of text; bound names are chosen from i, j, k, ... as needed.

    >>> from . import add, div, exp, neg, num, var
    >>> text(div(num(1), add(num(1), exp(neg(var("x"))))))
    '1/(1 + exp(-x))'
    """
    taken = {str(v.value) for v in term.free}
    return _text(term, 0, [], [n for n in _NAMES if n not in taken], [MAX_NODES])


@lru_cache(maxsize=16_384)
def order_key(term: Term) -> tuple[bool, str]:
    """What terms are sorted by, the same in every run: their text; of long ones, which come last, a
    digest, for parts that occur again and again are written each time.

    >>> from . import add, num, var
    >>> order_key(add(num(1), var("x")))
    (False, '1 + x')
    """
    long = _written_parts(term) > MAX_SORTED
    return (True, _digest(term).hex()) if long else (False, str(term))


@lru_cache(maxsize=16_384)
def _written_parts(term: Term) -> int:
    return 1 + sum(map(_written_parts, term.args))


@lru_cache(maxsize=16_384)
def _digest(term: Term) -> bytes:
    said = blake2b(f"{term.op} {term.value!r} {term.sort!r}".encode(), digest_size=16)
    for a in term.args:
        said.update(_digest(a))
    return said.digest()


@lru_cache(maxsize=4_096)
def _has_unit(term: Term) -> bool:
    """Whether the imaginary unit occurs, which is written i."""
    return any(t.op == "i" for t in subterms(term))


def _text(term: Term, outer: int, names: list[str], fresh: list[str], budget: list[int]) -> str:
    op, args = term.op, term.args
    level = _LEVEL.get(op, 9)
    budget[0] -= 1
    if budget[0] < 0:
        return "..."

    def inner(a: Term, at: int) -> str:
        return _text(a, at, names, fresh, budget)

    if op == "num":
        out = str(term.value)
        level = 2 if "/" in out or out.startswith("-") else 9
    elif op in ("var", "bound"):
        index = term.value
        if op == "var":
            out = str(index)
        else:
            out = names[-1 - index] if index < len(names) else f"#{index}"
    elif op == "fam" and (rows := written_rows(term)) is not None:
        lines = [", ".join(inner(a, 0) for a in row) for row in rows]
        out = ", ".join(lines if term.sort.rank == 1 else [f"[{line}]" for line in lines])
        out = f"[{out}]"
    elif op == "fam" and (slope := written_gradient(term)) is not None:
        out = f"gradient({inner(slope[0], 0)}, {inner(slope[1], 0)})"
    elif op in BINDERS:
        fresh = [n for n in fresh if n != "i"] if _has_unit(args[-1]) else fresh
        free = fresh[len(names)] if len(names) < len(fresh) else f"t{len(names)}"
        body = _text(args[-1], 0, [*names, free], fresh, budget)
        where = "..".join(inner(a, 0) for a in args[:-1])
        mark = "" if term.value in (None, 1, "both") else f" {term.value}"
        out = f"{op}({free}={where}{mark}, {body})" if where else f"{op}({free}, {body})"
    elif op in ("add", "matadd"):
        out = inner(args[0], 1)
        for a in args[1:]:
            out += f" - {inner(a.args[0], 2)}" if a.op == "neg" else f" + {inner(a, 1)}"
    elif op == "neg":
        out = "-" + inner(args[0], 3)
    elif op in ("mul", "matmul", "scaled", "hadamard"):
        mark = " o " if op == "hadamard" else "*"
        out = mark.join(inner(a, 2 if i == 0 else 3) for i, a in enumerate(args))
    elif op in ("transpose", "inverse", "matpow"):
        exponent = {"transpose": "T", "inverse": "(-1)"}.get(op, str(term.value))
        out = f"{inner(args[0], 5)}^{exponent}"
    elif op == "div":
        out = f"{inner(args[0], 2)}/{inner(args[1], 3)}"
    elif op == "pow":
        out = f"{inner(args[0], 5)}^{inner(args[1], 5)}"
    elif op in _INFIX:
        out = _INFIX[op].join(inner(a, 0) for a in args)
        level = 0
    elif op in ("and", "or", "implies", "iff"):
        out = f" {op} ".join(f"({inner(a, 0)})" for a in args)
        level = 0
    elif op == "not":
        out = f"not ({inner(args[0], 0)})"
    elif op == "elem":
        out = f"{inner(args[0], 9)}[{', '.join(inner(a, 0) for a in args[1:])}]"
    elif op == "app":
        out = f"{inner(args[0], 9)}({', '.join(inner(a, 0) for a in args[1:])})"
    elif op == "cases":
        pairs = zip(args[0::2], args[1::2], strict=False)
        parts = [f"{inner(v, 0)} if {inner(c, 0)}" for v, c in pairs]
        out = f"cases({'; '.join(parts + ([inner(args[-1], 0)] if len(args) % 2 else []))})"
    elif op == "root":
        out = (
            f"sqrt({inner(args[0], 0)})"
            if term.value == 2
            else f"root{term.value}({inner(args[0], 0)})"
        )
    elif op == "shown":
        out = f"{inner(args[0], 0)} = {inner(args[1], 0)} (to {term.value} digits)"
        level = 0
    elif op == "tends":
        out = f"{inner(args[0], 0)} -> {term.value}"
        level = 0
    elif not args:
        out = op
    else:
        out = f"{op}({', '.join(inner(a, 0) for a in args)})"
    return f"({out})" if level < outer else out
