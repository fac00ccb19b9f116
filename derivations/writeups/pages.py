"""The page of a report, with pictures of the links that are refuted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from proofs.check import check
from proofs.kernel.terms import subterms
from proofs.verdict import Refuted

from ..derivation import Step
from ..reading import read_document
from ..report import Report
from ..writing.html.page import inline_svg
from ..writing.html.report import anchor, reports_page
from ..writing.pictures import Curves, PictureError, both_sides

MOST = 12
"""Pictures on one page."""
_SLOW = frozenset("integral sum prod limit deriv greatest least".split())
"""Operators whose values take too long at hundreds of points."""


def page(reports: Sequence[Report], template: Path | None = None) -> str:
    """A page of reports; a link that is refuted at a real number has a picture of both its sides.

    Raises TemplateFaultError where the template has a fault.
    """
    return reports_page(reports, template, [dict(_drawings(report)) for report in reports])


def _drawings(report: Report) -> Iterator[tuple[str, str]]:
    """SVG by the name of the link that it belongs to."""
    wanted = {a.id for a in report.assertions if a.verdict == "refuted" and a.witness is not None}
    drawn = 0
    for name, step in _steps(report) if wanted else ():
        if name not in wanted or drawn == MOST:
            continue
        picture = _picture(step)
        if picture is not None:
            drawn += 1
            yield name, _svg(anchor(name), picture)


def _steps(report: Report) -> Iterator[tuple[str, Step]]:
    """The links of the document by the names that they have in the report."""
    for derivation in read_document(report.document, report.text).derivations:
        for position, step in enumerate(derivation.steps, start=1):
            yield f"{derivation.id}/{position}", step


def _picture(step: Step) -> Curves | None:
    if step.claim is None:
        return None
    verdict = check(step.claim, budget=1.0)
    picture = both_sides(verdict) if isinstance(verdict, Refuted) else None
    if picture is None or any(
        part.op in _SLOW for curve in picture.curves for part in subterms(curve.term)
    ):
        return None
    return picture


def _svg(name: str, picture: Curves) -> str:
    with TemporaryDirectory(prefix="derive-") as folder:
        path = Path(folder) / "picture.svg"
        try:
            picture.save(path)
        except PictureError:
            return ""
        return inline_svg(name, path.read_text(encoding="utf-8"))
