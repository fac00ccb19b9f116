"""What long pages forget would not have held: the same statements hold with all of them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from derivations.reading.sources.page import Place
from derivations.reading.words.assumed import Assumption, Assumptions
from derivations.reading.words.assumptions import holding, subject
from proofs.kernel.terms import ZERO, eq, lt, num, var

CUES = ("for", "for", "let", "if", "when", "since", "premise", "case", "at", "where")


class Unforgetting(Assumptions):
    """Assumptions that are all looked at."""

    def living(self, scopes: Sequence[str], sentence: int, paragraph: int) -> list[Assumption]:
        return self.within(scopes)


@pytest.mark.parametrize("seed", [*range(60), 65, 70, 105, 158])  # the last: what ends is released
def test_the_same_holds(seed: int) -> None:
    chance = Random(seed)
    x, y = var("x"), var("y")
    statements = [lt(ZERO, x), lt(x, ZERO), eq(x, num(1)), eq(x, num(2)), lt(ZERO, y), lt(x, y)]
    outer = {"q1": "intro", "q2": "intro"}
    short, long = Assumptions(), Unforgetting()
    paragraph = 0
    for sentence in range(40):
        paragraph += chance.random() < 0.5
        item = chance.choice(((), (), ("1",), ("1", "a"), ("2",)))
        scope = chance.choice(("intro", "q1", "q1", "q2"))
        place = Place(scope, item, paragraph)
        for _ in range(chance.randrange(3)):
            stated = chance.choice(statements)
            one = Assumption(stated, place, sentence, chance.choice(CUES), subject(stated))
            short.append(one)
            long.append(one)
        if chance.random() < 0.1:
            short.release(x, scope)
            long.release(x, scope)
        for asked in (sentence, sentence + 1, max(sentence - 1, 0)):
            for anew in (False, True):
                found = holding(short, place, asked, outer, anew=anew)
                assert set(found) == set(holding(long, place, asked, outer, anew=anew))


@pytest.mark.parametrize("seed", range(60))
def test_what_is_taken_out_might_as_well_never_have_been_assumed(seed: int) -> None:
    chance = Random(seed)
    x, y = var("x"), var("y")
    statements = [lt(ZERO, x), lt(x, ZERO), eq(x, num(1)), eq(x, num(2)), lt(ZERO, y), eq(x, y)]
    kept, rebuilt = Assumptions(), Assumptions()
    for sentence in range(40):
        place = Place("q1", chance.choice(((), (), ("1",))), sentence // 3)
        for _ in range(chance.randrange(3)):
            stated = chance.choice(statements)
            one = Assumption(stated, place, sentence, chance.choice(CUES), subject(stated))
            kept.append(one)
            rebuilt.append(one)
        if chance.random() < 0.2:
            held = kept.within(["q1"])[-6:]
            gone = chance.sample(held, min(2, len(held)))
            kept.without(gone)
            rebuilt = Assumptions(a for a in rebuilt if a not in gone)
        asked = ["q1"], sentence, sentence // 3
        assert kept.living(*asked) == rebuilt.living(*asked)
