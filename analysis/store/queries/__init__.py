"""COUNTS: one module a subject, each query a function of a cursor and a selection that returns a small frame."""
