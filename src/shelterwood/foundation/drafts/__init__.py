"""Words that somebody with an account has typed and not sent. They are theirs alone, sealed, and end by themselves.

Nothing of a person without an account is ever kept here: their answers live in the open page only (DESIGN.md, point 12).
"""
