"""The entry through which the web server calls Django."""

import os

from django.core.wsgi import get_wsgi_application

from shelterwood.foundation.jobs.parent import end_with_parent
from shelterwood.project.patience import Patience

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shelterwood.project.settings")
end_with_parent()
application = Patience(get_wsgi_application())
