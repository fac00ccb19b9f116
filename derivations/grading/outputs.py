"""What a run writes into its folder: feedback as it comes, grades and lists at the end."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .marks import Mark, mark_of
from .nbgrader import for_a_person, grades
from .sheet import Sheet

MARKS = "marks.jsonl"


def page_name(student: str) -> str:
    """The name of a student's page: safe on every file system, and of no other student.

    >>> page_name("ann"), page_name("../ann")[:4]
    ('ann.html', 'ann-')
    """
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", student).strip("-")[:60]
    if plain == student and student == student.lower():
        return f"{plain}.html"
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{plain or 'student'}-{digest}.html"


class Outputs:
    """A folder with feedback/, marks.jsonl, grades.csv and needs-a-person.csv."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "feedback").mkdir(parents=True, exist_ok=True)

    def known(self) -> dict[str, Mark]:
        """The marks that an earlier run has written, by their keys; a torn line is not one."""
        out: dict[str, Mark] = {}
        try:
            lines = (self.folder / MARKS).read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            return out
        for line in lines:
            try:
                row = json.loads(line)
                out[row["key"]] = mark_of(row["mark"])
            except (ValueError, TypeError, KeyError):
                continue
        return out

    def has_page(self, mark: Mark) -> bool:
        """Whether a student's page is there."""
        return (self.folder / "feedback" / page_name(mark.student)).is_file()

    def page(self, mark: Mark, page: str) -> None:
        """Write a student's page."""
        write(self.folder / "feedback" / page_name(mark.student), page)

    def result(self, key: str, mark: Mark) -> None:
        """Add a mark to what has been written so far."""
        row = json.dumps({"key": key, "mark": mark.as_data()}, ensure_ascii=True)
        with (self.folder / MARKS).open("a", encoding="utf-8") as out:
            out.write(row + "\n")

    def finish(self, sheet: Sheet, keys: dict[str, str], marks: Sequence[Mark]) -> None:
        """Write the grades and lists, and the marks without what earlier runs left."""
        write(self.folder / "grades.csv", grades(sheet, marks))
        write(self.folder / "needs-a-person.csv", for_a_person(marks))
        rows = [
            json.dumps({"key": keys[m.student], "mark": m.as_data()})
            for m in marks
            if m.student in keys and m.status == "marked"
        ]
        write(self.folder / MARKS, "".join(f"{row}\n" for row in rows))


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as out:
            out.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
