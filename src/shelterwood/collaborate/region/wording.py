from django.utils.translation import gettext_lazy as _

from shelterwood.collaborate.region.rules import RoutingFault
from shelterwood.foundation.body.rules import LinePurpose
from shelterwood.foundation.notify.rules import Fault

PURPOSES = {
    LinePurpose.CHILD_PROTECTION: _("Child protection"),
    LinePurpose.POLICE: _("Police, not an emergency"),
    LinePurpose.SERVICES: _("Services for young people"),
}

ROUTING_FAULTS = {
    RoutingFault.NOBODY: _("Name at least one agency. Without one, nobody can be told of a concern from this county."),
    RoutingFault.TWICE: _("An agency stands here twice. Name each one once."),
    RoutingFault.OWN_ALTERNATE: _("An agency cannot stand in for itself. Choose another one."),
    RoutingFault.ALTERNATE_OF_NOBODY: _("A row names who stands in, but not for whom. Choose the agency too."),
}

MAIL_FAULTS = {
    Fault.UNREACHABLE: _("No mail server answers at that address."),
    Fault.UNTRUSTED: _("The mail server offers no encryption, or its certificate does not fit."),
    Fault.SIGN_IN: _("The mail server does not take our name and password."),
    Fault.SENDER: _("The mail server does not take our own address as sender."),
    Fault.ADDRESS: _("The mail server does not take this address."),
    Fault.REFUSED: _("The mail server refused the message."),
}
