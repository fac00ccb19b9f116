"""The expression parser: precedence climbing over a token list, straight to kernel terms.

What stands between operators is read by `atoms`, `names` with arguments by `calls`, what binds a
name by `binders`, and lists, matrices and cases by `arrays`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from proofs.kernel.terms import ONE, PI, Term, TermError, add, apply, div, exp, mul, neg, num, power

from ..errors import AMBIGUOUS, EXPECTED, MISFIT, NOTATION, TOO_BIG, ReadingError, Undetermined
from ..sources.strays import KIND as STRAY
from ..sources.strays import fault as stray
from ..sources.symbols import FUNCTION_LETTERS, RELATIONS, WORD_FUNCTIONS
from ..sources.tokens import Token
from ..statements.context import Context
from ..statements.operations import SIGNS as OPERATED
from ..statements.operations import Operation, applied
from . import atoms, derivatives, evaluation, implied, matrices, probability
from .names import spelled
from .vectors import lift

MAX_NESTING = 50
"""Deepest nesting of brackets and arguments."""

HUNDRED = num(100)
DEGREE = div(PI, num(180))
_SIGNS = frozenset({"+", "-", "\\pm", "\\mp"})
_TIMES = frozenset({"*", "\\cdot", "\\times", "\\ast"})
_JOINING = _TIMES | {"\\odot", "\\circ", "_"}
_BEFORE_ALONE = frozenset({"", "=", "+", "-", ",", "&", "row", "(", "[", "{"})
_STAR = frozenset({"*", "\\ast"})
_OVER = frozenset({"/", "\\div"})
_STARTS_FACTOR = frozenset({"letter", "number", "(", "[", "{"})
_ENDS_PRODUCT = frozenset({"-", ")", "}", "]", "=", ",", "<", ">"})
_AFTER_ATOM = frozenset({"_", "^", "!", "'", "\\%"})
_OPERATIONS = frozenset(  # what joins two values in a way that is not read as a number
    "\\cup \\cap \\setminus \\land \\lor \\odot \\otimes \\oplus \\circ \\star \\bullet"
    " \\backslash".split()
)
_NO_FACTOR = _OPERATIONS | frozenset(
    "\\rfloor \\rceil \\rangle \\rvert \\rVert \\} \\cdot \\times \\ast \\div \\pm \\mp"
    " \\quad \\qquad \\mid \\vert \\% \\& \\# \\_ \\colon \\mod \\pmod \\choose".split()
)


class Parser:
    """A place in a token list, and the names that are bound there.

    `local` are names bound by a sum, limit, integral or definition; `facts` what has to hold for
    the reading (equal lengths); `notes` how something in doubt was read; `unknown` the functions
    that no definition is known for, with the arguments that they are used at; `limits` the
    variables of limits; `listed` is set in brackets in which commas may separate; `variant` is
    1 or -1 where the upper or the lower signs of `\\pm` are read; `differential` is where the
    `dx` of the integral around stands within a fraction; by `derived` names is differentiated;
    `letters` are the values of letters by themselves, once they are known; `binders` the operators
    that bind names, in the order in which they stand, with these names; `evaluated` is the name
    that a bar gave values in the term just read, and whether it is told to be the one; `improper`
    is set where a bar stands for a limit; where `vectors` is not 0, names that have an index
    elsewhere stand for vectors; `joined` tells that the expression joins values by a sign that the
    page defines, `unclear` that how far a derivative reaches, or whether one is
    meant, is in doubt. `own` are names that
    stand for the parameters of functions here; where `sampled` indices are averaged over, the name
    of a distribution stands for its value at these. `summed` are indices that are summed over
    without a sign, `implied` the places of those that have been; of `products`, so many are being
    read, one in another.
    """

    def __init__(self, tokens: Sequence[Token], context: Context, at: int, end: int) -> None:
        self.tokens, self.context, self.pos, self.end = tokens, context, at, end
        self.local: dict[str, Term] = {}
        self.doubtful: frozenset[str] = frozenset()
        self.facts: list[Term] = []
        self.notes: list[str] = []
        self.unknown: set[Term] = set()
        self.lengths: dict[str, list[Term]] = {}
        self.limits: set[str] = set()
        self.bars = self.vectors = 0
        self.nesting = 0
        self.listed = self.joined = False
        self.variant = 0
        self.differential = (-1, -1)
        self.derived: frozenset[str] = frozenset()
        self.letters: dict[str, Term] = {}
        self.evaluated: tuple[Term, bool] | None = None
        self.improper = self.unclear = False
        self.own: frozenset[str] | None = None
        self.sampled: tuple[Term, ...] = ()
        self.depth = self.products = 0
        self.summed: frozenset[str] = frozenset()
        self.implied: set[int] = set()
        self.binders: list[tuple[str, str]] = []

    def peek(self) -> Token | None:
        """The token at the place, None at the end."""
        return self.tokens[self.pos] if self.pos < self.end else None

    def at_text(self, text: str) -> bool:
        """Whether the token at the place is `text`."""
        return self.pos < self.end and self.tokens[self.pos].text == text

    def expect(self, text: str) -> Token:
        """Take the token `text`. Raises ReadingError where something else stands."""
        token = self.peek()
        if token is None or token.text != text:
            raise self.unexpected(f"{text} is missing")
        self.pos += 1
        return token

    def unexpected(self, message: str = "") -> ReadingError:
        """The error that the token at the place does not belong there."""
        token = self.peek()
        if token is None:
            if not self.tokens:
                return ReadingError(EXPECTED, "nothing to read", 0, 0)
            last = self.tokens[max(self.pos - 1, 0)]
            return ReadingError(
                EXPECTED, message or "something is missing here", last.start, last.end,
                label="something has to follow",
            )  # fmt: skip
        if token.kind == STRAY:
            return stray(token)
        shown = token.text if token.kind != "text" else f'the words "{token.text}"'
        shown = shown if shown.isprintable() else f"the character {ord(shown[0]):#04x}"
        if token.text in _OPERATIONS and not message:
            return ReadingError(
                NOTATION, f"{token.text} is not read here", token.start, token.end,
                label="not read yet",
            )  # fmt: skip
        return ReadingError(
            EXPECTED, message or f"{shown} cannot stand here", token.start, token.end,
            label=f"before {shown}" if message else "",
        )  # fmt: skip

    def fault(
        self, code: str, message: str, start: int, *, label: str = "", help: str = ""
    ) -> ReadingError:
        """An error about the tokens from `start` to the place."""
        a = self.tokens[min(start, len(self.tokens) - 1)]
        b = self.tokens[min(max(self.pos - 1, start), len(self.tokens) - 1)]
        notes = (f"help: {help}",) if help else ()
        return ReadingError(code, message, a.start, b.end, label=label, notes=notes)

    def undetermined(self, name: str, start: int) -> Undetermined:
        """That a name may be a number, or a vector or matrix, about the tokens from `start` on."""
        place = self.fault(AMBIGUOUS, "", start)
        return Undetermined(name, place.start, place.end)

    def make(self, start: int, op: Callable[..., Term], *args: Term) -> Term:
        """`op` on the arguments, entry by entry for vectors; a misfit is an error at `start`."""
        try:
            for a in args:
                if a.sort.name == "family":
                    break
            else:
                return op(*args)
            joined = matrices.combined(getattr(op, "__name__", ""), args, self.context)
            return lift(op, args, self.facts) if joined is None else joined
        except TermError as error:
            raise self.fault(MISFIT, str(error), start) from error

    def written_out(self, term: Term, start: int) -> Term:
        """The term with the entries that the page gives put in."""
        from ..statements.rewriting import expand  # it parses entries in its turn

        end = max(self.pos - 1, start)
        return expand(term, self.context, (self.tokens[start].start, self.tokens[end].end))

    def deeper(self) -> None:
        """Count one more level of nesting. Raises ReadingError beyond MAX_NESTING."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise self.fault(TOO_BIG, f"nested more than {MAX_NESTING} deep", self.pos)

    def expression(self) -> Term:
        """A sum of terms with signs."""
        self.deeper()
        outer, start, evaluated = self.doubtful, self.pos, self.evaluated
        joined, self.joined = self.joined, False
        signed = self.pos < self.end and self.tokens[self.pos].text in _SIGNS
        parts = [self.signed_term() if signed else self.term()]
        while self.pos < self.end:
            token = self.tokens[self.pos]
            if token.text not in _SIGNS:
                break
            self.pos += 1
            minus = self.is_minus(token)
            self.evaluated = None
            parts.append(self.term(minus=minus))
            if self.evaluated is not None:
                self.refuse_reach(parts[:-1], start)
        if self.joined and (signed or len(parts) > 1):
            self.single(parts * 2, start)
        self.doubtful, self.evaluated, self.joined = outer, evaluated, joined
        self.nesting -= 1
        return parts[0] if len(parts) == 1 else self.make(start, add, *parts)

    def lone(self) -> Term:
        """A letter or number that is all of an expression."""
        self.deeper()
        value = atoms.atom(self)
        self.nesting -= 1
        return value

    def refuse_reach(self, before: Sequence[Term], start: int) -> None:
        r"""`x + x^2 \Big|_0^1`: whether the bar reaches over the sum can't be told."""
        if self.evaluated is None:
            return
        name, told = self.evaluated
        if any(name in part.free or (part.free and not told) for part in before):
            raise self.fault(
                AMBIGUOUS, "how far back does the bar reach?", start,
                help="put brackets around what stands before the bar",
            )  # fmt: skip

    def signed_term(self) -> Term:
        """A term, perhaps with signs before it."""
        minus = False
        while (token := self.peek()) is not None and token.text in _SIGNS:
            self.pos += 1
            minus ^= self.is_minus(token)
        return self.term(minus=minus)

    def is_minus(self, token: Token) -> bool:
        """Whether a sign is a minus; the upper or the lower one of `\\pm`, as is being read."""
        if token.kind in ("+", "-"):
            return token.kind == "-"
        if not self.variant:
            raise self.fault(NOTATION, f"{token.text} stands for two claims", self.pos - 1)
        return (token.text == "\\pm") == (self.variant < 0)

    def term(self, *, minus: bool = False) -> Term:
        """Factors with signs of multiplication and division, or side by side; minus it all."""
        if not self.summed:
            return self.factors(minus=minus)
        start = self.pos
        self.products += 1
        value = implied.with_sums(self, self.factors(minus=False), start)
        self.products -= 1
        return neg_of(self, value) if minus else value

    def factors(self, *, minus: bool) -> Term:
        """A term as it is written, without sums whose sign is left out."""
        start = self.pos
        factors = [] if self.past_differential() else [self.factor()]
        signs: list[str] = []
        while self.pos < self.end:
            if self.pos == self.differential[0]:
                self.past_differential()
                continue
            token = self.tokens[self.pos]
            if token.kind in _ENDS_PRODUCT:
                break
            operation = self.context.operation(token.text) if token.text in OPERATED else None
            if operation is not None:
                before = self.product(start, self.single(factors, start), signs)
                factors, signs = [self.operated(operation, before, start)], []
            elif token.text in _TIMES:
                self.pos += 1
                factors.append(self.signed_factor())
                signs.append(token.text)
                if token.text in _STAR:
                    self.refuse_operation(factors[-2:], start)
            elif token.text in _OVER:
                self.pos += 1
                before = self.product(start, factors, signs)
                divisor = self.signed_factor()
                factors, signs = [self.make(start, div, before, divisor)], []
                self.refuse_product_in_divisor()
            elif token.text == "\\mod":
                self.pos += 1
                before = self.product(start, factors, signs)
                before = neg_of(self, before) if minus else before
                factors, minus = [self.make(start, remainder, before, self.modulus())], False
                signs = []
            elif evaluation.at_bar(self):
                before = self.product(start, factors, signs)
                factors, signs = [evaluation.after_bar(self, before, start)], []
            elif token.text in ("\\odot", "\\circ"):
                self.pos += 1
                before = self.product(start, factors, signs)
                after = self.factor()
                factors, signs = [matrices.entrywise_product(self, start, before, after)], []
            elif token.text == "\\otimes" and self.context.outer_products:
                self.pos += 1
                before = self.product(start, factors, signs)
                factors = [matrices.outer_product(self, start, before, self.factor())]
                signs = []
            elif self.starts_factor(token):
                indicator = token.text == "1" and probability.indicates(self, self.pos + 1)
                if (
                    token.kind == "number"
                    and not indicator
                    and self.tokens[self.pos - 1].kind != "!"
                ):
                    raise self.unexpected(f"a sign is missing before {token.text}")
                after = self.factor()
                self.refuse_matrices(factors[-1:], after, start)
                factors.append(after)
                signs += [""] * (len(factors) > 1)
            else:
                break
        value = self.product(start, factors, signs)
        return neg_of(self, value) if minus else value

    def single(self, factors: list[Term], start: int) -> list[Term]:
        """The factors before a sign that the page defines: one, as how it binds is not told."""
        if len(factors) > 1:
            raise self.fault(AMBIGUOUS, "how far does the operation reach?", start,
                             help="put brackets around what it joins")  # fmt: skip
        return factors

    def operated(self, operation: Operation, before: Term, start: int) -> Term:
        """The value before a sign that the page defines, joined by it with the one after."""
        self.pos += 1
        after = self.signed_factor()
        self.joined = True
        following = self.peek()
        if following is not None and (
            self.starts_factor(following) or following.text in _OVER | (_TIMES - OPERATED)
        ):
            self.single([before, after], start)
        return applied(self.context, operation, before, after)

    def past_differential(self) -> bool:
        """Whether the `dx` of the integral around stood here; the place moves past it."""
        if self.pos != self.differential[0]:
            return False
        self.pos = self.differential[1]
        return True

    def modulus(self) -> Term:
        """What stands after `mod`: a number, or factors without a sign between them."""
        if not self.context.alone:
            raise self.fault(AMBIGUOUS, "how far does mod reach?", self.pos - 1)
        self.notes.append("mod binds as a product does")
        start = self.pos
        factors = [self.signed_factor()]
        while (token := self.peek()) is not None and self.starts_factor(token):
            if token.kind == "number":
                break
            factors.append(self.factor())
        return self.product(start, factors, [""] * (len(factors) - 1))

    def product(self, start: int, factors: list[Term], signs: list[str]) -> Term:
        """The product of the factors, with the signs between them."""
        if len(factors) <= 1:
            return factors[0] if factors else ONE
        families = [f for f in factors if f.sort.name == "family"]
        if not families:
            return self.make(start, mul, *factors)
        capital = any(f.op in ("var", "pow") and str(f)[:1].isupper() for f in factors)
        if len(families) > 1 or (families and (families[0].sort.rank > 1 or capital)):
            return matrices.product(self, start, factors, signs)
        matrices.refuse_undetermined(self, start, factors)
        return self.make(start, mul, *factors)

    def signed_factor(self) -> Term:
        """A factor after a sign of multiplication or division: `2 \\cdot -3`."""
        if self.at_text("-"):
            self.pos += 1
            return neg_of(self, self.factor())
        return self.factor()

    def refuse_product_in_divisor(self) -> None:
        """`a/bc`: what stands under the stroke is in doubt."""
        token = self.peek()
        if token is not None and self.starts_factor(token):
            here = self.tokens[self.pos - 1]
            raise ReadingError(
                AMBIGUOUS, f"what is divided by: {here.text}, or the product with {token.text}?",
                here.start, token.end, notes=("help: put brackets, or use \\frac",),
            )  # fmt: skip

    def refuse_operation(self, factors: list[Term], start: int) -> None:
        """`a * b` beside `ab`: the star may be an operation of its own, or a convolution."""
        if all(f.op == "num" for f in factors) and self.context.star:
            return
        beside = id(self.tokens) in self.context.survey.juxtaposed
        if beside or not self.context.star:
            raise self.fault(
                AMBIGUOUS, "is * the product here, or an operation of its own?", start,
                help="write \\cdot for a product",
            )  # fmt: skip

    def refuse_matrices(self, before: list[Term], b: Term, start: int) -> None:
        """`AB`: two capitals side by side may be matrices, whose order matters."""
        both = [t.args[0] if t.op == "pow" else t for t in (*before, b)]
        capital = all(
            t.op == "var" and str(t.value).isupper() and t.sort.name == "real" for t in both
        )
        if before and capital and not any(self.context.known(str(t.value)) for t in both):
            raise self.fault(
                AMBIGUOUS, f"{both[0]} and {both[-1]} may be matrices", start,
                label="numbers or matrices?", help=f"say what {both[0]} and {both[-1]} are",
            )  # fmt: skip

    def starts_factor(self, token: Token) -> bool:
        """Whether a factor may begin with this token, so that it is a product."""
        if token.kind in _STARTS_FACTOR:
            return True
        if token.text in ("|", "\\vert"):
            return self.bars == 0 and not evaluation.at_bar(self)
        if token.kind == "env":
            return token.text.startswith("begin ")
        if token.kind == "text":
            called = self.pos + 1 < self.end and self.tokens[self.pos + 1].text in ("(", "[")
            return token.text in WORD_FUNCTIONS or (called and token.text in probability.HEADS)
        return token.kind == "command" and atoms.starts(token.text, _NO_FACTOR)

    def factor(self) -> Term:
        """An atom with its powers and factorials."""
        start = self.pos
        self.depth += 1
        if self.depth > 2 * MAX_NESTING:
            raise self.fault(TOO_BIG, f"nested more than {2 * MAX_NESTING} deep", self.pos)
        base = atoms.atom(self)
        self.depth -= 1
        while self.pos < self.end:
            token = self.tokens[self.pos]
            if token.text not in _AFTER_ATOM:
                break
            number = base.sort.name != "family"
            if token.kind in ("_", "^") and number and evaluation.at_bounds(self):
                base = evaluation.at_values(self, base, start)
            elif token.kind == "^":
                base = self.raised(base, start)
            elif token.kind == "!":
                self.pos += 1
                if self.at_text("!") and self.tokens[self.pos].start == token.end:
                    self.pos += 1
                    raise self.fault(AMBIGUOUS, "!!: every second factor, or n! once more?", start)
                base = self.make(start, lambda a: apply("factorial", a), base)
            elif token.kind == "'":
                base = derivatives.primed(self, base, start)
            elif token.text == "\\%":
                if base.op != "num":
                    raise self.unexpected("a percentage of what is no number")
                self.pos += 1
                base = self.make(start, div, base, HUNDRED)
            elif token.kind == "_":
                base = atoms.entry(self, base, start)
            else:
                break
        return base

    def _refuse_iterate(self, base: Term, exponent: str, start: int) -> None:
        """`f^{-1}(x)` and `f^2(x)` of a function: its inverse, a power of its value, or f(f(x))?"""
        if base.op != "var" or not self.at_text("("):
            return
        name = str(base.value)
        if self.context.is_function(name) or (exponent == "-1" and name in FUNCTION_LETTERS):
            raise self.fault(
                AMBIGUOUS, f"{name}^{{{exponent}}}( ): a power, or the function again?", start,
                help=f"write ({name}(x))^{{{exponent}}} for a power",
            )  # fmt: skip

    def raised(self, base: Term, start: int) -> Term:
        """The base with the power, or the transpose, that follows."""
        self.pos += 1
        a, b = atoms.argument_range(self)
        inside = spelled(self.tokens, a, b)
        self._refuse_iterate(base, inside, start)
        transposed = inside in ("\\top", "\\intercal") or (
            inside == "T" and not self.context.survey.power_t and "T" not in self.local
        )
        if transposed:
            return self.transposed(base, start)
        if inside == "\\circ" and base.sort.name != "family" and base.op not in ("var", "app"):
            return self.make(start, mul, base, DEGREE)
        if inside in ("\\circ", "*", "\\star", "\\prime", "\\dagger", "+", "-", "H"):
            raise self.fault(NOTATION, f"the superscript {inside}", start)
        square = self.context.defined(f"{base.value}^2") if base.op == "var" else None
        if inside == "2" and square is not None and str(base.value) not in self.local:
            return square.definition.head
        exponent = atoms.inside(self, a, b)
        if base.sort.name == "family" or exponent.sort.name == "family":
            return matrices.power_of(self, base, exponent, start)
        if base is atoms.E:
            return self.make(start, exp, exponent)
        if self.at_text("^"):
            raise self.unexpected("two superscripts: write {a^b}^c or a^{b^c}")
        return self.make(start, power, base, exponent)

    def transposed(self, base: Term, start: int) -> Term:
        """A transpose; a vector that nothing multiplies is written as a column by it."""
        token = self.peek()
        before = self.tokens[start - 1].text if start else ""
        first = before in _BEFORE_ALONE or before in RELATIONS
        if before in _SIGNS and start > 1 and self.tokens[start - 2].text in _TIMES:
            first = False  # 2 \cdot -x^T
        alone = token is None or not (self.starts_factor(token) or token.text in _JOINING)
        return matrices.transposed(self, base, start, alone=alone and first)


def remainder(a: Term, b: Term) -> Term:
    """What is left of a after as many whole b as go into it, written out: a - b floor(a/b)."""
    return add(a, neg(mul(b, apply("floor", div(a, b)))))


def neg_of(parser: Parser, term: Term) -> Term:
    """Minus a number or a vector."""
    return parser.make(max(parser.pos - 1, 0), neg, term)


def parse(
    tokens: Sequence[Token], context: Context, at: int = 0, end: int | None = None, *,
    local: Mapping[str, Term] | None = None, summed: frozenset[str] = frozenset(),
) -> tuple[Term, Parser]:  # fmt: skip
    r"""The term that the tokens from `at` to `end` write, and the parser with its notes.

    Every token is used. Raises ReadingError where that cannot be.

    >>> from ..statements.survey import survey
    >>> from ..sources.tokens import tokenize
    >>> tokens = tokenize(r"\frac{1}{1+e^{-x}}")
    >>> str(parse(tokens, Context(survey([tokens])))[0])
    '1/(1 + exp(-x))'
    """
    stop = len(tokens) if end is None else end
    parser = Parser(tokens, context, at, stop)
    parser.local.update(local or {})
    parser.summed = summed
    term = whole(parser)
    return term, parser


def whole(parser: Parser) -> Term:
    """The expression from the parser's place to its end."""
    try:
        term = parser.expression()
    except TermError as error:
        raise parser.fault(MISFIT, str(error), parser.pos - 1) from error
    except RecursionError as error:
        raise parser.fault(TOO_BIG, "nested too deep to be read", parser.pos - 1) from error
    if parser.pos < parser.end:
        raise parser.unexpected()
    return term
