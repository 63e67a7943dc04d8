"""Law by the body's own counsel: rows of duties written, reviewed and signed, for any state, in the format of the facts.

A version is never changed. Whoever changes a row writes its next version; the signed one governs until another is signed.
"""
