"""Constructors of truth-valued terms: relations, and what the rules say of them."""

from __future__ import annotations

from .constructors import FALSE, TRUE
from .nodes import BOOL, SET, Term, TermError, make


def _values(*args: Term) -> None:
    for a in args:
        if a.sort in (BOOL, SET):
            what = "a statement" if a.sort == BOOL else "a set"
            raise TermError(f"a value is needed here, not {what}: {a}")


def _statements(*args: Term) -> None:
    for a in args:
        if a.sort != BOOL:
            raise TermError(f"a statement is needed here, not a value: {a}")


def _places(digits: int) -> None:
    if type(digits) is not int or not 0 <= digits <= MAX_PLACES:
        raise TermError(f"a number of decimal places is an integer from 0 to {MAX_PLACES}")


MAX_PLACES = 200
"""Most decimal places that a decimal may show."""


def eq(a: Term, b: Term) -> Term:
    """a = b (two numbers, or two families entry by entry)."""
    _values(a, b)
    return make("eq", (a, b), sort=BOOL)


def ne(a: Term, b: Term) -> Term:
    """a != b."""
    _values(a, b)
    return make("ne", (a, b), sort=BOOL)


def lt(a: Term, b: Term) -> Term:
    """a < b."""
    _values(a, b)
    return make("lt", (a, b), sort=BOOL)


def le(a: Term, b: Term) -> Term:
    """a <= b."""
    _values(a, b)
    return make("le", (a, b), sort=BOOL)


def shown(a: Term, literal: Term, digits: int) -> Term:
    """a, rounded to `digits` places after the point, is the decimal `literal`."""
    _values(a, literal)
    _places(digits)
    return make("shown", (a, literal), digits, BOOL)


def approx(a: Term, b: Term) -> Term:
    """a is about b, as people write it: no claim that chains."""
    _values(a, b)
    return make("approx", (a, b), sort=BOOL)


def is_integer(a: Term) -> Term:
    """a is an integer."""
    _values(a)
    return make("isint", (a,), sort=BOOL)


def defined(a: Term) -> Term:
    """The term `a`, as written, is defined."""
    return make("defined", (a,), sort=BOOL)


def tends(a: Term, towards: str) -> Term:
    """A limit's function, an integral as its ends are approached, or a series by its partial sums,
    grows beyond all bounds: to "oo" or "-oo"."""
    series = a.op == "sum" and a.args[1].op == "oo"
    if not (series or a.op in ("limit", "integral")) or towards not in ("oo", "-oo"):
        raise TermError("a limit, an integral or a series tends to oo or -oo")
    return make("tends", (a,), towards, BOOL)


def judged(statement: Term) -> Term:
    """Each side is defined where the other is, somewhere at all, and there `statement` holds."""
    _statements(statement)
    return make("judged", (statement,), sort=BOOL)


def somewhere(statement: Term) -> Term:
    """There is a point at which the sequent's hypotheses hold and `statement` does (see rules)."""
    _statements(statement)
    return make("somewhere", (statement,), sort=BOOL)


def near(a: Term, literal: Term, digits: int) -> Term:
    """a is off the decimal `literal` by less than one unit of its last place."""
    _values(a, literal)
    _places(digits)
    return make("near", (a, literal), digits, BOOL)


def both(*args: Term) -> Term:
    """All of the statements (none: true)."""
    _statements(*args)
    return TRUE if not args else args[0] if len(args) == 1 else make("and", args, sort=BOOL)


def either(*args: Term) -> Term:
    """At least one of the statements (none: false)."""
    _statements(*args)
    return FALSE if not args else args[0] if len(args) == 1 else make("or", args, sort=BOOL)


def negation(a: Term) -> Term:
    """The statement does not hold."""
    _statements(a)
    return make("not", (a,), sort=BOOL)


def forall(lower: Term, upper: Term, body: Term) -> Term:
    """`body` holds for every integer `bound(0)` from lower to upper."""
    _statements(body)
    return make("forall", (lower, upper, body), sort=BOOL)


def implies(a: Term, b: Term) -> Term:
    """Wherever `a` holds, `b` does."""
    _statements(a, b)
    return make("implies", (a, b), sort=BOOL)


def iff(a: Term, b: Term) -> Term:
    """`a` holds exactly where `b` does."""
    _statements(a, b)
    return make("iff", (a, b), sort=BOOL)


def such_that(body: Term) -> Term:
    """The set of the real numbers `bound(0)` for which `body` holds."""
    _statements(body)
    return make("set", (body,), sort=SET)


def exists(body: Term, unknown: str) -> Term:
    """`body` holds for some `bound(0)`, an unknown of the sort named ("int" or "real")."""
    _statements(body)
    if unknown not in ("int", "real"):
        raise TermError(f"an unknown is an integer or a real number, not of sort {unknown}")
    return make("exists", (body,), unknown, BOOL)


RELATIONS = frozenset({"eq", "ne", "lt", "le"})
