"""Tables of LaTeX commands: letters, accents, fonts, relations, functions, layout."""

from __future__ import annotations

GREEK = frozenset(
    "\\" + name
    for name in (
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu"
        " xi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta"
        " Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar"
    ).split()
)
ACCENTS = frozenset(
    "\\" + name
    for name in "tilde hat bar dot ddot vec check breve acute grave widetilde widehat overline"
    " underline".split()
)
BOLD = frozenset({"\\mathbf", "\\boldsymbol", "\\bm", "\\pmb", "\\vec", "\\overrightarrow"})
FONTS = frozenset({"\\mathcal", "\\mathscr", "\\mathfrak", "\\mathit", "\\mathsf", "\\mathtt"})
OLD_FONTS = {"\\bf": "\\mathbf", "\\cal": "\\mathcal", "\\it": "\\mathit", "\\sf": "\\mathsf"}
ROMAN = frozenset({"\\mathrm", "\\operatorname", "\\rm"})

FUNCTIONS = {
    "\\sin": "sin", "\\cos": "cos", "\\tan": "tan", "\\cot": "cot", "\\sec": "sec",
    "\\csc": "csc", "\\arcsin": "asin", "\\arccos": "acos", "\\arctan": "atan", "\\sinh": "sinh",
    "\\cosh": "cosh", "\\tanh": "tanh", "\\coth": "coth", "\\exp": "exp", "\\ln": "log",
    "\\log": "log", "\\sgn": "sign", "\\sech": "sech", "\\csch": "csch", "\\arsinh": "asinh",
    "\\arcosh": "acosh", "\\artanh": "atanh", "\\arcsinh": "asinh", "\\arccosh": "acosh",
    "\\arctanh": "atanh", "\\floor": "floor", "\\ceil": "ceil",
}  # fmt: skip
"""Commands of one argument, and the function that each is in the kernel."""

WORD_FUNCTIONS = {
    "sin": "sin", "cos": "cos", "tan": "tan", "cot": "cot", "sec": "sec", "csc": "csc",
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "asin": "asin", "acos": "acos",
    "atan": "atan", "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "coth": "coth",
    "sech": "sech", "csch": "csch", "arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh",
    "asinh": "asinh", "acosh": "acosh", "atanh": "atanh", "exp": "exp", "log": "log", "ln": "log",
    "arcsinh": "asinh", "arccosh": "acosh", "arctanh": "atanh", "sign": "sign", "sgn": "sign",
    "abs": "abs", "floor": "floor", "ceil": "ceil",
}  # fmt: skip
"""Names in upright letters, by what they mean."""

WORDS = frozenset(
    "in out input output size loss rate error bias net logit mean var std cov acc norm cost"
    " relu ReLU sigmoid softmax softplus max min arg argmax argmin".split()
) | frozenset(w for w in WORD_FUNCTIONS if w not in ("abs", "floor", "ceil"))
"""Runs of italic letters that are one name and no product."""

CALLED_WORDS = frozenset("CE BCE MSE NLL KL JS ELBO".split())
"""Capitals that are one name where an argument follows, or a derivative is taken of them."""

FUNCTION_LETTERS = frozenset("f g h F G H S L J y u phi psi sigma varphi Phi Psi".split())
"""Names that are taken for functions when an argument in brackets follows."""
PRODUCT_LETTERS = frozenset("a b c d k m n p q r s t w x z".split())

RELATIONS = {
    "=": "=", "<": "<", ">": ">", "\\lt": "<", "\\gt": ">", "\\le": "<=", "\\leq": "<=",
    "\\leqslant": "<=", "\\ge": ">=", "\\geq": ">=", "\\geqslant": ">=", "\\ne": "!=",
    "\\neq": "!=", "\\approx": "approx", "\\equiv": "=", "\\coloneqq": ":=", "\\triangleq": ":=",
    "\\doteq": ":=", ":=": ":=",
}  # fmt: skip
"""Relations that claims are made of; `:=` defines."""

OTHER_RELATIONS = frozenset(
    "\\" + name
    for name in (
        "in notin ni subset subseteq supset supseteq propto sim simeq cong ll gg prec succ perp"
        " parallel models vdash asymp mapsto"
    ).split()
)
"""Relations that are seen as such, but that no claim is made of."""

ARROWS = frozenset(
    "\\" + name
    for name in (
        "to rightarrow longrightarrow Rightarrow Longrightarrow implies iff Leftrightarrow"
        " Longleftrightarrow leftrightarrow therefore because leftarrow Leftarrow impliedby gets"
        " Downarrow downarrow searrow Uparrow uparrow nearrow hookrightarrow leadsto"
    ).split()
)
LABELLED = frozenset({"\\xrightarrow", "\\xRightarrow", "\\xlongrightarrow", "\\xlongequal"})
STACKED = frozenset({"\\overset", "\\stackrel", "\\underset"})

OPENERS = {
    "(": ")", "[": "]", "{": "}", "\\{": "\\}", "\\lfloor": "\\rfloor",
    "\\lceil": "\\rceil", "\\langle": "\\rangle", "\\lvert": "\\rvert", "\\lVert": "\\rVert",
}  # fmt: skip
CLOSERS = frozenset(OPENERS.values())
GROUPING = CLOSERS | OPENERS.keys()

DOTS = frozenset({"\\dots", "\\ldots", "\\cdots", "\\dotsc", "\\dotsb", "\\vdots", "\\ddots"})
WIDE = frozenset({"\\quad", "\\qquad", "\\hfill"})
"""Spaces that stand between statements."""

LAYOUT = frozenset(
    "\\" + name
    for name in (
        ", ; : ! displaystyle textstyle scriptstyle nonumber notag limits nolimits enspace"
        " thinspace medspace thickspace negthinspace newline break noindent allowbreak"
        " centering / smallskip medskip bigskip"
    ).split()
) | {"\\ ", "\\\n"}
LAYOUT_WITH_ARGUMENT = frozenset(
    {"\\tag", "\\label", "\\hspace", "\\vspace", "\\phantom", "\\hphantom", "\\vphantom"}
)

DELIMITERS = tuple(
    "\\" + name
    for name in (
        "lvert rvert lVert rVert vert lbrack rbrack lbrace rbrace lgroup rgroup lparen rparen"
        " lfloor rfloor lceil rceil qquad quad"
    ).split()
)
"""Delimiters that are still seen where letters run into them: `\\lvertx` for `\\lvert x`."""

ALIASES = {
    "\\lbrack": "[", "\\rbrack": "]", "\\lgroup": "(", "\\rgroup": ")", "\\lparen": "(",
    "\\rparen": ")", "\\lbrace": "\\{", "\\rbrace": "\\}", "\\ulcorner": "\\lceil",
    "\\urcorner": "\\rceil", "\\llcorner": "\\lfloor", "\\lrcorner": "\\rfloor",
    "\\exponentialE": "e", "\\imaginaryI": "i", "\\differentialD": "d", "\\eulerE": "e",
    "\\lnot": "\\neg", "\\wedge": "\\land", "\\vee": "\\lor", "\\varnothing": "\\emptyset",
    "\\smallsetminus": "\\setminus", "\\mathds": "\\mathbb", "\\mathbbm": "\\mathbb",
    "\\tg": "\\tan", "\\ctg": "\\cot", "\\arctg": "\\arctan", "\\cosec": "\\csc",
    "\\dfrac": "\\frac", "\\tfrac": "\\frac", "\\cfrac": "\\frac", "\\dbinom": "\\binom",
    "\\tbinom": "\\binom", "\\bmod": "\\mod",
}  # fmt: skip
"""Commands that are another one under a different name."""

UNICODE = {
    "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta", "ε": "\\epsilon",
    "ζ": "\\zeta", "η": "\\eta", "θ": "\\theta", "ι": "\\iota", "κ": "\\kappa", "λ": "\\lambda",
    "μ": "\\mu", "ν": "\\nu", "ξ": "\\xi", "π": "\\pi", "ρ": "\\rho", "σ": "\\sigma",
    "τ": "\\tau", "φ": "\\phi", "χ": "\\chi", "ψ": "\\psi", "ω": "\\omega", "Γ": "\\Gamma",
    "Δ": "\\Delta", "Θ": "\\Theta", "Λ": "\\Lambda", "Σ": "\\Sigma", "Φ": "\\Phi", "Ψ": "\\Psi",
    "Ω": "\\Omega", "∞": "\\infty", "≤": "\\leq", "≥": "\\geq", "≠": "\\neq", "≈": "\\approx",
    "×": "\\times", "·": "\\cdot", "⋅": "\\cdot", "−": "-", "√": "\\sqrt", "∈": "\\in",
    "→": "\\to", "⇒": "\\implies", "∑": "\\sum", "∏": "\\prod", "∫": "\\int",
    "∪": "\\cup", "∩": "\\cap", "∖": "\\setminus", "∅": "\\emptyset",
    "±": "\\pm", "∓": "\\mp", "÷": "\\div", "ℓ": "\\ell",
    "∇": "\\nabla", "⊤": "\\top", "⊙": "\\odot", "‖": "\\|", "⇔": "\\iff", "←": "\\leftarrow",
    "⟨": "\\langle", "⟩": "\\rangle", "⌊": "\\lfloor", "⌋": "\\rfloor", "⌈": "\\lceil",
    "⌉": "\\rceil", "∀": "\\forall", "∃": "\\exists", "∉": "\\notin", "⊂": "\\subset",
    "⊆": "\\subseteq", "∧": "\\land", "∨": "\\lor", "¬": "\\neg", "∝": "\\propto",
    "∼": "\\sim", "ϵ": "\\epsilon", "ϕ": "\\phi", "ϑ": "\\vartheta", "υ": "\\upsilon",
    "Ξ": "\\Xi", "Π": "\\Pi", "Υ": "\\Upsilon", "⩽": "\\leq", "⩾": "\\geq", "∣": "|",
    "⋯": "\\cdots", "⋮": "\\vdots", "⋱": "\\ddots",
    "∂": "\\partial", "…": "\\dots", "′": "'", "，": ",", "：": ":", "；": ";", "（": "(",
    "）": ")", "。": ".", "｜": "|", "∗": "*",
}  # fmt: skip

_PLAIN = (
    "frac sqrt binom pi infty sum prod int iint oint lim max min"
    " sup inf arg argmax argmin cdot times div pm mp ast star circ odot otimes oplus bullet"
    " neg land lor forall exists nabla partial prime top dagger intercal det dim ker Pr"
    " gcd lcm variable deg operatorname mathbb rm not mid vert Vert lvert rvert lVert rVert | { }"
    " lfloor rfloor lceil rceil langle rangle mod"
    " pmod emptyset setminus cup cap bigcup bigcap Re Im $ % & # _ overbrace underbrace"
    " boxed cancel color textcolor because hline aleph Box square checkmark ldotp colon"
    " substack atop choose not limsup liminf backslash angle triangle blacksquare"
    " qed blacklozenge"
)
KNOWN = (
    frozenset("\\" + name for name in _PLAIN.split())
    | GREEK | ACCENTS | BOLD | FONTS | ROMAN | frozenset(FUNCTIONS) | OTHER_RELATIONS | ARROWS
    | frozenset(r for r in RELATIONS if r[0] == "\\") | LABELLED | STACKED | DOTS | WIDE
    | frozenset({"\\text", "\\textrm", "\\mbox"})
)  # fmt: skip
"""Every command that is at least recognised; whether it can be read is for the parser to say."""

LAYOUT_ENVIRONMENTS = frozenset(
    "aligned align align* equation equation* gather gather* gathered split eqnarray eqnarray*"
    " multline multline* alignat alignat* alignedat flalign flalign* displaymath".split()
)
MATRIX_ENVIRONMENTS = frozenset(
    "bmatrix pmatrix matrix vmatrix Bmatrix Vmatrix smallmatrix".split()
)
