"""A report as JSON, schema 1: the stable format."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from ..report import Assertion, Outcome, Report

SCHEMA = 1
_OUTCOMES: tuple[Outcome, ...] = ("proved", "refuted", "undecided", "unreadable")


def json_report(reports: Sequence[Report], *, several: bool = False) -> str:
    """One report as an object; `several` as an array of objects.

    Characters outside ASCII are escaped, so that the text is the same in every encoding.

    >>> import json
    >>> json.loads(json_report([Report("empty.md", "", ())]))["summary"]
    {'proved': 0, 'refuted': 0, 'undecided': 0, 'unreadable': 0}
    """
    rows = [_report(report) for report in reports]
    return json.dumps(rows if several or len(rows) != 1 else rows[0], indent=2)


def _report(report: Report) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "document": report.document,
        "assertions": [_assertion(a) for a in _rows(report)],
        "chains": [
            {"assertions": list(c.assertions), "first_equals_last": c.first_equals_last}
            for c in report.chains
        ],
        "summary": {outcome: report.count(outcome) for outcome in _OUTCOMES},
        **({"second_opinion": told} if (told := report.second_opinions()) else {}),
    }


def _rows(report: Report) -> Iterator[Assertion]:
    """The links in order, and after those of a chain what it concludes, where that is proved."""
    reached = {c.assertions[-1]: c.conclusion for c in report.chains if c.conclusion is not None}
    for link in report.assertions:
        yield link
        if link.id in reached:
            yield reached[link.id]


def _assertion(a: Assertion) -> dict[str, object]:
    return {
        "id": a.id,
        "line": a.span.line,
        "column": a.span.column,
        "end_line": a.span.end_line,
        "end_column": a.span.end_column,
        "latex": a.latex,
        "left": a.left,
        "relation": a.relation,
        "right": a.right,
        "reading": a.reading,
        "kind": a.kind,
        "verdict": a.verdict,
        "conditions": list(a.conditions),
        "caveats": list(a.caveats),
        "method": a.method,
        "trust": a.trust,
        "witness": a.witness
        and {"at": a.witness.at, "left": a.witness.left, "right": a.witness.right},
        "nearest": a.nearest,
        "message": a.message,
        "seconds": round(a.seconds, 6),
        **({"second_opinion": a.second_opinion} if a.second_opinion else {}),
    }
