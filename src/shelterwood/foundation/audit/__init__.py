"""Access and disclosure events: who saw or gave what, why, under which rule. No event, no data.

An event holds identifiers and field names, never content. It is written in the transaction that reads or
discloses; the vault opens a sealed field only against an event that names it.
Actor and record are UUIDs without foreign keys, so that no deletion elsewhere touches the trace.
"""
