"""Bayesian non-parametric latent classes (Manrique-Vallier 2016): people of unlike kinds, the lists independent within each kind."""
