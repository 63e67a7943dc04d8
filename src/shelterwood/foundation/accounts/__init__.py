"""Organizations, their sites, their people, who is on duty, and who has signed in.

Sector words are those of the closed vocabulary (`shelterwood_methods.statutes.vocabulary.Sector`).
"""
