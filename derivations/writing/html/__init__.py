"""A checked writeup, and the report on a document, as HTML that needs nothing else."""
