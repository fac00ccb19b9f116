r"""Macros of a source: `\newcommand`, `\def` and the like, found in its text.

Their calls are expanded where the text is cut into tokens; see `tokens`. An expansion that does not
end, or grows too large, is refused there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ...regex import regex
from .groups import group_ends, without_unseen

MAX_CALLS, MAX_DEPTH = 1_000, 40
"""Most calls of macros in one formula, those within expansions included; most within each other."""


@dataclass(frozen=True)
class Macro:
    """A macro: how many parameters it takes, the text that stands for an absent first one (None:
    it has to be there), its body, in which `#1` is the first argument, and where its group ends.

    `formula`: that group is a formula, which a definition outlives on some pages. `doubtful`:
    whether the definition is carried out, or what it gives, hangs on more than its text. `let`: it
    is a copy of another name's meaning.
    """

    parameters: int
    body: str
    default: str | None = None
    until: int | None = None
    formula: bool = False
    doubtful: bool = False
    let: bool = False

    def expanded(self, arguments: list[str]) -> str:
        r"""The body with the arguments put in.

        >>> Macro(2, r"\frac{#1}{#2}").expanded(["a", "b + 1"])
        '\\frac{a}{b + 1}'
        """
        return _PARAMETER.sub(lambda m: self._argument(int(m.group(1)), arguments), self.body)

    @staticmethod
    def _argument(number: int, arguments: list[str]) -> str:
        return arguments[number - 1] if 1 <= number <= len(arguments) else f"#{number}"


_PARAMETER = regex(r"#([1-9])")
DEFINING = frozenset(
    "\\newcommand \\renewcommand \\providecommand \\DeclareMathOperator \\def \\gdef \\edef \\xdef"
    " \\let \\DeclareRobustCommand \\NewDocumentCommand \\RenewDocumentCommand"
    " \\ProvideDocumentCommand \\DeclareDocumentCommand".split()
)
_DEFINING = regex(
    r"\\(?P<kind>newcommand|renewcommand|providecommand|DeclareMathOperator|DeclareRobustCommand"
    r"|(?:New|Renew|Provide|Declare)DocumentCommand|[gex]?def|let)(?![A-Za-z])(?P<star>\*?)\s*"
)
_NAME = regex(r"\\(?:[A-Za-z@]+|[^A-Za-z\s])")
_COUNT = regex(r"\s*\[\s*([0-9])\s*\]")
_PARAMETERS = regex(r"\s*((?:#[1-9]\s*)*)(?=\{)")


@lru_cache(maxsize=8)
def macros_of(text: str) -> dict[str, list[tuple[int, Macro]]]:
    r"""The macros that a text defines, by name with its backslash, each with where that ends.

    >>> macros_of(r"\newcommand{\half}[1]{\frac{#1}{2}} \def\R{\mathbb{R}}")["\\half"][0][0]
    35
    """
    found: dict[str, list[tuple[int, Macro]]] = {}
    if _DEFINING.search(text) is None:
        return found
    seen = without_unseen(text)
    everywhere: set[int] = set()
    bodies = [match.span() for match in _ENVIRONMENT.finditer(seen)]
    for match in _DEFINING.finditer(seen):
        made = _definition(seen, match)
        if made is None:
            continue
        name, macro, end = made
        if match["kind"].lower().startswith("provide") and name in found:
            continue
        if any(a < match.start() < b for a, b in bodies):
            macro = replace(macro, doubtful=True)  # carried out wherever the other one is called
        bodies.append((match.start(), end))
        if match["kind"] in ("gdef", "xdef") or _GLOBAL.search(
            seen[max(match.start() - 20, 0) : match.start()]
        ):
            everywhere.add(end)
        found.setdefault(name, []).append((end, macro))
    for several in found.values():
        several[:] = [(end, _settled(macro, end, found)) for end, macro in several]
    return _within_groups(seen, found, everywhere) if found else found


def _settled(macro: Macro, end: int, found: dict[str, list[tuple[int, Macro]]]) -> Macro:
    r"""The macro; what `\let` takes it from may get another meaning later."""
    taken = found.get(macro.body.strip(), ()) if macro.let else ()
    return replace(macro, doubtful=True) if any(at > end for at, _ in taken) else macro


_GLOBAL = regex(r"\\global\s*(?:\\long\s*)?\Z")
_ENVIRONMENT = regex(
    r"\\(?:re)?newenvironment\*?\s*\{[^{}]*\}(?:\[[^\]]*\])*\s*"
    r"(?:\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}\s*){2}"
)


def _within_groups(
    text: str, found: dict[str, list[tuple[int, Macro]]], everywhere: set[int]
) -> dict[str, list[tuple[int, Macro]]]:
    """The macros, each with the end of the group that it is defined in."""
    ends = (end for several in found.values() for end, _ in several if end not in everywhere)
    closed = group_ends(text, ends)
    page = "\\documentclass" not in text and "\\begin{document}" not in text
    return {
        name: [
            (end, replace(m, until=closed[end][0], formula=page and closed[end][1]))
            if end in closed else (end, m)
            for end, m in several
        ]
        for name, several in found.items()
    }  # fmt: skip


class TwoMeanings(Exception):
    """A macro that one reader of a page takes for one thing, and another for another."""


def macro_at(known: list[tuple[int, Macro]], at: int, *, builtin: bool = False) -> Macro | None:
    """The macro that a name stands for at a place: the one defined last before it.

    None where its definitions are over, or not yet made, and it is a command of TeX (`builtin`).
    Raises TwoMeanings where that is in doubt.
    """
    if len(known) == 1 and not builtin and not known[0][1].let:
        return known[0][1]
    before = [m for end, m in known if end <= at]
    if any(m.doubtful for m in before):
        raise TwoMeanings
    held = [m for m in before if m.until is None or at < m.until]
    outlived = [m for m in before if m.until is None or at < m.until or m.formula]
    if not outlived:
        if builtin:
            return None
        if before:
            raise TwoMeanings
        return known[0][1]
    if held and _meaning(outlived) != _meaning(held):
        raise TwoMeanings
    return outlived[-1]


def _meaning(macros: list[Macro]) -> tuple[int, str, str | None]:
    """What the last of some macros stands for."""
    return macros[-1].parameters, macros[-1].body, macros[-1].default


def definition_end(text: str, at: int, stop: int) -> int | None:
    r"""Where the definition that begins at `at` ends; None where none stands there.

    >>> definition_end(r"\def\a{b} x", 0, 11)
    9
    """
    match = _DEFINING.match(text, at, stop)
    made = _definition(text, match) if match is not None else None
    return None if made is None or made[2] > stop else made[2]


def _definition(text: str, match: re.Match[str]) -> tuple[str, Macro, int] | None:
    """The name, the macro, and where its definition ends."""
    at = match.end()
    grouped = text.startswith("{", at)
    name = _NAME.match(text, _past_space(text, at + grouped))
    if name is None:
        return None
    at = _past_space(text, name.end())
    if grouped:
        if not text.startswith("}", at):
            return None
        at += 1
    kind = match.group("kind")
    if kind == "let":
        return _let(text, name.group(), at)
    if kind == "DeclareMathOperator":
        body = _group(text, _past_space(text, at))
        if body is None:
            return None
        return name.group(), Macro(0, f"\\operatorname{{{body[0]}}}"), body[1]
    count, default = 0, None
    if kind.endswith("DocumentCommand"):
        taken = _group(text, _past_space(text, at))
        if taken is None or taken[0].replace(" ", "").strip("m"):
            return None
        count, at = taken[0].count("m"), taken[1]
    elif kind.endswith("def"):
        given = _PARAMETERS.match(text, at)
        if given is None:
            return None
        count, at = given.group(1).count("#"), given.end()
    else:
        said = _COUNT.match(text, at)
        if said is not None:
            count, at = int(said.group(1)), said.end()
            optional = _optional(text, _past_space(text, at))
            if optional is not None:
                default, at = optional
    body = _group(text, _past_space(text, at))
    if body is None:
        return None
    early = kind in ("edef", "xdef") and "\\" in body[0]  # what stands in it is expanded at once
    return name.group(), Macro(count, body[0], default, doubtful=early), body[1]


def _let(text: str, name: str, at: int) -> tuple[str, Macro, int] | None:
    at = _past_space(text, at)
    if text.startswith("=", at):
        at = _past_space(text, at + 1)
    meant = _NAME.match(text, at)
    return None if meant is None else (name, Macro(0, meant.group() + " ", let=True), meant.end())


def arguments_at(macro: Macro, text: str, at: int, stop: int) -> tuple[list[str], int] | None:
    r"""The arguments that follow a call, and where they end; None where one is missing.

    >>> arguments_at(Macro(2, ""), r"{a + 1} b", 0, 9)
    (['a + 1', 'b'], 9)
    """
    arguments: list[str] = []
    if macro.default is not None:
        optional = _optional(text, _past_space(text, at))
        if optional is not None and optional[1] <= stop:
            arguments.append(optional[0])
            at = optional[1]
        else:
            arguments.append(macro.default)
    while len(arguments) < macro.parameters:
        at = _past_space(text, at)
        if at >= stop:
            return None
        if text[at] == "{":
            group = _group(text, at)
            if group is None or group[1] > stop:
                return None
            arguments.append(group[0])
            at = group[1]
        else:
            name = _NAME.match(text, at, stop)
            end = name.end() if name is not None else at + 1
            arguments.append(text[at:end])
            at = end
    return arguments, at


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _optional(text: str, at: int) -> tuple[str, int] | None:
    if not text.startswith("[", at):
        return None
    close = text.find("]", at)
    return None if close < 0 else (text[at + 1 : close], close + 1)


_BRACE = regex(r"\\.|[{}]", re.DOTALL)


def _group(text: str, at: int) -> tuple[str, int] | None:
    """What stands in the braces at `at`, and where they end."""
    if not text.startswith("{", at):
        return None
    depth = 0
    for match in _BRACE.finditer(text, at):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            return text[at + 1 : match.start()], match.end()
    return None
