"""What a course is, how it is read from its files, and what must hold before it may be published. No Django."""
