"""A checked writeup as LaTeX: text, chains, tables, whole documents, and PDF."""
