"""A checked writeup as HTML: the blocks in order, chains with their reasons, pictures drawn in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from proofs.claim import Claim
from proofs.verdict import Proved

from ...derivation import Derivation
from ...writeup import (
    Block,
    Chain,
    CheckedWriteup,
    Display,
    Figure,
    Heading,
    Items,
    Paragraph,
    Table,
    WriteupError,
)
from ..columns import columns, is_numeric
from ..mathematics import MathematicsError
from ..rows import Row, rows
from ..widths import width
from .page import breakable, html, plain

_WIDEST_LEFT = 14.0
"""A left side that is wider, in em, has a line to itself."""


def body(checked: CheckedWriteup, drawings: Mapping[str, str]) -> str:
    """The blocks of a writeup; `drawings` are the SVG of its figures, by their names.

    Raises WriteupError where something in it can't be written.
    """
    try:
        parts = [_block(block, checked.verdicts, drawings) for block in checked.writeup.blocks]
    except MathematicsError as error:
        raise WriteupError(str(error)) from error
    return "\n".join(parts) + "\n"


def _block(block: Block, verdicts: Mapping[Claim, Proved], drawings: Mapping[str, str]) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level + 1}>{html(text)}</h{level + 1}>"
        case Paragraph(text):
            return f"<p>{html(text)}</p>"
        case Items(items, numbered):
            kind = "ol" if numbered else "ul"
            return f"<{kind}>" + "".join(f"<li>{html(item)}</li>" for item in items) + f"</{kind}>"
        case Display(formula):
            return f'<div class="display">{breakable(formula)}</div>'
        case Chain(derivation):
            return derived(derivation, verdicts)
        case Table():
            return table(block)
        case Figure(name, caption, _):
            return (
                f'<figure><div role="img" aria-label="{plain(caption)}">{drawings[name]}</div>'
                f"<figcaption>{html(caption)}</figcaption></figure>"
            )


def derived(derivation: Derivation, verdicts: Mapping[Claim, Proved]) -> str:
    """A derivation with what is said before and after it, and its parts."""
    parts = [f"<p>{html(derivation.opening)}</p>"] if derivation.opening else []
    if derivation.steps:
        parts.append(chain(rows(derivation, verdicts)))
    parts += [derived(part, verdicts) for part in derivation.parts]
    if derivation.closing:
        parts.append(f"<p>{html(derivation.closing)}</p>")
    return "\n".join(parts)


def chain(links: Sequence[Row]) -> str:
    """Links below one another, the relations in a column, the reasons in another."""
    apart = max(width(row.left) for row in links if row.left) > _WIDEST_LEFT
    lines: list[str] = []
    for row in links:
        left = breakable(row.left) if row.left else ""
        if apart and left:
            lines.append(f'<tr><td class="alone" colspan="3">{left}</td></tr>')
            left = ""
        right = breakable(f"{{}}{row.relation} {row.right}")
        lines.append(
            f'<tr><td class="left">{left}</td><td class="right">{right}</td>'
            f'<td class="reason">{html(row.reason)}</td></tr>'
        )
    kind = "chain apart" if apart else "chain"
    return f'<table class="{kind}"><tbody>\n' + "\n".join(lines) + "\n</tbody></table>"


def table(block: Table) -> str:
    """A table, with a line above the rows that have one."""
    marks = [' class="number"' if is_numeric(cells) else "" for cells in columns(block)]
    head = "".join(
        f'<th scope="col"{mark}>{html(cell)}</th>'
        for cell, mark in zip(block.head, marks, strict=True)
    )
    lines = []
    for position, row in enumerate(block.rows):
        ruled = ' class="ruled"' if position in block.rules else ""
        cells = (f"<td{mark}>{html(cell)}</td>" for cell, mark in zip(row, marks, strict=True))
        lines.append(f"<tr{ruled}>{''.join(cells)}</tr>")
    caption = f"<caption>{html(block.caption)}</caption>" if block.caption else ""
    return (
        f'<div class="wide"><table class="values">{caption}<thead><tr>{head}</tr></thead><tbody>\n'
        + "\n".join(lines)
        + "\n</tbody></table></div>"
    )
