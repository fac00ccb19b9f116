"""What the words of a whole sentence deny or question: it gets no verdict."""

from __future__ import annotations

import pytest

from .pages import verdicts

S, T = "$3t - t = 2t$", "$t - t = 0$"  # true, so that a denial which is not read shows

DENIED = {
    "neither nor": f"Neither {S} nor {T} holds.",
    "for no": f"The rule {S} holds for no real $t$.",
    "for no, before": f"For no $t$ is {S}.",
    "never": f"The rule {S} never holds.",
    "nobody": f"Nobody should believe that {S}.",
    "no number": f"No number satisfies {S}.",
    "there is none": f"There is no $t$ with {S}.",
    "not all": f"Not all $t$ satisfy {S}.",
    "nowhere": f"{S} holds nowhere.",
    "refuted": f"We refute {S}.",
    "refuted by": f"{S} is refuted by a simple example.",
    "to be disproved": f"Disprove: {S}.",
    "ruled out": f"That {S} can be ruled out.",
    "not so": f"Contrary to what was said, {S} isn't so.",
    "not always": f"It is not always true that {S}.",
    "isn't true": f"{S} isn't true.",
    "no identity": f"{S} is not an identity.",
    "nonsense": f"{S} is nonsense.",
    "a myth": f"It is a myth that {S}.",
    "unsatisfiable": f"{S} is unsatisfiable.",
    "an error": "A common error is $$3t - t = 2t$$",
    "wrongly": f"The pupil wrongly wrote {S}.",
    "doubted": f"I doubt that {S}.",
    "to be avoided": f"Avoid writing {S}.",
    "whether": f"It remains open whether {S}.",
    "tempting": f"It is tempting to write {S}.",
    "only sometimes": f"{S} holds only sometimes.",
    "in brackets": f"{S} (false)",
    "in square brackets": f"{S} [wrong]",
    "after a dash": f"{S} --- wrong!",
    "after a colon": f"{S}: false.",
    "before a colon": f"False: {S}.",
    "not before a colon": f"Not: {S}.",
    "a cross": f"{S} \u2717",
    "a cross before": f"\u274c {S}",
    "wrong, before": f"Wrong! {S}.",
    "and that is false": f"{S}. This is false.",
    "and that is not true": f"{S}. That\u2019s not true.",
    "as they say": f"{S}, they say. They are wrong.",
    "however": f"One might think that {S}. However, this fails.",
    "after a display": "$$3t - t = 2t$$\n\nThis is not true.",
    "around a display": "The rule\n$$3t - t = 2t$$\ndoes not hold.",
    "asked": f"Is {S}? No.",
    "asked, and never": f"Does {S} hold? Never, as we shall see.",
    "asked of it": f"They claim that {S}. Is that right? No.",
    "asked, far below": f"Question: is {S}?\n\nNo, it is not.",
    "true or false": f"True or false? {S}. False.",
    "true or false, below": f"**True or false:** {S}.\n\n**False.** This is easy.",
    "these are false": f"The following are false:\n\n1. {S}\n2. {T}",
    "none of these": f"None of these holds:\n\n- {S}\n- {T}",
    "a heading": f"## Common mistakes\n\n{S}.",
    "words in the formula": r"\[ 3t - t = 2t \quad \text{never} \]",
    "is false, in it": r"\[ 3t - t = 2t \text{ is false} \]",
    "before, in it": r"\[ \text{It is wrong that } 3t - t = 2t \]",
    "does not, in it": r"\[ 3t - t = 2t \text{ doesn't hold} \]",
    "in brackets, in it": r"\[ 3t - t = 2t \text{ (this is incorrect)} \]",
    "one word in brackets, in it": r"\[ 3t - t = 2t \quad (\text{wrong}) \]",
    "a cross, in it": "\\[ 3t - t = 2t \\quad \u2717 \\]",
    "a times sign for a cross": r"\[ 3t - t = 2t \quad\times \]",
    "a question in it": r"$$3t - t \stackrel{?}{=} 2t$$ No.",
    "over the sign": r"\[ 3t - t \stackrel{\text{not}}{=} 2t \]",
    "wrong, over the sign": r"\[ 3t - t \overset{\text{wrong}}{=} 2t \]",
    "another sign over the sign": r"\[ 3t - t \stackrel{\neq}{=} 2t \]",
    "a cell beside it": f"| claim | true? |\n| --- | --- |\n| {S} | no |",
    "a cross in the cell beside it": f"| claim | ? |\n| --- | --- |\n| {S} | \u2717 |",
    "cancelled": r"\[ \cancel{3t - t = 2t} \]",
    "a negation sign": r"\[ \lnot (3t - t = 2t) \]",
}


@pytest.mark.parametrize("text", DENIED.values(), ids=DENIED.keys())
def test_denied(text: str) -> None:
    assert not {"proved", "refuted"} & set(verdicts(text))


CLAIMED = {
    "not hard": f"It is not hard to see that {S}.",
    "isn't difficult": f"It isn't very difficult to show {S}.",
    "no wonder": f"It is no wonder that {S}.",
    "no other reason": f"For no other reason, {S}.",
    "no matter": f"No matter what $t$ is, {S}.",
    "no doubt": f"There is no doubt that {S}.",
    "never forget": f"Never forget that {S}.",
    "cannot deny": f"We cannot deny that {S}.",
    "not surprisingly": f"Not surprisingly, {S}.",
    "never fails": f"{S} never fails.",
    "no exceptions": f"{S} always holds, no exceptions.",
    "not just": f"Recall that {S}, not just for integers.",
    "of another": f"Since $s$ is not an integer, {S}.",
    "has no zeros": f"The function has no zeros, so {S}.",
    "does not depend": f"{S}, which does not depend on $s$.",
    "not obvious, but": f"This is not obvious, but {S}.",
    "and not": f"Note that {S} and not $3t$.",
    "the one before": f"This is wrong. Instead, {S}.",
    "refuted before": f"The false claim is refuted. But {S}.",
    "no, but": f"No. {S}.",
    "asked": f"Is {S}? Yes.",
    "asked of it": f"They claim that {S}. Is that right? Yes, it is.",
    "true or false": f"True or false? {S}. True.",
    "prove or disprove": f"Prove or disprove: {S}.",
    "why": f"Why is {S}? Because of distributivity.",
    "something else after": f"Hence {S}. This is not the end.",
    "of what follows": f"So {S}. Note that the rule is applied here. This is not the case below.",
    "another sentence": f"We get {S}. No other case is left.",
    "after the list": f"None of these works:\n\n- guessing\n- hoping\n\nBut {S}.",
    "another heading": f"## Common mistakes\n\nNone.\n\n## Rules\n\n{S}.",
    "an error term": f"The mean squared error is {S}.",
    "false positives": f"Of the false positives we know {S}.",
    "a display before": "$$3t - t = 2t$$\nDon't get confused by the letter. It is not new.",
    "over the sign": r"\[ 3t - t \stackrel{\text{AM-GM}}{=} 2t \]",
    "a reference over the sign": r"\[ 3t - t \stackrel{(1)}{=} 2t \]",
    "a cell beside it": f"| claim | true? |\n| --- | --- |\n| {S} | yes |\n| $1 = 2$ | no |",
    "a tick": f"{S} \u2713",
    "a mark for tests": f"So {S} (expected refuted).",
    "a comment": f"So {S}. <!-- this is wrong -->",
}


@pytest.mark.parametrize("text", CLAIMED.values(), ids=CLAIMED.keys())
def test_claimed(text: str) -> None:
    assert verdicts(text)[:1] == ["proved"]


SOME = {
    "but not": (f"We have {S} but not $t = 2t$.", ["proved", "constraint"]),
    "the second is not": (f"{S} is true, {T} is not.", ["proved", "D005"]),
    "the one after it": (f"{S}. Wrong! {T}.", ["constraint", "proved"]),
    "an assumption": ("Suppose $t > 0$ never holds. Then $|t| = t$.", ["constraint", "refuted"]),
    "a definition": ("Let $f(t) = t^2$, which is not $t^3$. Then $f(2) = 4$.",
                     ["definition", "proved"]),
    "be as above": ("Let $f(t) = t^2$. Let $f$ be as above. Then $f(2) = 4$.",
                    ["definition", "proved"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SOME.values(), ids=SOME.keys())
def test_some(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected
