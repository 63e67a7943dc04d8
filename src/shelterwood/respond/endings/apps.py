from django.apps import AppConfig


class EndingsConfig(AppConfig):
    name = "shelterwood.respond.endings"
    label = "endings"
