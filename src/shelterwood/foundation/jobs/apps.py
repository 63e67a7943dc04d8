from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "shelterwood.foundation.jobs"
    label = "jobs"
