from django.db import models


class ScheduledRun(models.Model):
    """One slot of one scheduled task. The unique pair lets any number of workers ask, and only one start it."""

    task = models.CharField(max_length=200)
    slot = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "slot"], name="jobs_one_run_a_slot")]
