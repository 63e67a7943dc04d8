from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "shelterwood.foundation.accounts"
    label = "accounts"
