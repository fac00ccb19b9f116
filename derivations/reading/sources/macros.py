r"""Macros of a source: `\newcommand`, `\def` and the like, found in its text.

Their calls are expanded where the text is cut into tokens; see `tokens`. An expansion that does not
end, or grows too large, is refused there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

MAX_CALLS, MAX_DEPTH = 1_000, 40
"""Most calls of macros in one formula, those within expansions included; most within each other."""


@dataclass(frozen=True)
class Macro:
    """A macro: how many parameters it takes, the text that stands for an absent first one (None:
    it has to be there), its body, in which `#1` is the first argument, and where its group ends."""

    parameters: int
    body: str
    default: str | None = None
    until: int | None = None

    def expanded(self, arguments: list[str]) -> str:
        r"""The body with the arguments put in.

        >>> Macro(2, r"\frac{#1}{#2}").expanded(["a", "b + 1"])
        '\\frac{a}{b + 1}'
        """
        return _PARAMETER.sub(lambda m: self._argument(int(m.group(1)), arguments), self.body)

    @staticmethod
    def _argument(number: int, arguments: list[str]) -> str:
        return arguments[number - 1] if 1 <= number <= len(arguments) else f"#{number}"


_PARAMETER = re.compile(r"#([1-9])")
DEFINING = frozenset(
    "\\newcommand \\renewcommand \\providecommand \\DeclareMathOperator \\def \\gdef \\let".split()
)
_DEFINING = re.compile(
    r"\\(?P<kind>newcommand|renewcommand|providecommand|DeclareMathOperator|g?def|let)"
    r"(?![A-Za-z])(?P<star>\*?)\s*"
)
_NAME = re.compile(r"\\(?:[A-Za-z@]+|[^A-Za-z\s])")
_COUNT = re.compile(r"\s*\[\s*([0-9])\s*\]")
_PARAMETERS = re.compile(r"\s*((?:#[1-9]\s*)*)(?=\{)")


@lru_cache(maxsize=8)
def macros_of(text: str) -> dict[str, list[tuple[int, Macro]]]:
    r"""The macros that a text defines, by name with its backslash, each with where that ends.

    >>> macros_of(r"\newcommand{\half}[1]{\frac{#1}{2}} \def\R{\mathbb{R}}")["\\half"][0][0]
    35
    """
    found: dict[str, list[tuple[int, Macro]]] = {}
    for match in _DEFINING.finditer(text):
        made = _definition(text, match)
        if made is not None:
            name, macro, end = made
            found.setdefault(name, []).append((end, macro))
    if all(len(several) == 1 for several in found.values()):
        return found
    return _forgotten(text, found)


def _forgotten(
    text: str, found: dict[str, list[tuple[int, Macro]]]
) -> dict[str, list[tuple[int, Macro]]]:
    """The macros, each with the end of the group that it is defined in."""
    ends = sorted(end for several in found.values() for end, _ in several)
    closed: dict[int, int] = {}
    groups: list[list[int]] = [[]]
    at = 0
    for match in _GROUP.finditer(text):
        while at < len(ends) and ends[at] <= match.start():
            groups[-1].append(ends[at])
            at += 1
        if match.group() in ("{", "\\begingroup", "\\bgroup"):
            groups.append([])
        elif match.group() in ("}", "\\endgroup", "\\egroup") and len(groups) > 1:
            closed.update(dict.fromkeys(groups.pop(), match.start()))
    return {
        name: [(end, replace(macro, until=closed.get(end))) for end, macro in several]
        for name, several in found.items()
    }


_GROUP = re.compile(r"\\(?:begin|end|b|e)group(?![A-Za-z])|\\.|[{}]", re.DOTALL)


def macro_at(known: list[tuple[int, Macro]], at: int) -> Macro:
    """The macro that a name stands for at a place: the one defined last before it."""
    before = [m for end, m in known if end <= at and (m.until is None or at < m.until)]
    return before[-1] if before else known[0][1]


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
    if kind in ("def", "gdef"):
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
    return None if body is None else (name.group(), Macro(count, body[0], default), body[1])


def _let(text: str, name: str, at: int) -> tuple[str, Macro, int] | None:
    at = _past_space(text, at)
    if text.startswith("=", at):
        at = _past_space(text, at + 1)
    meant = _NAME.match(text, at)
    return None if meant is None else (name, Macro(0, meant.group() + " "), meant.end())


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


_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


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
