"""Normal forms, signs, and what follows from facts by them."""
