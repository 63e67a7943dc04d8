from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "shelterwood.demo"
    label = "demo"
