"""From tokens to terms: what an expression says."""
