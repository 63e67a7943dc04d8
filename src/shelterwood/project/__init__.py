"""Wires the floors together: settings, addresses, server, schedule and the one command `shelterwood`."""
