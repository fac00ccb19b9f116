"""Refuted claims without numbers to put in: what a limit, integral or derivative really is."""

from __future__ import annotations

from proofs.claim import Claim
from proofs.kernel.terms import OO, Term, limit, neg, substitute, subterms
from proofs.verdict import Refuted

from ..derivation import Derivation, Reason
from ..writing.latex import latex
from .equalities import opened, row, rows_between
from .explanation import NAME, Ground, NotProvedError, Row, chain, decimal, proved
from .facts import Facts, is_infinite
from .letters import letters_of
from .numbers import evaluation, rational, rounded
from .rewriting import Rewriter
from .search import simplest
from .values import by_digits

WORKED = frozenset({"limit", "integral", "deriv"})


def by_true_value(ground: Ground, verdict: Refuted) -> Derivation | None:
    """The left side worked out to what it is, which is not the right side."""
    claim = ground.claim
    if claim.relation != "=" or claim.digits is not None:
        return None
    if not any(t.op in WORKED for t in subterms(opened(ground, claim.left))):
        return None
    rows = value(ground, claim.left)
    if not rows:
        return None
    rows += evaluation(rows[-1].term, ground.wanted)
    end = rows[-1].term
    at = dict(verdict.witness.at) if verdict.witness is not None else {}
    values = [substitute(opened(ground, side), at) for side in (end, claim.right)]
    if proved(Claim(values[0], "!=", values[1])) is None:
        raise NotProvedError("the contrast")
    shown = [latex(v, ground.wanted) for v in (end, claim.right)]
    where = ", ".join(f"${latex(n)} = {latex(v)}$" for n, v in at.items())
    closing = f"But ${shown[0]} \\neq {shown[1]}$" + (f", for instance at {where}." if at else ".")
    return chain(ground, NAME, claim.left, rows, closing=closing)


def value(ground: Ground, term: Term) -> list[Row] | None:
    """The rows of a chain from a term to a form of it without limits, integrals, derivatives."""
    plain = opened(ground, term)
    facts = Facts(ground.given, letters_of((plain, *ground.given), ground.wanted))
    links = simplest(plain, Rewriter(facts), WORKED)
    if links is None:
        return None
    if plain is not term:
        return rows_between(ground, term, links[-1].term)
    return [row(link) for link in links]


def by_one_sided_limits(ground: Ground, verdict: Refuted) -> Derivation | None:
    """The limits from both sides, which differ."""
    claim = ground.claim
    side = next((s for s in (claim.left, claim.right) if s.op == "limit"), None)
    if side is None or side.value != "both" or is_infinite(side.args[0]):
        return None
    parts, ends = [], []
    for name in ("right", "left"):
        one = limit(side.args[0], side.args[1], name)
        rows = value(ground, one) or _infinite(ground, one)
        if not rows:
            return None
        parts.append(chain(ground, name, one, rows, opening=f"From the {name}:"))
        ends.append(rows[-1].term)
    infinite = any(is_infinite(e) for e in ends)
    if not infinite and proved(Claim(ends[0], "!=", ends[1])) is None:
        return None
    if infinite and ends[0] is ends[1]:
        return None
    shown = [latex(e) for e in ends]
    closing = f"These differ, ${shown[0]} \\neq {shown[1]}$, so there is no limit."
    return Derivation(NAME, (), None, "", tuple(parts), closing)


def _infinite(ground: Ground, term: Term) -> list[Row] | None:
    """A limit that is infinite."""
    for end, words in ((OO, "it grows"), (neg(OO), "it falls")):
        if proved(ground.state(term, "=", end)) is not None:
            return [Row(end, Reason(f"{words} beyond all bounds", "infinite limit"))]
    return None


def by_other_digits(ground: Ground, verdict: Refuted) -> Derivation | None:
    """The number to the digits that it has, which are not those that are shown."""
    claim = ground.claim
    if claim.digits is None:
        return None
    about = rounded(opened(ground, claim.left), claim.digits)
    if about is None:
        return None
    true = Claim(
        claim.left, "=", about, given=claim.given, definitions=claim.definitions,
        digits=claim.digits,
    )  # fmt: skip
    found = by_digits(Ground(true, ground.given, ground.wanted))
    if found is None or rational(claim.right) is None:
        return None
    shown = [decimal(t, claim.digits) for t in (about, claim.right)]
    if shown[0] == shown[1]:
        return None
    closing = f"This is not ${shown[1]}$."
    return Derivation(NAME, found.steps, found.ends, found.opening, found.parts, closing)


__all__ = ["by_one_sided_limits", "by_other_digits", "by_true_value"]
