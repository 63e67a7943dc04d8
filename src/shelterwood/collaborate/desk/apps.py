from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "shelterwood.collaborate.desk"
    label = "desk"
