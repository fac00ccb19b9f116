from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from derivations import judging
from derivations.derivation import Derivation, Diagnostic, Document, Span, Step
from derivations.judging import judge_document
from derivations.reading import read_document
from proofs.claim import Claim
from proofs.kernel.proof import KernelFault, Proof
from proofs.kernel.terms import ONE, TWO, ZERO, Term, ne, num, var
from proofs.opinion import Opinion
from proofs.verdict import Proved, Refuted, Undecided, Verdict, Witness

MakeStep = Callable[..., Step]
TEXT = "a = b = c\nd < e\nf := g\nh @ k"
a, b, c, d, e = (var(name) for name in "abcde")
# What matters here is what becomes of a verdict, so the checker is a table and no proof is made.
NO_PROOF: Proof = object()  # type: ignore[assignment]


@pytest.fixture
def verdicts(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[Term, Term], Callable[..., Verdict]]:
    """The verdicts that `check` gives, by the two sides; every other claim is undecided."""
    table: dict[tuple[Term, Term], Callable[..., Verdict]] = {}

    def check(claim: Claim, *, budget: float = 2.0, strict: bool = False) -> Verdict:
        make = table.get((claim.left, claim.right), lambda claim: Undecided(claim, "nothing fits"))
        return make(claim)

    monkeypatch.setattr(judging, "check", check)
    return table


def proved(claim: Claim) -> Verdict:
    return Proved(claim, NO_PROOF, "normal form")


def refuted(claim: Claim) -> Verdict:
    witness = Witness(((a, ZERO), (b, num("0.5"))), "0.5", "0.3807...")
    return Refuted(claim, NO_PROOF, "enclosure", "the sides differ", witness)


def chain(step: MakeStep, **ends: Claim) -> Derivation:
    first = step(TEXT, "a", "=", "b", terms=(a, b))
    second = step(TEXT, "b", "=", "c", terms=(b, c))
    return Derivation("q1", (first, second), **ends)


def document(*derivations: Derivation) -> Document:
    return Document("page.md", TEXT, derivations, ())


def test_every_field_of_a_refuted_link(step: MakeStep, verdicts: dict) -> None:
    verdicts[a, b] = proved
    verdicts[b, c] = refuted
    link = judge_document(document(chain(step))).assertions[1]
    assert (link.id, link.verdict, link.method, link.trust) == (
        "q1/2",
        "refuted",
        "enclosure",
        "kernel",
    )
    assert (link.latex, link.left, link.relation, link.right) == ("b = c", "b", "=", "c")
    assert link.span == Span(1, 5, 1, 10)
    assert link.right_span == Span(1, 9, 1, 10)
    assert link.reading == "b = c"
    assert link.witness is not None
    assert link.witness.at == {"a": "0", "b": "1/2"}
    assert link.message == "this step is not an equality"
    assert link.diagnostic is not None
    assert link.diagnostic.code == "D104"
    assert link.diagnostic.label == "differs from b"
    assert link.diagnostic.notes == ("at a = 0, b = 1/2: 0.5 on the left, 0.3807... on the right",)


def test_a_proved_link_keeps_its_conditions_and_caveats(step: MakeStep, verdicts: dict) -> None:
    verdicts[a, b] = lambda claim: Proved(
        claim, NO_PROOF, "normal form", (ne(a, ONE),), ("to the digits shown",)
    )
    link = judge_document(document(chain(step))).assertions[0]
    assert link.verdict == "proved"
    assert link.conditions == (r"a \neq 1",)
    assert link.caveats == ("to the digits shown",)
    assert link.message == r"proved where a \neq 1"
    assert link.diagnostic is None


def test_an_undecided_link_says_what_was_tried(step: MakeStep, verdicts: dict) -> None:
    verdicts[a, b] = lambda claim: Undecided(
        claim, "no method decided it", ("normal form", "64 exact points"), ne(a, ONE), "all agree"
    )
    link = judge_document(document(chain(step))).assertions[0]
    assert link.verdict == "undecided"
    assert link.tried == ("normal form", "64 exact points")
    assert link.diagnostic is not None
    assert link.diagnostic.code == "D201"
    assert link.diagnostic.label == "no method decided it"
    assert link.diagnostic.notes[:2] == (
        "tried: normal form, 64 exact points (all agree)",
        r"left to show: a \neq 1",
    )


def test_what_is_read_but_not_judged(step: MakeStep, verdicts: dict) -> None:
    problem = Diagnostic("D003", "error", "unknown command \\@", Span(4, 3, 4, 4))
    steps = (
        step(TEXT, "f", ":=", "g", kind="definition"),
        step(TEXT, "h", "@", "k", problem=problem),
    )
    links = judge_document(document(Derivation("q2", steps))).assertions
    assert [link.verdict for link in links] == [None, "unreadable"]
    assert links[1].message == "unknown command \\@"
    assert links[1].diagnostic == problem


def test_first_equals_last_is_judged_by_itself(step: MakeStep, verdicts: dict) -> None:
    verdicts[a, b] = verdicts[b, c] = refuted
    verdicts[a, c] = proved
    report = judge_document(document(chain(step, ends=Claim(a, "=", c))))
    assert report.chains[0].assertions == ("q1/1", "q1/2")
    assert report.chains[0].first_equals_last == "proved"
    for link in report.assertions:
        assert link.diagnostic is not None
        assert link.diagnostic.notes[-1].endswith("first and last sides are equal all the same")


@pytest.mark.parametrize(
    ("links", "severity"),
    [(proved, "warning"), (Undecided, "error"), (refuted, None)],
    ids=["every link proved", "a link undecided", "a link refuted, which says it better"],
)
def test_ends_that_differ(
    step: MakeStep, verdicts: dict, links: Callable[..., Verdict], severity: str | None
) -> None:
    verdicts[a, b] = proved
    verdicts[b, c] = links if links is not Undecided else lambda claim: Undecided(claim, "")
    verdicts[a, c] = refuted
    report = judge_document(document(chain(step, ends=Claim(a, "=", c))))
    assert [d.severity for d in report.diagnostics] == ([severity] if severity else [])
    assert [d.code for d in report.diagnostics] == (["D105"] if severity else [])


def test_equal_claims_are_judged_once(
    step: MakeStep, verdicts: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[Claim] = []

    def check(claim: Claim, **options: object) -> Verdict:
        judged.append(claim)
        return proved(claim)

    monkeypatch.setattr(judging, "check", check)
    once = step(TEXT, "a", "=", "b", terms=(ONE, TWO))
    told: list[tuple[int, int]] = []
    judge_document(
        document(Derivation("q1", (once,)), Derivation("q2", (once,))),
        progress=lambda done, total: told.append((done, total)),
    )
    assert len(judged) == 1
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize("relation", ["=", "!=", "<", "<=", ">", ">=", "approx"])
def test_every_relation_has_words(step: MakeStep, verdicts: dict, relation: str) -> None:
    verdicts[d, e] = refuted
    link = step(TEXT, "d", relation, "e", terms=(d, e))
    told = judge_document(document(Derivation("q1", (link,)))).assertions[0].diagnostic
    assert told is not None
    assert told.label.endswith(" d")


def test_a_fault_in_the_checker_names_the_link(
    step: MakeStep, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(claim: Claim, **options: object) -> Verdict:
        raise RuntimeError("boom")

    monkeypatch.setattr(judging, "check", check)
    with pytest.raises(RuntimeError, match="boom") as caught:
        judge_document(document(chain(step)))
    assert caught.value.__notes__ == ["while judging line 1, column 1"]


def test_a_second_opinion_that_disagrees_is_an_error() -> None:
    document = read_document("page.md", "Clearly $1 + 1 = 2$, and $2 + 2 = 4$.")
    said = iter(("agrees", "disagrees"))
    report = judge_document(document, ask=lambda verdict: Opinion(next(said), "it differs"))
    assert [a.second_opinion for a in report.assertions] == ["agrees", "disagrees"]
    (told,) = report.diagnostics
    assert (told.code, told.severity) == ("D301", "error")
    assert told.notes[0] == "z3: it differs"


def test_a_fault_of_the_checker_costs_one_link(
    step: MakeStep, verdicts: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(claim: Claim) -> Verdict:
        raise KernelFault("two points disagree")

    verdicts[a, b], verdicts[b, c], verdicts[a, c] = fault, proved, fault
    made = document(chain(step, ends=Claim(a, "=", c)))
    monkeypatch.setenv("DERIVE_DEBUG", "0")
    report = judge_document(made)
    first, second = report.assertions
    assert (first.verdict, first.trust, second.verdict) == ("undecided", None, "proved")
    told = first.diagnostic
    assert told is not None
    assert (told.code, told.severity, told.notes[0]) == (
        "D302", "error", "KernelFault: two points disagree",
    )  # fmt: skip
    assert report.chains[0].first_equals_last is None
    monkeypatch.setenv("DERIVE_DEBUG", "1")
    with pytest.raises(KernelFault):
        judge_document(made)
