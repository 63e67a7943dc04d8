"""Methods for people and what is known of each: the lists find unlike people with unlike chances, and covariates say how.

`people` is the data, `conditional` the likelihood of being found given being seen at all, `doubly_robust` two lists with regressions.
"""
