"""Bayesian averaging over decomposable graphs (Madigan and York 1997): no single model is chosen, all speak with their weight.

`graphs` lists the graphs, `posterior` computes the distribution of the population exactly, `estimator` is the public face.
"""
