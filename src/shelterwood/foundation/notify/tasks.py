from django.tasks import task

from shelterwood.foundation.notify.services import send_waiting


@task()
def send_notices() -> int:
    return send_waiting()
