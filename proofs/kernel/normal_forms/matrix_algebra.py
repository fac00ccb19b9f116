"""The algebra of matrices: sums of words in matrices, their transposes and inverses.

A matrix is a sum of words with numbers as coefficients; a word is a product of letters, in order. A
letter is a named matrix or vector, perhaps transposed or inverted; transposes and inverses of
products are taken letter by letter, an inverse beside its matrix goes. A row times a column is the
trace of a word, and a trace is that of any rotation, and of the transpose, of its word. Facts that
equate two words are used from the longer to the shorter.
Source: R. Horn and C. Johnson, Matrix Analysis (2013), 0.2, 0.5 and 0.8.

>>> from ..terms import NAT, family, inverse, matmul, transpose, var
>>> n = var("n", NAT)
>>> A, B = var("A", family(n, n)), var("B", family(n, n))
>>> algebra = MatrixAlgebra()
>>> algebra.words(inverse(matmul(A, B))) == algebra.words(matmul(inverse(B), inverse(A)))
True
>>> algebra.words(matmul(A, B)) == algebra.words(matmul(B, A))
False
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from ..terms import ONE, ZERO, add, div, mul, ne, num, power, sqrt
from ..terms.binding import rebuild
from ..terms.definedness import closed_rational, definedness
from ..terms.matrices import det, is_family, lengths_to_agree, rows_and_columns, shape
from ..terms.nodes import REAL, Term, make
from .entries import OPERATORS, has_matrices
from .ratio import TooLarge, Unsupported

MAX_WORDS = 400
MAX_LENGTH = 40
MAX_REWRITES = 200


class Letter(NamedTuple):
    """A matrix or vector that is not taken apart, perhaps transposed, perhaps inverted."""

    atom: Term
    transposed: bool = False
    inverted: bool = False

    @property
    def ends(self) -> tuple[Term, Term]:
        """Rows and columns."""
        rows, columns = rows_and_columns(self.atom)
        return (columns, rows) if self.transposed != self.inverted else (rows, columns)

    @property
    def order(self) -> tuple[bool, str, bool]:
        """What letters are sorted by."""
        return self.inverted, str(self.atom), self.transposed


Word = tuple[Letter, ...]
Words = dict[Word, Term]
"""A sum of words, each with its coefficient; the unit matrix is the empty word."""


def _order(word: Word) -> tuple[int, tuple[tuple[bool, str, bool], ...]]:
    return len(word), tuple(letter.order for letter in word)


class MatrixAlgebra:
    """Words of matrices under facts: equalities of matrices that are used to rewrite them."""

    def __init__(self, facts: Sequence[Term] = ()) -> None:
        self.rules: dict[Word, Words] = {}
        self.invertible: set[Term] = set()
        self.inverses: dict[frozenset[tuple[Word, Term]], Letter] = {}
        self.names: dict[object, Term] = {}  # traces of words, determinants of letters
        self.memo: dict[Term, Words] = {}
        for fact in facts:
            if fact.op == "eq" and is_family(fact.args[0]) and is_family(fact.args[1]):
                self._learn(*fact.args)

    # --- matrices ---------------------------------------------------------------------------------

    def words(self, a: Term) -> Words:
        """A vector or matrix as a sum of words. Raises Unsupported where it grows too long."""
        found = self.memo.get(a)
        if found is None:
            rule = _WORDS.get(a.op)
            plain = rule(self, a) if rule is not None else _letter(a)
            found = self.memo[a] = self.reduced(plain)
        return found

    def reduced(self, words: Words) -> Words:
        """The sum with the facts used, and words that cancel left out."""
        out: Words = {}
        waiting = list(words.items())
        steps = 0
        while waiting:
            word, coefficient = waiting.pop()
            steps += 1
            if steps > MAX_REWRITES + len(words):
                raise Unsupported("the facts about matrices do not settle")
            for at, rule, value in self._applicable(word):
                for middle, factor in value.items():
                    longer = (*word[:at], *middle, *word[at + len(rule) :])
                    waiting.append((_cancelled(longer), _times(coefficient, factor)))
                break
            else:
                _put(out, word, coefficient)
        if len(out) > MAX_WORDS or any(len(w) > MAX_LENGTH for w in out):
            raise TooLarge("too many products of matrices")
        return {w: c for w, c in out.items() if closed_rational(c) != 0}

    def _applicable(self, word: Word) -> Iterator[tuple[int, Word, Words]]:
        for rule, value in self.rules.items():
            for at in range(len(word) - len(rule) + 1):
                if word[at : at + len(rule)] == rule:
                    yield at, rule, value

    def _learn(self, a: Term, b: Term) -> None:
        """A fact A = B that equates two words: the later one in order is put as the other."""
        try:
            gap = merged(self.words(a), self.words(b), num(-1))
        except Unsupported:
            return
        self.memo.clear()
        known = sorted(gap.items(), key=lambda row: _order(row[0]))
        if len(known) not in (1, 2):
            return
        values = [closed_rational(c) for _, c in known]
        if any(v is None or v == 0 for v in values):
            return
        (last, _), top = known[-1], values[-1]
        if not last or top is None:
            return
        value: Words = {}
        for (word, _), v in list(zip(known, values, strict=True))[:-1]:
            if v is not None:
                value[word] = num(-v / top)
        self.rewrite(last, value)
        self.rewrite(reversed_word(last), {reversed_word(w): c for w, c in value.items()})
        for rest, at in ((last[1:], 0), (last[:-1], -1)):  # A x = b gives A^-1 b = x
            for word, c in value.items() if len(value) == 1 and _square((last[at],)) else ():
                back = (last[at]._replace(inverted=not last[at].inverted),)
                factor = closed_rational(c)
                if word and factor:
                    longer = (*back, *word) if at == 0 else (*word, *back)
                    self.rewrite(longer, {rest: num(1 / factor)})
        if value == {(): ONE} and len(last) == 2 and _square(last):
            self.rewrite(last[::-1], value)  # for square matrices AB = I gives BA = I
            self.rewrite(reversed_word(last[::-1]), value)
            for first, second in (last, last[::-1]):
                self.invertible.add(first.atom)
                back = (first._replace(inverted=not first.inverted),)
                self.rewrite(back, {(second,): ONE})
                self.rewrite(reversed_word(back), {reversed_word((second,)): ONE})

    def rewrite(self, word: Word, value: Words) -> None:
        """Use word = value from here on, if every word of the value comes before it."""
        smaller = all(_order(w) < _order(word) for w in value)
        if word and smaller and word not in self.rules:
            self.rules[word] = value

    # --- numbers ----------------------------------------------------------------------------------

    def number(self, a: Term) -> Term:
        """A number with what is made of matrices in it put by traces of words, each a variable."""
        if is_family(a):
            raise Unsupported("a matrix where a number is needed")
        if a.op == "pow" and a.args[0].op == "norm" and closed_rational(a.args[1]) == 2:
            return self._squared(a.args[0].args[0])
        rule = _NUMBERS.get(a.op)
        if rule is not None and (a.op != "matmul" or a.value == "number"):
            return rule(self, a)
        if not has_matrices(a):
            return a
        if a.op in OPERATORS or a.op == "elem" or a.loose or not a.args:
            raise Unsupported(f"no algebra for {a.op}")
        return rebuild(a, tuple(self.number(x) for x in a.args))

    def trace_of(self, words: Words) -> Term:
        """The trace of a sum of words that start and end with one length."""
        return add(*(mul(c, self._trace(w)) for w, c in words.items())) if words else ZERO

    def _trace(self, word: Word) -> Term:
        """tr w, which is that of any rotation of w and of its transpose."""
        if not word:
            raise Unsupported("the trace of a unit matrix of unknown size")
        turns = rotations(word)
        for turned in turns:
            shorter = self.reduced({_cancelled(turned): ONE})
            if shorter != {turned: ONE}:
                return self.trace_of(shorter)
        back = self.reduced({reversed_word(word): ONE})
        if len(back) == 1:
            ((other, c),) = back.items()
            if other in turns and closed_rational(c) == -1:  # tr w = -tr w
                return ZERO
            if c is ONE and len(other) == len(word):
                turns = [*turns, *rotations(other)]
        return self._named(min(turns, key=_order))

    def _named(self, what: object) -> Term:
        """A real variable that stands for a trace of a word or a letter's determinant."""
        name = make("var", (), ("word", len(self.names)), REAL)
        return self.names.setdefault(what, name)

    def _squared(self, x: Term) -> Term:
        here = self.words(x)
        return self.trace_of(self.reduced(_product(here, _transposed(here))))

    # --- where terms are defined ------------------------------------------------------------------

    def letters_of_inverse(self, condition: Term) -> Word | None:
        """The letters that all have inverses where det M != 0; None for another condition.

        M is a number times a word of square letters; where the size is 0, every determinant is 1.
        """
        if condition.op != "ne" or condition.args[0].op != "det" or condition.args[1] is not ZERO:
            return None
        words = self.words(condition.args[0].args[0])
        if len(words) != 1:
            return None
        (word,) = words
        return word if _square(word) else None

    def settled(self, condition: Term, known: Collection[Term]) -> bool:
        """Whether det M != 0 follows from other conditions, for the letters and the number in M."""
        word = self.letters_of_inverse(condition)
        if word is None:
            return False
        (coefficient,) = self.words(condition.args[0].args[0]).values()
        if closed_rational(coefficient) in (None, 0) and ne(coefficient, ZERO) not in known:
            return False
        atoms = set(self.invertible)
        for other in known:
            atoms.update(letter.atom for letter in self.letters_of_inverse(other) or ())
        return all(letter.atom in atoms for letter in word)


# --- words ----------------------------------------------------------------------------------------


def _letter(a: Term) -> Words:
    """A matrix that is only named, or written out: one letter."""
    if a.op in OPERATORS:
        raise Unsupported(f"no words for {a.op}")
    return {(Letter(a),): ONE}


def _times(a: Term, b: Term) -> Term:
    x, y = closed_rational(a), closed_rational(b)
    if x is not None and y is not None:
        return num(x * y)
    return b if a is ONE else a if b is ONE else mul(a, b)


def _put(words: Words, word: Word, coefficient: Term) -> None:
    """Add one more word to a sum."""
    old = words.get(word)
    if old is not None:
        x, y = closed_rational(old), closed_rational(coefficient)
        coefficient = num(x + y) if x is not None and y is not None else add(old, coefficient)
    words[word] = coefficient


def merged(a: Words, b: Words, factor: Term = ONE) -> Words:
    """a + factor b."""
    out = dict(a)
    for word, coefficient in b.items():
        _put(out, word, _times(factor, coefficient))
    return {w: c for w, c in out.items() if closed_rational(c) != 0}


def _product(a: Words, b: Words) -> Words:
    out: Words = {}
    for left, c in a.items():
        for right, d in b.items():
            _put(out, _cancelled((*left, *right)), _times(c, d))
    if len(out) > MAX_WORDS:
        raise TooLarge("too many products of matrices")
    return out


def _cancelled(word: Word) -> Word:
    """The word without a letter beside its inverse."""
    out: list[Letter] = []
    for letter in word:
        if out and out[-1] == letter._replace(inverted=not letter.inverted):
            out.pop()
        else:
            out.append(letter)
    return tuple(out)


def reversed_word(word: Word) -> Word:
    """The transpose of a word."""
    return tuple(x._replace(transposed=not x.transposed) for x in reversed(word))


def rotations(word: Word) -> list[Word]:
    """The word begun at each of its letters."""
    return [word[i:] + word[:i] for i in range(len(word))]


def _transposed(words: Words) -> Words:
    return {reversed_word(w): c for w, c in words.items()}


def _square(word: Word) -> bool:
    return all(letter.ends[0] is letter.ends[1] for letter in word)


def _matmul(m: MatrixAlgebra, a: Term) -> Words:
    out: Words = {(): ONE}
    for factor in a.args:
        out = _product(out, m.words(factor))
    return out


def _matadd(m: MatrixAlgebra, a: Term) -> Words:
    out: Words = {}
    for part in a.args:
        out = merged(out, m.words(part))
    return out


def _scaled(m: MatrixAlgebra, a: Term) -> Words:
    factor = m.number(a.args[0])
    return {w: _times(factor, c) for w, c in m.words(a.args[1]).items()}


def _matpow(m: MatrixAlgebra, a: Term) -> Words:
    out: Words = {(): ONE}
    for _ in range(int(a.value)):
        out = m.reduced(_product(out, m.words(a.args[0])))
    return out


def _inverse(m: MatrixAlgebra, a: Term) -> Words:
    """The inverse of a word of square letters, letter by letter; that of a sum is a letter."""
    inner = m.words(a.args[0])
    if len(inner) == 1:
        ((word, coefficient),) = inner.items()
        value = closed_rational(coefficient)
        if _square(word) and value != 0:
            back = tuple(x._replace(inverted=not x.inverted) for x in reversed(word))
            return {back: num(1 / value) if value is not None else div(ONE, coefficient)}
    return {(_inverted_sum(m, a.args[0], inner),): ONE}


def _inverted_sum(m: MatrixAlgebra, a: Term, inner: Words) -> Letter:
    """The letter M^-1, and what M^-1 M = I and M M^-1 = I, M = `inner`, say of words."""
    key = frozenset(inner.items())
    known = m.inverses.get(key)
    if known is not None:
        return known
    letter = m.inverses[key] = Letter(a, False, True)
    lead = max(inner, key=_order, default=())
    top = closed_rational(inner[lead]) if inner else None
    if top:
        for left in (True, False):
            value: Words = {(): num(1 / top)}
            for word, c in inner.items():
                if word != lead:
                    whole = (letter, *word) if left else (*word, letter)
                    value[whole] = _times(num(-1 / top), c)
            m.rewrite((letter, *lead) if left else (*lead, letter), value)
    if _transposed(inner) == inner:
        m.rewrite((letter._replace(transposed=True),), {(letter,): ONE})
    return letter


_WORDS: dict[str, Callable[[MatrixAlgebra, Term], Words]] = {
    "identity": lambda m, a: {(): ONE},
    "zeros": lambda m, a: {},
    "matadd": _matadd,
    "scaled": _scaled,
    "matmul": _matmul,
    "transpose": lambda m, a: _transposed(m.words(a.args[0])),
    "matpow": _matpow,
    "inverse": _inverse,
    "hadamard": lambda m, a: {(Letter(a),): ONE},
    "diag": lambda m, a: {(Letter(a),): ONE},
    "ones": lambda m, a: {(Letter(a),): ONE},
}


# --- numbers --------------------------------------------------------------------------------------


def _row_times_column(m: MatrixAlgebra, a: Term) -> Term:
    return m.trace_of(m.reduced(_matmul(m, a)))


def _trace(m: MatrixAlgebra, a: Term) -> Term:
    """A trace; that of a unit matrix is its size."""
    words = dict(m.words(a.args[0]))
    unit = words.pop((), None)
    rest = m.trace_of(words)
    return rest if unit is None else add(mul(unit, shape(a.args[0])[0]), rest)


def _dot(m: MatrixAlgebra, a: Term) -> Term:
    """x . y = tr(x y^T), for vectors and for matrices."""
    x, y = (m.words(part) for part in a.args)
    words = dict(m.reduced(_product(x, _transposed(y))))
    if () in words:
        raise Unsupported("a product of unit matrices entry by entry")
    return m.trace_of(words)


def _norm(m: MatrixAlgebra, a: Term) -> Term:
    return sqrt(m._squared(a.args[0]))


def _det(m: MatrixAlgebra, a: Term) -> Term:
    """The determinant of a word of square letters is the product of theirs."""
    words = m.words(a.args[0])
    size = shape(a.args[0])[0]
    if len(words) != 1:
        raise Unsupported("the determinant of a sum of matrices")
    ((word, coefficient),) = words.items()
    if not _square(word):
        raise Unsupported("the determinant of a product of matrices that are not square")
    factors = [ONE if coefficient is ONE else power(coefficient, size)]
    for letter in word:
        name = m._named(letter.atom)
        factors.append(div(ONE, name) if letter.inverted else name)
    return mul(*factors)


_NUMBERS: dict[str, Callable[[MatrixAlgebra, Term], Term]] = {
    "matmul": _row_times_column,
    "trace": _trace,
    "dot": _dot,
    "norm": _norm,
    "det": _det,
}


# --- where they are defined -----------------------------------------------------------------------


def needs(a: Term) -> tuple[Term, ...]:
    """The conditions under which a term with matrices is defined: those of its numbers and of what
    is written out in it, and that each matrix that is inverted has a determinant that is not 0.

    Raises Unsupported where lengths that have to agree are not the same term.
    """
    out: dict[Term, None] = {}
    _collect(a, out)
    return tuple(out)


def _collect(a: Term, out: dict[Term, None]) -> None:
    if a.op not in OPERATORS and not has_matrices(a):
        out.update(dict.fromkeys(definedness(a)))
        return
    if a.loose or a.op in ("cases", "sum", "prod", "deriv", "limit", "integral", "fam", "elem"):
        raise Unsupported(f"{a.op} with matrices in it")
    for part in a.args:
        _collect(part, out)
    _require_lengths(a)
    if a.op == "inverse":
        out[ne(det(a.args[0]), ZERO)] = None
    elif a.op not in OPERATORS:
        plain = rebuild(a, a.args)
        inner = {c for part in plain.args for c in definedness(part)}
        out.update(dict.fromkeys(c for c in definedness(plain) if c not in inner))


def _require_lengths(a: Term) -> None:
    """That lengths which have to agree are the same term."""
    if lengths_to_agree(a):
        raise Unsupported("lengths that may differ")
