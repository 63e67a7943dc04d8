"""The disclosure gate: who may be told what, under which rule, and the trace of it.

Nothing is shown without a rule that names its legal basis. Words, types and rules are those of the disclosure
vocabulary (facts/disclosure_vocabulary.md); the policies are written in Cedar (docs.cedarpolicy.com).
"""
