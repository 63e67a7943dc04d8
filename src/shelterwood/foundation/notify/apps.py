from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "shelterwood.foundation.notify"
    label = "notify"
