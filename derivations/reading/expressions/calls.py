"""Names: what each stands for where it is used, with its indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs.kernel.terms import (
    INT,
    NAT,
    ONE,
    REAL,
    I,
    Sort,
    Term,
    apply,
    delta,
    elem,
    is_family,
    neg,
    num,
    size,
    var,
)

from ...regex import regex
from ..errors import AMBIGUOUS, MISFIT, NOTATION
from ..kinds.written import DIAGONALS
from ..sources.symbols import WORD_FUNCTIONS, WORDS
from ..statements.hidden import slope
from . import (
    arrays,
    atoms,
    braced,
    chances,
    composed,
    derivatives,
    elementary,
    expectations,
    functions,
    kinded,
    matrices,
    moments,
    probability,
    space,
    vector_functions,
)
from .names import (
    NO_SUBSCRIPT,
    NameUse,
    Subscript,
    classify,
    group_end,
    key_of,
    plain_letter,
    scan_name,
    spelled,
    starts_name,
    word_run,
)

if TYPE_CHECKING:
    from .parser import Parser

_NO_NAME = frozenset(
    "if and or where for otherwise is with when so then are let which since as to unless except not"
    " no any all every some only iff else whenever provided".split()
)


def name(p: Parser) -> Term:
    """The value of the name at the parser's place, with its indices and arguments."""
    start, tokens, survey = p.pos, p.tokens, p.context.survey
    letter = tokens[start].text
    plain = (
        letter not in p.local and letter not in p.doubtful and plain_letter(tokens, start, p.end)
    )
    if plain:
        known = p.letters.get(letter)
        if known is not None:
            p.pos += 1
            return known
        value = _plain_value(p, letter, start)
        if value is not None:
            return value
    use = scan_name(tokens, start, p.end)
    known = _of_distributions(p, use, start)
    if known is not None:
        return known
    _refuse_run(p, use)
    p.pos = use.end
    if use.base in WORD_FUNCTIONS and use.base not in p.local and use.sub is None:
        p.pos = use.end - 1
        return elementary.builtin(p, WORD_FUNCTIONS[use.base])
    if (
        use.base in ("det", "tr", "Tr", "trace")
        and use.sub is None
        and p.tokens[start].kind in ("command", "text")
    ):
        return matrices.of_matrix(p, "det" if use.base == "det" else "trace", start)
    if use.base in DIAGONALS and use.sub is None and p.tokens[start].kind in ("command", "text"):
        return arrays.diagonal(p, start)
    if use.base in ("gcd", "lcm") and use.sub is None and p.at_text("("):
        p.pos = use.end - 1
        return elementary.common(p, use.base)
    sub = classify(tokens, use.sub, survey.indices)
    if sub.kind == "bad":
        raise p.fault(NOTATION, f"the subscript {sub.text}", start)
    if use.base in survey.with_label_index:
        return _sample(p, use, sub, start)
    key = key_of(use.base, sub)
    called = p.at_text("(") or braced.argument_follows(p, key)
    if called and chances.is_chance(p, key):
        return chances.value(p, key)
    if sub.kind in ("label", "index") and use.label is None and not use.bold:
        partial = composed.partial_of(p, use.base, spelled(tokens, *use.sub or (0, 0)))
        if partial is not None:
            return composed.partial_value(p, *partial, start)
    if sub.kind == "index":
        return _indexed(p, use, sub, start, called=called)
    if probability.opens(p, key):
        return probability.value(p, key)
    if called and not (key == "e" and _is_euler(p)):
        found = functions.application(p, key, start)
        if found is not None:
            return found
    value = _value(p, use, sub, key, start)
    if plain and p.pos == use.end:
        p.letters[letter] = value
    return value


def _plain_value(p: Parser, letter: str, start: int) -> Term | None:
    """The value of a letter by itself, where nothing around it may give it another meaning."""
    following = p.tokens[start + 1].text if start + 1 < p.end else ""
    scripted = letter in p.context.survey.with_label_index
    if p.context.distributions or scripted or following == "\\{":
        return None
    p.pos = start + 1
    use = NameUse(letter, False, None, None, start, p.pos)
    value = _value(p, use, NO_SUBSCRIPT, letter, start)
    if p.pos == use.end:
        p.letters[letter] = value
    return value


def _of_distributions(p: Parser, use: NameUse, start: int) -> Term | None:
    r"""The value of `E_p[...]`, `E[X]`, `H(p)`, `D_{KL}(p \| q)`, and of q in `E_p[\log q]`."""
    if not p.context.distributions:
        return None
    for word in ("KL", "Var", "Cov"):
        if use.base == word[0] and spelled(p.tokens, start, start + len(word)) == word:
            use = NameUse(word, False, None, None, start, start + len(word))
    if moments.opens(p, use):
        p.pos = use.end
        return moments.value(p, use.base)
    kind = expectations.opens(p, use)
    if kind:
        p.pos = use.end
        found = expectations.value(p, use, kind)
        if found is not None:
            return found
        p.pos = start
    if use.end < p.end and p.tokens[use.end].text == "(":
        return None
    key = key_of(use.base, classify(p.tokens, use.sub, frozenset()))
    found = expectations.sampled(p, key)
    p.pos = use.end if found is not None else start
    return found


def _sample(p: Parser, use: NameUse, sub: Subscript, start: int) -> Term:
    r"""`x^{(i)}`, `x_k^{(i)}` with an i that is summed over: an entry, i the first index."""
    if use.label is None or sub.kind not in ("none", "index") or p.at_text("("):
        raise p.fault(NOTATION, "a superscript that is summed over", start)
    a, b = use.label
    parts = [(a + 1, b - 1), *(sub.parts if sub.kind == "index" else ())]
    name = use.base.partition("^{")[0] + "^{()}"
    return entry_at(p, var(name, Sort("family", len(parts))), parts, start)


def _refuse_run(p: Parser, use: NameUse) -> None:
    """`abc`: a product of three letters, or one name?"""
    token = p.tokens[use.start]
    before = p.tokens[use.start - 1] if use.start else None
    if token.kind != "letter" or use.base in WORDS:
        return
    if before is not None and before.kind == "letter" and before.end == token.start:
        return
    stop = word_run(p.tokens, use.start, p.end)
    letters = [t.text for t in p.tokens[use.start : stop]]
    if len(letters) >= 3 and not all(c in p.context.survey.solo or c in p.local for c in letters):
        word = "".join(letters[:20]) + ("..." if len(letters) > 20 else "")
        p.pos = stop
        raise p.fault(
            AMBIGUOUS, f"{word}: one name, or a product?", use.start,
            help=f"write \\mathrm{{{word}}} for a name, spaces between factors",
        )  # fmt: skip


def _doubt(p: Parser, letter: str, start: int) -> None:
    if letter in p.doubtful and letter not in p.local:
        raise p.fault(
            AMBIGUOUS, f"{letter} after what ranges over {letter}: how far does that reach?",
            start, help="put brackets around what it ranges over",
        )  # fmt: skip


def _is_vector(p: Parser, name: str) -> bool:
    """Whether a family is a vector and no sequence: declared, shown or written out as one."""
    survey = p.context.survey
    found = p.context.defined(name)
    written = found is not None and found.definition.body.sort.name == "family"
    return written or survey.declared.get(name) == "vector" or kinded.is_vector(p, name)


def _value(p: Parser, use: NameUse, sub: Subscript, key: str, start: int) -> Term:
    """A name without indices that are letters: a number, an entry or a vector."""
    survey, context = p.context.survey, p.context
    found = p.local.get(key)
    if found is not None:
        if found.sort.name == "function":
            raise p.fault(NOTATION, f"{key} without its argument", start)
        return found
    if key in p.doubtful:
        _doubt(p, key, start)
    if sub.kind == "number" and use.sub is not None:
        vector = kinded.member(p, use, [use.sub], start)
        if vector is not None:
            return vector
    shown = kinded.value(p, key)
    if shown is not None:
        return shown
    known = context.defined(key) if sub.kind != "none" else None
    if known is not None and known.definition.head.sort.name == "family":
        return known.definition.head
    if sub.kind in ("number", "label") and survey.is_column(key, p.tokens):
        return var(key, context.sort_of_family(key, 1))
    if sub.kind == "number":
        base = _family(p, use)
        if base is not None:
            digits = sub.text
            parts = [num(int(digits))]
            if base.sort.rank == 2 and len(digits) == 2 and digits.isdigit():
                parts = [num(int(digits[0])), num(int(digits[1]))]
            if base.sort.rank != len(parts):
                raise p.fault(MISFIT, f"{base} has {base.sort.rank} indices", start)
            if any(part.value == 0 for part in parts) and _is_vector(p, use.base):
                raise p.fault(AMBIGUOUS, f"is {key} an entry of {base}, and its first one?", start)
            return elem(base, *parts)
        return context.scalar(key)
    if sub.kind == "label":
        return var(key, context.sort_of_family(key, 1)) if use.bold else context.scalar(key)
    if key == "d" and "d" not in survey.assigned and not context.known("d"):
        following = p.peek()
        if (
            following is not None
            and starts_name(following)
            and (following.start == p.tokens[p.pos - 1].end)
        ):
            p.pos = start
            return derivatives.with_stroke(p)
    if key == "e" and _is_euler(p):
        return atoms.E
    if key == "i" and not use.bold and not _is_index(p, "i") and not context.is_new("i"):
        if context.alone or context.imaginary or _in_euler_power(p):
            p.notes.append("i is read as the imaginary unit")
            return I
        raise p.fault(AMBIGUOUS, "is i the imaginary unit?", start, help="say what i is")
    if key in survey.tuples:
        raise p.fault(NOTATION, f"{key} stands for several values", start)
    conjugate = _conjugate(p, use.base) if use.base[-1] == "}" else None
    if conjugate is not None:
        return conjugate
    derived = slope(context, key) if key.endswith("'") else None
    spoken = any(key in scope.spoken for scope in context.scopes())
    if derived is not None and (spoken or not (context.differentiates or context.alone)):
        p.unclear = True  # or is it another name?
    derived = composed.slope_of_function(p, key) if derived is None else derived
    if derived is not None:
        p.notes.append(f"{key} is read as a derivative")
        return derived
    vector = _bare_family(p, use, start)
    if vector is not None:
        return vector
    known = context.defined(key)
    if known is not None and known.parameters and not context.alone and not _is_raised(p):
        value = composed.at_own_names(p, start, use.end)
        if value is not None and not is_family(value):
            p.notes.append(f"{key} stands for {value}")
            return value
    if context.is_function(key) and key not in survey.bare | survey.assigned:
        raise p.fault(NOTATION, f"{key} without its argument", start)
    return context.scalar(key)


def _is_raised(p: Parser) -> bool:
    """Whether a power and then an argument follow: f^2(x)."""
    if not p.at_text("^"):
        return False
    end = p.pos + 1
    if end < p.end and p.tokens[end].kind == "{":
        end = group_end(p.tokens, end, p.end)
    return end + 1 < p.end and p.tokens[end + 1].kind == "("


_ANGLES = frozenset({"\\pi", "\\theta", "\\phi", "\\varphi", "\\omega"})


def _in_euler_power(p: Parser) -> bool:
    r"""Whether `e^{i \pi}` or the like stands in the formula."""
    texts = [t.text for t in p.tokens]
    waves = {"\\cos", "\\sin"} <= set(texts)
    for at, text in enumerate(texts[:-4]):
        if text == "e" and texts[at + 1 : at + 3] == ["^", "{"]:
            inside = at + 3 + (texts[at + 3] == "-")
            following = texts[inside + 1 : inside + 2]
            angle = following and (following[0] in _ANGLES or (waves and following[0] != "}"))
            if texts[inside : inside + 1] == ["i"] and angle:
                return _is_euler(p)
    return False


_CONJUGATED = regex(r"(?:\\(?:bar|overline)\{(?P<over>[^{}]+)\}|(?P<star>[^{}^]+)\^\{\*\})")


def _conjugate(p: Parser, base: str) -> Term | None:
    r"""`\bar z` of a z that is declared complex."""
    match = _CONJUGATED.fullmatch(base)
    name = (match["over"] or match["star"]).lstrip("\\") if match is not None else ""
    if not name or p.context.survey.declared.get(name) != "complex" or p.context.known(base):
        return None
    return apply("conj", p.context.scalar(name))


def _is_euler(p: Parser) -> bool:
    """Whether e is Euler's number: nothing gives it another meaning."""
    if p.context.known("e") or p.context.is_new("e"):
        return False
    return "e" not in p.context.survey.heads | p.context.survey.assigned


def _is_index(p: Parser, letter: str) -> bool:
    survey = p.context.survey
    return (
        letter in survey.used_indices or letter in survey.bound or letter in survey.ranges
        or letter in survey.assigned or p.context.known(letter)
    )  # fmt: skip


def _family(p: Parser, use: NameUse) -> Term | None:
    """The family that an entry with a number as its index is taken from."""
    local = p.local.get(use.base)
    if local is not None:
        return local if local.sort.name == "family" else None
    found = p.context.defined(use.base)
    if found is not None and found.definition.head.sort.name == "family":
        return found.definition.head
    rank = p.context.survey.rank(use.base)
    if rank is None:
        return None
    return var(use.base, p.context.sort_of_family(use.base, rank))


def _bare_family(p: Parser, use: NameUse, start: int) -> Term | None:
    """A name without indices, if it is a vector (or matrix) here."""
    context, survey, base = p.context, p.context.survey, use.base
    if p.own is None:
        p.own = _own_parameters(p)
    if not use.bold and base in p.own:
        return None
    found = context.defined(base)
    if found is not None and found.definition.head.sort.name == "family":
        return found.definition.head
    if survey.declared.get(base) == "matrix":
        if survey.rank(base) not in (None, 2):
            raise p.fault(NOTATION, f"{base} is an array of more than two indices", start)
        return var(base, context.sort_of_family(base, 2))
    rank = survey.rank(base)
    here = survey.entries_in(base, p.tokens)
    told = survey.declared.get(base) == "vector"
    column = survey.is_column(base, p.tokens) and rank in (None, 1)
    if told and not (use.bold or here or column or p.vectors):
        p.notes.append(f"{base} is read as a number here")
        return None
    axis = space.unit_vector(p, base) if use.bold else None
    if axis is not None:
        return axis
    if (p.vectors and rank == 1) or column:
        return var(base, context.sort_of_family(base, 1))
    if use.bold or here or (rank or 0) > 1:
        if use.bold and base.isupper() and rank is None:
            raise p.fault(NOTATION, f"{base} may be a matrix", start)
        if rank is None and len(survey.ranks.get(base, ())) > 1:
            raise p.fault(AMBIGUOUS, f"{base} has different numbers of indices", start)
        rank = rank or 1
        return var(base, context.sort_of_family(base, rank))
    if base in survey.bold:
        raise p.fault(AMBIGUOUS, f"is {base} the vector, or another name?", start,
                      help=f"write \\mathbf{{{base}}} for the vector")  # fmt: skip
    return None


def _own_parameters(p: Parser) -> frozenset[str]:
    """The d of `f(d)` and `f'(d)` in a formula, for an f that the page defines as `f(d) = ...` of a
    number: d is that number there, though `d_{ij}` stands elsewhere."""
    found = set()
    for key, base in p.context.survey.alone_in.get(id(p.tokens), ()):
        known = p.context.defined(key)
        own = () if known is None else known.definition.parameters
        if any(v is var(f"{base}@{key}", REAL) for v in own):
            found.add(base)
    return frozenset(found)


def _indexed(p: Parser, use: NameUse, sub: Subscript, start: int, *, called: bool) -> Term:
    base, rank = p.local.get(use.base), len(sub.parts)
    if (shown := kinded.member(p, use, sub.parts, start)) is not None:
        return shown
    if called and (value := functions.of_family(p, use.base, sub.parts, start)) is not None:
        return value
    if called and (vector := _vector_value(p, use.base, start)) is not None:
        return entry_at(p, vector, list(sub.parts), start)
    if called and (use.base not in p.context.survey.indexed or use.base in p.context.survey.heads):
        raise p.fault(AMBIGUOUS, f"{use.base} with an index: a function or a factor?", start)
    own = bool(p.context.entry_rules("delta")) or p.context.known("delta")
    if base is None and use.base == "delta" and rank == 2 and not own:
        if not p.context.kronecker:
            raise p.fault(
                AMBIGUOUS, "is this Kronecker's delta?", start,
                help="say so: \"where \\delta_{ij} is the Kronecker delta\"",
            )  # fmt: skip
        p.notes.append(r"\delta with two indices is Kronecker's delta, as no other is defined here")
        return delta(*(_counted(p, a, b) or atoms.inside(p, a, b) for a, b in sub.parts))
    if base is None:
        found = p.context.defined(use.base)
        if found is not None and found.definition.head.sort.rank == rank and not found.parameters:
            base = found.definition.head
        else:
            base = var(use.base, p.context.sort_of_family(use.base, rank))
    if base.sort.name != "family" or base.sort.rank != rank:
        raise p.fault(MISFIT, f"{use.base} has not {rank} indices", start)
    return entry_at(p, base, list(sub.parts), start)


def _vector_value(p: Parser, key: str, start: int) -> Term | None:
    """What `S(x)` is in `S_i(x)`, for a function whose values are vectors."""
    found = p.context.defined(key)
    vectors = found is not None and found.parameters and found.definition.body.sort.rank
    if vectors or vector_functions.is_standard(p, key):
        return functions.application(p, key, start)
    return None


def entry_at(p: Parser, base: Term, parts: list[tuple[int, int]], start: int) -> Term:
    """The entry of a family at the indices written in the token ranges `parts`."""
    if len(parts) != base.sort.rank:
        raise p.fault(MISFIT, f"{base.sort.rank} indices are needed here", start)
    return elem(base, *indices_at(p, base, parts, start))


def indices_at(
    p: Parser, base: Term, parts: list[tuple[int, int]], start: int
) -> list[Term]:  # fmt: skip
    """The indices that some token ranges write, the first ones of a family."""
    indices = []
    for axis, (a, b) in enumerate(parts):
        index = _counted(p, a, b) or atoms.inside(p, a, b)
        if index.sort.name not in ("nat", "int"):
            raise p.fault(MISFIT, f"the index {index} is no integer", start)
        for letter, bound_name in p.local.items():
            if index is bound_name:
                p.lengths.setdefault(letter, []).append(size(base, axis))
            elif bound_name in index.free and bound_name.sort == INT:
                p.lengths.setdefault(letter, []).append(SHIFTED)
        indices.append(index)
    return indices


def _counted(p: Parser, a: int, b: int) -> Term | None:
    """The integer that a letter alone is as an index, though it may name a vector elsewhere."""
    letter = p.tokens[a].text if b - a == 1 and p.tokens[a].kind == "letter" else ""
    counts = letter in p.context.survey.used_indices and letter in p.context.survey.indexed
    return var(letter, NAT) if counts and letter not in p.local else None


SHIFTED = neg(ONE)
"""Marks an index like j + 1, from which no length can be told."""


def worded(p: Parser) -> Term:
    r"""A name in upright words: `\text{loss}`."""
    token = p.tokens[p.pos]
    if not token.text.isalpha() or token.text.lower() in _NO_NAME:
        raise p.unexpected()
    start = p.pos
    p.pos += 1
    if p.at_text("(") or p.at_text("_"):
        raise p.fault(NOTATION, f"{token.text} with an argument or index", start)
    return var(token.text, NAT if token.text in p.context.survey.integers else REAL)
