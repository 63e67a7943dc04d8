from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "shelterwood.foundation.design"
    label = "design"
