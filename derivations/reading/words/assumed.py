"""What a page assumes, statement by statement: found by its scope, and dropped where it is over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile
from operator import attrgetter

from proofs.kernel.terms import Term

from ..sources.page import Place

MOST_RECENT = 60
_MOST_IFS = 8
"""How many sentences an "if" reaches at most, where others follow it."""
EQUATIONS = frozenset({"assume", "if", "let"})
SETTING = frozenset({"for", "when", "at", "if", "case", "as"})
_LOCAL = frozenset({"since", "premise", "case", "solve", "if"})
_MAY_END = frozenset({"since", "premise", "solve", "if", "case"})


@dataclass(frozen=True)
class Assumption:
    """A statement taken as given at a place, from a sentence on; `cue` is what introduced it.

    `subject` is the lone variable that it is about, if there is one. One that stands `aside`, in a
    formula (at that offset) beside what it is for, may reach no further. `case` counts the
    suppositions from which something was drawn before it.
    """

    statement: Term
    place: Place
    sentence: int
    cue: str
    subject: Term | None
    offset: int = 0
    aside: int = -1
    case: int = 0
    is_passing: bool = field(init=False, compare=False)
    """Whether it is a value for a sentence or so: "for t = 1", in no list."""
    lasts: bool = field(init=False, compare=False)
    """Whether it reaches to the end of its scope, and into those inside, whatever the place."""

    def __post_init__(self) -> None:
        item = bool(self.place.item)
        passing = self.statement.op == "eq" and self.cue in SETTING and not item
        object.__setattr__(self, "is_passing", passing)
        object.__setattr__(self, "lasts", not (item or passing or self.cue in _LOCAL))


class Assumptions:
    """The assumptions of a page in order, found by their scope."""

    def __init__(self, held: Iterable[Assumption] = ()) -> None:
        self._count = 0
        self._by_scope: dict[str, dict[int, Assumption]] = {}
        self._by_sentence: dict[tuple[str, int], dict[int, Assumption]] = {}
        self._values: dict[tuple[str, Term], dict[int, Assumption]] = {}
        self._live: dict[str, _Live] = {}
        self.valued: set[str] = set()
        """The names that were given a value, wherever."""
        for assumption in held:
            self.append(assumption)

    def append(self, assumption: Assumption) -> None:
        """Add one, after all others."""
        scope, number = assumption.place.scope, self._count
        self._count += 1
        if assumption.subject is not None and assumption.statement.op == "eq":
            self.valued.add(str(assumption.subject.value))
            self._values.setdefault((scope, assumption.subject), {})[number] = assumption
        self._by_scope.setdefault(scope, {})[number] = assumption
        self._by_sentence.setdefault((scope, assumption.sentence), {})[number] = assumption
        self._live.setdefault(scope, _Live()).append(number, assumption)

    def of_sentence(self, scope: str, sentence: int) -> list[Assumption]:
        """Those that a sentence makes."""
        return [*self._by_sentence.get((scope, sentence), {}).values()]

    def recent(self, scope: str) -> list[Assumption]:
        """The last ones of a scope."""
        held = self._by_scope.get(scope, {})
        return [*islice(reversed(held.values()), MOST_RECENT)][::-1]

    def without(self, gone: Collection[Assumption]) -> None:
        """Take some out, as if they had never been assumed."""
        for a in dict.fromkeys(gone):
            scope = a.place.scope
            held, said = self._by_scope[scope], self._by_sentence[scope, a.sentence]
            for number in [n for n, b in said.items() if b == a]:
                del held[number], said[number]
                self._live[scope].undo(number, _after(number, held))
                if a.subject is not None:
                    self._values.get((scope, a.subject), {}).pop(number, None)

    def release(self, name: Term, scope: str) -> None:
        """Forget the values that a name was set to in a scope."""
        for number, a in self._values.pop((scope, name), {}).items():
            del self._by_scope[scope][number]
            del self._by_sentence[scope, a.sentence][number]
            self._live[scope].forget(number)

    def __iter__(self) -> Iterator[Assumption]:
        return (a for held in self._by_scope.values() for a in held.values())

    def within(self, scopes: Iterable[str]) -> list[Assumption]:
        """Those of some scopes, in the order of their sentences."""
        found = [a for scope in scopes for a in self._by_scope.get(scope, {}).values()]
        return sorted(found, key=attrgetter("sentence"))

    def living(self, scopes: Sequence[str], sentence: int, paragraph: int) -> list[Assumption]:
        """The same at a sentence, without some that can't hold there: long pages have many."""
        here, *around = scopes
        held, live = self._by_scope.get(here, {}), self._live.get(here)
        mine = live.held if live is not None and live.is_past(sentence, paragraph) else held
        return sorted([*mine.values(), *self.within(around)], key=attrgetter("sentence"))


class _Live:
    """The assumptions of a scope that are not over yet, by their numbers, which grow.

    An assumption may end others: those that end by themselves as the page goes on, and those that
    have something in common with it, which is what they are found by.
    """

    def __init__(self) -> None:
        self.held: dict[int, Assumption] = {}
        self._passing = _BySentence()
        self._alike: dict[object, _BySentence] = {}
        self._ended: dict[int, dict[int, Assumption]] = {}  # by which assumption
        self._forgotten: set[int] = set()
        self._sentence = self._paragraph = 0

    def is_past(self, sentence: int, paragraph: int) -> bool:
        """Whether a place comes after all that was ever added: what has ended is over there, even
        if what ended it was released since."""
        return self._sentence <= sentence and self._paragraph <= paragraph

    def append(self, number: int, assumption: Assumption) -> None:
        """Add one, and drop those that are over with it."""
        self._sentence = max(self._sentence, assumption.sentence)
        self._paragraph = max(self._paragraph, assumption.place.paragraph)
        rivals = [self._alike[key] for key in _keys(assumption) if key in self._alike]
        for found in (self._passing, *rivals):
            for n in found.before(assumption.sentence):
                if n in self.held and _is_over(self.held[n], assumption):
                    self._ended.setdefault(number, {})[n] = self.held[n]
                    self.drop(n)
        self._add(number, assumption)

    def _add(self, number: int, assumption: Assumption) -> None:
        for key in _keys(assumption):
            self._alike.setdefault(key, _BySentence()).add(number, assumption)
        self.held[number] = assumption
        if assumption.is_passing or assumption.cue in _MAY_END:
            self._passing.add(number, assumption)

    def forget(self, number: int) -> None:
        """Take one out for good."""
        self.drop(number)
        self._forgotten.add(number)

    def undo(self, number: int, later: Sequence[tuple[int, Assumption]]) -> None:
        """Take one out with what it did; those that came `later` may have ended the same."""
        self.forget(number)
        ended = self._ended.pop(number, {})
        for n, a in ((n, a) for n, a in ended.items() if n not in self._forgotten):
            end = next((at for at, b in later if _is_over(a, b)), None)
            if end is None:
                self._add(n, a)
                self.held = dict(sorted(self.held.items()))
            else:
                self._ended.setdefault(end, {})[n] = a

    def drop(self, number: int) -> None:
        """Take one out, if it is there."""
        gone = self.held.pop(number, None)
        if gone is not None:
            self._passing.drop(number, gone)
            for key in _keys(gone):
                self._alike[key].drop(number, gone)


class _BySentence:
    """The numbers of assumptions by their sentences: none ends another of its own sentence."""

    def __init__(self) -> None:
        self._numbers: dict[int, dict[int, None]] = {}

    def add(self, number: int, assumption: Assumption) -> None:
        """Add one."""
        self._numbers.setdefault(assumption.sentence, {})[number] = None

    def drop(self, number: int, assumption: Assumption) -> None:
        """Take one out, if it is there."""
        beside = self._numbers.get(assumption.sentence, {})
        beside.pop(number, None)
        if not beside:
            self._numbers.pop(assumption.sentence, None)

    def before(self, sentence: int) -> list[int]:
        """Those of the sentences before one."""
        return [n for at, held in self._numbers.items() if at < sentence for n in held]


def _after(number: int, held: dict[int, Assumption]) -> list[tuple[int, Assumption]]:
    """Those with higher numbers."""
    return [*takewhile(lambda row: row[0] > number, reversed(held.items()))][::-1]


def _keys(a: Assumption) -> list[object]:
    """What an assumption has in common with those that it ends, and that end it."""
    keys: list[object] = [("same", a.statement, a.cue, a.place.item)]
    if a.statement.op == "eq":
        keys += [("value", a.subject, a.place.item)] if a.subject is not None else []
        keys += [("of", name) for name in a.statement.free if a.cue in EQUATIONS]
    elif a.cue == "for" and a.subject is not None:
        keys.append(("case", a.subject, a.place.item))
    return keys


def _is_over(a: Assumption, later: Assumption) -> bool:
    """Whether an assumption reaches no sentence after that of a later one, or is replaced there."""
    if later.sentence <= a.sentence:
        return False
    if a.cue in ("since", "premise"):
        return True
    if a.cue == later.cue == "solve":
        return True  # another one is asked for
    if a.cue == later.cue == "if" and later.sentence > a.sentence + _MOST_IFS:
        return True
    shared = a.statement.free & later.statement.free
    if later.case > a.case + 1 and is_equation(a) and is_equation(later) and shared:
        return True
    if (a.statement, a.cue, a.place.item) == (later.statement, later.cue, later.place.item):
        return a.place.paragraph <= later.place.paragraph
    plain = "eq" not in (a.statement.op, later.statement.op)
    if a.cue == later.cue == "for" and plain and a.subject is not None:
        return a.subject is later.subject and a.place.item == later.place.item
    lasting = later.cue not in SETTING | {"since", "premise"}
    values = a.statement.op == later.statement.op == "eq" and a.subject is not None
    if values and lasting and (a.subject, a.place.item) == (later.subject, later.place.item):
        return True
    ends = a.cue in ("if", "case") or a.is_passing
    return ends and a.place.paragraph < later.place.paragraph


def is_equation(a: Assumption) -> bool:
    """Whether an equation is assumed, so that another one for the same names may come instead."""
    return a.statement.op == "eq" and a.cue in EQUATIONS
