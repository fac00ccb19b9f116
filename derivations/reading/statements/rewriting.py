"""What terms rest on: the definitions that are unfolded, and families that are given by entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proofs.kernel.terms import NAT, Term, TermError, elem, num, rebuild, substitute, var
from proofs.kernel.terms.definitions import Definition, unfold

from ..errors import AMBIGUOUS, MISFIT, UNDEFINED, ReadingError
from ..expressions.parser import parse
from .context import Context, TermRule
from .entries import EntryRule


def closure(
    terms: Iterable[Term], context: Context, place: tuple[int, int] = (0, 0)
) -> list[Definition]:
    """The definitions that the terms rest on, each after those that it rests on itself.

    Raises ReadingError where definitions rest on each other in a ring, or one is contested.
    """
    out: dict[Term, Definition] = {}
    for term in terms:
        around: dict[Term, Definition] = {}  # those whose bodies are gone through, in their order
        names = [_in_order(term)]
        while names:
            head = next((h for h in names[-1] if h not in out), None)
            if head is None:
                names.pop()
                out.update([around.popitem()] if around else [])
                continue
            definition = _definition_of(head, context, place)
            if definition is None:
                continue
            if head in around:
                raise ReadingError(
                    UNDEFINED, f"the definitions of {head} and others go round in a ring", *place
                )
            around[head] = definition
            names.append(_in_order(definition.body))
    return list(out.values())


def _in_order(term: Term) -> Iterator[Term]:
    """The names in a term."""
    return iter(sorted(term.free, key=str))


def _definition_of(head: Term, context: Context, place: tuple[int, int]) -> Definition | None:
    """The definition of a name, if it has one. Raises ReadingError where it is contested."""
    name = str(head.value)
    found = context.defined(name)
    if found is None and head.sort.name == "function":
        found = context.elsewhere(name)
    elif found is None and head.sort.name == "family":
        found = context.vector_elsewhere(head)
    if found is None or found.definition.head is not head:
        return None
    if found.contested:
        raise ReadingError(
            AMBIGUOUS, f"{name} is given by two different formulas", *place,
            notes=(f"help: write 'Let {name}(...) = ...' where it is a new one",),
        )  # fmt: skip
    return found.definition


def expand(term: Term, context: Context, place: tuple[int, int] = (0, 0)) -> Term:
    """The term with every entry that a rule of the page gives replaced by what it stands for.

    Where such a family is handed to a function as a whole, definitions are unfolded first. Raises
    ReadingError where an entry isn't given.
    """
    term = _opened(term, context, place)
    rules = term_rules(term, context)
    for _ in range(4):
        if not rules:
            return term
        term = _rewrite(term, rules, place)
        if term.free.isdisjoint(rules):
            rules = term_rules(term, context)
            continue
        try:
            term = unfold(term, closure((term,), context, place))
        except TermError as error:
            raise ReadingError(MISFIT, str(error), *place) from error
    raise ReadingError(UNDEFINED, "what is given by its entries is used as a whole", *place)


def _opened(term: Term, context: Context, place: tuple[int, int]) -> Term:
    """The term with its definitions unfolded, where one of them rests on entries that are given."""
    if all(not scope.rules for scope in context.scopes()):
        return term
    below = closure((term,), context, place)
    if not any(term_rules(d.body, context) for d in below):
        return term
    try:
        return unfold(term, below)
    except TermError as error:
        raise ReadingError(MISFIT, str(error), *place) from error


def given_by_entries(term: Term, context: Context) -> list[str]:
    """Notes on the families in the term that the page gives by their entries."""
    names = (str(v.value) for v in sorted(term.free, key=str) if v.sort.name == "family")
    return [f"{name} as the page gives it by its entries" for name in names
            if context.entry_rules(name)]  # fmt: skip


def term_rules(term: Term, context: Context) -> dict[Term, list[TermRule]]:
    """The rules for the families in the term, numbers before letters."""
    found: dict[Term, list[TermRule]] = {}
    for head in term.free:
        if head.sort.name == "family":
            rules = context.entry_rules(str(head.value))
            fitting = [rule for rule in rules if len(rule.pattern) == head.sort.rank]
            made = [_term_rule(rule, context) for rule in fitting]
            if made:
                found[head] = made
    return found


def _term_rule(rule: EntryRule, context: Context) -> TermRule:
    found = context.read_rules.get(rule.offset)
    if found is None:
        found = context.read_rules[rule.offset] = _read_rule(rule, context)
    return found


def _read_rule(rule: EntryRule, context: Context) -> TermRule:
    names = {p: var(f"{p}@{rule.base}", NAT) for p in rule.pattern if not p.isdigit()}
    body, parser = parse(rule.tokens, context, rule.a, rule.b, local=names)
    if body.sort.name == "family" or parser.facts or parser.unknown:
        end = rule.tokens[rule.b - 1].end
        raise ReadingError(UNDEFINED, f"the entries of {rule.base} can't be read", rule.offset, end)
    return tuple(num(int(p)) if p.isdigit() else names[p] for p in rule.pattern), body


def _rewrite(term: Term, rules: dict[Term, list[TermRule]], place: tuple[int, int]) -> Term:
    if term.free.isdisjoint(rules) or not term.args:
        return term
    args = tuple(_rewrite(a, rules, place) for a in term.args)
    if term.op != "elem" or term.args[0] not in rules:
        return rebuild(term, args)
    for pattern, body in rules[term.args[0]]:
        if all(p.op == "var" or p is i for p, i in zip(pattern, args[1:], strict=True)):
            swap = {p: i for p, i in zip(pattern, args[1:], strict=True) if p.op == "var"}
            return substitute(body, swap)
    raise ReadingError(UNDEFINED, f"the entry {elem(*args)} is not given", *place)
