from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "shelterwood.foundation.vault"
    label = "vault"
