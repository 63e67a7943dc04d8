from django.apps import AppConfig


class BodyConfig(AppConfig):
    name = "shelterwood.foundation.body"
    label = "body"
