from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "shelterwood.collaborate.people"
    label = "people"
