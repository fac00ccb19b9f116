"""`python -m derivations.cli`: the command `derive`."""

from . import main

main()
