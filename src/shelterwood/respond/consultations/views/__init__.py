"""Thin views of the consultation pages: asking, the thread as each side reads it, the lists."""
