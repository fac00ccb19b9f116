"""Broken pages: `python -m benchmarks.fuzzing --seconds 600`.

Formulas and paragraphs (of the examples and the tests) are broken at random, token by token: parts
left out, doubled, exchanged, nested, put where others stand, brackets that don't match, macros,
rare characters. The reader, and the judgement of whole pages, have to end in time, and to raise
nothing but what says that something can't be read. What fails is printed and kept in a file.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType

from derivations.documents import check_text
from derivations.reading import ReadingError, read_answer, read_document

ROOT = Path(__file__).parent.parent
TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[A-Za-z]+|\d+|\s+|.", re.DOTALL)
BUDGET, SLACK = 0.05, 0.5
READING = 5.0
"""Seconds of work that reading any page made here may take; few take a tenth of one."""
HANGS = 120.0
MOST = 6_000
VOCABULARY = (
    r"\frac \sqrt \sum \prod \int \lim \max \log \exp \sin \tanh \left \right \begin{cases} "
    r"\end{cases} \begin{pmatrix} \end{pmatrix} \begin{aligned} \end{aligned} \\ & { } ( ) [ "
    r"] | \| ^ _ = \ne < \le \approx \iff \implies \to \xrightarrow \in \mathbb{R} \infty "
    r"\partial \nabla ' + - * / ! , ; : . \cdot \times \pm \mp \dots \cdots \mathrm \text{if} "
    r"\quad \, \! \binom \overline \hat \bar \dot \mathbf \top ^T ^{-1} _i _{ij} ^{(2)} "
    r"\lfloor \rfloor \lceil \rceil \langle \rangle \begin{ \end} \def \newcommand \limits "
    r"\substack \operatorname 0 1 2 10 -1 0.5 1e9 10^{10} x y n i j k f e \pi \theta $ $$ % # "
    r"~ ` \( \) \[ \] & \label{a} \tag{1} "
    "\\ref{a} \u00e9 \u2211 \u221a \u2264 \u00b2 \u03b1 \u200b \u202e \ufeff \U0001d465 \0 \x1b"
).split(" ")
FRAMES = (
    r"\frac{%s}{%s}", r"\sqrt{%s}", r"{%s}^{%s}", r"\left(%s\right)", r"(%s)", r"|%s|", r"%s = %s",
    r"\sum_{i=1}^{n} %s", r"\int_0^1 %s \, dx", r"\lim_{x \to 0} %s", r"\frac{d}{dx} %s", r"e^{%s}",
    r"\begin{cases} %s & x > 0 \\ %s \end{cases}", r"%s \xrightarrow{%s} %s", r"%s \implies %s",
    r"\log %s", r"%s_{%s}", r"\begin{pmatrix} %s & %s \end{pmatrix}", r"%s \big|_{x=%s}",
    r"\max(%s, %s)", r"f(%s)", r"\lfloor %s \rfloor", r"%s!", r"\{ %s : %s \}", r"[%s, %s)",
)  # fmt: skip
PAGES = (
    "Let $%s$. Then $%s$.", "For $%s$ we have\n$$\n%s\n$$\n", "- $%s$\n  - $%s$\n",
    "# %s\n\n$%s$\n",
    "| $%s$ | $%s$ |\n| --- | --- |\n| $%s$ | 1 |\n", "\\newcommand{\\a}[1]{%s}\n$\\a{%s}$\n",
    "Assume that $%s$, so $%s$ if and only if $%s$.",
    "Show that $%s$.\n\n*Proof.* $%s$. $\\square$",
    "$$\\begin{aligned} %s &= %s \\\\ &= %s \\end{aligned}$$", "> $%s$\n\n```\n$%s$\n```\n",
    "<!-- derive: prove --> $%s$", "\\begin{align*}\n%s &= %s \\\\\n\\end{align*}",
    "(a) $%s$ (b) $%s$",
    "One solution is $%s$, where $%s$.", "\\def\\a{\\a %s}$\\a$ $%s$",
    "Step | v\n--|--\n$%s$ | $%s$\n",
)  # fmt: skip


class Late(BaseException):
    """It did not end in time; no part of the program may catch this."""


# --- what is broken -------------------------------------------------------------------------------


@cache
def seeds() -> tuple[str, ...]:
    """Formulas of the examples and of the tests."""
    texts = [p.read_text() for p in sorted((ROOT / "examples").glob("*.*")) if p.suffix != ".ipynb"]
    out = [f for text in texts for f in re.findall(r"\$\$?([^$]+)\$\$?", text)]
    for path in sorted((ROOT / "tests" / "derivations").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                inner = re.findall(r"\$\$?([^$]+)\$\$?", node.value)
                out += inner or ([node.value] if re.search(r"\\[a-z]|[=^_]", node.value) else [])
    return tuple(dict.fromkeys(f for f in out if len(f) < 300))


def formula(chance: Random) -> str:
    """A formula, broken in up to eight places."""
    tokens = TOKEN.findall(chance.choice(seeds()))
    for _ in range(chance.choice((0, 1, 1, 2, 3, 8))):
        tokens = chance.choice(CHANGES)(tokens, chance)[:MOST]
    return "".join(tokens)[:MOST]


def page(chance: Random) -> str:
    """A page of one to four paragraphs with formulas in them."""
    parts = []
    for _ in range(chance.randrange(1, 5)):
        frame = chance.choice(PAGES)
        parts.append(frame % tuple(formula(chance) for _ in range(frame.count("%s"))))
    text = "\n\n".join(parts)
    if chance.random() < 0.3:
        tokens = TOKEN.findall(text)
        text = "".join(chance.choice(CHANGES)(tokens, chance))
    return text[: 4 * MOST]


def _stretch(tokens: list[str], chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(tokens) + 1)
    return start, min(len(tokens), start + chance.choice((1, 1, 2, 5, 20)))


def _drop(tokens: list[str], chance: Random) -> list[str]:
    start, end = _stretch(tokens, chance)
    return tokens[:start] + tokens[end:]


def _double(tokens: list[str], chance: Random) -> list[str]:
    start, end = _stretch(tokens, chance)
    times = chance.choice((1, 1, 2, 3, 40, 400))
    return tokens[:end] + tokens[start:end] * times + tokens[end:]


def _insert(tokens: list[str], chance: Random) -> list[str]:
    start, _ = _stretch(tokens, chance)
    words = [
        chance.choice(VOCABULARY) + chance.choice(("", " "))
        for _ in range(chance.choice((1, 1, 3)))
    ]
    return tokens[:start] + words + tokens[start:]


def _replace(tokens: list[str], chance: Random) -> list[str]:
    start, end = _stretch(tokens, chance)
    return [*tokens[:start], chance.choice(VOCABULARY), *tokens[end:]]


def _swap(tokens: list[str], chance: Random) -> list[str]:
    (a, b), (c, d) = sorted((_stretch(tokens, chance), _stretch(tokens, chance)))
    return tokens if c < b else tokens[:a] + tokens[c:d] + tokens[b:c] + tokens[a:b] + tokens[d:]


def _nest(tokens: list[str], chance: Random) -> list[str]:
    start, end = _stretch(tokens, chance)
    inner = "".join(tokens[start:end])
    frame = chance.choice(FRAMES)
    for _ in range(chance.choice((1, 1, 1, 2, 30, 300))):
        if len(inner) > MOST:
            break
        inner = frame.replace("%s", "\0", 1).replace("%s", "x").replace("\0", inner, 1)
    return [*tokens[:start], inner, *tokens[end:]]


def _splice(tokens: list[str], chance: Random) -> list[str]:
    other = TOKEN.findall(chance.choice(seeds()))
    (a, b), (c, d) = _stretch(tokens, chance), _stretch(other, chance)
    return tokens[:a] + other[c:] if chance.random() < 0.5 else tokens[:a] + other[c:d] + tokens[b:]


def _number(tokens: list[str], chance: Random) -> list[str]:
    places = [k for k, t in enumerate(tokens) if t.isdigit()]
    if places:
        new = chance.choice(("0", "1", "-1", "00", "10", "99999", "1" + "0" * 30, "0.1", "9" * 400))
        tokens = list(tokens)
        tokens[chance.choice(places)] = new
    return tokens


CHANGES = (_drop, _double, _insert, _insert, _replace, _replace, _swap, _nest, _splice, _number)


# --- what has to bear it --------------------------------------------------------------------------


def read_formula(text: str) -> None:
    """The reader of one formula."""
    read_answer(text)


def judge_page(text: str) -> None:
    """The judgement of a page."""
    check_text("page.md", text, budget=BUDGET)


def allowed(text: str, target: Callable[[str], None]) -> float:
    """The most seconds that it may take: for a page, by the claims in it."""
    if target is not judge_page:
        return READING
    found = read_document("page.md", text).derivations
    claims = sum(len(d.steps) + 1 for d in found)
    return READING + claims * (BUDGET + SLACK)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise Late after so many seconds."""

    def late(number: int, frame: FrameType | None) -> None:
        raise Late

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def outcome(text: str, target: Callable[[str], None]) -> str:
    """What comes of a text: read, refused, or what is wrong."""
    start = time.process_time()
    try:
        with at_most(HANGS):
            most = allowed(text, target)
            start = time.process_time()
            target(text)
    except ReadingError as error:
        if target is judge_page:
            return f"CRASH: {type(error).__name__}: {error}"
        kind = "refused"
    except Late:
        return f"LATE: not in {HANGS:g} s"
    except Exception as error:  # noqa: BLE001  whatever it is, it is what is looked for
        return f"CRASH: {type(error).__name__}: {error}"
    else:
        kind = "read"
    took = time.process_time() - start
    return kind if took < most else f"LATE: {took:.1f} s"


def smaller(text: str, target: Callable[[str], None], kind: str) -> str:
    """A shorter text of which the same comes."""
    tokens = TOKEN.findall(text)
    size = max(1, len(tokens) // 2)
    while size:
        start = 0
        while start < len(tokens):
            tried = tokens[:start] + tokens[start + size :]
            if outcome("".join(tried), target).partition(" ")[0] == kind:
                tokens = tried
            else:
                start += size
        size //= 2
    return "".join(tokens)


def main() -> None:
    """Break pages for as long as is said."""
    parser = argparse.ArgumentParser(description="Broken pages")
    parser.add_argument("--seconds", type=float, default=600.0, help="how long (600)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--found", default="fuzzing.jsonl", help="where what fails is kept")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    known: set[str] = set()
    until = time.monotonic() + options.seconds
    number = 0
    while time.monotonic() < until:
        chance = Random(f"{options.seed}/{number}")
        target, make = chance.choice(((read_formula, formula), (judge_page, page)))
        text = make(chance)
        found = outcome(text, target)
        kind = found.partition(" ")[0]
        counts[f"{target.__name__}: {kind}"] += 1
        if kind in ("CRASH:", "LATE:") and found[:60] not in known:
            if kind == "CRASH:":
                known.add(found[:60])
                text = smaller(text, target, kind)
            print(number, target.__name__, found[:200], repr(text[:300]), flush=True)
            with open(options.found, "a") as file:
                file.write(json.dumps([target.__name__, found, text]) + "\n")
        number += 1
    print(f"{number} texts: {dict(counts)}")
    raise SystemExit(int(any("CRASH" in key or "LATE" in key for key in counts)))


if __name__ == "__main__":
    main()
