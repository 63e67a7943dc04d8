"""Evidence that a course teaches: figures of a class and of each question, as counts only and never of one person.

The coordinator sees every organization together, a manager the own people. Nobody sees anybody's answers.
"""
