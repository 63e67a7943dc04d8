from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "shelterwood.collaborate.measures"
    label = "measures"
