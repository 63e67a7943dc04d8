"""Intervals by resampling people, the choice of the model repeated in every replicate, with the error of the limits themselves.

`resample` draws tables, `replicates` runs an estimator over them in blocks that can be resumed, `limits` turns estimates into limits and
their Monte-Carlo errors, `jackknife` supplies the acceleration of BCa, `calibrate` the double bootstrap.
"""
