"""Concerns: what somebody noticed, from the first word to the answer of the agency that the law names.

A concern is not the statutory report. The page that takes it says whom to call, and the call is recorded here.
Terms: *screened in* and *screened out* as child-protection agencies use them; reporter, concern and route as in
GLOSSARY.md.
"""
