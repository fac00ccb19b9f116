"""A report as JUnit's XML: a suite for each document, a case for each link that is judged.

A refuted link is a failure, an unreadable one an error, an undecided one skipped, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ..report import Assertion, Report
from .told import Told

_TAGS = {"refuted": "failure", "unreadable": "error", "undecided": "skipped"}
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(reports: Sequence[Report]) -> str:
    """The XML of reports.

    >>> '<testsuite name="empty.md" tests="0"' in junit([Report("empty.md", "", ())])
    True
    """
    root = Element("testsuites", name="derive")
    for report in reports:
        _suite(root, report)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _suite(root: Element, report: Report) -> None:
    judged = [a for a in report.assertions if a.verdict is not None]
    alone = [d for d in report.diagnostics if d.severity == "error"]
    count = {v: sum(a.verdict == v for a in judged) for v in _TAGS}
    suite = SubElement(
        root, "testsuite", name=_text(report.document), tests=str(len(judged) + len(alone)),
        failures=str(count["refuted"]), errors=str(count["unreadable"] + len(alone)),
        skipped=str(count["undecided"]), time=f"{sum(a.seconds for a in judged):.3f}",
    )  # fmt: skip
    for link in judged:
        _case(suite, report, link)
    for diagnostic in alone:
        case = SubElement(suite, "testcase", classname=_text(report.document),
                          name=f"line {diagnostic.span.line}", time="0.000")  # fmt: skip
        _outcome(case, "error", Told(diagnostic), diagnostic.code)


def _case(suite: Element, report: Report, link: Assertion) -> None:
    latex = " ".join(link.latex.split())
    case = SubElement(
        suite, "testcase", classname=_text(report.document),
        name=_text(f"{link.id} (line {link.span.line}): {latex}"), file=_text(report.document),
        line=str(link.span.line), time=f"{link.seconds:.3f}",
    )  # fmt: skip
    tag = _TAGS.get(link.verdict or "")
    if tag is not None:
        found = Told(link.diagnostic, link) if link.diagnostic is not None else None
        _outcome(case, tag, found, link.diagnostic.code if link.diagnostic else "")


def _outcome(case: Element, tag: str, found: Told | None, code: str) -> None:
    message = found.diagnostic.message if found is not None else tag
    made = SubElement(case, tag, message=_text(message))
    if tag != "skipped":
        made.set("type", code)
    made.text = _text(found.text) if found is not None else ""


def _text(text: str) -> str:
    """Text without the characters that XML has no place for."""
    return _NO_XML.sub("\ufffd", text)
