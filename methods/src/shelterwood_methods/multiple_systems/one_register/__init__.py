"""One register that counts how often each person was met: what those met once and more say about those met never."""
