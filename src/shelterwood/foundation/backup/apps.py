from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "shelterwood.foundation.backup"
    label = "backup"
