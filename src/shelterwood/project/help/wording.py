from typing import Any

from django.utils.translation import gettext_lazy as _

from shelterwood.project.help.rules import Group

GROUPS: dict[Group, Any] = {
    Group.TELL: _("Tell, call and learn"),
    Group.WORK: _("Your work with an account"),
    Group.KEEP: _("Your organization's own affairs"),
    Group.BODY: _("What the coordinating body keeps"),
    Group.SITE: _("The site itself"),
}
