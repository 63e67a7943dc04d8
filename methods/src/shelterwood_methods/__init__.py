"""Libraries for notebook, command line, bank and platform. Nothing here imports Django or the platform."""
