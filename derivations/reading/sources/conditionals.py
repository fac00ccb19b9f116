r"""Conditionals of TeX: the branches that are not printed, of `\iffalse`, `\iftrue`, `\newif`."""

from __future__ import annotations

from dataclasses import dataclass

from ...regex import regex

_WORD = regex(r"(?<!\\)\\(?P<name>[A-Za-z@]+)")
_DECLARES = regex(r"\\newif\s*\Z")
_NO_CONDITIONAL = frozenset({"iff", "ifthenelse", "iftoggle"})


@dataclass
class _Branch:
    """An open conditional: whether its condition holds, if known; from where it is hidden."""

    holds: bool | None
    hidden: int | None


def left_out(text: str) -> list[tuple[int, int]]:
    r"""The offsets of the branches that TeX leaves out.

    >>> text = r"\newif\ifx \xtrue \ifx a \else b \fi"
    >>> [text[a:b] for a, b in left_out(text)]
    ['\\else b \\fi']
    >>> left_out(r"$a \iff b$"), left_out(r"\ifdim a \else b \fi")
    ([], [])
    """
    if "\\if" not in text:
        return []
    values: dict[str, bool] = {"true": True, "false": False}
    open_: list[_Branch] = []
    out: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        name, start = match["name"], match.start()
        hidden = any(branch.hidden is not None for branch in open_)
        if name.startswith("if") and name not in _NO_CONDITIONAL:
            if _DECLARES.search(text, max(start - 20, 0), start):
                values[name[2:]] = False
                continue
            holds = None if hidden else values.get(name[2:])
            open_.append(_Branch(holds, start if holds is False else None))
        elif name == "else" and open_:
            branch = open_[-1]
            if branch.hidden is not None:
                out.append((branch.hidden, match.end()))
                branch.hidden = None
            elif branch.holds:
                branch.hidden = start
        elif name == "fi" and open_:
            branch = open_.pop()
            if branch.hidden is not None:
                out.append((branch.hidden, match.end()))
        elif not hidden:
            for ending, value in (("true", True), ("false", False)):
                if name.endswith(ending) and name.removesuffix(ending) in values:
                    values[name.removesuffix(ending)] = value
    out += [(branch.hidden, len(text)) for branch in open_ if branch.hidden is not None]
    return outermost(out)


def outermost(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, without those within others."""
    out: list[tuple[int, int]] = []
    for a, b in sorted(ranges):
        if out and a < out[-1][1]:
            out[-1] = out[-1][0], max(b, out[-1][1])
        else:
            out.append((a, b))
    return out
