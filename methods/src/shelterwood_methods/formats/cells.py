"""Text as a cell of a table that somebody opens in a spreadsheet."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")  # what may begin one (OWASP, CSV injection)


def safe_cell(value: object) -> object:
    """A text with an apostrophe before what would begin a formula, also behind spaces; a number stays one, and None is an empty text."""
    if value is None:
        return ""
    if isinstance(value, str) and (value.startswith(FORMULA) or value.lstrip().startswith(FORMULA)):
        return f"'{value}"
    return value
