"""Training: courses that teach each sector what to notice, what to do and what not to do, with evidence that it was learned.

Courses are Markdown under `courses/`, in the shape that docs/reference/course-format.md describes. Terms are those of the
field's own item analysis (objective, stem, key, distractor) and of SCORM 1.2.
"""
