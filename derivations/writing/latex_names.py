r"""Names as LaTeX: `sigma` as \sigma, `x_1` as x_{1}, `loss` as \\mathrm{loss}."""

from __future__ import annotations

import re

BOUND_INTEGERS = "ijklmnpqr"
BOUND_REALS = "tusvwxyz"

GREEK = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi"
    " pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega"
    " Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split()
)
LEAVES = {"pi": r"\pi", "oo": r"\infty", "i": "i", "true": r"\top", "false": r"\bot"}
_BACKSLASHED = frozenset("log sin cos tan cot sec csc sinh cosh tanh coth max min arg".split())
_RENAMED = {
    "asin": r"\arcsin", "acos": r"\arccos", "atan": r"\arctan", "heaviside": "H",
    "sign": r"\operatorname{sgn}", "asinh": r"\operatorname{arsinh}",
    "acosh": r"\operatorname{arcosh}", "atanh": r"\operatorname{artanh}",
    "size": r"\operatorname{length}", "re": r"\operatorname{Re}", "im": r"\operatorname{Im}",
}  # fmt: skip


def function_latex(op: str) -> str:
    r"""The LaTeX of a function that the kernel knows, by its name there.

    >>> function_latex("tanh"), function_latex("asin"), function_latex("sech")
    ('\\tanh', '\\arcsin', '\\operatorname{sech}')
    """
    if op in _BACKSLASHED:
        return f"\\{op}"
    return _RENAMED.get(op) or rf"\operatorname{{{op}}}"


def name_latex(name: str) -> str:
    r"""The LaTeX of a variable's name; a name that is LaTeX already stays as it is.

    >>> name_latex("x"), name_latex("omega_kj"), name_latex("loss"), name_latex(r"\hat{y}")
    ('x', '\\omega_{kj}', '\\mathrm{loss}', '\\hat{y}')
    """
    if not re.fullmatch(r"\w+'*", name):
        return name
    stem, _, index = name.rstrip("'").partition("_")
    primes = name[len(name.rstrip("'")) :]
    if not index and len(stem) > 1 and stem[0].isalpha() and stem[1:].isdigit():  # x1 -> x_{1}
        stem, index = stem[0], stem[1:]
    out = _word(stem) + primes
    return f"{out}_{{{_index(index)}}}" if index else out


def _word(word: str) -> str:
    if word in GREEK:
        return f"\\{word}"
    return word if len(word) <= 1 or not word.isascii() else rf"\mathrm{{{word}}}"


def _index(index: str) -> str:
    parts = [p for p in index.split("_") if p]
    return ", ".join(f"\\{p}" if p in GREEK else p for p in parts)
