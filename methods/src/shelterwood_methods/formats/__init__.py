"""Files of other people's shape, read as plain values: staff rosters and trainings as CSV, OneRoster packages, and zips looked at first.

Everything streams: a file of any length is read in bounded memory. What cannot be read is named by its line and a word of a closed
list, so that whoever shows it can say it in the reader's language. Shapes: docs/reference/roster-format.md.
"""
