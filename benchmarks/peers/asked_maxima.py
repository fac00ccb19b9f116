"""Holds each pair of standard input against the other with Maxima's `radcan` or `ratsimp`.

The pairs are in Maxima's own syntax; it says itself how long each took.
"""

import json
import resource
import subprocess
import sys

TURNS = 200
"""How often each is asked: its clock tells hundredths of seconds."""


def main():
    """One process for all, asked line by line; that it is not 0 is taken for a no."""
    asked = sys.argv[1].split()[-1]
    lines = ["display2d: false$", f"{asked}(x - x)$"]
    for a, b in json.load(sys.stdin):
        lines += [
            "start: elapsed_real_time()$",
            f"for turn thru {TURNS} do found: errcatch({asked}({a} - ({b})))$",
            f"spent: (elapsed_real_time() - start) / {TURNS}$",
            'print("row", if found = [] then "null" else if is(found = [0]) then "true"'
            ' else "false", float(spent))$',
        ]
    done = subprocess.run(
        ["maxima", "--very-quiet"], input="\n".join(lines), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    for line in done.stdout.splitlines():
        words = line.split()
        if words[:1] == ["row"] and len(words) == 3:
            row = {"answer": json.loads(words[1]), "seconds": float(words[2]), "peak": peak}
            print("\n" + json.dumps(row))


main()
