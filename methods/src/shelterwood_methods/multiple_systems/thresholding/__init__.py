"""Bayesian thresholding (Silverman 2020): fit every pair at once under a prior, set to zero what the data do not insist on, fit again."""
