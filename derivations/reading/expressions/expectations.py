r"""Expectations, entropies and divergences of distributions that the page names, as sums.

`\mathbb{E}_{x \sim p}[f(x)]` is $\sum_x p(x) f(x)$, `H(p)` is $-\sum_x p(x) \log p(x)$, `H(p, q)`
the cross entropy $-\sum_x p(x) \log q(x)$, `D_{KL}(p \| q)` is $\sum_x p(x) \log (p(x)/q(x))$.
Source: T. Cover, J. Thomas, Elements of Information Theory, chapter 2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from proofs.kernel.terms import ONE, Term, abstract, div, log, mul, neg, total

from ..errors import AMBIGUOUS, LENGTHS, NOTATION, ReadingError
from ..sources.symbols import OPENERS
from ..sources.tokens import Token
from ..statements.hidden import revealed
from . import atoms, chances
from .bound_names import bind, release
from .distributions import Distribution, divided, letter_of
from .names import NameUse, classify, group_end, key_of, scan_name, spelled, split, starts_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .parser import Parser

DIVERGENCES = frozenset({"KL", "D_KL", "D"})
_SIMILAR = frozenset({"\\sim", "~"})


def opens(p: Parser, use: NameUse) -> str:
    """Which of these a name is where it stands, its brackets after it; nothing for others."""
    if not p.context.distributions:
        return ""
    if use.base == "E" and use.sub is not None and use.label is None and not p.context.known("E"):
        return "E"
    key = key_of(use.base, classify(p.tokens, use.sub, frozenset()))
    token = p.tokens[use.end] if use.end < p.end else None
    if token is None or token.text not in ("(", "[") or p.context.known(key):
        return ""
    if key in DIVERGENCES and (key if key == "D" else "KL") in p.context.entropies:
        a, b = use.end + 1, _close(p, use.end)
        return "KL" if b and divided(p.tokens, a, b) is not None else ""
    if key == "H" and "H" in p.context.entropies and _close(p, use.end):
        parts = split(p.tokens, use.end + 1, _close(p, use.end))
        return "H" if all(chances.distribution(p, *part) is not None for part in parts) else ""
    return ""


def _close(p: Parser, at: int) -> int:
    try:
        return group_end(p.tokens, at, p.end)
    except ReadingError:
        return 0


def value(p: Parser, use: NameUse, kind: str) -> Term | None:
    """The expectation, entropy or divergence at the place, which stands after the name."""
    if kind == "E":
        return expectation(p, use.sub or (0, 0))
    start, close = p.pos, group_end(p.tokens, p.pos, p.end)
    if kind == "H":
        found = [chances.distribution(p, *part) for part in split(p.tokens, start + 1, close)]
    else:
        bar = divided(p.tokens, start + 1, close) or (0, 0)
        places = ((start + 1, bar[0]), (bar[1], close))
        found = [chances.distribution(p, *place) for place in places]
    known = [d for d in found if d is not None]
    if len(known) != len(found) or len(known) not in ((2,) if kind == "KL" else (1, 2)):
        return None
    p.pos = close + 1
    first, second = known[0], known[-1]
    letters = _letters(p, known)
    if not letters:
        p.pos = start
        return None

    def summand() -> Term:
        a, b = (_at(p, d, letters) for d in (first, second))
        return mul(a, log(div(a, b))) if kind == "KL" else mul(a, log(b))

    doubtful = p.doubtful
    whole = _summed(p, letters, summand)
    p.doubtful = doubtful
    return whole if kind == "KL" else neg(whole)


def expectation(p: Parser, sub: tuple[int, int]) -> Term | None:
    r"""`E_{x \sim p}[...]`, the place being after the subscript; None where it is of another form,
    and then the place is what it was."""
    start = p.pos
    drawn = _drawn(p, *sub)
    if drawn is None or p.peek() is None:
        return None
    law, letters = drawn
    first, last = start, _reach(p, start)
    told = bool(letters)
    letters = letters or _letters(p, [law], range(first, last))
    if not letters:
        return None

    bracketed = p.tokens[start].text in ("(", "[", "\\{")
    doubtful = p.doubtful

    def summand() -> Term:
        p.pos = start
        if bracketed:
            body = atoms.inside(p, start + 1, last - 1)
            p.pos = last
        else:
            body = p.factor()
        drawn = all(p.local[letter] in body.free for letter in letters)
        plain = chances.outside(p, body)
        own = {p.local[letter] for letter in letters} | {v for v in plain if _is_size(v)}
        alone = not drawn and body.op == "var"
        if not (told or drawn) or alone or chances.may_vary(p, plain - own):
            raise p.fault(AMBIGUOUS, "what is drawn is not named in what is averaged", start)
        return p.make(start, mul, _at(p, law, letters), body)

    whole = _summed(p, letters, summand)
    p.doubtful = doubtful if bracketed else p.doubtful
    return whole


def _is_size(name: Term) -> bool:
    return str(name.value).startswith("\\#") or name.sort.name == "function"


def _reach(p: Parser, start: int) -> int:
    """Where the brackets at a place end; of what has none, the end of the formula."""
    return group_end(p.tokens, start, p.end) + 1 if p.tokens[start].text in OPENERS else p.end


def _drawn(p: Parser, a: int, b: int) -> tuple[Distribution, tuple[str, ...]] | None:
    r"""The distribution in a subscript, `p`, `q(z|x)` or `x \sim p`, and what is drawn from it."""
    at = next((i for i in range(a, b) if p.tokens[i].text in _SIMILAR), None)
    law = chances.distribution(p, a if at is None else at + 1, b)
    if law is None:
        return None
    if at is None:
        return law, _alone(p, law)
    places = split(p.tokens, a, at)
    if not all(x < y and starts_name(p.tokens[x]) for x, y in places):
        return None
    letters = tuple(letter_of(p.tokens, place) for place in places)
    return (law, letters) if all(letters) and _alone(p, law) in ((), letters) else None


def _alone(p: Parser, law: Distribution) -> tuple[str, ...]:
    """The letters of what a distribution is of, where it is written with its arguments."""
    letters = tuple(letter_of(p.tokens, e) for e in law.events or ())
    return letters if all(letters) else ()


def _letters(
    p: Parser, laws: Sequence[Distribution], within: range | None = None
) -> tuple[str, ...]:
    """The letters that a sum over a distribution runs over; nothing where that can't be told.

    They are those between its brackets, or of functions in what is averaged, or of this
    distribution elsewhere in the formula or on the page.
    """
    if any(law.events is None and law.key in p.context.conditional for law in laws):
        return ()  # KL(q || p), where q(z | x) stands elsewhere
    told = {_alone(p, law) for law in laws if law.events is not None}
    if told:
        return told.pop() if len(told) == 1 else ()
    if within is not None:
        inside = _arguments(p.tokens[within.start : within.stop])
        if inside:
            return inside.pop() if len(inside) == 1 else ()
    keys = {law.key for law in laws}
    for tokens in (p.tokens, *p.context.survey.formulas):
        found = _arguments(tokens, keys)
        if found:
            return found.pop() if len(found) == 1 else ()
    return ("x",)


def _arguments(tokens: Sequence[Token], keys: set[str] | None = None) -> set[tuple[str, ...]]:
    """The single letters that functions (or those of these names) are applied to."""
    found: set[tuple[str, ...]] = set()
    for i in range(1, len(tokens) - 2):
        lone = tokens[i].text == "(" and tokens[i + 2].text == ")"
        if lone and tokens[i + 1].kind == "letter":
            before = _name_before(tokens, i)
            if before and (keys is None or before in keys):
                found.add((tokens[i + 1].text,))
    return found


def _name_before(tokens: Sequence[Token], at: int) -> str:
    """The name that ends right before a place."""
    for start in range(max(at - 8, 0), at):
        if starts_name(tokens[start]):
            try:
                use = scan_name(tokens, start, len(tokens))
            except ReadingError:
                continue
            if use.end == at:
                return key_of(use.base, classify(tokens, use.sub, frozenset()))
    return ""


def _at(p: Parser, law: Distribution, letters: Sequence[str]) -> Term:
    """The probability of the values that a sum runs over."""
    events = [p.local[letter] for letter in letters]
    given = [chances.event(p, *place) for place in law.given]
    if given or law.events is None:
        return chances.chance(p, law.key, events, given)
    return chances.chance(p, law.key, [p.local[letter] for letter in _alone(p, law)])


def over_values(p: Parser, place: tuple[int, int], start: int) -> Term | None:
    r"""The sum with `x, z` or `x \in \mathcal{X}` below its sign, the place being after that.

    None where others stand there; raises ReadingError where nothing is summed that is a chance.
    """
    a, b = place
    at = next((i for i in range(a, b) if p.tokens[i].text == "\\in"), b)
    places = split(p.tokens, a, at)
    if not p.context.distributions or not all(
        x < y and starts_name(p.tokens[x]) for x, y in places
    ):
        return None
    letters = [letter_of(p.tokens, one) for one in places]
    if not all(letters) or len(set(letters)) < len(letters):
        return None
    if at < b and not _is_all(spelled(p.tokens, at + 1, b), letters):
        return None

    def summand() -> Term:
        body = p.term() if not p.at_text("-") else p.signed_term()
        for letter in letters:
            if not chances.takes(p, body, p.local[letter]):
                raise p.fault(LENGTHS, f"nothing says how far {letter} runs", start)
        return body

    return _summed(p, letters, summand, named=False)


def _is_all(text: str, letters: Sequence[str]) -> bool:
    r"""Whether a set is that of all values of a variable: `\mathcal{X}` for x, not A."""
    found = re.fullmatch(r"\\(?:mathcal|mathscr|mathbb)\{?([A-Z])\}?", text)
    return found is not None and len(letters) == 1 and found[1].lower() == letters[0].lower()


def _summed(
    p: Parser, letters: Sequence[str], summand: Callable[[], Term], *, named: bool = True
) -> Term:
    """The sum over all values of some variables; if `named`, of names of distributions alone."""
    with _bound(p, letters, named=named) as indices:
        before = dict(p.lengths)
        body = summand()
        if any(p.lengths.get(letter) != before.get(letter) for letter in letters):
            raise p.fault(LENGTHS, f"is {letters[0]} an index, or what is drawn?", p.pos - 1)
    for letter, index in reversed(list(zip(letters, indices, strict=True))):
        body = revealed(p, body, index, p.pos - 1)
        if body.sort.name == "family":
            raise p.fault(NOTATION, "a mean of vectors", p.pos - 1)
        body = total(
            ONE,
            chances.outcomes(letter),
            abstract(chances.with_values(p, body, index, letter), index),
        )
        p.notes.append(f"the sum runs over all values of {letter}")
    return body


@contextmanager
def _bound(p: Parser, letters: Sequence[str], *, named: bool) -> Iterator[list[Term]]:
    """Letters bound to indices of values, where the names of distributions stand for their values
    at these."""
    kept = p.sampled
    undo = []
    indices = []
    for letter in letters:
        index = chances.index_of(letter)
        undo.append((letter, *bind(p, letter, index)))
        indices.append(index)
    p.sampled = tuple(indices) if named else kept
    try:
        yield indices
    finally:
        p.sampled = kept
        for letter, shadowed, outer in reversed(undo):
            release(p, letter, shadowed, outer)


def sampled(p: Parser, key: str) -> Term | None:
    r"""The value of `q` in `E_p[\log q]`."""
    if not p.sampled or key not in p.context.distributions or p.context.known(key):
        return None
    return chances.chance(p, key, p.sampled)


__all__ = ["expectation", "opens", "over_values", "sampled", "value"]
