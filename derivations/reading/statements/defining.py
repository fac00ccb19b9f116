"""Which first links are definitions, and what is noted of them in the scope."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from proofs.kernel.terms import (
    NAT,
    REAL,
    Term,
    TermError,
    is_family,
    root,
    shape,
    substitute,
    var,
)
from proofs.kernel.terms.definitions import Definition

from ...regex import regex
from ..errors import AMBIGUOUS, ReadingError
from ..expressions.functions import STANDARD
from ..expressions.names import derived_stem, spelled
from ..expressions.vector_functions import VECTOR_FUNCTIONS
from ..expressions.vectors import is_vector, written_entries
from ..sources.units import Part
from ..words.declarations import space_after
from .chances import NAMES
from .context import Context, Defined
from .entries import EntryRule, entry_rule, first_entry
from .heads import Head, define, match_head
from .hidden import differentiated, slope
from .operations import note, operation_of
from .pieces import restricted, with_piece
from .probabilities import is_entropy
from .rewriting import closure
from .samples import agree_at_samples

Made = tuple[list[str], ReadingError | None]
"""A definition that was noted: how it was read, or why it can't be."""


def note_later(parts: Iterable[Part], later: dict[str, dict[str, int]], *, page: bool) -> None:
    """Names of vectors and matrices whose entries the page gives somewhere."""
    sequences: dict[tuple[int, str], object] = {}
    parts = list(parts)
    recurrent: set[tuple[int, str]] = set()
    sentences: dict[tuple[int, str, int], list[EntryRule]] = {}
    for part in parts:
        relations = part.statement.relations
        if part.role != "chain" or not relations or relations[0].kind not in ("=", ":="):
            continue
        context, sides = part.formula.context, part.statement.sides
        announced = part.cue == "let" or relations[0].kind == ":="
        operation = operation_of(
            part.unit.tokens, sides[0], sides[1], context, announced=announced
        ) if page else None  # fmt: skip
        if operation is not None:
            note(context, operation)
            continue
        rule = entry_rule(part.unit.tokens, sides[0], sides[1], context.survey)
        following = _FOLLOWING.match(spelled(part.unit.tokens, *sides[0])) if page else None
        if following is not None:
            recurrent.add((id(context), following[1].lstrip("\\")))
        if rule is not None and page and _is_case(part, rule):
            continue
        if (
            rule is not None
            and (id(context), rule.base) in recurrent
            and _SOLVED.search(part.unit.gap)
        ):
            continue  # what solves a recurrence, as it is said
        if rule is not None and (page or part.cue == "let"):
            same = context.rules.setdefault(rule.base, [])
            place = part.unit.place.scope, part.unit.place.item, part.unit.place.paragraph
            first = sequences.setdefault((id(context), rule.base), place)
            anew = part.cue in ("let", "if", "assume", "for", "where") and any(
                r.pattern == rule.pattern for r in same
            )
            if len(rule.pattern) == 1 and (first != place or anew):  # another one of this name
                same[:] = [r for r in same if r.pattern != rule.pattern]
            elif all(r.pattern != rule.pattern for r in same):
                same.append(rule)
            if len(rule.pattern) == 1:
                sentences[id(context), rule.base, part.unit.sentence] = same
            continue
        head = match_head(part.unit.tokens, *sides[0], context)
        if head is not None and (head.indices or head.called) and not _of_itself(part, head):
            names = later.setdefault(part.unit.place.scope, {})
            names.setdefault(head.use.base, part.statement.start)
    _note_first_ones(parts, sentences)


_FOLLOWING = regex(r"(\\?[A-Za-z]+)_\{?[a-z]\+\d")
_SOLVED = regex(
    r"\b(?:so|then|hence|thus|therefore|solution|solved|closed form|gives?|is|are|get|obtain|find"
    r"|have|guess|claim)\b[^.$]{0,40}\$*\Z",
    re.IGNORECASE,
)


def _note_first_ones(
    parts: Iterable[Part], sentences: dict[tuple[int, str, int], list[EntryRule]]
) -> None:
    """`Let a_n = n for n >= 1 and a_0 = 5`: an entry that the sentence of a sequence gives, which
    says for which n it is meant."""
    limited = {
        (part.unit.sentence, token.text)
        for part in parts if part.role in ("assumption", "setting")
        for token in part.unit.tokens
    }  # fmt: skip
    for part in parts:
        relations, sides = part.statement.relations, part.statement.sides
        if len(relations) != 1 or relations[0].kind not in ("=", ":="):
            continue
        rule = first_entry(part.unit.tokens, sides[0], sides[1])
        key = (id(part.formula.context), rule.base, part.unit.sentence) if rule else None
        same = sentences.get(key) if key is not None else None
        if rule is None or same is None or rule.pattern in [r.pattern for r in same]:
            continue
        letters = {letter for r in same for letter in r.pattern}
        if any((part.unit.sentence, letter) in limited for letter in letters):
            same.append(rule)


def _is_case(part: Part, rule: EntryRule) -> bool:
    r"""Whether `\delta_{kz} = 0` says what the entry is in one case, and gives not all entries."""
    a, b = part.statement.sides[1]
    numeral = b - a == 1 and part.unit.tokens[a].kind == "number"
    return numeral and not rule.numbers and part.cue not in ("let", "where")


def head_of(
    part: Part, *, page: bool, used: Collection[str], given: Sequence[Term] = ()
) -> Head | None:
    """The head of the first link, where that may be a definition; `given` is what holds there."""
    statement = part.statement
    first = statement.relations[0]
    if first.kind not in ("=", ":=") or part.statement.sides[0][0] == statement.sides[0][1]:
        return None
    context = part.formula.context
    if part.cue == "such":
        return None
    head = match_head(part.unit.tokens, *statement.sides[0], context)
    if head is None or head.key in ("e", "pi") or _is_derivative(head, context):
        return None
    if head.key in VECTOR_FUNCTIONS and head.key in spelled(part.unit.tokens, *statement.sides[1]):
        return None  # softmax(x) = softmax(x + c)
    if _gives_a_value(part, head):
        return None  # Var(X) = sigma^2: of this X only
    if _of_itself(part, head) or (page and head.called and is_entropy(part)):
        return None  # p(x, y) = p(x | y) p(y)
    if _is_partial(part, head) or _is_known_otherwise(part, head, given):
        return None
    if page and _is_concluded(part, head, given):
        return None
    if page or _announced(part) or head.called:
        announced = _announced(part)
        seen = head.key in used
        if not context.known(head.key) and (head.called or announced or not seen):
            return head
        known = context.defined(head.key)
        anew = announced and (head.called or part.cue == "let" or first.kind == ":=")
        if known is not None and (anew or _contests(known, part, head, given)):
            return head
    return None


_CONCLUDES = regex(
    r"\b(?:then|thus|hence|so|therefore|consequently|(?:we|must) have|follows(?: that)?|implies"
    r"(?: that)?)[\s,:$]*$",
    re.IGNORECASE,
)
_EVERY = regex(
    r"\s*for (?:all|any|every|each)\b[^$:]*\$(?P<names>[^:]*)\$[^:$]*:[\s$]*$", re.IGNORECASE
)
_SOME = regex(r"\b(?:for|with)\s+(?:some|an?|suitable)\b|\bwhere\b", re.IGNORECASE)


def _is_concluded(part: Part, head: Head, given: Sequence[Term]) -> bool:
    """Whether a link says something of names that the words have let be any: "Let $x, y$ be real.
    Then $x = y$"."""
    context = part.formula.context
    if _announced(part) or context.known(head.key) or _SOME.search(part.unit.after):
        return False
    every = _EVERY.match(part.unit.sentence_text)
    if every is not None:
        return head.use.base in re.findall(r"[A-Za-z]+", every["names"])
    free = frozenset[Term]().union(*(condition.free for condition in given))
    declared = head.key in context.survey.declared or any(str(v.value) == head.key for v in free)
    said = _CONCLUDES.search(part.unit.gap) is not None
    return said and (declared or context.is_new(head.key))


_OF_VARIABLES = NAMES | frozenset("E Var V Cov Corr std Std sd H I D KL D_KL".split())


def _gives_a_value(part: Part, head: Head) -> bool:
    """Whether an expectation, a variance, a probability is given of one variable or event: what is
    on the other side doesn't speak of it."""
    if not head.called or head.key.partition("_")[0] not in _OF_VARIABLES:
        return False
    a, b = part.statement.sides[1]
    written = {token.text for token in part.unit.tokens[a:b]}
    return not any(
        token.text in written
        for use in head.parameters for token in part.unit.tokens[use.start : use.end]
    )  # fmt: skip


def _of_itself(part: Part, head: Head) -> bool:
    """Whether a probability is given by others of the same name, which is no definition."""
    if not head.called or head.key.partition("_")[0] not in NAMES:
        return False
    a, b = head.use.start, head.use.start + 1
    while b < len(part.unit.tokens) and part.unit.tokens[b].text != "(":
        b += 1
    return f"{spelled(part.unit.tokens, a, b)}(" in spelled(
        part.unit.tokens, *part.statement.sides[1]
    )


def _is_derivative(head: Head, context: Context) -> bool:
    """Whether a primed head is the derivative of a function that has a meaning already."""
    stem = derived_stem(head.key)[0]
    return (
        head.called and stem != head.key
        and (context.known(stem) or context.elsewhere(stem) is not None or stem in STANDARD)
    )  # fmt: skip


def _is_known_otherwise(part: Part, head: Head, given: Sequence[Term]) -> bool:
    """Whether `y'` is the derivative of a y that is known, or `\\bar z` a conjugate."""
    context = part.formula.context
    if part.cue in ("let", "where") or head.called:
        return False
    over = re.fullmatch(r"\\(?:bar|overline)\{\\?([^{}]+)\}", head.key)
    conjugate = over is not None and context.survey.declared.get(over[1]) == "complex"
    primed = head.key.endswith("'") and _is_slope(part, head, given)
    return conjugate or primed or differentiated(context, head.key) is not None


def _is_slope(part: Part, head: Head, given: Sequence[Term]) -> bool:
    """Whether `y'` may be the derivative of a y that is known, given, or told by it: `y' = 2y`."""
    context, stem = part.formula.context, derived_stem(head.key)[0]
    if slope(context, head.key) is not None:
        return True
    written = {t.text.lstrip("\\") for t in part.unit.tokens[slice(*part.statement.sides[1])]}
    tied = any(str(v.value) == stem for condition in given for v in condition.free)
    return tied or (stem in written and context.differentiates)


def _is_partial(part: Part, head: Head) -> bool:
    """Whether `f_x` is a partial derivative of a function of several arguments that is known."""
    found, sub = part.formula.context.defined(head.use.base), head.use.sub
    if found is None or len(found.parameters) < 2 or sub is None:
        return False
    names = {str(v.value).partition("@")[0] for v in found.definition.parameters}
    return all(t.text in names for t in part.unit.tokens[slice(*sub)])


def _announced(part: Part) -> bool:
    return part.statement.relations[0].kind == ":=" or part.cue in ("let", "where")


def _contests(known: Defined, part: Part, head: Head, given: Sequence[Term]) -> bool:
    """Whether a formula in another item gives a known name another value."""
    here = part.unit.place.item
    shared = min(len(here), len(known.item))
    if here[:shared] == known.item[:shared]:
        return False
    context, statement = part.formula.context, part.statement
    try:
        made, _ = define(head, part.unit.tokens, *statement.sides[1], context, statement.start)
        old, new = known.definition, made.definition
        if len(old.parameters) != len(new.parameters):
            return True
        body = substitute(new.body, dict(zip(new.parameters, old.parameters, strict=True)))
        below = closure((old.body, body, *given), context)
    except (ReadingError, TermError):
        return not head.called
    agreed = agree_at_samples(old.body, body, given=given, definitions=below)
    return agreed is False or (agreed is None and not head.called and body is not old.body)


def define_part(part: Part, head: Head, conditions: Sequence[Term] | None = ()) -> Made | None:
    """Take the first link as a definition, for arguments that meet the conditions (None: they are
    not known): notes, or the error; None: it defines nothing."""
    context = part.formula.context
    statement = part.statement
    if head.key in context.survey.tuples and not head.called:
        return [f"{head.key} stands for several values"], None
    if not head.called and context.scalar(head.key).sort == NAT and not head.indices:
        return None
    try:
        defined, parser = define(
            head, part.unit.tokens, *statement.sides[1], context, statement.start
        )
    except ReadingError as error:
        if not head.indices:
            context.unread.add(head.key)
        return [], error
    except TermError:
        return None
    context.unread.discard(head.key)
    if defined.definition.head.sort == NAT:
        return None
    doubt = (
        _of_its_own_entries(head, defined) or _of_another_shape(part, head, defined)
        or _of_numbers(head, defined, context) or _of_rows(part, head, defined)
    )  # fmt: skip
    if doubt:
        context.unread.add(head.key)
        a, b = statement.sides[0]
        tokens = part.unit.tokens
        return [], ReadingError(AMBIGUOUS, doubt, tokens[a].start, tokens[b - 1].end)
    parameters = set(defined.definition.parameters)
    known = context.defined(head.key)
    if conditions is None or conditions:
        own = restricted(defined, conditions) if conditions else None
        if known is not None and known.pieces and own is not None:
            own = with_piece(known, own)
        if own is None:
            context.introduce(head.key)
            return [f"{head.key} is given for some arguments only"], None
        if known is not None and known.pieces:
            context.definitions[head.key] = own
            return [*parser.notes, "another piece of it"], None
        defined = own
    if not _announced(part) and known is not None:
        context.define(head.key, replace(known, contested=True))
        message = f"{head.key} had another formula in another item: new, or a wrong step?"
        a, b = statement.sides[0]
        tokens = part.unit.tokens
        return [], ReadingError(AMBIGUOUS, message, tokens[a].start, tokens[b - 1].end)
    constant = head.called and parameters.isdisjoint(defined.definition.body.free)
    if constant and (known is not None or not (_announced(part) or _hides(head, defined, context))):
        return None  # f(a) = 3 is a value of f, not what f is everywhere
    context.define(head.key, replace(defined, item=part.unit.place.item))
    if head.root and not (context.known(head.root) or head.root in context.survey.called):
        _define_root(context, head.root, context.definitions[head.key])
    return list(parser.notes), None


def _of_its_own_entries(head: Head, defined: Defined) -> str:
    """Why a vector that is written out does not say what its entries are: `x = (1, x_1)`, where x_1
    is no first entry."""
    body = defined.definition.body
    entries = written_entries(body) if is_vector(body) else None
    own = [
        (place, str(name), found[1]) for place, e in enumerate(entries or (), 1) for name in e.free
        if (found := re.fullmatch(rf"{re.escape(head.key)}_(\d+)", str(name)))
    ]  # fmt: skip
    astray = [name for place, name, index in own if int(index) != place]
    if own and (astray or len(own) != len(entries or ())):
        return f"{own[0][1]} is an entry of {head.key}, and stands at another place in it"
    return ""


def _of_numbers(head: Head, defined: Defined, context: Context) -> str:
    r"""Why what is said to map vectors to numbers is none as it is written: `f(x) = |x|^2` for an
    f from `\mathbb{R}^n` to `\mathbb{R}`."""
    spaces = context.survey.of_vectors.get(head.key, ())
    parameters = defined.definition.parameters
    if len(spaces) != len(parameters):  # f(x, y) on R^2
        return ""
    for space, parameter in zip(spaces, parameters, strict=True):
        if space and parameter.sort.name != "family":
            name = str(parameter.value).partition("@")[0]
            return f"{head.key} is said to take vectors, and {name} is read as a number"
    return ""


def _of_rows(part: Part, head: Head, defined: Defined) -> str:
    """Why the vectors that a matrix lists may be its rows, as the words speak of these."""
    body = defined.definition.body
    listed = body.op == "transpose" and body.args[0].op == "fam"
    spoken = f"{part.unit.sentence_text} {part.unit.after}"
    rows = part.formula.context.by_rows or re.search(r"\brows?\b", spoken, re.IGNORECASE)
    if not listed or not rows:
        return ""
    return f"are the vectors that {head.key} lists its columns, or its rows?"


def _of_another_shape(part: Part, head: Head, defined: Defined) -> str:
    r"""Why a definition does not fit the space that it names: `X = [x_1, ..., x_m] \in R^{m x n}`
    with columns of n entries."""
    space = space_after(part.unit.tokens, part.statement.sides[0][1])
    body, survey = defined.definition.body, part.formula.context.survey
    told = survey.declared.get(head.key)
    if space is None or not is_family(body) or told not in ("vector", "matrix"):
        return ""
    if body.sort.rank != (1 if told == "vector" else 2):
        return f"{head.key} is said to be a {told}, and is none as it is written"
    for axis, length in enumerate(shape(body)):
        said = survey.length(head.key, axis)
        if said is not None and str(length) != said and not (said.isdigit() and length.op == "num"):
            return f"{head.key} is said to be {said} long, and is {length} as it is written"
    return ""


def _hides(head: Head, defined: Defined, context: Context) -> bool:
    r"""Whether a parameter stands in what the body is defined by: theta in `h_\theta(x)`."""
    try:
        below = closure((defined.definition.body,), context)
    except ReadingError:
        return False
    names = {str(v.value) for d in below for v in d.body.free}
    return any(use.base in names for use in head.parameters)


def _define_root(context: Context, name: str, square: Defined) -> None:
    r"""sigma, where the page defines `\sigma^2`: its root, as a width is not negative."""
    body = root(square.definition.head, 2)
    made = Definition(var(name, REAL), (), body)
    context.define(name, replace(square, definition=made, facts=()))


def given_by_rule(part: Part) -> Made | None:
    """Whether the first link gives the entries of a family, or a name for several values."""
    context = part.formula.context
    offset = part.statement.start
    rules = [r for scope in context.scopes() for rs in scope.rules.values() for r in rs]
    operations = [o for scope in context.scopes() for o in scope.operations.values() if o]
    made_here = [(r.offset, r.tokens) for r in rules] + [(o.offset, o.tokens) for o in operations]
    if any(at == offset and tokens is part.unit.tokens for at, tokens in made_here):
        return [], None
    head = match_head(part.unit.tokens, *part.statement.sides[0], context)
    if head is not None and head.key in context.survey.tuples and not head.called:
        return [f"{head.key} stands for several values"], None
    return None
