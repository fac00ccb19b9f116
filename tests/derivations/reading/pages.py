"""What a page's links come to, in a word each: for tables of tests."""

from __future__ import annotations

from derivations.documents import check_text
from derivations.report import Report


def verdicts(text: str) -> list[str]:
    """For each link its verdict, the code of its problem, or (if it isn't judged) its kind."""
    return [_word(a.verdict, a.kind, a.diagnostic) for a in report(text).assertions]


def report(text: str) -> Report:
    """The report on a page."""
    return check_text("page.md", text, budget=10)


def _word(verdict: str | None, kind: str, diagnostic: object) -> str:
    if verdict == "unreadable":
        return str(getattr(diagnostic, "code", ""))
    return verdict or kind
