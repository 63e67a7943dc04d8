"""Text as a cell of a table that somebody opens in a spreadsheet."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what spreadsheets take for the beginning of a formula (OWASP, CSV injection)


def safe_cell(text: str) -> str:
    """The text with an apostrophe before what would begin a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
