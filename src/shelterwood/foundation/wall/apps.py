from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class WallConfig(AppConfig):
    name = "shelterwood.foundation.wall"
    label = "wall"

    def ready(self) -> None:
        from shelterwood.foundation.wall import build, statements

        connection_created.connect(statements.watch, dispatch_uid="wall")
        pre_migrate.connect(build.before_migrations, sender=self, dispatch_uid="wall")
        post_migrate.connect(build.after_migrations, sender=self, dispatch_uid="wall")
