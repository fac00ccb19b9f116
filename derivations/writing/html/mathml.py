r"""A formula as MathML, which browsers set by themselves.

latex2mathml makes it; what it leaves to be wished for is mended here: names of functions are names
with their spaces, limits stand below what they belong to, relations are relations, columns align.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ..mathematics import MathematicsError, permitted

_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_ELEMENTS = frozenset(
    "math mi mn mo mtext mspace mrow mfrac msqrt mroot msub msup msubsup munder mover munderover"
    " mtable mtr mtd mstyle mpadded mphantom".split()
)
_WITH_LIMITS = frozenset("lim max min sup inf det gcd Pr lim sup lim inf limsup liminf".split())
_WITH_LIMITS |= frozenset(("arg\u2009max", "arg\u2009min", "argmax", "argmin"))
_RELATIONS = {"⩽": "≤", "⩾": "≥", "⟹": "⟹", "⟺": "⟺", "⟸": "⟸"}
_WIDE = frozenset("⟹⟺⟸")
_NAMES = frozenset("∞")
_OPENING = frozenset("([{|‖⌊⌈⟨")
_THIN = "0.167em"
_PREPARED = (  # what latex2mathml does not know, or not well
    (re.compile(r"\\(begin|end)\{(?:aligned|split|gathered)\}"), r"\\\1{align*}"),
    (re.compile(r"\\nolimits(?![A-Za-z])"), ""),
    (re.compile(r"\\operatorname\*?"), r"\\mathrm"),
    (re.compile(r"\\arg(?![A-Za-z])"), r"\\mathrm{arg}"),
)
_SUMS = frozenset("∑∏∐⋃⋂")
_SIGNS = frozenset("+−-±∓")
_CLOSING = frozenset(")]}⌋⌉⟩!%′")
_BARS = frozenset("|‖∣∥")
_ROWS = frozenset("mrow math mtd mstyle msqrt".split())
_SCRIPTS = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}


def mathml(latex: str, *, display: bool = False) -> str:
    r"""The formula as a `math` element in the line; in the style of displays, where that is asked.

    Raises MathematicsError where it may not be written, or can't be.

    >>> mathml("x < 2")
    '<math alttext="x &lt; 2"><mrow><mi>x</mi><mo>&lt;</mo><mn>2</mn></mrow></math>'
    """
    prepared = permitted(latex)
    for pattern, instead in _PREPARED:
        prepared = pattern.sub(instead, prepared)
    root = _converted(prepared, display)
    root.attrib.clear()
    if display:
        root.set("displaystyle", "true")
    for element in list(root.iter()):
        _mend(element)
    for element in list(root.iter()):
        _set_limits(element)
        _space_signs(element)
        _space_names(element)
    root.set("alttext", latex)
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)


def _converted(latex: str, display: bool) -> Element:
    from latex2mathml.converter import convert

    try:
        made = convert(latex, display="block" if display else "inline")
        root = ElementTree.fromstring(made.replace(f' xmlns="{_NAMESPACE}"', "", 1))
    except Exception as error:  # whatever the converter makes of a formula that it can't place
        raise MathematicsError(f"{latex}: {type(error).__name__}: {error}") from error
    for element in root.iter():
        if element.tag not in _ELEMENTS or "\\" in (element.text or ""):
            raise MathematicsError(f"{latex}: there is no MathML for a part of it")
    return root


def _mend(element: Element) -> None:
    """Give an element the kind that it has: a name, an operator, something with limits."""
    text = element.text or ""
    if element.tag == "mo" and (text in _NAMES or (len(text) > 1 and text.isalpha())):
        element.tag = "mi"
        element.attrib.clear()
    elif element.tag == "mi" and text in _RELATIONS:
        element.tag, element.text = "mo", _RELATIONS[text]
        if text in _WIDE:
            element.attrib.update(lspace="0.5em", rspace="0.5em")
    elif element.tag == "mi" and set(text) == {"′"}:
        element.tag = "mo"
    elif element.tag == "mrow":
        _join_upright(element)


def _join_upright(row: Element) -> None:
    """Letters of one upright name, each an element, become one element."""
    letters = list(row)
    if len(letters) < 2 or not all(map(_upright, letters)):
        return
    name = "".join("\u2009" if part.tag == "mspace" else part.text or "" for part in letters)
    for part in letters:
        row.remove(part)
    row.tag, row.text = "mi", name
    row.attrib.clear()


def _upright(part: Element) -> bool:
    return part.tag == "mspace" or (part.tag == "mi" and part.get("mathvariant") == "normal")


def _set_limits(element: Element) -> None:
    """Set limits below and above what takes them; in a line of text they stand beside it."""
    if element.tag not in _SCRIPTS or not len(element):
        return
    base = element[0]
    if base.tag == "mo" and base.text in _SUMS:
        element.tag = _SCRIPTS[element.tag]
    elif (base.text or "") in _WITH_LIMITS and element.tag != "msup":
        element.tag = _SCRIPTS[element.tag]
        base.tag = "mo"
        base.attrib.update(movablelimits="true", lspace="0", rspace="0")


def _space_signs(row: Element) -> None:
    """No space around bars and strokes, and none after a sign that stands before one thing."""
    before: Element | None = None
    for part in row:
        text = part.text or ""
        if part.tag == "mo" and (text in _BARS or text == "/"):
            part.attrib.update(lspace="0", rspace="0")
            if part.get("fence") != "true":
                part.set("stretchy", "false")
        elif part.tag == "mo" and text in _SIGNS and row.tag in _ROWS and _begins(before):
            part.attrib.update(form="prefix", lspace="0", rspace="0")
        before = part


def _begins(before: Element | None) -> bool:
    """Whether something new begins after this element: a sign there belongs to what follows."""
    return before is None or (before.tag == "mo" and before.text not in _CLOSING | _BARS)


def _space_names(row: Element) -> None:
    """A space between the name of a function and what stands beside it, if that has none."""
    parts = list(row)
    if row.tag not in _ROWS:
        return
    for position, part in reversed(list(enumerate(parts))):
        if not _is_function(part):
            continue
        after = parts[position + 1] if position + 1 < len(parts) else None
        if after is not None and not _opens(after) and after.tag not in ("mspace", "mo"):
            row.insert(position + 1, Element("mspace", width=_THIN))
        if position and parts[position - 1].tag not in ("mo", "mspace"):
            row.insert(position, Element("mspace", width=_THIN))


def _is_function(part: Element) -> bool:
    if part.tag in (*_SCRIPTS, *_SCRIPTS.values()) and len(part):
        part = part[0]
    name = part.text or ""
    return part.tag in ("mi", "mo") and len(name) > 1 and name.replace("\u2009", "").isalpha()


def _opens(part: Element) -> bool:
    first = next(_leaves(part), part)
    return first.tag == "mo" and (first.text or "") in _OPENING


def _leaves(part: Element) -> Iterator[Element]:
    return (one for one in part.iter() if not len(one))
