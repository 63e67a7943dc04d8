"""Courses written in the site: drafts with every saving kept, a second person who publishes, versions that never change.

A draft is an edition and the changes since. Nothing is ever overwritten: who saves a file that somebody else saved meanwhile
is shown both texts. What is published is an edition, and learners read editions through `training.library` only.
"""
