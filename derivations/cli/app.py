"""The command itself, and what its subcommands share: formats, statuses, complaints."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from math import isfinite
from typing import Annotated

import typer

from .. import __version__

REFUTED, COULD_NOT_RUN, INTERRUPTED, BROKEN_PIPE = 1, 2, 130, 141
STANDARD_INPUT = "-"
MEMORY = 4.0
"""The most gigabytes of memory that a command may take, where that is limited."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How a report is written."""

    text = "text"
    json = "json"


def gigabytes(value: float) -> float:
    """An amount of memory that a person gives as an option."""
    if not (isfinite(value) and value >= 0.1):
        raise typer.BadParameter(f"{value:g} is not a number of gigabytes from 0.1 on")
    return value


def seconds(value: float) -> float:
    """A number of seconds that a person gives as an option."""
    if not (isfinite(value) and value > 0):
        raise typer.BadParameter(f"{value:g} is not a number of seconds above 0")
    return value


@app.callback(invoke_without_command=True)
def derive(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say which it is.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="With --version: what it runs on, too.")
    ] = False,
) -> None:
    """Judge every step of a mathematical derivation: proved, refuted, or undecided."""
    if version:
        typer.echo(f"derive {__version__}")
        for line in _surroundings() if verbose else ():
            typer.echo(line)
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.BadParameter(
            "a command is missing: check, prove, read or write; derive --help tells more"
        )


def _surroundings() -> list[str]:
    """What it runs on, a line each."""
    from importlib import metadata

    from ..other_reader import availability

    versions = [f"{name} {metadata.version(name)}" for name in ("sympy", "python-flint")]
    return [f"Python {sys.version.split()[0]}", *versions, availability()]


def complain(what: str) -> None:
    """Say in one line on standard error what is wrong."""
    from ..writing.excerpt import shown

    typer.echo(f"derive: {shown(what)}", err=True)


def guarded(work: Callable[[], int], *, memory: float | None = None) -> int:
    """The status that `work` returns; whatever stops it ends in one line, not in a traceback.

    It takes at most so many gigabytes of `memory`.
    """
    from proofs.memory import memory_of

    try:
        with memory_of(None if memory is None else int(memory * 1e9)):
            return work()
    except MemoryError:
        complain(f"more memory is needed than {f'{memory:g} GB' if memory else 'there is'}")
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception as fault:  # the last stop before a traceback
        if os.environ.get("DERIVE_DEBUG") == "1":
            raise
        what = "; ".join([f"{type(fault).__name__}: {fault}", *getattr(fault, "__notes__", ())])
        complain(f"internal fault, please report it: {what}")
        complain("DERIVE_DEBUG=1 shows where it happened")
        return COULD_NOT_RUN
