"""What is known of functions that are defined: their slope, symmetry, and tanh in them.

Each lemma is proved before it is used. A claim that is one of them is not explained by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from proofs.claim import Claim
from proofs.kernel.terms import (
    ONE,
    TWO,
    Term,
    abstract,
    add,
    app,
    apply,
    derivative,
    div,
    instantiate,
    mul,
    neg,
    power,
    sub,
    substitute,
    subterms,
    var,
)
from proofs.kernel.terms.definitions import Definition

from ..derivation import Derivation
from ..writing.latex import latex
from .equalities import LAST_RESORT, LONG, by_stages, row
from .explanation import NAME, Ground, chain, proved
from .facts import Facts
from .letters import letters_of
from .moves import Move
from .rewriting import Rewriter
from .search import way
from .tidying import tidy

_T = var("t")
RULE = "lemma"


def _half_tanh(f: Term) -> Term:
    return div(add(ONE, apply("tanh", div(_T, TWO))), TWO)


VALUES: tuple[Callable[[Term], Term], ...] = (_half_tanh,)
"""What f(t) may be."""
MIRRORED: tuple[Callable[[Term], Term], ...] = (
    lambda f: sub(ONE, f), neg, lambda f: f,
)  # fmt: skip
"""What f(-t) may be, by f(t)."""
SLOPES: tuple[Callable[[Term], Term], ...] = (
    lambda f: mul(f, sub(ONE, f)), lambda f: sub(ONE, power(f, TWO)), lambda f: f,
)  # fmt: skip
"""What f'(t) may be, by f(t)."""


@dataclass(frozen=True)
class Lemma:
    """`left = right` for every t."""

    kind: str
    head: Term
    left: Term
    right: Term

    @property
    def text(self) -> str:
        """The lemma as a formula."""
        return f"${latex(self.left)} = {latex(self.right)}$"


def lemmas(definitions: tuple[Definition, ...]) -> list[Lemma]:
    """The lemmas that the kernel proves of functions of one number."""
    found = []
    for d in definitions:
        if len(d.parameters) != 1 or d.head.sort.name != "function":
            continue
        if d.parameters[0].sort.name == "family":
            continue
        f = app(d.head, _T)
        sides = [("value", f, VALUES), ("mirror", app(d.head, neg(_T)), MIRRORED),
                 ("slope", derivative(_T, abstract(f, _T)), SLOPES)]  # fmt: skip
        for kind, left, rights in sides:
            for make in rights:
                right = make(f)
                if proved(Claim(left, "=", right, definitions=definitions)) is not None:
                    found.append(Lemma(kind, d.head, left, right))
                    break
    return found


def step_by(known: list[Lemma]) -> Callable[[Term, Facts], Iterator[Move]]:
    """The steps that lemmas give."""

    def step(term: Term, facts: Facts) -> Iterator[Move]:
        for lemma in known:
            after = _applied(lemma, term)
            if after is not None:
                yield Move(tidy(after), RULE, lemma.text, lemma.text, cost=1.2)

    return step


def _applied(lemma: Lemma, term: Term) -> Term | None:
    if lemma.kind == "slope":
        if term.op != "deriv" or term.args[0].op != "var":
            return None
        x, body = term.args
        if x in body.free:
            return None
        inside = instantiate(body, x)
        if inside.op != "app" or inside.args[0] is not lemma.head:
            return None
        u = inside.args[1]
        value = substitute(lemma.right, {_T: u})
        slope = value if u is x else mul(value, derivative(x, abstract(u, x)))
        return slope if term.value == 1 else derivative(x, abstract(slope, x), term.value - 1)
    if term.op != "app" or term.args[0] is not lemma.head:
        return None
    u = term.args[1]
    if lemma.kind == "mirror":
        return substitute(lemma.right, {_T: u.args[0]}) if u.op == "neg" else None
    return substitute(lemma.right, {_T: u})


def _helps(lemma: Lemma, claim: Claim) -> bool:
    """Whether a lemma may be used: tanh only where it is spoken of, and not of a side by itself."""
    if lemma.kind == "slope":
        return any(t.op == "deriv" for t in subterms(claim.statement))
    if any(s.op == "app" and s.args[0] is lemma.head for s in (claim.left, claim.right)):
        return False
    return lemma.kind == "mirror" or any(t.op == "tanh" for t in subterms(claim.statement))


def by_lemmas(ground: Ground) -> Derivation | None:
    """Left = ... = right with defined names as they are, by what is known of them."""
    claim = ground.claim
    if claim.relation != "=" or claim.digits is not None or not claim.definitions:
        return None
    known = [lemma for lemma in lemmas(claim.definitions) if _helps(lemma, claim)]
    if not known:
        return None
    letters = letters_of((claim.left, claim.right, *ground.given), ground.wanted)
    rewriter = Rewriter(Facts(ground.given, letters), more=(step_by(known),), without=LAST_RESORT)
    links = way(claim.left, claim.right, rewriter, states=LONG)
    if links is None:
        links = by_stages(claim.left, claim.right, rewriter)
    if not links or (len(links) == 1 and links[0].move.rule == RULE):
        return None
    rows = [row(link) for link in links]
    return chain(ground, NAME, claim.left, rows)
