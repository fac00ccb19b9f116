r"""Families that the page gives entry by entry: `\tilde{w}_{kj} = w_{kj}/2`, `b_{k0} = ...`.

Such an entry is read as what it stands for. A rule for a number as index goes before one for
letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from proofs.kernel.terms import Term, subterms

from ..errors import ReadingError
from ..expressions.names import NameUse, classify, scan_name, starts_name
from ..sources.tokens import Token
from .survey import Survey


@dataclass(frozen=True)
class EntryRule:
    """The entries of `base` at `pattern` (letters and numbers) are what the tokens a to b write."""

    base: str
    pattern: tuple[str, ...]
    tokens: Sequence[Token]
    a: int
    b: int
    offset: int

    @property
    def numbers(self) -> int:
        """How many of the indices are numbers."""
        return sum(p.isdigit() for p in self.pattern)


def entry_rule(
    tokens: Sequence[Token], left: tuple[int, int], right: tuple[int, int], survey: Survey
) -> EntryRule | None:
    r"""The rule that `left = right` states; None where it states none.

    >>> from .survey import survey
    >>> from ..sources.tokens import tokenize
    >>> tokens = tokenize("b_{k0} = w_k")
    >>> entry_rule(tokens, (0, 6), (7, 10), survey([tokens])).pattern
    ('k', '0')
    """
    a, b = left
    if a >= b or right[0] >= right[1] or not starts_name(tokens[a]):
        return None
    try:
        use = scan_name(tokens, a, b)
    except ReadingError:
        return None
    sub = classify(tokens, use.sub, survey.indices)
    if use.end != b or sub.kind != "index" or use.bold:
        return None
    if len(sub.parts) < 2 and not _is_sequence(tokens, use, right, survey):
        return None
    pattern = tuple(tokens[x].text for x, y in sub.parts if y - x == 1)
    letters = [p for p in pattern if p.isalpha()]
    if len(pattern) != len(sub.parts) or len(set(letters)) != len(letters):
        return None
    return EntryRule(use.base, pattern, tokens, *right, tokens[a].start)


def first_entry(
    tokens: Sequence[Token], left: tuple[int, int], right: tuple[int, int]
) -> EntryRule | None:
    """The rule of `a_0 = 5`, which gives one entry of a sequence; None for others."""
    a, b = left
    if a >= b or right[0] >= right[1] or not starts_name(tokens[a]):
        return None
    try:
        use = scan_name(tokens, a, b)
    except ReadingError:
        return None
    inside = [] if use.sub is None else [t.text for t in tokens[use.sub[0] : use.sub[1]]]
    if use.end != b or use.bold or len(inside) != 1 or not inside[0].isdigit():
        return None
    return EntryRule(use.base, (inside[0],), tokens, *right, tokens[a].start)


_BIG = frozenset({"\\sum", "\\prod"})


def _is_sequence(
    tokens: Sequence[Token], use: NameUse, right: tuple[int, int], survey: Survey
) -> bool:
    r"""Whether `a_n = \frac{n}{n + 1}` gives a sequence: n stands on the right by itself, and
    nothing says how far it runs."""
    if use.sub is None or use.sub[1] - use.sub[0] != 1 or use.label is not None:
        return False
    letter, (a, b) = tokens[use.sub[0]].text, right
    if survey.lengths.get((use.base, 0)) or survey.ranges.get(letter) or letter in survey.bound:
        return False
    inside = [t.text.lstrip("\\") for t in tokens[a:b]]
    plain = any(text == letter and tokens[a + i - 1].kind != "_" for i, text in enumerate(inside))
    grouped = any(tokens[i].kind == "_" and tokens[i - 1].text not in _BIG for i in range(a, b))
    return plain and not grouped and use.base not in inside


def in_recurrence(statement: Term) -> frozenset[str]:
    """The families of which an equation says how entries follow from each other: all of them, where
    an index has no value.

    >>> from proofs.kernel.terms import NAT, add, elem, eq, family, mul, num, var
    >>> n, a = var("n", NAT), var("a", family(rank=1))
    >>> sorted(in_recurrence(eq(elem(a, add(n, num(1))), mul(num(2), elem(a, n)))))
    ['a']
    """
    if statement.op != "eq":
        return frozenset()
    met: dict[Term, set[Term]] = {}
    for node in subterms(statement):
        if node.op == "elem" and node.args[0].op == "var" and not node.loose:
            met.setdefault(node.args[0], set()).add(node)
    return frozenset(
        str(family.value) for family, entries in met.items()
        if len(entries) > 1 and any(i.free for entry in entries for i in entry.args[1:])
    )  # fmt: skip
