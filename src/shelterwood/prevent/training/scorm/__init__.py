"""SCORM 1.2 (ADL, Sharable Content Object Reference Model 1.2, 2001): our courses for an employer's own system, and a strict
look at packages that come from elsewhere. No Django.
"""
