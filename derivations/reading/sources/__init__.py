"""From the text of a page to its formulas, as tokens with their places."""
