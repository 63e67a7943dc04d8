"""Hierarchical log-linear models: one given model (`LogLinear`), or one chosen from the data (`Stepwise`, `Greedy`, `Exhaustive`).

A model says which lists depend on one another; the number nobody saw is what the model expects in the cell of no list. Terms that no
person supports are estimated at minus infinity, exactly (Chan, Silverman and Vincent 2021), after the test of existence.
"""
