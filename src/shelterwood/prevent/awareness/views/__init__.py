"""Thin views: whom to call, what to learn, notices on walls."""
