"""A page read as a whole: its scopes, assumptions and definitions, and every chain on it."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from proofs.kernel.terms.definitions import Definition

from ..alarm import Within, unlimited
from ..derivation import Derivation, Diagnostic, Document, Side, Step
from ..regex import regex
from .distributions import tell_distributions
from .errors import TOO_BIG, ReadingError, diagnostic
from .expressions.names import is_numbered
from .reader import Reader
from .sources.latex_source import hidden_ranges, is_latex, latex_tables, lay_out_latex, plain_words
from .sources.layout import flatten, too_deep
from .sources.long_lines import without_long_lines
from .sources.markdown import MathSpan, code_ranges, find_math
from .sources.page import Page, Place, breaks, lay_out, with_notation
from .sources.source import Source
from .sources.symbols import RELATIONS
from .sources.tokens import MAX_LENGTH, Token, tokenize
from .sources.units import Unit
from .statements import repeated
from .statements.context import Context
from .statements.deltas import only_kronecker
from .statements.grounds import Found
from .statements.scopes import Scopes
from .statements.survey import Survey, survey
from .statements.varying import told_to_vary, valued
from .tables.cells import Table, find_tables
from .tables.tabulated import PlacedTable, place_table
from .words.cues import cue, last_sentence, new_sentence, rest_of_sentence, solves, speaks_of_chance
from .words.denials import struck_out
from .words.distributions import label, speaks_of_label, summed, summing_to_one, told_since
from .words.introduced import lone_names, recalls
from .words.letters import meant
from .words.lifted import lifts_of
from .words.natures import kinds_of, natures
from .words.pinned import of_all
from .words.properties import of_matrices, told
from .words.reached import arithmetics_of, sentence_ranges, with_dollars
from .words.sentences import tell_sentences

MAX_FORMULAS = 200_000
"""Most formulas of a document that are read: with what is known of each, some 2 GB."""
PAGE, PER_CHARACTER = 60.0, 1e-4
"""Seconds for a page, and for each of its characters, where its time is limited."""


@dataclass
class _Reading:
    """What has been gathered of a page."""

    source: Source
    page: Page
    latex: bool = False
    units: list[Unit] = field(default_factory=list)
    tables: list[PlacedTable] = field(default_factory=list)
    rows: list[tuple[Place, Step]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def place_at(self, offset: int) -> Place:
        """Where what stands at an offset is on the page."""
        return self.page.places[self.source.line(offset) - 1]


def read_document(name: str, text: str, *, within: Within = unlimited) -> Document:
    """The chains of a Markdown page or LaTeX source, with what there is to judge of each link.

    Nothing raises: what can't be read is a step with a problem, or a diagnostic of the document.
    Sentences that are not read `within` their time are such, too; then TooLongError may be raised
    for the whole page.

    >>> document = read_document("page.md", "Let $x > 0$. Then $|x| = x$.")
    >>> [str(step.claim) for d in document.derivations for step in d.steps if step.claim]
    ['abs(x) = x  given 0 < x']
    """
    with within(PAGE + len(text) * PER_CHARACTER):
        return _read(name, text, within)


def _read(name: str, whole: str, within: Within) -> Document:
    text, too_long = without_long_lines(whole)
    source = Source(text)
    latex = is_latex(name, text)
    page = with_notation(lay_out_latex(source) if latex else lay_out(source))
    reading = _Reading(source, page, latex)
    hidden = hidden_ranges(source) if latex else code_ranges(source)
    spans, errors = find_math(source, hidden)
    if len(spans) > MAX_FORMULAS:
        errors.append(_too_many(spans))
        spans = spans[:MAX_FORMULAS]
    reading.diagnostics += [diagnostic(e, source) for e in (*too_long, *errors)]
    if latex:
        tables = latex_tables(source)
    else:
        displays = [(s.outer_start, s.outer_end) for s in spans if s.kind == "display"]
        tables = find_tables(source, [*displays, *hidden])
    _gather(reading, spans, tables)
    contexts = _contexts(reading)
    words = with_dollars(_without(text, hidden))
    sentences = sentence_ranges(text, reading.units)
    outer = reading.page.outer
    reader = Reader(
        source,
        outer,
        contexts,
        chances=speaks_of_chance(text),
        arithmetics=arithmetics_of(words, sentences, reading.place_at, outer),
        lifts=lifts_of(words, sentences, reading.place_at),
        breaks=breaks(text),
        within=within,
    )
    reader.read(reading.units, reading.tables)
    derivations = _named([*reader.found, *((p, [s], None) for p, s in reading.rows)])
    ordered = sorted(reading.diagnostics, key=lambda d: d.span)
    return Document(name, whole, derivations, tuple(ordered), _definitions(contexts))


def _too_many(spans: Sequence[MathSpan]) -> ReadingError:
    first = spans[MAX_FORMULAS]
    told = f"more than {MAX_FORMULAS} formulas: what follows is not read"
    return ReadingError(TOO_BIG, told, first.outer_start, first.outer_start + 1, label="split it")


def _definitions(contexts: Mapping[str, Context]) -> tuple[Definition, ...]:
    """What the page says that its names stand for, but for those that it gives two meanings."""
    found = (d for context in contexts.values() for d in context.definitions.values())
    return tuple(d.definition for d in found if not d.contested)


def _gather(reading: _Reading, spans: Iterable[MathSpan], tables: Sequence[Table]) -> None:
    """Tokens, place, cue and sentence of every formula; what stands in tables by its table."""
    source, text = reading.source, reading.source.text
    before = ""
    sentence = 0
    end = 0
    tail = ""
    sentence_start = 0
    waiting = list(tables)
    out = struck_out(text)
    for span in spans:
        while waiting and waiting[0].end <= span.outer_start:
            table = waiting.pop(0)
            sentence += 1
            _place(reading, table, sentence)
            before, end, sentence_start = "", table.end, table.end
            sentence += 1
        if waiting and waiting[0].start <= span.outer_start:
            continue
        place = reading.page.places[source.line(span.outer_start) - 1]
        gap = text[end : span.outer_start]
        if new_sentence(gap, tail):
            sentence += 1
            before = ""
            sentence_start = end + last_sentence(gap)
        before = cue(plain_words(gap) if reading.latex else gap, before)
        end, tail = span.outer_end, text[max(span.end - 3, 0) : span.end]
        tokens = _tokens(reading, span)
        if tokens is None:
            continue
        if before == "near" and is_numbered(tokens):
            before = ""  # one step from x_0 = 1
        told = text[max(sentence_start, span.start - 400) : span.start]
        struck = any(a <= span.outer_start and span.outer_end <= b for a, b in out)
        unit = Unit(span, tokens, place, before, sentence, gap, told, struck=struck)
        reading.units.append(unit)
    for table in waiting:
        sentence += 1
        _place(reading, table, sentence)
    _complete_sentences(reading.units, text)
    tell_sentences(reading.units, text, latex=reading.latex)


def _complete_sentences(units: list[Unit], text: str) -> None:
    for i, unit in enumerate(units):
        if all(t.text not in RELATIONS for t in unit.tokens):
            continue
        following = units[i + 1] if i + 1 < len(units) else None
        stop = following.span.outer_start if following else len(text)
        rest = text[unit.span.outer_end : min(stop, unit.span.outer_end + 200)]
        if following is not None and following.sentence == unit.sentence:
            rest += text[following.span.outer_end : following.span.outer_end + 120]
        unit.after = rest_of_sentence(rest)
        unit.solving = solves(text[max(unit.span.start - 600, 0) : unit.span.start] + unit.after)


def _tokens(reading: _Reading, span: MathSpan) -> list[Token] | None:
    source = reading.source
    try:
        if span.end - span.start > MAX_LENGTH:
            raise ReadingError(
                TOO_BIG, f"a formula of more than {MAX_LENGTH} characters", span.outer_start,
                span.outer_start + 2,
            )  # fmt: skip
        tokens = flatten(tokenize(source.text, span.start, span.end))
        too_deep(tokens)
        return tokens
    except ReadingError as error:
        reading.diagnostics.append(diagnostic(error, source))
        if any(r in source.text[span.start : span.end] for r in ("=", "<", ">")):
            place = reading.page.places[source.line(span.outer_start) - 1]
            reading.rows.append((place, _unread(source, span, error)))
            reading.diagnostics.pop()
        return None


def _unread(source: Source, span: MathSpan, error: ReadingError) -> Step:
    """A formula as a whole, with the reason why it can't be read."""
    raw = source.text[span.start : span.end]
    start = span.start + len(raw) - len(raw.lstrip())
    end = max(start, span.end - (len(raw) - len(raw.rstrip())))
    latex = source.text[start:end]
    whole = source.span(start, end)
    left = Side(latex, whole)
    return Step(left, "", Side("", whole), "claim", latex, whole, problem=diagnostic(error, source))


def _place(reading: _Reading, table: Table, sentence: int) -> None:
    place = reading.page.places[reading.source.line(table.start) - 1]
    reading.tables.append(place_table(table, reading.source, place, sentence))


def _contexts(reading: _Reading) -> dict[str, Context]:
    """The scopes of a page, each with a survey of its formulas and those of the scopes around."""
    outer = reading.page.outer
    formulas: dict[str, list[list[Token]]] = {"intro": []}
    for scope in outer:
        formulas.setdefault(scope, [])
    for unit in reading.units:
        formulas.setdefault(unit.place.scope, []).append(unit.tokens)
    for table in reading.tables:
        formulas.setdefault(table.place.scope, []).extend(table.formulas)
    contexts: dict[str, Context] = {}
    words = reading.source.text
    scopes = [place.scope for place in reading.page.places]
    spoken = [(scopes[reading.source.line(n.at) - 1], n) for n in natures(words)]
    implied = repeated.is_spoken_of(words)

    def context(scope: str) -> Context:
        if scope not in contexts:
            around = outer.get(scope)
            enclosing = context(around) if around is not None else None
            here = [*(enclosing.survey.formulas if enclosing else ()), *formulas.get(scope, ())]
            places = {*_scopes_around(scope, outer), "intro"}
            told = kinds_of([nature for place, nature in spoken if place in places])
            contexts[scope] = Context(survey(here, implied=implied, told=told), enclosing)
        return contexts[scope]

    tokens = [unit.tokens for unit in reading.units]
    kronecker = "ronecker" in words or only_kronecker(tokens, anywhere=implied)
    bases = bool(_BASE.search(words))
    imaginary = {
        scopes[reading.source.line(match.start()) - 1] for match in _IMAGINARY.finditer(words)
    }
    perhaps_complex = bool(imaginary or _PERHAPS_COMPLEX.search(words))
    differentiates = bool(_DERIVATIVES.search(words))
    outer_products = "outer product" in words.lower() and "ronecker product" not in words
    blocks, by_rows = bool(_BLOCKS.search(words)), bool(_BY_ROWS.search(words))
    inductive, sized = bool(_INDUCTION.search(words)), bool(_SIZED.search(words))
    complexes = [
        (name, scopes[reading.source.line(match.start()) - 1])
        for match in _COMPLEX.finditer(words)
        for name in _ONE_NAME.findall(" ".join(filter(None, match.groups())))
    ]
    star = not re.search(r"operation\b|convol|\bgroups?\b|monoid", words)
    starred = set() if star else _starred(reading)
    ones = summing_to_one(words)
    sums = summed(words) | {name for _, name in ones}
    properties = [
        (scopes[reading.source.line(at) - 1], named, of_matrices(words, at))
        for at, named in told(words)
    ]
    varying_names = told_to_vary(words)
    giving: dict[str, list[list[Token]]] = {}
    for unit in filter(_gives, reading.units):
        giving.setdefault(unit.place.scope, []).append(unit.tokens)
    given = {scope: valued(some) for scope, some in giving.items()}
    signs = [(scopes[reading.source.line(m.at) - 1], m) for m in meant(words)]
    every = [(scopes[reading.source.line(one.at) - 1], one) for one in of_all(words)]
    for scope in formulas:
        made = context(scope)
        enclosing = _scopes_around(scope, outer)
        here = {*enclosing, "intro"}
        for ranks in (1, 2):
            some = [(place, v) for place, v, matrices in properties if ranks == 2 or not matrices]
            if any(v is None or place in here for place, v in some):
                made.properties |= {ranks}  # of those with one index, with two
            made.alike[ranks] = frozenset[str]().union(*(v or () for _, v in some))
        made.of_all = tuple(one for place, one in every if place in here)
        made.meant = tuple(sign for place, sign in signs if place in here)
        made.natures = tuple(nature for place, nature in spoken if place in here)
        told_here = {at for at, _ in ones if scopes[reading.source.line(at) - 1] in here}
        made.ones = _ones(ones, told_here, words, made.survey)
        made.summed = sums | made.ones.keys()
        made.kronecker, made.star = kronecker, scope not in starred
        made.implied_sums = implied
        made.given_values = set[str]().union(*(given.get(place, ()) for place in here))
        for at, name, by in varying_names:
            if scopes[reading.source.line(at) - 1] in here:
                made.told.setdefault(name, set()).add(by)
        made.bases, made.imaginary = bases, bool(imaginary)
        made.imaginary_here = not here.isdisjoint(imaginary)
        made.perhaps_complex = perhaps_complex
        made.differentiates = differentiates
        made.outer_products, made.blocks, made.by_rows = outer_products, blocks, by_rows
        made.inductive, made.sized = inductive, sized
        made.survey.declared |= {n: "complex" for n, s in complexes if s in enclosing}
    around = {scope: {*_scopes_around(scope, outer), "intro"} for scope in contexts}
    seen = _without(words, hidden_ranges(reading.source)) if reading.latex else words
    tell_distributions(contexts, around, seen, lambda at: scopes[reading.source.line(at) - 1])
    for unit in reading.units:
        names = lone_names(unit.tokens)
        start, end = unit.span.outer_start, unit.span.outer_end
        if names and not recalls(words[max(start - 120, 0) : end + 120]):
            contexts[unit.place.scope].spoken.update(names)
    beside = Scopes()
    for made in contexts.values():
        beside.add(made)
    return contexts


def _ones(
    told: Sequence[tuple[int, str]], here: Set[int], words: str, seen: Survey
) -> dict[str, int]:
    """The vectors of a scope whose entries add up to 1, each with the place from which they do.

    They are told of in the scope (`here`); a one-hot label beside its prediction stays one in the
    questions that follow, unless these speak of it by itself.
    """
    out: dict[str, int] = {}
    labels = label(seen)
    anew = {name for tokens in seen.formulas for name in lone_names(tokens)}
    for at, name in told:
        if at in here and name:
            out.setdefault(name, told_since(words, at))
        for y in labels & ({name} if name else labels - out.keys()):
            if at in here or (y not in anew and speaks_of_label(words, at)):
                out.setdefault(y, told_since(words, at))
    return out


def _gives(unit: Unit) -> bool:
    """Whether the words make no case of what the formula says, as "if $x = 1$" does."""
    return unit.cue not in _CASES or "take" in unit.gap.lower()


_CASES = frozenset({"for", "if", "since", "near", "unless"})


def _without(text: str, hidden: Iterable[tuple[int, int]]) -> str:
    """A text with what is not shown of it blank."""
    parts, at = [], 0
    for a, b in hidden:
        parts += [text[at:a], re.sub(r"[^\n]", " ", text[a:b])]
        at = b
    return "".join([*parts, text[at:]])


_BASE = regex(
    r"\bbase[- ](?:10|2|ten|two)\b|\b(?:common|decimal|binary|dyadic|Briggsian) log"
    r"|\blog(?:s|arithms?)?\b(?!-)[^.$]{0,30}\bbase\b"
    r"|\blog(?:s|arithms?)\b[^.$]{0,20}\b(?:are|is|being)\b[^.$]{0,20}"
    r"\b(?:binary|decimal|common|dyadic)\b"
    r"|\\log(?![a-z])[^$]{0,12}\$\s*(?:for|means?|denotes?|stands? for|is|as|instead of|be"
    r"|abbrev\w+|represents?|refers to)\b[^.]{0,40}(?:\\log\s*_|\\l[gbd](?![a-z])|\bbase\b"
    r"|\b(?:binary|decimal|common|dyadic)\b)"
    r"|\\log\s*\(?[a-z]?\)?\s*:?=\s*\\log\s*_\s*\{?\s*(?:2|10)\s*\}?\s*\(?[a-z]?\)?\s*\$"
    r"|\b(?:in|measured in) (?:bits|shannons|hartleys|dits)\b",
    re.IGNORECASE,
)
_DERIVATIVES = regex(
    r"\bderivatives?\b|\bdifferenti\w+|\b(?:slope|tangent|extrem\w+|inflection|calculus|ODEs?)\b"
    r"|\b(?:chain|product|quotient|power) rule\b|\b(?:stationary|critical) (?:point|value)s?\b"
    r"|\\[dt]?frac\s*\{?\s*d\b|\\dot\b|[a-z]''(?!')|\b[a-zA-Z]'\s*\(",
    re.IGNORECASE,
)
_IMAGINARY = regex(
    r"\bcomplex[- ](?:number|plane|conjugate|variable|valued|(?:square )?root|exponential|analysis"
    r"|argument|logarithm|power|function|field|value)"
    r"|\bcomplex\s*(?:\}\s*|\$\s*)\\?[a-z](?![a-z])|\$\s*\\?[a-z]\s*\$,? (?:is |being )?complex\b"
    r"|\bimaginary\b|Euler(?:'s|\u2019s)? (?:formula|identity)|\bi\^2\s*=\s*-\s*1\b"
    r"|\\mathbb\s*\{?C\b|de Moivre|roots of unity",
    re.IGNORECASE,
)
_BLOCKS = regex(
    r"\bblocks?\b|\bpartition(?:ed|s|ing)?\b(?! function)|\bsub-?matri(?:x|ces)\b"
    r"|\bconformabl[ey]\b|\bSchur\b",
    re.IGNORECASE,
)
_SIZED = regex(
    r"(?<![\d.])\d{1,3}\s*(?:\\times|×|x|by|-by-)\s*\d{1,3}\s*\$?[\s-]*(?:[a-z-]+\s+){0,3}matri(?:x|ces)\b"
    r"|\bmatri(?:x|ces)\b[^.\n]{0,40}\b(?:odd|even)\b|\b(?:odd|even)\b[^.\n]{0,60}\bmatri(?:x|ces)\b",
    re.IGNORECASE,
)
_INDUCTION = regex(r"\binducti(?:on|ve)\b|\bbase case\b|\banchor\b", re.IGNORECASE)
_BY_ROWS = regex(
    r"\b(?:each|every|one) (?:[\w-]+ ){1,3}(?:is|forms?|as|in|per|corresponds? to|makes?(?: up)?) "
    r"(?:an?|one|its own) row\b"
    r"|\b(?:samples|examples|observations|(?:data )?points|inputs|instances)"
    r" (?:are|as|form|in|make up)(?: stored| kept| given| arranged)?(?: as| in)?(?: the)? rows\b"
    r"|\brow[- ]wise\b|\bone (?:sample|example|observation) per row\b",
    re.IGNORECASE,
)
_PERHAPS_COMPLEX = regex(
    r"\bcomplex\b(?![ity])|\bimaginary\b|\\math(?:bf|rm)\s*\{?C\b|\b(?:of|from) unity\b"
    r"|=\s*[a-z0-9]\s*[+-]\s*(?:i\s*[a-z]|[a-z0-9]\s*i)\b|e\s*\^\s*\{[^{}]*\bi\b",
    re.IGNORECASE,
)
"""Words and formulas of pages on which names may be complex that nothing says to be so."""
_COMPLEX = regex(
    r"\bcomplex (?:numbers?|variables?|scalars?|constants?)?\s*\$(?P<before>[^$=<>]{1,40})\$"
    r"|\bcomplex\s*\}\s*(?P<text>[A-Za-z])(?![A-Za-z])"
    r"|\$(?P<after>[^$=<>]{1,40})\$ (?:(?:and|,) \$(?P<last>[^$=<>]{1,20})\$ )?"
    r"(?:(?:be|is|are|both) )*(?:any |a |an arbitrary )?(?:nonzero |non-zero )?complex\b"
)
_ONE_NAME = regex(r"(?<![\\A-Za-z])[A-Za-z](?:_\{?\w\}?)?(?![A-Za-z])")


def _scopes_around(scope: str, outer: dict[str, str]) -> set[str]:
    found = {scope}
    while scope in outer and outer[scope] not in found:
        scope = outer[scope]
        found.add(scope)
    return found


def _starred(reading: _Reading) -> set[str]:
    """The scopes whose words say that `*` is no product."""
    source, out = reading.source, set()
    for match in re.finditer(r"operation\b|convolution\b.*\*|\bgroups?\b|monoid", source.text):
        out.add(reading.page.places[source.line(match.start()) - 1].scope)
    return out


def _named(
    found: Iterable[Found],
) -> tuple[Derivation, ...]:
    """Derivations in the order of the page, with names: q3, q3b, q3c, ..."""
    ordered = sorted(found, key=lambda entry: entry[1][0].span)
    counts: dict[str, int] = {}
    out = []
    for place, steps, ends in ordered:
        count = counts.get(place.scope, 0)
        counts[place.scope] = count + 1
        name = place.scope + _suffix(count)
        claim, sure = ends if ends is not None else (None, True)
        out.append(Derivation(name, tuple(steps), claim, ends_sure=sure))
    return tuple(out)


def _suffix(count: int) -> str:
    """Nothing, b, c, ..., z, -27, -28, ..."""
    return "" if count == 0 else string.ascii_lowercase[count] if count < 26 else f"-{count + 1}"
