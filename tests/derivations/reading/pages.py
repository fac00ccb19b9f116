"""What a page's links come to, in a word each: for tables of tests."""

from __future__ import annotations

from derivations.documents import check_text
from derivations.report import Assertion, Report


def verdicts(text: str) -> list[str]:
    """For each link its verdict, the code of its problem, or (if it isn't judged) its kind."""
    return [_word(a) for a in report(text).assertions]


def report(text: str) -> Report:
    """The report on a page."""
    return check_text("page.md", text, budget=10)


def _word(link: Assertion) -> str:
    code = "" if link.diagnostic is None else link.diagnostic.code
    unread = link.verdict == "unreadable" or (not link.meant and code.startswith("D0"))
    return code if unread else link.verdict or link.kind
