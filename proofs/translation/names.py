"""SymPy's functions of one argument, and what the kernel calls them."""

from __future__ import annotations

import sympy as sp

FUNCTIONS: dict[type, str] = {
    sp.exp: "exp", sp.log: "log", sp.sin: "sin", sp.cos: "cos", sp.tan: "tan", sp.cot: "cot",
    sp.sec: "sec", sp.csc: "csc", sp.asin: "asin", sp.acos: "acos", sp.atan: "atan",
    sp.sinh: "sinh", sp.cosh: "cosh", sp.tanh: "tanh", sp.coth: "coth", sp.sech: "sech",
    sp.csch: "csch", sp.asinh: "asinh", sp.acosh: "acosh", sp.atanh: "atanh", sp.Abs: "abs",
    sp.sign: "sign", sp.floor: "floor", sp.ceiling: "ceil", sp.factorial: "factorial",
    sp.re: "re", sp.im: "im", sp.conjugate: "conj", sp.arg: "arg",
}  # fmt: skip
