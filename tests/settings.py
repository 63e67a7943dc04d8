"""Settings of the tests: those of the site, in demonstration mode, with data in a folder of their own."""

import os
import tempfile

os.environ.setdefault("SHELTERWOOD_MODE", "demonstration")
os.environ.setdefault("SHELTERWOOD_DATA", tempfile.mkdtemp(prefix="shelterwood-tests-"))

from shelterwood.project.settings import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
(DATA / "assets").mkdir(exist_ok=True)  # noqa: F405
