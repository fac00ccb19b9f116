"""What looks like a claim but says something else: an equation to be solved, a name being given.

An equation that is no identity is refuted by any point off its solutions, so what a page means as a
constraint must never be judged as a claim.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from proofs.indefinite import INTEGRAL, is_indefinite
from proofs.kernel.terms import ZERO, Term, neg, num, subterms, var

from ...derivation import Kind
from ...regex import regex
from ..errors import AMBIGUOUS, UNDEFINED, ReadingError
from ..expressions.functions import STANDARD
from ..kinds.learning import ONLY
from ..kinds.written import MEMBER
from ..words.adjectives import between, spoken_of
from ..words.drawn import Drawn
from ..words.pinned import pinned
from ..words.properties import letters
from ..words.quantifiers import Reach
from ..words.ties import tie
from .blocks import perhaps_blocks
from .context import Context, is_opaque
from .conventions import conventional
from .dependence import telling_slopes
from .empty_ranges import perhaps_negative
from .entries import in_recurrence
from .hidden import labelled
from .left_out import perhaps_summed
from .natures import misread
from .perhaps_complex import perhaps_complex, perhaps_no_numbers
from .rewriting import closure
from .samples import agree_at_samples

if TYPE_CHECKING:
    from .sides import Value


@dataclass(frozen=True)
class Finding:
    """What a link is, or why that can't be said."""

    kind: Kind
    notes: tuple[str, ...] = ()
    error: ReadingError | None = None


CLAIM = Finding("claim")


def _constraint(told: str) -> Finding:
    return Finding("constraint", (told,))


@dataclass(frozen=True)
class Rates:
    """Equations that hold while what they speak of varies; `final`: nothing is said behind what is
    drawn from them, so that it may be refuted."""

    premises: tuple[Term, ...]
    final: bool


@dataclass(frozen=True)
class Guard:
    """Judges links in their surroundings: on a page, or (`page` false) a formula by itself.

    `announced`: the words before say that something is defined; `asked`: that something is to be
    found; `solving`: equations are being solved. `later` are the names that the page defines only
    further down, with the offset of that definition, `heads` all that stand on the left of a
    definition with an index or an argument, `constrained_names` the families in equations that were
    left to be solved, `recurrent` those of which these say how entries follow from each other;
    `sought`: the words ask for values that meet what they say; `given` what holds here; `words` are
    those around the formula, `sentence` those of its sentence; `untold` are the names of conditions
    that were not read; `every`: the words speak of every value, `wider`: of equality in a wider
    sense, `exact`: of decimals that are not rounded; `chances` tells that the document speaks of
    probabilities.
    What is `drawn` from a condition is claimed; `tied` are the names in equations that hold here,
    `ordered`: it is an inequality, `solved`: a step that solves an equation.
    """

    context: Context
    page: bool = True
    announced: bool = False
    asked: bool = False
    solving: bool = False
    constrained: str = ""
    words: str = ""
    sentence: str = ""
    chances: bool = False
    untold: frozenset[str] = frozenset()
    every: Reach = ""
    wider: bool = False
    exact: bool = False
    later: Mapping[str, int] = field(default_factory=dict)
    heads: frozenset[str] = frozenset()
    constrained_names: Set[str] = frozenset()
    recurrent: Set[str] = frozenset()
    sought: bool = False
    given: Sequence[Term] = ()
    drawn: Drawn = ""
    tied: frozenset[Term] = frozenset()
    ordered: bool = False
    solved: bool = False
    rates: Rates | None = None

    def judge(self, left: Value, relation: str, right: Value, *, single: bool) -> Finding:
        """What the link between two sides that were read is."""
        a, b = left.term, right.term
        if a is None or b is None or not self.page:
            return CLAIM
        if self.constrained and (self._names(a) or self._names(b) or left.unknown or right.unknown):
            return _constraint(self.constrained)
        if self.asked:
            return Finding("goal", ("what is asked for is not judged",))
        if self.sought and not single:
            return _constraint("the words ask for values that meet it")
        doubt = self.doubt(left, right) or misread(left, right, relation, self.context) or (
            perhaps_blocks((a, b), self.context) or
            perhaps_negative((a, b), self.given, f"{self.sentence} {self.words}") or
            self.perhaps_complex(a, b) or
            perhaps_no_numbers((a, b), self.context, sentence=self.sentence) or
            self._tied_to_bound(left, right) or (
                "" if left.written_out or right.written_out
                else _new_index(a, b, self.context) or _summed_over(a, b)
            )
        )  # fmt: skip
        if doubt:
            return Finding("claim", error=ReadingError(AMBIGUOUS, doubt, left.start, right.end))
        unknown = self._unknown_functions(left, right)
        if unknown is not None:
            return unknown
        if relation in ("=", "approx"):
            return self._equation(a, b, single=single)
        closed = bool(self._names(a)) != bool(self._names(b)) and not self.drawn
        if relation != "!=" and single and closed and self._agree(a, b, relation) is False:
            return _constraint("an inequality with an unknown, not a claim about all")
        return CLAIM

    def _premises(self) -> Sequence[Term]:
        return self.rates.premises if self.rates is not None else ()

    def doubt(self, left: Value, right: Value) -> str:
        """Why it is in doubt what the names in two sides stand for; nothing where it isn't."""
        a, b = left.term, right.term
        if a is None or b is None:
            return ""
        return self._doubtful_names(a, b) or _captured(left, right) or self._unseen_slope(a, b)

    def _tied_to_bound(self, left: Value, right: Value) -> str:
        r"""What varies with the variable of an integral, a limit or a sum, by an equation that
        holds here: `\int y \, dx` where `x + y = 10`."""
        terms = [v.term for v in (left, right) if v.term is not None]
        if not self.tied or telling_slopes(self._premises(), terms):
            return ""
        bound = {name for v in (left, right) for name in _BOUND.findall(v.side.latex)}
        names = {str(v.value) for v in self.tied if v.sort.name == "real"}
        free = {str(n.value) for v in (left, right) if v.term is not None for n in v.term.free}
        varies = sorted((free & names) - bound)
        return f"{varies[0]} varies with {min(bound & names)}" if bound & names and varies else ""

    def perhaps_complex(self, a: Term, b: Term) -> str:
        """Why a claim may be meant of complex numbers."""
        return perhaps_complex(
            (a, b), self.context, sentence=self.sentence, around=self.words, given=self.given,
            drawn_from=self.tied if self.drawn else None,
        )  # fmt: skip

    def _unseen_slope(self, a: Term, b: Term) -> str:
        r"""What is differentiated by theta, and has `p_\theta` in it, of which nothing is known."""
        if all(node.op != "deriv" for side in (a, b) for node in subterms(side)):
            return ""
        try:
            bodies = [d.body for d in closure((a, b), self.context)]
        except ReadingError:
            return ""
        whole = [node for side in (a, b, *bodies) for node in subterms(side)]
        names = frozenset[Term]().union(*(side.free for side in (a, b, *bodies)))
        for node in whole:
            if node.op == "deriv" and node.args[0].op == "var":
                letter = str(node.args[0].value)
                told = tie(self.words) if node.args[1].free - {node.args[0]} else ""
                if told:
                    return f"the words tie quantities ({told}), and how is not read"
                unseen = labelled(names, letter, self.context)
                if unseen:
                    return f"how {unseen[0]} depends on {letter} is not seen here"
        return ""

    def undefined(self, *values: Value) -> tuple[str, ...]:
        """All names in some sides of which more may be said than is read: `unsettled` ones, and
        vectors `of_unknown_nature`."""
        natures = {str(v.value) for v in self.of_unknown_nature(*values)}
        found = {n for n in natures if not self._is_any(n)} | {*self.unsettled(*values)}
        return tuple(sorted(found))

    def unsettled(self, *values: Value) -> tuple[str, ...]:
        """The functions in some sides that nothing defines, nor calls any function.

        Where the words tell of symmetric
        matrices and the like, all vectors and matrices here, and elsewhere those that they name.
        """
        names = {str(t.args[0]) for value in values for t in value.unknown}
        free = {v for value in values if value.term is not None for v in value.term.free}
        names |= {
            key for key in (str(v.value) for v in free)
            if not self.context.known(key) and self._is_said_elsewhere(key)
        }  # fmt: skip
        vectors = {str(v.value) for v in free if v.sort.name == "family"}
        deep = self._with_below(free)
        names |= {
            n for n in (str(v.value) for v in deep)
            if n in self.untold or n.removesuffix(MEMBER) in self.untold or n in _CONSTANTS
            or n.partition("_")[0] in self.untold
        }  # fmt: skip
        names |= self._with_properties(deep)
        vectors = {v for v in vectors if not self.context.known(v)}
        names |= vectors & self.context.summed - self.context.ones.keys()
        terms = [v.term for v in values if v.term is not None]
        slopes = any(node.op == "deriv" for term in terms for node in subterms(term))
        sides = [self._names_of_entries(term) for term in terms if not slopes]
        if any(side != sides[0] for side in sides):  # u + v = 2i + j: what u is was not read
            names |= vectors
        names |= self._functions_below(free)
        names |= {n for n in (str(v.value) for v in free) if self._is_defined_later(n)}
        names |= {n for n in (str(v.value) for v in self.tied) if self._is_set_elsewhere(n)}
        names |= {n for n in ("I",) if var(n) in free and not self.context.known(n)}
        names |= self._valued(free) | self._perhaps_summed(values)
        names |= vectors & (self.recurrent | {n for g in self.given for n in in_recurrence(g)})
        if self.context.sized:  # "a 3x3 matrix": what its size is was not read
            matrices = {v for v in free if v.sort.name == "family" and v.sort.rank == 2}
            names |= {str(v.value) for v in matrices if not self.context.known(str(v.value))}
        members = {v for v in vectors if v.endswith(MEMBER)}
        names |= {v for v in members if v.removesuffix(MEMBER) in self.heads}
        names |= members & (self.context.survey.kinds.given | self.constrained_names)
        names |= self._spoken_of(free)
        names |= {WIDER} if self.wider else set()
        names |= {EXACT} if self.exact else set()
        names |= {MORE} if self.drawn == "perhaps" and (self.tied or self.ordered) else set()
        if self.solved and (not free or (self.drawn != "surely" and free & self.tied)):
            names |= {MORE}  # 1 = 0: there is no solution
        names |= {REACH} if any(value.unclear for value in values) else set()
        return tuple(sorted(n for n in names if self.page and not self._is_any(n)))

    def open_members(self, *values: Value) -> frozenset[Term] | None:
        """The families of vectors that are all that is `unsettled` in some sides; None where more
        is, or where the words tell a property of vectors."""
        free = {v for value in values if value.term is not None for v in value.term.free}
        families = {v for v in free if v.sort.name == "family" and v.sort.rank == 2}
        members = {v for v in families if str(v.value).endswith(MEMBER)}
        left = set(self.unsettled(*values))
        if left - {str(v.value) for v in members} or self._with_properties(members):
            return None
        return frozenset(v for v in members if str(v.value) in left)

    def of_unknown_nature(self, *values: Value) -> frozenset[Term]:
        """The vectors in some sides of which the words may say more: what their entries sum to,
        as of targets and outputs where the document speaks of probabilities or one-hot vectors; or
        what a vector is that stands nowhere but by its name alone."""
        free = frozenset[Term]().union(*(v.term.free for v in values if v.term is not None))
        vectors = {v: str(v.value) for v in free if v.sort.name == "family" and self.page}
        return frozenset(
            v for v, name in vectors.items()
            if self._is_lone_vector(name) or (self._is_only_told(v) and v.sort.rank == 1)
            or (not self.context.known(name) and (
                name in self.context.ones or self.is_target(v)
            ))
        )  # fmt: skip

    def is_target(self, vector: Term) -> bool:
        """Whether a vector may be a target or an output, by its letter and the words."""
        return self.chances and _TARGET.search(str(vector.value)) is not None

    def _valued(self, free: set[Term]) -> set[str]:
        """The numbers that an equation near here gives a value, which a witness has to meet."""
        try:
            below = closure(free, self.context)
        except ReadingError:
            return set()
        used = set(free).union(*(d.body.free - set(d.parameters) for d in below))
        met = frozenset[Term]().union(*(c.free for c in self.given if c.op == "eq"))
        return {
            name for name in (str(v.value) for v in used - met if v.sort.name == "real")
            if name in self.context.given_values and not self.context.known(name)
        }  # fmt: skip

    def _perhaps_summed(self, values: Sequence[Value]) -> set[str]:
        """The indices over which a sum that leaves them out may run, too."""
        sides = [v.term for v in values if v.term is not None]
        try:
            below = closure(frozenset[Term]().union(*(side.free for side in sides)), self.context)
        except ReadingError:
            below = []
        given = {str(p.value) for d in below for p in d.parameters}
        return perhaps_summed([*sides, *(d.body for d in below)]) - given

    def _with_below(self, free: set[Term]) -> set[Term]:
        """Some names, and those that their definitions rest on."""
        try:
            below = closure(free, self.context)
        except ReadingError:
            return free
        return free.union(*(d.body.free - set(d.parameters) for d in below))

    def _with_properties(self, free: set[Term]) -> set[str]:
        """The vectors and matrices that have a property which the words tell, perhaps."""
        found = set()
        for v in free:
            name = str(v.value)
            rank = 1 if v.sort.rank == 1 or name.endswith(MEMBER) else 2
            told = rank in self.context.properties or letters(name) & self.context.alike.get(
                rank, frozenset()
            )
            if v.sort.name == "family" and told and not self.context.known(name):
                found.add(name)
        return found

    def _spoken_of(self, free: set[Term]) -> set[str]:
        """The names of which the words tell the sign, the value, the size and do not say it in a
        way that is read."""
        known = frozenset[Term]().union(*(c.free for c in self.given))
        if not self.page or not free:
            return set()
        said = spoken_of(self.words) | between(self.words)
        sized = {n for n in pinned(self.words) if not self.context.known(n)}
        return ({str(v.value) for v in free - known} & said) | (
            {str(v.value) for v in free} & sized
        )

    def _functions_below(self, free: set[Term]) -> set[str]:
        """The functions without a definition that definitions rest on: `y = f(x)`; and the matrices
        of which only the words tell that they are such, and perhaps which."""
        used = self._with_below(free)
        names = {str(v.value) for v in used if v.sort.name == "function" and v is not INTEGRAL}
        opaque = {str(v.value) for v in used if is_opaque(v) and v is not INTEGRAL}
        above = used - free  # a vector that stands in a side itself is `of_unknown_nature`
        opaque |= {
            str(v.value) for v in used
            if self._is_only_told(v) and (v.sort.rank != 1 or v in above)
        }  # fmt: skip
        return opaque | {
            n
            for n in names
            if not self.context.known(n) and (n in STANDARD or not self.context.elsewhere(n))
        }

    def _is_said_elsewhere(self, key: str) -> bool:
        """Whether another section defines a name, as more than a number: it may be meant here."""
        found = self.context.elsewhere(key)
        return found is not None and not found.parameters and bool(found.definition.body.free)

    def _is_set_elsewhere(self, name: str) -> bool:
        """Whether another section sets a name of the conditions, and nothing does here."""
        return not self.context.known(name) and self.context.elsewhere(name) is not None

    def _is_only_told(self, v: Term) -> bool:
        """Whether only the words tell that a name is a vector or a matrix, and perhaps which."""
        name, survey = str(v.value), self.context.survey
        only = survey.kinds.reasons.get(name, ONLY) == ONLY
        return v.sort.name == "family" and name in survey.told and only

    def _is_lone_vector(self, name: str) -> bool:
        """Whether a vector is known by its name alone: what it is may stand where none can read."""
        survey = self.context.survey
        told = self.context.known(name) or name in survey.declared
        return not told and name.removesuffix(MEMBER) not in survey.indexed

    def _is_any(self, name: str) -> bool:
        """Whether the words say that the name is any function: "for every function $f$"."""
        said = r"\b(?:any|every|each|arbitrary|all)\b[^.$]*\bfunctions?\b[^.$]*\$\\?"
        return re.search(rf"{said}{re.escape(name)}\b", self.words) is not None

    def _doubtful_names(self, a: Term, b: Term) -> str:
        """Names that the words give another meaning than the one that was read."""
        free = {str(v.value) for v in a.free | b.free}
        if "E" in free and not self.context.known("E") and _CHANCE.search(self.words):
            return "is E an expectation, or a factor?"
        told = free | {str(v.value) for v in self.tied} if self.drawn else free
        capitals = {name for name in told if len(name) == 1 and name.isupper()}
        if self.drawn and "I" in capitals and len(capitals) > 1 and not self.context.known("I"):
            return "is I the identity matrix, or a number?"
        if not self.context.star and any(_inverse(node) for t in (a, b) for node in subterms(t)):
            return "is ^{-1} the inverse under the operation, or the reciprocal?"
        counted = {
            str(node.args[0].value) for t in (a, b) for node in subterms(t)
            if node.op == "elem" and node.args[0].op == "var"
        }  # fmt: skip
        unread = sorted(n for n in counted for s in self.context.scopes() if n in s.unread)
        if unread:
            return f"how the entries of {unread[0]} are counted was not read"
        return conventional(a, b)

    def _unknown_functions(self, left: Value, right: Value) -> Finding | None:
        if left.unknown == right.unknown:
            return None
        name = min(str(t.args[0]) for t in left.unknown ^ right.unknown)
        if self.announced:
            return Finding("definition", (f"{name} is any function",))
        return Finding("claim", error=ReadingError(
            UNDEFINED, f"{name} has no definition here", left.start, right.end,
            label="not defined", notes=(f"help: define it first, as {name}(...) = ...",),
        ))  # fmt: skip

    def _is_defined_later(self, name: str) -> bool:
        """Whether a name gets its meaning only further down: what holds for all of it holds."""
        return name in self.later and not self.context.known(name)

    def _equation(self, a: Term, b: Term, *, single: bool) -> Finding:
        """An equation that fails at sample points, and whose names say that it is no identity."""
        left, right = self._names_of_entries(a), self._names_of_entries(b)
        claimed = self._is_drawn(a.free | b.free)
        for name, other in ((a, b), (b, a)):
            new = not claimed or self.tied.isdisjoint(name.free)
            new = new and name not in other.free | self._names_below(other)
            if new and self._is_unknown_name(name):
                told = f"{name} has no definition before this: an equation for it, not a claim"
                return _constraint(told)
            if single and self._solved_for(name, other):
                return _constraint(f"a value that {name} takes, not a claim about all")
        rates = telling_slopes(self._premises(), (a, b))
        if claimed or rates or is_indefinite(a, b):
            return CLAIM  # what else is meant, an integral over a range, is not refuted
        if not left and not right:  # y + 1 = 6, where y = 2x + 1
            below = [self._names_below(t) for t in (a, b)]
            if bool(below[0]) != bool(below[1]) and self._agree(a, b, "=") is not True:
                return _constraint("an equation with unknowns, not a claim about all")
        suspect = left != right if single else not left <= right and not right <= left
        if bool(left) != bool(right) or suspect or (single and self.solving and left):
            agreed = self._agree(a, b, "=")
            named = frozenset[Term]().union(*(c.free for c in self.given))
            limits = "limit" in (a.op, b.op) and left | right <= named
            limits = limits or a.op == b.op == "limit"
            limits = limits or ("deriv" in (a.op, b.op) and bool(named) and left | right <= named)
            if single and self._is_slope(a, b):
                return CLAIM
            if not single and agreed is None and not self.tied.isdisjoint(a.free | b.free):
                return CLAIM  # (p + q)^2 = 1 in a chain, where p + q = 1
            made = all(self.context.known(str(v.value)) for v in self._names_standing(a, b))
            apart = left.isdisjoint(right) and not (limits or made)
            if agreed is False or (agreed is None and apart):
                return _constraint("an equation with unknowns, not a claim about all")
        return CLAIM

    def _names_standing(self, a: Term, b: Term) -> list[Term]:
        """The names in two sides as they stand, but for indices and lengths."""
        return [v for v in a.free | b.free if v.sort.name not in ("nat", "int")]

    def _is_drawn(self, names: frozenset[Term]) -> bool:
        """Whether an equation is drawn from those that hold here; of slopes these say nothing."""
        slopes = any("'" in str(v.value) or "\\dot" in str(v.value) for v in names)
        return bool(self.drawn) and not self.tied.isdisjoint(names) and not slopes

    def _is_slope(self, a: Term, b: Term) -> bool:
        """`f'(x) = 2`, no words near it of an equation that is meant to be solved."""
        slopes = [t for t in (a, b) if t.op == "deriv"]
        numbers = [t for t in (a, b) if not t.free and t is not ZERO]
        told = self.solving or _SOUGHT.search(self.sentence) is not None
        return len(slopes) == len(numbers) == 1 and not told

    def _agree(self, a: Term, b: Term, relation: str) -> bool | None:
        if "family" in (a.sort.name, b.sort.name):
            return True
        try:
            definitions = closure((a, b, *self.given), self.context)
        except ReadingError:
            return None
        return agree_at_samples(a, b, relation=relation, given=self.given, definitions=definitions)

    def _solved_for(self, name: Term, other: Term) -> bool:
        """`z = 0` for a z with variables in it, or with another value: a case, not a claim."""
        if name.op != "var" or other.free or name.sort.name == "family":
            return False
        found = self.context.defined(str(name.value))
        body = found.definition.body if found is not None else None
        if body is not None and body.free and self._settled(body, set()):
            return False  # y is known here, for all that it is made of is
        return body is not None and (bool(body.free) or body.op in ("num", "neg"))

    def _settled(self, body: Term, seen: set[Term]) -> bool:
        """Whether all that a definition rests on has a value here."""
        fixed = self._fixed()
        for name in body.free - seen:
            seen.add(name)
            below = self.context.defined(str(name.value))
            known = below is not None and below.definition.head is name
            if name in fixed:
                continue
            if not known or below is None or not self._settled(below.definition.body, seen):
                return False
        return True

    def _names_of_entries(self, term: Term) -> frozenset[Term]:
        """The names without a value in a term, and those that entries of defined vectors rest on:
        of s_i, where s_i = e^{z_i}/..., those of z."""
        found = ((v, self.context.defined(str(v.value))) for v in term.free)
        bodies = ((v, d.definition.body) for v, d in found if d is not None)
        general = (v for v, b in bodies if _is_general(b))
        return self._names(term).union(*map(self._names_below, general))

    def _names_below(self, term: Term) -> frozenset[Term]:
        """The names without a value that what is defined in a term rests on."""
        try:
            below = closure((term,), self.context)
        except ReadingError:
            return frozenset()
        found = (self._names(d.body) - set(d.parameters) for d in below)
        return frozenset[Term]().union(*found)

    def _is_unknown_name(self, term: Term) -> bool:
        """A lone variable, or the entry of one, that nothing defines and no condition fixes."""
        head = term.args[0] if term.op == "elem" else term
        return (
            head.op == "var"
            and head in self._names(term) | {head} - self._fixed()
            and (not self.context.known(str(head.value)))
        )

    def _fixed(self) -> frozenset[Term]:
        return frozenset(
            c.args[0] for c in self.given
            if c.op == "eq" and c.args[0].op == "var" and not c.args[1].free
        )  # fmt: skip

    def _names(self, term: Term) -> frozenset[Term]:
        """The variables that nothing defines or fixes; indices and lengths don't count."""
        survey = self.context.survey
        counted = survey.used_indices | survey.upper | survey.bound
        return frozenset(
            v for v in term.free
            if v.sort.name != "function" and not self.context.known(str(v.value))
            and not (v.sort.name == "nat" and str(v.value) in counted)
        ) - self._fixed()  # fmt: skip


_CONSTANTS = frozenset({"const", "constant", "Const"})
REACH = "the reach of the derivative"
NEAR = "what is near enough"
WIDER = "equality in a wider sense"
EXACT = "exact values"
MORE = "more than the condition"
DEMANDED = "what is demanded"
CASES = "which of the cases holds"
LOOSE = "what the sentence restricts"
_TARGET = regex(r"^(?:\\[a-z]+\{)?(?:[ytpqos]|pi)(?![a-zA-Z])")
"""Letters for targets, outputs and probabilities, perhaps under a hat."""
_CHANCE = regex(r"expect|random|distribut|likelihood|probab|sampl", re.IGNORECASE)


_SOUGHT = regex(
    r"\b(?:sets?|setting|put|where|when|find|solv|need|want|requir|must|zero|vanish|critical|station"
    r"|slope|tangent|gives?|suppos|assum|given|if|for|at|root|maxim|minim|optim|such|iff|only|hold"
    r"|condition|equation|satisf|let|with|unless|require)",
    re.IGNORECASE,
)
"""Words near an equation for a derivative that is to be solved, or holds at some points only."""


_BOUND = regex(
    r"(?:\\int.*?\\?,?\s*\\?(?:mathrm\{d\}|d)\s*|\\lim\s*_\s*\{\s*|\\(?:sum|prod)\s*_\s*\{\s*"
    r"|\\frac\s*\{\s*d\s*\}\s*\{\s*d\s*)([A-Za-z])(?![A-Za-z])"
)
"""The variable of an integral, a limit, a sum or a derivative."""


def _is_general(body: Term) -> bool:
    """Whether a vector or matrix is given by others, or entry by entry; not written out."""
    if body.op == "fam":
        return body.args[0].op != "num"
    return body.sort.name == "family" and any(v.sort.name == "family" for v in body.free)


def _inverse(node: Term) -> bool:
    return node.op == "pow" and node.args[0].op == "var" and node.args[1] in (num(-1), neg(num(1)))


def _captured(left: Value, right: Value) -> str:
    """The variable of a limit on one side that stands free on the other."""
    for one, other in ((left, right), (right, left)):
        if one.term is not None and other.term is not None:
            free = {str(v.value) for v in other.term.free - one.term.free}
            if one.limits & free:
                return f"{min(one.limits & free)} is bound on one side and free on the other"
    return ""


def _indices(term: Term) -> frozenset[Term]:
    """The variables that stand as a free index."""
    return frozenset(
        i for node in subterms(term) if node.op in ("elem", "delta")
        for i in (node.args[1:] if node.op == "elem" else node.args) if i.op == "var"
    )  # fmt: skip


def _new_index(a: Term, b: Term, context: Context) -> str:
    """An index that comes up on the right only: what picks it is in the words."""
    if all(v.sort.name != "nat" for v in b.free):
        return ""
    new = {str(i.value) for i in _indices(b) - a.free - _in_idle_sums(b)}
    return f"the index {min(new)} stands on the right only" if new else ""


def _in_idle_sums(term: Term) -> frozenset[Term]:
    r"""The indices that stand nowhere but in sums which run over another one: `\sum_i e^{x_j}`.

    Whatever such an index is said to be, it is not what the sum was to run over.
    """
    idle = {node for node in subterms(term) if node.op == "sum" and not _uses_its_index(node)}
    inside = frozenset[Term]().union(*(_indices(node) for node in idle))
    return inside - _outside(term, idle)


def _uses_its_index(node: Term) -> bool:
    return any(level == 0 for level, _ in node.args[-1].holes)


def _outside(term: Term, idle: set[Term]) -> frozenset[Term]:
    """The index variables of a term outside some of its parts."""
    if term in idle:
        return frozenset()
    here = frozenset[Term]()
    if term.op in ("elem", "delta"):
        here = frozenset(i for i in term.args if i.op == "var" and i.sort.name in ("nat", "int"))
    return here.union(*(_outside(arg, idle) for arg in term.args))


def _summed_over(a: Term, b: Term) -> str:
    """`a_k b_k` with no k on the other side: is a sum over k meant?"""
    for one, other in ((a, b), (b, a)):
        if all(v.sort.name != "nat" for v in one.free - other.free):
            continue
        waiting = [one]
        while waiting:
            node = waiting.pop()
            if node.op == "deriv":  # x_j + delta_ji (t - x_i) stands in it for what is varied
                waiting.append(node.args[0])
                continue
            waiting += node.args
            shared = _repeated(node) - other.free if node.op == "mul" else frozenset()
            if shared:
                return f"is a sum over {min(map(str, shared))} meant?"
    return ""


def _repeated(product: Term) -> frozenset[Term]:
    found: set[Term] = set()
    twice: set[Term] = set()
    for factor in product.args:
        here = _indices(factor)
        twice |= here & found
        found |= here
    return frozenset(twice)
