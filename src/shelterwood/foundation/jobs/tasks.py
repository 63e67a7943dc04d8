from django.core.management import call_command
from django.tasks import task

KEEP_DAYS = 2


@task()
def tidy_up() -> None:
    """Drop what has served: results of finished tasks and sessions that ended."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=KEEP_DAYS, verbosity=0)
    call_command("clearsessions")
