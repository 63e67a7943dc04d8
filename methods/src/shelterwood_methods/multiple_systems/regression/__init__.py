"""Regressions with an explicit design matrix: `design` makes it from columns, `existence` asks whether there is a fit, `poisson` fits."""
