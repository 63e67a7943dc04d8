from django.apps import AppConfig


class RegionConfig(AppConfig):
    name = "shelterwood.collaborate.region"
    label = "region"
