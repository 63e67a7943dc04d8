"""Who acts here: people, their roles and places, organizations, lost keys, reviews of access, and all of it from a file.

Terms: access review after NIST SP 800-53 (AC-2), proving identity anew with a second person after NIST SP 800-63B, account recovery.
"""
