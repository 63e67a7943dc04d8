"""Messages out. None of them says what it is about: sign in to see it.

Keyed by the person's UUID, so that accounts too can send through it.
"""
