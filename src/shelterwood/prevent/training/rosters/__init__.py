"""What an organization brings in: its staff from a roster or a OneRoster package, and trainings that they completed elsewhere.

A file is uploaded, checked in the background, looked at by a person, then applied as a whole or discarded; what was applied can be
undone while nothing newer touched it. Shapes of the files: docs/reference/roster-format.md. OneRoster is 1EdTech's word, staff and
roster are those of personnel offices.
"""
