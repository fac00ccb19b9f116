"""Terms from expressions in SymPy's notation (infix, or as `srepr` writes them), without SymPy.

The text is parsed by Python's own `ast` and walked; nothing of it is ever run. SymPy itself would
simplify what it builds, and a case that is about `x/x` would be lost.

>>> str(read_expression("Mul(Symbol('x', real=True), Pow(Symbol('x'), Integer(-1)))"))
'x*x^(-1)'
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from fractions import Fraction

from proofs.kernel import terms as t
from proofs.kernel.terms import Term, TermError, derived

_FUNCTIONS = {
    **{n: n for n in "exp log sin cos tan cot sec csc asin acos atan sinh cosh tanh coth".split()},
    **{n: n for n in "sech csch asinh acosh atanh sign floor factorial".split()},
    "Abs": "abs",
    "conjugate": "conj",
    "re": "re",
    "im": "im",
    "arg": "arg",
    "ceiling": "ceil",
    "ln": "log",
}
_DERIVED: dict[str, Callable[..., Term]] = {
    "sinc": derived.sinc, "acot": derived.acot, "atan2": derived.angle_of, "gamma": derived.gamma,
    "Mod": derived.remainder, "frac": derived.fractional_part,
    "asec": lambda a: derived.of_reciprocal("acos", a),
    "acsc": lambda a: derived.of_reciprocal("asin", a),
    "acoth": lambda a: derived.of_reciprocal("atanh", a),
    "asech": lambda a: derived.of_reciprocal("acosh", a),
    "acsch": lambda a: derived.of_reciprocal("asinh", a),
}  # fmt: skip
_CONSTANTS = {
    "pi": t.PI,
    "E": t.exp(t.ONE),
    "oo": t.OO,
    "GoldenRatio": t.div(t.add(t.ONE, t.sqrt(t.num(5))), t.TWO),
    "I": t.I,
    "true": t.TRUE,
    "false": t.FALSE,
}
_UNKNOWN = {"zoo", "nan", "EulerGamma", "Catalan"}
RELATIONS: dict[str, Callable[[Term, Term], Term]] = {
    "Eq": t.eq, "Ne": t.ne, "Lt": t.lt, "Le": t.le, "Gt": lambda a, b: t.lt(b, a),
    "Ge": lambda a, b: t.le(b, a), "StrictLessThan": t.lt, "LessThan": t.le,
    "StrictGreaterThan": lambda a, b: t.lt(b, a), "GreaterThan": lambda a, b: t.le(b, a),
    "Equality": t.eq, "Unequality": t.ne,
}  # fmt: skip


def read_expression(text: str) -> Term:
    """The term that the text writes. Raises TermError for what has none."""
    return read_with_conditions(text)[0]


def read_with_conditions(text: str) -> tuple[Term, list[Term]]:
    """The term, and the bounds that its symbols' assumptions state."""
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, RecursionError) as error:
        raise TermError(f"not an expression: {error}") from error
    reader = Reader()
    return reader.read(tree.body), reader.conditions


class Reader:
    """One expression; `bound` holds the names that binders around have bound."""

    def __init__(self) -> None:
        self.bound: dict[str, Term] = {}
        self.count = 0
        self.conditions: list[Term] = []

    def read(self, node: ast.expr) -> Term:
        """The term of a part of the expression."""
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return t.num(str(node.value))
        if isinstance(node, ast.Name):
            if node.id in self.bound:
                return self.bound[node.id]
            if node.id in _UNKNOWN:
                raise TermError(f"no term for {node.id}")
            return _CONSTANTS.get(node.id) or t.var(node.id)
        if isinstance(node, ast.UnaryOp):
            value = self.read(node.operand)
            return value if isinstance(node.op, ast.UAdd) else t.neg(value)
        if isinstance(node, ast.BinOp):
            return self._binary(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return self._call(node.func.id, node)
        raise TermError(f"no term for {ast.dump(node)[:60]}")

    def _binary(self, node: ast.BinOp) -> Term:
        a, b = self.read(node.left), self.read(node.right)
        if isinstance(node.op, ast.Pow) and a is _CONSTANTS["E"]:
            return t.exp(b)
        make = {
            ast.Add: t.add, ast.Sub: t.sub, ast.Mult: t.mul, ast.Div: t.div, ast.Pow: t.power,
        }.get(type(node.op))  # fmt: skip
        if make is None:
            raise TermError(f"no term for {type(node.op).__name__}")
        return make(a, b)

    def _call(self, name: str, node: ast.Call) -> Term:
        if name == "Symbol":
            return self._symbol(node)
        if name in ("Integer", "Rational", "Float"):
            return self._number(node)
        if name in ("Sum", "Product", "Integral", "Limit"):
            return self._binder(name, node)
        if name == "Derivative":
            return self._derivative(node)
        args = [self.read(a) for a in node.args]
        if name == "Add":
            return t.add(*args)
        if name == "Mul":
            return t.mul(*args)
        if name == "Pow":
            return t.exp(args[1]) if args[0] is _CONSTANTS["E"] else t.power(*args)
        if name == "sqrt":
            return t.sqrt(args[0])
        if name in _DERIVED:
            return _DERIVED[name](*args)
        if name.endswith("_f") and args:
            return t.app(t.var(name, t.function(len(args))), *args)
        if name in _FUNCTIONS and len(args) == 1:
            return t.apply(_FUNCTIONS[name], args[0])
        if name == "log" and len(args) == 2:
            return t.div(t.log(args[0]), t.log(args[1]))
        if name in RELATIONS:
            return RELATIONS[name](*args)
        if name in ("Max", "Min", "And", "Or", "Not", "binomial", "KroneckerDelta"):
            make = {"Max": t.maximum, "Min": t.minimum, "And": t.both, "Or": t.either}
            more = {"Not": t.negation, "binomial": t.binomial, "KroneckerDelta": t.delta}
            return {**make, **more}[name](*args)
        if name.endswith("_f") and args:
            return t.app(t.var(name, t.function(len(args))), *args)
        raise TermError(f"no term for {name}")

    def _symbol(self, node: ast.Call) -> Term:
        name = self._text(node.args[0])
        if name in self.bound:
            return self.bound[name]
        said = {k.arg for k in node.keywords if isinstance(k.value, ast.Constant) and k.value.value}
        sort = t.COMPLEX if "complex" in said else t.REAL
        if "integer" in said:
            sort = t.NAT if said & {"nonnegative", "positive"} else t.INT
        found = t.var(name, sort)
        bounds = {
            "positive": t.lt(t.ZERO, found), "negative": t.lt(found, t.ZERO),
            "nonnegative": t.le(t.ZERO, found), "nonzero": t.ne(found, t.ZERO),
        }  # fmt: skip
        self.conditions += [c for k, c in bounds.items() if k in said]
        return found

    def _text(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return node.id
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        if isinstance(node, ast.Call) and node.args:
            return self._text(node.args[0])
        raise TermError("a name is needed")

    def _number(self, node: ast.Call) -> Term:
        parts = []
        for a in node.args:
            sign = 1
            if isinstance(a, ast.UnaryOp) and isinstance(a.op, ast.USub):
                sign, a = -1, a.operand
            if not isinstance(a, ast.Constant):
                raise TermError("a number is needed")
            parts.append(sign * Fraction(str(a.value)))
        return t.num(parts[0] / parts[1] if len(parts) == 2 else parts[0])

    def _binder(self, op: str, node: ast.Call) -> Term:
        if op == "Limit":
            if len(node.args) < 3:
                raise TermError("a limit without a point")
            side = self._text(node.args[3]) if len(node.args) > 3 else "+"
            point = self.read(node.args[2])
            body = self._under(node.args[0], self._text(node.args[1]), t.REAL)
            infinite = point is t.OO or point.args[:1] == (t.OO,)
            sides = {"+": "right", "-": "left", "+-": "both"}
            return t.limit(point, body, "both" if infinite else sides[side])
        if len(node.args) != 2:
            raise TermError(f"{op} with other than one range")
        where = node.args[1]
        parts = where.args if isinstance(where, ast.Call) else getattr(where, "elts", [])
        if len(parts) != 3:
            raise TermError(f"{op} without bounds")
        ends = self.read(parts[1]), self.read(parts[2])
        sort = t.REAL if op == "Integral" else t.INT
        body = self._under(node.args[0], self._text(parts[0]), sort)
        make = {"Sum": t.total, "Product": t.product, "Integral": t.integral}[op]
        return make(*ends, body)

    def _derivative(self, node: ast.Call) -> Term:
        where = node.args[1]
        parts = [where]
        if isinstance(where, ast.Call) and len(where.args) == 2:
            parts = where.args
        elif isinstance(where, ast.Tuple) and len(where.elts) == 2:
            parts = where.elts
        name = self._text(parts[0])
        order = self.read(parts[1]) if len(parts) == 2 else t.ONE
        if order.op != "num":
            raise TermError("a derivative of symbolic order")
        return t.derivative(
            self.read(parts[0]), self._under(node.args[0], name, t.REAL), int(order.value)
        )

    def _under(self, body: ast.expr, name: str, sort: t.Sort) -> Term:
        self.count += 1
        fresh = t.var(f"_{name}{self.count}", sort)
        outer = dict(self.bound)
        self.bound[name] = fresh
        inside = self.read(body)
        self.bound = outer
        return t.abstract(inside, fresh)
