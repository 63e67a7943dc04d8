"""The pages of signing in, of one's own keys, and of the lock."""
