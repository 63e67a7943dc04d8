from django.utils.translation import gettext_lazy as _

from shelterwood.collaborate.region.rules import RoutingFault
from shelterwood.foundation.body.rules import LinePurpose

PURPOSES = {
    LinePurpose.CHILD_PROTECTION: _("Child protection"),
    LinePurpose.POLICE: _("Police, not an emergency"),
    LinePurpose.SERVICES: _("Services for young people"),
    LinePurpose.EARLY_HELP: _("Early help, before anything must be reported"),
}

ROUTING_FAULTS = {
    RoutingFault.NOBODY: _("Name at least one agency. Without one, nobody can be told of a concern from this county."),
    RoutingFault.TWICE: _("An agency stands here twice. Name each one once."),
    RoutingFault.OWN_ALTERNATE: _("An agency cannot stand in for itself. Choose another one."),
    RoutingFault.ALTERNATE_OF_NOBODY: _("A row names who stands in, but not for whom. Choose the agency too."),
}
