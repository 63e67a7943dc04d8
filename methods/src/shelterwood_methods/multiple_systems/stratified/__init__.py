"""People differ by age, sex and place, and so do the lists that meet them.

`total` fits one method to each stratum and adds up, `shared` fits one model to all strata with some terms in common.
"""
