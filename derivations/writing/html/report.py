"""The report on a document as HTML: what was written, each link in the colour of its verdict.

Every link leads to what was found about it, which opens without a script. All of the person's text
is escaped; a formula of theirs is set only where all of it may be written, else shown as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import takewhile
from pathlib import Path
from typing import TypeVar

from markupsafe import Markup

from ...derivation import Diagnostic
from ...report import Assertion, Outcome, Report
from ..excerpt import shown
from ..mathematics import MathematicsError
from ..template import filled
from .mathml import mathml
from .page import breakable, style
from .places import Lines, Piece, Region, pieces, regions

_NAMED = frozenset(("tried", "help", "note", "read as"))
_OUTCOMES: tuple[Outcome, ...] = ("proved", "refuted", "undecided", "unreadable")
_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
_LAYOUT = re.compile(r"\\\\(?:\[[^]]*\])?|\\(?:begin|end)\{(?:aligned|align|split|gathered)\*?\}|&")
_ALIGNMENT = re.compile(r"^\s*&|&\s*$|(?:&\s*)?\\\\\s*$")
_STRONG = re.compile(r"\*\*(\S(?:[^*\n]*\S)?)\*\*")
_STRESSED = re.compile(r"(?<![\w*])\*(\w(?:[^*\n]*\w)?)\*(?![\w*])")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$", re.DOTALL)


Drawings = Mapping[str, str]
"""SVG by the names of the links that it is shown with."""


def reports_page(
    reports: Sequence[Report], template: Path | None = None, drawings: Sequence[Drawings] = ()
) -> str:
    """A page of one report or several, each with its drawings, if there are any.

    Raises TemplateFaultError, as `filled` does.
    """
    title = escape(", ".join(shown(report.document) for report in reports))
    drawn = drawings or [{} for _ in reports]
    parts = [body(report, svg) for report, svg in zip(reports, drawn, strict=True)]
    if len(reports) > 1:
        names = [f"<h2>{escape(shown(report.document))}</h2>\n" for report in reports]
        parts = [name + part for name, part in zip(names, parts, strict=True)]
    values = {
        "title": Markup(title), "plain_title": Markup(title), "body": Markup("".join(parts)),
        "style": Markup(style()),
    }  # fmt: skip
    return filled(template, "html", values)


def body(report: Report, drawings: Drawings | None = None) -> str:
    """What the page of a report holds: the count, the document, and what was found beside it."""
    drawn = drawings or {}
    lines = Lines(report.text)
    links = [a for a in report.assertions if a.verdict is not None]
    waiting = sorted(links, key=lambda a: a.span.line)
    told = sorted(report.diagnostics, key=lambda d: d.span.line)
    parts = [_summary(report), _contents(links)]
    for block in _BLOCK.finditer(report.text):
        last = lines.number(block.end() - 1)
        here = _taken(waiting, last)
        parts.append(_source(report.text, block.span(), pieces(here, report.text, lines)))
        parts += [_diagnostic(d) for d in _taken(told, last)]
        parts += [_found(a, drawn.get(a.id, "")) for a in here]
    return (
        "\n".join([*parts, *(_found(a) for a in waiting), *(_diagnostic(d) for d in told)]) + "\n"
    )


_Placed = TypeVar("_Placed", Assertion, Diagnostic)


def _taken(waiting: list[_Placed], last: int) -> list[_Placed]:
    """Those that begin up to a line; they wait no longer."""
    count = sum(1 for _ in takewhile(lambda one: one.span.line <= last, waiting))
    here = waiting[:count]
    del waiting[:count]
    return here


def _summary(report: Report) -> str:
    counts = (
        f'<li class="{outcome}"><b>{report.count(outcome)}</b> {outcome}</li>'
        for outcome in _OUTCOMES
    )
    return f'<ul class="summary">{"".join(counts)}</ul>'


def _contents(links: Iterable[Assertion]) -> str:
    """A list of the links that aren't proved, to go to."""
    rows = "".join(
        f'<li class="{a.verdict}"><a href="#{anchor(a.id)}">line {a.span.line}</a>'
        f" {_stated(a)}: {_escaped(a.message)}</li>"
        for a in links
        if a.verdict != "proved"
    )
    return f"<nav><ul>{rows}</ul></nav>" if rows else ""


# --- the document ---------------------------------------------------------------------------------


def _source(text: str, block: tuple[int, int], links: list[Piece]) -> str:
    start, end = block
    heading = _HEADING.match(text[start:end])
    tag = "p"
    if heading is not None and not links:
        tag = f"h{min(len(heading.group(1)) + 1, 6)}"
        start, end = start + heading.start(2), start + heading.end(2)
    parts, at = [], start
    for region in regions(text, start, end):
        parts += [_words(text, at, region.start, links), _formula(text, region, links)]
        at = region.end
    parts.append(_words(text, at, end, links))
    for position, part in enumerate(parts):  # a display stands in a line of its own anyway
        if part.startswith('<span class="display">'):
            parts[position - 1] = parts[position - 1].rstrip()
            parts[position + 1] = parts[position + 1].lstrip()
    return f'<{tag} class="source">{"".join(parts)}</{tag}>'


def _formula(text: str, region: Region, links: list[Piece]) -> str:
    within = [p for p in links if region.inner <= p.start and p.end <= region.inner_end]
    kind = "display" if region.display else "inline"
    try:
        inside = _set(text, region, within)
    except MathematicsError:
        return f"<code>{_words(text, region.start, region.end, links)}</code>"
    return f'<span class="{kind}">{inside}</span>'


def _set(text: str, region: Region, within: list[Piece]) -> str:
    """The formula in type, each link in its colour. Raises MathematicsError where it can't be."""
    if not within:
        return _math(text[region.inner : region.inner_end].strip(), region.display)
    out, at = "", region.inner
    for piece in within:
        out += _gap(text[at : piece.start])
        latex = _ALIGNMENT.sub("", text[piece.start : piece.end])
        out += _marked(_math(("{}" if out else "") + latex, region.display), piece.link)
        at = piece.end
    rest = text[at : region.inner_end]
    ending = rest.rstrip()[-1:] if rest.rstrip()[-1:] in (".", ",", ";") else ""
    _gap(rest.rstrip().removesuffix(ending) if ending else rest)
    return out + ending


def _gap(between: str) -> str:
    """What stands between two links: nothing, or layout. Raises MathematicsError for all else."""
    if _LAYOUT.sub("", between).strip():
        raise MathematicsError("there is more in the formula than its links")
    return "<br>" if "\\\\" in between else ""


def _math(latex: str, display: bool) -> str:
    return breakable(latex) if display else mathml(latex)


def _words(text: str, start: int, end: int, links: list[Piece]) -> str:
    """The text of a stretch as it is typed, escaped, with the links in it marked."""
    out, at = "", start
    for piece in links:
        if piece.start >= at and piece.end <= end:
            out += _escaped(text[at : piece.start])
            out += _marked(_escaped(text[piece.start : piece.end]), piece.link)
            at = piece.end
    out += _escaped(text[at:end])
    return _STRESSED.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", out))


def _escaped(text: str) -> str:
    return "\n".join(escape(shown(line)) for line in text.split("\n"))


def _marked(inside: str, link: Assertion | None) -> str:
    if link is None:
        return inside
    return (
        f'<a class="link {link.verdict}" href="#{anchor(link.id)}"'
        f' title="{link.verdict}, line {link.span.line}">{inside}</a>'
    )


# --- what was found -------------------------------------------------------------------------------


def anchor(name: str) -> str:
    """The name within the page of what was found about the link of this name.

    >>> anchor("q3/2")
    'link-q3-2'
    """
    return "link-" + re.sub(r"[^A-Za-z0-9]+", "-", name)


def _found(link: Assertion, drawing: str = "") -> str:
    opened = "" if link.verdict == "proved" else " open"
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in _told(link))
    said = "both sides, and where they differ"
    figure = f'<figure role="img" aria-label="{said}">{drawing}</figure>' if drawing else ""
    return (
        f'<details class="{link.verdict}"{opened}><summary><b>{link.verdict}</b> '
        f'{_stated(link)} <span class="line">line {link.span.line}</span></summary>'
        f'<dl id="{anchor(link.id)}">{rows}</dl>{figure}</details>'
    )


def _stated(link: Assertion) -> str:
    for latex in (f"{link.left} {link.relation} {link.right}", link.latex):
        try:
            return mathml(latex)
        except MathematicsError:
            continue
    return f"<code>{_escaped(' '.join(link.latex.split()))}</code>"


def _told(link: Assertion) -> Iterator[tuple[str, str]]:
    if link.verdict != "proved":
        yield "", _escaped(link.message)
    if link.conditions:
        yield "holds where", ", ".join(map(_shown_formula, link.conditions))
    for caveat in link.caveats:
        yield "note", _escaped(caveat)
    witness = link.witness
    if witness is not None and witness.left:
        at = ", ".join(_shown_formula(f"{k} = {v}", plain=True) for k, v in witness.at.items())
        sides = f"{escape(witness.left)} on the left, {escape(witness.right)} on the right"
        yield "witness", f"at {at}: {sides}" if at else sides
    if link.nearest is not None:
        yield "nearest true statement", _shown_formula(link.nearest)
    for note in link.diagnostic.notes if link.diagnostic is not None else ():
        name, _, rest = note.partition(": ")
        if name == "left to show":
            yield name, _shown_formula(rest)
        elif name in _NAMED:
            yield name, _escaped(rest)
        elif not (witness is not None and witness.left) and name != "nearest true statement":
            yield "why", _escaped(note)
    if link.reading:
        yield "read as", f"<code>{_escaped(link.reading)}</code>"
    if link.method is not None:
        trust = f", on the word of {link.trust}" if link.trust == "sympy" else ""
        yield "by", _escaped(link.method) + trust


def _shown_formula(latex: str, *, plain: bool = False) -> str:
    if plain and "sqrt(" in latex:  # values are in plain notation, not in LaTeX
        return f"<code>{_escaped(latex)}</code>"
    try:
        return mathml(latex)
    except MathematicsError:
        return f"<code>{_escaped(latex)}</code>"


def _diagnostic(told: Diagnostic) -> str:
    notes = "".join(f"<br>{_escaped(note)}" for note in told.notes)
    return (
        f'<p class="told {told.severity}"><b>{told.severity} {escape(told.code)}</b>, line'
        f" {told.span.line}: {_escaped(told.message)}{notes}</p>"
    )
