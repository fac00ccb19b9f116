r"""LaTeX, as this program writes it, as one line of plain text: \frac{1}{1 + e^x} is 1/(1 + e^x).

What it doesn't know stays as it is written.
"""

from __future__ import annotations

import re

from .latex_names import GREEK

_LETTERS = {
    name: chr(0x3B1 + place)
    for place, name in enumerate(
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho"
        " varsigma sigma tau upsilon phi chi psi omega".split()
    )
} | {"Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
     "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "varepsilon": "ε", "vartheta": "ϑ",
     "varphi": "φ", "varrho": "ϱ", "varpi": "ϖ"}  # fmt: skip
_SYMBOLS = {
    "sum": "Σ", "prod": "Π", "int": "∫", "infty": "∞", "to": "→", "cdot": "·", "le": "≤", "ge": "≥",
    "neq": "≠", "approx": "≈", "in": "∈", "iff": "⇔", "implies": "⇒", "Leftrightarrow": "⇔",
    "Rightarrow": "⇒", "land": "and", "lor": "or", "lnot": "not", "top": "T", "quad": " ",
    "mapsto": "↦", "exists": "∃", "circ": "∘", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈",
    "rceil": "⌉", "partial": "∂", "ldots": "…", "dots": "…", "cdots": "…", "pm": "±", "times": "×",
    "bot": "false", "mathbb": "", "mathrm": "", "mathbf": "", "boldsymbol": "", "operatorname": "",
    "text": "",
    "left": "", "right": "", "{": "{", "}": "}", ",": "", ";": " ", "!": "", " ": " ", "\\": ";",
    "bigl": "", "bigr": "", "displaystyle": "", "overline": "",
}  # fmt: skip
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TOKEN = re.compile(r"\\([A-Za-z]+|.)|([{}^_&])|(\s+)|([^\\{}^_&\s]+)", re.DOTALL)
_WORDS = re.compile(r"\$([^$]*)\$")
_RANGE = re.compile(r"[ΣΠ∫]_(?:\{[^}]*\}|.)$")
_ENDS_A_FACTOR = re.compile(r"\d\)?/[\w(][^+\-·=≠<≤>≥≈→∈,]* $")
_FRACTIONS = frozenset({r"\frac", r"\tfrac", r"\dfrac"})
_FUNCTION = re.compile(r"\b(?:log|ln|exp|sin|cos|tan|cot|sinh|cosh|tanh|arctan|det|tr)\s*$")
_AFTER_A_NAME = frozenset((*" (^_)],'", "\\left"))
_LETTER = r"[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]"
_PRODUCT = re.compile(
    rf"^[\d.]+{_LETTER}|^{_LETTER}(?:_\{{[^}}]*\}}|_.)?[⁰¹²³⁴⁵⁶⁷⁸⁹]*{_LETTER}|[)⁰¹²³⁴⁵⁶⁷⁸⁹]{_LETTER}"
)
"""Factors side by side: 2x, ab, x²y."""
_NEEDS_BRACKETS = re.compile(r"[\s+\-·/,=]")


def plain(latex: str) -> str:
    r"""One line of plain text for a formula.

    >>> print(plain(r"\sum_{i=1}^{n} \frac{x_{i}^{2}}{n + 1}"), plain(r"\sigma(-x) \le e^{x}"))
    Σ_{i=1}^n x_i²/(n + 1) σ(-x) ≤ e^x
    """
    return re.sub(r"\s+", " ", _Plain(_tokens(latex)).whole()).strip()


def plain_text(text: str) -> str:
    """Prose with formulas between dollar signs as plain text.

    >>> print(plain_text("cancel $e^{c}$, which is positive"))
    cancel e^c, which is positive
    """
    return _WORDS.sub(lambda match: plain(match[1]), text)


def _tokens(latex: str) -> list[str]:
    out = []
    for match in _TOKEN.finditer(latex):
        if match[1] is not None:
            out.append("\\" + match[1])
        elif match[2] is not None:
            out.append(match[2])
        elif match[3] is not None:
            out.append(" ")
        else:
            out += re.findall(r"\d+(?:\.\d+)?|.", match[4])
    return out


class _Plain:
    """A reader of tokens, one group after the other."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at = tokens, 0

    def whole(self) -> str:
        out = ""
        while self.at < len(self.tokens):
            out = self._put(out)
        return out

    def _put(self, out: str) -> str:
        """What there is so far, and the next piece."""
        token = self._next()
        if token == "^":
            exponent = self._group()
            return out + (f"^{_bracketed(exponent)}" if _RANGE.search(out) else _raised(exponent))
        if token == "_":
            return out + _lowered(self._group(), out)
        if token == "}":
            return out
        piece = self._piece(token)
        if token in _FRACTIONS and _FUNCTION.search(out):
            return f"{out.rstrip()}({piece})"
        if piece[:1].isdigit() and _ENDS_A_FACTOR.search(out):
            return f"{out.rstrip()} · {piece}"
        word = len(piece) > 1 and piece.isalpha() and token[0] == "\\"
        if word and self.at < len(self.tokens) and self.tokens[self.at] not in _AFTER_A_NAME:
            return out + piece + " "
        return out + piece

    def _next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def _group(self) -> str:
        """What stands in braces, or the next piece."""
        while self.at < len(self.tokens) and self.tokens[self.at] == " ":
            self.at += 1
        if self.at >= len(self.tokens):
            return ""
        token = self._next()
        if token.isdigit() and len(token) > 1:  # \frac12
            self.tokens[self.at : self.at] = [token[1:]]
            token = token[0]
        return self._inside() if token == "{" else self._piece(token)

    def _inside(self) -> str:
        out = ""
        while self.at < len(self.tokens) and self.tokens[self.at] != "}":
            out = self._put(out)
        self.at += 1
        return out

    def _piece(self, token: str) -> str:
        if token == "{":
            return self._inside()
        if token == "&":
            return ", "
        if not token.startswith("\\") or len(token) == 1:
            return token
        name = token[1:]
        if name in ("frac", "tfrac", "dfrac"):
            over, under = self._group(), self._group()
            slope = over[:1] in ("d", "∂") and under[:1] == over[:1]
            below = _bracketed(under) if slope else _alone(under)
            return f"{_bracketed(over, '/')}/{below}"
        if name == "sqrt":
            index = ""
            if self.at < len(self.tokens) and self.tokens[self.at] == "[":
                self._next()
                while self.at < len(self.tokens) and self.tokens[self.at] != "]":
                    index += self._next()
                self._next()
            inside = self._group().strip()
            whole = (
                inside
                if len(inside) == 1 or (inside.isascii() and inside.isdigit())
                else f"({inside})"
            )
            return f"{index.translate(_SUPERSCRIPTS)}√{whole}"
        if name == "binom":
            return f"binom({self._group()}, {self._group()})"
        if name in ("begin", "end"):
            kind = self._group()
            mark = {"cases": ("{ ", " }")}.get(kind, ("[", "]"))
            return mark[0] if name == "begin" else mark[1]
        if name in _SYMBOLS:
            return _SYMBOLS[name]
        return _LETTERS.get(name, name if name.isalpha() and name not in GREEK else token)


def _bracketed(text: str, but: str = "") -> str:
    """In brackets, unless it is one piece."""
    text = text.strip()
    if _is_call(text.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹")):
        return text
    if not _NEEDS_BRACKETS.search(text.replace(but, "") if but else text) or _is_call(text):
        return text
    return f"({text})"


def _alone(text: str) -> str:
    """In brackets, unless it is one number, name or call: e^(2x), 1/(2x)."""
    found = _bracketed(text)
    return f"({found})" if _PRODUCT.search(found) and not _is_call(found) else found


def _is_call(text: str) -> bool:
    """Whether it ends where its one bracket does, as f(x + 1) does."""
    opening = text.find("(")
    if opening < 0 or not text.endswith(")") or _NEEDS_BRACKETS.search(text[:opening]):
        return False
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0 and place > opening and place < len(text) - 1:
            return False
    return True


def _raised(exponent: str) -> str:
    exponent = exponent.strip()
    if exponent in ("-", "+"):
        return exponent.translate(str.maketrans("-+", "⁻⁺"))
    if exponent.isdigit():
        return exponent.translate(_SUPERSCRIPTS)
    return f"^({exponent})" if "_" in exponent or "^" in exponent else f"^{_alone(exponent)}"


def _lowered(index: str, before: str) -> str:
    index = index.strip()
    if len(index) == 1 or index.isdigit():
        return f"_{index}"
    return f"_{{{index}}}"
