"""The command `shelterwood-methods`: one sub-command a library, each imported only when it is called."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {
    "duty": ("shelterwood_methods.statutes.command", "who must report what to whom by when"),
    "mandates": ("shelterwood_methods.statutes.training.command", "who must be trained and which notice must hang"),
    "prevalence": ("shelterwood_methods.multiple_systems.command", "how many people nobody has on a list"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command and return its exit status: 0 done, 2 the input cannot be used."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="shelterwood-methods", description=__doc__)
    choices = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (_, summary) in COMMANDS.items():
        choices.add_parser(name, help=summary, add_help=False)
    chosen = parser.parse_args(words[:1]).command
    try:
        return int(import_module(COMMANDS[chosen][0]).main(words[1:]))
    except BrokenPipeError:  # whoever read the output has seen enough
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 (for the interpreter's own flush at the end)
        return 0


if __name__ == "__main__":
    sys.exit(main())
