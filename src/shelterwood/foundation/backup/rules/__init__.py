"""Sealed files and the recovery key, without a database."""
