"""From formulas to claims: what a page says of its expressions."""
