"""Sheet: what a teacher asks, with points, and what counts as an answer.

A sheet is a Markdown or LaTeX document. What stands before its first question (definitions,
assumptions) holds for all of them; a question is a heading and the lines after it:

    **Question 2** (find, 4 points) {#odds}. For which $z$ is $\\sigma(z) = \\frac{a}{a + b}$?

    Answer: $z = \\ln a - \\ln b$
    Policy: exact, working required

Lines that begin with one of FIELDS are for the marker; the rest is what students read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from .policy import Policy, PolicyError, read_policy

KINDS = ("show", "find", "choose", "refute", "trace")
FIELDS = ("Claim", "Answer", "Condition", "Unknowns", "Policy", "Points")

_NEEDS = {
    "show": "Claim", "find": "Answer", "choose": "Condition", "refute": "Claim", "trace": "Answer",
}  # fmt: skip
_HEADING = re.compile(
    r"^\s*(?:#{1,6}\s*|\*\*\s*|__\s*|\\(?:sub)*section\*?\s*\{\s*)"
    r"(?:Question|Problem|Exercise|Task)\s+(?P<number>\d+(?:\.\d+)*)[.:]?(?P<rest>.*)$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\(\s*(?P<kind>[A-Za-z]+)\s*,\s*(?P<points>[^\s,()]+)\s*(?:points?|pts?)\s*\)")
_LABEL = re.compile(r"\{#(?P<md>[\w:.-]+)\}|\\label\{(?P<tex>[\w:.-]+)\}")
_FIELD = re.compile(
    rf"^\s*(?:[-*+]\s+)?(?:\*\*|__)?(?P<name>{'|'.join(FIELDS)})(?:\*\*|__)?:(?:\*\*|__)?"
    r"\s*(?P<value>.*?)\s*$"
)
_TITLE = re.compile(r"^\s*+(?:#\s++(?P<md>\S.*)|\\title\s*+\{(?P<tex>[^{}]*)\}\s*)$")
_FORMULA = re.compile(r"(?<!\\)\$(?P<body>(?:[^$\\]|\\.)+)\$")


class SheetError(ValueError):
    """A sheet that can't be used; a line for each thing that is wrong, with where it stands."""


@dataclass(frozen=True)
class Question:
    """One question: its number, kind and points, the text that students read, and its fields.

    `formulas` holds the formulas of the fields Claim, Answer, Condition and Unknowns.
    """

    number: str
    kind: str
    points: Fraction
    text: str
    line: int
    label: str = ""
    formulas: dict[str, tuple[str, ...]] = field(default_factory=dict)
    integers: bool = False
    policy: Policy = field(default_factory=Policy)

    def stated(self, name: str) -> tuple[str, ...]:
        """The formulas of a field; none where it is not there."""
        return self.formulas.get(name, ())


@dataclass(frozen=True)
class Sheet:
    """A problem sheet: what holds for all of its questions, and these in order."""

    name: str
    title: str
    preamble: str
    questions: tuple[Question, ...]
    latex: bool = False
    source: str = ""

    @property
    def points(self) -> Fraction:
        """The most that a submission can reach."""
        return sum((q.points for q in self.questions), Fraction(0))


def read_sheet(name: str, text: str) -> Sheet:
    r"""The sheet that a document writes. Raises SheetError, which names all that is wrong.

    >>> sheet = read_sheet("s.md", "**Question 1** (show, 2 points). Why?\n\nClaim: $1 + 1 = 2$\n")
    >>> sheet.questions[0].kind, sheet.questions[0].stated("Claim"), int(sheet.points)
    ('show', ('1 + 1 = 2',), 2)
    """
    latex = name.lower().endswith((".tex", ".ltx"))
    reading = _Reading(name)
    for at, line in enumerate(_body(text) if latex else text.split("\n"), start=1):
        reading.take(at, line)
    questions = tuple(reading.finished())
    reading.check_total(questions)
    if not questions:
        reading.wrong(1, "there is no question: one begins with **Question 1** (show, 3 points)")
    if reading.faults:
        raise SheetError("\n".join(reading.faults))
    preamble = "\n".join(reading.preamble)
    return Sheet(name, reading.title or name, preamble, questions, latex, text)


def _body(text: str) -> Iterable[str]:
    r"""The lines of a LaTeX source, those outside of its document empty, but for its macros."""
    inside = "\\begin{document}" not in text
    for line in text.split("\n"):
        kept = inside or line.lstrip().startswith(("\\newcommand", "\\def", "\\title"))
        if "\\begin{document}" in line or "\\end{document}" in line:
            inside, kept = "\\begin{document}" in line, False
        yield re.sub(r"(?<!\\)%.*", "", line) if kept and "\\maketitle" not in line else ""


@dataclass
class _Reading:
    """What has been read of a sheet so far."""

    name: str
    title: str = ""
    preamble: list[str] = field(default_factory=list)
    total: tuple[int, Fraction] | None = None
    policy: Policy = field(default_factory=Policy)
    questions: list[Question] = field(default_factory=list)
    fields: list[tuple[int, str, str]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def wrong(self, line: int, what: str) -> None:
        self.faults.append(f"{self.name}:{line}: {what}")

    def take(self, at: int, line: str) -> None:
        heading = _HEADING.match(line)
        if heading is not None:
            self._finish()
            self._open(at, heading)
            return
        found = _FIELD.match(line)
        if found is not None:
            self._field(at, found["name"], found["value"])
            return
        title = _TITLE.match(line)
        if title is not None and not self.questions and not self.title:
            marked = (title["md"] or "").rstrip().rstrip("#")
            self.title = (marked or title["tex"] or "").strip()
        (self.text if self.questions else self.preamble).append(line)

    def _field(self, at: int, name: str, value: str) -> None:
        if self.questions:
            self.fields.append((at, name, value))
        elif name == "Points":
            points = _points(value)
            if points is None:
                self.wrong(at, f"{value!r} is no number of points")
            else:
                self.total = (at, points)
        elif name == "Policy":
            self.policy = self._policy(at, value, self.policy)
        else:
            self.wrong(at, f"{name} stands before the first question")

    def _policy(self, at: int, value: str, policy: Policy) -> Policy:
        try:
            return read_policy(value, policy)
        except PolicyError as error:
            self.wrong(at, str(error))
            return policy

    def _open(self, at: int, heading: re.Match[str]) -> None:
        number, rest = heading["number"], heading["rest"]
        marks, label = _MARKS.search(rest), _LABEL.search(rest)
        kind = marks["kind"].lower() if marks else ""
        points = _points(marks["points"]) if marks else None
        if marks is None:
            self.wrong(at, f"question {number} states no kind and points, as in (show, 3 points)")
        elif kind not in KINDS:
            self.wrong(at, f"question {number} is {kind!r}, which is none of {', '.join(KINDS)}")
        elif points is None:
            self.wrong(at, f"question {number}: {marks['points']!r} is no number of points")
        before = next((q for q in self.questions if q.number == number), None)
        if before is not None:
            self.wrong(at, f"question {number} stands in line {before.line} already")
        for match in (marks, label):
            if match is not None:
                rest = rest.replace(match[0], "")
        words = re.sub(r"^[\s.:}*_]+", "", rest)
        name = (label["md"] or label["tex"]) if label else ""
        self.questions.append(
            Question(number, kind, points or Fraction(0), "", at, name, policy=self.policy)
        )
        self.text = [words]

    def _finish(self) -> None:
        """Put the fields and the text read since into the last question."""
        if not self.questions:
            return
        question = self.questions[-1]
        formulas: dict[str, tuple[str, ...]] = {}
        integers = False
        for at, name, value in self.fields:
            if name == "Policy":
                question = replace(question, policy=self._policy(at, value, question.policy))
            elif name == "Points":
                self.wrong(at, "the points of a question stand in its heading")
            else:
                found = tuple(m["body"].strip() for m in _FORMULA.finditer(value))
                if not found:
                    self.wrong(at, f"{name} holds no formula between dollar signs")
                formulas[name] = (*formulas.get(name, ()), *found)
                integers = integers or (name == "Unknowns" and "integer" in value.lower())
        needed = _NEEDS.get(question.kind)
        if needed is not None and needed not in formulas:
            self.wrong(question.line, f"question {question.number} ({question.kind}) needs a line "
                       f"that begins with {needed}:")  # fmt: skip
        text = "\n".join(self.text).strip("\n")
        self.questions[-1] = replace(question, text=text, formulas=formulas, integers=integers)
        self.fields, self.text = [], []

    def finished(self) -> list[Question]:
        self._finish()
        return self.questions

    def check_total(self, questions: Iterable[Question]) -> None:
        counted = sum((q.points for q in questions), Fraction(0))
        if self.total is not None and self.total[1] != counted:
            self.wrong(self.total[0], f"the sheet is said to have {shown_points(self.total[1])} "
                       f"points, but its questions have {shown_points(counted)}")  # fmt: skip


def _points(text: str) -> Fraction | None:
    """A number of points: 4, 2.5 or 1/2."""
    if not re.fullmatch(r"\d{1,4}(?:\.\d{1,3}|/[1-9]\d?)?", text.strip()):
        return None
    return Fraction(text.strip())


def shown_points(points: Fraction | float) -> str:
    """Points as people write them.

    >>> shown_points(Fraction(4)), shown_points(Fraction(10, 3))
    ('4', '3.33')
    """
    return f"{float(points):.2f}".rstrip("0").rstrip(".")
