"""What a body must say of itself, and when it is said well. No Django, no database."""
