"""A report as SARIF 2.1.0, which code scanning and editors read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..report import Report
from .told import CODES, Told, told

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "note": "note"}


def sarif(reports: Sequence[Report]) -> str:
    """The JSON of reports, as one run.

    >>> json.loads(sarif([Report("empty.md", "", ())]))["runs"][0]["results"]
    []
    """
    found = [(report, one) for report in reports for one in told(report)]
    codes = sorted({one.diagnostic.code for _, one in found})
    run = {
        "tool": {
            "driver": {
                "name": "derive", "version": version("derivations"),
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, one, codes) for report, one in found],
    }  # fmt: skip
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    name, meaning = CODES.get(code, (code, code))
    words = name.replace("-", " ").title().replace(" ", "")
    return {
        "id": code, "name": words, "shortDescription": {"text": meaning},
        "fullDescription": {"text": meaning}, "help": {"text": meaning},
    }  # fmt: skip


def _result(report: Report, one: Told, codes: Sequence[str]) -> dict[str, Any]:
    diagnostic = one.diagnostic
    span = diagnostic.span
    region = {
        "startLine": max(span.line, 1), "startColumn": max(span.column, 1),
        "endLine": max(span.end_line, 1), "endColumn": max(span.end_column, 1),
    }  # fmt: skip
    place = {"artifactLocation": {"uri": _uri(report.document)}, "region": region}
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": one.text},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"derivation/v1": _fingerprint(report, one)},
    }


def _uri(document: str) -> str:
    """Where a document is, from here; another place by its whole path.

    >>> _uri("notes/a b.md"), _uri("/elsewhere/a.md")
    ('notes/a%20b.md', 'file:///elsewhere/a.md')
    """
    path = Path(document)
    if path.is_absolute():
        try:
            path = path.relative_to(Path.cwd())
        except ValueError:
            return path.as_uri()
    return quote(path.as_posix())


def _fingerprint(report: Report, one: Told) -> str:
    """The same for the same link said of in the same way, wherever it has moved to."""
    latex = one.link.latex if one.link is not None else ""
    parts = (report.document, one.diagnostic.code, latex, one.diagnostic.message)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
