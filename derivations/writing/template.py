r"""Templates (jinja2) of whole documents, ours or a person's: LaTeX and HTML.

In LaTeX, `\VAR{title}` puts a value, `\BLOCK{if ...}` and `\BLOCK{endif}` steer, `\#{...}` says
something to the reader of the template; in HTML they are jinja2's own `{{ title }}` and `{% if %}`.
A template runs in jinja2's sandbox and sees nothing but the values that it is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

_LATEX: dict[str, Any] = {
    "block_start_string": r"\BLOCK{", "block_end_string": "}",
    "variable_start_string": r"\VAR{", "variable_end_string": "}",
    "comment_start_string": r"\#{", "comment_end_string": "}",
}  # fmt: skip


BODY = "body"
"""The value that no template may leave out."""


class TemplateFaultError(ValueError):
    """A template that can't be used; the message names its file, the line and what is wrong."""


def filled(template: Path | None, kind: str, values: Mapping[str, object]) -> str:
    r"""The document that a template makes of the values; `kind` is "tex" or "html".

    Without a person's template, it is the one that comes with the package. Raises
    TemplateFaultError.

    >>> values = {"title": "T", "body": "B", "packages": "p", "macros": ""}
    >>> print(filled(None, "tex", values)[-17:-1])
    B
    \end{document}
    """
    default = Path(__file__).parent / "templates" / f"writeup.{kind}"
    path = template or default
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=kind == "html",
        keep_trailing_newline=True,
        trim_blocks=True,
        **(_LATEX if kind == "tex" else {}),
    )
    text = _text(path)
    try:
        out = environment.from_string(text).render(values)
        names = meta.find_undeclared_variables(environment.parse(text))
    except TemplateError as error:
        line = getattr(error, "lineno", None) or _line_in_template(error)
        place = f", line {line}" if line else ""
        said = " ".join(str(error.message or type(error).__name__).split())
        raise TemplateFaultError(f"{path}{place}: {said}") from error
    except (ArithmeticError, LookupError, TypeError, ValueError, RuntimeError) as error:
        line = _line_in_template(error)
        place = f", line {line}" if line else ""
        raise TemplateFaultError(f"{path}{place}: {type(error).__name__}: {error}") from error
    if BODY in values and BODY not in names:
        put = r"\VAR{body}" if kind == "tex" else "{{ body }}"
        raise TemplateFaultError(f"{path}: nothing says where the text goes: {put}")
    return out


def _line_in_template(error: BaseException) -> int | None:
    """The line of the template at which something went wrong while it ran."""
    trace, line = error.__traceback__, None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise TemplateFaultError(f"{path}: is not UTF-8") from error
    except OSError as error:
        raise TemplateFaultError(f"{path}: cannot be read: {error.strerror or error}") from error
