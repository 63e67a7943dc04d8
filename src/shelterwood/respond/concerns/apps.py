from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "shelterwood.respond.concerns"
    label = "concerns"
