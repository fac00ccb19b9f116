"""The command `derive`, a file for each subcommand. What takes long to import is imported there."""

from __future__ import annotations

import gc
import sys

from .. import __version__


def main() -> None:
    """Run the command line and exit with its status."""
    gc.set_threshold(100_000, 20, 20)  # terms are no cycles: to look for some takes long, in vain
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what the terminal can't show is escaped, not fatal
            stream.reconfigure(errors="backslashreplace")
    if sys.argv[1:] == ["--version"]:  # asked often, by other programs, and soon said
        sys.stdout.write(f"derive {__version__}\n")
        return
    from .commands import app

    app()
