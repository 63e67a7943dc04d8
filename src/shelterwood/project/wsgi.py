"""The entry through which the web server calls Django."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from shelterwood.foundation.accounts.throttle import Throttle
from shelterwood.foundation.jobs.parent import end_with_parent
from shelterwood.project.character_set import in_utf8
from shelterwood.project.visitor import told_by_proxy

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shelterwood.project.settings")
end_with_parent()
application = in_utf8(get_wsgi_application())
Throttle.processes = settings.PROCESSES
if settings.BEHIND_PROXY:  # a proxy stands before it, and before nothing else
    application = told_by_proxy(application)
