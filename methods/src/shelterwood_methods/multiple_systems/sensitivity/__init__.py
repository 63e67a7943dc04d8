"""What the answer would be if what cannot be seen were otherwise: dependence, the choice of lists, errors of linkage."""
