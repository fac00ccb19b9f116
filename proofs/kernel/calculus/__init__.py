"""Continuity, derivatives, growth and integrability, as the rules of calculus need them."""
