r"""Probabilities of what is named: `p(x | y) p(y) = p(x, y)`, and Bayes' rule.

Each name stands for an event (or a value taken), and `p(x | y)` for `p(x, y)/p(y)`. The events cut
the space into atoms, those inside x and y, inside x alone, and so on, whose chances may be any
positive numbers: an equality is claimed of these, and what holds for all of them holds for
densities too. Nothing is refuted by choosing them: that events are independent, or alike, words
may say.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from proofs.kernel.terms import ZERO, Term, add, div, lt, rebuild, subterms, var

from .context import is_opaque

NAMES = frozenset({"p", "P", "q", "Pr"})
MAX_EVENTS = 3
Chance = Callable[[frozenset[str]], Term]


@dataclass(frozen=True)
class Events:
    """A claim about chances, in the chances of atoms; all of these are possible, `given` says."""

    name: str
    sides: tuple[Term, ...]
    given: tuple[Term, ...]


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

    return Events(
        space.name,
        tuple(_replaced(s, joint) for s in sides),
        tuple(lt(ZERO, atom) for atom in atoms.values()),
    )


def _split(node: Term) -> tuple[str, list[str], list[str]] | None:
    """The name of a chance, its events, and what they are conditioned on."""
    head, *args = node.args
    written = str(head.value)
    name, _, marks = written.partition("(")
    events = [str(a) if a.op in ("var", "elem") and not a.loose else "" for a in args]
    if name not in NAMES or not all(events) or len(set(events)) != len(events):
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
