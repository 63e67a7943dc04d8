"""Thin: parse, call one query or verb, show."""
