"""Documents with claims that are marked: their steps, and the document with them filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from proofs.check import check
from proofs.claim import Claim
from proofs.kernel.terms import substitute, var
from proofs.kernel.terms.definitions import Definition
from proofs.verdict import Proved

from ..derivation import Derivation, Document, Step
from ..reading import read_document
from ..writeup import Chain, CheckedWriteup, Display, Heading, Paragraph, Writeup, checked
from ..writing.aligned import aligned
from ..writing.latex import latex
from ..writing.mathematics import is_permitted
from ..writing.prose import Formula, pieces
from ..writing.rows import RELATIONS, rows
from ..writing.tex.text import tex
from .marks import LATEX, Mark, MarkError, Style, cleared, marks, put_below, style_of

Explain = Callable[[Step], Derivation]
_MATH = re.compile(
    r"\\begin\{(equation|align|gather|multline|displaymath|eqnarray)(\*?)\}.*?\\end\{\1\2\}"
    r"|\\\[.*?\\\]|\$\$.*?\$\$",
    re.DOTALL,
)
_SPECIAL = re.compile(r"([\\`*_<>\[\]#|$])")


class UnprovedError(MarkError):
    """A marked claim that is not proved."""


@dataclass(frozen=True)
class Asked:
    """A claim that is marked, as it was written, and the derivations that work it out."""

    mark: Mark
    steps: tuple[Step, ...]
    worked: tuple[Derivation, ...]


def filled_in(name: str, text: str, explain: Explain) -> str:
    """The text with the steps of each marked claim below it; a text filled in already is the same.

    Raises MarkError where a mark can't be followed, or its claim is not proved.
    """
    style = style_of(name)
    plain, asked = asked_for(name, text, explain)
    writeup = checked(_writeup(name, asked))
    blocks = {one.mark: _lines(one, writeup, style) for one in asked}
    return put_below(plain, blocks, style)


def as_writeup(name: str, text: str, explain: Explain) -> Writeup:
    """The marked claims and their steps, by themselves. Raises MarkError, as `filled_in` does."""
    return _writeup(name, asked_for(name, text, explain)[1])


def asked_for(name: str, text: str, explain: Explain) -> tuple[str, list[Asked]]:
    """The text without what was filled in before, and what is marked in it."""
    style = style_of(name)
    plain = cleared(text, style)
    document = read_document(name, plain)
    found = [_asked(mark, document, explain) for mark in marks(plain, style)]
    if not found:
        raise MarkError(1, f"no claim is marked: put {style.mark('prove')} after one")
    return plain, found


def _asked(mark: Mark, document: Document, explain: Explain) -> Asked:
    if _within_formula(document.text, mark):
        raise MarkError(mark.line, "the mark stands inside a formula: put it after the formula")
    steps = _before(mark, document)
    worked = []
    for step in steps:
        if step.problem is not None or step.claim is None:
            why = step.problem.message if step.problem is not None else "nothing is claimed"
            raise UnprovedError(step.span.line, f"not read, so nothing is filled in: {why}")
        verdict = check(step.claim, strict=True)
        if not isinstance(verdict, Proved):
            what = " ".join(step.latex.split())
            why = f"not proved, so nothing is filled in: {what}: {verdict.reason}"
            raise UnprovedError(step.span.line, why)
        worked.append(explain(step))
    return Asked(mark, steps, tuple(worked))


def _before(mark: Mark, document: Document) -> tuple[Step, ...]:
    """The links of the last chain of claims that ends before the mark."""
    place = (mark.line, mark.column)
    chains: list[list[Step]] = [
        [step for step in derivation.steps if step.kind == "claim"]
        for derivation in document.derivations
    ]
    ended = [
        chain
        for chain in chains
        if chain and max((s.span.end_line, s.span.end_column) for s in chain) <= place
    ]
    if not ended:
        raise MarkError(mark.line, "no claim stands before this mark")
    ended.sort(key=lambda chain: chain[-1].span)
    return tuple(ended[-1])


def _within_formula(text: str, mark: Mark) -> bool:
    offset = sum(len(line) + 1 for line in text.split("\n")[: mark.line - 1]) + mark.column - 1
    return any(match.start() < offset < match.end() for match in _MATH.finditer(text))


# --- shown ----------------------------------------------------------------------------------------


def _writeup(name: str, asked: list[Asked]) -> Writeup:
    blocks: list[Heading | Paragraph | Display | Chain] = []
    for one in asked:
        blocks.append(Heading(f"Line {one.steps[0].span.line}"))
        for step, worked in zip(one.steps, one.worked, strict=True):
            under = "" if step.claim is None else _under(step.claim)
            blocks += [Paragraph(under)] if under else []
            if len(worked.steps) != 1 or worked.parts:
                blocks.append(Display(_stated(step)))
            blocks.append(Chain(worked))
    return Writeup(Path(name).name, tuple(blocks))


def _under(claim: Claim) -> str:
    """The definitions and conditions under which something is claimed, as a text."""
    named = claim.left.free.union(claim.right.free, *(given.free for given in claim.given))
    defined = [f"${_defined(d)}$" for d in claim.definitions if d.head in named]
    given = [f"${latex(condition)}$" for condition in claim.given]
    parts = [f"with {', '.join(defined)}"] if defined else []
    parts += [f"for {', '.join(given)}"] if given else []
    said = " and ".join(parts)
    return said[:1].upper() + said[1:] + ":" if said else ""


def _defined(definition: Definition) -> str:
    """A definition; its parameters, which have names of their own inside, by those on the page."""
    plain = {p: var(str(p.value).partition("@")[0], p.sort) for p in definition.parameters}
    arguments = ", ".join(latex(plain[p]) for p in definition.parameters)
    head = latex(definition.head) + (f"({arguments})" if arguments else "")
    return f"{head} = {latex(substitute(definition.body, plain))}"


def _stated(step: Step) -> str:
    relation = RELATIONS.get(step.relation, step.relation)
    whole = f"{step.left.latex} {relation} {step.right.latex}"
    if is_permitted(whole) or step.claim is None:
        return whole
    return latex(step.claim.statement)


def _lines(one: Asked, writeup: CheckedWriteup, style: Style) -> list[str]:
    lines: list[str] = []
    for worked in one.worked:
        lines += _derivation(worked, writeup.verdicts, style)
    return lines


def _derivation(
    derivation: Derivation, verdicts: Mapping[Claim, Proved], style: Style
) -> list[str]:
    lines = [_text(derivation.opening, style)] if derivation.opening else []
    if derivation.steps:
        body = [f"{line} \\\\" for line in aligned(rows(derivation, verdicts))]
        body[-1] = body[-1].removesuffix(" \\\\")
        lines += [*style.opening, *body, *style.closing]
    for part in derivation.parts:
        lines += _derivation(part, verdicts, style)
    return [*lines, *([_text(derivation.closing, style)] if derivation.closing else [])]


def _text(text: str, style: Style) -> str:
    if style is LATEX:
        return tex(text)
    return "".join(
        f"${p.latex}$" if isinstance(p, Formula) else _SPECIAL.sub(r"\\\1", p.text)
        for p in pieces(text)
    )
