"""A scope: what its names are, what they were defined to be, and where that was learnt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from proofs.kernel.terms import COMPLEX, INT, NAT, REAL, Sort, Term, function, is_family, num, var
from proofs.kernel.terms.definitions import Definition

from ..expressions.names import derived_stem
from ..kinds.assuming import assuming
from ..words.letters import Meant
from ..words.natures import Nature
from ..words.pinned import OfAll
from .entries import EntryRule
from .scopes import Scopes
from .survey import Survey
from .varying import ACCENTED, ANY, ENTRIES, FUNCTION, LOSSES, NORMALIZERS

if TYPE_CHECKING:
    from .operations import Operation

TermRule = tuple[tuple[Term, ...], Term]
"""An entry rule that was read: indices (numbers and variables), and what stands for the entry."""


@dataclass(frozen=True)
class Defined:
    """A definition from the page, the offset of the formula that makes it, and its list item.

    `contested`: another item gives it another value, and nothing says whether as a new name.
    `facts` has to hold wherever it is used: that lengths are equal, over which its sums run.
    `pieces` are the bodies of a function that is given for some arguments only, with what these
    have to meet. `index` is the letter of the index where the entries of a family are given.
    """

    definition: Definition
    offset: int
    item: tuple[str, ...] = ()
    contested: bool = False
    facts: tuple[Term, ...] = ()
    pieces: tuple[tuple[Term, Term], ...] = ()
    index: str = ""

    @property
    def parameters(self) -> tuple[Sort, ...]:
        """The sorts of the parameters; empty for a name that is no function."""
        return tuple(p.sort for p in self.definition.parameters)

    @property
    def is_of_vectors(self) -> bool:
        """Whether it is a function of one vector whose value is a vector."""
        sorts = (*self.parameters, self.definition.body.sort)
        return [(s.name, s.rank) for s in sorts] == [("family", 1)] * 2


@dataclass(slots=True)
class Context:
    """What is known where a formula stands. `outer` is the scope around it, if any.

    `kronecker`: the page speaks of Kronecker's delta; `implied_sums`: it leaves out the signs of
    sums over repeated indices; `star`: `*` is the product of numbers;
    `alone`: a formula by itself, which no page says more about.
    `growing` is the name that the words let grow, for limits that name none; `bases`: the words
    name a base of logarithms; `imaginary`: they speak of complex numbers (`imaginary_here`: in
    this scope or around it, `perhaps_complex`: somehow),
    `differentiates`: of derivatives, `outer_products`: of these, `blocks`: of blocks of matrices,
    `by_rows`: of samples that are rows, `inductive`: of a proof by induction,
    `sized`: of matrices of a size that they tell.
    `of_all` is what they tell of the sign of all variables.
    `ones` are the vectors whose entries add up to 1, as the words say, each with the place from
    which on they do, `summed` those of which anything on the page says so; `properties`: they speak
    of orthogonal vectors (1), or of these or symmetric matrices (2) and the like here; `alike`: the
    letters that stand beside such words anywhere, for vectors (1) and for matrices (2).
    `given_values` are names that an equation gives a value anywhere in the scope, for no case only;
    `told` are names that vary with others, as the words say it, all (without a name) where the page
    differentiates implicitly; `anew` are names that the words bring in anew, `unread` those whose
    definition was not read, `spoken` those that
    stand by themselves in a sentence of their own; `operations` are the signs that the page
    defines (None: in two ways).
    `distributions` are the names of probability distributions, with `masses` the letters of their
    mass functions where those are others; `random` are those of random variables;
    `entropies` what of H, D and KL is
    an entropy or a divergence here, in natural logarithms; the words tell of uniform, identical and
    other `particular` distributions, of densities (`continuous`), of chains (`chained`), of what
    values are drawn (`valued`). `conditional` are those written of several variables anywhere. What
    of the entropies the page has used in the usual meaning is `settled`.
    `page`: all scopes; the definitions of others serve only where a name has no meaning otherwise.
    """

    survey: Survey = field(default_factory=Survey)
    outer: Context | None = None
    page: Scopes | None = None
    definitions: dict[str, Defined] = field(default_factory=dict)
    rules: dict[str, list[EntryRule]] = field(default_factory=dict)
    read_rules: dict[int, TermRule] = field(default_factory=dict)
    kronecker: bool = False
    implied_sums: bool = False
    told: dict[str, set[str]] = field(default_factory=dict)
    given_values: set[str] = field(default_factory=set)
    star: bool = True
    alone: bool = False
    growing: str | None = None
    bases: bool = False
    ones: dict[str, int] = field(default_factory=dict)
    summed: frozenset[str] = frozenset()
    properties: frozenset[int] = frozenset()
    alike: dict[int, frozenset[str]] = field(default_factory=dict)
    anew: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    spoken: set[str] = field(default_factory=set)
    operations: dict[str, Operation | None] = field(default_factory=dict)
    imaginary: bool = False
    imaginary_here: bool = False
    perhaps_complex: bool = False
    differentiates: bool = False
    outer_products: bool = False
    blocks: bool = False
    by_rows: bool = False
    inductive: bool = False
    sized: bool = False
    distributions: frozenset[str] = frozenset()
    masses: dict[str, str] = field(default_factory=dict)
    random: frozenset[str] = frozenset()
    entropies: frozenset[str] = frozenset()
    settled: set[str] = field(default_factory=set)
    particular: bool = False
    continuous: bool = False
    chained: bool = False
    valued: bool = False
    conditional: frozenset[str] = frozenset()
    of_all: Sequence[OfAll] = ()
    natures: Sequence[Nature] = ()
    meant: Sequence[Meant] = ()

    def assuming(self, name: str, kind: str) -> Context | None:
        """This scope where a name of which nothing is known is of some kind."""
        made = assuming(self.survey, name, kind)
        if made is None:
            return None
        out = copy(self)
        out.survey = made
        return out

    def entry_rules(self, base: str) -> list[EntryRule]:
        """The rules that give the entries of a family, those for numbers first."""
        for scope in self.scopes():
            if base in scope.rules:
                return sorted(scope.rules[base], key=lambda rule: -rule.numbers)
            if base in scope.anew:
                break
        return []

    def operation(self, sign: str) -> Operation | None:
        """What a sign between two values stands for, where the page defines that."""
        sign = "*" if sign == "\\ast" else sign
        for scope in self.scopes():
            if sign in scope.operations:
                return scope.operations[sign]
        return None

    def scopes(self) -> Iterator[Context]:
        """This scope and those around it, the innermost first."""
        scope: Context | None = self
        while scope is not None:
            yield scope
            scope = scope.outer

    def defined(self, name: str) -> Defined | None:
        """The definition of a name here or in a scope around."""
        scope: Context | None = self
        while scope is not None:
            found = scope.definitions.get(name)
            if found is not None or name in scope.anew:
                return found
            scope = scope.outer
        return None

    def introduce(self, name: str) -> None:
        """Forget what a name was defined to be: from here on it is a new one."""
        self.definitions.pop(name, None)
        self.rules.pop(name, None)
        self.anew.add(name)

    def varies(self, name: Term, by: Term) -> bool:
        """Whether a name without a definition varies with another one, as the page lets see."""
        key, other = str(name.value), str(by.value)
        found = self.defined(key)
        if self.alone or key == other or (found is not None and found.definition.head is name):
            return False
        if by.sort in (NAT, INT):
            return name.sort == REAL and self.given_by(key, by)
        stem = derived_stem(key)[0]
        if stem not in (key, other) or self.given_by(key, by):
            return True  # y' under d/dx
        if key.startswith(("\\dot{", "\\ddot{")):
            return other == "t"
        if name.sort == REAL and (
            key in LOSSES
            or ("" in self.told and key not in self.survey.integers)
            or ANY in self._told_of(key)
            or (is_family(by) and ENTRIES in self._told_of(re.sub(r"^\\|_.*", "", key)))
            or (is_family(by) and key in NORMALIZERS)
        ):
            return True
        return key.startswith(ACCENTED) or (other == "t" and key.endswith(("_t", "_{t}")))

    def ties(self, name: Term, by: Term) -> bool:
        """Whether an equation ties a name without a definition to another: `x + y = 10`."""
        both = {str(name.value), str(by.value)}
        found = (both <= names for scope in self.scopes() for names in scope.survey.tied)
        return len(both) == 2 and not self.alone and any(found)

    def told_a_function(self, name: str) -> bool:
        """Whether the words say, before it or after, that a name is a function."""
        return FUNCTION in self._told_of(name)

    def given_by(self, key: str, by: Term) -> bool:
        """Whether the words let a name vary with this very one, or equations give it so, wherever
        they stand."""
        other = str(by.value)
        marks = {other, f"{other}_"} if is_family(by) else {other, f"[{other}]"}
        return other in self._told_of(key) or self._rests_on(key, marks)

    def _told_of(self, key: str) -> set[str]:
        found = (s.survey.varying.get(key, set()) | s.told.get(key, set()) for s in self.scopes())
        return set().union(*found)

    def _rests_on(self, name: str, marks: set[str]) -> bool:
        """Whether equations give a name by another one."""
        seen: set[str] = set()
        full = re.fullmatch(r"\\(\w+)_\{(.+)\}", name)
        waiting = {name if full is None else f"{full[1]}_{full[2]}"}
        tables = [scope.survey for scope in self.scopes()]
        first = True
        while waiting:
            here = waiting.pop()
            seen.add(here)
            below = set().union(*(table.equations.get(here, set()) for table in tables))
            if below & (marks if first else {m for m in marks if not m.startswith("[")}):
                return True
            first = False
            waiting |= {b.rstrip("_") for b in below if not b.startswith("[")} - seen
        for table in tables:  # sum_i p_i = 1 with p_i = e^{x_i}/c
            for family in table.adding_up:
                below = table.equations.get(family, set())
                if name in below and below & marks:
                    return True
        return False

    def is_new(self, name: str) -> bool:
        """Whether the words bring in a name, and nothing has defined it since."""
        return not self.known(name) and any(name in scope.anew for scope in self.scopes())

    def elsewhere(self, name: str) -> Defined | None:
        """The definition of a name in one of the other scopes, the nearest before first; none of a
        name that this scope speaks of by itself."""
        if any(name in scope.anew or name in scope.spoken for scope in self.scopes()):
            return None
        found = self._defining_elsewhere(name)
        return found[-1].definitions[name] if found else None

    def define(self, name: str, defined: Defined) -> None:
        """From here on, the name has this definition in this scope."""
        if self.page is not None:
            self.page.note(name, self)
        self.definitions[name] = defined

    def _defining_elsewhere(self, name: str) -> list[Context]:
        return self.page.defining(name, beside=self) if self.page is not None else []

    def vector_elsewhere(self, head: Term) -> Defined | None:
        """The definition of a vector by its entries that the other scopes agree on, if it is the
        vector of that very name and length that is meant here."""
        name = str(head.value)
        if any(name in scope.anew for scope in self.scopes()):
            return None
        found = [scope.definitions[name] for scope in self._defining_elsewhere(name)]
        bodies = {d.definition.body for d in found}
        if len(bodies) != 1 or found[0].definition.head is not head:
            return None
        body = found[0].definition.body
        return found[0] if body.op == "fam" and body.args[0].op != "num" else None

    def is_function(self, name: str) -> bool | None:
        """Whether an argument may follow the name; None where nothing tells."""
        found = self.defined(name)
        if found is not None:
            return found.definition.head.sort.name == "function"
        survey = self.survey
        if name in survey.heads or survey.declared.get(name) == "function":
            return True
        found = self.elsewhere(name)
        entries = survey.rank(name) is not None and (found is None or not found.is_of_vectors)
        if name in survey.bare or entries:
            return False
        if name == "sigma" or (found is not None and found.definition.parameters):
            return True
        return None

    def known(self, name: str) -> bool:
        """Whether the name has a definition in this scope or around it."""
        return self.defined(name) is not None

    def known_among(self, names: Iterable[Term]) -> set[Term]:
        """Those of some names that have a definition."""
        scope: Context | None = self
        while scope is not None:
            if scope.definitions:
                return {v for v in names if self.known(str(v.value))}
            scope = scope.outer
        return set()

    def scalar(self, name: str) -> Term:
        """The variable for a number of this name: a natural number for indices and lengths."""
        if self.survey.declared.get(name) == "complex":
            return var(name, COMPLEX)
        return var(name, NAT if name in self.survey.integers else REAL)

    def sort_of_family(self, base: str, rank: int) -> Sort:
        """The sort of the family of this name, with its lengths where all uses agree on them."""
        found = self.defined(base)
        if found is not None and found.definition.head.sort.rank == rank:
            return found.definition.head.sort
        dims = [self.length(self._length_of(base, axis)) for axis in range(rank)]
        if any(d is None for d in dims):
            return Sort("family", rank)
        return Sort("family", rank, tuple(d for d in dims if d is not None))

    def _length_of(self, base: str, axis: int) -> str | None:
        """How long a family is, as this scope says, or as all others do that say it."""
        here = self.survey.length(base, axis)
        if here is not None or (base, axis) in self.survey.lengths:
            return here
        told = self.page.lengths(base, axis, beside=self) if self.page is not None else set()
        return told.pop() if len(told) == 1 else None

    def length(self, text: str | None) -> Term | None:
        """A length that is written as a number or a letter."""
        if text is None:
            return None
        return num(int(text)) if text.isdigit() else var(text, NAT)

    def range_of(self, letter: str) -> Term | None:
        """The upper end of the range that the page gives an index."""
        found = self.survey.ranges.get(letter, set())
        text = next(iter(found)) if len(found) == 1 else None
        if text is None or not (text.isdigit() or (len(text) == 1 and text.isalpha())):
            return None
        return self.length(text)


def opaque(name: str, arity: int) -> Term:
    """The variable for a function that has a meaning which the kernel does not know, as gcd.

    What holds of every function holds of it; a witness must not choose values for it.
    """
    return var(name, Sort("function", arity, element="opaque"))


def is_opaque(name: Term) -> bool:
    """Whether a variable is the name of such a function.

    >>> is_opaque(opaque("E", 1)), is_opaque(function_variable("f", 1))
    (True, False)
    """
    return name.sort.name == "function" and name.sort.element == "opaque"


def function_variable(name: str, arity: int) -> Term:
    """The variable for an unknown or defined function."""
    return var(name, function(arity))
