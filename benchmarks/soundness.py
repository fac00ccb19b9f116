"""Mutation campaign: `python -m benchmarks.soundness --seconds 600`.

True claims (of the library, the example, and the tables of the tests) are changed a little, and the
checker judges what comes. What it decides is held against an independent evaluation at many points,
and at the witness: a mutant that is proved has to hold wherever its conditions do and both sides
have a value, and one that is refuted has to fail at the witness. Each mutant is made from the seed
and its number alone, and what was counted is kept in a file, so a campaign that was stopped goes on
where it was.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import mpmath

from proofs import Claim, Proved, Refuted, Verdict, check
from proofs.kernel import KernelFault
from proofs.kernel.terms import Term, eq
from proofs.methods.difference import NOT_IDENTICALLY

from .mutants import Mutant, mutant
from .other_values import DIGITS, Evaluation, Unknown, relation_at, truth_at

ROOT = Path(__file__).parent.parent
POINTS, TRIES, FEW = 24, 400, 6
COMPOUND = ("and", "or", "not", "implies", "iff", "isint")
SPECIAL = [0, 1, -1, 2, -2, "1/2", "-1/2", 3, "1/3", -3, 10]
MOST_SHOWN = 20
CRASHES = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)

Point = dict[Term, Any]


# --- true claims --------------------------------------------------------------------------------


def sources() -> Iterator[Claim]:
    """Claims that may be true: those of the library, the example, and the tests' tables."""
    from derivations.library import TOPICS, topic
    from derivations.reading import read_document

    for name in TOPICS:
        found = topic(name)
        yield from (*found.claims.values(), *found.write().claims())
    example = ROOT / "examples" / "homework.md"
    for derivation in read_document(str(example), example.read_text()).derivations:
        yield from (step.claim for step in derivation.steps if step.claim is not None)
    sys.path.insert(0, str(ROOT))
    for path in sorted((ROOT / "tests" / "proofs").glob("test_*.py")):
        spec = importlib.util.spec_from_file_location(f"tests.proofs.{path.stem}", path)
        if spec is None or spec.loader is None:
            continue
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield from _claims_in(vars(module).values())


def _claims_in(values: Iterable[object], depth: int = 3) -> Iterator[Claim]:
    """The claims in tables and in tables of these."""
    for value in values:
        if isinstance(value, Claim):
            yield value
        elif depth and isinstance(value, dict):
            yield from _claims_in(value.values(), depth - 1)
        elif depth and isinstance(value, list | tuple):
            yield from _claims_in(value, depth - 1)


def true_claims(budget: float) -> list[Claim]:
    """Those that the checker proves, each once."""
    out = []
    for claim in dict.fromkeys(sources()):
        plain = not (claim.parts or claim.values or claim.slopes() or claim.relation == "diverges")
        if plain and isinstance(check(claim, budget=budget), Proved):
            out.append(claim)
    return out


# --- points -------------------------------------------------------------------------------------


def points(terms: tuple[Term, ...], given: tuple[Term, ...], chance: Random) -> Iterator[Point]:
    """Points of terms that meet conditions: special values first, then random."""
    names = sorted(frozenset[Term]().union(*(s.free for s in (*terms, *given))), key=str)
    names = sorted(names, key=lambda v: v.sort.name == "family")
    for turn in range(TRIES):
        point: Point = {}
        for place, name in enumerate(names, start=1):
            special = SPECIAL[turn * place % len(SPECIAL)] if turn < len(SPECIAL) else None
            point[name] = _random_value(name, point, chance, special)
        if all(truth_at(g, point) for g in given):
            yield point


def _random_value(name: Term, point: Point, chance: Random, special: object) -> Any:
    sort = name.sort.name
    if sort == "nat":
        return mpmath.mpf(chance.randrange(5))
    if sort == "int":
        return mpmath.mpf(chance.randrange(-4, 5))
    if sort == "bool":
        return chance.random() < 0.5
    if sort == "function":
        return chance.choice(FUNCTIONS)
    if sort == "family":
        lengths = [_length(d, point) for d in name.sort.dims] or [6] * name.sort.rank
        return _array(lengths, chance)
    return _real(chance, special) if sort == "real" else None


FUNCTIONS = (mpmath.sin, lambda *u: 1 + sum(t * t for t in u), lambda *u: 3 - 2 * u[0])


def _length(dim: Term, point: Point) -> int:
    try:
        return max(0, min(6, int(Evaluation(point).value(dim))))
    except (ValueError, TypeError):
        return 3


def _array(lengths: list[int], chance: Random) -> Any:
    if not lengths:
        return _real(chance)
    return [_array(lengths[1:], chance) for _ in range(lengths[0])]


def _real(chance: Random, special: object = None) -> Any:
    if special is not None or chance.random() < 0.3:
        chosen = chance.choice(SPECIAL) if special is None else special
        above, _, below = str(chosen).partition("/")
        return mpmath.mpf(above) / int(below or 1)
    return mpmath.mpf(chance.randrange(-4_000, 4_001)) / chance.choice((1_000, 700, 1_300))


def at_witness(verdict: Refuted) -> Point | None:
    """The witness as a point of numbers; None where there is none, or it is of another kind."""
    if verdict.witness is None:
        return None
    point: Point = {}
    entries: dict[Term, dict[tuple[int, ...], Any]] = {}
    for name, term in verdict.witness.at:
        if name.op == "elem":
            index = tuple(int(i.value) for i in name.args[1:])
            entries.setdefault(name.args[0], {})[index] = Evaluation({}).value(term)
        elif name.op != "var" or term.op == "fam":
            return None
        elif term.op == "fun":
            point[name] = lambda u, body=term.args[0]: Evaluation({}).under(u, body)
        elif term.op in ("true", "false"):
            point[name] = term.op == "true"
        else:
            point[name] = Evaluation({}).value(term)
    for family, values in entries.items():
        point[family] = _filled(values)
    return point


def _filled(values: Mapping[tuple[int, ...], Any]) -> Any:
    if () in values:
        return values[()]
    longest = max(index[0] for index in values)
    rows: list[Any] = []
    for k in range(1, longest + 1):
        inner = {index[1:]: v for index, v in values.items() if index[0] == k}
        rows.append(_filled(inner) if inner else None)
    return rows


# --- the judgement of the checker ---------------------------------------------------------------


def holds(claim: Claim, point: Point) -> bool | None:
    """Whether a claim holds at a point where both sides have a value; None: there is no telling."""
    statement = claim.statement
    if statement.op == "shown" and statement.free:  # with names in it, a decimal is exact
        statement = eq(*statement.args)
    if statement.op in COMPOUND:
        return truth_at(statement, point)
    return relation_at(statement, point)


def examine(claim: Claim, verdict: Verdict, chance: Random) -> str:
    """What the other evaluation says of a verdict: agrees, no telling, or what is wrong."""
    if isinstance(verdict, Proved):
        if NOT_IDENTICALLY in verdict.caveats:
            return "no telling"
        seen = 0
        for point in islice(_points(claim, chance), POINTS):
            found = holds(claim, point)
            if found is False:
                return f"WRONG: proved, and fails at {_shown(point)}"
            seen += found is True
        return "agrees" if seen else "no telling"
    if isinstance(verdict, Refuted):
        return _examine_refuted(claim, verdict, chance)
    found = [holds(claim, point) for point in islice(_points(claim, chance), FEW)]
    return "false" if False in found else "true?" if True in found else "no telling"


def _points(claim: Claim, chance: Random) -> Iterator[Point]:
    return points((claim.left, claim.right), claim.given, chance)


def _examine_refuted(claim: Claim, verdict: Refuted, chance: Random) -> str:
    with mpmath.workdps(DIGITS):
        try:
            point = at_witness(verdict)
        except Unknown:  # a complex value, which no other evaluation is made for
            point = None
    if point is None:
        found = [holds(claim, point) for point in islice(_points(claim, chance), FEW)]
        plain = claim.statement.op not in COMPOUND  # these may fail at single points
        if plain and found.count(True) > 2 and False not in found:
            return f"LOOK: refuted ({verdict.reason}), and holds at {found.count(True)} points"
        return "agrees" if False in found else "no telling"
    if any(truth_at(g, point) is False for g in claim.given):
        return f"WRONG: refuted where a condition fails, at {_shown(point)}"
    held = holds(claim, point)
    if held:
        return f"WRONG: refuted, and holds at {_shown(point)}"
    return "agrees" if held is False else "no telling"


def _shown(point: Point) -> str:
    with mpmath.workdps(12):
        return ", ".join(f"{k} = {v}" for k, v in point.items())


# --- the campaign -------------------------------------------------------------------------------


def mutants(claims: list[Claim], seed: int, start: int = 0) -> Iterator[tuple[int, Mutant]]:
    """Mutants by their numbers, each made from the seed and its number alone."""
    number = start
    while True:
        chance = Random(f"{seed}/{number}")
        found = mutant(chance.choice(claims), chance)
        if found is not None:
            yield number, found
        number += 1


def judge(found: Mutant, number: int, budget: float) -> tuple[str, str]:
    """The verdict on a mutant, and what the other evaluation says of that."""
    try:
        verdict = check(found.claim, budget=budget)
    except KernelFault as fault:
        return "fault", f"WRONG: {fault}"
    except CRASHES as error:
        return "crash", f"CRASH: {error!r}"
    name = type(verdict).__name__.lower()
    return name, examine(found.claim, verdict, Random(number))


def campaign(options: argparse.Namespace) -> int:
    """Run it, from where the file says; 1 where something is wrong."""
    path = Path(options.state)
    state: dict[str, Any] = {"next": 0, "counts": {}, "wrong": []}
    if path.exists():
        state = json.loads(path.read_text())
    claims = true_claims(2.0)
    print(f"{len(claims)} true claims; from mutant {state['next']} on", flush=True)
    counts: Counter[str] = Counter(state["counts"])
    until = time.monotonic() + options.seconds
    for number, found in mutants(claims, options.seed, state["next"]):
        verdict, opinion = judge(found, number, options.budget)
        for kind in found.kinds:
            counts[f"{kind}/{verdict}/{opinion.partition(':')[0]}"] += 1
        counts[f"all/{verdict}/{opinion.partition(':')[0]}"] += 1
        if opinion.startswith(("WRONG", "CRASH", "LOOK")):
            row = f"{number} {found.kinds} {found.claim}: {opinion}"
            state["wrong"].append(row)
            print(row, flush=True)
        state |= {"next": number + 1, "counts": dict(counts)}
        over = time.monotonic() > until or counts_of(counts) >= options.count
        if number % 100 == 0 or over:
            path.write_text(json.dumps(state))
        if over:
            break
    report(counts, state["wrong"])
    return int(any("WRONG" in row or "CRASH" in row for row in state["wrong"]))


def counts_of(counts: Mapping[str, int], kind: str = "all", verdict: str = "") -> int:
    """How many mutants of a kind had a verdict."""
    return sum(n for key, n in counts.items() if key.startswith(f"{kind}/{verdict}"))


def report(counts: Mapping[str, int], wrong: list[str]) -> None:
    """Print the figures, by kind of change."""
    head = ("change", "mutants", "proved", "refuted", "undecided", "of these false")
    print("{:20}{:>9}{:>9}{:>9}{:>11}{:>16}".format(*head))
    kinds = sorted({key.split("/")[0] for key in counts} - {"all"})
    for kind in (*kinds, "all"):
        row = [counts_of(counts, kind, v) for v in ("", "proved", "refuted", "undecided")]
        false = counts.get(f"{kind}/undecided/false", 0)
        print(f"{kind:20}{row[0]:9}{row[1]:9}{row[2]:9}{row[3]:11}{false:16}")
    for word in ("WRONG", "CRASH"):
        print(f"{word.lower()}: {sum(word in row for row in wrong)}")
    for row in wrong[:MOST_SHOWN]:
        print(" ", row)


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description="Mutation campaign")
    parser.add_argument("--seconds", type=float, default=600.0, help="how long (600)")
    parser.add_argument("--count", type=int, default=10**9, help="stop after so many mutants")
    parser.add_argument("--budget", type=float, default=0.2, help="seconds for a mutant (0.2)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--state", default="soundness.json", help="where the counts are kept")
    raise SystemExit(campaign(parser.parse_args()))


if __name__ == "__main__":
    main()
