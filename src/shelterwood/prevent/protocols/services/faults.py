"""What a verb answers where something cannot be done now."""


class NotPossible(Exception):
    """What was asked cannot be done now. The text is a full sentence for the person who asked."""
