"""The pages of people, places and organizations; one noun a module."""
