"""Protocols and policies: written steps that an organization adopts, adapts and runs, each with its holder, clock and basis.

Words follow the field: protocol and time limit as in research on first response (Los Angeles County, 2014), duty as in the facts.
The library is candidate practice and law for an organization's counsel, never advice, and no step of it makes a report.
"""
