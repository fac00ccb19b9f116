"""Antiderivatives that need no search: powers, exponentials and waves of what is linear, and
quotients by what is linear or quadratic."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ..kernel.calculus.differentiation import differentiate
from ..kernel.normal_forms.normal import Normalizer
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.normal_forms.signs import NEG, POS
from ..kernel.terms import (
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    apply,
    div,
    log,
    mul,
    neg,
    num,
    power,
    sqrt,
    sub,
    substitute,
)
from ..kernel.terms.definedness import closed_rational
from . import inner

MAX_PARTS = 10
"""How often a product is integrated by parts."""
MAX_DEPTH = 2
"""Changes of variable, and integrations by parts, one after another."""
MAX_NODES = 10_000
"""Most nodes of a term's tree that are looked at: few terms may share their parts many times."""

_OF_LINEAR: dict[str, Callable[[Term], Term]] = {
    "exp": lambda u: apply("exp", u),
    "sin": lambda u: neg(apply("cos", u)),
    "cos": lambda u: apply("sin", u),
    "sinh": lambda u: apply("cosh", u),
    "cosh": lambda u: apply("sinh", u),
    "tan": lambda u: neg(log(apply("abs", apply("cos", u)))),
}


def elementary(n: Normalizer, f: Term, name: Term) -> Term | None:
    """A function whose derivative in `name` is f, if f is a sum of known forms.

    >>> from ..kernel.terms import exp, var
    >>> x = var("x")
    >>> str(elementary(Normalizer(), add(x, exp(mul(TWO, x))), x))
    'x^2/(2*1) + exp(2*x)/2'
    """
    try:
        return _Search(n, name).of(f)
    except Unsupported:
        return None


class _Search:
    """Antiderivatives in one variable; `depth` is how many changes of variable led to it."""

    def __init__(self, n: Normalizer, name: Term, depth: int = 0) -> None:
        self.n, self.name, self.depth = n, name, depth
        self.left = MAX_NODES

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Unsupported(f"an antiderivative of more than {MAX_NODES} nodes")

    def of(self, f: Term) -> Term | None:
        self._count()
        if self.name not in f.free:
            return mul(f, self.name)
        if f.op in ("add", "neg"):
            parts = [self.of(a) for a in f.args]
            known = [p for p in parts if p is not None]
            if len(known) < len(parts):
                return None
            return add(*known) if f.op == "add" else neg(known[0])
        constant, rest, below = self._factors(f)
        found = self._plain(rest, below) or self._composed(rest, below)
        if found is None and f.op == "div" and f.args[0].op == "add":
            return self.of(add(*(div(a, f.args[1]) for a in f.args[0].args)))
        if found is None:
            return None
        return found if constant is ONE else mul(constant, found)

    def _composed(self, above: list[Term], below: list[Term]) -> Term | None:
        """By roots of quadratics, halved angles, division, parts, or a change of variable."""
        n, x, whole = self.n, self.name, mul(*above)
        if not below and len(above) == 1:
            if (f := above[0]).op == "root" and f.value == 2:
                return inner.of_root(n, f.args[0], x)
            halved = inner.squared_wave(f)
            if halved is not None:
                return self.of(halved)
        if len(below) == 1 and below[0].op == "root" and below[0].value == 2:
            found = inner.over_root(n, whole, below[0].args[0], x)
        else:
            found = inner.by_division(n, whole, mul(*below), x, self._beside) if below else None
        if found is not None or self.depth >= MAX_DEPTH:
            return found
        f = div(whole, mul(*below)) if below else whole
        return inner.by_parts(above, below, x, self._beside) or (
            inner.by_change(n, f, x, self._beside)
        )

    def _beside(self, f: Term, name: Term) -> Term | None:
        """An antiderivative of what is left after a step, as it stands or in normal form."""
        for asked in dict.fromkeys((f, self.n.normal_term(f))):
            search = _Search(self.n, name, self.depth + 1)
            search.left = self.left
            found = search.of(asked)
            self.left = search.left
            if found is not None:
                return found
        return None

    def _factors(self, f: Term) -> tuple[Term, list[Term], list[Term]]:
        """What does not depend on the variable, and the factors above and below that do."""
        above: list[Term] = []
        below: list[Term] = []
        constant: list[Term] = []
        divisor: list[Term] = []
        waiting = [(f, True)]
        while waiting:
            node, up = waiting.pop()
            self._count()
            if node.op == "mul":
                waiting += [(a, up) for a in reversed(node.args)]
            elif node.op == "neg":
                constant.append(num(-1))
                waiting.append((node.args[0], up))
            elif node.op == "div":
                waiting += [(node.args[1], not up), (node.args[0], up)]
            elif self.name not in node.free:
                (constant if up else divisor).append(node)
            else:
                (above if up else below).append(node)
        whole = mul(*constant)
        return (div(whole, mul(*divisor)) if divisor else whole), above, below

    def _plain(self, above: list[Term], below: list[Term]) -> Term | None:
        found = self._power(above, below)
        if found is not None:
            return found
        if not below and len(above) == 1 and above[0].op != "log":
            return self._of_linear(above[0])
        if any(f.op == "log" for f in above):
            return self._with_logarithm(above, below)
        if not below and len(above) > 1:
            return self._damped(above) or self._by_parts(above)
        if not above and len(below) == 1 and below[0].op == "pow":
            return self._of_reciprocal_square(*below[0].args)
        if len(below) == 1 and len(above) <= 1:
            return self._over_quadratic(above[0] if above else ONE, below[0])
        return None

    def _of_linear(self, f: Term) -> Term | None:
        make = _OF_LINEAR.get(f.op)
        slope = self._slope(f.args[0]) if make is not None else None
        return div(make(f.args[0]), slope) if make is not None and slope is not None else None

    def _of_reciprocal_square(self, base: Term, exponent: Term) -> Term | None:
        """1/cos(u)^2 and 1/sin(u)^2."""
        slope = self._slope(base.args[0]) if base.op in ("sin", "cos") else None
        if slope is None or exponent is not TWO:
            return None
        made = apply("tan" if base.op == "cos" else "cot", base.args[0])
        return div(made if base.op == "cos" else neg(made), slope)

    def _by_parts(self, above: list[Term]) -> Term | None:
        """A polynomial times a function that is integrated again and again."""
        waves = [f for f in above if f.op in _OF_LINEAR]
        if len(waves) != 1:
            return None
        factor: Term = mul(*(f for f in above if f is not waves[0]))
        whole, out = self._of_linear(waves[0]), []
        for place in range(MAX_PARTS):
            if whole is None or factor is ZERO:
                break
            out.append(mul(factor, whole) if place % 2 == 0 else neg(mul(factor, whole)))
            factor = self.n.normal_term(differentiate(factor, self.name)[0])
            whole = self.of(whole)
        return add(*out) if factor is ZERO else None

    def _damped(self, above: list[Term]) -> Term | None:
        """e^(at + c) sin(bt + d), or with a cosine."""
        growth = [f for f in above if f.op == "exp"]
        waves = [f for f in above if f.op in ("sin", "cos")]
        if len(above) != 2 or len(growth) != 1 or len(waves) != 1:
            return None
        a, b = self._slope(growth[0].args[0]), self._slope(waves[0].args[0])
        if a is None or b is None:
            return None
        other = apply("cos" if waves[0].op == "sin" else "sin", waves[0].args[0])
        turned = neg(mul(b, other)) if waves[0].op == "sin" else mul(b, other)
        below = add(power(a, TWO), power(b, TWO))
        return div(mul(growth[0], add(mul(a, waves[0]), turned)), below)

    def _with_logarithm(self, above: list[Term], below: list[Term]) -> Term | None:
        """u^p log u, u linear."""
        logs = [f for f in above if f.op == "log"]
        u, slope = logs[0].args[0], self._slope(logs[0].args[0])
        rest = [f for f in above if f is not logs[0]]
        if slope is None or len(logs) != 1:
            return None
        exponent: Term = ZERO
        for factors, sign in ((rest, 1), (below, -1)):
            for factor in factors:
                base, e = _as_power(factor)
                if base is not u or self.name in e.free:
                    return None
                exponent = add(exponent, e if sign > 0 else neg(e))
        raised = self.n.normal_term(add(exponent, ONE))
        if raised is ZERO:
            return div(power(logs[0], TWO), mul(TWO, slope))
        lead = div(power(u, raised), mul(raised, slope))
        return mul(lead, sub(logs[0], div(ONE, raised)))

    def _power(self, above: list[Term], below: list[Term]) -> Term | None:
        """Powers of one linear term, gathered."""
        base: Term | None = None
        exponent: Term = ZERO
        for factors, sign in ((above, 1), (below, -1)):
            for factor in factors:
                inner, e = _as_power(factor)
                if self.name in e.free or (base is not None and inner is not base):
                    return None
                base = inner
                exponent = add(exponent, e if sign > 0 else neg(e))
        slope = None if base is None else self._slope(base)
        if base is None or slope is None:
            return None
        exact = closed_rational(exponent)
        if exact == -1:
            return div(log(apply("abs", base)), slope)
        raised = num(exact + 1) if exact is not None else self.n.normal_term(add(exponent, ONE))
        return div(power(base, raised), mul(raised, slope))

    def _slope(self, u: Term) -> Term | None:
        """k where u = k x + b, k not 0."""
        start = substitute(u, {self.name: ZERO})
        slope = self.n.normal_term(sub(substitute(u, {self.name: ONE}), start))
        linear = self.n.equal(u, add(start, mul(slope, self.name)))
        return slope if linear and slope is not ZERO else None

    def _over_quadratic(self, above: Term, below: Term) -> Term | None:
        """(p x + q)/(a x^2 + b x + c), by a logarithm and an arctangent or another logarithm."""
        x = self.name
        c, plus, minus = (substitute(below, {x: v}) for v in (ZERO, ONE, num(-1)))
        b = self.n.normal_term(div(sub(plus, minus), TWO))
        a = self.n.normal_term(sub(div(add(plus, minus), TWO), c))
        if a is ZERO or not self.n.equal(below, add(mul(a, x, x), mul(b, x), c)):
            return None
        p = self._slope(above) if x in above.free else ZERO
        if p is None:
            return None
        q = sub(substitute(above, {x: ZERO}), div(mul(p, b), mul(TWO, a)))
        gap = self.n.normal_term(sub(mul(num(4), a, c), mul(b, b)))
        sign, middle = self.n.sign(gap), add(mul(TWO, a, x), b)
        if sign == POS:
            width = sqrt(gap)
            part = mul(div(TWO, width), apply("atan", div(middle, width)))
        elif sign == NEG:
            width = sqrt(neg(gap))
            quotient = div(sub(middle, width), add(middle, width))
            part = div(log(apply("abs", quotient)), width)
        else:
            return None
        logs = mul(div(p, mul(TWO, a)), log(apply("abs", below)))
        return add(logs, mul(q, part)) if p is not ZERO else mul(q, part)


def _as_power(factor: Term) -> tuple[Term, Term]:
    """(u, e) for a factor u^e."""
    if factor.op == "pow":
        inner, e = _as_power(factor.args[0])
        return inner, (factor.args[1] if e is ONE else mul(e, factor.args[1]))
    if factor.op == "root":
        return factor.args[0], num(Fraction(1, factor.value))
    return factor, ONE
