"""What is wrong with a protocol, always with the file and the line to mend."""

from shelterwood.prevent.training.rules.faults import Fault, Faulty

__all__ = ["Fault", "ProtocolError"]


class ProtocolError(Faulty):
    """A file cannot be used as a protocol."""
