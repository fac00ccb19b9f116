"""Two answers in SymPy's notation, as the claim that they are the same.

Numbers are compared by "=", statements by "iff", sets and matrices by "=", lists entry by entry.

>>> print(compared("Eq(x, 2)", "Eq(2*x, 4)", []))
x = 2 iff 2*x = 4
>>> print(compared("SETOF(1, 2)", "Interval(1, 2)", []))
set(i, (i = 1) or (i = 2)) = set(i, (1 <= i) and (i <= 2))
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from expressions import RELATIONS, Reader

from proofs import Claim, ClaimError
from proofs.kernel import terms as t
from proofs.kernel.terms import Term, TermError
from proofs.kernel.terms.matrices import matrix

_CONNECTIVES: dict[str, Callable[..., Term]] = {
    "And": t.both,
    "Or": t.either,
    "Not": t.negation,
    "Implies": t.implies,
    "Equivalent": t.iff,
    "Xor": lambda a, b: t.negation(t.iff(a, b)),
}
_SETS = ("SETOF", "FiniteSet", "Interval", "Union", "Intersection")


def compared(first: str, second: str, given: list[Term]) -> Claim:
    """The claim that two answers are the same. Raises ClaimError where they are of two kinds."""
    try:
        nodes = [ast.parse(text, mode="eval").body for text in (first, second)]
    except (SyntaxError, RecursionError) as error:
        raise ClaimError(f"not an answer: {error}") from error
    return _compared(nodes[0], nodes[1], given)


def _compared(a: ast.expr, b: ast.expr, given: list[Term]) -> Claim:
    kinds = _kind(a), _kind(b)
    if kinds[0] != kinds[1]:
        raise ClaimError(f"a {kinds[0]} and a {kinds[1]}")
    if isinstance(a, ast.List) and isinstance(b, ast.List):
        if len(a.elts) != len(b.elts):
            return Claim(t.num(len(a.elts)), "=", t.num(len(b.elts)))
        pairs = zip(a.elts, b.elts, strict=True)
        return Claim.all_of([_compared(p, q, given) for p, q in pairs])
    if kinds[0] == "statement":
        return Claim(_statement(a), "iff", _statement(b), given=given)
    read = {"set": _set, "matrix": _matrix, "number": Reader().read}[kinds[0]]
    return Claim(read(a), "=", read(b), given=given)


def _kind(node: ast.expr) -> str:
    name = _called(node)
    if isinstance(node, ast.List):
        return "list"
    if name in RELATIONS or name in _CONNECTIVES or _word(node) in ("true", "false"):
        return "statement"
    return "set" if name in _SETS else "matrix" if name == "MATRIX" else "number"


def _called(node: ast.expr) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def _word(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _statement(node: ast.expr) -> Term:
    make = _CONNECTIVES.get(_called(node))
    if make is not None and isinstance(node, ast.Call):
        return make(*map(_statement, node.args))
    if _word(node) in ("true", "false"):
        return t.TRUE if _word(node) == "true" else t.FALSE
    if isinstance(node, ast.Name):
        return t.var(node.id, t.BOOL)
    return Reader().read(node)


def _set(node: ast.expr) -> Term:
    member = t.var("_member")
    return t.such_that(t.abstract(_membership(node, member), member))


def _membership(node: ast.expr, member: Term) -> Term:
    if not isinstance(node, ast.Call):
        raise TermError("not a set")
    if _called(node) in ("Union", "Intersection"):
        make = t.either if _called(node) == "Union" else t.both
        return make(*(_membership(a, member) for a in node.args))
    if _called(node) == "Interval":
        ends = [Reader().read(a) for a in node.args[:2]]
        opened = [_word(a) == "True" or getattr(a, "value", False) is True for a in node.args[2:]]
        below, above = (t.lt if o else t.le for o in [*opened, False, False][:2])
        parts = [below(ends[0], member)] if ends[0] is not t.neg(t.OO) else []
        parts += [above(member, ends[1])] if ends[1] is not t.OO else []
        return t.both(*parts) if parts else t.eq(member, member)
    if any(_kind(a) != "number" for a in node.args):
        raise TermError("a set of other things than numbers")
    return t.either(*(t.eq(member, Reader().read(a)) for a in node.args))


def _matrix(node: ast.expr) -> Term:
    if not isinstance(node, ast.Call) or not isinstance(node.args[0], ast.List):
        raise TermError("not a matrix")
    rows = [row.elts for row in node.args[0].elts if isinstance(row, ast.List)]
    return matrix(*(tuple(Reader().read(a) for a in row) for row in rows))
