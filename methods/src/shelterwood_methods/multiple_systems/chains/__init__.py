"""Judging chains of draws: whether they agree (R-hat) and how many independent draws they are worth."""
