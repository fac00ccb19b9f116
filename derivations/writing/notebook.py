r"""Claims, verdicts and derivations as LaTeX for a notebook, which sets it by MathJax.

>>> from proofs import Claim
>>> from proofs.kernel.terms import num, power, var
>>> x = var("x")
>>> print(latex_of(Claim(power(x, num(2)), ">=", num(0))))
$\displaystyle x^{2} \ge 0$
"""

from __future__ import annotations

from proofs.claim import Claim
from proofs.verdict import Proved, Refuted, Undecided, Witness

from ..derivation import Derivation
from .latex import latex
from .prose import Formula, pieces
from .rows import RELATIONS, rows
from .tex.text import escaped


def latex_of(shown: object) -> str | None:
    """LaTeX between dollar signs for a claim, a verdict or a derivation; None for all else."""
    match shown:
        case Claim():
            inside = claim_latex(shown)
        case Proved() | Refuted() | Undecided():
            inside = _verdict(shown)
        case Derivation():
            lines = r" \\ ".join(_lines(shown))
            inside = rf"\begin{{aligned}} {lines} \end{{aligned}}"
        case _:
            return None
    return rf"$\displaystyle {inside}$"


def claim_latex(claim: Claim) -> str:
    """A claim with its conditions."""
    if claim.parts:
        stated = r" \quad\text{and}\quad ".join(map(claim_latex, claim.parts))
    elif claim.relation == "diverges":
        stated = rf"{latex(claim.left)} \text{{ diverges}}"
    elif claim.relation in RELATIONS:
        stated = f"{latex(claim.left)} {RELATIONS[claim.relation]} {latex(claim.right)}"
    else:
        stated = latex(claim.statement)
    given = ", ".join(map(latex, claim.given))
    return rf"{stated} \quad ({given})" if given else stated


def _verdict(verdict: Proved | Refuted | Undecided) -> str:
    claim = claim_latex(verdict.claim)
    match verdict:
        case Proved(conditions=conditions, caveats=caveats):
            where = ", ".join(map(latex, conditions))
            said = r"\text{proved}" + (rf"\text{{ where }} {where}" if where else "")
            said += "".join(rf"\text{{ ({escaped(caveat)})}}" for caveat in caveats)
        case Refuted(witness=None, reason=reason):
            said = rf"\text{{refuted: {escaped(reason)}}}"
        case Refuted(witness=witness):
            said = r"\text{refuted}" + _witness(witness)
        case _:
            said = rf"\text{{undecided: {escaped(verdict.reason)}}}"
    return rf"{claim} \qquad {said}"


def _witness(witness: Witness | None) -> str:
    if witness is None or not witness.at:
        return ""
    at = ", ".join(f"{latex(name)} = {latex(value)}" for name, value in witness.at)
    sides = ""
    if witness.left:
        left, right = (escaped(side) for side in (witness.left, witness.right))
        sides = rf"\text{{: {left} on the left, {right} on the right}}"
    return rf"\text{{ at }} {at}{sides}"


def _lines(derivation: Derivation) -> list[str]:
    lines = [_text(derivation.opening)] if derivation.opening else []
    for row in rows(derivation, {}):
        reason = rf" &\quad& \text{{{_plain(row.reason)}}}" if row.reason else ""
        lines.append(f"{row.left} &{row.relation} {row.right}{reason}")
    for part in derivation.parts:
        lines += _lines(part)
    return [*lines, *([_text(derivation.closing)] if derivation.closing else [])]


def _text(text: str) -> str:
    """A line of text: it starts where the left sides do, and takes no room from them."""
    return rf"\rlap{{\text{{{_plain(text)}}}}}"


def _plain(text: str) -> str:
    """A text inside of \\text, its mathematics between dollar signs."""
    return "".join(
        f"${piece.latex}$" if isinstance(piece, Formula) else escaped(piece.text)
        for piece in pieces(text)
    )
