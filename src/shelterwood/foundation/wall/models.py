"""No table: Django tells of migrations only those apps that have this module."""
