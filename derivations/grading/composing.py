"""One answer as a page that can be judged: what the sheet says before it, then the student's lines.

The page has the question's scope, so that the sheet's definitions hold in the answer and names mean
the same in both. Its lines know where they stand in the student's document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import Term, TermError
from proofs.kernel.terms.definitions import Definition
from proofs.kernel.terms.matrices import is_family, written_rows

from ..derivation import Derivation, Document, Span, Step
from ..reading import read_document
from ..reading.sources.symbols import RELATIONS
from .preamble import for_answer
from .sheet import Question, Sheet
from .submission import Part, Submission

_APART = " " * 640
"""What a question asks for says nothing of the formulas of its answer: words reach less far."""
_DASH = "\N{EM DASH}"
"""Stands in place of a heading: as wide, and of no meaning in Markdown or LaTeX."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORDER = ("<", "<=", ">", ">=", "=", "!=")
_MACRO = re.compile(r"^\s*\\(?:re|provide)?newcommand|^\s*\\def|^\s*\\DeclareMathOperator")


_MACRO_NAME = re.compile(r"(?:newcommand|def|DeclareMathOperator)\*?\s*\{?\s*\\([A-Za-z]+)")


@dataclass(frozen=True)
class Answer:
    """An answer as it was read: its chains, and what the sheet states, in the same names.

    `claims` are the links that the fields Claim and Condition state, `accepted` the sides that the
    field Answer does (None where one is no term), `given` the conditions that the sheet sets and
    `settled` the links that define its names, `related` the equations in its words, `names` all
    names that stand in it. `definitions` are those of the sheet and of the answer. `values` are the
    accepted values of names that the answer works out, `by_value` the steps that are judged by
    these. Steps have the places of the student's document.
    """

    question: Question
    derivations: tuple[Derivation, ...]
    claims: tuple[Step, ...]
    unknowns: tuple[Step, ...]
    accepted: tuple[Step | None, ...]
    given: tuple[Term, ...]
    settled: tuple[Step, ...]
    related: tuple[Step, ...]
    names: frozenset[Term]
    document: Document
    part: Part
    text: str
    definitions: tuple[Definition, ...] = ()
    values: tuple[Definition, ...] = ()
    by_value: tuple[Step, ...] = ()

    @property
    def fixed(self) -> dict[Term, Term]:
        """The names that the sheet gives a number, and which."""
        return {
            g.args[0]: g.args[1] for g in self.given
            if g.op == "eq" and g.args[0].op == "var" and not g.args[1].free
        }  # fmt: skip

    @property
    def steps(self) -> tuple[Step, ...]:
        """All links of the answer in order."""
        return tuple(step for chain in self.derivations for step in chain.steps)


def read_answer(sheet: Sheet, question: Question, submission: Submission, part: Part) -> Answer:
    """The answer to a question, read under what the sheet says."""
    page = _Page(question, submission.latex)
    lines = submission.text.split("\n")
    body = lines[part.start - 1 : part.end - 1]
    body[0] = _DASH * part.opening + body[0][part.opening :]
    if submission.latex:
        body = [re.sub(r"\\end\{document\}", "", row) for row in body]
    macros = [row for row in lines if submission.latex and _MACRO.match(row)]
    if submission.latex:
        page.say(*macros)
        page.say("\\begin{document}")
    preamble = for_answer(sheet.preamble, _said(question, body, macros))
    page.say(*_plain(preamble, submission.latex).split("\n"), "")
    page.question()
    first = page.at
    page.say(*body)
    if submission.latex:
        page.say("\\end{document}")
    name = "answer.tex" if submission.latex else "answer.md"
    document = read_document(name, "\n".join(page.lines))
    moved = part.start - first
    return Answer(
        question,
        tuple(
            _moved(chain, moved)
            for chain in document.derivations
            if first <= chain.steps[0].span.line < first + len(body)
        ),
        *_stated(document, page),
        tuple(_conditions(document, page.stated)),
        tuple(_before(document, page.stated, "definition")),
        tuple(_before(document, page.stated, "constraint")),
        _names(document, first),
        _placed(document, submission, first, len(body), moved),
        part,
        "\n".join(body),
        document.definitions,
    )  # fmt: skip


def _said(question: Question, body: Sequence[str], macros: Sequence[str]) -> str:
    """What a question and its answer say, with the macros that the answer uses."""
    text = "\n".join(body)
    used = [m for m in macros if any(f"\\{name}" in text for name in _MACRO_NAME.findall(m))]
    stated = [f"${f}$" for formulas in question.formulas.values() for f in formulas]
    return "\n".join((question.text, *stated, *used, text))


class _Page:
    """The lines of the page, and where on it the sheet's fields stand: from line `stated` on."""

    def __init__(self, question: Question, latex: bool) -> None:
        self.asked = question
        self.latex = latex
        self.lines: list[str] = []
        self.marked: dict[int, tuple[str, int]] = {}
        self.stated = 0

    @property
    def at(self) -> int:
        """The number of the line that is written next."""
        return len(self.lines) + 1

    def say(self, *lines: str) -> None:
        self.lines += lines

    def question(self) -> None:
        """The question as students read it, then what its fields state."""
        number = self.asked.number
        head = f"\\section{{Question {number}}}" if self.latex else f"**Question {number}.**"
        self.say(head, "", *_plain(self.asked.text, self.latex).split("\n"), "", _APART, "")
        chosen = self.asked.kind == "choose"
        for formula in () if chosen else self.asked.stated("Condition"):
            self.say(f"Assume that ${formula}$.", "")
        self.stated = self.at
        for name in ("Claim", "Condition", "Unknowns") if chosen else ("Claim", "Unknowns"):
            for i, formula in enumerate(self.asked.stated(name)):
                self.marked[self.at] = (name, i)
                self.say(f"Then ${formula}$." if name != "Unknowns" else f"${formula} = 0$", "")
        for i, formula in enumerate(self.asked.stated("Answer")):
            self.marked[self.at] = ("Answer", i)
            right = value_of(formula)
            self.say(f"$\\operatorname{{accepted{_LETTERS[i % 26]}}} = {right}$", "")
        self.say(_APART, "")


def value_of(formula: str) -> str:
    r"""The right side of an accepted answer: what a name is equal to, or all of it.

    >>> value_of("z = a - b"), value_of("a - b"), value_of(r"x \ge 2")
    ('a - b', 'a - b', 'x \\ge 2')
    """
    depth = 0
    found = -1
    for at, letter in enumerate(formula):
        depth += (letter in "({[") - (letter in ")}]")
        if letter == "=" and not depth and formula[at - 1 : at] not in "<>!:":
            found = at
    return formula[found + 1 :].strip() if found >= 0 else formula


def name_of(formula: str) -> str:
    r"""The name whose value an answer gives; empty where there is none.

    >>> name_of("z = a - b"), name_of("a - b")
    ('z', '')
    """
    value = value_of(formula)
    return formula[: len(formula) - len(value)].rstrip("= ").strip() if value != formula else ""


def plain_latex(latex: str) -> str:
    """LaTeX without what makes no difference to a name.

    >>> plain_latex(r"\\mathbf{x}_{1} &")
    'x_1'
    """
    return re.sub(r"[\s$&|{}]|\\(?:mathbf|mathrm|left|right|,|;|!)(?![a-z])", "", latex)


def _plain(text: str, latex: bool) -> str:
    """Text of a sheet in the student's format, without headings that would open scopes."""
    if not latex:
        return re.sub(r"\\(?:title|section\*?|label)\{[^{}]*\}|\\(?:newcommand|maketitle)\b.*", "",
                      text)  # fmt: skip
    return re.sub(r"^#+ .*$", "", text, flags=re.MULTILINE)


def _stated(
    document: Document, page: _Page
) -> tuple[tuple[Step, ...], tuple[Step, ...], tuple[Step | None, ...]]:
    found: dict[tuple[str, int], list[Step]] = {}
    for chain in document.derivations:
        for step in chain.steps:
            mark = page.marked.get(step.span.line)
            if mark is not None:
                found.setdefault(mark, []).append(step)
    claims = [s for mark, steps in found.items() if mark[0] in ("Claim", "Condition")
              for s in steps]  # fmt: skip
    unknowns = [s for mark, steps in found.items() if mark[0] == "Unknowns" for s in steps]
    accepted = [
        next((s for s in found.get(("Answer", i), []) if s.right.term is not None), None)
        for i in range(len(page.asked.stated("Answer")))
    ]
    return tuple(claims), tuple(unknowns), tuple(accepted)


def _before(document: Document, first: int, kind: str) -> Iterator[Step]:
    """The links of a kind that stand before the answer."""
    for chain in document.derivations:
        for step in chain.steps:
            if step.kind == kind and step.span.line < first:
                yield step


def _names(document: Document, first: int) -> frozenset[Term]:
    """The free names of what the sheet says, those in its fields included."""
    sides = [
        side.term
        for chain in document.derivations
        for step in chain.steps
        if step.span.line < first
        for side in (step.left, step.right)
    ]
    return frozenset[Term]().union(*(term.free for term in sides if term is not None))


def _conditions(document: Document, first: int) -> Iterator[Term]:
    """What the sheet assumes, as statements."""
    for step in _before(document, first, "assumption"):
        relation = RELATIONS.get(step.relation.strip(), "")
        if step.left.term is None or step.right.term is None or relation not in _ORDER:
            continue
        for left, right in _entries(step.left.term, step.right.term):
            try:
                yield Claim(left, relation, right).statement
            except (ClaimError, TermError):
                continue


def _entries(left: Term, right: Term) -> Iterator[tuple[Term, Term]]:
    """Two sides; where both are vectors written out, as in (x, y) = (1, 2), their entries."""
    rows = [written_rows(t) if is_family(t) else None for t in (left, right)]
    if rows[0] is None or rows[1] is None or [*map(len, rows[0])] != [*map(len, rows[1])]:
        yield left, right
        return
    for one, other in zip(rows[0], rows[1], strict=True):
        yield from zip(one, other, strict=True)


def _placed(
    document: Document, submission: Submission, first: int, count: int, moved: int
) -> Document:
    """The document's diagnostics about the answer's lines, in the student's places."""
    kept = tuple(
        replace(d, span=_span(d.span, moved))
        for d in document.diagnostics
        if first <= d.span.line < first + count
    )
    return Document(submission.name, submission.text, (), kept)


def _moved(chain: Derivation, by: int) -> Derivation:
    return replace(chain, steps=tuple(_moved_step(step, by) for step in chain.steps))


def _moved_step(step: Step, by: int) -> Step:
    problem = step.problem
    return replace(
        step,
        span=_span(step.span, by),
        left=replace(step.left, span=_span(step.left.span, by)),
        right=replace(step.right, span=_span(step.right.span, by)),
        problem=None if problem is None else replace(problem, span=_span(problem.span, by)),
    )


def _span(span: Span, by: int) -> Span:
    return Span(span.line + by, span.column, span.end_line + by, span.end_column)
