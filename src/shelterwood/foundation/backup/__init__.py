"""Backup and restore: the whole database in one sealed file, the keys of the vault in another.

A backup is sealed to the public half of the recovery key; the private half is printed once and lies on paper, so that
neither the machine nor whoever steals a backup can open it. The two files belong in two places: the first holds sealed
fields without their keys, the second keys without what they open. A key that was destroyed is in neither any more once
the next backup is made, and `restore` destroys it again should an older file bring it back.
Sources: STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015), the age file format, RFC 7748 (X25519), RFC 5869 (HKDF).
"""
