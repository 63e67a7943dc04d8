"""Results in words: plain text for the terminal, a page for people who will never see the terminal."""
