from django.utils.translation import gettext_lazy as _

from shelterwood.foundation.accounts.rules import Role

LANGUAGES = [("en", "English"), ("es", "Español")]  # each in its own words

ROLES = {
    Role.WORKER: _("Worker"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.MANAGER: _("Manager of the organization"),
    Role.COUNSEL: _("Counsel"),
    Role.DUTY_OFFICER: _("Duty officer"),
    Role.COORDINATOR: _("Coordinator"),
    Role.IT_OPERATOR: _("IT operator"),
}
