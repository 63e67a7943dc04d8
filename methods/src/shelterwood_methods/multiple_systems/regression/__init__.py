"""Regressions with an explicit design matrix: Poisson here, and the zero-truncated and conditional models that use covariates."""
