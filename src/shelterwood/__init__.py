"""Shelterwood: every sector does its part to prevent, identify and respond, and nothing is shown without a rule."""
