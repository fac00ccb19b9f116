"""Grading: problem sheets, submissions, marks with what each rests on, and whole classes."""
