"""Becoming a real body: what must be known, asked on a terminal or read from a file, checked whole, and written in one piece."""
