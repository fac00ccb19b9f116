"""Values of closed terms: exact, or in balls that surely hold them."""
