from __future__ import annotations

import json

from derivations.derivation import Span
from derivations.documents import check_text
from derivations.report import Assertion, Chain, Report, Witness
from derivations.writing.json_report import json_report

KEYS = (
    "id line column end_line end_column latex left relation right reading kind verdict conditions"
    " caveats method trust witness nearest message seconds"
).split()
LINK = Assertion(
    id="q3/2",
    span=Span(118, 140, 118, 190),
    latex="a = é",
    left="a",
    relation="=",
    right="é",
    right_span=Span(118, 144, 118, 190),
    reading="a = é",
    kind="claim",
    verdict="refuted",
    witness=Witness({"x": "1"}, "0.7310...", "0.4525..."),
    message="this step is not an equality",
    seconds=0.00123456789,
)
REPORT = Report("homework.md", "", (LINK,), (Chain(("q3/2", "q3/3"), "proved"),))


def test_the_keys_and_their_order() -> None:
    found = json.loads(json_report([REPORT]))
    assert list(found) == ["schema", "document", "assertions", "chains", "summary"]
    assert list(found["assertions"][0]) == KEYS
    assert found["schema"] == 1
    assert found["chains"] == [
        {"assertions": ["q3/2", "q3/3"], "first_equals_last": "proved"},
    ]
    assert found["summary"] == {"proved": 0, "refuted": 1, "undecided": 0, "unreadable": 0}


def test_the_values_come_back() -> None:
    row = json.loads(json_report([REPORT]))["assertions"][0]
    assert (row["line"], row["column"], row["end_line"], row["end_column"]) == (118, 140, 118, 190)
    assert row["latex"] == "a = é"
    assert row["witness"] == {"at": {"x": "1"}, "left": "0.7310...", "right": "0.4525..."}
    assert row["nearest"] is None
    assert row["seconds"] == 0.001235


def test_it_is_ascii_whatever_the_document() -> None:
    assert json_report([REPORT]).isascii()


def test_several_documents_are_an_array() -> None:
    assert [row["document"] for row in json.loads(json_report([REPORT] * 2))] == ["homework.md"] * 2
    assert len(json.loads(json_report([REPORT], several=True))) == 1


def test_what_a_chain_concludes_is_a_row_that_counts_for_no_link() -> None:
    made = json.loads(json_report([check_text("page.md", "$$(a+b)^2 = (b+a)^2 = a^2+2ab+b^2$$")]))
    rows = [(row["id"], row["kind"], row["latex"]) for row in made["assertions"]]
    assert [kind for _, kind, _ in rows] == ["claim", "claim", "conclusion"]
    assert rows[-1][2] == "(a+b)^2 = a^2+2ab+b^2"
    assert made["summary"]["proved"] == 2


def test_a_false_conclusion_is_no_row() -> None:
    made = json.loads(json_report([check_text("page.md", "$$(a+b)^2 = a^2+b^2 = b^2 + a^2$$")]))
    assert [row["kind"] for row in made["assertions"]] == ["claim", "claim"]
    assert made["chains"][0]["first_equals_last"] == "refuted"
