"""Compiled loops of the package: every function here takes and fills plain arrays, and knows neither tables nor reports.

A table of `t` lists is a vector of `2**t` cells indexed by bit mask, list 1 being the lowest bit; cell 0 holds those on no list and is
never observed. A model is an array of bit masks, one a term, the intercept being mask 0: term `s` belongs to the linear predictor of cell
`c` exactly when `s` is a subset of `c`. Sums over subsets and supersets therefore replace the design matrix (`transforms`), which is
where the speed comes from: one Newton step costs `t * 2**t + p**3 / 3` operations in place of `2**t * p**2`.

Numba compiles these functions when they are first called and keeps the result beside the module, or in the user's cache folder.
"""
