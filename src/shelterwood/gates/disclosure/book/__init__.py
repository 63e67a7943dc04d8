"""The rule book: Cedar text from the policy files and from the typed rows of the facts, checked whole before it decides anything."""

from shelterwood.gates.disclosure.book.load import Book, BookError, rule_book

__all__ = ["Book", "BookError", "rule_book"]
