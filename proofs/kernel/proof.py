"""Proof: a sequent with the rule, premises and data that established it; and replay.

Only `infer` makes a Proof: it runs the rule's check, which raises InferenceError unless the step is
right. A saved proof is plain data; `replay` runs every step of it again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from .normal_forms.normal import Normalizer
from .terms import BOOL, Term, TermError
from .terms.data import load, save
from .terms.definitions import Definition

VERSION = 1
MAX_STEPS = 10_000
MAX_DATA_DEPTH = 8


class InferenceError(ValueError):
    """The step does not follow by the rule that it names."""


class KernelFault(RuntimeError):
    """Two parts of the kernel contradict each other: nothing may be believed."""


@dataclass(frozen=True)
class Sequent:
    """Wherever all of `hypotheses` hold, `goal` does. A relation holds where its sides are defined
    and stand in it; so `A = B` says that both are defined, too. Names with `definitions` stand for
    what those say; only the rule "definition" makes such a sequent, and none rests on it."""

    hypotheses: tuple[Term, ...]
    goal: Term
    definitions: tuple[Definition, ...] = ()

    def __str__(self) -> str:
        return f"{', '.join(map(str, self.hypotheses))} |- {self.goal}"


@dataclass
class Workspace:
    """Normal forms shared by the steps of proofs; none is begun after `deadline` (monotonic).

    `steps` are those that were established, by all that they were told: they are not run again.
    """

    normalizers: dict[tuple[Term, ...], Normalizer] = field(default_factory=dict)
    deadline: float | None = None
    steps: dict[object, Proof] = field(default_factory=dict)

    def established(self, key: tuple[object, ...]) -> Proof | None:
        """The step that was told just this before."""
        try:
            found = self.steps.get(key)
        except TypeError:  # data that cannot be compared
            return None
        return found if type(found) is Proof and _key(found) == key else None

    def keep(self, key: tuple[object, ...], proof: Proof) -> None:
        """Keep a step by what it was told."""
        try:
            self.steps[key] = proof
        except TypeError:  # data that cannot be compared
            return

    def normalizer(self, facts: tuple[Term, ...]) -> Normalizer:
        """The normalizer under these facts."""
        found = self.normalizers.get(facts)
        if type(found) is not Normalizer or not found.is_under(facts):
            found = self.normalizers[facts] = Normalizer(facts, deadline=self.deadline)
        return found


Data = Mapping[str, object]
Check = Callable[[Sequent, tuple["Proof", ...], Data, Workspace], Data]
RULES: dict[str, Check] = {}
"""Each rule's check: raises InferenceError, or returns the evidence to be kept with the step."""

_SEAL = object()
_NOTHING: Data = MappingProxyType({})


class Proof:
    """One established sequent. Made by `infer` and `replay` only; immutable.

    `data` is what the rule was told; `evidence` what its check found (generators, enclosures).
    """

    __slots__ = ("data", "evidence", "premises", "rule", "sequent")

    rule: str
    sequent: Sequent
    premises: tuple[Proof, ...]
    data: Data
    evidence: Data

    def __init__(
        self, seal: object, rule: str, sequent: Sequent, premises: tuple[Proof, ...],
        data: Data, evidence: Data,
    ) -> None:  # fmt: skip
        if seal is not _SEAL:
            raise InferenceError("a proof is made by inference only")
        put = object.__setattr__
        put(self, "rule", rule)
        put(self, "sequent", sequent)
        put(self, "premises", premises)
        put(self, "data", data)
        put(self, "evidence", evidence)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("proofs are immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("proofs are immutable")

    def __reduce__(self) -> tuple[Callable[[object], Proof], tuple[object]]:
        return replay, (to_data(self),)

    def __repr__(self) -> str:
        return f"<Proof by {self.rule}: {self.sequent}>"

    def steps(self) -> list[Proof]:
        """Every step, premises before what rests on them, the last one this."""
        out: dict[int, Proof] = {}

        def visit(proof: Proof) -> None:
            for premise in proof.premises:
                if id(premise) not in out:
                    visit(premise)
            out[id(proof)] = proof

        visit(self)
        return list(out.values())


def infer(
    rule: str,
    hypotheses: tuple[Term, ...],
    goal: Term,
    premises: tuple[Proof, ...] = (),
    data: Data | None = None,
    workspace: Workspace | None = None,
) -> Proof:
    """The proof of `hypotheses |- goal` by a named rule.

    Raises InferenceError where it does not follow, KernelFault where the kernel contradicts itself.
    """
    check = RULES.get(rule)
    if check is None:
        raise InferenceError(f"no such rule: {rule}")
    hypotheses, premises = tuple(hypotheses), tuple(premises)
    for premise in premises:
        if type(premise) is not Proof or premise.sequent.definitions:
            raise InferenceError("a premise is not a proof without definitions")
    if workspace is None:
        workspace = Workspace()
    elif type(workspace) is not Workspace:
        raise InferenceError("not a workspace")
    names: frozenset[Term] = frozenset()
    for statement in (*hypotheses, goal):
        if not isinstance(statement, Term) or statement.sort != BOOL or statement.loose:
            raise InferenceError(f"not a closed statement: {statement}")
        if statement.free is not names:
            names = names | statement.free if names else statement.free
    _require_names(names)
    told = {k: _own(v) for k, v in data.items()} if data else {}
    key = (rule, hypotheses, goal, premises, tuple(told.items()))
    before = workspace.established(key)
    if before is not None:
        return before
    definitions = told.get("definitions", ()) if rule == "definition" else ()
    sequent = Sequent(hypotheses, goal, tuple(definitions))  # type: ignore[arg-type]
    try:
        evidence = check(sequent, premises, told, workspace)
    except InferenceError:
        raise
    except (ValueError, TypeError, LookupError, AttributeError) as error:  # not what the rule reads
        raise InferenceError(f"{rule}: {error}") from error
    kept = _NOTHING if not evidence else MappingProxyType(dict(evidence))
    data = MappingProxyType(told) if told else _NOTHING
    proof = Proof(_SEAL, rule, sequent, premises, data, kept)
    workspace.keep(key, proof)
    return proof


def _own(value: object) -> object:
    """What a step is told, lists and tuples as tuples of our own: another kind might show one thing
    when it is checked and another when it is kept."""
    return tuple(map(_own, value)) if isinstance(value, _LISTS) else value


_LISTS = (tuple, list)


def _key(proof: Proof) -> tuple[object, ...]:
    """All that a step was told."""
    sequent = proof.sequent
    data = tuple(proof.data.items())
    return proof.rule, sequent.hypotheses, sequent.goal, proof.premises, data


@lru_cache(maxsize=256)
def _require_names(free: frozenset[Term]) -> None:
    """Names are text, and no two variables of one name are about."""
    seen: dict[object, Term] = {}
    for name in free:
        if not isinstance(name.value, str):
            raise InferenceError(f"a name is text: {name}")
        if seen.setdefault(name.value, name) is not name:
            raise InferenceError(f"two different variables are called {name}")


# --- proofs as data -----------------------------------------------------------------------------


def to_data(proof: Proof, saved: Callable[[Term], object] = save) -> dict[str, object]:
    """The proof as lists, strings and numbers, ready for JSON; each term as it is `saved`."""
    steps = proof.steps()
    place = {id(p): i for i, p in enumerate(steps)}
    return {
        "version": VERSION,
        "steps": [
            {
                "rule": p.rule,
                "hypotheses": [saved(h) for h in p.sequent.hypotheses],
                "goal": saved(p.sequent.goal),
                "premises": [place[id(q)] for q in p.premises],
                "data": {k: _pack(v, saved) for k, v in p.data.items()},
                "evidence": {k: _pack(v, saved) for k, v in p.evidence.items()},
            }
            for p in steps
        ],
    }


def replay(source: Proof | object, workspace: Workspace | None = None) -> Proof:
    """The same proof, every step run again: from a Proof, or from what `to_data` gave, in which
    terms may have been loaded already.

    Proofs that are replayed in one workspace share its normal forms and steps. Raises
    InferenceError where a step does not follow, or the data is not a proof.
    """
    data = to_data(source) if isinstance(source, Proof) else source
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise InferenceError("not a saved proof of this version")
    rows = data.get("steps")
    if not isinstance(rows, list) or not 0 < len(rows) <= MAX_STEPS:
        raise InferenceError("not a saved proof: no steps")
    built: list[Proof] = []
    workspace = workspace or Workspace()
    for row in rows:
        built.append(_replay_step(row, built, workspace))
    return built[-1]


def _replay_step(row: object, built: list[Proof], workspace: Workspace) -> Proof:
    try:
        if not isinstance(row, dict):
            raise InferenceError("not a saved step")
        places = row["premises"]
        if any(type(p) is not int or not 0 <= p < len(built) for p in places):
            raise InferenceError("a premise that does not come before its step")
        premises = tuple(built[p] for p in places)
        hypotheses = tuple(_loaded(h) for h in row["hypotheses"])
        told = {k: _unpack(v) for k, v in row["data"].items()}
        kept = {k: _unpack(v) for k, v in row["evidence"].items()}
        goal = _loaded(row["goal"])
        rule = str(row["rule"])
    except InferenceError:
        raise
    except (TermError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise InferenceError(f"not a saved step: {error}") from error
    proof = infer(rule, hypotheses, goal, premises, told, workspace)
    # the table of generators depends on what else was normalised; it is made anew, not trusted
    if {**proof.evidence, "atoms": ()} != {**kept, "atoms": ()}:
        raise InferenceError(f"{rule}: the evidence kept with the step is not what is found")
    return proof


def _loaded(value: object) -> Term:
    return value if isinstance(value, Term) else load(value)


def _pack(value: object, saved: Callable[[Term], object]) -> object:
    if isinstance(value, Term):
        return {"term": saved(value)}
    if isinstance(value, Definition):
        head, body = _pack(value.head, saved), _pack(value.body, saved)
        return {"definition": [head, [_pack(p, saved) for p in value.parameters], body]}
    if isinstance(value, tuple | list):
        return {"list": [_pack(v, saved) for v in value]}
    if isinstance(value, str | int):
        return value
    raise InferenceError(f"not plain data: {value!r}")


def _unpack(value: object, depth: int = 0) -> object:
    if depth > MAX_DATA_DEPTH:
        raise InferenceError("data nested too deep")
    if not isinstance(value, dict):
        if isinstance(value, str | int):
            return value
        raise InferenceError("not plain data")
    if "term" in value:
        return _loaded(value["term"])
    if "definition" in value:
        head, parameters, body = value["definition"]
        return Definition(_term(head), tuple(_term(p) for p in parameters), _term(body))
    return tuple(_unpack(v, depth + 1) for v in value["list"])


def _term(value: object) -> Term:
    found = _unpack(value)
    if not isinstance(found, Term):
        raise InferenceError("a term is needed here")
    return found
