from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "shelterwood.foundation.drafts"
    label = "drafts"
