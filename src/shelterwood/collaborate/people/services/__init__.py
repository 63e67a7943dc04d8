"""Every verb with which people, places and organizations are kept; one noun a module."""
