from django.utils.translation import gettext_lazy as _

from shelterwood.foundation.notify.rules import Fault

MAIL_FAULTS = {
    Fault.UNREACHABLE: _("No mail server answers at that address."),
    Fault.UNTRUSTED: _("The mail server offers no encryption, or its certificate does not fit."),
    Fault.SIGN_IN: _("The mail server does not take our name and password."),
    Fault.SENDER: _("The mail server does not take our own address as sender."),
    Fault.ADDRESS: _("The mail server does not take this address."),
    Fault.REFUSED: _("The mail server refused the message."),
}
