"""What the words around formulas say of them: assumed, defined, denied, asked for."""
