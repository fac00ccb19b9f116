"""A report as a page: each link in its colour, what was found beside it, and nothing run."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations.documents import check_text
from derivations.report import Report
from derivations.writing.html.places import regions
from derivations.writing.html.report import body, reports_page

PAGE = r"""# Slopes & *signs*

Let $f(x) = x^2$. Then $f(x + 1) = x^2 + 2x + 1$, while **also** $f(-x) = -f(x)$.

$$\begin{aligned} (a + b)^2 &= a^2 + b^2 \\ &= b^2 + a^2 \end{aligned}$$

It is $\nosuchcommand{x} = 1$, and $\frac{x^2 - 1}{x - 1} = x + 1$.
"""


class Page(HTMLParser):
    """The elements of a page, each with its attributes; that each ends where it should."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "wbr", "mspace"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "mspace":
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def report() -> Report:
    return check_text("page.md", PAGE)


def test_each_link_is_marked_and_leads_to_what_was_found(report: Report) -> None:
    page = Page(body(report))
    marked = [a for tag, a in page.seen if tag == "a" and "link" in (a.get("class") or "")]
    assert [a["class"] for a in marked] == [
        "link proved", "link refuted", "link refuted", "link proved", "link unreadable",
        "link proved",
    ]  # fmt: skip
    anchors = {f"#{a['id']}" for tag, a in page.seen if a.get("id")}
    assert {a["href"] for tag, a in page.seen if tag == "a"} <= anchors


def test_what_was_found_is_open_where_a_link_is_not_proved(report: Report) -> None:
    page = Page(body(report))
    details = [a for tag, a in page.seen if tag == "details"]
    assert [("open" in a) for a in details] == [a["class"] != "proved" for a in details]


@pytest.mark.parametrize(
    "part",
    [
        '<h2 class="source">Slopes &amp; <em>signs</em></h2>',
        "<strong>also</strong>",
        "<b>3</b> proved",
        "<dt>witness</dt><dd>at ",
        "<dt>holds where</dt>",
        '<code>$<a class="link unreadable"',
        "unknown command \\nosuchcommand",
        '<span class="display">',
    ],
)
def test_it_shows(report: Report, part: str) -> None:
    assert part in body(report)


def test_an_aligned_chain_is_set_in_lines(report: Report) -> None:
    display = re.search(r'<span class="display">(.*?)</span>', body(report))
    assert display is not None
    assert display.group(1).count("<br>") == 1
    assert "aligned" not in display.group(1)


STRANGE = [
    "<script>alert(1)</script> $x = x$",
    "$x = x$ <img src=x onerror=alert(1)>",
    r"$\text{<script>alert(1)</script>} = x$",
    r"$x = \text{</math><script>alert(1)</script>}$",
    "# <b onclick=x>$1 = 2$</b>",
    '$x" onclick="alert(1) = y$',
    "[a](javascript:alert(1)) $1 = 1$",
    "a \u202e b $1 = 1$",
]


@pytest.mark.parametrize("text", STRANGE)
def test_nothing_of_the_page_is_run(text: str) -> None:
    made = reports_page([check_text("<script>.md", text)])
    page = Page(made)
    assert not {tag for tag, _ in page.seen} & {"script", "img", "iframe", "svg", "object", "form"}
    for _, attributes in page.seen:
        assert not [name for name in attributes if name.startswith("on")]
        assert "javascript" not in (attributes.get("href") or "")
    assert "\u202e" not in made


@given(st.text(st.sampled_from("ab=1$\\[](){}<>&\n\"'#*|_^ ")))
def test_any_text_gives_a_page_that_is_whole(text: str) -> None:
    Page(body(check_text("page.md", text, budget=0.05)))


def test_a_page_of_broken_formulas_takes_no_long() -> None:
    text = "\\[" * 20_000 + "$" + "\\(" * 20_000
    start = process_time()
    list(regions(text, 0, len(text)))
    assert process_time() - start < 5
