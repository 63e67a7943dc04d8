"""Everything about protocols that needs no database: reading, checking, comparing, adapting, planning, running, measuring."""
