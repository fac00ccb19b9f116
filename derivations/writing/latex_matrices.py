r"""Vectors and matrices as LaTeX: products, transposes, what is written out row by row.

Each writer is told how to write a part: `at(part, level)` gives its LaTeX, in brackets where it
holds together less tightly than the level.
"""

from __future__ import annotations

from collections.abc import Callable

from proofs.kernel.terms import Term, num
from proofs.kernel.terms.matrices import shape, written_gradient, written_rows

STATEMENT, SUM, PRODUCT, POWER, ATOM = range(5)
"""How tightly a piece of LaTeX holds together; a piece is bracketed where less is not enough."""

At = Callable[[Term, int], str]
Piece = tuple[str, int]
"""LaTeX and how tightly it holds together."""


def _sum(term: Term, at: At) -> Piece:
    out = at(term.args[0], SUM)
    for a in term.args[1:]:
        if a.op == "scaled" and a.args[0] is num(-1):
            out += f" - {at(a.args[1], PRODUCT)}"
        else:
            out += f" + {at(a, PRODUCT if a.op == 'scaled' else SUM)}"
    return out, SUM


def _scaled(term: Term, at: At) -> Piece:
    factor, a = term.args
    if factor is num(-1):
        return f"-{at(a, PRODUCT)}", SUM
    return f"{at(factor, PRODUCT)} {at(a, PRODUCT)}", PRODUCT


def _joined(mark: str) -> Callable[[Term, At], Piece]:
    def write(term: Term, at: At) -> Piece:
        first, *rest = term.args
        return mark.join([at(first, PRODUCT), *(at(a, POWER) for a in rest)]), PRODUCT

    return write


def _raised(exponent: Callable[[Term], str]) -> Callable[[Term, At], Piece]:
    def write(term: Term, at: At) -> Piece:
        base = at(term.args[0], ATOM)
        if "^" in base and not base.startswith(("(", r"\left")):
            base = f"({base})"
        return f"{base}^{{{exponent(term)}}}", POWER

    return write


def _called(opening: str, closing: str) -> Callable[[Term, At], Piece]:
    def write(term: Term, at: At) -> Piece:
        return f"{opening}{at(term.args[0], SUM)}{closing}", ATOM

    return write


def _constant(letter: str) -> Callable[[Term, At], Piece]:
    def write(term: Term, at: At) -> Piece:
        lengths = [at(length, SUM) for length in shape(term)]
        shown = lengths[:1] if term.op == "identity" else lengths
        index = r" \times ".join(shown)
        return f"{letter}_{{{index}}}", ATOM

    return write


def _dot(term: Term, at: At) -> Piece:
    return rf"{at(term.args[0], POWER)} \cdot {at(term.args[1], POWER)}", PRODUCT


MATRIX_WRITERS: dict[str, Callable[[Term, At], Piece]] = {
    "matadd": _sum, "scaled": _scaled, "matmul": _joined(" "), "hadamard": _joined(r" \odot "),
    "transpose": _raised(lambda term: r"\top"), "inverse": _raised(lambda term: "-1"),
    "matpow": _raised(lambda term: str(term.value)), "identity": _constant("I"),
    "zeros": _constant("0"), "ones": _constant(r"\mathbf{1}"), "dot": _dot,
    "trace": _called(r"\operatorname{tr}(", ")"), "det": _called(r"\det(", ")"),
    "norm": _called(r"\lVert ", r" \rVert"), "diag": _called(r"\operatorname{diag}(", ")"),
}  # fmt: skip


def written_matrix(term: Term, at: At) -> Piece | None:
    r"""A vector or matrix that is written out, row by row; a gradient; None for others."""
    slope = written_gradient(term)
    if slope is not None:
        return rf"\nabla_{{{at(slope[1], SUM)}}} {at(slope[0], POWER)}", PRODUCT
    rows = written_rows(term)
    if rows is None:
        return None
    lines = (" & ".join(at(value, SUM) for value in row) for row in rows)
    return r"\begin{pmatrix} " + r" \\ ".join(lines) + r" \end{pmatrix}", ATOM
