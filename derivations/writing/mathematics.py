r"""Which mathematics may be written: nothing that could do more than be set in type.

TeX is a programming language, and a formula may come from anywhere. So a formula is let through
only where each of its commands stands in a list of those that set symbols, and its braces close.

>>> permitted(r"\frac{a}{b} + \sin x")
'\\frac{a}{b} + \\sin x'
>>> permitted(r"x = \input{/etc/passwd}")
Traceback (most recent call last):
derivations.writing.mathematics.MathematicsError: \input is not written in a formula
"""

from __future__ import annotations

from .tokens import TEXT, tokens

LONGEST = 20_000
"""Characters in one formula; beyond, what is meant is no formula that a person would read."""

DEEPEST = 100
"""Braces within braces; TeX itself has room for 255 groups."""


class MathematicsError(ValueError):
    """A formula that is not written, and why."""


_SYMBOLS = frozenset(
    "\\" + name
    for name in (
        # letters
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu"
        " xi pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta"
        " Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar imath jmath aleph Re Im"
        # functions
        " sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth exp ln log lg lim max"
        " min sup inf limsup liminf arg det dim ker deg gcd Pr"
        # operators
        " sum prod int iint oint bigcup bigcap bigoplus bigotimes coprod cdot times div pm mp ast"
        " star circ bullet odot otimes oplus ominus wedge vee land lor lnot neg cup cap setminus"
        " partial nabla infty forall exists emptyset varnothing prime top bot dagger angle"
        # relations and arrows
        " le leq leqslant ge geq geqslant ne neq equiv approx sim simeq cong propto doteq ll gg"
        " in notin ni subset subseteq supset supseteq perp parallel mid nmid asymp prec succ"
        " models vdash to gets mapsto longmapsto rightarrow longrightarrow leftarrow"
        " Rightarrow Longrightarrow Leftarrow leftrightarrow Leftrightarrow iff implies impliedby"
        " therefore because lt gt coloneqq uparrow downarrow nearrow searrow"
        # delimiters, dots and spaces
        " left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr lfloor"
        " rfloor lceil rceil langle rangle lvert rvert lVert rVert vert Vert lbrace rbrace lbrack"
        " rbrack dots ldots cdots vdots ddots dotsc dotsb quad qquad enspace"
        " colon limits nolimits displaystyle textstyle scriptstyle bmod"
    ).split()
)
_WITH_ARGUMENTS = frozenset(
    "\\" + name
    for name in (
        "frac dfrac tfrac sqrt binom dbinom tbinom hat bar tilde vec dot ddot check breve acute"
        " grave widehat widetilde overline underline overbrace underbrace overset underset"
        " stackrel xrightarrow xleftarrow mathbb mathbf mathrm mathcal mathfrak mathsf"
        " mathit mathtt boldsymbol operatorname operatorname* phantom text textrm textbf textit"
        " pmod begin end"
    ).split()
)
_CONTROL_SYMBOLS = frozenset(("\\\\", "\\{", "\\}", "\\|", "\\,", "\\;", "\\:", "\\!", "\\ "))
_CONTROL_SYMBOLS |= frozenset(("\\%", "\\$", "\\#", "\\&", "\\_"))
COMMANDS = _SYMBOLS | _WITH_ARGUMENTS | _CONTROL_SYMBOLS
ENVIRONMENTS = frozenset(
    "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix cases aligned gathered split array"
    .split()
)  # fmt: skip
_CHARACTERS = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-*/=<>()[]|.,:;!?'{}^_&"
)
_IN_TEXT = (_CHARACTERS | {" "}) - frozenset("^_&{<>")


def permitted(latex: str) -> str:
    """The formula, as it may be put between dollar signs or into a display.

    Raises MathematicsError where it has a command, an environment or a character that is not in
    the lists, or where braces, brackets of `\\left` and `\\right`, or environments do not close.
    """
    if len(latex) > LONGEST:
        raise MathematicsError(f"a formula of {len(latex)} characters is not written")
    parts = tokens(latex)
    if not parts:
        raise MathematicsError("a formula is empty")
    open_: list[str] = []
    position = 0
    while position < len(parts):
        part = parts[position]
        if part in TEXT:
            position = _text(parts, position)
            continue
        _known(part, parts[position + 1 : position + 2])
        if part in ("\\begin", "\\end"):
            position = _environment(parts, position, open_)
            continue
        if part in ("&", "\\\\") and not any(o in ENVIRONMENTS for o in open_):
            raise MathematicsError(f"{part} stands outside of an environment")
        _brace(part, open_)
        if len(open_) > DEEPEST:
            raise MathematicsError("a formula is nested too deep")
        position += 1
    if open_:
        raise MathematicsError(f"{open_[-1]} is not closed")
    return latex


def is_permitted(latex: str) -> bool:
    r"""Whether the formula may be written.

    >>> is_permitted("x^2"), is_permitted(r"x^^5cinput y"), is_permitted("$x$")
    (True, False, False)
    """
    try:
        permitted(latex)
    except MathematicsError:
        return False
    return True


def _known(part: str, after: tuple[str, ...]) -> None:
    if part not in COMMANDS and part not in _CHARACTERS:
        shown = part if part.isprintable() else ascii(part)
        raise MathematicsError(f"{shown} is not written in a formula")
    if part == "^" and after == ("^",):  # ^^5c is a backslash to TeX
        raise MathematicsError("^^ is not written in a formula")
    if part in ("^", "_") and after in ((), ("^",), ("_",), ("}",), ("&",), ("\\\\",)):
        raise MathematicsError(f"{part} has nothing after it")


_PAIRS = {"}": "{", "\\right": "\\left"}


def _brace(part: str, open_: list[str]) -> None:
    if part in ("{", "\\left"):
        open_.append(part)
    elif part in _PAIRS and (not open_ or open_.pop() != _PAIRS[part]):
        raise MathematicsError(f"{part} closes nothing")


def _environment(parts: tuple[str, ...], position: int, open_: list[str]) -> int:
    closing = parts.index("}", position) if "}" in parts[position:] else len(parts)
    name = "".join(parts[position + 2 : closing])
    if name not in ENVIRONMENTS:
        raise MathematicsError(f"{parts[position]}{{{name[:20]}}} is not written in a formula")
    if parts[position] == "\\begin":
        open_.append(name)
    elif not open_ or open_.pop() != name:
        raise MathematicsError(f"\\end{{{name}}} closes nothing")
    return closing + 1


def _text(parts: tuple[str, ...], position: int) -> int:
    """Past the argument of `\\text`, in which nothing may stand but characters."""
    if parts[position + 1 : position + 2] != ("{",) or "}" not in parts[position:]:
        raise MathematicsError(f"{parts[position]} has no argument")
    closing = parts.index("}", position)
    for part in parts[position + 2 : closing]:
        if part not in _IN_TEXT:
            raise MathematicsError(f"{part} is not written in the words of a formula")
    return closing + 1
