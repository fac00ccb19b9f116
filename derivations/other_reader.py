"""latex2sympy2, the field's usual reader, behind ours: for what our grammar does not know.

It runs in a process of its own, for one bad input breaks every later call in its process. Its
reading counts only if every token of the source is accounted for in it, by `accounted`: it reads
`f(x+1)` as a product, `A^T` as `A`, `x^{(2)}` as a square, and makes a name of any command that it
does not know.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from importlib import metadata, util

from proofs.kernel.terms import Term, TermError, subterms
from proofs.kernel.terms.data import load, save

from .reading import ReadingError
from .reading.sources.symbols import FUNCTIONS, GREEK
from .reading.sources.tokens import Token, tokenize

SECONDS = 20.0
"""The most time that it is given; it takes half a second to start."""
PACKAGE = "latex2sympy2"

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from derivations.other_reader import serve; serve()"
)
_OPERATIONS = frozenset("+ - * / ^ ( ) { } = \\cdot \\times \\div \\frac \\sqrt".split())


def availability() -> str:
    """One line: which version there is, or why there is none.

    >>> availability().startswith("latex2sympy2")
    True
    """
    try:
        version = metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        if sys.version_info >= (3, 13):
            return f"{PACKAGE} not used: its ANTLR runtime does not import on Python 3.13 and later"
        return f"{PACKAGE} not used: it is not installed"
    return f"{PACKAGE} {version}, behind our own reader"


def read_otherwise(latex: str) -> Term | None:
    r"""What latex2sympy2 makes of a formula, if it is there, answers, and leaves nothing out.

    >>> read_otherwise(r"f(x + 1)") is None
    True
    """
    try:
        tokens = tokenize(latex)
    except ReadingError:
        return None
    if not _readable(tokens) or util.find_spec(PACKAGE) is None:
        return None
    term = _asked(latex)
    return term if term is not None and accounted(tokens, term) else None


def _readable(tokens: Sequence[Token]) -> bool:
    """Whether all tokens are of kinds whose place in a term can be checked."""
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else None
        inside = before is not None and before.kind == "{" and i > 1 and tokens[i - 2].kind == "^"
        named = token.kind == "letter" or token.text in GREEK
        if not (
            named or token.kind == "number" or token.text in _OPERATIONS or token.text in FUNCTIONS
        ):
            return False
        if token.text == "(" and (inside or _ends_name(before)):
            return False  # a function's value, or a label: it takes both for a product
    return bool(tokens)


def _ends_name(token: Token | None) -> bool:
    return token is not None and (
        token.kind == "letter" or token.text in GREEK or token.text == "^"
    )


def accounted(tokens: Sequence[Token], term: Term) -> bool:
    r"""Whether each name, number and function of the source stands in the term, as often.

    >>> from proofs.kernel.terms import ONE, var
    >>> accounted(tokenize("x + 1"), var("x")), accounted(tokenize("x"), var("x"))
    (False, True)
    """
    written: Counter[str] = Counter()
    for token in tokens:
        if token.kind == "letter":
            written[token.text] += 1
        elif token.kind == "number":
            written["a number"] += 1
        elif token.text in GREEK:
            written[token.text[1:]] += 1
        elif token.text in FUNCTIONS:
            written[FUNCTIONS[token.text]] += 1
    found: Counter[str] = Counter()
    for node in _occurrences(term):
        if node.op == "var":
            found[str(node.value)] += 1
        elif node.op == "num":
            found["a number"] += 1
        elif node.op in FUNCTIONS.values():
            found[node.op] += 1
    return written == found


def _occurrences(term: Term) -> list[Term]:
    """The nodes of a term, each as often as it stands there."""
    if len(list(subterms(term))) > 1_000:
        return []
    out: list[Term] = []
    waiting = [term]
    while waiting and len(out) < 10_000:
        node = waiting.pop()
        out.append(node)
        waiting += node.args
    return out


def _asked(latex: str) -> Term | None:
    try:
        done = subprocess.run(
            [sys.executable, "-c", _START, json.dumps(sys.path)],
            input=json.dumps(latex), capture_output=True, text=True, timeout=SECONDS, check=False,
        )  # fmt: skip
        data = json.loads(done.stdout.rpartition("\n")[2]) if done.returncode == 0 else None
        return None if data is None else load(data)
    except (subprocess.SubprocessError, OSError, ValueError, TermError):
        return None


def serve() -> None:
    """Read a formula from standard input with latex2sympy2, write its term as data."""
    from latex2sympy2 import latex2sympy

    from proofs.translation import from_sympy

    latex = json.loads(sys.stdin.read())
    term = from_sympy(latex2sympy(latex))
    sys.stdout.write("\n" + json.dumps(save(term)))


__all__ = ["accounted", "availability", "read_otherwise", "serve"]
