"""Letters: names for what binders bind, the same in the reasons as in the formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from proofs.kernel.terms import INT, REAL, Term, var

from ..writing.latex_names import BOUND_INTEGERS, BOUND_REALS

OVER_INTEGERS = frozenset({"sum", "prod", "greatest", "least", "fam", "forall"})


@dataclass(frozen=True)
class Letters:
    """Letters wanted by operator, and those that are taken: names that are free or bound outside.

    >>> from proofs.kernel.terms import NAT, ONE, bound, total, var
    >>> str(Letters((("sum", "j"),)).name(total(ONE, var("n", NAT), bound(0))))
    'j'
    """

    wanted: tuple[tuple[str, str], ...] = ()
    taken: frozenset[str] = frozenset()

    def name(self, term: Term) -> Term:
        """A name for what a binder binds, as it is written in LaTeX."""
        whole = term.op in OVER_INTEGERS
        taken = self.taken | {str(v.value) for v in term.free}
        pool = (*(letter for op, letter in self.wanted if op == term.op and letter.isalnum()),
                *(BOUND_INTEGERS if whole else BOUND_REALS))  # fmt: skip
        letter = next((n for n in pool if n not in taken), "_" + pool[0])
        return var(letter, INT if whole else REAL)

    def without(self, *names: Term) -> Letters:
        """These, with names that are taken too."""
        return replace(self, taken=self.taken | {str(n.value) for n in names})


def letters_of(terms: Sequence[Term], wanted: Sequence[tuple[str, str]] = ()) -> Letters:
    """Letters beside the free names of some terms."""
    return Letters(tuple(wanted), frozenset(str(v.value) for t in terms for v in t.free))
