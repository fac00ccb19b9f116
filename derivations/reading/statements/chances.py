r"""Probabilities of what is named: `p(x | y) p(y) = p(x, y)`, and Bayes' rule.

Each name stands for an event (or a value taken), and `p(x | y)` for `p(x, y)/p(y)`. The events cut
the space into atoms, those inside x and y, inside x alone, and so on, whose chances may be any
positive numbers: an equality is claimed of these, and what holds for all of them holds for
densities too. Nothing is refuted by choosing them, for that events are independent words may say;
but what fails for independent events, whose chances are any numbers between 0 and 1, is wrong.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from proofs.kernel.terms import ONE, ZERO, Term, add, div, lt, mul, rebuild, subterms, var

from .context import is_opaque

NAMES = frozenset({"p", "P", "q", "Pr"})
MAX_EVENTS = 3
Chance = Callable[[frozenset[str]], Term]


@dataclass(frozen=True)
class Events:
    """A claim about chances, in the chances of atoms; all of these are possible, `given` says.

    `independent` is what it says of independent events, in their chances; `values` are the names
    of the events, without their values. It is `plain` where both sides are products of chances, of
    events that can't be told to exclude each other.
    """

    name: str
    sides: tuple[Term, ...]
    given: tuple[Term, ...]
    independent: tuple[tuple[Term, ...], tuple[Term, ...]] = ((), ())
    values: tuple[str, ...] = ()
    plain: bool = False


@dataclass
class _Space:
    """The probability that is spoken of, and its events in the order in which they come up."""

    name: str = ""
    events: list[str] = field(default_factory=list)
    conditional: bool = False


def as_events(*sides: Term) -> Events | None:
    r"""The claim in chances; None where it speaks of anything else that is not known.

    >>> from proofs.kernel.terms import app
    >>> from .context import function_variable, opaque
    >>> x, y = var("x"), var("y")
    >>> found = as_events(app(opaque("p(|)", 2), x, y), app(function_variable("p", 1), x))
    >>> str(found.sides[0]), found.name
    ('p(x, y only)/(p(y only) + p(x, y only))', 'p')
    """
    if any(side.sort.name not in ("nat", "int", "real") for side in sides):
        return None
    space = _Space()
    nodes = {n for side in sides for n in subterms(side) if n.op == "app"}
    if not all(_note(n, space) for n in sorted(nodes, key=str)):
        return None
    if not space.conditional or len(space.events) > MAX_EVENTS:
        return None
    if any(str(v.value) in space.events for s in sides for v in _outside(s, nodes)):
        return None
    values = [event.partition("=")[0] for event in space.events]
    if len(set(values)) != len(values):
        return None  # y = 1 and y = 0: two values of one thing exclude each other
    whole = frozenset(space.events)
    parts = [frozenset(c) for k in range(1, len(whole) + 1)
             for c in itertools.combinations(sorted(whole), k)]  # fmt: skip
    atoms = {part: var(f"{space.name}({', '.join(sorted(part))} only)") for part in parts}

    def joint(events: frozenset[str]) -> Term:
        inside = [atoms[part] for part in parts if events <= part]
        return add(*inside) if len(inside) > 1 else inside[0]

    alone = {event: var(f"{space.name}({event})") for event in sorted(whole)}

    def product(events: frozenset[str]) -> Term:
        return mul(*(alone[e] for e in sorted(events))) if len(events) > 1 else alone[min(events)]

    between = tuple(c for v in alone.values() for c in (lt(ZERO, v), lt(v, ONE)))
    return Events(
        space.name,
        tuple(_replaced(s, joint) for s in sides),
        tuple(lt(ZERO, atom) for atom in atoms.values()),
        (tuple(_replaced(s, product) for s in sides), between),
        tuple(values),
        all(_is_product(s, nodes) for s in sides)
        and _apart(space.events)
        and not _is_shorthand(sides, nodes),
    )


def _is_product(side: Term, chances: set[Term]) -> bool:
    """Whether a side is made of chances by products and quotients, or of their logarithms.

    In a sum of chances, events may be meant of which just one happens; a number may be given.
    """
    if side in chances:
        return True
    if side.op == "add":
        parts = [a.args[0] if a.op == "neg" else a for a in side.args]
        return all(a.op == "log" and _is_product(a, chances) for a in parts)
    inside = side.op in ("mul", "div", "log", "neg")
    return inside and all(_is_product(a, chances) for a in side.args)


def _is_shorthand(sides: Sequence[Term], chances: set[Term]) -> bool:
    """`p(x) = p(y | x)`: perhaps how the one is written for short."""
    return all(side in chances for side in sides) and any(
        not is_opaque(side.args[0]) for side in sides
    )


def _apart(events: Sequence[str]) -> bool:
    r"""Whether no two events have one letter: A_1 and A_2, A and `\bar{A}` may exclude another."""
    if any("=" in event for event in events):
        return False
    letters = [re.findall(r"(?<!\\)\b[A-Za-z]", e) or [e] for e in events]
    stems = [found[0] for found in letters]
    return len(set(stems)) == len(stems)


def _split(node: Term) -> tuple[str, list[str], list[str]] | None:
    """The name of a chance, its events, and what they are conditioned on."""
    head, *args = node.args
    written = str(head.value)
    name, _, marks = written.partition("(")
    events = [str(a) if a.op in ("var", "elem") and not a.loose else "" for a in args]
    if name.partition("_")[0] not in NAMES or not all(events) or len(set(events)) != len(events):
        return None
    if not is_opaque(head):
        return (written, events, []) if written == name else None
    marks = marks.rstrip(")")
    bars = [k for k, mark in enumerate(marks) if mark == "|"]
    if set(marks) - {",", "|"} or len(bars) != 1 or len(marks) != len(args) - 1:
        return None
    return name, events[: bars[0] + 1], events[bars[0] + 1 :]


def _note(node: Term, space: _Space) -> bool:
    found = _split(node)
    if found is None or (space.name and space.name != found[0]):
        return False
    name, events, given = found
    space.name = name
    space.conditional = space.conditional or bool(given)
    space.events += [e for e in (*events, *given) if e not in space.events]
    return True


def _outside(term: Term, nodes: set[Term]) -> frozenset[Term]:
    """The variables of a term outside of chances."""
    if term in nodes:
        return frozenset()
    if term.op == "var":
        return frozenset({term})
    return frozenset[Term]().union(*(_outside(a, nodes) for a in term.args))


def _replaced(term: Term, chance: Chance) -> Term:
    if term.op == "app":
        found = _split(term)
        if found is not None:
            _, events, given = found
            both = chance(frozenset((*events, *given)))
            return div(both, chance(frozenset(given))) if given else both
    if not term.args:
        return term
    return rebuild(term, tuple(_replaced(a, chance) for a in term.args))
