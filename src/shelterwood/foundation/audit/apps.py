from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "shelterwood.foundation.audit"
    label = "audit"
