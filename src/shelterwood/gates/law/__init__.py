"""The law in force for this body: rule packs its counsel signed, duties and their clocks, and the pages that show them.

Law is data: rows of `shelterwood_methods.facts`, evaluated by `shelterwood_methods.statutes`. A row governs from
counsel's signature on, for the text that was signed and not for a later one.
"""
