r"""Arrows between equations: `x^2 = 4 \Rightarrow x = 2` claims that one follows from the other.

Both sides are equations or inequalities with unknowns. What is an identity by itself is judged by
itself; where the conclusion has names of its own, it says what those are, and nothing is judged.
"""

from __future__ import annotations

from collections.abc import Sequence

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import Term, TermError, both, either, is_integer, subterms
from proofs.kernel.terms.definedness import definedness

from ...derivation import Side, Step
from ...regex import regex
from ..errors import ReadingError
from ..sources.tokens import Token
from ..sources.units import Part
from ..words.givens import statements_of
from .conditional import solving
from .guards import EXACT, MORE
from .natures import alike
from .rewriting import closure

_SIGNS = {
    "\\to": "implies", "\\rightarrow": "implies", "\\longrightarrow": "implies",
    "\\Rightarrow": "implies", "\\Longrightarrow": "implies", "\\implies": "implies",
    "\\therefore": "implies", "\\iff": "iff", "\\Leftrightarrow": "iff",
    "\\Longleftrightarrow": "iff", "\\leftrightarrow": "iff", "\\impliedby": "follows",
    "\\Leftarrow": "follows", "\\because": "follows",
}  # fmt: skip


def arrow_before(part: Part) -> tuple[str, int] | None:
    """What the arrow before a statement says (implies, iff, follows), and where it stands."""
    at = part.statement.sides[0][0] - 1
    tokens = part.unit.tokens
    while at >= 0 and tokens[at].text in ("\\quad", "\\qquad", ",", "row"):
        at -= 1
    if at < 0 or tokens[at].text not in _SIGNS:
        return None
    return _SIGNS[tokens[at].text], at


def statement_of(part: Part) -> Term | None:
    """The statement that a part makes; None where it can't be read."""
    made = statements_of(part.formula, part.statement)
    return both(*made) if made else None


def implication(premise: Part, conclusion: Part, given: Sequence[Term]) -> Step | None:
    """The step from one equation to the next; None where there is nothing to judge."""
    found = arrow_before(conclusion)
    p, q = statement_of(premise), statement_of(conclusion)
    others = [statement_of(other) for other in conclusion.alternatives]
    if q is not None and others:
        q = None if None in others else either(q, *(o for o in others if o is not None))
    if found is None or p is None or q is None:
        return None
    says, at = found
    if not p.free or not q.free or (not q.free <= p.free and says != "follows"):
        return None
    if says == "follows":
        p, q = q, p
        if not q.free <= p.free:
            return None
    formula = conclusion.formula
    if not alike([p, q], conclusion.statement.start, formula.context):
        return None
    claim = _claim(p, q, "iff" if says == "iff" else "implies", given, conclusion)
    if claim is None:
        return None
    arrow = conclusion.unit.tokens[at]
    first, last = premise.statement.sides[0][0], premise.statement.sides[-1][1]
    left = _side(premise, (first, last), p)
    a, b = conclusion.statement.sides[0][0], conclusion.statement.sides[-1][1]
    right = _side(conclusion, (a, b), q)
    last_case = conclusion.alternatives[-1] if conclusion.alternatives else conclusion
    end = last_case.formula.bounds(*last_case.statement.sides[-1])[1]
    notes = ("sizes are integers",) if _rounded(p) or _rounded(q) else ()
    begin = _start(premise, conclusion, arrow)
    rounded = _ROUNDED.search(left.latex + right.latex) and (says == "iff" or others)
    return Step(
        left, arrow.text, right, "claim", formula.source.text[begin:end],
        formula.source.span(begin, end), claim, notes, unknown=(EXACT,) if rounded else (),
    )  # fmt: skip


def one_of(
    conclusion: Part, premises: Sequence[Term], given: Sequence[Term], *, solved: bool = False
) -> Step | None:
    """The step of "if x^2 = 4, then x = 2 or x = -2"; None where it can't be read, or has names
    that the premises say nothing of. Of an equation that is to be `solved`, each case has to be a
    solution; that one is none is left open, as a check may follow."""
    found = [statement_of(part) for part in (conclusion, *conclusion.alternatives)]
    cases = [case for case in found if case is not None]
    if not premises or len(cases) < len(found):
        return None
    p, q = both(*premises), either(*cases)
    formula, sides = conclusion.formula, conclusion.statement.sides
    if not q.free <= p.free or not alike([p, q], conclusion.statement.start, formula.context):
        return None
    others = [c for c in given if c not in premises]
    claim = _claim(p, q, "implies", others, conclusion)
    both_ways = _claim(p, q, "iff", others, conclusion) if solved else None
    if claim is None or (solved and both_ways is None):
        return None
    last = conclusion.alternatives[-1] if conclusion.alternatives else conclusion
    values = [case.args for case in cases if case.op == "eq"]
    solves = [one for value in values for one in solving(premises, value, claim.definitions)]
    begin = formula.bounds(sides[0][0], sides[-1][1])[0]
    end = last.formula.bounds(*last.statement.sides[-1])[1]
    return Step(
        _side(conclusion, sides[0], p), "=", _side(conclusion, sides[-1], q), "claim",
        formula.source.text[begin:end], formula.source.span(begin, end), both_ways or claim,
        ("one of these cases, where the condition holds",),
        unknown=(MORE,) if solved else (), special=claim if solved else None,
        solves=tuple(solves) if solved and len(values) == len(cases) else (),
        special_is="a solution is left out",
    )  # fmt: skip


_ROUNDED = regex(r"\d\.\d\d")
_SINGLE = frozenset({"\\to", "\\rightarrow", "\\longrightarrow"})


def _start(premise: Part, conclusion: Part, arrow: Token) -> int:
    r"""Where a step is shown from: `P \Rightarrow Q` from P, if that stands on the same line; the
    hence of `\rightarrow` from the arrow."""
    first, last = premise.statement.sides[0][0], premise.statement.sides[-1][1]
    begin, _ = premise.formula.bounds(first, last)
    between = conclusion.formula.source.text[begin : arrow.start]
    whole = premise.unit is conclusion.unit and "\n" not in between
    return begin if whole and arrow.text not in _SINGLE else arrow.start


def _side(part: Part, place: tuple[int, int], statement: Term) -> Side:
    side = part.formula.side(place)
    return Side(side.latex, side.span, statement)


def _claim(p: Term, q: Term, relation: str, given: Sequence[Term], part: Part) -> Claim | None:
    context = part.formula.context
    try:
        definitions = closure((p, q), context)
        names = p.free | q.free
        about = [c for c in given if c.free & names]
        if _rounded(p) or _rounded(q):
            about += [is_integer(v) for v in sorted(names, key=str) if v.sort.name == "real"]
        if relation == "implies" and q.op != "or":  # z = x/(2y): said of what is defined
            told = (c for side in _sides(q) for c in definedness(side))
            about += [c for c in told if c.free and c.op != "defined"]
        elif relation in ("implies", "iff"):  # what all cases need
            each = [{c for side in _sides(case) for c in definedness(side)} for case in q.args]
            shared = set.intersection(*each) if q.op == "or" else set()
            about += sorted((c for c in shared if c.free and c.op != "defined"), key=str)
        return Claim(p, relation, q, given=about, definitions=definitions)
    except (ReadingError, ClaimError, TermError):
        return None


def _sides(statement: Term) -> list[Term]:
    """The sides of the relations in a statement."""
    if statement.op in ("and", "or", "not", "implies", "iff"):
        return [side for part in statement.args for side in _sides(part)]
    return list(statement.args)


def _rounded(statement: Term) -> bool:
    """Whether sizes are rounded in a statement, so that its unknowns are integers."""
    return any(node.op in ("floor", "ceil") for node in subterms(statement))
