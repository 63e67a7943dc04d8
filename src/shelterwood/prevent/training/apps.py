from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "shelterwood.prevent.training"
    label = "training"
