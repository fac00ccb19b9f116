"""Marks: what a submission reached, and for each line that counts, what is said of it.

These are plain values that go to other processes, into the cache and to every writer.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

What = Literal["right", "wrong", "carried", "open", "note"]
Status = Literal["marked", "stopped", "unreadable"]


NEAREST = "nearest true statement: "
_IN_ANSWER = " in the answer asked for"


def beside_answer(note: str) -> str:
    """What a witness says of a value beside the one that is accepted.

    >>> beside_answer("at x = 1: 2 on the left, 3 on the right")
    'at x = 1: 2 here, 3 in the answer asked for'
    """
    return note.replace(" on the left, ", " here, ").replace(" on the right", _IN_ANSWER)


@dataclass(frozen=True)
class Remark:
    """Something said of a place in the student's document.

    `what` is right, wrong, carried (right work from a wrong line: it costs nothing), open (a person
    has to look) or note. `lost` points are lost by it; `open` ones rest on what a person will say.
    """

    what: What
    line: int
    column: int
    end_line: int
    end_column: int
    latex: str
    message: str
    notes: tuple[str, ...] = ()
    lost: float = 0.0
    open: float = 0.0

    def notes_shown(self, *, nearest: bool) -> tuple[str, ...]:
        """The notes that a student sees; what gives the answer away only with `nearest`."""
        return tuple(
            note for note in self.notes
            if nearest or not (note.startswith(NEAREST) or note.endswith(_IN_ANSWER))
        )  # fmt: skip


@dataclass(frozen=True)
class QuestionMark:
    """What one question reached: `points` of `possible`; of these, `open` ones need a person."""

    number: str
    kind: str
    possible: float
    points: float
    open: float = 0.0
    remarks: tuple[Remark, ...] = ()
    answered: bool = True

    @property
    def needs_person(self) -> bool:
        """Whether something in it is left for a person to decide."""
        return any(r.what == "open" for r in self.remarks)


@dataclass(frozen=True)
class Mark:
    """What one submission reached.

    `status` is marked, stopped (the check did not end: no automatic result) or unreadable (the file
    can't be marked at all); for the latter two `message` says why, and there are no questions.
    `text` is the document as it was marked; `late` tells that a claim ran out of time.
    """

    student: str
    file: str
    status: Status
    questions: tuple[QuestionMark, ...] = ()
    message: str = ""
    text: str = ""
    seconds: float = 0.0
    late: bool = False

    @property
    def points(self) -> float:
        """The points reached, those that are open included: what is undecided costs nothing."""
        return round(sum(q.points for q in self.questions), 2)

    @property
    def possible(self) -> float:
        """The points that could be reached."""
        return round(sum(q.possible for q in self.questions), 2)

    @property
    def open(self) -> float:
        """The points that rest on what a person will say."""
        return round(sum(q.open for q in self.questions), 2)

    @property
    def needs_person(self) -> bool:
        """Whether a person has to look at it."""
        return self.status != "marked" or any(q.needs_person for q in self.questions)

    def as_data(self) -> dict[str, Any]:
        """The mark as plain data, for JSON."""
        return asdict(self)


def mark_of(data: dict[str, Any]) -> Mark:
    """The mark that `as_data` wrote.

    >>> mark = Mark("ann", "ann.md", "stopped", message="the check was stopped")
    >>> mark_of(mark.as_data()) == mark
    True

    Raises TypeError or KeyError where it is none.
    """
    questions = tuple(
        QuestionMark(
            **{**q, "remarks": tuple(Remark(**{**r, "notes": tuple(r["notes"])})
                                     for r in q["remarks"])}
        )
        for q in data["questions"]
    )  # fmt: skip
    return Mark(**{**data, "questions": questions})
