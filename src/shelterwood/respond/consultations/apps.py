from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "shelterwood.respond.consultations"
    label = "consultations"
