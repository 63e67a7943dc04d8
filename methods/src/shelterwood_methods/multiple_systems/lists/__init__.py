"""Estimators from few numbers: two lists (Lincoln and Petersen, Chapman), and Chao's bound from those on one list and on two."""
