"""What the sectors see of their common work: the desk now; measures and planning have their rooms here."""
